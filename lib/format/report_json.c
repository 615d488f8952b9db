/* The report for a program: data/schema/report-1.json says what each member means. A finding a
 * line, so that two reports can be compared with diff. */
#include <string.h>

#include "format/json_text.h"
#include "format/report.h"

static void key(couplet__buf *out, const char *name) { couplet__json_key(out, name); }

static void number(couplet__buf *out, const char *name, size_t value)
{
    key(out, name);
    couplet__buf_uint(out, value);
}

static void string(couplet__buf *out, const char *name, const char *value)
{
    key(out, name);
    if (value == NULL)
        couplet__buf_str(out, "null");
    else
        couplet__json_string(out, value, strlen(value));
}

static void share(couplet__buf *out, const char *name, couplet_share s)
{
    couplet__buf_str(out, "    ");
    key(out, name);
    couplet__buf_char(out, '{');
    number(out, "part", s.part);
    couplet__buf_char(out, ',');
    number(out, "whole", s.whole);
    couplet__buf_char(out, ',');
    key(out, "percent");
    if (s.whole == 0)
        couplet__buf_str(out, "null");
    else
        couplet__buf_fixed(out, couplet__percent(s), 1);
    couplet__buf_str(out, "},\n");
}

static void count(couplet__buf *out, const char *name, size_t value, bool last)
{
    couplet__buf_str(out, "    ");
    number(out, name, value);
    couplet__buf_str(out, last ? "\n" : ",\n");
}

static void metrics(couplet__reporting *r)
{
    const couplet_metrics *m = couplet_report_metrics(r->report);
    couplet__buf *out = &r->out;
    couplet__buf_str(out, "  \"metrics\":{\n");
    share(out, "zh_sentences", m->zh_sentences);
    share(out, "en_sentences", m->en_sentences);
    share(out, "zh_chars", m->zh_chars);
    share(out, "en_chars", m->en_chars);
    share(out, "terms", m->terms);
    share(out, "numbers", m->numbers);
    share(out, "document_numbers", m->document_numbers);
    count(out, "order_changes", m->order_changes, false);
    count(out, "partial_beads", m->partial_beads, false);
    count(out, "inconsistent_terms", m->inconsistent_terms, false);
    count(out, "asides", m->asides, false);
    count(out, "accepted", m->accepted, true);
    couplet__buf_str(out, "  },\n");
}

static void text_side(couplet__reporting *r, const char *name, const couplet_text *text,
                      const char *file, const char *code)
{
    couplet__buf *out = &r->out;
    couplet__buf_str(out, "  ");
    key(out, name);
    couplet__buf_char(out, '{');
    string(out, "file", file);
    couplet__buf_char(out, ',');
    string(out, "lang", code);
    couplet__buf_char(out, ',');
    number(out, "segments", couplet_text_count(text));
    couplet__buf_str(out, "},\n");
}

static void place(couplet__buf *out, const char *name, const couplet_text *text,
                  couplet_range segments, couplet_span bytes, size_t line)
{
    const char *all = couplet_text_bytes(text, NULL);
    key(out, name);
    couplet__buf_str(out, "{\"segments\":[");
    couplet__buf_uint(out, segments.first);
    couplet__buf_char(out, ',');
    couplet__buf_uint(out, segments.count);
    couplet__buf_str(out, "],");
    number(out, "line", line);
    couplet__buf_str(out, ",\"bytes\":[");
    couplet__buf_uint(out, bytes.offset);
    couplet__buf_char(out, ',');
    couplet__buf_uint(out, bytes.length);
    couplet__buf_str(out, "],\"text\":");
    couplet__json_string(out, all + bytes.offset, bytes.length);
    couplet__buf_char(out, '}');
}

static void finding(couplet__reporting *r, const couplet_finding *f)
{
    couplet__buf *out = &r->out;
    couplet__buf_str(out, "    {");
    string(out, "id", f->id);
    couplet__buf_char(out, ',');
    string(out, "kind", couplet_finding_name(f->kind));
    couplet__buf_char(out, ',');
    string(out, "level", couplet__level_name(f->level));
    couplet__buf_str(out, ",\"weight\":");
    couplet__buf_fixed(out, f->weight, 1);
    couplet__buf_str(out, ",\"confidence\":");
    couplet__buf_fixed(out, f->confidence, 2);
    couplet__buf_char(out, ',');
    number(out, "bead", f->bead);
    couplet__buf_char(out, ',');
    string(out, "message", f->message);
    couplet__buf_char(out, ',');
    place(out, "zh", r->report->zh, f->zh, f->zh_bytes, f->zh_line);
    couplet__buf_char(out, ',');
    place(out, "en", r->report->en, f->en, f->en_bytes, f->en_line);
    couplet__buf_char(out, '}');
}

couplet_status couplet__report_json(couplet__reporting *r)
{
    couplet__buf *out = &r->out;
    couplet__buf_str(out, "{\n  \"schema\":\"couplet-report-1\",\n  ");
    string(out, "generator", "couplet " COUPLET_VERSION);
    couplet__buf_str(out, ",\n");
    text_side(r, "zh", r->report->zh, r->options.zh_name, r->options.zh_code);
    text_side(r, "en", r->report->en, r->options.en_name, r->options.en_code);
    couplet__buf_str(out, "  ");
    number(out, "beads", couplet_result_count(r->report->result));
    couplet__buf_str(out, ",\n");
    metrics(r);
    couplet__buf_str(out, "  \"findings\":[");
    size_t findings = couplet_report_count(r->report);
    for (size_t i = 0; i < findings; i++) {
        couplet__buf_str(out, i == 0 ? "\n" : ",\n");
        finding(r, couplet_report_finding(r->report, i));
        couplet_status status = couplet__report_flush(r, 65536);
        if (status != COUPLET_OK)
            return status;
    }
    couplet__buf_str(out, findings == 0 ? "]\n}\n" : "\n  ]\n}\n");
    return COUPLET_OK;
}
