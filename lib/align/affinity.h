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

typedef struct couplet__heard { /* of a stem, from the segment that is looked at */
    float strength;
    uint32_t last; /* the last vouch for it, plus one; 0: none */
} couplet__heard;

typedef struct couplet__affinity {
    const couplet__document *document;
    const couplet__links *links;
    const couplet__learned *learned;
    float *word_usual;     /* by word: what its links cover of a character, on average */
    float *word_taught;    /* ... and what the document taught about it, at most */
    double *mean;          /* by stem: strength that a Chinese segment vouches for it with */
    couplet__heard *heard; /* by stem */
    float *score;          /* by English segment: of the segment that is looked at; else 0 */
    float *best;           /* by character of the segment that is looked at */
    double usual;          /* H of that segment with an average English one */
    size_t segment;
    couplet__vouches vouches;    /* of that segment */
    COUPLET__VEC(uint32_t) next; /* of each of them the one before for its stem, plus one; or 0 */
    size_t taught;               /* the first of them that the document has taught */
    couplet__vouches turned;     /* what it taught about a segment that is only turned to */
    uint32_t *touched;           /* English segments with a score, and room for one more */
    uint32_t *loose;             /* those that may be proposed, by stem that proposes them */
    size_t *loose_first;         /* of each stem, and one more */
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

/* The same in a fraction of the time, but that evidence is then the least it could be. */
void couplet__affinity_glance(couplet__affinity *a, size_t segment);

/* Says which English segments may be proposed; once. */
bool couplet__affinity_propose_among(couplet__affinity *a, const bool *loose);

/* Those of them that share most with it; how many. Only words that stand in few English segments
 * propose, so that time grows with the text. */
size_t couplet__affinity_propose(couplet__affinity *a, uint32_t top[COUPLET__SUITORS]);

#endif
