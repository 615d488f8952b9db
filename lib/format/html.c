#include "format/html.h"

#include <string.h>

#include "base/embed.h"
#include "base/mem.h"

COUPLET__EMBED(page_css, COUPLET_DATA "/page/page.css");
COUPLET__EMBED(page_js, COUPLET_DATA "/page/page.js");

/* Confidence from which a bead is called sure, and below which unsure: the posterior is
 * calibrated, so that at most one sure bead in five is wrong. */
static const double SURE = 0.8, FAIR = 0.5;

const char *couplet__state_name(couplet__state state)
{
    static const char *const NAMES[COUPLET__STATES] = {"sure",  "fair",  "unsure", "gap",
                                                       "added", "moved", "aside"};
    return NAMES[state];
}

couplet_status couplet__html_flush(couplet__page *page, size_t at_least)
{
    if (page->out.failed)
        return COUPLET_ENOMEM;
    if (page->out.size == 0 || page->out.size < at_least)
        return COUPLET_OK;
    if (page->write(page->user, page->out.at, page->out.size) != 0)
        return COUPLET_ECALLBACK;
    couplet__buf_clear(&page->out);
    return COUPLET_OK;
}

/* Headlines, captions and the like are no gaps in the text when they stand alone. */
static bool only_asides(const couplet_text *text, couplet_range range)
{
    for (size_t i = 0; i < range.count; i++) {
        couplet_kind kind = couplet_text_at(text, range.first + i)->kind;
        if (kind == COUPLET_KIND_BODY || kind == COUPLET_KIND_ITEM)
            return false;
    }
    return true;
}

static couplet__state state_of(const couplet__page *page, const couplet_bead *bead)
{
    if (bead->zh.count != 0 && bead->en.count != 0)
        return bead->confidence >= SURE   ? COUPLET__SURE
               : bead->confidence >= FAIR ? COUPLET__FAIR
                                          : COUPLET__UNSURE;
    bool zh = bead->zh.count != 0;
    if (zh ? page->zh_moved[bead->zh.first] != 0 : page->en_moved[bead->en.first] != 0)
        return COUPLET__MOVED;
    if (only_asides(zh ? page->zh : page->en, zh ? bead->zh : bead->en))
        return COUPLET__ASIDE;
    return zh ? COUPLET__GAP : COUPLET__ADDED;
}

static bool page_open(couplet__page *page)
{
    size_t beads = couplet_result_count(page->result);
    page->state = couplet__zalloc(beads, sizeof *page->state);
    page->zh_bead = couplet__zalloc(couplet_text_count(page->zh), sizeof(size_t));
    page->en_bead = couplet__zalloc(couplet_text_count(page->en), sizeof(size_t));
    page->zh_moved = couplet__zalloc(couplet_text_count(page->zh), sizeof(size_t));
    page->en_moved = couplet__zalloc(couplet_text_count(page->en), sizeof(size_t));
    if (page->state == NULL || page->zh_bead == NULL || page->en_bead == NULL ||
        page->zh_moved == NULL || page->en_moved == NULL)
        return false;
    for (size_t i = 0; i < couplet_result_moved_count(page->result); i++) {
        const couplet_bead *pair = couplet_result_moved(page->result, i);
        for (size_t k = 0; k < pair->zh.count; k++)
            page->zh_moved[pair->zh.first + k] = i + 1;
        for (size_t k = 0; k < pair->en.count; k++)
            page->en_moved[pair->en.first + k] = i + 1;
    }
    for (size_t i = 0; i < beads; i++) {
        const couplet_bead *bead = couplet_result_bead(page->result, i);
        for (size_t k = 0; k < bead->zh.count; k++)
            page->zh_bead[bead->zh.first + k] = i;
        for (size_t k = 0; k < bead->en.count; k++)
            page->en_bead[bead->en.first + k] = i;
        page->state[i] = state_of(page, bead);
        page->counts[page->state[i]]++;
        page->sending += page->state[i] != COUPLET__MOVED && couplet__sends_away(page, bead);
    }
    return true;
}

static void page_close(couplet__page *page)
{
    couplet__buf_free(&page->out);
    couplet__free(page->state);
    couplet__free(page->zh_bead);
    couplet__free(page->en_bead);
    couplet__free(page->zh_moved);
    couplet__free(page->en_moved);
}

static void escaped(couplet__buf *out, const char *text)
{
    couplet__html_escape(out, text, strlen(text));
}

/* The name of a file without its folder. */
static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

/* The names of the two files, once where they are the same, or what the page is when they have
 * none. */
static void title(couplet__page *page, const char *with)
{
    couplet__buf *out = &page->out;
    const char *zh = page->options->zh_name, *en = page->options->en_name;
    zh = zh == NULL ? "Chinese" : file_name(zh);
    en = en == NULL ? "English" : file_name(en);
    escaped(out, zh);
    if (strcmp(zh, en) == 0)
        return;
    couplet__buf_str(out, with);
    escaped(out, en);
}

static void head(couplet__page *page)
{
    couplet__buf *out = &page->out;
    couplet__buf_str(
        out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
             "'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
             "form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"generator\" content=\"couplet " COUPLET_VERSION "\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n"
             "<link rel=\"icon\" href=\"data:,\">\n<title>");
    title(page, " \xC2\xB7 "); /* a middle dot */
    couplet__buf_str(out, "</title>\n<style>\n");
    couplet__buf_add(out, couplet__page_css_start,
                     (size_t)(couplet__page_css_end - couplet__page_css_start));
    couplet__buf_str(out, "</style>\n</head>\n");
    couplet__buf_str(out, page->report != NULL ? "<body class=\"has-notes\">\n" : "<body>\n");
    couplet__buf_str(out, ""
                          "<a class=\"skip\" href=\"#texts\">To the texts</a>\n");
}

static void figure(couplet__buf *out, const char *name, size_t value, size_t of)
{
    couplet__buf_str(out, "<div><dt>");
    couplet__buf_str(out, name);
    couplet__buf_str(out, "</dt><dd>");
    couplet__buf_uint(out, value);
    if (of != 0) {
        couplet__buf_str(out, "<small>of ");
        couplet__buf_uint(out, of);
        couplet__buf_str(out, "</small>");
    }
    couplet__buf_str(out, "</dd></div>\n");
}

/* Segments of one side that stand in beads of a state. */
static size_t segments_in(const couplet__page *page, couplet__state state, couplet_lang lang)
{
    size_t sum = 0;
    for (size_t i = 0; i < couplet_result_count(page->result); i++)
        if (page->state[i] == state) {
            const couplet_bead *bead = couplet_result_bead(page->result, i);
            sum += lang == COUPLET_ZH ? bead->zh.count : bead->en.count;
        }
    return sum;
}

static void summary(couplet__page *page)
{
    couplet__buf *out = &page->out;
    size_t zh = couplet_text_count(page->zh), en = couplet_text_count(page->en);
    couplet__buf_str(out, "<header class=\"head\">\n<h1>");
    title(page, " <span class=\"with\">with</span> ");
    couplet__buf_str(out, "</h1>\n<p class=\"lead\">");
    couplet__buf_uint(out, zh);
    couplet__buf_str(out, zh == 1 ? " Chinese segment and " : " Chinese segments and ");
    couplet__buf_uint(out, en);
    couplet__buf_str(out, en == 1 ? " English one, in " : " English ones, in ");
    couplet__buf_uint(out, couplet_result_count(page->result));
    couplet__buf_str(out, " beads</p>\n");
    if (page->report != NULL) {
        couplet__html_metrics(page);
        return;
    }
    couplet__buf_str(out, "<dl class=\"figures\">\n");
    size_t both =
        page->counts[COUPLET__SURE] + page->counts[COUPLET__FAIR] + page->counts[COUPLET__UNSURE];
    figure(out, "Beads with both sides", both, couplet_result_count(page->result));
    figure(out, "Not sure", page->counts[COUPLET__FAIR] + page->counts[COUPLET__UNSURE], 0);
    figure(out, "Untranslated", segments_in(page, COUPLET__GAP, COUPLET_ZH), zh);
    figure(out, "Added", segments_in(page, COUPLET__ADDED, COUPLET_EN), en);
    figure(out, "Moved", couplet_result_moved_count(page->result), 0);
    couplet__buf_str(out, "</dl>\n");
}

/* "lines 23-27": a run of beads in the same state, as one link. */
static void run(couplet__page *page, size_t first, size_t last, couplet_lang lang)
{
    couplet__buf *out = &page->out;
    const couplet_bead *a = couplet_result_bead(page->result, first);
    const couplet_bead *b = couplet_result_bead(page->result, last);
    bool zh = lang == COUPLET_ZH;
    const couplet_text *text = zh ? page->zh : page->en;
    couplet_range from = zh ? a->zh : a->en, to = zh ? b->zh : b->en;
    size_t start = couplet_text_at(text, from.first)->line;
    size_t end = couplet_text_at(text, to.first + to.count - 1)->line;
    size_t count = to.first + to.count - from.first;
    couplet__buf_str(out, "<li><a href=\"#b");
    couplet__buf_uint(out, first);
    couplet__buf_str(out, start == end ? "\">line " : "\">lines ");
    couplet__buf_uint(out, start);
    if (start != end) {
        couplet__buf_str(out, "\xE2\x80\x93");
        couplet__buf_uint(out, end);
    }
    couplet__buf_str(out, "</a>, ");
    couplet__buf_uint(out, count);
    couplet__buf_str(out, count == 1 ? " sentence</li>\n" : " sentences</li>\n");
}

static couplet_status runs(couplet__page *page, couplet__state state, couplet_lang lang,
                           const char *name)
{
    couplet__buf *out = &page->out;
    size_t count = couplet_result_count(page->result);
    if (page->counts[state] == 0)
        return COUPLET_OK;
    couplet__buf_str(out, "<details><summary>");
    couplet__buf_str(out, name);
    couplet__buf_str(out, "</summary>\n<ul>\n");
    for (size_t i = 0; i < count; i++) {
        if (page->state[i] != state)
            continue;
        size_t last = i;
        while (last + 1 < count && page->state[last + 1] == state)
            last++;
        run(page, i, last, lang);
        i = last;
        couplet_status status = couplet__html_flush(page, COUPLET__PIECE);
        if (status != COUPLET_OK)
            return status;
    }
    couplet__buf_str(out, "</ul></details>\n");
    return couplet__html_flush(page, COUPLET__PIECE);
}

static void filter(couplet__buf *out, const char *value, const char *label, size_t count)
{
    couplet__buf_str(
        out, count == 0 ? "<label class=\"f none\"><input type=\"radio\" name=\"show\" value=\""
                        : "<label class=\"f\"><input type=\"radio\" name=\"show\" value=\"");
    couplet__buf_str(out, value);
    couplet__buf_str(out, strcmp(value, "all") == 0 ? "\" checked>" : "\">");
    couplet__buf_str(out, label);
    couplet__buf_str(out, " <span>");
    couplet__buf_uint(out, count);
    couplet__buf_str(out, "</span></label>\n");
}

static void tools(couplet__page *page)
{
    couplet__buf *out = &page->out;
    couplet__buf_str(out,
                     "<form class=\"tools\" role=\"search\" aria-label=\"Filter and search\">\n"
                     "<fieldset><legend class=\"v\">Show</legend>\n");
    filter(out, "all", "All", couplet_result_count(page->result));
    filter(out, "unsure", "Unsure", page->counts[COUPLET__FAIR] + page->counts[COUPLET__UNSURE]);
    filter(out, "gap", "Untranslated", page->counts[COUPLET__GAP]);
    filter(out, "added", "Added", page->counts[COUPLET__ADDED]);
    filter(out, "moved", "Moved", page->counts[COUPLET__MOVED] + page->sending);
    if (page->report != NULL) {
        size_t found = 0;
        for (size_t i = 0; i < couplet_result_count(page->result); i++)
            found += couplet__html_level(page, i) != 0;
        filter(out, "findings", "Findings", found);
    }
    couplet__buf_str(out,
                     "</fieldset>\n<output id=\"told\" aria-live=\"polite\"></output>\n"
                     "<span class=\"search\"><label class=\"v\" for=\"q\">Search both texts</label>"
                     "<input id=\"q\" type=\"search\" placeholder=\"Search\" autocomplete=\"off\" "
                     "spellcheck=\"false\"><button type=\"button\" id=\"keys\" "
                     "aria-label=\"Keys and signs\">?</button></span>\n</form>\n");
}

static const char HELP[] =
    "<dialog id=\"help\" aria-labelledby=\"help-title\"><form method=\"dialog\">\n"
    "<h2 id=\"help-title\">Keys and signs</h2>\n<dl>\n"
    "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous bead (in a bead, the arrows too)</dd>\n"
    "<dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next, previous place that wants a look</dd>\n"
    "<dt><kbd>l</kbd> <kbd>h</kbd></dt><dd>next, previous pair of words within the bead</dd>\n"
    "<dt><kbd>1</kbd> \xE2\x80\xA6 <kbd>6</kbd></dt><dd>filters, from the left</dd>\n"
    "<dt><kbd>/</kbd></dt><dd>search; Enter goes to the first find</dd>\n"
    "<dt><kbd>Esc</kbd></dt><dd>everything again</dd>\n</dl>\n"
    "<p>The number between the texts is the confidence of the pair, in percent: a full line from "
    "80, dashed from 50, dotted below. A line that ends halfway has nothing on the other side. The "
    "strip at the edge is the whole document, Chinese left and English right; a line across it "
    "joins the two places of a moved sentence.</p>\n"
    "<button autofocus>Close</button></form></dialog>\n";

static couplet_status frame(couplet__page *page)
{
    couplet__buf *out = &page->out;
    head(page);
    summary(page);
    couplet_status status =
        runs(page, COUPLET__GAP, COUPLET_ZH, "Where the Chinese is untranslated");
    if (status == COUPLET_OK)
        status = runs(page, COUPLET__ADDED, COUPLET_EN, "Where the English adds");
    if (status != COUPLET_OK)
        return status;
    couplet__buf_str(out, "</header>\n<main id=\"texts\" tabindex=\"-1\">\n"
                          "<h2 class=\"v\">Both texts</h2>\n");
    tools(page);
    couplet__buf_str(out, "<div class=\"columns\" aria-hidden=\"true\"><span>Chinese</span>"
                          "<span>English</span></div>\n<ol class=\"beads\">\n");
    for (size_t i = 0; i < couplet_result_count(page->result); i++) {
        status = couplet__html_bead(page, i);
        if (status != COUPLET_OK)
            return status;
    }
    couplet__buf_str(out, "</ol>\n</main>\n");
    status = couplet__html_strip(page);
    if (status != COUPLET_OK)
        return status;
    couplet__buf_str(out, HELP);
    couplet__buf_str(out, "<footer>Made by couplet " COUPLET_VERSION "</footer>\n<script>\n");
    couplet__buf_add(out, couplet__page_js_start,
                     (size_t)(couplet__page_js_end - couplet__page_js_start));
    couplet__buf_str(out, "</script>\n</body>\n</html>\n");
    return couplet__html_flush(page, 0);
}

couplet_status couplet__write_html(const couplet_result *result, const couplet_text *zh,
                                   const couplet_text *en, const couplet_report *report,
                                   const couplet_write_options *options, couplet_write_fn write,
                                   void *user)
{
    couplet__page page = {.result = result,
                          .zh = zh,
                          .en = en,
                          .report = report,
                          .options = options,
                          .write = write,
                          .user = user};
    couplet_status status = page_open(&page) ? frame(&page) : COUPLET_ENOMEM;
    page_close(&page);
    return status;
}
