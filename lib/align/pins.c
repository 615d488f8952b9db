#include "align/pins.h"

static bool fits(const couplet__block *b, unsigned max_zh, unsigned max_en)
{
    for (size_t k = 0; k < COUPLET__TYPES; k++)
        if (couplet__types[k].n == b->s1 - b->s0 && couplet__types[k].m == b->t1 - b->t0)
            return couplet__types[k].n <= max_zh && couplet__types[k].m <= max_en;
    return false;
}

couplet_status couplet__pins_read(couplet__blocks *out, const couplet_pin *pins, size_t count,
                                  size_t S, size_t T, unsigned max_zh, unsigned max_en,
                                  couplet_error *error)
{
    for (size_t i = 0; i < count; i++) {
        couplet_pin p = pins[i];
        couplet__block *last = out->count == 0 ? NULL : &out->at[out->count - 1];
        if (p.zh >= S || p.en >= T)
            return couplet__fail(error, COUPLET_EINVAL, 0, i + 1,
                                 "a pin names a segment that does not exist");
        if (i > 0 && (p.zh < pins[i - 1].zh || p.en < pins[i - 1].en))
            return couplet__fail(error, COUPLET_EINVAL, 0, i + 1, "pins cross");
        if (last != NULL && (p.zh < last->s1 || p.en < last->t1)) {
            last->s1 = p.zh + 1;
            last->t1 = p.en + 1;
        } else if (couplet__vec_push(out, (couplet__block){p.zh, p.zh + 1, p.en, p.en + 1})) {
            last = &out->at[out->count - 1];
        } else {
            return couplet__no_memory(error);
        }
        if (!fits(last, max_zh, max_en))
            return couplet__fail(error, COUPLET_EINVAL, 0, i + 1,
                                 "pins that share a segment make a bead that is too large");
    }
    return COUPLET_OK;
}

/* Rows from .. to - 1 keep of the columns low .. high - 1 at most, and one of them at least. */
static void clip(couplet__band *band, size_t from, size_t to, size_t low, size_t high)
{
    for (size_t i = from; i < to; i++) {
        uint32_t *l = &band->low[i], *h = &band->high[i];
        *l = *l < low ? (uint32_t)low : *l >= high ? (uint32_t)(high - 1) : *l;
        *h = *h > high ? (uint32_t)high : *h <= low ? (uint32_t)(low + 1) : *h;
    }
}

void couplet__pins_bend_cells(couplet__band *cells, const couplet__blocks *blocks)
{
    size_t s = 0, t = 0; /* behind the last block */
    for (size_t i = 0; i <= blocks->count; i++) {
        bool end = i == blocks->count;
        couplet__block b =
            end ? (couplet__block){cells->rows, 0, cells->columns, 0} : blocks->at[i];
        size_t low = t == 0 ? 0 : t - 1, high = end ? b.t0 : b.t0 + 1;
        /* a bead may hold more than its block: the rows between reach into the blocks' columns */
        clip(cells, s, b.s0, low, high);
        /* the columns between go with the rows between; where there are none, with a block's */
        if (s < b.s0)
            couplet__band_widen(cells, b.s0 - 1, (int64_t)(high - 1), (int64_t)high);
        else if (s > 0)
            couplet__band_widen(cells, s - 1, (int64_t)low, (int64_t)high);
        if (end)
            break;
        clip(cells, b.s0, b.s1, b.t0, b.t1);
        for (size_t row = b.s0; row < b.s1; row++)
            couplet__band_widen(cells, row, (int64_t)b.t0, (int64_t)b.t1);
        if (b.s0 == 0)
            couplet__band_widen(cells, 0, 0, 1);
        s = b.s1;
        t = b.t1;
    }
    couplet__band_close(cells);
}

void couplet__pins_bend_nodes(couplet__band *nodes, const couplet__blocks *blocks)
{
    size_t i = 0, j = 0; /* the node behind the last block */
    for (size_t k = 0; k <= blocks->count; k++) {
        bool end = k == blocks->count;
        couplet__block b =
            end ? (couplet__block){nodes->rows - 1, 0, nodes->columns - 1, 0} : blocks->at[k];
        clip(nodes, i, b.s0 + 1, j, b.t0 + 1);
        couplet__band_widen(nodes, b.s0, (int64_t)b.t0, (int64_t)b.t0 + 1);
        if (end)
            break;
        if (b.s0 + 1 < b.s1)
            clip(nodes, b.s0 + 1, b.s1, b.t0, b.t1 + 1);
        i = b.s1;
        j = b.t1;
        couplet__band_widen(nodes, i, (int64_t)j, (int64_t)j + 1);
    }
    couplet__band_close(nodes);
}

/* Of the blocks in order, does the bead (s .. s + n - 1, t .. t + m - 1) tear one? `at` is the
 * first block that ends behind s or t. */
static bool tears(const couplet__blocks *blocks, size_t at, size_t s, size_t t, couplet__type type)
{
    size_t s1 = s + type.n, t1 = t + type.m;
    for (; at < blocks->count; at++) {
        couplet__block b = blocks->at[at];
        if (b.s0 >= s1 && b.t0 >= t1)
            return false;
        bool touches = (b.s0 < s1 && b.s1 > s) || (b.t0 < t1 && b.t1 > t);
        bool holds = b.s0 >= s && b.s1 <= s1 && b.t0 >= t && b.t1 <= t1;
        if (touches && !holds)
            return true;
    }
    return false;
}

bool couplet__pins_tear(const couplet__blocks *blocks, size_t s, size_t t, couplet__type type)
{
    size_t low = 0, high = blocks->count; /* the first block that is not behind */
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (blocks->at[mid].s1 <= s)
            low = mid + 1;
        else
            high = mid;
    }
    return tears(blocks, low, s, t, type);
}
