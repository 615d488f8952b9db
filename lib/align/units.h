/* What something can be learned about: words and recurring runs of a text. */
#ifndef COUPLET_ALIGN_UNITS_H
#define COUPLET_ALIGN_UNITS_H

#include "align/learn.h"

/* Fills in the units of every segment that lie in no other of it, but for words that links tell
 * enough of (NULL: for none). *words: as many as there are words and runs. false: out of memory. */
bool couplet__units_collect(couplet__learned *out, const couplet__document *document,
                            const couplet__links *links, size_t *words);

#endif
