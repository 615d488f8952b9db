/* Blocks of segments that stand elsewhere in the other rendering: what an alignment that keeps the
 * order could not join, or joined to something else.
 *
 * A pair of segments gains by what its evidence (align/affinity.h) is above that of either in its
 * present bead, and above chance. Of a bead that holds several segments on both sides only the
 * pairs of its best chain in order count as present. Pairs close together in the same order make a
 * chain, and a block: gains add up, so that four weak pairs are as good as one strong one. A block
 * must cross a pair that stands firm, and stand out above other blocks that want its segments.
 *
 *     log odds = 10.5 gain w / (w + 15) - 2.5 rival - 4.3 - .6 log(1 + distance / 16) / size,
 *
 * w the weight of its lighter side, rival the gain of the best of those others, distance the
 * English segments between where the block stands and where it would keep the order, size the
 * segments of its shorter side; a logistic regression (together with how sure an alignment with the
 * block in its place is of it: align/align.c), but for the last term, which was set so that novels
 * in order have no moves and those that were made are found as before.
 *
 * Constants: by reports, news, laws and prose as they are, with sentences and paragraphs moved, and
 * with sentences deleted on either side. Time grows with the text. */
#ifndef COUPLET_ALIGN_MOVED_H
#define COUPLET_ALIGN_MOVED_H

#include "align/result.h"

typedef struct couplet__move {
    couplet_range zh, en;
    size_t place; /* the English segment in front of which the block would keep the order */
    double odds;  /* log odds that it has moved */
} couplet__move;

typedef COUPLET__VEC(couplet__move) couplet__moves;

/* Odds from which on a move is worth an alignment that may bear it out: less evidence is no
 * evidence, however sure that alignment would be. */
#define COUPLET__MOVE_LEAST (-2.5)

struct couplet__work; /* align/work.h */

/* Appends what may have moved, by Chinese segment; no two moves share a segment. work: what the
 * beads come from, at its end. What its task pins stays. */
couplet_status couplet__moved_find(couplet__moves *out, const couplet__beads *beads,
                                   const struct couplet__work *work);

#endif
