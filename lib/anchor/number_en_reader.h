/* Inside the reader of English numbers: what its two halves share. number_en.c finds where numbers
 * begin, number_en_kind.c what they count. */
#ifndef COUPLET_ANCHOR_NUMBER_EN_READER_H
#define COUPLET_ANCHOR_NUMBER_EN_READER_H

#include <math.h>
#include <string.h>

#include "anchor/number_en.h"

typedef struct reader {
    const couplet__folded *f;
    couplet__numbers *out;
    size_t done; /* end of the last number, in code points */
    bool no_memory;
} reader;

typedef struct found {
    couplet__number number;
    size_t end; /* 0: nothing */
} found;

static inline found as(couplet__number n, size_t end) { return (found){n, end}; }

static inline uint32_t peek(const couplet__folded *f, size_t i)
{
    return i < f->count ? f->cp[i] : 0;
}

static inline bool is_dash(uint32_t c) { return c == '-' || c == 0x2010 || c == 0x2013; }

static inline bool is_joint(uint32_t c) { return c == ' ' || is_dash(c) || c == 0xA0; }

static inline couplet__spelled word_behind(const couplet__folded *f, size_t at)
{
    if (is_joint(peek(f, at)))
        return couplet__spell(f, at + 1);
    return (couplet__spelled){.end = at};
}

static inline bool is_kind(const couplet__spelled *w, couplet__word_kind kind)
{
    return w->number != NULL && w->number->kind == kind;
}

static inline bool is_word(const couplet__spelled *w, const char *text)
{
    return strcmp(w->text, text) == 0;
}

static inline bool one_of(const couplet__spelled *w, const char *list)
{
    char key[COUPLET__WORD_ROOM + 2];
    size_t n = strlen(w->text);
    if (n == 0)
        return false;
    key[0] = ' ';
    memcpy(key + 1, w->text, n);
    key[n + 1] = ' ';
    key[n + 2] = '\0';
    return strstr(list, key) != NULL;
}

static inline bool whole(double value, double low, double high)
{
    return value >= low && value <= high && value == floor(value);
}

/* What the cardinal counts; money: the currency that stands before it, or COUPLET__NO_UNIT. */
found couplet__en_classify(const couplet__folded *f, const couplet__cardinal *v,
                           couplet__measure money);

/* Parts of it that stand elsewhere too. The end of the unit that up to four words behind cp[at]
 * name, or 0; a month behind the day; what an ordinal that ends at `end` counts; a.m. and p.m. (0
 * morning, 1 afternoon, 2 o'clock, -1 none; *end behind it). */
size_t couplet__en_unit(const couplet__folded *f, size_t at, bool digits, couplet__measure *unit,
                        double *factor);
found couplet__en_day_month(const couplet__folded *f, double value, size_t at);
found couplet__en_ordinal(const couplet__folded *f, double value, size_t end);
int couplet__en_half_of_day(const couplet__folded *f, size_t at, size_t *end);

#endif
