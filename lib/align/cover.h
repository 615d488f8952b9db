/* Covered mass: how much of an English segment's weight a run of Chinese segments accounts for,
 *
 *     G_n[s, t] = sum over words j of t of weight(j) * max over s .. s + n - 1 of the vouches for j
 *
 * and likewise H_m[s, t] for the characters of s by the words of t .. t + m - 1. */
#ifndef COUPLET_ALIGN_COVER_H
#define COUPLET_ALIGN_COVER_H

#include "align/band.h"
#include "align/vouch.h"

enum { COUPLET__MAX_ZH = 4, COUPLET__MAX_EN = 7 }; /* segments of the largest bead */

/* G_1 and H_1 on every cell of a band of segment pairs. */
typedef struct couplet__cover {
    float *g, *h; /* by cell of the band */
} couplet__cover;

couplet_status couplet__cover_build(couplet__cover *out, const couplet__band *band,
                                    const couplet__document *document, const couplet__links *links);
void couplet__cover_free(couplet__cover *cover);

/* All of it, on a narrower band, with the place in s (0 begin, 1 end) of what covers t. */
typedef struct couplet__mass {
    float g[COUPLET__MAX_ZH], h[COUPLET__MAX_EN];
    float place;
} couplet__mass;

/* A clause may have gone over to the neighbour: head_en[n - 1] is the weight by which a beginning
 * of t, the one where it is most, is better accounted for by segment s - 1 than by s .. s + n - 1;
 * tail_en[n - 1] that of an end of t by segment s + n; head_zh[m - 1] and tail_zh[m - 1] likewise
 * of s by t - 1 and by t + m. */
enum { COUPLET__CLAUSE_ZH = 3, COUPLET__CLAUSE_EN = 4 }; /* beads up to this size are looked at */

typedef struct couplet__clause {
    float head_en[COUPLET__CLAUSE_ZH], tail_en[COUPLET__CLAUSE_ZH];
    float head_zh[COUPLET__CLAUSE_EN], tail_zh[COUPLET__CLAUSE_EN];
} couplet__clause;

/* Where each segment's counterpart is expected (both never move back), and the mass that it could
 * reach at best within REACH segments of there. */
enum { COUPLET__REACH = 6 };

typedef struct couplet__centre {
    const uint32_t *zh, *en;     /* of each Chinese segment an English one, and back */
    double *reach_zh, *reach_en; /* filled in by couplet__masses_build() */
} couplet__centre;

/* beads: of each row, the columns low .. high - 1 of the band that beads hold; of the others, G_1
 * and H_1 are all that is made. Not a closed band: rows may be empty. */
couplet_status couplet__masses_build(couplet__mass **out, couplet__clause **clauses,
                                     const couplet__band *band, const couplet__band *beads,
                                     const couplet__document *document, const couplet__links *links,
                                     const struct couplet__learned *learned,
                                     const couplet__centre *centre);

#endif
