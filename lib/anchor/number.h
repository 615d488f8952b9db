/* Numbers in Chinese and English text with what they mean, so that 18億5,000萬 and "1.85 billion",
 * 4月23日 and "April 23", 九成二 and "92 percent", 民國110年 and "2021" are the same.
 *
 * A number has one or two keys. Two numbers match when they share a key (couplet__number_match):
 * `key` says the value as it is written (84 of 84公里, class apart for percentages, dates, times
 * and the like), `alt` the other way to say it (84,000 metres; the day of a date; the hour of a
 * time), 0 when there is none. */
#ifndef COUPLET_ANCHOR_NUMBER_H
#define COUPLET_ANCHOR_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/vec.h"
#include "text/fold.h"

typedef enum couplet__number_kind {
    COUPLET__COUNT,    /* value */
    COUPLET__ORDINAL,  /* value: 第三, third */
    COUPLET__PERCENT,  /* value 0..100: 三成, 30 percent, 30 percentage points */
    COUPLET__FRACTION, /* value 0..1: 三分之一, half */
    COUPLET__TIMES,    /* value: 兩倍, twice, doubled */
    COUPLET__MONEY,    /* value, unit: a currency or COUPLET__ANY_MONEY */
    COUPLET__QUANTITY, /* value as written, unit, base: in the unit's base (84公里: 84, 84000) */
    COUPLET__RATIO,    /* value: the first part over the second: 2:2:1, 3比2 */
    COUPLET__YEAR,     /* value, year */
    COUPLET__DECADE,   /* value, year: 1990 */
    COUPLET__CENTURY,  /* value: 21 */
    COUPLET__DATE,     /* month, day, 0 where not said; year where it stands beside them */
    COUPLET__QUARTER,  /* value 1..4: 第三季 */
    COUPLET__HALF,     /* value 1, 2: 上半年, the first half */
    COUPLET__TIME,     /* value: minutes from midnight */
    COUPLET__WEEKDAY,  /* value 1..7: Monday is 1 */
    COUPLET__SEVERAL,  /* value: 數百, hundreds: 100 */
    COUPLET__CODE      /* telephone numbers, versions: no value */
} couplet__number_kind;

typedef enum couplet__measure {
    COUPLET__NO_UNIT,
    COUPLET__PIECES, /* a Chinese measure word */
    COUPLET__LENGTH, /* base: metre */
    COUPLET__AREA,   /* square metre */
    COUPLET__VOLUME, /* cubic metre */
    COUPLET__MASS,   /* kilogram */
    COUPLET__POWER,  /* watt */
    COUPLET__ENERGY, /* watt-hour */
    COUPLET__DEGREE, /* degree */
    COUPLET__SECOND, /* second: up to weeks */
    COUPLET__MONTH,  /* month: months, years, decades */
    COUPLET__AGE,    /* year of age */
    COUPLET__BYTE,   /* byte */
    COUPLET__HERTZ,
    COUPLET__POINT,     /* percentage points */
    COUPLET__ANY_MONEY, /* 元: which one is not said */
    COUPLET__TWD,
    COUPLET__CNY,
    COUPLET__HKD,
    COUPLET__USD,
    COUPLET__JPY,
    COUPLET__EUR,
    COUPLET__GBP,
    COUPLET__KRW,
    COUPLET__OTHER_MONEY
} couplet__measure;

typedef struct couplet__number {
    couplet_span bytes; /* in the caller's text, with currency, percent sign or unit */
    couplet__number_kind kind;
    couplet__measure unit;
    double value, base;
    uint64_t key, alt;
    int year, month, day; /* 0: not said */
    int half_of_day;      /* of a time: 0 morning, 1 afternoon, -1 not said */
    bool sure;        /* false: may be an ordinary word (one, 一, 兩 …) or another reading */
    bool approximate; /* 近, 餘, more than, about … */
} couplet__number;

typedef COUPLET__VEC(couplet__number) couplet__numbers;

/* Replace what *out held, in the order of the text. utf8 must be valid and below 4 GiB. Time grows
 * with the text; COUPLET_ENOMEM is the only failure of valid input. */
couplet_status couplet__numbers_zh(couplet__numbers *out, const char *utf8, size_t size);
couplet_status couplet__numbers_en(couplet__numbers *out, const char *utf8, size_t size);

/* The same for text that is folded already. */
couplet_status couplet__numbers_folded_zh(couplet__numbers *out, const couplet__folded *folded);
couplet_status couplet__numbers_folded_en(couplet__numbers *out, const couplet__folded *folded);

/* Where English need not be read for numbers: in plain text they only stand where an ASCII digit or
 * a word that makes numbers (two, dozen, May, century) does, in capitals or not. Text is not plain
 * when folding finds digits or letters in other characters (½, ſ), or drops some. */
bool couplet__is_plain_english(const char *utf8, size_t size);
bool couplet__makes_numbers(const char *word, size_t size);

/* Whether the two share a key: enough to vouch for a bead. */
bool couplet__number_match(const couplet__number *a, const couplet__number *b);

typedef enum couplet__agreement {
    COUPLET__DIFFERENT,
    COUPLET__COMPATIBLE, /* one says less or rounds: 4月23日 and 2024, 7,980 and "about 8,000" */
    COUPLET__EQUAL
} couplet__agreement;

/* For checks: units and currencies count, rounding and silence are forgiven. */
couplet__agreement couplet__number_compare(const couplet__number *a, const couplet__number *b);

#endif
