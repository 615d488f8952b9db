#include <string.h>

#include "anchor/number_en.h"
#include "text/utf8.h"

couplet__spelled couplet__spell(const couplet__folded *f, size_t at)
{
    couplet__spelled w = {.end = at};
    size_t n = 0;
    while (w.end < f->count && couplet__is_latin(f->cp[w.end])) {
        uint32_t c = couplet__lower(f->cp[w.end++]);
        if (n < COUPLET__WORD_ROOM)
            w.text[n < COUPLET__WORD_ROOM - 1 ? n : 0] = c < 0x80 ? (char)c : '?';
        n++;
    }
    if (n >= COUPLET__WORD_ROOM)
        w.text[0] = '\0';
    w.capital = n != 0 && f->cp[at] != couplet__lower(f->cp[at]);
    w.number = w.text[0] == '\0' ? NULL : couplet__number_word_find(w.text);
    return w;
}

static uint32_t peek(const couplet__folded *f, size_t i) { return i < f->count ? f->cp[i] : 0; }

/* The word behind one space or hyphen. */
static couplet__spelled next_word(const couplet__folded *f, size_t at)
{
    uint32_t c = peek(f, at);
    if (c == ' ' || c == '-' || c == 0x2010 || c == 0xA0)
        return couplet__spell(f, at + 1);
    return (couplet__spelled){.end = at};
}

static bool is_kind(const couplet__spelled *w, couplet__word_kind kind)
{
    return w->number != NULL && w->number->kind == kind;
}

/* 2 million, 1.2bn, $5m, 10k */
static void scale_digits(const couplet__folded *f, bool money, couplet__cardinal *out)
{
    couplet__spelled w = couplet__spell(f, out->end);
    if (w.end == out->end)
        w = next_word(f, out->end);
    else if (strcmp(w.text, "k") == 0 || (money && strcmp(w.text, "m") == 0) ||
             (money && strcmp(w.text, "b") == 0) || strcmp(w.text, "tn") == 0) {
        double scale = w.text[0] == 'k'   ? 1e3
                       : w.text[0] == 'm' ? 1e6
                       : w.text[0] == 'b' ? 1e9
                                          : 1e12;
        out->scale = scale;
        out->value *= scale;
        out->end = w.end;
        return;
    }
    while (is_kind(&w, COUPLET__W_SCALE)) {
        out->scale *= w.number->value;
        out->value *= w.number->value;
        out->end = w.end;
        w = next_word(f, out->end);
    }
}

static bool read_digits(const couplet__folded *f, size_t at, bool money, couplet__cardinal *out)
{
    size_t end = at;
    out->value = couplet__decimal(f, &end);
    out->digits = true;
    for (size_t i = at; i < end; i++)
        out->comma |= f->cp[i] == ',' || f->cp[i] == '.' || f->cp[i] == ' ';
    out->end = end;
    scale_digits(f, money, out);
    return true;
}

/* a hundred, half a million, several thousand are left to others when no scale follows. */
static bool read_article(const couplet__folded *f, const couplet__spelled *w, double *value,
                         size_t *end)
{
    couplet__spelled next = next_word(f, w->end);
    if (strcmp(w->text, "half") == 0 && (strcmp(next.text, "a") == 0)) {
        couplet__spelled scale = next_word(f, next.end);
        if (!is_kind(&scale, COUPLET__W_SCALE))
            return false;
        *value = 0.5;
        *end = next.end;
        return true;
    }
    if (strcmp(w->text, "a") != 0 || !is_kind(&next, COUPLET__W_SCALE))
        return false;
    *value = 1;
    *end = w->end;
    return true;
}

typedef struct sum {
    double total, section; /* section: below the next thousand */
    double last;           /* 1: ones stand; 10: tens; 100 … */
} sum;

/* Adds one word; false: it does not continue the number. */
static bool add_word(sum *s, const couplet__number_word *word, couplet__cardinal *out)
{
    double v = word->value;
    switch (word->kind) {
    case COUPLET__W_ONES:
        if (s->last == 1 || (s->last == 10 && v > 9))
            return false;
        s->section += v;
        s->last = 1;
        return true;
    case COUPLET__W_TENS:
        if (s->last <= 10)
            return false;
        s->section += v;
        s->last = 10;
        return true;
    case COUPLET__W_SCALE:
        if (s->section == 0 && s->total == 0)
            return false;
        if (v <= 100)
            s->section *= v;
        else {
            s->total = s->section == 0 ? s->total * v : s->total + s->section * v;
            s->section = 0;
        }
        out->scale = v;
        s->last = v;
        return true;
    default:
        return false;
    }
}

/* "and" only joins what stands below a hundred: one hundred and twenty. */
static couplet__spelled skip_and(const couplet__folded *f, const couplet__spelled *word,
                                 const sum *s)
{
    if (strcmp(word->text, "and") != 0 || s->last < 100)
        return *word;
    couplet__spelled next = next_word(f, word->end);
    return is_kind(&next, COUPLET__W_ONES) || is_kind(&next, COUPLET__W_TENS) ? next : *word;
}

static void and_a_half(const couplet__folded *f, couplet__cardinal *out)
{
    couplet__spelled a = next_word(f, out->end);
    if (strcmp(a.text, "and") != 0)
        return;
    couplet__spelled b = next_word(f, a.end), c = next_word(f, b.end);
    if (strcmp(b.text, "a") == 0 && is_kind(&c, COUPLET__W_HALF)) {
        out->value += 0.5;
        out->end = c.end;
    }
}

bool couplet__cardinal_read(const couplet__folded *f, size_t at, bool money, couplet__cardinal *out)
{
    *out = (couplet__cardinal){.scale = 1, .end = at};
    if (at < f->count && couplet__is_digit(f->cp[at]))
        return read_digits(f, at, money, out);
    couplet__spelled w = couplet__spell(f, at);
    sum s = {.last = 1e300};
    if (read_article(f, &w, &s.section, &out->end))
        s.last = 1;
    else if (is_kind(&w, COUPLET__W_ONES) || is_kind(&w, COUPLET__W_TENS)) {
        add_word(&s, w.number, out);
        out->end = w.end;
    } else {
        return false;
    }
    for (;;) {
        couplet__spelled next = next_word(f, out->end);
        next = skip_and(f, &next, &s);
        if (is_kind(&next, COUPLET__W_NTH) && (s.last == 10 || s.last == 100) &&
            next.number->value < 10)
            out->nth = next.number;
        if (out->nth != NULL || next.number == NULL || !add_word(&s, next.number, out)) {
            if (out->nth != NULL)
                out->end = next.end;
            break;
        }
        out->end = next.end;
    }
    out->value = s.total + s.section;
    if (out->nth == NULL)
        and_a_half(f, out);
    return true;
}
