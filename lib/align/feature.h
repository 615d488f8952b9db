/* What is measured of a bead in the second pass. Each feature has a name, a reason and a formula in
 * one place, the two tables of feature.c; add or drop one there, then fit the weights again. */
#ifndef COUPLET_ALIGN_FEATURE_H
#define COUPLET_ALIGN_FEATURE_H

#include "align/lattice.h"
#include "align/stair.h"
#include "align/surface.h"

/* Everything about a document that features look at. */
typedef struct couplet__scene {
    const couplet__document *document;
    const couplet__stair *stair;
    const couplet__surface *zh, *en;
    const couplet__cover *cover;    /* by cell of the stair's band; in the first pass only */
    const couplet__band *cells;     /* segment pairs; these and what follows in the second only */
    const couplet__clause *clauses; /* by cell */
    const couplet__mass *masses;    /* by cell */
    const double *reach_zh, *reach_en; /* best mass that each segment could reach */
    double null_zh, null_en;           /* half the log odds of null beads, above 2 % */
    double prose;                      /* 0 a report .. 1 literary prose */
} couplet__scene;

size_t couplet__feature_count(void);
const char *couplet__feature_name(size_t i);

/* What a weight is drawn towards when texts say little of it: 0, but for a few features of which a
 * reader is sure while training texts hardly show them. */
double couplet__feature_prior(size_t i);

/* The features of the bead of this type at (s, t): couplet__feature_count() numbers. */
void couplet__features_of(const couplet__scene *scene, size_t s, size_t t, uint32_t type,
                          float *out);

/* Their sum weighted by `weights`, without forming them all. */
double couplet__bead_score(const couplet__scene *scene, const double *weights, size_t s, size_t t,
                           uint32_t type);

/* The sum of count features, weighted. */
double couplet__weigh(const double *restrict weights, const float *restrict features, size_t count);

/* Behind the features' own weights: those of a null bead after a null bead, Chinese, English. */
enum { COUPLET__RUN_WEIGHTS = 2 };

#endif
