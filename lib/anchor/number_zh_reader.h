/* Inside the reader of Chinese numbers: what its parts share. number_zh.c finds where numbers
 * begin, number_numeral.c reads their value, number_zh_kind.c what they count. */
#ifndef COUPLET_ANCHOR_NUMBER_ZH_READER_H
#define COUPLET_ANCHOR_NUMBER_ZH_READER_H

#include <math.h>
#include <uchar.h>

#include "anchor/number_zh.h"

typedef struct reader {
    const couplet__folded *f; /* without the spaces between Han characters and digits */
    const couplet__folded *source;
    const uint32_t *place; /* where in source each code point of f stands; NULL: f is source */
    couplet__numbers *out;
    size_t done; /* end of the last number, in code points */
    bool no_memory;
} reader;

static inline bool has(const couplet__folded *f, size_t at, const char32_t *word)
{
    size_t i = 0;
    for (; word[i] != 0; i++)
        if (at + i >= f->count || f->cp[at + i] != word[i])
            return false;
    return true;
}

static inline bool has_before(const couplet__folded *f, size_t end, size_t floor_at,
                              const char32_t *word)
{
    size_t n = 0;
    while (word[n] != 0)
        n++;
    return end >= floor_at + n && has(f, end - n, word);
}

/* Whether one of the words, separated by spaces, ends before cp[end]; *size: its length. */
static inline bool one_before(const couplet__folded *f, size_t end, size_t floor_at,
                              const char32_t *const *words, size_t *size)
{
    for (; *words != NULL; words++)
        if (has_before(f, end, floor_at, *words)) {
            for (*size = 0; (*words)[*size] != 0;)
                ++*size;
            return true;
        }
    return false;
}

static inline bool one_of(uint32_t c, const char32_t *set)
{
    for (; *set != 0; set++)
        if (*set == c)
            return true;
    return false;
}

static inline uint32_t peek(const couplet__folded *f, size_t i)
{
    return i < f->count ? f->cp[i] : 0;
}

static inline size_t skip_space(const couplet__folded *f, size_t i)
{
    return peek(f, i) == ' ' ? i + 1 : i;
}

static inline bool whole(double value, double low, double high)
{
    return value >= low && value <= high && value == floor(value);
}

typedef struct found {
    couplet__number number;
    size_t end;   /* 0: nothing */
    double scale; /* what a range's first number shares: 1e4 of 3至5萬, 10 of 兩到三成 */
} found;

static inline found as(couplet__number n, size_t end) { return (found){n, end, 1}; }

/* What the value at cp[from] counts. floor_at: where words before it may begin. */
found couplet__zh_classify(const reader *r, const couplet__numeral *v, size_t from,
                           size_t floor_at);

/* Parts of it that stand elsewhere too: 分之 … at cp[at]; a unit behind the value; 上午 … before
 * cp[from] (1 afternoon, 0 morning, -1 not said; *size: its length). */
found couplet__zh_fraction(const couplet__folded *f, double below, size_t at);
found couplet__zh_unit(const couplet__folded *f, const couplet__numeral *v);
int couplet__zh_half_of_day(const couplet__folded *f, size_t from, size_t floor_at, size_t *size);

#endif
