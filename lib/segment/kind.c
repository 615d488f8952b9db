#include "segment/kind.h"

#include <string.h>

#include "base/buf.h"
#include "base/embed.h"
#include "text/language.h"
#include "text/paragraph.h"
#include "text/pattern.h"
#include "text/utf8.h"

COUPLET__EMBED(kinds, COUPLET_DATA "/segment/kinds.tsv");

/* How much of a segment is looked at, how long a short form may be, and how long a headline; how
 * many segments are worth preparing for. */
enum {
    MANY_SEGMENTS = 200,
    LOOK_BYTES = 360,
    SHORT_BYTES = 240,
    SHORT_SENTENCE_BYTES = 100,
    HEADLINE_BYTES = 210,
    TITLE_BYTES = 24,
    LITTER_BYTES = 600
};

typedef struct form_name {
    couplet_kind kind;
    const char *name;
} form_name;

/* In the order in which they are asked. */
static const form_name FORMS[] = {{COUPLET_KIND_CREDIT, "photo"},
                                  {COUPLET_KIND_CAPTION, "caption"},
                                  {COUPLET_KIND_CREDIT, "credit"},
                                  {COUPLET_KIND_BYLINE, "byline"},
                                  {COUPLET_KIND_LITTER, "litter"}};
enum { FORM_PHOTO, FORM_CAPTION, FORM_COUNT = sizeof FORMS / sizeof *FORMS };

/* A string that is looked for in capitals or not: its first character, in lower case, and the bytes
 * behind it. */
typedef struct sought {
    uint32_t first;
    const char *rest;
    size_t rest_size;
} sought;

/* A form: an expression to match a whole segment, and another one for segments that hold one of
 * some strings, which all that it matches do: it would search long where nothing is found. */
typedef struct form {
    couplet__pattern *plain, *guarded; /* guarded: or NULL */
    COUPLET__VEC(sought) strings;      /* the guarded one's */
    uint64_t low_bits;                 /* bit c % 64 for each first character */
} form;

/* A line of the table: kind TAB expression [TAB strings, separated by spaces]. */
typedef struct table_line {
    const char *kind, *expression, *strings;
    size_t kind_size, expression_size, strings_size;
} table_line;

/* The line at *at, which moves behind it; false: no line of expressions. */
static bool next_line(table_line *out, const char **at)
{
    const char *line = *at, *last = couplet__kinds_end;
    const char *end = memchr(line, '\n', (size_t)(last - line));
    if (end == NULL)
        end = last;
    *at = end + 1;
    const char *tab = memchr(line, '\t', (size_t)(end - line));
    if (*line == '#' || tab == NULL)
        return false;
    const char *second = memchr(tab + 1, '\t', (size_t)(end - tab - 1));
    if (second == NULL)
        second = end;
    *out = (table_line){line, tab + 1, second, (size_t)(tab - line), (size_t)(second - tab - 1), 0};
    if (second != end) {
        out->strings = second + 1;
        out->strings_size = (size_t)(end - second - 1);
    }
    return true;
}

/* One expression of all the table's lines of a kind, those with strings or those without; none:
 * *out is NULL. */
static couplet_status make_pattern(couplet__pattern **out, const char *kind, bool guarded)
{
    couplet__buf all = {0};
    bool any = false;
    table_line line;
    couplet__buf_str(&all, "(?s)\\A(?:(?!)");
    for (const char *at = couplet__kinds_start; at < couplet__kinds_end;) {
        if (!next_line(&line, &at) || strlen(kind) != line.kind_size ||
            memcmp(line.kind, kind, line.kind_size) != 0 || (line.strings_size != 0) != guarded)
            continue;
        couplet__buf_str(&all, "|(?:");
        couplet__buf_add(&all, line.expression, line.expression_size);
        couplet__buf_char(&all, ')');
        any = true;
    }
    couplet__buf_str(&all, ")\\z");
    couplet_status status = all.failed ? COUPLET_ENOMEM
                            : any      ? couplet__pattern_new(out, all.at, all.size, NULL)
                                       : COUPLET_OK;
    couplet__buf_free(&all);
    return status;
}

static uint32_t lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

/* Adds the strings of a line. */
static bool add_strings(form *out, const char *strings, size_t size)
{
    for (size_t at = 0; at < size; at++) {
        sought s = {.first = couplet__utf8_next(strings, size, &at)};
        const char *space = memchr(strings + at, ' ', size - at);
        s.rest = strings + at;
        s.rest_size = space == NULL ? size - at : (size_t)(space - s.rest);
        at += s.rest_size;
        out->low_bits |= (uint64_t)1 << s.first % 64;
        if (s.first >= 'a' && s.first <= 'z')
            out->low_bits |= (uint64_t)1 << (s.first - 32) % 64;
        if (!couplet__vec_push(&out->strings, s))
            return false;
    }
    return true;
}

static couplet_status make_form(form *out, const char *kind)
{
    table_line line;
    couplet_status status = make_pattern(&out->plain, kind, false);
    if (status == COUPLET_OK)
        status = make_pattern(&out->guarded, kind, true);
    for (const char *at = couplet__kinds_start; status == COUPLET_OK && at < couplet__kinds_end;)
        if (next_line(&line, &at) && strlen(kind) == line.kind_size &&
            memcmp(line.kind, kind, line.kind_size) == 0 &&
            !add_strings(out, line.strings, line.strings_size))
            status = COUPLET_ENOMEM;
    return status;
}

static void free_form(form *f)
{
    couplet__pattern_free(f->plain);
    couplet__pattern_free(f->guarded);
    couplet__vec_free(&f->strings);
}

/* Does the string go on at the head of these bytes? */
static bool goes_on(const sought *s, const char *bytes, size_t size)
{
    if (size < s->rest_size)
        return false;
    for (size_t i = 0; i < s->rest_size; i++)
        if (lower((unsigned char)bytes[i]) != (unsigned char)s->rest[i])
            return false;
    return true;
}

static bool holds_one(const form *f, const char *bytes, size_t size)
{
    for (size_t at = 0; at < size;) {
        uint32_t c = couplet__utf8_next(bytes, size, &at);
        if ((f->low_bits >> c % 64 & 1) == 0)
            continue;
        for (size_t i = 0; i < f->strings.count; i++)
            if (f->strings.at[i].first == lower(c) &&
                goes_on(&f->strings.at[i], bytes + at, size - at))
                return true;
    }
    return false;
}

static couplet_status has_form(bool *found, const form *f, const char *bytes, size_t size)
{
    couplet_status status = couplet__pattern_find(f->plain, bytes, size, 0, found, NULL);
    if (status == COUPLET_OK && !*found && f->guarded != NULL && holds_one(f, bytes, size))
        status = couplet__pattern_find(f->guarded, bytes, size, 0, found, NULL);
    return status;
}

static bool ends_with_mark(const char *bytes, couplet_span s)
{
    size_t at = s.offset + s.length;
    while (at > s.offset) {
        uint32_t c = couplet__utf8_prev(bytes, &at);
        if (c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
            c == 0x2026 || c == 0x22EF)
            return true;
        if (c != '"' && c != '\'' && c != ')' && c != 0x201D && c != 0x2019 && c != 0x300D &&
            c != 0x300F && c != 0xFF09)
            return c == ':' || c == 0xFF1A || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B;
    }
    return false;
}

/* Which of FORMS a segment has; *out is left alone when none. mark: it ends like a sentence. */
static couplet_status form_of(int *out, const form forms[FORM_COUNT], const char *bytes,
                              couplet_span s, bool mark)
{
    size_t size = s.length;
    if (size > LOOK_BYTES) { /* to the next whole character */
        size = LOOK_BYTES;
        while (size > 0 && ((unsigned char)bytes[s.offset + size] & 0xC0) == 0x80)
            size--;
    }
    bool is_short = s.length <= (mark ? SHORT_SENTENCE_BYTES : SHORT_BYTES);
    for (int i = 0; i < FORM_COUNT; i++) {
        if (!is_short && i != FORM_CAPTION)
            continue;
        bool found = false;
        couplet_status status = has_form(&found, &forms[i], bytes + s.offset, size);
        if (status != COUPLET_OK)
            return status;
        if (found) {
            *out = i;
            return COUPLET_OK;
        }
    }
    return COUPLET_OK;
}

/* The sentence before the credit of a picture is its caption: in the same paragraph when they are
 * all of it, or when it is a paragraph by itself. */
static void make_caption(couplet_text *text, size_t credit)
{
    couplet_segment *s = &text->segments.at[credit];
    if (credit == 0 || s[-1].kind != COUPLET_KIND_BODY)
        return;
    bool next_apart = credit + 1 == text->segments.count || s[1].paragraph != s->paragraph;
    bool alone = credit == 1 || s[-2].paragraph != s[-1].paragraph;
    if (alone && next_apart && s[-1].paragraph + 1 >= s->paragraph)
        s[-1].kind = COUPLET_KIND_CAPTION;
}

static couplet_status tell_kind(couplet_text *text, size_t i, const form forms[FORM_COUNT])
{
    couplet_segment *s = &text->segments.at[i];
    bool first = i == 0 || s[-1].paragraph != s->paragraph;
    bool last = i + 1 == text->segments.count || s[1].paragraph != s->paragraph;
    bool mark = ends_with_mark(text->bytes, s->bytes);
    int found = FORM_COUNT;
    couplet_status status = form_of(&found, forms, text->bytes, s->bytes, mark);
    if (status != COUPLET_OK)
        return status;
    if (found != FORM_COUNT)
        s->kind = FORMS[found].kind;
    else if (first && couplet__list_marker(text->bytes + s->bytes.offset, s->bytes.length) != 0)
        s->kind = COUPLET_KIND_ITEM;
    else if ((first || s[-1].kind == COUPLET_KIND_LITTER) && last && !mark &&
             s->bytes.length <= HEADLINE_BYTES)
        s->kind = COUPLET_KIND_HEADLINE;
    if (found == FORM_PHOTO)
        make_caption(text, i);
    return COUPLET_OK;
}

couplet_status couplet__tell_kinds(couplet_text *text)
{
    form forms[FORM_COUNT];
    memset(forms, 0, sizeof forms);
    couplet_status status = COUPLET_OK;
    for (int i = 0; status == COUPLET_OK && i < FORM_COUNT; i++)
        status = make_form(&forms[i], FORMS[i].name);
    if (status == COUPLET_OK && text->segments.count > MANY_SEGMENTS)
        for (int i = 0; i < FORM_COUNT; i++) {
            couplet__pattern_hasten(forms[i].plain);
            if (forms[i].guarded != NULL)
                couplet__pattern_hasten(forms[i].guarded);
        }
    for (size_t i = 0; status == COUPLET_OK && i < text->segments.count; i++)
        status = tell_kind(text, i, forms);
    for (int i = 0; i < FORM_COUNT; i++)
        free_form(&forms[i]);
    return status;
}

bool couplet__cut_glued_title(couplet__cuts *cuts, const char *bytes, couplet_span above,
                              couplet_span line)
{
    if (cuts->count != 0 || line.length > LITTER_BYTES || above.length < TITLE_BYTES ||
        memchr(bytes + line.offset, ':', line.length) == NULL)
        return true;
    for (size_t i = 1; i + TITLE_BYTES <= line.length; i++)
        if (memcmp(bytes + line.offset + i, bytes + above.offset, TITLE_BYTES) == 0)
            return couplet__vec_push(cuts, line.offset + i);
    return true;
}
