#include "text/paragraph.h"

#include "text/language.h"
#include "text/line.h"
#include "text/utf8.h"

enum { NARROWEST = 24, WIDEST = 240 }; /* columns that a hard-wrapped text can have */

/* How one language's lines are wrapped. */
typedef struct habit {
    bool wrapped;
    uint32_t width; /* columns; 0: wrapped by order, but at no clear width */
} habit;

size_t couplet__line_ends(const char *utf8, size_t from, size_t to)
{
    size_t lines = 0;
    for (size_t i = from; i < to; i++)
        lines += utf8[i] == '\n' || (utf8[i] == '\r' && !(i + 1 < to && utf8[i + 1] == '\n'));
    return lines;
}

static bool is_blank(const couplet__line *line) { return line->start == line->end; }

/* May line b continue line a, as far as marks of paragraphs go? */
static bool may_follow(const couplet__line *a, const couplet__line *b)
{
    return !is_blank(a) && !is_blank(b) && !a->breaks && !b->wide_indent;
}

/* What the pairs of neighbouring lines of one language say. */
typedef struct survey {
    size_t pairs, open; /* open: the first line does not end a sentence */
    size_t continued;   /* open pairs whose second line cannot begin a paragraph */
    size_t lines;
    size_t wider[WIDEST + 2];    /* lines of a width, then of that width and more */
    size_t explains[WIDEST + 2]; /* open pairs that wrapping at a width explains */
} survey;

/* A line of width w was broken before a word of n columns: any limit from w to w + n (a space goes
 * between, Chinese punctuation may hang over) accounts for it. */
static void note_pair(survey *s, const couplet__line *a, const couplet__line *b)
{
    s->pairs++;
    if (a->stops)
        return;
    s->open++;
    s->continued += b->continues;
    uint32_t slack = 3, first = a->width, last = a->width + b->first_word + slack;
    if (first > WIDEST)
        return;
    s->explains[first]++;
    s->explains[(last > WIDEST ? WIDEST : last) + 1]--; /* summed up later; wraps around and back */
}

static void take_survey(survey *s, const couplet__line_list *lines, couplet_lang lang)
{
    *s = (survey){0};
    for (size_t i = 0; i < lines->count; i++) {
        const couplet__line *line = &lines->at[i];
        if (is_blank(line) || line->lang != lang)
            continue;
        s->lines++;
        s->wider[line->width > WIDEST ? WIDEST + 1 : line->width]++;
        const couplet__line *next = line + 1;
        if (i + 1 < lines->count && may_follow(line, next) && !next->item && next->lang == lang)
            note_pair(s, line, next);
    }
    for (size_t w = 1; w <= WIDEST; w++)
        s->explains[w] += s->explains[w - 1];
    for (size_t w = WIDEST + 1; w-- > 0;)
        s->wider[w] += s->wider[w + 1];
}

/* Wrapped text has one width that explains where its lines end and that hardly any line exceeds
 * (a web address may); most lines stop in the middle of a sentence, and English goes on in lower
 * case. A few Chinese lines of like length may be headlines: they take more to be sure. */
static habit find_habit(const survey *s, couplet_lang lang, couplet_wrap wrap, bool other_wrapped)
{
    habit none = {wrap == COUPLET_WRAP_YES, 0};
    if (wrap == COUPLET_WRAP_NO || s->open == 0)
        return none;
    size_t best = NARROWEST;
    for (size_t w = NARROWEST; w <= WIDEST; w++)
        if (s->explains[w] > s->explains[best])
            best = w;
    size_t slack = 6, longer = s->wider[best + slack > WIDEST ? WIDEST + 1 : best + slack];
    bool one_width = s->explains[best] * 10 >= s->open * (lang == COUPLET_ZH ? 7 : 4);
    bool inside = s->open * 5 >= s->pairs * 2;
    bool flows = lang == COUPLET_EN ? s->continued * 5 >= s->open * 2
                                    : s->open >= 3 || s->continued != 0 || other_wrapped;
    if (one_width && inside && flows && longer * 5 <= s->lines)
        return (habit){true, (uint32_t)best};
    return none;
}

/* Does line b go on with the paragraph of line a, in a text wrapped by habit h? base is the
 * smallest indent of the block that both stand in; hangs: the paragraph is a list item. */
static bool goes_on(const couplet__line *a, const couplet__line *b, habit h, uint32_t base,
                    bool hangs)
{
    if (!may_follow(a, b))
        return false;
    bool full = h.width == 0 || a->width + b->first_word + 3 >= h.width;
    bool inside = full && !a->stops;
    if (b->item && !inside) /* a full line that stops nowhere may break before "82. " */
        return false;
    if (a->lang != b->lang && a->lang != 0 && b->lang != 0)
        return inside && (b->continues || a->lang == COUPLET_ZH) && b->indent == a->indent;
    if (hangs ? b->indent < a->indent : b->indent > base)
        return hangs && inside;
    if (full)
        return true;
    /* a short line ends its paragraph: in Chinese always, in English unless the sentence visibly
     * goes on */
    return b->continues && !a->stops;
}

static uint32_t block_indent(const couplet__line_list *lines, size_t from)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = from; i < lines->count && !is_blank(&lines->at[i]); i++)
        if (lines->at[i].indent < least)
            least = lines->at[i].indent;
    return least;
}

static couplet_lang main_language(const char *utf8, couplet_span bytes, couplet_lang first)
{
    return first != 0 ? first : couplet__language_of(utf8 + bytes.offset, bytes.length);
}

static couplet_status join(couplet__paragraph_list *out, const couplet__line_list *lines,
                           const char *utf8, habit zh, habit en)
{
    uint32_t base = 0;
    bool in_block = false;
    for (size_t i = 0; i < lines->count;) {
        const couplet__line *first = &lines->at[i];
        if (is_blank(first)) {
            in_block = false;
            i++;
            continue;
        }
        if (!in_block)
            base = block_indent(lines, i);
        in_block = true;
        size_t last = i;
        couplet_lang lang = first->lang;
        while (last + 1 < lines->count) {
            const couplet__line *a = &lines->at[last], *b = a + 1;
            habit h = (a->lang != 0 ? a->lang : b->lang) == COUPLET_ZH ? zh : en;
            if (!h.wrapped || !goes_on(a, b, h, base, first->item))
                break;
            lang = lang == 0 ? b->lang : lang;
            last++;
        }
        couplet_span bytes = {first->start, lines->at[last].end - first->start};
        couplet__paragraph paragraph = {bytes, first->number, out->count,
                                        main_language(utf8, bytes, lang)};
        if (!couplet__vec_push(out, paragraph))
            return COUPLET_ENOMEM;
        i = last + 1;
    }
    return COUPLET_OK;
}

couplet_status couplet__paragraphs(couplet__paragraph_list *out, const char *utf8, size_t size,
                                   couplet_wrap wrap)
{
    couplet__line_list lines = {0};
    survey s;
    couplet_status status = COUPLET_ENOMEM;
    out->count = 0;
    if (couplet__lines(&lines, utf8, size)) {
        take_survey(&s, &lines, COUPLET_EN);
        habit en = find_habit(&s, COUPLET_EN, wrap, false);
        take_survey(&s, &lines, COUPLET_ZH);
        habit zh = find_habit(&s, COUPLET_ZH, wrap, en.wrapped);
        status = join(out, &lines, utf8, zh, en);
    }
    couplet__vec_free(&lines);
    return status;
}
