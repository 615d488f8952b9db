/* The first pass: what a glance at single pairs of segments tells of a bead, before any merge is
 * measured. Cheap enough for every bead between the nodes; it leaves the few that are worth more,
 * and what the document is learned from.
 *
 * Each feature has a name, a reason and a formula in one place, the two tables of glance.c; add or
 * drop one there, then fit the weights again. */
#ifndef COUPLET_ALIGN_GLANCE_H
#define COUPLET_ALIGN_GLANCE_H

#include "align/feature.h"

size_t couplet__glance_count(void);
const char *couplet__glance_name(size_t i);

/* The features of the bead of this type at (s, t), which must not reach beyond the texts:
 * couplet__glance_count() numbers. */
void couplet__glance_of(const couplet__scene *scene, size_t s, size_t t, uint32_t type, float *out);

/* Their sums weighted by `weights`, of those types whose bit is set in `types`. */
void couplet__glance(const couplet__scene *scene, const double *weights, size_t s, size_t t,
                     uint32_t types, double *scores);

#endif
