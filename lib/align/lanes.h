/* Sums over a list of weighted rows, for many columns at once (lanes): of what the best of a run of
 * columns brings, and of what a neighbour of the run would bring instead. Rows hold no negative
 * number; each lane is summed in the order of the list. */
#ifndef COUPLET_ALIGN_LANES_H
#define COUPLET_ALIGN_LANES_H

#include <stddef.h>

enum {
    COUPLET__LANES = 64,       /* at the most, at once */
    COUPLET__LANES_STEP = 4,   /* that many or a multiple */
    COUPLET__LANES_RUNS = 7,   /* columns of the longest run */
    COUPLET__LANES_CLAUSES = 4 /* ... where neighbours are looked at */
};

/* One row: lane k is x[first + k] of it, called x[k] below; those next to it are its neighbours. */
typedef struct couplet__lane_row {
    const float *x;
    float weight;
} couplet__lane_row;

typedef struct couplet__lane_list {
    const couplet__lane_row *rows;
    size_t count;
    size_t first;
    size_t lanes; /* rounded up to a multiple of LANES_STEP */
} couplet__lane_list;

/* sums[n][k] = sum of weight * max(x[k] .. x[k + n]), for n < runs. */
void couplet__lanes_runs(float (*sums)[COUPLET__LANES], size_t runs, couplet__lane_list list);

/* best[n][k]: the largest sum, from the first row on, of weight * (x[k - 1] - max(x[k] .. x[k +
 * n])), for n < runs; 0 when none is above. */
void couplet__lanes_before(float (*best)[COUPLET__LANES], size_t runs, couplet__lane_list list);

/* The same of x[k + n + 1] in place of x[k - 1], from the last row back. */
void couplet__lanes_behind(float (*best)[COUPLET__LANES], size_t runs, couplet__lane_list list);

/* sums[k] = sum of weight * x[k] * x[k + apart] */
void couplet__lanes_products(double *sums, ptrdiff_t apart, couplet__lane_list list);

#endif
