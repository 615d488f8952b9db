#include "align/lanes.h"

#include <string.h>

enum { WIDTH = COUPLET__LANES, STEP = COUPLET__LANES_STEP };

/* Steps are whole, so that no loop has a rest. */
static inline size_t whole(size_t lanes) { return (lanes + STEP - 1) / STEP * STEP; }

/* In what follows, `runs` is a constant wherever it is inlined. */

static inline void add_runs(float *restrict sums, const size_t runs, float weight,
                            const float *restrict x, size_t lanes)
{
    for (size_t k = 0; k < lanes; k++) {
        float own = x[k];
        sums[k] += weight * own;
        for (size_t n = 1; n < runs; n++) {
            own = x[k + n] > own ? x[k + n] : own;
            sums[n * WIDTH + k] += weight * own;
        }
    }
}

static inline void add_all(float *restrict sums, const size_t runs, couplet__lane_list list)
{
    for (size_t i = 0; i < list.count; i++)
        add_runs(sums, runs, list.rows[i].weight, list.rows[i].x + list.first, whole(list.lanes));
}

void couplet__lanes_runs(float (*sums)[WIDTH], size_t runs, couplet__lane_list list)
{
    memset(sums, 0, runs * sizeof *sums);
    switch (runs) {
    case 1:
        add_all(*sums, 1, list);
        break;
    case 2:
        add_all(*sums, 2, list);
        break;
    case 3:
        add_all(*sums, 3, list);
        break;
    case 4:
        add_all(*sums, 4, list);
        break;
    case 5:
        add_all(*sums, 5, list);
        break;
    case 6:
        add_all(*sums, 6, list);
        break;
    default:
        add_all(*sums, COUPLET__LANES_RUNS, list);
    }
}

/* x[k - 1], when `behind` is 0, or x[k + n + behind] in place of a run. */
static inline void add_gains(float *restrict sums, float *restrict best, const size_t runs,
                             const size_t behind, float weight, const float *restrict x,
                             size_t lanes)
{
    for (size_t k = 0; k < lanes; k++) {
        float own = x[k];
        for (size_t n = 0; n < runs; n++) {
            own = x[k + n] > own ? x[k + n] : own;
            float other = behind == 0 ? x[(ptrdiff_t)k - 1] : x[k + n + behind];
            float sum = sums[n * WIDTH + k] + weight * (other - own), *top = &best[n * WIDTH + k];
            sums[n * WIDTH + k] = sum;
            *top = sum > *top ? sum : *top;
        }
    }
}

static inline void gain_before(float *restrict best, const size_t runs, couplet__lane_list list)
{
    float sums[COUPLET__LANES_CLAUSES * WIDTH];
    memset(sums, 0, runs * WIDTH * sizeof *sums);
    for (size_t i = 0; i < list.count; i++)
        add_gains(sums, best, runs, 0, list.rows[i].weight, list.rows[i].x + list.first,
                  whole(list.lanes));
}

static inline void gain_behind(float *restrict best, const size_t runs, couplet__lane_list list)
{
    float sums[COUPLET__LANES_CLAUSES * WIDTH];
    memset(sums, 0, runs * WIDTH * sizeof *sums);
    for (size_t i = list.count; i-- > 0;)
        add_gains(sums, best, runs, 1, list.rows[i].weight, list.rows[i].x + list.first,
                  whole(list.lanes));
}

void couplet__lanes_before(float (*best)[WIDTH], size_t runs, couplet__lane_list list)
{
    memset(best, 0, runs * sizeof *best);
    if (runs < COUPLET__LANES_CLAUSES)
        gain_before(*best, COUPLET__LANES_CLAUSES - 1, list);
    else
        gain_before(*best, COUPLET__LANES_CLAUSES, list);
}

void couplet__lanes_behind(float (*best)[WIDTH], size_t runs, couplet__lane_list list)
{
    memset(best, 0, runs * sizeof *best);
    if (runs < COUPLET__LANES_CLAUSES)
        gain_behind(*best, COUPLET__LANES_CLAUSES - 1, list);
    else
        gain_behind(*best, COUPLET__LANES_CLAUSES, list);
}

static inline void add_products(double *restrict sums, float weight, const float *restrict x,
                                const float *restrict y, size_t lanes)
{
    for (size_t k = 0; k < lanes; k++)
        sums[k] += (double)weight * x[k] * y[k];
}

void couplet__lanes_products(double *sums, ptrdiff_t apart, couplet__lane_list list)
{
    memset(sums, 0, whole(list.lanes) * sizeof *sums);
    for (size_t i = 0; i < list.count; i++)
        add_products(sums, list.rows[i].weight, list.rows[i].x + list.first,
                     list.rows[i].x + (ptrdiff_t)list.first + apart, whole(list.lanes));
}
