/* What the Chinese and the English reader of numbers share: making a number with its keys, the
 * table of units, and forms that are written in digits in both languages. */
#ifndef COUPLET_ANCHOR_NUMBER_PARTS_H
#define COUPLET_ANCHOR_NUMBER_PARTS_H

#include "anchor/number.h"

/* Makers: kind, value and keys; bytes, sure and approximate are left to the caller (sure: true). */
couplet__number couplet__make(couplet__number_kind kind, double value);
couplet__number couplet__make_quantity(double value, couplet__measure unit, double factor);
couplet__number couplet__make_year(double year);
couplet__number couplet__make_date(int year, int month, int day);
couplet__number couplet__make_time(int hour, int minute,
                                   int second_half); /* 1: p.m., 0: a.m., -1 */
uint64_t couplet__key(char kind, double value);
uint64_t couplet__key_text(char kind, const uint32_t *cp, size_t count);

/* The unit whose name is cp[0..count), folded and lower-cased; false when there is none. */
bool couplet__measure_find(const uint32_t *cp, size_t count, couplet__measure *unit,
                           double *factor);

/* The same for the longest name that cp[0..count) begins with, count at most 40: its length, or 0.
 */
size_t couplet__measure_longest(const uint32_t *cp, size_t count, couplet__measure *unit,
                                double *factor);
bool couplet__is_money(couplet__measure unit);

/* The longest of up to `most` code points at cp[at] that is in the list of numerals which are
 * no numbers (五花八門): its length, or 0. */
size_t couplet__idiom(const uint32_t *cp, size_t count, size_t at);

static inline bool couplet__is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static inline uint32_t couplet__lower(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ? c + 32 : c;
}

/* The source bytes of cp[from..to); a character that folding made several of (½) is taken whole. */
couplet_span couplet__folded_span(const couplet__folded *f, size_t from, size_t to);

/* A decimal at cp[*at], thousands commas allowed (only well-formed ones; a full-width comma only
 * between full-width digits); moves *at behind it. */
double couplet__decimal(const couplet__folded *f, size_t *at);

/* Forms in digits and marks at cp[at]: telephone numbers, versions, 2024-04-23, 2024/4/23, 23/4,
 * 9:30, 2:2:1. Returns the end, or 0 when a plain decimal stands there. */
size_t couplet__digit_form(const couplet__folded *f, size_t at, couplet__number *out);

#endif
