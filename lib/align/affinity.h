/* How well any two segments render each other, wherever they stand: the evidence of the staircase,
 *
 *     x = (G - mean over s of G) / (EW + 3) + (H - mean over t of H) / (ZW + 3),
 *
 * with means over all of the other side. Of segments that render each other nine in ten have .5 and
 * more in reports; of all others, the best of a whole text has .3 as a rule, .5 at times. */
#ifndef COUPLET_ALIGN_AFFINITY_H
#define COUPLET_ALIGN_AFFINITY_H

#include "align/learn.h"

enum { COUPLET__SUITORS = 8 };

typedef struct couplet__affinity {
    const couplet__document *document;
    const couplet__links *links;
    const couplet__learned *learned;
    float *word_usual; /* by word: what its links cover of a character, on average */
    double *mean;      /* by stem: strength that a Chinese segment vouches for it with */
    float *strength;   /* by stem: of the segment that is looked at; 0 elsewhere */
    float *score;      /* by English segment, likewise */
    uint32_t *holds;   /* by stem: the English segment last looked at that holds it, plus one */
    float *best;       /* by character of the segment that is looked at */
    double usual;      /* H of that segment with an average English one */
    size_t segment;
    couplet__vouches vouches, taught; /* of that segment; what the document taught about it */
    COUPLET__VEC(uint32_t) touched;   /* English segments with a score */
} couplet__affinity;

/* false, here and below: out of memory. To be closed even then. All is borrowed. */
bool couplet__affinity_open(couplet__affinity *a, const couplet__document *document,
                            const couplet__links *links, const couplet__learned *learned);
void couplet__affinity_close(couplet__affinity *a);

/* Turns to a Chinese segment. */
bool couplet__affinity_look(couplet__affinity *a, size_t segment);

/* Evidence of that one and an English segment. */
float couplet__affinity_of(couplet__affinity *a, size_t en);

/* Turns to a Chinese segment for the next function only, which takes less time: evidence of it and
 * an English segment when G and H are known. */
bool couplet__affinity_turn(couplet__affinity *a, size_t segment);
float couplet__affinity_from(const couplet__affinity *a, size_t en, float g, float h);

/* The English segments, of those that are loose, that share most with it. Only words that stand in
 * few English segments propose, so that time grows with the text. */
bool couplet__affinity_propose(couplet__affinity *a, const bool *loose,
                               uint32_t top[COUPLET__SUITORS], size_t *count);

#endif
