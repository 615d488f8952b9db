/* How the segments stand in the beads of an alignment, and what that says of a block that moved:
 * how far it goes, and where it belongs. */
#ifndef COUPLET_ALIGN_MOVED_BLOCK_H
#define COUPLET_ALIGN_MOVED_BLOCK_H

#include "align/affinity.h"
#include "align/moved.h"

#define COUPLET__CHANCE .25f /* evidence that strangers reach */
#define COUPLET__FIRM .45f   /* evidence in place that a move can be said to cross */
#define COUPLET__PINNED 9.0f /* stands for evidence where the caller wants it so */

typedef struct couplet__spot {
    uint32_t s, t;
} couplet__spot;

typedef struct couplet__stand { /* of the segments of one side */
    float *own;                 /* evidence of the best partner that each has */
    bool *claimed;              /* by a move */
    size_t *bead;
} couplet__stand;

typedef struct couplet__standing {
    couplet__affinity affinity;
    const couplet__beads *beads;
    couplet__stand zh, en;
    COUPLET__VEC(couplet__spot) firm; /* pairs that stand as they should, in order */
} couplet__standing;

/* How many firm pairs are in front of a segment. */
size_t couplet__firm_before(const couplet__standing *f, size_t segment, couplet_lang lang);

void couplet__claim(couplet__stand *side, couplet_range range);

/* Takes in what stands beyond an end of a block, as far as it goes better with what is beyond the
 * same end on the other side than where it is now. false, here and below: out of memory. */
bool couplet__move_extend(couplet__standing *f, couplet__move *move, bool behind);

/* Joins moves, by Chinese segment, that have nothing firm between them. */
void couplet__moves_join(couplet__moves *moves, couplet__standing *f);

/* Finds the place of a move. */
bool couplet__move_place(couplet__standing *f, couplet__move *move);

#endif
