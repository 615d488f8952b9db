/* One alignment from texts to scored beads, step by step: what the aligner and the fitting of its
 * weights have in common. */
#ifndef COUPLET_ALIGN_WORK_H
#define COUPLET_ALIGN_WORK_H

#include "align/glance.h"
#include "align/learn.h"
#include "align/pins.h"
#include "align/reorder.h"

/* Parts of the work (COUPLET__WATCH_PARTS) that are done at the end of each stage. */
enum {
    COUPLET__READ = 50,
    COUPLET__LINKED = 64,
    COUPLET__MEASURED = 100,
    COUPLET__GLANCED = 114,
    COUPLET__LEARNED = 130,
    COUPLET__WEIGHED = 164,
    COUPLET__SCORED = 172,
    COUPLET__SUMMED = 176,
    COUPLET__MOVES_FOUND = 184,
    COUPLET__MOVES_MADE = 192
};

typedef struct couplet__node { /* so many segments of either side are behind */
    uint32_t zh, en;
} couplet__node;

typedef struct couplet__task { /* what is asked of one alignment; all of it outlives the work */
    const couplet_options *options;
    const double *first;         /* weights of the first pass */
    couplet__watch *watch;       /* or NULL */
    const couplet__blocks *pins; /* or NULL */
    const couplet__node *must;   /* must_count nodes, in order, that the band takes in */
    size_t must_count;
    const couplet__strand *zh, *en; /* what texts in another order were made from; or NULL */
    bool asked;    /* the caller has an opinion of beads: unlikely ones are left to it, too */
    double forget; /* share of the words, drawn with seed, whose links are dropped: for training */
    uint64_t seed;
} couplet__task;

typedef struct couplet__work {
    const couplet__task *task;
    size_t held; /* bytes of the document and its links, about */
    couplet__document document;
    couplet__links links;
    couplet__surface *zh, *en;
    couplet__stair stair;
    couplet__cover cover; /* in the first pass */
    couplet__band nodes;
    couplet__band cells; /* in the second pass, and what follows */
    couplet__mass *masses;
    couplet__clause *clauses;
    double *reach_zh, *reach_en;
    couplet__lattice lattice;
    couplet__learned learned;
    couplet__scene scene;
} couplet__work;

/* The first pass: reads the texts, finds the band, and leaves the edges that a glance finds likely
 * enough in the lattice, with their posteriors. Both texts must have segments. COUPLET_ELIMIT, here
 * and below: it would take more memory than the watch allows; estimated before arrays are
 * allocated, at most twice what is then used. */
couplet_status couplet__work_open(couplet__work *work, const couplet_text *zh,
                                  const couplet_text *en, const couplet__task *task);

/* To be called when the struct was copied elsewhere: parts of it point to others. */
void couplet__work_moved(couplet__work *work);

/* From the posteriors in the lattice: learns from the document, and measures everything that the
 * features of the second pass need: its scene. */
couplet_status couplet__work_again(couplet__work *work);

/* Takes the caller's opinion of each edge with both sides into its score. */
couplet_status couplet__work_ask(couplet__work *work, const couplet_hooks *hooks);

/* Scores every edge of the lattice; false: the watch said stop. weights: couplet__feature_count() +
 * COUPLET__RUN_WEIGHTS. */
bool couplet__work_score(couplet__work *work, const double *weights);

void couplet__work_close(couplet__work *work);

/* Posterior of the first pass, not above which a bead is left out of the second: a tenth or ten
 * times as much moved no figure of tests/accuracy/run; ten times cost damaged novels (.01). */
#define COUPLET__HOPELESS 1e-4

/* Fitted: what a bead's probability must bring in to be worth it. */
#define COUPLET__TAU 0.3

#endif
