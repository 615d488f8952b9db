/* English: what stands behind a value says what it counts. */
#include "anchor/number_en_reader.h"
#include "text/utf8.h"

static const found NOTHING = {.end = 0};

/* The unit named by up to three words behind one space or hyphen (or, for symbols, nothing). */
size_t couplet__en_unit(const couplet__folded *f, size_t at, bool digits, couplet__measure *unit,
                        double *factor)
{
    enum { WORDS = 4, ROOM = 40 };
    uint32_t phrase[ROOM];
    size_t ends[WORDS], lengths[WORDS], count = 0, n = 0;
    size_t i = is_joint(peek(f, at)) ? at + 1 : at;
    if (i == at && !digits)
        return 0;
    while (count < WORDS) {
        size_t start = i;
        while (i < f->count && n < ROOM - 1 &&
               (couplet__is_latin(f->cp[i]) || f->cp[i] == 0xB0 || f->cp[i] == '$' ||
                (f->cp[i] == '.' && i > start && n == 1) || (n == 3 && f->cp[i] == '.') ||
                (i > start && (f->cp[i] == '2' || f->cp[i] == '3') && i - start <= 2)))
            phrase[n++] = f->cp[i++];
        if (i == start || n >= ROOM - 1)
            break;
        ends[count] = i;
        lengths[count++] = n;
        if (!is_joint(peek(f, i)))
            break;
        phrase[n++] = ' ';
        i++;
    }
    size_t longest = couplet__measure_longest(phrase, n, unit, factor);
    while (count-- > 0) {
        size_t length = lengths[count];
        if (length > longest + 1) /* 1: of a plural */
            continue;
        bool letter = length == 1 && couplet__is_latin(phrase[0]);
        if (letter && (!digits || (phrase[0] >= 'A' && phrase[0] < 'W')))
            continue; /* 5G */
        if (couplet__measure_find(phrase, length, unit, factor) ||
            (length > 3 && phrase[length - 1] == 's' &&
             couplet__measure_find(phrase, length - 1, unit, factor)))
            return ends[count];
    }
    return 0;
}

/* a.m., pm, o'clock: 0 morning, 1 afternoon, 2 o'clock, -1 none; *end behind it. */
int couplet__en_half_of_day(const couplet__folded *f, size_t at, size_t *end)
{
    size_t i = peek(f, at) == ' ' ? at + 1 : at;
    uint32_t c = couplet__lower(peek(f, i));
    if ((c == 'a' || c == 'p')) {
        size_t m = peek(f, i + 1) == '.' ? i + 2 : i + 1;
        if (couplet__lower(peek(f, m)) == 'm' && !couplet__is_latin(peek(f, m + 1))) {
            *end = m + 1 + (m == i + 2 && peek(f, m + 1) == '.');
            return c == 'p';
        }
    }
    if (c == 'o' && (peek(f, i + 1) == '\'' || peek(f, i + 1) == 0x2019)) {
        *end = couplet__spell(f, i + 2).end;
        return 2;
    }
    return -1;
}

/* two-thirds, three quarters, one third */
static found parts(const couplet__folded *f, const couplet__cardinal *v)
{
    couplet__spelled w = word_behind(f, v->end);
    bool plural = is_kind(&w, COUPLET__W_PARTS);
    bool single = v->value == 1 && (is_kind(&w, COUPLET__W_QUARTER) ||
                                    (is_kind(&w, COUPLET__W_NTH) && w.number->value >= 3));
    if ((!plural && !single) || v->value >= w.number->value || v->value <= 0)
        return NOTHING;
    return as(couplet__make(COUPLET__FRACTION, v->value / w.number->value), w.end);
}

static found percent(const couplet__folded *f, const couplet__cardinal *v)
{
    if (peek(f, v->end) == '%')
        return as(couplet__make(COUPLET__PERCENT, v->value), v->end + 1);
    couplet__spelled w = word_behind(f, v->end);
    couplet__spelled next = word_behind(f, w.end);
    if (is_word(&w, "percent"))
        return as(couplet__make(COUPLET__PERCENT, v->value), w.end);
    if (is_word(&w, "per") && is_word(&next, "cent"))
        return as(couplet__make(COUPLET__PERCENT, v->value), next.end);
    return NOTHING;
}

static found times(const couplet__folded *f, const couplet__cardinal *v)
{
    couplet__spelled w = couplet__spell(f, v->end);
    if (w.end == v->end)
        w = word_behind(f, v->end);
    if (!is_word(&w, "times") && !is_word(&w, "fold"))
        return NOTHING;
    couplet__number n = couplet__make(COUPLET__TIMES, v->value);
    n.alt = couplet__key('v', v->value);
    return as(n, w.end);
}

/* 23 April, 23rd of April 2024 */
found couplet__en_day_month(const couplet__folded *f, double value, size_t at)
{
    couplet__spelled w = word_behind(f, at);
    if (is_word(&w, "of"))
        w = word_behind(f, w.end);
    if (!whole(value, 1, 31) || !is_kind(&w, COUPLET__W_MONTH) || !w.capital)
        return NOTHING;
    return as(couplet__make_date(0, (int)w.number->value, (int)value), w.end);
}

/* 1990s, '90s, 21st, 3rd: letters that touch the digits */
static found digit_suffix(const couplet__folded *f, const couplet__cardinal *v)
{
    couplet__spelled w = couplet__spell(f, v->end);
    if (w.end == v->end || v->comma)
        return NOTHING;
    if (is_word(&w, "s") && fmod(v->value, 10) == 0 && v->value >= 20 && v->value < 2200 &&
        (v->value < 100 || v->value >= 1000))
        return as(couplet__make(COUPLET__DECADE, v->value < 100 ? 1900 + v->value : v->value),
                  w.end);
    if (!one_of(&w, " st nd rd th "))
        return NOTHING;
    found date = couplet__en_day_month(f, v->value, w.end);
    return date.end != 0 ? date : as(couplet__make(COUPLET__ORDINAL, v->value), w.end);
}

/* What an ordinal counts: third quarter, second half, 21st century. */
found couplet__en_ordinal(const couplet__folded *f, double value, size_t end)
{
    couplet__spelled w = word_behind(f, end);
    if (is_word(&w, "quarter") && whole(value, 1, 4))
        return as(couplet__make(COUPLET__QUARTER, value), w.end);
    if (is_kind(&w, COUPLET__W_HALF) && value <= 2) {
        found half = as(couplet__make(COUPLET__HALF, value), w.end);
        half.number.sure = false;
        return half;
    }
    if (is_word(&w, "century") || is_word(&w, "centuries"))
        return as(couplet__make(COUPLET__CENTURY, value), w.end);
    couplet__number n = couplet__make(COUPLET__ORDINAL, value);
    n.sure = value > 2;
    return as(n, end);
}

static found clock(const couplet__folded *f, const couplet__cardinal *v)
{
    size_t end = 0;
    int half = couplet__en_half_of_day(f, v->end, &end);
    double hour = floor(v->value), minute = floor((v->value - hour) * 100 + 0.5); /* 7.55am */
    if (half < 0 || !whole(hour, 0, 24) || minute >= 60)
        return NOTHING;
    return as(couplet__make_time((int)hour, (int)minute, half == 2 ? -1 : half), end);
}

static bool looks_like_year(const couplet__folded *f, const couplet__cardinal *v)
{
    return v->digits && !v->comma && v->scale == 1 && whole(v->value, 1500, 2100) &&
           !couplet__is_latin(peek(f, v->end));
}

found couplet__en_classify(const couplet__folded *f, const couplet__cardinal *v,
                           couplet__measure money)
{
    if (v->nth != NULL) {
        found date = couplet__en_day_month(f, v->value + v->nth->value, v->end);
        return date.end != 0 ? date : couplet__en_ordinal(f, v->value + v->nth->value, v->end);
    }
    if (money != COUPLET__NO_UNIT) {
        couplet__measure said;
        double factor;
        size_t end = couplet__en_unit(f, v->end, v->digits, &said, &factor);
        bool again = end != 0 && couplet__is_money(said) && money == COUPLET__ANY_MONEY;
        return as(couplet__make_quantity(v->value, again ? said : money, 1), again ? end : v->end);
    }
    found got = percent(f, v);
    if (got.end == 0 && v->digits && (got = digit_suffix(f, v)).end != 0 &&
        got.number.kind == COUPLET__ORDINAL)
        got = couplet__en_ordinal(f, got.number.value, got.end);
    if (got.end == 0)
        got = parts(f, v);
    if (got.end == 0)
        got = times(f, v);
    if (got.end == 0)
        got = clock(f, v);
    if (got.end == 0)
        got = couplet__en_day_month(f, v->value, v->end);
    if (got.end != 0)
        return got;
    couplet__measure unit;
    double factor;
    size_t end = couplet__en_unit(f, v->end, v->digits, &unit, &factor);
    if (end != 0)
        return as(couplet__make_quantity(v->value, unit, factor), end);
    return as(looks_like_year(f, v) ? couplet__make_year(v->value)
                                    : couplet__make(COUPLET__COUNT, v->value),
              v->end);
}
