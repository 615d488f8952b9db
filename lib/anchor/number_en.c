/* English: a walk over words and digits. Where a number begins, its value is read, then what stands
 * behind it says what it counts. */
#include "anchor/number_en_reader.h"
#include "text/utf8.h"

/* The word that ends before cp[at], one space or hyphen between. */
static couplet__spelled word_before(const couplet__folded *f, size_t at, size_t floor_at)
{
    if (at <= floor_at || !is_joint(f->cp[at - 1]))
        return (couplet__spelled){.end = at};
    size_t i = at - 1;
    while (i > floor_at && couplet__is_latin(f->cp[i - 1]) && at - i <= COUPLET__WORD_ROOM)
        i--;
    return couplet__spell(f, i);
}

static bool approximate_before(const couplet__folded *f, size_t at, size_t floor_at)
{
    couplet__spelled w = word_before(f, at, floor_at);
    if (one_of(&w, " a an "))
        w = word_before(f, at - 2, floor_at);
    return one_of(&w,
                  " about around nearly almost over some roughly approximately than least under "
                  "above exceeding barely ");
}

static bool approximate_behind(const couplet__folded *f, size_t at)
{
    couplet__spelled w = word_behind(f, at);
    if (one_of(&w, " odd plus "))
        return true;
    couplet__spelled next = word_behind(f, w.end);
    return is_word(&w, "or") && one_of(&next, " more so less fewer above older over ");
}

static void emit(reader *r, couplet__number n, size_t from, size_t to)
{
    n.bytes = couplet__folded_span(r->f, from, to);
    size_t floor_at = r->done;
    r->done = to;
    const couplet__number *last = r->out->count == 0 ? NULL : &r->out->at[r->out->count - 1];
    if (last != NULL && n.bytes.offset < last->bytes.offset + last->bytes.length)
        return; /* the rest of a character that folding made several of */
    if (approximate_before(r->f, from, floor_at) || approximate_behind(r->f, to))
        n.approximate = true;
    if (!couplet__vec_push(r->out, n))
        r->no_memory = true;
}

/* "to", "or", "and" or a dash alone between the last number and this one. */
static bool is_range(const reader *r, size_t from)
{
    const couplet__folded *f = r->f;
    if (from == r->done + 1)
        return is_dash(f->cp[r->done]);
    size_t at = r->done;
    if (is_dash(peek(f, at)))
        at++; /* 10- to 15-year */
    if (at >= from || peek(f, at) != ' ')
        return false;
    couplet__spelled w = couplet__spell(f, at + 1);
    return one_of(&w, " to or and ") && w.end + 1 == from;
}

static void share_with_first(reader *r, const couplet__number *n, double scale, size_t from)
{
    if (r->out->count == 0 || !is_range(r, from))
        return;
    couplet__number *a = &r->out->at[r->out->count - 1], b;
    if (a->kind != COUPLET__COUNT || a->unit != COUPLET__NO_UNIT)
        return;
    double value = a->value * (a->value < n->value / scale ? scale : 1);
    if (n->kind == COUPLET__PERCENT)
        b = couplet__make(COUPLET__PERCENT, a->value);
    else if (n->kind == COUPLET__COUNT)
        b = couplet__make(COUPLET__COUNT, value);
    else if (n->kind == COUPLET__QUANTITY || n->kind == COUPLET__MONEY)
        b = couplet__make_quantity(value, n->unit, n->value == 0 ? 1 : n->base / n->value);
    else
        return;
    b.bytes = a->bytes;
    b.approximate = a->approximate;
    b.sure = a->sure;
    *a = b;
}

/* ---- where numbers begin ---- */

/* $, NT$, US$, HK$, €, RMB and the like just before cp[at]. */
static size_t currency_before(const couplet__folded *f, size_t at, size_t floor_at,
                              couplet__measure *unit)
{
    size_t end = at > floor_at && f->cp[at - 1] == ' ' ? at - 1 : at;
    double factor;
    for (size_t n = 4; n >= 1; n--) {
        if (end < floor_at + n)
            continue;
        size_t start = end - n;
        if (n > 1 && start > floor_at && couplet__is_latin(f->cp[start - 1]))
            continue;
        if (f->cp[end - 1] != '$' && couplet__is_latin(f->cp[end - 1]) &&
            f->cp[end - 1] == couplet__lower(f->cp[end - 1]))
            continue; /* RMB 5 and not "won 5" */
        if (couplet__measure_find(f->cp + start, n, unit, &factor) && couplet__is_money(*unit))
            return start;
    }
    return at;
}

/* 2021-22, 1998–2003: the second year */
static size_t year_range(reader *r, double first, size_t at)
{
    const couplet__folded *f = r->f;
    size_t i = at + 1;
    if (!is_dash(peek(f, at)) || !couplet__is_digit(peek(f, i)))
        return at;
    double second = couplet__decimal(f, &i);
    if (i - at == 3)
        second += first - fmod(first, 100);
    else if (i - at != 5)
        return at;
    if (second <= first || second > 2200 || couplet__is_latin(peek(f, i)))
        return at;
    emit(r, couplet__make_year(second), at + 1, i);
    return i;
}

/* A form in digits (9:30, 23/4, 2:2:1, telephone numbers) with a.m. or p.m. behind a time. */
static size_t read_form(reader *r, size_t at)
{
    couplet__number n;
    size_t end = couplet__digit_form(r->f, at, &n), stop = 0;
    if (end == 0)
        return at;
    if (n.kind == COUPLET__TIME) {
        int half = couplet__en_half_of_day(r->f, end, &stop), v = (int)n.value;
        if (half == 0 || half == 1) {
            n = couplet__make_time(v / 60, v % 60, half);
            end = stop;
        }
    }
    emit(r, n, at, end);
    return end;
}

/* A year behind a date: "April 23, 2024", "April 2024". */
static size_t year_behind(const couplet__folded *f, size_t at, int *year)
{
    size_t i = at;
    if (peek(f, i) == ',')
        i++;
    if (peek(f, i) != ' ' || !couplet__is_digit(peek(f, i + 1)))
        return 0;
    size_t start = ++i;
    while (couplet__is_digit(peek(f, i)))
        i++;
    if (i - start != 4)
        return 0;
    double value = 0;
    for (size_t k = start; k < i; k++)
        value = value * 10 + (f->cp[k] - '0');
    if (value < 1500 || value > 2100)
        return 0;
    *year = (int)value;
    return start;
}

/* A date with the year that may stand behind it, as two findings; the position behind both. */
static size_t emit_date(reader *r, couplet__number date, size_t from, size_t to)
{
    int year = 0;
    size_t at = date.year == 0 ? year_behind(r->f, to, &year) : 0;
    if (at == 0) {
        emit(r, date, from, to);
        return to;
    }
    emit(r, couplet__make_date(year, date.month, date.day), from, to);
    emit(r, couplet__make_year(year), at, at + 4);
    return at + 4;
}

static size_t read_number(reader *r, size_t at)
{
    const couplet__folded *f = r->f;
    couplet__measure money = COUPLET__NO_UNIT;
    size_t from = at;
    if (couplet__is_digit(f->cp[at])) {
        from = currency_before(f, at, r->done, &money);
        if (from == at) {
            money = COUPLET__NO_UNIT;
            size_t end = read_form(r, at);
            if (end != at)
                return end;
        }
    }
    couplet__cardinal v;
    if (!couplet__cardinal_read(f, at, money != COUPLET__NO_UNIT, &v))
        return at;
    found got = couplet__en_classify(f, &v, money);
    if (v.digits && got.end == v.end && couplet__is_latin(peek(f, v.end)))
        return couplet__spell(f, v.end).end; /* 5G */
    if (v.value == 1 && !v.digits && got.number.kind != COUPLET__FRACTION)
        got.number.sure = false;
    if (got.number.kind == COUPLET__DATE)
        return emit_date(r, got.number, from, got.end);
    bool ranged = got.number.kind == COUPLET__MONEY ? is_range(r, from) : is_range(r, at);
    if (ranged)
        share_with_first(r, &got.number, v.scale, from);
    emit(r, got.number, from, got.end);
    if (got.number.kind == COUPLET__YEAR)
        return year_range(r, got.number.value, got.end);
    return got.end;
}

/* May and March are also words: only behind a preposition or before a day. */
static bool is_surely_month(const couplet__folded *f, size_t at, size_t floor_at,
                            const couplet__spelled *w)
{
    if (!one_of(w, " may march mar dec sep "))
        return true;
    couplet__spelled before = word_before(f, at, floor_at);
    return one_of(&before,
                  " in since of by last next this until till from between to early late mid "
                  "through during before after every each ");
}

/* April 23, April 23-25, April 23rd, April, Oct. 11, May 2024 */
static size_t read_month(reader *r, size_t at, const couplet__spelled *w)
{
    const couplet__folded *f = r->f;
    size_t i = w->end, end = w->end;
    if (!w->capital)
        return w->end;
    if (peek(f, i) == '.' && strlen(w->text) <= 4)
        i++;
    int month = (int)w->number->value, day = 0, year = 0;
    size_t digits = peek(f, i) == ' ' ? i + 1 : i;
    if (digits > i && couplet__is_digit(peek(f, digits))) {
        size_t stop = digits;
        double value = couplet__decimal(f, &stop);
        if (stop - digits <= 2 && whole(value, 1, 31)) {
            day = (int)value;
            couplet__spelled suffix = couplet__spell(f, stop);
            end = one_of(&suffix, " st nd rd th ") ? suffix.end : stop;
        }
    }
    size_t year_at = year_behind(f, end, &year);
    if (day == 0 && year == 0 && !is_surely_month(f, at, r->done, w))
        return w->end;
    emit(r, couplet__make_date(year, month, day), at, end);
    if (day != 0 && is_dash(peek(f, end)) && couplet__is_digit(peek(f, end + 1))) {
        size_t stop = end + 1;
        double last = couplet__decimal(f, &stop);
        if (whole(last, day, 31) && stop - end <= 3) {
            emit(r, couplet__make_date(year, month, (int)last), end + 1, stop);
            year_at = year_behind(f, stop, &year);
            end = stop;
        }
    }
    if (year_at == 0)
        return end;
    emit(r, couplet__make_year(year), year_at, year_at + 4);
    return year_at + 4;
}

/* half, half an hour, half-year */
static size_t read_half(reader *r, size_t at, const couplet__spelled *w)
{
    const couplet__folded *f = r->f;
    couplet__spelled next = word_behind(f, w->end);
    size_t behind = one_of(&next, " a an ") ? next.end : w->end;
    couplet__measure unit = COUPLET__NO_UNIT;
    double factor;
    size_t end = couplet__en_unit(f, behind, false, &unit, &factor);
    bool a_while = unit == COUPLET__SECOND || unit == COUPLET__MONTH;
    if (end != 0 && (a_while || behind != w->end) && !couplet__is_money(unit)) {
        emit(r, couplet__make_quantity(0.5, unit, factor), at, end);
        return end;
    }
    couplet__number n = couplet__make(COUPLET__FRACTION, 0.5);
    n.sure = !is_dash(peek(f, w->end));
    emit(r, n, at, w->end);
    return w->end;
}

/* hundreds of thousands, dozens */
static size_t read_several(reader *r, size_t at, const couplet__spelled *w)
{
    double scale = w->number->value;
    size_t end = w->end;
    for (;;) {
        couplet__spelled of = word_behind(r->f, end), next = word_behind(r->f, of.end);
        if (!is_word(&of, "of") || !is_kind(&next, COUPLET__W_SCALES))
            break;
        scale *= next.number->value;
        end = next.end;
    }
    emit(r, couplet__make(COUPLET__SEVERAL, scale), at, end);
    return end;
}

/* several hundred thousand, a few dozen */
static size_t read_few(reader *r, size_t at, const couplet__spelled *w)
{
    double scale = 1;
    size_t end = w->end;
    couplet__spelled next = word_behind(r->f, end);
    while (is_kind(&next, COUPLET__W_SCALE)) {
        scale *= next.number->value == 12 ? 10 : next.number->value;
        end = next.end;
        next = word_behind(r->f, end);
    }
    if (scale > 1)
        emit(r, couplet__make(COUPLET__SEVERAL, scale), at, end);
    return end;
}

/* a year "and a half": the end of these words, or `at`. */
static size_t and_a_half(const couplet__folded *f, size_t at)
{
    couplet__spelled and = word_behind(f, at), a = word_behind(f, and.end),
                     half = word_behind(f, a.end);
    return is_word(&and, "and") && is_word(&a, "a") && is_kind(&half, COUPLET__W_HALF) ? half.end
                                                                                       : at;
}

/* a third, a quarter, a fifth of …; a decade, a century, a dozen is a cardinal's business */
static size_t read_a(reader *r, size_t at, const couplet__spelled *w)
{
    const couplet__folded *f = r->f;
    couplet__spelled next = word_behind(f, w->end), of = word_behind(f, next.end);
    bool part = is_kind(&next, COUPLET__W_QUARTER) ||
                (is_kind(&next, COUPLET__W_NTH) && next.number->value >= 3);
    if (part && (is_word(&of, "of") || approximate_before(f, at, r->done))) {
        emit(r, couplet__make(COUPLET__FRACTION, 1 / next.number->value), at, next.end);
        return next.end;
    }
    size_t behind = and_a_half(f, next.end);
    if (behind != next.end || one_of(&next, " decade century fortnight ")) {
        couplet__measure unit;
        double factor;
        if (couplet__en_unit(f, w->end, false, &unit, &factor) == next.end) {
            bool half = behind != next.end;
            couplet__number n = couplet__make_quantity(half ? 1.5 : 1, unit, factor);
            n.sure = half;
            emit(r, n, at, behind);
            return behind;
        }
    }
    if (is_word(&next, "couple")) {
        couplet__number n = couplet__make(COUPLET__COUNT, 2);
        n.sure = false;
        n.approximate = true;
        emit(r, n, at, next.end);
        return next.end;
    }
    return w->end;
}

static size_t read_single(reader *r, size_t at, const couplet__spelled *w)
{
    couplet__number n = couplet__make(COUPLET__COUNT, w->number->value);
    size_t end = w->end;
    switch (w->number->kind) {
    case COUPLET__W_NTH: {
        found got = couplet__en_day_month(r->f, w->number->value, w->end);
        if (got.end == 0)
            got = couplet__en_ordinal(r->f, w->number->value, w->end);
        n = got.number;
        end = got.end;
        if (n.kind == COUPLET__DATE)
            return emit_date(r, n, at, end);
        if (n.kind == COUPLET__ORDINAL && n.value >= 3) {
            couplet__spelled of = word_behind(r->f, end);
            if (is_word(&of, "of") && n.value <= 10)
                n.alt = couplet__key('f', 1 / n.value);
        }
        break;
    }
    case COUPLET__W_HALVE:
        n = couplet__make(COUPLET__FRACTION, 0.5);
        n.sure = false;
        break;
    case COUPLET__W_TIMES:
        n = couplet__make(COUPLET__TIMES, n.value);
        n.alt = couplet__key('v', n.value);
        n.sure = !is_word(w, "double"); /* a double room, the Double Ninth */
        break;
    case COUPLET__W_DECADE:
        n = couplet__make(COUPLET__DECADE, n.value);
        n.sure = false;
        break;
    case COUPLET__W_DAY:
        if (!w->capital)
            return w->end;
        n = couplet__make(COUPLET__WEEKDAY, n.value);
        break;
    default:
        return w->end;
    }
    emit(r, n, at, end);
    return end;
}

/* Letters at cp[at]; the position to go on from. Digits that touch a word are part of it. */
static size_t read_word(reader *r, size_t at)
{
    const couplet__folded *f = r->f;
    couplet__spelled w = couplet__spell(f, at);
    size_t end = w.end;
    if (w.number != NULL || (w.text[0] == 'a' && w.text[1] == '\0')) {
        end = read_number(r, at);
        if (end != at)
            return end;
        if (w.number == NULL)
            return read_a(r, at, &w);
        switch (w.number->kind) {
        case COUPLET__W_MONTH:
            return read_month(r, at, &w);
        case COUPLET__W_HALF:
            return read_half(r, at, &w);
        case COUPLET__W_SCALES:
            return read_several(r, at, &w);
        default:
            return read_single(r, at, &w);
        }
    }
    if (strchr("sfl", w.text[0]) != NULL) {
        if (is_word(&w, "several") || is_word(&w, "few"))
            return read_few(r, at, &w);
        if (is_word(&w, "latter")) {
            found got = couplet__en_ordinal(f, 2, w.end);
            if (got.number.kind == COUPLET__HALF) {
                emit(r, got.number, at, got.end);
                return got.end;
            }
        }
    }
    if (is_word(&w, "q") && peek(f, end) >= '1' && peek(f, end) <= '4' &&
        !couplet__is_digit(peek(f, end + 1))) {
        emit(r, couplet__make(COUPLET__QUARTER, f->cp[end] - '0'), at, end + 1);
        return end + 1;
    }
    couplet__measure money;
    double factor;
    if (couplet__is_digit(peek(f, end)) &&
        !(end - at <= 3 && couplet__measure_find(f->cp + at, end - at, &money, &factor) &&
          couplet__is_money(money))) {
        while (couplet__is_digit(peek(f, end)) || couplet__is_latin(peek(f, end)))
            end++;
        return end; /* H5N1 */
    }
    if (w.capital && is_dash(peek(f, end)) && couplet__is_digit(peek(f, end + 1))) {
        for (end++; couplet__is_digit(peek(f, end));)
            end++;
        return end; /* COVID-19 */
    }
    return end;
}

couplet_status couplet__numbers_folded_en(couplet__numbers *out, const couplet__folded *folded)
{
    reader r = {.f = folded, .out = out};
    out->count = 0;
    for (size_t at = 0; at < folded->count && !r.no_memory;) {
        uint32_t c = folded->cp[at];
        size_t end = at;
        if (couplet__is_digit(c))
            end = read_number(&r, at);
        else if (couplet__is_latin(c))
            end = read_word(&r, at);
        at = end > at ? end : at + 1;
    }
    return r.no_memory ? COUPLET_ENOMEM : COUPLET_OK;
}
