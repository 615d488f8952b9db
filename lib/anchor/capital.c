#include "anchor/capital.h"

#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"

enum { RUN = 4, LONGEST = 64 }; /* words of a run; bytes of a word */

typedef struct word {
    size_t start, end; /* bytes of the text */
    size_t segment;
} word;

/* What the text is read with. */
typedef struct finder {
    const char *text;
    couplet__intern lower;       /* words that stand in lower case */
    COUPLET__VEC(word) capitals; /* the capitalised words, in order */
    couplet__buf form;
} finder;

static bool is_ascii_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

static bool is_letter(const char *s, size_t size, size_t at)
{
    if (at >= size)
        return false;
    if ((unsigned char)s[at] < 0x80)
        return is_ascii_letter(s[at]);
    return couplet__is_latin(couplet__utf8_next(s, size, &at));
}

/* The end of letters with single hyphens and apostrophes between them. */
static size_t word_end(const char *s, size_t size, size_t at)
{
    for (;;) {
        while (at < size && is_ascii_letter(s[at]))
            at++;
        bool joins = at < size && (s[at] == '-' || s[at] == '\'');
        if (joins ? !is_letter(s, size, at + 1) : !is_letter(s, size, at))
            return at;
        couplet__utf8_next(s, size, &at);
    }
}

/* The word at or behind *at. */
static bool next_word(word *out, const char *s, size_t size, size_t *at)
{
    while (*at < size && !is_letter(s, size, *at))
        couplet__utf8_next(s, size, at);
    out->start = *at;
    out->end = *at = word_end(s, size, *at);
    return out->start != out->end;
}

static bool is_capital(const char *s, size_t size, size_t at)
{
    uint32_t c = couplet__utf8_next(s, size, &at);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

static bool read_segment(finder *f, size_t segment, couplet_span span)
{
    word w = {.segment = segment};
    size_t end = span.offset + span.length;
    for (size_t at = span.offset; next_word(&w, f->text, end, &at);) {
        if (w.end - w.start >= LONGEST)
            continue;
        bool done = is_capital(f->text, end, w.start)
                        ? couplet__vec_push(&f->capitals, w)
                        : couplet__intern_add(&f->lower, f->text + w.start, w.end - w.start) !=
                              COUPLET__ABSENT;
        if (!done)
            return false;
    }
    return true;
}

static void put_lower(couplet__buf *out, const char *s, size_t size)
{
    couplet__buf_add(out, s, size);
    for (size_t i = out->size - size; !out->failed && i < out->size; i++)
        if (out->at[i] >= 'A' && out->at[i] <= 'Z')
            out->at[i] = (char)(out->at[i] + 32);
}

/* Every run of the capitalised words that ends with words[count - 1]. */
static bool add_runs(couplet__intern *names, finder *f, const word *words, size_t count)
{
    bool name = false;
    for (size_t n = 1; n <= count; n++) {
        const word *first = &words[count - n];
        couplet__buf_clear(&f->form);
        put_lower(&f->form, f->text + first->start, first->end - first->start);
        if (f->form.failed)
            return false;
        name = name || couplet__intern_find(&f->lower, f->form.at, f->form.size) == COUPLET__ABSENT;
        if (!name)
            continue;
        for (const word *w = first + 1; w < words + count; w++) {
            couplet__buf_char(&f->form, ' ');
            put_lower(&f->form, f->text + w->start, w->end - w->start);
        }
        if (f->form.failed)
            return false;
        if (f->form.size > 1 &&
            couplet__intern_add(names, f->form.at, f->form.size) == COUPLET__ABSENT)
            return false;
    }
    return true;
}

/* One space, and nothing else, stands between the two. */
static bool follows(const finder *f, const word *a, const word *b)
{
    return a->segment == b->segment && b->start == a->end + 1 && f->text[a->end] == ' ';
}

bool couplet__capitals_find(couplet__intern *names, const couplet_text *en)
{
    finder f = {.text = en->bytes};
    bool ok = true;
    for (size_t t = 0; ok && t < en->segments.count; t++)
        ok = read_segment(&f, t, en->segments.at[t].bytes);
    for (size_t i = 0, run = 0; ok && i < f.capitals.count; i++) {
        bool goes_on = run != 0 && follows(&f, &f.capitals.at[i - 1], &f.capitals.at[i]);
        run = !goes_on ? 1 : run < RUN ? run + 1 : RUN;
        ok = add_runs(names, &f, &f.capitals.at[i + 1 - run], run);
    }
    couplet__intern_free(&f.lower);
    couplet__vec_free(&f.capitals);
    couplet__buf_free(&f.form);
    return ok;
}
