/* Segments that the caller wants in one bead, and what that leaves of the grid.
 *
 * Pins that share a segment make one block, a run on each side. Every bead holds a block whole or
 * not at all, so that in front of a block on one side is in front of it on the other. */
#ifndef COUPLET_ALIGN_PINS_H
#define COUPLET_ALIGN_PINS_H

#include "align/lattice.h"

typedef struct couplet__block { /* s0 .. s1 - 1, t0 .. t1 - 1 */
    size_t s0, s1, t0, t1;
} couplet__block;

typedef COUPLET__VEC(couplet__block) couplet__blocks;

/* COUPLET_EINVAL: pins that are out of range, cross, or make a block that no bead can hold. */
couplet_status couplet__pins_read(couplet__blocks *out, const couplet_pin *pins, size_t count,
                                  size_t S, size_t T, unsigned max_zh, unsigned max_en,
                                  couplet_error *error);

/* Leave of a band of segment pairs, or of nodes, what the blocks allow, and take in their corners;
 * then close it. */
void couplet__pins_bend_cells(couplet__band *cells, const couplet__blocks *blocks);
void couplet__pins_bend_nodes(couplet__band *nodes, const couplet__blocks *blocks);

/* Would the bead of this type at (s, t) tear a block? */
bool couplet__pins_tear(const couplet__blocks *blocks, size_t s, size_t t, couplet__type type);

#endif
