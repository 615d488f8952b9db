/* Text that was left as it stood: Chinese in the English, or both sides the same. */
#include <string.h>

#include "check/exam.h"
#include "text/utf8.h"

/* The first run of Han characters in a span, and how many there are in all. */
static couplet_span first_han(const couplet_text *text, couplet_span bytes, size_t *count)
{
    const char *all = couplet_text_bytes(text, NULL);
    size_t at = bytes.offset, end = bytes.offset + bytes.length;
    couplet_span run = {bytes.offset, 0};
    *count = 0;
    for (size_t start = at; at < end; start = at) {
        if (!couplet__is_han(couplet__utf8_next(all, end, &at)))
            continue;
        if (*count == 0)
            run = (couplet_span){start, 0};
        if (run.offset + run.length == start)
            run.length += at - start;
        ++*count;
    }
    return run;
}

/* A sentence of Han characters is an error; a name in brackets behind its rendering is custom. */
static couplet_status check_source_left(couplet__exam *exam, size_t bead, size_t segment)
{
    const couplet_text *en = exam->report->en;
    couplet_span bytes = couplet_text_at(en, segment)->bytes;
    size_t count;
    couplet_span run = first_han(en, bytes, &count);
    if (count == 0)
        return COUPLET_OK;
    const char *all = couplet_text_bytes(en, NULL);
    double share = couplet_han_share(all + bytes.offset, bytes.length);
    bool whole = share > 0.4;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_SOURCE_LEFT,
                                         whole ? COUPLET_ERROR : COUPLET_NOTE, bead);
    f.en = (couplet_range){segment, 1};
    f.en_bytes = whole ? bytes : run;
    f.confidence = whole ? 0.95 : 0.5;
    couplet__buf_str(&exam->text, "Chinese in the English: ");
    couplet__quote(exam, en, f.en_bytes);
    return couplet__found(exam, f, whole ? count : count / 4);
}

static couplet_status check_equal(couplet__exam *exam, size_t bead)
{
    const couplet_report *report = exam->report;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_EQUAL, COUPLET_WARNING, bead);
    const char *zh = couplet_text_bytes(report->zh, NULL),
               *en = couplet_text_bytes(report->en, NULL);
    if (f.zh.count == 0 || f.zh_bytes.length != f.en_bytes.length ||
        memcmp(zh + f.zh_bytes.offset, en + f.en_bytes.offset, f.zh_bytes.length) != 0)
        return COUPLET_OK;
    double share = couplet_han_share(zh + f.zh_bytes.offset, f.zh_bytes.length);
    size_t size = couplet__content(report->zh, f.zh_bytes);
    if (share < 0 || (share < 0.1 && size < 12)) /* figures, a name, an address */
        return COUPLET_OK;
    f.confidence = 0.9;
    couplet__buf_str(&exam->text, "the same on both sides: ");
    couplet__quote(exam, report->zh, f.zh_bytes);
    return couplet__found(exam, f, size);
}

couplet_status couplet__check_script(couplet__exam *exam, size_t bead)
{
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    couplet_status status = check_equal(exam, bead);
    for (size_t t = b->en.first; t < b->en.first + b->en.count && status == COUPLET_OK; t++)
        status = check_source_left(exam, bead, t);
    return status;
}
