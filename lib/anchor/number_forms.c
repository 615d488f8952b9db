#include "anchor/number_parts.h"
#include "text/utf8.h"

couplet_span couplet__folded_span(const couplet__folded *f, size_t from, size_t to)
{
    while (to < f->count && f->offset[to] == f->offset[to - 1])
        to++;
    return (couplet_span){f->offset[from], f->offset[to] - f->offset[from]};
}

static bool digit_at(const couplet__folded *f, size_t i)
{
    return i < f->count && couplet__is_digit(f->cp[i]);
}

static uint32_t width(const couplet__folded *f, size_t i)
{
    return f->offset[i + 1] - f->offset[i];
}

static size_t digits_end(const couplet__folded *f, size_t at)
{
    while (digit_at(f, at))
        at++;
    return at;
}

/* 1,234: exactly three digits behind the comma. １，２３４ too, but 3，400 lists two numbers. Or a
 * space, as in 8 700: 0 120 is a telephone's, and 5 300 500 a row of a table as likely as not. */
static bool is_thousands_mark(const couplet__folded *f, size_t first, size_t i)
{
    if (i >= f->count || digits_end(f, i + 1) != i + 4)
        return false;
    if (f->cp[i] == ' ')
        return f->cp[first] != '0' &&
               !(i + 5 < f->count && f->cp[i + 4] == ' ' && digit_at(f, i + 5));
    return f->cp[i] == ',' && width(f, i) == width(f, i - 1);
}

double couplet__decimal(const couplet__folded *f, size_t *at)
{
    double value = 0, scale = 1;
    size_t i = *at, first = i;
    while (digit_at(f, i)) {
        value = value * 10 + (f->cp[i++] - '0');
        if (i - first <= 3 && is_thousands_mark(f, first, i)) {
            i++;
            first = i;
        }
    }
    if (i + 1 < f->count && f->cp[i] == '.' && digit_at(f, i + 1)) {
        double part = 0;
        for (i++; digit_at(f, i); i++) {
            if (scale >= 1e15)
                continue; /* beyond what a double holds */
            part = part * 10 + (f->cp[i] - '0');
            scale *= 10;
        }
        value += part / scale;
    }
    *at = i;
    return value;
}

/* Whole numbers with the same mark between them: 2:2:1, 2024/4/23, 02-2345-6789, 1.2.3. */
typedef struct chain {
    double part[4];
    size_t digits[4], count, end;
} chain;

static bool is_dash(uint32_t c) { return c == '-' || c == 0x2010 || c == 0x2012 || c == 0x2013; }

static bool same_mark(uint32_t a, uint32_t b) { return a == b || (is_dash(a) && is_dash(b)); }

enum { MOST_PARTS = 8 }; /* a longer chain is cut: no quadratic time on 1/1/1/1… */

static chain read_chain(const couplet__folded *f, size_t at, uint32_t mark)
{
    chain c = {.end = at};
    for (;;) {
        size_t end = digits_end(f, c.end), i = c.end;
        if (end == i)
            return c;
        size_t slot = c.count < 4 ? c.count : 3;
        c.part[slot] = 0;
        c.digits[slot] = end - i;
        for (; i < end; i++)
            c.part[slot] = c.part[slot] * 10 + (f->cp[i] - '0');
        c.count++;
        c.end = end;
        if (c.count == MOST_PARTS || end + 1 >= f->count || !same_mark(f->cp[end], mark) ||
            !digit_at(f, end + 1))
            return c;
        c.end = end + 1;
    }
}

static size_t code(const couplet__folded *f, size_t at, size_t end, couplet__number *out)
{
    *out = (couplet__number){.kind = COUPLET__CODE, .sure = true};
    out->key = couplet__key_text('n', f->cp + at, end - at);
    return end;
}

static bool is_month_day(double month, double day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static size_t whole_date(const chain *c, couplet__number *out)
{
    bool year_first = c->digits[0] == 4 && c->part[0] >= 1000 && c->part[0] < 2200,
         year_last = c->digits[2] == 4 && c->part[2] >= 1000 && c->part[2] < 2200;
    if (year_first && is_month_day(c->part[1], c->part[2]))
        *out = couplet__make_date((int)c->part[0], (int)c->part[1], (int)c->part[2]);
    else if (year_last && is_month_day(c->part[1], c->part[0]))
        *out = couplet__make_date((int)c->part[2], (int)c->part[1], (int)c->part[0]);
    else if (year_last && is_month_day(c->part[0], c->part[1]))
        *out = couplet__make_date((int)c->part[2], (int)c->part[0], (int)c->part[1]);
    else
        return 0;
    return c->end;
}

static size_t slash_form(const chain *c, bool surely, couplet__number *out)
{
    double a = c->part[0], b = c->part[1];
    if (c->count == 3)
        return whole_date(c, out);
    if (c->count != 2 || c->digits[0] > 2 || c->digits[1] > 3)
        return 0;
    bool fraction = a > 0 && a < b && (b <= 10 || b == 100);
    if (fraction) {
        *out = couplet__make(COUPLET__FRACTION, a / b);
        if (is_month_day(a, b))
            out->alt = couplet__key('d', a * 100 + b);
        out->sure = surely; /* ½ is; 1/2 may be a date */
    } else if (is_month_day(a, b)) {
        *out = couplet__make_date(0, (int)a, (int)b);
        if (is_month_day(b, a)) {
            out->alt = couplet__key('d', b * 100 + a);
            out->sure = false;
        }
    } else if (is_month_day(b, a)) {
        *out = couplet__make_date(0, (int)b, (int)a);
    } else {
        return 0;
    }
    return c->end;
}

static size_t colon_form(const chain *c, couplet__number *out)
{
    double a = c->part[0], b = c->part[1];
    bool clock = a < 24 && c->digits[0] <= 2 && b < 60 && c->digits[1] == 2;
    if (clock && c->count <= 3) {
        *out = couplet__make_time((int)a, (int)b, -1);
        return c->end;
    }
    *out = couplet__make(COUPLET__RATIO, b == 0 ? a : a / b);
    if (c->count > 2)
        out->key = couplet__key('r', a * 1e6 + b * 1e3 + c->part[2]);
    return c->end;
}

size_t couplet__digit_form(const couplet__folded *f, size_t at, couplet__number *out)
{
    size_t end = digits_end(f, at);
    if (end + 1 >= f->count || !digit_at(f, end + 1))
        return end - at >= 8 && f->cp[at] == '0' ? code(f, at, end, out) : 0;
    uint32_t mark = f->cp[end];
    if (mark != '.' && mark != '/' && mark != ':' && mark != 0x2044 && !is_dash(mark))
        return 0;
    chain c = read_chain(f, at, mark);
    if (mark == ':')
        return colon_form(&c, out);
    if (mark == '/' || mark == 0x2044)
        return slash_form(&c, mark == 0x2044, out);
    if (c.count == 3 && whole_date(&c, out) != 0)
        return c.end;
    if (mark == '.')
        return c.count >= 3 ? code(f, at, c.end, out) : 0;
    if (c.count >= 3 || (c.digits[0] >= 2 && f->cp[at] == '0'))
        return code(f, at, c.end, out);
    uint32_t next = c.end < f->count ? f->cp[c.end] : 0;
    if (c.digits[0] > 2 || c.digits[1] > 2 || c.part[0] < c.part[1] || c.part[1] == 0 ||
        next == '%' || next == '.' || (next > ' ' && next < 0x250 && couplet__is_latin(next)))
        return 0;
    *out = couplet__make(COUPLET__RATIO, c.part[0] / c.part[1]); /* 3-2: a score */
    out->sure = false;
    return c.end;
}
