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

/* One expression of all the table's lines of a kind, to match a whole segment. */
static couplet_status make_pattern(couplet__pattern **out, const char *name)
{
    couplet__buf all = {0};
    couplet__buf_str(&all, "(?s)\\A(?:(?!)");
    for (const char *line = couplet__kinds_start, *end; line < couplet__kinds_end; line = end + 1) {
        end = memchr(line, '\n', (size_t)(couplet__kinds_end - line));
        if (end == NULL)
            end = couplet__kinds_end;
        const char *tab = memchr(line, '\t', (size_t)(end - line));
        if (*line == '#' || tab == NULL || strlen(name) != (size_t)(tab - line) ||
            memcmp(line, name, (size_t)(tab - line)) != 0)
            continue;
        couplet__buf_str(&all, "|(?:");
        couplet__buf_add(&all, tab + 1, (size_t)(end - tab - 1));
        couplet__buf_char(&all, ')');
    }
    couplet__buf_str(&all, ")\\z");
    couplet_status status =
        all.failed ? COUPLET_ENOMEM : couplet__pattern_new(out, all.at, all.size, NULL);
    couplet__buf_free(&all);
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

/* Which of FORMS a segment has; *form is left alone when none. mark: it ends like a sentence. */
static couplet_status form_of(int *form, couplet__pattern *const *patterns, const char *bytes,
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
        couplet_status status =
            couplet__pattern_find(patterns[i], bytes + s.offset, size, 0, &found, NULL);
        if (status != COUPLET_OK)
            return status;
        if (found) {
            *form = i;
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

static couplet_status tell_kind(couplet_text *text, size_t i, couplet__pattern *const *patterns)
{
    couplet_segment *s = &text->segments.at[i];
    bool first = i == 0 || s[-1].paragraph != s->paragraph;
    bool last = i + 1 == text->segments.count || s[1].paragraph != s->paragraph;
    bool mark = ends_with_mark(text->bytes, s->bytes);
    int form = FORM_COUNT;
    couplet_status status = form_of(&form, patterns, text->bytes, s->bytes, mark);
    if (status != COUPLET_OK)
        return status;
    if (form != FORM_COUNT)
        s->kind = FORMS[form].kind;
    else if (first && couplet__list_marker(text->bytes + s->bytes.offset, s->bytes.length) != 0)
        s->kind = COUPLET_KIND_ITEM;
    else if ((first || s[-1].kind == COUPLET_KIND_LITTER) && last && !mark &&
             s->bytes.length <= HEADLINE_BYTES)
        s->kind = COUPLET_KIND_HEADLINE;
    if (form == FORM_PHOTO)
        make_caption(text, i);
    return COUPLET_OK;
}

couplet_status couplet__tell_kinds(couplet_text *text)
{
    couplet__pattern *patterns[FORM_COUNT] = {NULL};
    couplet_status status = COUPLET_OK;
    for (int i = 0; status == COUPLET_OK && i < FORM_COUNT; i++)
        status = make_pattern(&patterns[i], FORMS[i].name);
    for (int i = 0; status == COUPLET_OK && text->segments.count > MANY_SEGMENTS && i < FORM_COUNT;
         i++)
        couplet__pattern_hasten(patterns[i]);
    for (size_t i = 0; status == COUPLET_OK && i < text->segments.count; i++)
        status = tell_kind(text, i, patterns);
    for (int i = 0; i < FORM_COUNT; i++)
        couplet__pattern_free(patterns[i]);
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
