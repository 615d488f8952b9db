#include "anchor/number.h"

#include <math.h>

#include "anchor/number_parts.h"
#include "anchor/tables.h"
#include "base/intern.h"

/* The same key for values that differ only by rounding of the arithmetic (1.85 × 1e9). */
uint64_t couplet__key(char kind, double value)
{
    double whole = floor(value + 0.5);
    if (fabs(value - whole) <= 1e-9 * fabs(value))
        value = whole;
    struct {
        uint64_t kind;
        int64_t scaled;
    } k = {(uint64_t)(unsigned char)kind, 0};
    if (fabs(value) < 1e9) {
        k.scaled = (int64_t)floor(value * 1e6 + 0.5);
    } else {
        k.kind |= 0x100;
        k.scaled = fabs(value) < 9e18 ? (int64_t)floor(value + 0.5) : INT64_MAX;
    }
    uint64_t h = couplet__hash(&k, sizeof k);
    return h == 0 ? 1 : h;
}

uint64_t couplet__key_text(char kind, const uint32_t *cp, size_t count)
{
    uint64_t h = couplet__key(kind, 0);
    for (size_t i = 0; i < count; i++)
        if (couplet__is_digit(cp[i]) || cp[i] == '.') {
            uint64_t pair[2] = {h, cp[i]};
            h = couplet__hash(pair, sizeof pair);
        }
    return h == 0 ? 1 : h;
}

couplet__number couplet__make(couplet__number_kind kind, double value)
{
    couplet__number n = {.kind = kind, .value = value, .base = value, .sure = true};
    n.key = couplet__key('v', value);
    switch (kind) {
    case COUPLET__PERCENT:
        n.key = couplet__key('p', value);
        break;
    case COUPLET__FRACTION: /* half is 50 percent */
        n.key = couplet__key('f', value);
        if (fabs(value * 100 - floor(value * 100 + 0.5)) < 1e-9)
            n.alt = couplet__key('p', value * 100);
        break;
    case COUPLET__TIMES:
        n.key = couplet__key('x', value);
        break;
    case COUPLET__RATIO:
        n.key = couplet__key('r', value);
        break;
    case COUPLET__DECADE:
        n.key = couplet__key('e', value);
        n.year = (int)value;
        break;
    case COUPLET__CENTURY:
        n.key = couplet__key('c', value);
        break;
    case COUPLET__QUARTER:
        n.key = couplet__key('q', value);
        break;
    case COUPLET__HALF:
        n.key = couplet__key('h', value);
        break;
    case COUPLET__WEEKDAY:
        n.key = couplet__key('w', value);
        n.sure = false;
        break;
    case COUPLET__SEVERAL:
        n.key = couplet__key('s', value);
        n.approximate = true;
        break;
    default:
        break;
    }
    return n;
}

bool couplet__is_money(couplet__measure unit) { return unit >= COUPLET__ANY_MONEY; }

couplet__number couplet__make_quantity(double value, couplet__measure unit, double factor)
{
    if (unit == COUPLET__POINT)
        return couplet__make(COUPLET__PERCENT, value);
    couplet__number n = couplet__make(COUPLET__QUANTITY, value);
    n.unit = unit;
    if (couplet__is_money(unit)) {
        n.kind = COUPLET__MONEY;
        n.value = n.base = value * factor;
        n.key = couplet__key('v', n.value);
    } else if (unit == COUPLET__PIECES) {
        n.kind = COUPLET__COUNT;
    } else {
        n.base = value * factor;
        if (unit != COUPLET__AGE && unit != COUPLET__DEGREE)
            n.alt = couplet__key((char)('A' + (int)unit), n.base);
    }
    return n;
}

couplet__number couplet__make_year(double year)
{
    couplet__number n = couplet__make(COUPLET__YEAR, year);
    n.year = (int)year;
    return n;
}

couplet__number couplet__make_date(int year, int month, int day)
{
    couplet__number n = {.kind = COUPLET__DATE,
                         .year = year,
                         .month = month,
                         .day = day,
                         .value = day != 0 ? day : month,
                         .sure = true};
    n.base = n.value;
    if (month != 0 && day != 0) {
        n.key = couplet__key('d', month * 100 + day);
        n.alt = couplet__key('D', day);
    } else if (month != 0) {
        n.key = couplet__key('m', month);
    } else {
        n.key = couplet__key('D', day);
        n.alt = couplet__key('v', day);
    }
    return n;
}

couplet__number couplet__make_time(int hour, int minute, int second_half)
{
    int h = hour;
    if (second_half == 1 && h < 12)
        h += 12;
    if (second_half == 0 && h == 12)
        h = 0;
    couplet__number n = {.kind = COUPLET__TIME,
                         .value = h * 60 + minute,
                         .half_of_day = hour > 12 ? 1 : second_half,
                         .sure = true};
    n.base = n.value;
    n.key = couplet__key('t', n.value);
    n.alt = minute == 0 ? couplet__key('v', hour) : couplet__key('T', hour % 12 * 60 + minute);
    return n;
}

bool couplet__number_match(const couplet__number *a, const couplet__number *b)
{
    return a->key == b->key || (a->alt != 0 && (a->alt == b->key || a->alt == b->alt)) ||
           (b->alt != 0 && a->key == b->alt);
}

/* 0: one does not say; 1: the same; -1: they contradict. */
static int agree(int a, int b) { return a == 0 || b == 0 ? 0 : a == b ? 1 : -1; }

static bool is_calendar(couplet__number_kind kind)
{
    return kind == COUPLET__DATE || kind == COUPLET__YEAR;
}

static couplet__agreement compare_dates(const couplet__number *a, const couplet__number *b)
{
    int year = agree(a->year, b->year), month = agree(a->month, b->month),
        day = agree(a->day, b->day);
    if (year < 0 || month < 0 || day < 0)
        return couplet__number_match(a, b) && a->key != b->key && year >= 0 && month < 0 && day < 0
                   ? COUPLET__COMPATIBLE /* 4/5: which is the month? */
                   : COUPLET__DIFFERENT;
    if (a->year == b->year && a->month == b->month && a->day == b->day)
        return COUPLET__EQUAL;
    return COUPLET__COMPATIBLE;
}

static bool units_differ(const couplet__number *a, const couplet__number *b)
{
    couplet__measure p = a->unit, q = b->unit;
    if (p == q || p == COUPLET__NO_UNIT || q == COUPLET__NO_UNIT)
        return false;
    if (couplet__is_money(p) && couplet__is_money(q))
        return p != COUPLET__ANY_MONEY && q != COUPLET__ANY_MONEY;
    return p != COUPLET__PIECES && q != COUPLET__PIECES;
}

/* The largest power of ten that divides the value: 1,200,000 is rounded to 100,000. */
static double grain(double value)
{
    double g = 1;
    if (value == floor(value)) {
        while (g < 1e15 && value != 0 && fmod(value, g * 10) == 0)
            g *= 10;
        return g;
    }
    for (int i = 0; i < 6; i++) {
        g *= 10;
        if (fabs(value * g - floor(value * g + 0.5)) < 1e-6)
            break;
    }
    return 1 / g;
}

static bool near(const couplet__number *a, const couplet__number *b, double p, double q)
{
    double big = fabs(p) > fabs(q) ? fabs(p) : fabs(q), gap = fabs(p - q);
    if (big == 0)
        return true;
    if ((a->approximate || b->approximate) && gap <= big * 0.0501)
        return true;
    double gp = grain(p), gq = grain(q), g = gp > gq ? gp : gq;
    return gap <= g / 2 && (g <= big * 0.1 || gap <= big * 0.01);
}

static bool is_share(couplet__number_kind kind)
{
    return kind == COUPLET__PERCENT || kind == COUPLET__FRACTION;
}

static double share(const couplet__number *n)
{
    return n->kind == COUPLET__FRACTION ? n->value * 100 : n->value;
}

static bool is_amount(couplet__number_kind kind)
{
    return kind == COUPLET__COUNT || kind == COUPLET__MONEY || kind == COUPLET__QUANTITY;
}

/* 3:30 may be 15:30, but 2 a.m. is not 2 p.m. */
static couplet__agreement compare_times(const couplet__number *a, const couplet__number *b)
{
    if (a->value == b->value)
        return COUPLET__EQUAL;
    bool open = a->half_of_day < 0 || b->half_of_day < 0;
    return open && fmod(a->value, 720) == fmod(b->value, 720) ? COUPLET__COMPATIBLE
                                                              : COUPLET__DIFFERENT;
}

static couplet__agreement compare_amounts(const couplet__number *a, const couplet__number *b)
{
    if (units_differ(a, b))
        return COUPLET__DIFFERENT;
    bool based = a->unit == b->unit;
    double p = based ? a->base : a->value, q = based ? b->base : b->value;
    if (couplet__key('v', p) == couplet__key('v', q))
        return COUPLET__EQUAL;
    bool counts = a->unit <= COUPLET__PIECES || b->unit <= COUPLET__PIECES ||
                  a->unit == COUPLET__AGE; /* what has no other unit */
    bool same = near(a, b, p, q) || (counts && couplet__number_match(a, b)); /* 七八個: eight */
    return same ? COUPLET__COMPATIBLE : COUPLET__DIFFERENT;
}

couplet__agreement couplet__number_compare(const couplet__number *a, const couplet__number *b)
{
    if (is_calendar(a->kind) && is_calendar(b->kind))
        return compare_dates(a, b);
    if (a->kind == COUPLET__TIME && b->kind == COUPLET__TIME)
        return compare_times(a, b);
    if (is_amount(a->kind) && is_amount(b->kind))
        return compare_amounts(a, b);
    if (is_share(a->kind) && is_share(b->kind)) {
        if (couplet__number_match(a, b))
            return COUPLET__EQUAL;
        return near(a, b, share(a), share(b)) ? COUPLET__COMPATIBLE : COUPLET__DIFFERENT;
    }
    if (!couplet__number_match(a, b))
        return COUPLET__DIFFERENT;
    return a->kind == b->kind && a->key == b->key ? COUPLET__EQUAL : COUPLET__COMPATIBLE;
}

static couplet_status read_plain(couplet__numbers *out, const char *utf8, size_t size,
                                 couplet_status (*read)(couplet__numbers *,
                                                        const couplet__folded *))
{
    couplet__folded folded = {0};
    couplet_status status = couplet__fold(&folded, utf8, size);
    if (status == COUPLET_OK)
        status = read(out, &folded);
    couplet__folded_free(&folded);
    return status;
}

couplet_status couplet__numbers_zh(couplet__numbers *out, const char *utf8, size_t size)
{
    return read_plain(out, utf8, size, couplet__numbers_folded_zh);
}

couplet_status couplet__numbers_en(couplet__numbers *out, const char *utf8, size_t size)
{
    return read_plain(out, utf8, size, couplet__numbers_folded_en);
}
