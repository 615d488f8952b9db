/* A bead of the page: the Chinese, the bridge, the English. */
#include "format/html.h"

#include <string.h>

#include "base/mem.h"

static const char *const KINDS[] = {"body",   "headline", "byline", "caption",
                                    "credit", "item",     "litter"};

static const char *kind_name(couplet_kind kind)
{
    return (size_t)kind < sizeof KINDS / sizeof *KINDS ? KINDS[kind] : KINDS[0];
}

static void quoted(couplet__page *page, const couplet_text *text, couplet_range range)
{
    couplet__buf *out = &page->out;
    for (size_t i = 0; i < range.count; i++) {
        const couplet_segment *segment = couplet_text_at(text, range.first + i);
        if (i != 0 && couplet_text_lang(text) == COUPLET_EN)
            couplet__buf_char(out, ' ');
        couplet__html_span(out, text, segment->bytes, NULL, 0);
    }
}

static void lines(couplet__buf *out, const couplet_text *text, couplet_range range)
{
    couplet__buf_str(out, "line ");
    couplet__buf_uint(out, couplet_text_at(text, range.first)->line);
}

/* "stands at line 52", a link to the bead where the counterpart is. */
static void away(couplet__page *page, couplet_lang to, const couplet_bead *pair)
{
    couplet__buf *out = &page->out;
    bool zh = to == COUPLET_ZH;
    couplet__buf_str(out, "<a href=\"#b");
    couplet__buf_uint(out, zh ? page->zh_bead[pair->zh.first] : page->en_bead[pair->en.first]);
    couplet__buf_str(out,
                     zh ? "\">moved: the Chinese stands at " : "\">moved: the English stands at ");
    lines(out, zh ? page->zh : page->en, zh ? pair->zh : pair->en);
    couplet__buf_str(out, "</a>");
}

static void segment_of(couplet__page *page, const couplet_text *text, size_t number, bool first,
                       const couplet__mark *marks, size_t count)
{
    couplet__buf *out = &page->out;
    bool zh = couplet_text_lang(text) == COUPLET_ZH;
    const couplet_segment *segment = couplet_text_at(text, number);
    const couplet_segment *before = first ? NULL : couplet_text_at(text, number - 1);
    couplet__buf_str(out, "<p id=\"");
    couplet__buf_char(out, zh ? 'z' : 'e');
    couplet__buf_uint(out, number);
    couplet__buf_str(out, "\" class=\"s ");
    couplet__buf_str(out, kind_name(segment->kind));
    couplet__buf_str(out, segment->kind == COUPLET_KIND_HEADLINE
                              ? "\" role=\"heading\" aria-level=\"3\">"
                              : "\">");
    if (before == NULL || before->line != segment->line) {
        couplet__buf_str(out, "<span class=\"n\"><span class=\"v\">line </span>");
        couplet__buf_uint(out, segment->line);
        couplet__buf_str(out, "<span class=\"v\">: </span></span>");
    }
    if (segment->kind > COUPLET_KIND_HEADLINE && segment->kind != COUPLET_KIND_ITEM &&
        (before == NULL || before->kind != segment->kind)) {
        couplet__buf_str(out, "<span class=\"k\" lang=\"en\">");
        couplet__buf_str(out, segment->kind == COUPLET_KIND_LITTER ? "page litter"
                                                                   : kind_name(segment->kind));
        couplet__buf_str(out, "</span>");
    }
    couplet__buf_str(out, "<span class=\"t\">");
    couplet__html_span(out, text, segment->bytes, marks, count);
    couplet__buf_str(out, "</span></p>");
}

static couplet_status side(couplet__page *page, size_t bead_number, couplet_lang lang)
{
    const couplet_bead *bead = couplet_result_bead(page->result, bead_number);
    couplet__mark *marks;
    size_t mark_count;
    couplet_status status = couplet__html_marks(page, bead_number, lang, &marks, &mark_count);
    if (status != COUPLET_OK)
        return status;
    couplet__buf *out = &page->out;
    bool zh = lang == COUPLET_ZH;
    const couplet_text *text = zh ? page->zh : page->en;
    const size_t *moved = zh ? page->zh_moved : page->en_moved;
    couplet_range range = zh ? bead->zh : bead->en;
    couplet__buf_str(out, zh ? "<div class=\"z\" lang=\"" : "<div class=\"e\" lang=\"");
    const char *code = zh ? page->options->zh_code : page->options->en_code;
    couplet__html_escape(out, code, strlen(code));
    couplet__buf_str(out, "\">");
    for (size_t i = 0; i < range.count; i++) {
        size_t number = range.first + i;
        segment_of(page, text, number, i == 0, marks, mark_count);
        bool alone = bead->zh.count == 0 || bead->en.count == 0;
        if (moved[number] != 0 && !alone) {
            couplet__buf_str(out, "<span class=\"away\" lang=\"en\">");
            away(page, zh ? COUPLET_EN : COUPLET_ZH,
                 couplet_result_moved(page->result, moved[number] - 1));
            couplet__buf_str(out, "</span>");
        }
    }
    couplet__buf_str(out, "</div>");
    couplet__free(marks);
    return COUPLET_OK;
}

/* The side that has nothing: says so, and where a moved sentence went, with its words. */
static void empty_side(couplet__page *page, const couplet_bead *bead, couplet__state state,
                       couplet_lang lang)
{
    couplet__buf *out = &page->out;
    bool zh = lang == COUPLET_ZH;
    couplet__buf_str(out, zh ? "<div class=\"z\"><div class=\"o\">"
                             : "<div class=\"e\"><div class=\"o\">");
    if (state == COUPLET__MOVED) {
        size_t pair = zh ? page->en_moved[bead->en.first] : page->zh_moved[bead->zh.first];
        const couplet_bead *other = couplet_result_moved(page->result, pair - 1);
        away(page, lang, other);
        couplet__buf_str(out, zh ? "<q class=\"zq\" lang=\"" : "<q class=\"eq\" lang=\"");
        const char *code = zh ? page->options->zh_code : page->options->en_code;
        couplet__html_escape(out, code, strlen(code));
        couplet__buf_str(out, "\">");
        quoted(page, zh ? page->zh : page->en, zh ? other->zh : other->en);
        couplet__buf_str(out, "</q>");
    } else if (state == COUPLET__ASIDE) {
        couplet__buf_str(out, zh ? "not in the Chinese" : "not in the English");
    } else {
        couplet__buf_str(out,
                         zh ? "added: not in the Chinese" : "untranslated: not in the English");
    }
    couplet__buf_str(out, "</div></div>");
}

static void bridge(couplet__buf *out, const couplet_bead *bead)
{
    size_t percent = (size_t)(bead->confidence * 100 + 0.5);
    couplet__buf_str(out, "<div class=\"m\"><b><span class=\"v\">confidence </span>");
    couplet__buf_uint(out, percent > 99 ? 99 : percent);
    couplet__buf_str(out, "<span class=\"v\"> percent</span></b></div>");
}

/* Is this where a paragraph begins, on the side that has something? */
static bool begins_paragraph(const couplet_text *text, couplet_range range)
{
    if (range.count == 0)
        return false;
    return range.first == 0 || couplet_text_at(text, range.first)->paragraph !=
                                   couplet_text_at(text, range.first - 1)->paragraph;
}

bool couplet__sends_away(const couplet__page *page, const couplet_bead *bead)
{
    for (size_t i = 0; i < bead->zh.count; i++)
        if (page->zh_moved[bead->zh.first + i] != 0)
            return true;
    for (size_t i = 0; i < bead->en.count; i++)
        if (page->en_moved[bead->en.first + i] != 0)
            return true;
    return false;
}

couplet_status couplet__html_bead(couplet__page *page, size_t number)
{
    couplet__buf *out = &page->out;
    const couplet_bead *bead = couplet_result_bead(page->result, number);
    couplet__state state = page->state[number];
    couplet__buf_str(out, "<li id=\"b");
    couplet__buf_uint(out, number);
    couplet__buf_str(out, "\" tabindex=\"-1\" class=\"b ");
    couplet__buf_str(out, couplet__state_name(state));
    if (bead->en.count == 0)
        couplet__buf_str(out, " zo");
    if (bead->zh.count == 0)
        couplet__buf_str(out, " eo");
    if (state != COUPLET__MOVED && couplet__sends_away(page, bead))
        couplet__buf_str(out, " has-away");
    if (begins_paragraph(page->zh, bead->zh) ||
        (bead->zh.count == 0 && begins_paragraph(page->en, bead->en)))
        couplet__buf_str(out, " p");
    if (couplet__html_level(page, number) != 0)
        couplet__buf_str(out, " found");
    couplet__buf_str(out, "\">");
    couplet_status status = COUPLET_OK;
    if (bead->zh.count != 0)
        status = side(page, number, COUPLET_ZH);
    else
        empty_side(page, bead, state, COUPLET_ZH);
    bridge(out, bead);
    if (bead->en.count != 0 && status == COUPLET_OK)
        status = side(page, number, COUPLET_EN);
    else if (bead->en.count == 0)
        empty_side(page, bead, state, COUPLET_EN);
    if (status != COUPLET_OK)
        return status;
    couplet__html_notes(page, number);
    couplet__buf_str(out, "</li>\n");
    return couplet__html_flush(page, COUPLET__PIECE);
}
