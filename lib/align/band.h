/* A band: for each row of a grid, one run of columns. Both ends never move back from row to row. */
#ifndef COUPLET_ALIGN_BAND_H
#define COUPLET_ALIGN_BAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct couplet__band {
    size_t rows, columns;
    uint32_t *low, *high; /* row i: columns low[i] .. high[i] - 1 */
    size_t *start; /* cell (i, j) is number start[i] + j - low[i]; start[rows]: cells in all */
} couplet__band;

/* A band of empty rows (low = columns, high = 0) to be widened and then closed. */
couplet_status couplet__band_new(couplet__band *out, size_t rows, size_t columns);
void couplet__band_free(couplet__band *band);

/* Takes in columns low .. high - 1 of a row, clipped to the grid. */
void couplet__band_widen(couplet__band *band, size_t row, int64_t low, int64_t high);

/* Makes the ends monotone, bridges rows that do not touch, not even at a corner, and numbers the
 * cells. */
void couplet__band_close(couplet__band *band);

static inline bool couplet__band_has(const couplet__band *b, size_t row, size_t column)
{
    return row < b->rows && column >= b->low[row] && column < b->high[row];
}

static inline size_t couplet__band_cell(const couplet__band *b, size_t row, size_t column)
{
    return b->start[row] + column - b->low[row];
}

#endif
