/* Chinese: what stands behind a value says what it counts. */
#include "anchor/number_zh_reader.h"
#include "text/utf8.h"

static const found NOTHING = {.end = 0};

found couplet__zh_fraction(const couplet__folded *f, double below, size_t at)
{
    couplet__numeral above;
    if (below == 100 && has(f, at, U"百"))
        return as(couplet__make(COUPLET__PERCENT, 100), at + 1);
    if (!couplet__numeral_read(f, at, &above) || below == 0)
        return NOTHING;
    couplet__number n = below == 100 ? couplet__make(COUPLET__PERCENT, above.value)
                                     : couplet__make(COUPLET__FRACTION, above.value / below);
    n.approximate = above.approximate || one_of(peek(f, above.end), U"强弱");
    return as(n, above.end);
}

/* 四成, 九成二; not 三成為, 八成熟 */
static found tenths(const couplet__folded *f, const couplet__numeral *v)
{
    size_t end = v->end + 1;
    if (v->value > 10 || v->value <= 0 || one_of(peek(f, end), U"为立功就熟形交品效绩"))
        return NOTHING;
    double percent = v->value * 10;
    int d = couplet__han_digit(peek(f, end));
    if (d < 0 && couplet__is_digit(peek(f, end)) && !couplet__is_digit(peek(f, end + 1)))
        d = (int)(f->cp[end] - '0');
    if (d > 0 && couplet__han_multiplier(peek(f, end + 1)) == 0) {
        percent += d;
        end++;
    }
    couplet__number n = couplet__make(COUPLET__PERCENT, percent);
    if (v->high != 0)
        n.alt = couplet__key('p', v->high * 10);
    found t = as(n, end);
    t.scale = 10;
    return t;
}

/* 八折 and 85折: what is paid; the English says what is taken off. */
static found discount(const couplet__numeral *v)
{
    double paid = v->value < 10 ? v->value * 10 : v->value;
    if (paid >= 100 || paid <= 0)
        return NOTHING;
    couplet__number n = couplet__make(COUPLET__PERCENT, 100 - paid);
    n.alt = couplet__key('p', paid);
    return as(n, v->end + 1);
}

static found times(const couplet__numeral *v)
{
    couplet__number n = couplet__make(COUPLET__TIMES, v->value);
    n.alt = couplet__key('x', v->value + 1); /* 增加兩倍 is tripled */
    return as(n, v->end + 1);
}

/* 2024年, 民國110年, 90年代, 三年級, 兩年半 */
static found year_or_years(const couplet__folded *f, const couplet__numeral *v, size_t from,
                           size_t floor_at)
{
    size_t end = v->end + 1;
    if (!whole(v->value, 0, 3000))
        return NOTHING;
    if (has(f, end, U"代")) {
        double year = v->value < 100 ? 1900 + v->value : v->value;
        if (has_before(f, from, floor_at, U"民国"))
            year = 1911 + v->value - fmod(1911 + v->value, 10);
        return as(couplet__make(COUPLET__DECADE, year), end + 1);
    }
    if (has(f, end, U"级"))
        return as(couplet__make(COUPLET__ORDINAL, v->value), end + 1);
    if (has_before(f, from, floor_at, U"民国") && v->value < 200)
        return as(couplet__make_year(1911 + v->value), end);
    if (has_before(f, from, floor_at, U"民国前"))
        return as(couplet__make_year(1912 - v->value), end);
    bool four = v->value >= 1000 && v->value < 2200;
    if (four && (v->positional || v->digits))
        return as(couplet__make_year(v->value), end);
    if (!v->digits && !v->positional)
        return NOTHING;
    if (v->value < 10 && v->end - from == 2)
        return as(couplet__make_year(2000 + v->value), end); /* 08年 */
    couplet__number n = couplet__make_quantity(v->value, COUPLET__MONTH, 12);
    if (v->value >= 80 && v->value < 100)
        n.alt = couplet__key('v', 1900 + v->value);
    else if (v->value >= 100 && v->value < 150)
        n.alt = couplet__key('v', 1911 + v->value); /* 115年第三季, 民國 left out */
    else
        return NOTHING; /* years that pass */
    return as(n, end);
}

static int year_just_before(const reader *r, size_t from)
{
    if (r->out->count == 0 || r->done != from)
        return 0;
    const couplet__number *n = &r->out->at[r->out->count - 1];
    return n->kind == COUPLET__YEAR ? n->year : 0;
}

/* 4月, 4月23日, 4月23 */
static found month(const reader *r, const couplet__numeral *v, size_t from)
{
    const couplet__folded *f = r->f;
    size_t end = v->end + 1;
    if (!whole(v->value, 1, 12))
        return NOTHING;
    couplet__numeral d;
    int year = year_just_before(r, from);
    bool day = couplet__numeral_read(f, end, &d) && whole(d.value, 1, 31) && d.high == 0;
    bool marked = day && one_of(peek(f, d.end), U"日号");
    if (marked || (day && d.digits && !couplet__is_han(peek(f, d.end))))
        return as(couplet__make_date(year, (int)v->value, (int)d.value), d.end + marked);
    return as(couplet__make_date(year, (int)v->value, 0), has(f, end, U"份") ? end + 1 : end);
}

/* 23日, with the month of a date just before it (4月23日至25日); 三日內 is a span of time */
static found day(const reader *r, const couplet__numeral *v, size_t from)
{
    const couplet__folded *f = r->f;
    size_t end = v->end + 1;
    if (one_of(peek(f, end), U"圆元币本"))
        return NOTHING;
    if (!whole(v->value, 1, 31) || one_of(peek(f, end), U"内间后前来游之"))
        return as(couplet__make_quantity(v->value, COUPLET__SECOND, 86400), end);
    int m = 0;
    if (r->out->count != 0 && from <= r->done + 2 &&
        r->out->at[r->out->count - 1].kind == COUPLET__DATE)
        m = r->out->at[r->out->count - 1].month;
    couplet__number n = couplet__make_date(0, m, (int)v->value);
    n.sure = m != 0 || v->digits;
    return as(n, end);
}

/* 1: afternoon; 0: morning; -1: not said. */
int couplet__zh_half_of_day(const couplet__folded *f, size_t from, size_t floor_at, size_t *size)
{
    static const char32_t *const LATE[] = {U"下午", U"晚上", U"晚间", U"傍晚", U"深夜", U"夜间",
                                           U"午后", U"中午", U"当晚", U"晚",   NULL};
    static const char32_t *const EARLY[] = {U"上午", U"早上", U"凌晨", U"清晨", U"早晨",
                                            U"清早", U"一早", U"早",   NULL};
    if (one_before(f, from, floor_at, LATE, size))
        return 1;
    if (one_before(f, from, floor_at, EARLY, size))
        return 0;
    *size = 0;
    return -1;
}

/* 上午9時30分, 三點半, 9點多; 五點建議 counts. */
static found clock(const couplet__folded *f, const couplet__numeral *v, size_t from,
                   size_t floor_at)
{
    size_t end = v->end + 1, said;
    int half = couplet__zh_half_of_day(f, from, floor_at, &said);
    bool dot = f->cp[v->end] == 0x70B9, shown = half >= 0;
    if (!whole(v->value, 0, 24) || (!dot && one_of(peek(f, end), U"代间期刻候段常而装空")))
        return NOTHING;
    int minute = 0;
    couplet__numeral m;
    if (has(f, end, U"半")) {
        minute = 30;
        end++;
        shown = true;
    } else if (has(f, end, U"一刻") || has(f, end, U"三刻")) {
        minute = has(f, end, U"一") ? 15 : 45;
        end += 2;
        shown = true;
    } else if (couplet__numeral_read(f, end, &m) && whole(m.value, 0, 59) && has(f, m.end, U"分") &&
               !has(f, m.end, U"分之")) {
        minute = (int)m.value;
        end = m.end + 1;
        shown = true;
    } else if (dot && one_of(peek(f, end), U"整钟许多正")) {
        end += !has(f, end, U"多");
        shown = true;
    }
    if (dot && !shown) {
        couplet__number n = couplet__make_quantity(v->value, COUPLET__PIECES, 1);
        n.alt = couplet__key('t', v->value * 60);
        return as(n, v->end + 1);
    }
    couplet__number n = couplet__make_time((int)v->value, minute, half);
    if (half == 1 && v->value == 12 && !has_before(f, from, floor_at, U"中午"))
        n = couplet__make_time(0, minute, -1); /* 深夜12時 */
    return as(n, end);
}

static found ratio(const couplet__folded *f, const couplet__numeral *v)
{
    couplet__numeral w;
    if (v->value > 200 || !couplet__numeral_read(f, v->end + 1, &w) || w.value == 0)
        return NOTHING;
    return as(couplet__make(COUPLET__RATIO, v->value / w.value), w.end);
}

/* The length of the longest unit or measure word at cp[at], or 0. */
static size_t unit_name(const couplet__folded *f, const couplet__numeral *v, size_t at,
                        couplet__measure *kind, double *factor)
{
    size_t n = f->count - at < 5 ? f->count - at : 5;
    if (n != 0 && !couplet__is_latin(f->cp[at]))
        n = couplet__measure_longest(f->cp + at, n, kind, factor);
    for (; n >= 1 && couplet__is_latin(f->cp[at]); n--) {
        if (couplet__is_latin(peek(f, at + n)))
            continue; /* m of 5mm */
        if (n == 1 && f->cp[at] >= 'A' && f->cp[at] < 'W')
            continue; /* 5G */
        if (couplet__measure_find(f->cp + at, n, kind, factor))
            break;
    }
    if (n == 0 && couplet__is_tael(f, at, v->marks > 1 && !v->digits && !v->positional)) {
        *kind = COUPLET__PIECES; /* what one weighs depends on the place */
        return 1;
    }
    return n;
}

/* The unit behind the value, 多, 餘, 幾 and one space skipped; 個半小時. */
found couplet__zh_unit(const couplet__folded *f, const couplet__numeral *v)
{
    size_t at = skip_space(f, v->end);
    bool odd = one_of(peek(f, at), U"多余来几") && v->value >= 10 && !v->positional;
    at += odd;
    bool half = has(f, at, U"个半");
    if (half)
        at += 2;
    couplet__measure kind = COUPLET__NO_UNIT;
    double factor = 1;
    size_t n = unit_name(f, v, at, &kind, &factor);
    if (n == 0 || (half && kind != COUPLET__SECOND && kind != COUPLET__MONTH)) {
        if (half && has(f, at, U"月")) { /* 一個半月 */
            kind = COUPLET__MONTH;
            n = 1;
        } else {
            return NOTHING;
        }
    }
    size_t end = at + n;
    double value = v->value + (half ? 0.5 : 0);
    bool halved = kind == COUPLET__SECOND || kind == COUPLET__MONTH || f->cp[at] == U'两';
    if (has(f, end, U"半") && halved && !one_of(peek(f, end + 1), U"导岛夜数天年")) {
        value += 0.5;
        end++;
    }
    couplet__number number = couplet__make_quantity(value, kind, factor);
    number.approximate = odd;
    if (odd && v->value == 10 && number.alt == 0)
        number.alt = couplet__key('v', 12); /* 十幾個: a dozen */
    if (v->high != 0 && number.alt == 0)
        number.alt = couplet__key('v', v->high);
    return as(number, end);
}

static found bare(const couplet__folded *f, const couplet__numeral *v, size_t from)
{
    couplet__number n = couplet__make(COUPLET__COUNT, v->value);
    if (v->high != 0) {
        if (v->marks < 3)
            return NOTHING;
        n.alt = couplet__key('v', v->high);
    }
    size_t end = v->end + (v->value >= 10 && one_of(peek(f, v->end), U"多余几"));
    uint32_t before = from == 0 ? 0 : f->cp[from - 1], next = peek(f, end);
    bool listed = (before == '(' && next == ')') || (from == 0 && one_of(next, U"、."));
    n.approximate = end != v->end;
    if (listed)
        n.sure = false;
    else if (!v->digits && v->value <= 10 && v->marks < 2 && v->value == floor(v->value) &&
             end == v->end) {
        couplet__numeral second;
        if (!one_of(next, U"至到") || !couplet__numeral_read(f, end + 1, &second))
            return NOTHING;
        n.sure = false;
    }
    return as(n, end);
}

found couplet__zh_classify(const reader *r, const couplet__numeral *v, size_t from, size_t floor_at)
{
    const couplet__folded *f = r->f;
    found got = NOTHING;
    size_t at = skip_space(f, v->end);
    if (has(f, at, U"分之"))
        got = couplet__zh_fraction(f, v->value, at + 2);
    else if (has(f, at, U"%"))
        got = as(couplet__make(COUPLET__PERCENT, v->value), at + 1);
    if (got.end != 0)
        return got;
    switch (peek(f, v->end)) {
    case U'年':
        got = year_or_years(f, v, from, floor_at);
        break;
    case U'月':
        got = month(r, v, from);
        break;
    case U'日':
        got = day(r, v, from);
        break;
    case U'成':
        got = tenths(f, v);
        break;
    case U'折':
        got = discount(v);
        break;
    case U'倍':
        got = times(v);
        break;
    case U'时':
    case U'点':
        got = clock(f, v, from, floor_at);
        break;
    case U'比':
        got = ratio(f, v);
        break;
    case U'分': { /* 分: minutes when seconds follow */
        couplet__numeral w;
        if (couplet__numeral_read(f, v->end + 1, &w) && has(f, w.end, U"秒"))
            got = as(couplet__make_quantity(v->value, COUPLET__SECOND, 60), v->end + 1);
        break;
    }
    case U'季': /* 三季度 */
        if (has(f, v->end, U"季度") && whole(v->value, 1, 4))
            got = as(couplet__make(COUPLET__QUARTER, v->value), v->end + 2);
        break;
    case U'世': /* 21世紀 */
        if (has(f, v->end, U"世纪") && whole(v->value, 1, 30))
            got = as(couplet__make(COUPLET__CENTURY, v->value), v->end + 2);
        break;
    case U'半': /* 一半 */
        if (v->value == 1 && v->marks == 1)
            got = as(couplet__make(COUPLET__FRACTION, 0.5), v->end + 1);
        break;
    case U'号': /* 3號 */
        if (whole(v->value, 1, 31)) {
            got = as(couplet__make(COUPLET__COUNT, v->value), v->end + 1);
            got.number.alt = couplet__key('D', v->value);
        }
        break;
    default:
        break;
    }
    if (got.end == 0)
        got = couplet__zh_unit(f, v);
    return got.end != 0 ? got : bare(f, v, from);
}
