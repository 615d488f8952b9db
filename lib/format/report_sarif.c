/* SARIF 2.1.0 (OASIS Standard, 27 March 2020), for the tools that show findings in a text: section
 * numbers below are those of the standard. */
#include <string.h>

#include "format/json_text.h"
#include "format/report.h"

static const char *const RULES[][2] = {
    {"untranslated", "A Chinese sentence has no counterpart in the English."},
    {"clause", "A clause has no counterpart in the English sentence."},
    {"added", "An English sentence has no counterpart in the Chinese."},
    {"moved", "A sentence stands elsewhere in the other rendering."},
    {"number", "A number, date, unit or percentage differs or is missing."},
    {"name", "A name differs from its other occurrences or from its reading."},
    {"term", "A term is not rendered as the glossary has it."},
    {"variants", "A name or a term is rendered in several ways."},
    {"source-left", "Chinese was left standing in the English."},
    {"equal", "Both sides are the same text."},
    {"unpaired", "A quotation mark or bracket has no partner."},
    {"end-mark", "A question stands on one side only."},
    {"length", "A pair is much shorter or longer than is usual in this document."},
    {"repeated", "A sentence stands twice in one rendering."}};

static void string(couplet__buf *out, const char *name, const char *value)
{
    couplet__json_key(out, name);
    couplet__json_string(out, value, strlen(value));
}

/* 3.4.3: a URI reference; what RFC 3986 does not allow to stand is written as %XX. */
static void uri(couplet__buf *out, const char *name)
{
    static const char HEX[] = "0123456789ABCDEF";
    static const char PLAIN[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    couplet__buf_char(out, '"');
    for (; *name != '\0'; name++) {
        unsigned char c = (unsigned char)*name;
        if (strchr(PLAIN, *name) != NULL) {
            couplet__buf_char(out, *name);
        } else {
            couplet__buf_char(out, '%');
            couplet__buf_char(out, HEX[c >> 4]);
            couplet__buf_char(out, HEX[c & 15]);
        }
    }
    couplet__buf_char(out, '"');
}

static void rules(couplet__buf *out)
{
    couplet__buf_str(out, "\"rules\":[\n");
    size_t count = sizeof RULES / sizeof *RULES;
    for (size_t i = 0; i < count; i++) {
        couplet__buf_str(out, "        {");
        string(out, "id", RULES[i][0]);
        couplet__buf_str(out, ",\"shortDescription\":{");
        string(out, "text", RULES[i][1]);
        couplet__buf_str(out, i + 1 < count ? "}},\n" : "}}\n      ]");
    }
}

/* 3.28, 3.29: where on one side; a region of bytes (3.30.9) with its text, or a line alone. */
static void location(couplet__reporting *r, couplet_lang lang, const couplet_finding *f)
{
    couplet__buf *out = &r->out;
    bool zh = lang == COUPLET_ZH;
    const couplet_text *text = zh ? r->report->zh : r->report->en;
    const char *file = zh ? r->options.zh_name : r->options.en_name;
    couplet_span bytes = zh ? f->zh_bytes : f->en_bytes;
    size_t line = zh ? f->zh_line : f->en_line;
    couplet__buf_str(out, "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    uri(out, file != NULL ? file : zh ? "zh" : "en");
    couplet__buf_str(out, "},\"region\":{\"startLine\":");
    couplet__buf_uint(out, line == 0 ? 1 : line);
    if (bytes.length != 0) {
        couplet__buf_str(out, ",\"byteOffset\":");
        couplet__buf_uint(out, bytes.offset);
        couplet__buf_str(out, ",\"byteLength\":");
        couplet__buf_uint(out, bytes.length);
        couplet__buf_str(out, ",\"snippet\":{\"text\":");
        couplet__json_string(out, couplet_text_bytes(text, NULL) + bytes.offset, bytes.length);
        couplet__buf_char(out, '}');
    }
    couplet__buf_str(out, "}}}");
}

static void result(couplet__reporting *r, const couplet_finding *f)
{
    couplet__buf *out = &r->out;
    couplet_lang first = f->zh_bytes.length != 0 ? COUPLET_ZH : COUPLET_EN;
    couplet__buf_str(out, "      {");
    string(out, "ruleId", couplet_finding_name(f->kind));
    couplet__buf_str(out, ",\"ruleIndex\":");
    couplet__buf_uint(out, (size_t)f->kind - 1);
    couplet__buf_char(out, ',');
    string(out, "level", couplet__level_name(f->level));
    couplet__buf_str(out, ",\"rank\":");
    couplet__buf_fixed(out, f->weight, 1);
    couplet__buf_str(out, ",\"message\":{");
    string(out, "text", f->message);
    couplet__buf_str(out, "},\"locations\":[");
    location(r, first, f);
    couplet__buf_str(out, "],\"relatedLocations\":[");
    location(r, first == COUPLET_ZH ? COUPLET_EN : COUPLET_ZH, f);
    couplet__buf_str(out, "],\"partialFingerprints\":{");
    string(out, "coupletFinding/v1", f->id);
    couplet__buf_str(out, "}}");
}

couplet_status couplet__report_sarif(couplet__reporting *r)
{
    couplet__buf *out = &r->out;
    couplet__buf_str(out, "{\n  \"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                          "  \"version\":\"2.1.0\",\n  \"runs\":[{\n    \"tool\":{\"driver\":{"
                          "\"name\":\"couplet\",\"version\":\"" COUPLET_VERSION "\",");
    rules(out);
    couplet__buf_str(out, "}},\n    \"columnKind\":\"unicodeCodePoints\",\n    \"results\":[");
    size_t count = couplet_report_count(r->report);
    for (size_t i = 0; i < count; i++) {
        couplet__buf_str(out, i == 0 ? "\n" : ",\n");
        result(r, couplet_report_finding(r->report, i));
        couplet_status status = couplet__report_flush(r, 65536);
        if (status != COUPLET_OK)
            return status;
    }
    couplet__buf_str(out, "\n    ]\n  }]\n}\n");
    return COUPLET_OK;
}
