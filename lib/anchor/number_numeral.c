#include "anchor/number_zh_reader.h"
#include "text/utf8.h"

int couplet__han_digit(uint32_t c)
{
    switch (c) {
    case U'〇':
    case U'○':
    case U'零':
        return 0;
    case U'一':
        return 1;
    case U'二':
    case U'两':
        return 2;
    case U'三':
        return 3;
    case U'四':
        return 4;
    case U'五':
        return 5;
    case U'六':
        return 6;
    case U'七':
        return 7;
    case U'八':
        return 8;
    case U'九':
        return 9;
    default:
        return -1;
    }
}

double couplet__han_multiplier(uint32_t c)
{
    switch (c) {
    case U'十':
        return 10;
    case U'百':
        return 100;
    case U'千':
        return 1e3;
    case U'万':
        return 1e4;
    case U'亿':
        return 1e8;
    case U'兆':
        return 1e12;
    default:
        return 0;
    }
}

/* 千 of 5千瓦 and 兆 of 5兆瓦 belong to the unit. */
static bool begins_unit(const couplet__folded *f, size_t i)
{
    couplet__measure unit;
    double factor;
    size_t n = f->count - i < 4 ? f->count - i : 4;
    while ((n = couplet__measure_longest(f->cp + i, n, &unit, &factor)) >= 2) {
        if (unit != COUPLET__PIECES)
            return true;
        n--;
    }
    return false;
}

static bool begins_measure(const couplet__folded *f, size_t i)
{
    couplet__measure unit;
    double factor;
    size_t n = f->count - i < 4 ? f->count - i : 4;
    return n != 0 && couplet__measure_longest(f->cp + i, n, &unit, &factor) != 0;
}

bool couplet__is_tael(const couplet__folded *f, size_t at, bool scaled)
{
    uint32_t next = peek(f, at + 1);
    if (peek(f, at) != U'两')
        return false;
    if (!couplet__is_han(next) || one_of(next, U"银金黄白重酒肉茶药半") ||
        has(f, at + 1, U"本钱") || has(f, at + 1, U"上下"))
        return true;
    return scaled && couplet__han_multiplier(next) == 0 && !one_of(next, U"日月") &&
           !begins_measure(f, at + 1) && couplet__idiom(f->cp, f->count, at) == 0;
}

/* The sum so far: total (closed by 万, 亿, 兆), section below the next of these, one open digit. */
typedef struct sum {
    double total, section, open; /* open < 0: none */
    double last, closed;         /* the last multiplier; the last of 万, 亿, 兆 */
    bool zero, short_open;       /* a 零 since then; open is a single digit */
} sum;

static bool close_section(sum *s, double multiplier)
{
    if (multiplier < 1e4) {
        if (s->open < 0 && s->section != 0)
            return false; /* 百百 */
        s->section += (s->open < 0 ? 1 : s->open) * multiplier;
    } else {
        double below = s->section + (s->open < 0 ? 0 : s->open);
        if (below == 0 && s->total != 0)
            s->total *= multiplier; /* 万亿 */
        else if (s->closed != 0 && multiplier > s->closed)
            s->total = (s->total + below) * multiplier;
        else
            s->total += below * multiplier;
        s->section = 0;
        s->closed = multiplier;
    }
    s->last = multiplier;
    s->open = -1;
    s->zero = false;
    return true;
}

static double close_sum(const sum *s)
{
    double open = s->open < 0 ? 0 : s->open;
    if (s->open > 0 && s->short_open && s->last >= 100 && !s->zero)
        open *= s->last / 10; /* 三萬五 is 35,000 */
    return s->total + s->section + open;
}

/* 点五 behind a numeral: the fraction, with *at behind it; 0 when it is a time or a noun. */
static double decimals(const couplet__folded *f, size_t *at)
{
    double value = 0, scale = 1;
    size_t i = *at + 1;
    for (int d; i < f->count && (d = couplet__han_digit(f->cp[i])) >= 0; i++) {
        if (scale >= 1e15)
            continue;
        value = value * 10 + d;
        scale *= 10;
    }
    uint32_t next = peek(f, i);
    if (scale == 1 || next == 0x5206 || next == 0x5341 || next == 0x767E) /* 分 十 百 */
        return 0;
    *at = i;
    return value / scale;
}

enum { MOST_DIGITS = 15 }; /* that a double holds; one more is looked at */

static size_t run_of_digits(const couplet__folded *f, size_t at)
{
    size_t i = at;
    while (i < f->count && i - at <= MOST_DIGITS && couplet__han_digit(f->cp[i]) >= 0 &&
           f->cp[i] != U'两')
        i++;
    return i - at;
}

/* 三五年, 六七年 pass; 八九年 and years of the Republic (民國三五年) are called so. */
static bool years_pass(const couplet__folded *f, size_t at)
{
    int a = couplet__han_digit(f->cp[at]), b = couplet__han_digit(f->cp[at + 1]);
    bool republic = at != 0 && f->cp[at - 1] == U'国';
    return !republic && a < 8 && (b == a + 1 || (a == 3 && b == 5));
}

/* 一九九七, 二〇二六, 九七年 */
static bool positional(const couplet__folded *f, size_t at, size_t run, couplet__numeral *out)
{
    uint32_t next = peek(f, at + run);
    if (run < 2 || couplet__han_multiplier(next) != 0 || run > MOST_DIGITS)
        return false;
    bool has_zero = f->cp[at + 1] == U'〇' || f->cp[at + 1] == U'○' || f->cp[at] == U'〇';
    if (run == 2 && !has_zero && (next != U'年' || years_pass(f, at)))
        return false;
    for (size_t i = at; i < at + run; i++)
        out->value = out->value * 10 + couplet__han_digit(f->cp[i]);
    out->end = at + run;
    out->marks = (unsigned)run;
    out->positional = true;
    return true;
}

/* 三兩個; but 第二、三兩項 are two. */
static bool is_three_or_two(const couplet__folded *f, size_t at)
{
    return f->cp[at] == U'三' && f->cp[at + 1] == U'两' &&
           (at == 0 || !one_of(f->cp[at - 1], U"、第"));
}

/* 七八個, 三四百, 五六十萬 (五六 is five to six times what follows); 三五 and 三兩 as well. */
static bool breath_range(const couplet__folded *f, size_t at, couplet__numeral *out)
{
    int a = couplet__han_digit(f->cp[at]), b = couplet__han_digit(f->cp[at + 1]);
    bool backwards = is_three_or_two(f, at);
    if (a < 1 || (b != a + 1 && !(a == 3 && b == 5) && !backwards))
        return false;
    size_t i = at + 2;
    double scale = 1;
    for (double m; i < f->count && (m = couplet__han_multiplier(f->cp[i])) != 0; i++)
        scale *= m;
    if (couplet__han_digit(peek(f, i)) >= 0 && !couplet__is_tael(f, i, true))
        return false;
    out->value = (backwards ? b : a) * scale;
    out->high = (backwards ? a : b) * scale;
    out->end = i;
    out->marks = (unsigned)(i - at);
    out->approximate = true;
    return true;
}

/* 十七八歲, 一百二三十人: the digit at cp[*i] is one more than the last one of the sum, and what
 * stands behind it holds for both. Without 十, 百 … there it must be a measure: 「十四五」 is a
 * plan. */
static void widen(const couplet__folded *f, size_t *i, sum *s, couplet__numeral *out)
{
    int b = couplet__han_digit(peek(f, *i));
    if (b < 2 || f->cp[*i] == U'两' || s->open != b - 1 || s->last == 0 || out->digits)
        return;
    sum low = *s, high = *s;
    size_t end = *i + 1;
    high.open = b;
    for (double m; (m = couplet__han_multiplier(peek(f, end))) != 0 && !begins_unit(f, end); end++)
        if (!close_section(&low, m) || !close_section(&high, m))
            return;
    bool said = one_of(peek(f, end), U"年月日岁点时成倍") || begins_measure(f, end);
    if (couplet__han_digit(peek(f, end)) >= 0 ||
        (end == *i + 1 && (!said || peek(f, end) == U'期')))
        return;
    *s = low;
    out->high = close_sum(&high);
    out->approximate = true;
    out->marks += (unsigned)(end - *i);
    *i = end;
}

static bool is_odd_word(uint32_t c)
{
    return c == 0x591A || c == 0x4F59 || c == 0x51E0 || c == 0x6765; /* 多 余 几 来 */
}

/* One step of the sum at *i; false: the numeral ends there. */
static bool step(const couplet__folded *f, size_t *i, sum *s, couplet__numeral *out)
{
    uint32_t c = f->cp[*i];
    int d = couplet__han_digit(c);
    double m = couplet__han_multiplier(c);
    if (couplet__is_digit(c)) {
        if (s->open >= 0 || (out->marks != 0 && s->closed == 0))
            return false;
        size_t from = *i;
        s->open = couplet__decimal(f, i);
        s->short_open = *i - from == 1 && s->open > 0;
        out->digits = true;
        return true;
    }
    if (c == U'两' && out->marks != 0 && couplet__han_multiplier(peek(f, *i + 1)) == 0)
        return false; /* 五十兩 weighs, 三萬兩千 counts */
    if (d == 0 && s->open < 0 && out->marks != 0) {
        s->zero = true;
    } else if (d >= 0) {
        if (s->open >= 0)
            return false;
        s->open = d;
        s->short_open = true;
    } else if (c == 0x5EFF || c == 0x5345) { /* 廿 卅 */
        if (s->open >= 0 || s->section != 0)
            return false;
        s->section = c == 0x5EFF ? 20 : 30;
        s->last = 10;
    } else if (m != 0) {
        bool begun = s->open >= 0 || s->section != 0 || s->total != 0;
        if ((!begun && m != 10) || (s->open >= 0 && m != 10 && begins_unit(f, *i)) ||
            !close_section(s, m))
            return false;
    } else if (is_odd_word(c) && (s->open >= 0 || out->marks != 0) &&
               couplet__han_multiplier(peek(f, *i + 1)) >= 1e4) {
        out->approximate = true;
    } else {
        return false;
    }
    out->marks++;
    (*i)++;
    return true;
}

bool couplet__numeral_read(const couplet__folded *f, size_t at, couplet__numeral *out)
{
    *out = (couplet__numeral){.end = at};
    size_t run = run_of_digits(f, at);
    if (positional(f, at, run, out))
        return true;
    if (at + 1 < f->count && f->cp[at + 1] != U'零' && couplet__han_digit(f->cp[at]) > 0 &&
        couplet__han_digit(f->cp[at + 1]) > 0 && !couplet__is_tael(f, at + 1, false))
        return run <= 2 && breath_range(f, at, out);
    sum s = {.open = -1};
    size_t i = at;
    while (i < f->count && step(f, &i, &s, out))
        if (i < f->count && f->cp[i] == U'点' && s.open >= 0 && !out->digits) /* 点 */
            s.open += decimals(f, &i);
    if (i == at)
        return false;
    widen(f, &i, &s, out);
    out->value = close_sum(&s);
    out->end = i;
    return true;
}
