/* Quotation marks and brackets without their partners, and questions that are none on the other
 * side. */
#include "check/exam.h"
#include "text/utf8.h"

static const struct {
    uint32_t open, close;
} PAIRS[] = {{0x300C, 0x300D}, {0x300E, 0x300F}, {0xFF08, 0xFF09}, {'(', ')'},
             {0x201C, 0x201D}, {0x300A, 0x300B}, {0x3008, 0x3009}, {0x3010, 0x3011},
             {'[', ']'},       {0xFF3B, 0xFF3D}, {0x3014, 0x3015}};
enum { KINDS = sizeof PAIRS / sizeof *PAIRS, DEEPEST = 32 };

typedef struct mark {
    size_t at; /* byte */
    size_t segment;
    unsigned kind;
} mark;

typedef struct paragraph { /* the marks that are open in the paragraph in hand */
    mark open[DEEPEST];
    size_t count;
    bool quote_opens; /* the paragraph begins with an opening quotation mark */
} paragraph;

static couplet_status unpaired(couplet__exam *exam, const couplet_text *text, const mark *m)
{
    bool zh = couplet_text_lang(text) == COUPLET_ZH;
    size_t bead = (zh ? exam->zh_bead : exam->en_bead)[m->segment], size, end = m->at;
    couplet_span bytes = couplet_text_at(text, m->segment)->bytes;
    const char *all = couplet_text_bytes(text, &size);
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_UNPAIRED, COUPLET_WARNING, bead);
    *(zh ? &f.zh : &f.en) = (couplet_range){m->segment, 1};
    f.zh_bytes = zh ? bytes : (couplet_span){f.zh_bytes.offset, 0};
    f.en_bytes = zh ? (couplet_span){f.en_bytes.offset, 0} : bytes;
    f.confidence = 0.8;
    couplet__utf8_next(all, size, &end);
    couplet__buf_add(&exam->text, all + m->at, end - m->at);
    couplet__buf_str(&exam->text, " has no partner: ");
    couplet__quote(exam, text, bytes);
    return couplet__found(exam, f, 10);
}

/* (1), 1), a) and 一）: a closing bracket behind a list number needs no partner. */
static bool numbers_item(const couplet_segment *segment, size_t at)
{
    return at - segment->bytes.offset <= 6;
}

static couplet_status read_mark(couplet__exam *exam, const couplet_text *text, paragraph *p,
                                uint32_t c, mark m)
{
    for (m.kind = 0; m.kind < KINDS; m.kind++) {
        if (c == PAIRS[m.kind].open) {
            if (p->count < DEEPEST)
                p->open[p->count++] = m;
            return COUPLET_OK;
        }
        if (c != PAIRS[m.kind].close)
            continue;
        for (size_t i = p->count; i-- > 0;)
            if (p->open[i].kind == m.kind) { /* what was opened inside stays to be told of */
                for (size_t k = i; k + 1 < p->count; k++)
                    p->open[k] = p->open[k + 1];
                p->count--;
                return COUPLET_OK;
            }
        const couplet_segment *segment = couplet_text_at(text, m.segment);
        return numbers_item(segment, m.at) ? COUPLET_OK : unpaired(exam, text, &m);
    }
    return COUPLET_OK;
}

/* What is still open where a paragraph ends; a quotation that goes on in the next one opens anew
 * there and stays open here. */
static couplet_status end_paragraph(couplet__exam *exam, const couplet_text *text, paragraph *p,
                                    bool next_opens)
{
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; i < p->count && status == COUPLET_OK; i++) {
        uint32_t open = PAIRS[p->open[i].kind].open;
        bool quote = open == 0x201C || open == 0x300C || open == 0x300E;
        if (!(quote && next_opens))
            status = unpaired(exam, text, &p->open[i]);
    }
    p->count = 0;
    return status;
}

static uint32_t first_char(const couplet_text *text, size_t segment)
{
    couplet_span bytes = couplet_text_at(text, segment)->bytes;
    size_t at = bytes.offset;
    return couplet__utf8_next(couplet_text_bytes(text, NULL), bytes.offset + bytes.length, &at);
}

couplet_status couplet__check_pairs(couplet__exam *exam, const couplet_text *text)
{
    const char *all = couplet_text_bytes(text, NULL);
    paragraph p = {.count = 0};
    couplet_status status = COUPLET_OK;
    for (size_t s = 0; s < couplet_text_count(text) && status == COUPLET_OK; s++) {
        const couplet_segment *segment = couplet_text_at(text, s);
        if (s > 0 && segment->paragraph != couplet_text_at(text, s - 1)->paragraph) {
            uint32_t c = first_char(text, s);
            status = end_paragraph(exam, text, &p, c == 0x201C || c == 0x300C || c == 0x300E);
        }
        size_t at = segment->bytes.offset, end = at + segment->bytes.length;
        while (at < end && status == COUPLET_OK) {
            mark m = {at, s, 0};
            uint32_t c = couplet__utf8_next(all, end, &at);
            if (c == '(' || c == ')' || c == '[' || c == ']' || c >= 0x201C)
                status = read_mark(exam, text, &p, c, m);
        }
    }
    return status == COUPLET_OK ? end_paragraph(exam, text, &p, false) : status;
}

static bool asks(const couplet_text *text, couplet_span bytes)
{
    const char *all = couplet_text_bytes(text, NULL);
    size_t at = bytes.offset, end = bytes.offset + bytes.length;
    while (at < end) {
        uint32_t c = couplet__utf8_next(all, end, &at);
        if (c == '?' || c == 0xFF1F)
            return true;
    }
    return false;
}

couplet_status couplet__check_end_marks(couplet__exam *exam, size_t bead)
{
    const couplet_report *report = exam->report;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_END_MARK, COUPLET_NOTE, bead);
    if (f.zh.count == 0 || f.en.count == 0)
        return COUPLET_OK;
    bool zh = asks(report->zh, f.zh_bytes), en = asks(report->en, f.en_bytes);
    if (zh == en)
        return COUPLET_OK;
    f.confidence *= 0.7;
    couplet__buf_str(&exam->text,
                     zh ? "a question in the Chinese only" : "a question in the English only");
    return couplet__found(exam, f, 10);
}
