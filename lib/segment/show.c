/* Segments as they are written out: one line, no stray white space. */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "segment/text.h"
#include "text/utf8.h"

typedef struct gap { /* the white space before a character */
    bool any;        /* real white space, not only zero-width characters */
    bool line_end;
    size_t start, end; /* its bytes */
    size_t count;      /* characters */
    bool uniform;      /* all the same character */
    uint32_t c;
} gap;

static bool is_line_end(uint32_t c)
{
    return (c >= 10 && c <= 13) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_zero_width(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/* Characters between which a line end means nothing. “ ” … — are wide in Chinese text only. */
static bool is_wide(couplet_lang lang, uint32_t c)
{
    return c > 0x2E7F || (lang == COUPLET_ZH && (c == 0x201C || c == 0x201D || c == 0x2018 ||
                                                 c == 0x2019 || c == 0x2026 || c == 0x2014));
}

/* Part of a number, as lines of a fixed width break it. */
static bool is_numeral(uint32_t c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

/* In Chinese a line end beside a Han character stands for nothing, in English one between two. */
static bool joins_closely(couplet_lang lang, uint32_t before, uint32_t after)
{
    bool left = is_wide(lang, before), right = is_wide(lang, after);
    return lang == COUPLET_ZH ? left || right : left && right;
}

static gap read_gap(const char *bytes, size_t at, size_t end)
{
    gap g = {.start = at, .end = at, .uniform = true};
    while (g.end < end) {
        size_t next = g.end;
        uint32_t c = couplet__utf8_next(bytes, end, &next);
        if (!couplet__is_space(c) &&
            !(c == 0xAD && next < end && is_line_end((unsigned char)bytes[next])))
            break;
        g.any = g.any || !is_zero_width(c);
        g.line_end = g.line_end || is_line_end(c);
        g.uniform = g.uniform && (g.count == 0 || c == g.c);
        g.c = c;
        g.count++;
        g.end = next;
    }
    return g;
}

static bool is_small(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7);
}

/* "govern-" at a line end loses its hyphen; "well-", "Ting-" and "20-year-" keep it. */
static bool is_broken_word(const char *out, size_t size)
{
    static const char *const HEADS[] = {"all",   "anti", "co",    "cross",  "ex",   "far",  "first",
                                        "fold",  "full", "half",  "high",   "long", "low",  "mid",
                                        "multi", "near", "non",   "off",    "on",   "one",  "open",
                                        "post",  "pre",  "pro",   "second", "self", "semi", "short",
                                        "so",    "sub",  "third", "three",  "two",  "well", "year"};
    size_t start = size - 1; /* of the word; out[size - 1] is the hyphen */
    while (start > 0 && is_small((unsigned char)out[start - 1]))
        start--;
    size_t length = size - 1 - start;
    if (length < 2 ||
        (start > 0 && out[start - 1] != ' ' && out[start - 1] != '(' && out[start - 1] != '"'))
        return false;
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        if (length == strlen(HEADS[i]) && memcmp(out + start, HEADS[i], length) == 0)
            return false;
    return true;
}

static bool is_word(uint32_t c) { return couplet__is_latin(c) || (c >= '0' && c <= '9'); }

/* A word or number with a hyphen behind it, not a dash. */
static bool ends_in_hyphenated(const couplet__buf *out)
{
    size_t at = out->size - 1;
    return at > 0 && is_word(couplet__utf8_prev(out->at, &at));
}

static void write_gap(couplet__buf *out, const char *bytes, const gap *g, couplet_lang lang,
                      uint32_t before, uint32_t after)
{
    if (!g->any) { /* zero-width characters alone belong to the text */
        couplet__buf_add(out, bytes + g->start, g->end - g->start);
        return;
    }
    if (g->line_end) {
        if (g->start < g->end && (unsigned char)bytes[g->start] == 0xC2 &&
            (unsigned char)bytes[g->start + 1] == 0xAD)
            return; /* a soft hyphen */
        if (before == '-' && is_word(after) && !out->failed && ends_in_hyphenated(out)) {
            if (is_small(after) && is_broken_word(out->at, out->size))
                out->at[--out->size] = '\0';
            return;
        }
        bool split_number = lang == COUPLET_ZH && is_numeral(before) && is_numeral(after);
        if (!split_number && !joins_closely(lang, before, after))
            couplet__buf_char(out, ' ');
        return;
    }
    bool kept = g->c == 0x3000 || (g->count == 1 && g->c != '\t');
    if (g->uniform && kept)
        couplet__buf_utf8(out, g->c);
    else
        couplet__buf_char(out, ' ');
}

static void show_segment(couplet__buf *out, const couplet_text *text, couplet_span span,
                         uint32_t *before)
{
    span = couplet__trim(text->bytes, span);
    bool first = true;
    for (size_t at = span.offset, end = span.offset + span.length; at < end;) {
        gap g = read_gap(text->bytes, at, end);
        at = g.end;
        if (at == end)
            break;
        size_t start = at;
        uint32_t c = couplet__utf8_next(text->bytes, end, &at);
        if (first && *before != 0 && !joins_closely(text->lang, *before, c))
            couplet__buf_char(out, ' ');
        else if (!first && g.start < g.end)
            write_gap(out, text->bytes, &g, text->lang, *before, c);
        couplet__buf_add(out, text->bytes + start, at - start);
        *before = c;
        first = false;
    }
}

couplet_status couplet_text_show(char **utf8, size_t *size, const couplet_text *text,
                                 couplet_range range, couplet_error *error)
{
    if (utf8 != NULL)
        *utf8 = NULL;
    if (size != NULL)
        *size = 0;
    if (utf8 == NULL || size == NULL || text == NULL || range.count > text->segments.count ||
        range.first > text->segments.count - range.count)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no such segments");
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    uint32_t before = 0;
    for (size_t i = range.first; i < range.first + range.count; i++)
        show_segment(&out, text, text->segments.at[i].bytes, &before);
    if (out.failed) {
        couplet__buf_free(&out);
        return couplet__no_memory(error);
    }
    *utf8 = out.at;
    *size = out.size;
    return COUPLET_OK;
}
