/* The texts with moved blocks put back where they belong, to be aligned once more.
 *
 * Of a long text only the beads around the places that a move touches are taken, so that the work
 * is in proportion to what has moved. Where segments now meet that did not before there is a seam,
 * which no bead may cross, and no bead joins segments of two windows. */
#ifndef COUPLET_ALIGN_REORDER_H
#define COUPLET_ALIGN_REORDER_H

#include "align/moved.h"
#include "align/pins.h"

typedef struct couplet__strand { /* one side as it is rearranged */
    couplet_text text;           /* its segments, new; its bytes, the caller's */
    uint32_t *origin;            /* of each: its number in the caller's text */
    bool *seam;                  /* in front of each */
    uint32_t *window;            /* that each is in: of one place, or of several that are close */
} couplet__strand;

typedef struct couplet__order {
    couplet__strand zh, en;
    uint32_t
        *move; /* of each English segment of the strand: 1 + the move that it is part of, or 0 */
    couplet__blocks pins;
    bool *again; /* of each bead of the caller: are its segments in the strands? */
} couplet__order;

/* moves: by Chinese segment. pins: NULL, or what the caller wants together; no move touches them.
 */
couplet_status couplet__order_make(couplet__order *out, const couplet_text *zh,
                                   const couplet_text *en, const couplet__beads *beads,
                                   const couplet__moves *moves, const couplet__blocks *pins);
void couplet__order_free(couplet__order *order);

/* Extends moves by what stands alone beside them on both sides in the beads of the strands.
 * *grown: by something. false: out of memory. */
bool couplet__order_grow(couplet__moves *moves, bool *grown, const couplet__order *order,
                         const couplet__beads *again, const couplet_text *zh,
                         const couplet_text *en);

/* Segments of a strand, no seam among them, in the caller's numbers. */
couplet_range couplet__order_origin(const couplet__strand *strand, couplet_range range);

/* Beads of the strands, in terms of the caller's texts: those that keep the order with the beads
 * that were not taken along in *beads, complete with null beads; the others in *moved, as sure as
 * the alignment is of them and as their move is by its odds. */
couplet_status couplet__order_undo(couplet__beads *beads, couplet__beads *moved,
                                   const couplet__order *order, const couplet__moves *moves,
                                   const couplet__beads *old, const couplet__beads *again,
                                   const couplet_text *zh, const couplet_text *en);

#endif
