/* Segments that stand elsewhere in the other rendering: what the beads left over on both sides
 * (segments of null beads and of beads below one half) is matched again without order.
 *
 * Evidence of a pair is that of the staircase, with means over all of the other side. Two segments
 * that are each other's best, across a bead, make a pair; where several stand in the same order
 * close together they make a block, which deserves an alignment of its own; else a pair must have
 * evidence .9 or more, and .1 more than any rival. Its confidence is 1 / (1 + exp(-10 (x - .7))),
 * by the few that are known (true ones: .9 to 1.1; false ones: below .5). Time grows with the text:
 * only words that stand in few English segments propose partners, and of these a few are looked at.
 */
#ifndef COUPLET_ALIGN_MOVED_H
#define COUPLET_ALIGN_MOVED_H

#include "align/learn.h"
#include "align/result.h"

typedef struct couplet__patch {
    couplet_range zh, en;
    double confidence; /* 0: a block, to be aligned */
} couplet__patch;

typedef COUPLET__VEC(couplet__patch) couplet__moved;

/* Appends what is sure, by Chinese segment. mean: of each stem, the strength that a Chinese segment
 * vouches for it with, on average. */
couplet_status couplet__moved_find(couplet__moved *out, const couplet__beads *beads,
                                   const couplet__document *document, const couplet__links *links,
                                   const couplet__learned *learned, const double *mean);

#endif
