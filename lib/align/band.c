#include "align/band.h"

#include "base/mem.h"

couplet_status couplet__band_new(couplet__band *out, size_t rows, size_t columns)
{
    couplet__band b = {rows, columns, couplet__alloc(rows, sizeof *b.low),
                       couplet__zalloc(rows, sizeof *b.high),
                       couplet__zalloc(rows + 1, sizeof *b.start)};
    if (b.low == NULL || b.high == NULL || b.start == NULL) {
        couplet__band_free(&b);
        *out = b;
        return COUPLET_ENOMEM;
    }
    for (size_t i = 0; i < rows; i++)
        b.low[i] = (uint32_t)columns;
    *out = b;
    return COUPLET_OK;
}

void couplet__band_free(couplet__band *band)
{
    couplet__free(band->low);
    couplet__free(band->high);
    couplet__free(band->start);
    *band = (couplet__band){0};
}

void couplet__band_widen(couplet__band *b, size_t row, int64_t low, int64_t high)
{
    if (low < 0)
        low = 0;
    if (high > (int64_t)b->columns)
        high = (int64_t)b->columns;
    if (low >= high)
        return;
    if (low < b->low[row])
        b->low[row] = (uint32_t)low;
    if (high > b->high[row])
        b->high[row] = (uint32_t)high;
}

void couplet__band_close(couplet__band *b)
{
    for (size_t i = b->rows; i-- > 1;)
        if (b->low[i] < b->low[i - 1])
            b->low[i - 1] = b->low[i];
    for (size_t i = 0; i < b->rows; i++) {
        if (i + 1 < b->rows && b->high[i] < b->low[i + 1])
            b->high[i] = b->low[i + 1];
        if (i > 0 && b->high[i] < b->high[i - 1])
            b->high[i] = b->high[i - 1];
        b->start[i + 1] = b->start[i] + (b->high[i] - b->low[i]);
    }
}
