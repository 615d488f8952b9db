/* What a report adds to the page: its metrics, the findings beside their bead, the words that
 * answer each other. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/html.h"
#include "format/report.h"

static void share(couplet__buf *out, const char *name, couplet_share s)
{
    couplet__buf_str(out, "<div><dt>");
    couplet__buf_str(out, name);
    couplet__buf_str(out, "</dt><dd>");
    if (s.whole == 0) {
        couplet__buf_str(out, "n/a</dd></div>\n");
        return;
    }
    couplet__buf_fixed(out, couplet__percent(s), 1);
    couplet__buf_str(out, "%<small>");
    couplet__buf_uint(out, s.part);
    couplet__buf_str(out, " of ");
    couplet__buf_uint(out, s.whole);
    couplet__buf_str(out, "</small></dd></div>\n");
}

static void number(couplet__buf *out, const char *name, size_t n)
{
    couplet__buf_str(out, "<div><dt>");
    couplet__buf_str(out, name);
    couplet__buf_str(out, "</dt><dd>");
    couplet__buf_uint(out, n);
    couplet__buf_str(out, "</dd></div>\n");
}

void couplet__html_metrics(couplet__page *page)
{
    const couplet_metrics *m = couplet_report_metrics(page->report);
    couplet__buf *out = &page->out;
    couplet__buf_str(out, "<h2 class=\"v\">Summary</h2>\n<dl class=\"figures\">\n");
    share(out, "Chinese sentences rendered", m->zh_sentences);
    share(out, "\xE2\x80\xA6 by characters", m->zh_chars);
    share(out, "English sentences with a source", m->en_sentences);
    if (m->terms.whole != 0)
        share(out, "Terms as in the glossary", m->terms);
    share(out, "Numbers that agree", m->numbers);
    number(out, "Order changes", m->order_changes);
    number(out, "Partly rendered", m->partial_beads);
    couplet__buf_str(out, "</dl>\n");
}

int couplet__html_level(const couplet__page *page, size_t bead)
{
    int level = 0;
    const couplet_report *report = page->report;
    if (report == NULL)
        return 0;
    for (size_t i = report->finding_first[bead]; i < report->finding_first[bead + 1]; i++) {
        const couplet_finding *f = couplet_report_finding(report, report->by_bead.at[i]);
        if ((int)f->level > level)
            level = (int)f->level;
    }
    return level;
}

/* Findings that the bead shows by itself need no quotation: what they are called, or NULL. */
static const char *stands_alone(couplet_finding_kind kind)
{
    return kind == COUPLET_FINDING_UNTRANSLATED ? "untranslated"
           : kind == COUPLET_FINDING_ADDED      ? "added"
           : kind == COUPLET_FINDING_MOVED      ? "moved"
                                                : NULL;
}

void couplet__html_notes(couplet__page *page, size_t bead)
{
    const couplet_report *report = page->report;
    couplet__buf *out = &page->out;
    const couplet_bead *b = couplet_result_bead(page->result, bead);
    if (report == NULL || report->finding_first[bead] == report->finding_first[bead + 1])
        return;
    couplet__buf_str(out, "<ul class=\"notes\" aria-label=\"Findings\">");
    for (size_t i = report->finding_first[bead]; i < report->finding_first[bead + 1]; i++) {
        const couplet_finding *f = couplet_report_finding(report, report->by_bead.at[i]);
        couplet__buf_str(out, "<li class=\"");
        couplet__buf_str(out, couplet__level_name(f->level));
        couplet__buf_str(out, "\"><span class=\"v\">");
        couplet__buf_str(out, couplet__level_name(f->level));
        couplet__buf_str(out, ": </span><span>");
        const char *name = b->zh.count == 0 || b->en.count == 0 ? stands_alone(f->kind) : NULL;
        if (name != NULL)
            couplet__buf_str(out, name);
        else
            couplet__html_escape(out, f->message, strlen(f->message));
        couplet__buf_str(out, "</span><code title=\"id, for a list of accepted findings\">");
        couplet__buf_str(out, f->id);
        couplet__buf_str(out, "</code></li>");
    }
    couplet__buf_str(out, "</ul>");
}

static int by_start(const void *x, const void *y)
{
    const couplet__mark *a = x, *b = y;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->link < b->link ? -1 : a->link > b->link;
}

/* Is the finding about a part of its bead, so that marking the part tells something? */
static bool marks_part(const couplet_finding *f, const couplet_bead *bead, couplet_lang lang)
{
    couplet_span bytes = lang == COUPLET_ZH ? f->zh_bytes : f->en_bytes;
    couplet_span all = lang == COUPLET_ZH ? bead->zh_bytes : bead->en_bytes;
    return bytes.length != 0 && bytes.length < all.length &&
           f->kind != COUPLET_FINDING_UNTRANSLATED && f->kind != COUPLET_FINDING_ADDED &&
           f->kind != COUPLET_FINDING_MOVED;
}

static const float WORTH_SHOWING = 0.3F; /* below it a tie helps to judge, but does not convince */

couplet_status couplet__html_marks(const couplet__page *page, size_t bead, couplet_lang lang,
                                   couplet__mark **marks, size_t *count)
{
    const couplet_report *report = page->report;
    const couplet_bead *b = couplet_result_bead(page->result, bead);
    bool zh = lang == COUPLET_ZH;
    *marks = NULL;
    *count = 0;
    if (report == NULL)
        return COUPLET_OK;
    size_t first = report->tie_first[bead], ties = report->tie_first[bead + 1] - first;
    size_t findings = report->finding_first[bead + 1] - report->finding_first[bead];
    couplet__mark *out = couplet__alloc(ties + findings, sizeof *out);
    if (out == NULL)
        return COUPLET_ENOMEM;
    size_t link = 0;
    for (size_t i = 0; i < ties; i++) {
        const couplet__tie *tie = &report->ties.at[first + i];
        couplet_span bytes = zh ? tie->zh : tie->en;
        if (tie->strength < WORTH_SHOWING)
            continue;
        if (link == 0 || tie->zh.offset != report->ties.at[link - 1].zh.offset)
            link = first + i + 1; /* the words that answer one word make one link */
        out[(*count)++] =
            (couplet__mark){bytes.offset, bytes.offset + bytes.length, link - first, 0};
    }
    for (size_t i = report->finding_first[bead]; i < report->finding_first[bead + 1]; i++) {
        const couplet_finding *f = couplet_report_finding(report, report->by_bead.at[i]);
        couplet_span bytes = zh ? f->zh_bytes : f->en_bytes;
        if (marks_part(f, b, lang))
            out[(*count)++] =
                (couplet__mark){bytes.offset, bytes.offset + bytes.length, 0, zh ? 'w' : 'x'};
    }
    if (*count > 1)
        qsort(out, *count, sizeof *out, by_start);
    *marks = out;
    return COUPLET_OK;
}
