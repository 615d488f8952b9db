/* The value of a Chinese numeral, in characters, digits or both mixed. */
#ifndef COUPLET_ANCHOR_NUMBER_ZH_H
#define COUPLET_ANCHOR_NUMBER_ZH_H

#include "anchor/number_parts.h"

typedef struct couplet__numeral {
    double value, high; /* high: end of a range said in one breath (七八個), else 0 */
    size_t end;
    unsigned marks;   /* numeral characters, multipliers included */
    bool digits;      /* has ASCII digits */
    bool positional;  /* 一九九七 */
    bool approximate; /* 二十多萬 */
} couplet__numeral;

int couplet__han_digit(uint32_t c);         /* 0..9, or -1 */
double couplet__han_multiplier(uint32_t c); /* 10, 100 … 1e12, or 0 */

/* 兩 at cp[at], behind a numeral, is the weight (五十兩銀子, 三兩), not a 2 (三萬兩千, 一兩個,
 * 2025、2026兩年). scaled: the numeral has 十, 百 …, behind which 兩 seldom is anything else. */
bool couplet__is_tael(const couplet__folded *f, size_t at, bool scaled);

/* false: no numeral begins at cp[at] (a multiplier alone, 百, is none; 十 is). */
bool couplet__numeral_read(const couplet__folded *f, size_t at, couplet__numeral *out);

#endif
