/* Near copies within one side: page titles, captions, a lead that is printed twice. */
#ifndef COUPLET_ALIGN_COPIES_H
#define COUPLET_ALIGN_COPIES_H

#include "align/surface.h"

/* Sets `copy` of every surface: the largest share, 0..1, of its character pairs (Chinese) or stems
 * (English) that it has in common with another segment of its side, of the smaller of the two. Only
 * candidates that share something rare are compared, so that time grows with the text. `again`:
 * the same share against the segment before. false: out of memory. */
bool couplet__copies_find(couplet__surface *zh, couplet__surface *en,
                          const couplet__document *document);

#endif
