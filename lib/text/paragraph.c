#include "text/paragraph.h"

#include "text/language.h"
#include "text/line.h"
#include "text/utf8.h"

/* What a hard-wrapped text can have in columns, and at least in characters. */
enum { NARROWEST = 24, WIDEST = 240, FEWEST = 12 };

/* How one language's lines are wrapped. */
typedef struct habit {
    bool wrapped;
    bool by_order;  /* the caller says so: line ends mean little, and the limits are usual ones */
    bool listed;    /* by order: list items stand at line starts */
    uint32_t width; /* columns, or 0 */
    uint32_t chars; /* characters, or 0 */
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
    bool by_chars;      /* lines are measured in characters */
    size_t pairs, open; /* open: the first line does not end a sentence */
    size_t continued;   /* open pairs whose second line cannot begin a paragraph */
    size_t lines;
    size_t wider[WIDEST + 2];    /* lines of a width, then of that width and more */
    size_t explains[WIDEST + 2]; /* open pairs that wrapping at a width explains */
} survey;

static uint32_t extent(const survey *s, const couplet__line *line)
{
    return s->by_chars ? line->chars : line->width;
}

/* A line of width w was broken before a word of n columns: any limit from w to w + n (a space goes
 * between, Chinese punctuation may hang over) accounts for it. */
static void note_pair(survey *s, const couplet__line *a, const couplet__line *b)
{
    s->pairs++;
    if (a->stops)
        return;
    s->open++;
    s->continued += b->continues;
    uint32_t slack = s->by_chars ? 1 : 3, word = b->first_word;
    if (s->by_chars && b->lang == COUPLET_ZH && word == 2)
        word = 1;
    uint32_t first = extent(s, a), last = first + word + slack;
    if (first > WIDEST)
        return;
    s->explains[first]++;
    s->explains[(last > WIDEST ? WIDEST : last) + 1]--; /* summed up later; wraps around and back */
}

static void take_survey(survey *s, const couplet__line_list *lines, couplet_lang lang,
                        bool by_chars)
{
    *s = (survey){.by_chars = by_chars};
    for (size_t i = 0; i < lines->count; i++) {
        const couplet__line *line = &lines->at[i];
        if (is_blank(line) || line->lang != lang)
            continue;
        s->lines++;
        s->wider[extent(s, line) > WIDEST ? WIDEST + 1 : extent(s, line)]++;
        const couplet__line *next = line + 1;
        if (i + 1 < lines->count && may_follow(line, next) && !next->item && next->lang == lang)
            note_pair(s, line, next);
    }
    for (size_t w = 1; w <= WIDEST; w++)
        s->explains[w] += s->explains[w - 1];
    for (size_t w = WIDEST + 1; w-- > 0;)
        s->wider[w] += s->wider[w + 1];
}

static size_t best_width(const survey *s)
{
    size_t best = s->by_chars ? FEWEST : NARROWEST;
    for (size_t w = best; w <= WIDEST; w++)
        if (s->explains[w] > s->explains[best])
            best = w;
    return best;
}

/* Wrapped text has one width that explains where its lines end and that hardly any line exceeds
 * (a web address may); most lines stop in the middle of a sentence, and English goes on in lower
 * case. A few Chinese lines of like length may be headlines: they take more to be sure. */
static habit find_habit(const survey *s, couplet_lang lang, bool other_wrapped)
{
    if (s->open == 0)
        return (habit){0};
    size_t best = best_width(s), slack = s->by_chars ? 3 : 6;
    size_t longer = s->wider[best + slack > WIDEST ? WIDEST + 1 : best + slack];
    bool one_width = s->explains[best] * 10 >= s->open * (lang == COUPLET_ZH ? 7 : 4);
    bool inside = s->open * 5 >= s->pairs * 2;
    bool flows = lang == COUPLET_EN ? s->continued * 5 >= s->open * 2
                                    : s->open >= 3 || s->continued != 0 || other_wrapped;
    habit h = {.wrapped = one_width && inside && flows && longer * 5 <= s->lines};
    if (h.wrapped)
        *(s->by_chars ? &h.chars : &h.width) = (uint32_t)best;
    return h;
}

/* What one line in twenty reaches, and more than one: a single long line is no habit. */
static uint32_t usual_limit(const survey *s)
{
    size_t w = WIDEST;
    while (w != 0 && (s->wider[w] < 2 || s->wider[w] * 20 < s->lines))
        w--;
    return (uint32_t)w;
}

/* Would the first word of b still have fitted behind a? */
static bool is_short(const couplet__line *a, const couplet__line *b, habit h)
{
    return (h.width != 0 || h.chars != 0) &&
           (h.width == 0 || a->width + b->first_word + 3 < h.width) &&
           (h.chars == 0 || a->chars + b->first_word + 1 < h.chars);
}

/* Does a list item follow a line that had room for more? Then items stand at line starts. */
static bool has_list(const couplet__line_list *lines, couplet_lang lang, habit h)
{
    for (size_t i = 1; i < lines->count; i++) {
        const couplet__line *a = &lines->at[i - 1], *b = a + 1;
        if (b->item && b->lang == lang && !is_blank(a) && a->stops && is_short(a, b, h))
            return true;
    }
    return false;
}

static habit survey_language(const couplet__line_list *lines, couplet_lang lang, couplet_wrap wrap,
                             bool other_wrapped)
{
    if (wrap == COUPLET_WRAP_NO)
        return (habit){0};
    survey columns, chars;
    take_survey(&columns, lines, lang, false);
    take_survey(&chars, lines, lang, true);
    if (wrap == COUPLET_WRAP_YES) {
        habit h = {true, true, false, usual_limit(&columns), usual_limit(&chars)};
        h.listed = has_list(lines, lang, h);
        return h;
    }
    bool by_chars = lang == COUPLET_ZH &&
                    chars.explains[best_width(&chars)] > columns.explains[best_width(&columns)];
    return find_habit(by_chars ? &chars : &columns, lang, other_wrapped);
}

/* As goes_on(), where the caller says that the text is wrapped: a paragraph ends at a marked start
 * of the next, behind a short line that ends a sentence, and behind a headline, which stands over
 * a fuller line. */
static bool goes_on_by_order(const couplet__line *a, const couplet__line *b, habit h, uint32_t base,
                             bool hangs)
{
    bool shorter = is_short(a, b, h);
    if (b->item && a->stops && (h.listed || shorter))
        return false;
    if (hangs ? b->indent < a->indent : b->indent > base)
        return hangs && !a->stops && !shorter;
    if (a->lang != b->lang && a->lang != 0 && b->lang != 0)
        return !a->stops && !shorter && a->indent == b->indent;
    bool headline = shorter && !b->continues && a->width * 2 < h.width && a->chars * 2 < h.chars &&
                    b->width * 2 >= h.width;
    return !headline && !(shorter && a->stops);
}

/* Does line b go on with the paragraph of line a, in a text wrapped by habit h? base is the
 * smallest indent of the block that both stand in; hangs: the paragraph is a list item. */
static bool goes_on(const couplet__line *a, const couplet__line *b, habit h, uint32_t base,
                    bool hangs)
{
    if (!may_follow(a, b))
        return false;
    if (h.by_order)
        return goes_on_by_order(a, b, h, base, hangs);
    bool full = !is_short(a, b, h);
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
    couplet_status status = COUPLET_ENOMEM;
    out->count = 0;
    if (couplet__lines(&lines, utf8, size, wrap != COUPLET_WRAP_NO)) {
        habit en = survey_language(&lines, COUPLET_EN, wrap, false);
        habit zh = survey_language(&lines, COUPLET_ZH, wrap, en.wrapped);
        status = join(out, &lines, utf8, zh, en);
    }
    couplet__vec_free(&lines);
    return status;
}

couplet_status couplet__lone_lines(couplet__paragraph_list *out, const char *utf8, size_t size)
{
    couplet__line_list lines = {0};
    out->count = 0;
    bool ok = couplet__lines(&lines, utf8, size, false);
    for (size_t i = 0; ok && i < lines.count; i++) {
        const couplet__line *line = &lines.at[i];
        couplet_span bytes = {line->start, line->end - line->start};
        ok = is_blank(line) ||
             couplet__vec_push(out, ((couplet__paragraph){bytes, line->number, out->count, 0}));
    }
    couplet__vec_free(&lines);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
