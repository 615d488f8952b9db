#include "anchor/capital.h"

#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"

enum { RUN = 4, LONGEST = 64 }; /* words of a run; bytes of a word */

typedef struct word {
    size_t start, end; /* bytes of the text */
    bool capital;
} word;

static bool is_letter(const char *s, size_t size, size_t at)
{
    return at < size && couplet__is_latin(couplet__utf8_next(s, size, &at));
}

/* The word at or behind *at: letters, with single hyphens and apostrophes between them. */
static bool next_word(word *out, const char *s, size_t size, size_t *at)
{
    while (*at < size && !is_letter(s, size, *at))
        couplet__utf8_next(s, size, at);
    if (*at >= size)
        return false;
    size_t peek = *at;
    uint32_t first = couplet__utf8_next(s, size, &peek);
    out->start = *at;
    out->capital = (first >= 'A' && first <= 'Z') || (first >= 0xC0 && first <= 0xDE);
    while (*at < size && (is_letter(s, size, *at) ||
                          ((s[*at] == '-' || s[*at] == '\'') && is_letter(s, size, *at + 1))))
        couplet__utf8_next(s, size, at);
    out->end = *at;
    return true;
}

static void put_lower(couplet__buf *out, const char *s, size_t size)
{
    for (size_t i = 0; i < size; i++)
        couplet__buf_char(out, s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i]);
}

static uint32_t add(couplet__intern *set, couplet__buf *form)
{
    return form->failed ? COUPLET__ABSENT : couplet__intern_add(set, form->at, form->size);
}

/* The words of the segment that stand in lower case. */
static bool find_lower(couplet__intern *lower, const char *s, size_t size)
{
    word w;
    for (size_t at = 0; next_word(&w, s, size, &at);)
        if (!w.capital && w.end - w.start < LONGEST &&
            couplet__intern_add(lower, s + w.start, w.end - w.start) == COUPLET__ABSENT)
            return false;
    return true;
}

/* Every run that ends with words[count - 1]. */
static bool add_runs(couplet__intern *names, couplet__buf *form, const couplet__intern *lower,
                     const char *s, const word *words, size_t count)
{
    bool name = false;
    for (size_t n = 1; n <= count; n++) {
        const word *first = &words[count - n];
        couplet__buf_clear(form);
        put_lower(form, s + first->start, first->end - first->start);
        if (form->failed)
            return false;
        name |= couplet__intern_find(lower, form->at, form->size) == COUPLET__ABSENT;
        for (size_t k = count - n + 1; k < count; k++) {
            couplet__buf_char(form, ' ');
            put_lower(form, s + words[k].start, words[k].end - words[k].start);
        }
        if (name && form->size > 1 && add(names, form) == COUPLET__ABSENT)
            return false;
    }
    return true;
}

static bool find_capitals(couplet__intern *names, couplet__buf *form, const couplet__intern *lower,
                          const char *s, size_t size)
{
    word run[RUN], w;
    size_t count = 0;
    for (size_t at = 0; next_word(&w, s, size, &at);) {
        bool follows = count > 0 && w.start == run[count - 1].end + 1 && s[w.start - 1] == ' ';
        if (!w.capital || w.end - w.start >= LONGEST) {
            count = 0;
            continue;
        }
        if (!follows)
            count = 0;
        if (count == RUN)
            memmove(run, run + 1, --count * sizeof *run);
        run[count++] = w;
        if (!add_runs(names, form, lower, s, run, count))
            return false;
    }
    return true;
}

bool couplet__capitals_find(couplet__intern *names, const couplet_text *en)
{
    couplet__intern lower = {0};
    couplet__buf form = {0};
    bool ok = true;
    for (size_t t = 0; ok && t < en->segments.count; t++) {
        couplet_span span = en->segments.at[t].bytes;
        ok = find_lower(&lower, en->bytes + span.offset, span.length);
    }
    for (size_t t = 0; ok && t < en->segments.count; t++) {
        couplet_span span = en->segments.at[t].bytes;
        ok = find_capitals(names, &form, &lower, en->bytes + span.offset, span.length);
    }
    couplet__intern_free(&lower);
    couplet__buf_free(&form);
    return ok;
}
