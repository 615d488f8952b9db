/* One alignment from texts to scored beads, step by step: what the aligner and the fitting of its
 * weights have in common. */
#ifndef COUPLET_ALIGN_WORK_H
#define COUPLET_ALIGN_WORK_H

#include "align/feature.h"
#include "align/learn.h"

typedef struct couplet__node { /* so many segments of either side are behind */
    uint32_t zh, en;
} couplet__node;

typedef struct couplet__work {
    couplet__document document;
    couplet__links links;
    couplet__surface *zh, *en;
    couplet__stair stair;
    couplet__band nodes, cells;
    couplet__mass *masses;
    double *reach_zh, *reach_en;
    couplet__lattice lattice;
    couplet__learned learned;
    couplet__scene scene;
} couplet__work;

/* Reads the texts, finds the band, and measures everything that features need: the scene of the
 * first pass. Both texts must have segments. The band takes in the nodes of `must`, in order. */
couplet_status couplet__work_open(couplet__work *work, const couplet_text *zh,
                                  const couplet_text *en, const couplet_options *options,
                                  const couplet__node *must, size_t must_count);

/* To be called when the struct was copied elsewhere: parts of it point to others. */
void couplet__work_moved(couplet__work *work);

/* From the posteriors in the lattice: keeps the likely edges, learns from the document, and
 * measures again: the scene of the second pass. */
couplet_status couplet__work_again(couplet__work *work);

/* Scores every edge of the lattice; weights: couplet__feature_count() + COUPLET__RUN_WEIGHTS. */
void couplet__work_score(couplet__work *work, const double *weights);

void couplet__work_close(couplet__work *work);

/* Fitted: what a bead's probability must bring in to be worth it. */
#define COUPLET__TAU 0.3

#endif
