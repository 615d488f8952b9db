/* Which terms of the user's glossaries an alignment bears out. */
#ifndef COUPLET_ALIGN_USED_H
#define COUPLET_ALIGN_USED_H

#include "align/result.h"
#include "anchor/document.h"

/* Counts the entries that stand on both sides of some bead. */
couplet_status couplet__terms_used(size_t *out, const couplet__document *document,
                                   const couplet__beads *beads, const couplet_options *options);

#endif
