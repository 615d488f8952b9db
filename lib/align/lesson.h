/* A text to learn from: its work, the features of every likely edge and the gold path's. */
#ifndef COUPLET_ALIGN_LESSON_H
#define COUPLET_ALIGN_LESSON_H

#include "align/augment.h"
#include "align/work.h"

typedef struct couplet__lesson {
    char *zh_bytes, *en_bytes; /* the lines, each ending in a line feed */
    couplet_text *zh, *en;
    couplet__work work;
    bool first;       /* the pass that it is in */
    float *features;  /* edges x features of the pass */
    double *gold_sum; /* the gold path's features and runs, added up: couplet__weight_count() */
    COUPLET__VEC(size_t) gold_edges;
    size_t missed; /* gold beads that are not in the lattice */
    double weight;
    unsigned fold;
    size_t source; /* the text that it is, or is a variant of */
    bool variant;
} couplet__lesson;

/* To the first pass. weights: its own, which choose the edges that are likely. forget: the share,
 * 0..1, of words whose links are dropped, drawn with seed: what is aligned later holds words that
 * no lexicon knows. */
couplet_status couplet__lesson_open(couplet__lesson *out, const couplet__sample *sample,
                                    const couplet_options *options, const double *weights,
                                    double forget, uint64_t seed);

/* From the posteriors that the lattice holds to the second pass. */
couplet_status couplet__lesson_again(couplet__lesson *lesson, const couplet__sample *sample);

/* Adds the square of each feature of each edge to sums; returns the number of edges. */
size_t couplet__lesson_squares(const couplet__lesson *lesson, double *sums);

/* Scores the edges with weights, then posteriors. Adds weight times (log likelihood of the gold) to
 * *value. */
couplet_status couplet__lesson_expect(couplet__lesson *lesson, const double *weights,
                                      double *value);

/* The same, and its gradient to gradient, as if every bead that is not gold scored `margin` more:
 * softmax-margin (Gimpel & Smith 2010), whose cost is the number of wrong beads. */
couplet_status couplet__lesson_learn(couplet__lesson *lesson, const double *weights, double margin,
                                     double *value, double *gradient);

/* Decodes with weights: adds to found, tested (all beads), recalled and gold (without nulls). */
couplet_status couplet__lesson_score(couplet__lesson *lesson, const couplet__sample *sample,
                                     const double *weights, size_t counts[4]);

void couplet__lesson_close(couplet__lesson *lesson);

#endif
