/* Where in the grid the beads must be sought. No diagonal is assumed.
 *
 * Evidence of a pair of segments is its coverage both ways above what is usual for either,
 *
 *     x = (G - mean over s of G) / (EW + 3) + (H - mean over t of H) / (ZW + 3),
 *
 * and the staircase is the best monotone path through max(0, x - .22), a step aside costing .05. A
 * cell whose best path is within .9 of the best of all is kept, so that doubtful stretches widen by
 * themselves; the nodes are the corners of the kept cells, widened by 2. Constants fitted on
 * literary prose with runs deleted and foreign blocks inserted: no gold node was lost.
 *
 * Where that makes more than some ten nodes for each segment (texts that hardly anything tells
 * apart), the .9 is halved again and again; where even that does not help, the nodes are those a
 * few steps from the best path. */
#ifndef COUPLET_ALIGN_STAIR_H
#define COUPLET_ALIGN_STAIR_H

#include "align/band.h"
#include "align/cover.h"

/* How well each segment of one side is accounted for by its best partner anywhere in the band. */
typedef struct couplet__support {
    float best;  /* evidence of the best partner */
    float cover; /* share of its weight that the best partner covers */
    float rival; /* best, less the best that another segment has with that partner */
    uint32_t partner;
} couplet__support;

typedef struct couplet__stair {
    couplet__band band;              /* of segment pairs; copied from the caller's */
    float *x;                        /* evidence, by cell of the band */
    double *usual_zh, *usual_en;     /* of each segment: mean of H over t, of G over s */
    couplet__support *zh, *en;       /* of each segment */
    uint32_t *centre_zh, *centre_en; /* where the path passes each segment */
    double ratio;                    /* English letters for each Chinese character */
    double ratio_variance;           /* of the logarithm, over sure pairs */
    double mismatch;                 /* log of English letters too many (> 0) or too few */
} couplet__stair;

/* Fills x and the supports of a stair from a cover on its band. */
couplet_status couplet__stair_evidence(couplet__stair *stair, const couplet__document *document,
                                       const couplet__cover *cover);

/* What the masses on a narrower band, which know more links, say of the same. */
couplet_status couplet__stair_update(couplet__stair *stair, const couplet__document *document,
                                     const couplet__band *cells, const couplet__mass *masses);

/* Finds the path and the nodes around it: a band of (S + 1) x (T + 1). lengths: characters of each
 * segment. */
couplet_status couplet__stair_path(couplet__stair *stair, couplet__band *nodes,
                                   const float *zh_length, const float *en_length);

/* Whether Chinese segment s surely shares a bead with an English one, *t: on the best path, each
 * the other's best partner, and no rival near. The thresholds are from all texts with gold
 * alignments, whole, with runs deleted, foreign blocks and swapped thirds: of 5,400 such pairs none
 * is wrong (two, where evidence of .4 is enough). */
bool couplet__stair_sure(const couplet__stair *stair, size_t s, size_t *t);

void couplet__stair_free(couplet__stair *stair);

#endif
