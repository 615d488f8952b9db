/* The report for a terminal: figures that fit a screen, the runs of what is missing, then the
 * findings by weight, a line each, in the form that editors jump by: file:line: level: message. */
#include <string.h>

#include "format/report.h"

static void pad(couplet__buf *out, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        couplet__buf_char(out, ' ');
}

static void share(couplet__buf *out, const char *name, couplet_share s)
{
    couplet__buf_str(out, name);
    pad(out, strlen(name), 24);
    if (s.whole == 0) {
        couplet__buf_str(out, "   n/a\n");
        return;
    }
    double percent = couplet__percent(s);
    pad(out, 0, percent >= 100 ? 0 : percent >= 10 ? 1 : 2);
    couplet__buf_fixed(out, percent, 1);
    couplet__buf_str(out, "%  ");
    couplet__buf_uint(out, s.part);
    couplet__buf_str(out, " of ");
    couplet__buf_uint(out, s.whole);
    couplet__buf_char(out, '\n');
}

static void count(couplet__buf *out, const char *name, size_t n)
{
    couplet__buf_str(out, name);
    pad(out, strlen(name), 24);
    size_t digits = 1;
    for (size_t rest = n; rest >= 10; rest /= 10)
        digits++;
    pad(out, digits, 6);
    couplet__buf_uint(out, n);
    couplet__buf_char(out, '\n');
}

static void figures(couplet__reporting *r)
{
    const couplet_metrics *m = couplet_report_metrics(r->report);
    couplet__buf *out = &r->out;
    share(out, "Chinese sentences", m->zh_sentences);
    share(out, "Chinese characters", m->zh_chars);
    share(out, "English sentences", m->en_sentences);
    share(out, "English characters", m->en_chars);
    share(out, "terms", m->terms);
    share(out, "numbers", m->numbers);
    share(out, "numbers, whole text", m->document_numbers);
    count(out, "order changes", m->order_changes);
    count(out, "partial beads", m->partial_beads);
    if (m->inconsistent_terms != 0)
        count(out, "inconsistent terms", m->inconsistent_terms);
    count(out, "asides, not counted", m->asides);
    if (m->accepted != 0)
        count(out, "findings accepted", m->accepted);
}

/* Is segment s of the Chinese reported as missing? */
static void mark_missing(const couplet_report *report, couplet_finding_kind kind, bool *missing)
{
    for (size_t i = 0; i < couplet_report_count(report); i++) {
        const couplet_finding *f = couplet_report_finding(report, i);
        if (f->kind == kind)
            missing[kind == COUPLET_FINDING_ADDED ? f->en.first : f->zh.first] = true;
    }
}

/* "3 (7), 12-15 (16-19)": the longest runs of missing sentences by lines, in their order. */
static couplet_status runs(couplet__reporting *r, const char *name, couplet_finding_kind kind)
{
    enum { SHOWN = 12 };
    const couplet_text *text = kind == COUPLET_FINDING_ADDED ? r->report->en : r->report->zh;
    size_t segments = couplet_text_count(text), shown = 0, all = 0;
    bool *missing = couplet__zalloc(segments, sizeof *missing);
    if (missing == NULL)
        return COUPLET_ENOMEM;
    mark_missing(r->report, kind, missing);
    for (size_t s = 0; s < segments; s++) {
        if (!missing[s])
            continue;
        size_t last = s;
        while (last + 1 < segments && missing[last + 1])
            last++;
        if (all++ == 0) {
            couplet__buf_str(&r->out, name);
            pad(&r->out, strlen(name), 24);
            couplet__buf_str(&r->out, "lines ");
        }
        size_t from = couplet_text_at(text, s)->line, to = couplet_text_at(text, last)->line;
        if (shown < SHOWN) {
            couplet__buf_str(&r->out, shown++ == 0 ? "" : ", ");
            couplet__buf_uint(&r->out, from);
            if (from != to) {
                couplet__buf_char(&r->out, '-');
                couplet__buf_uint(&r->out, to);
            }
        }
        s = last;
    }
    if (all > shown) {
        couplet__buf_str(&r->out, " and ");
        couplet__buf_uint(&r->out, all - shown);
        couplet__buf_str(&r->out, " more");
    }
    if (all != 0)
        couplet__buf_char(&r->out, '\n');
    couplet__free(missing);
    return COUPLET_OK;
}

static void place(couplet__reporting *r, const couplet_finding *f)
{
    bool zh = f->zh_bytes.length != 0 || f->en_bytes.length == 0;
    const char *name = zh ? r->options.zh_name : r->options.en_name;
    couplet__buf_str(&r->out, name != NULL ? name : zh ? "zh" : "en");
    couplet__buf_char(&r->out, ':');
    couplet__buf_uint(&r->out, zh ? f->zh_line : f->en_line);
    couplet__buf_str(&r->out, ": ");
}

static void counts_by_level(couplet__reporting *r)
{
    size_t n[4] = {0};
    for (size_t i = 0; i < couplet_report_count(r->report); i++)
        n[couplet_report_finding(r->report, i)->level]++;
    couplet__buf_str(&r->out, "\nfindings: ");
    couplet__buf_uint(&r->out, n[COUPLET_ERROR]);
    couplet__buf_str(&r->out, n[COUPLET_ERROR] == 1 ? " error, " : " errors, ");
    couplet__buf_uint(&r->out, n[COUPLET_WARNING]);
    couplet__buf_str(&r->out, n[COUPLET_WARNING] == 1 ? " warning, " : " warnings, ");
    couplet__buf_uint(&r->out, n[COUPLET_NOTE]);
    couplet__buf_str(&r->out, n[COUPLET_NOTE] == 1 ? " note\n" : " notes\n");
}

couplet_status couplet__report_text(couplet__reporting *r)
{
    figures(r);
    couplet_status status = runs(r, "untranslated", COUPLET_FINDING_UNTRANSLATED);
    if (status == COUPLET_OK)
        status = runs(r, "added", COUPLET_FINDING_ADDED);
    counts_by_level(r);
    for (size_t i = 0; i < couplet_report_count(r->report) && status == COUPLET_OK; i++) {
        const couplet_finding *f = couplet_report_finding(r->report, i);
        place(r, f);
        couplet__buf_str(&r->out, couplet__level_name(f->level));
        couplet__buf_str(&r->out, ": ");
        couplet__buf_str(&r->out, f->message);
        couplet__buf_str(&r->out, " [");
        couplet__buf_str(&r->out, couplet_finding_name(f->kind));
        couplet__buf_char(&r->out, ' ');
        couplet__buf_str(&r->out, f->id);
        couplet__buf_str(&r->out, "]\n");
        status = couplet__report_flush(r, 65536);
    }
    return status;
}
