/* Sentences that stand on one side only, and those that stand elsewhere. */
#include "check/exam.h"

static couplet_status untranslated(couplet__exam *exam, size_t bead, size_t segment)
{
    const couplet_text *zh = exam->report->zh;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_UNTRANSLATED, COUPLET_ERROR, bead);
    f.zh = (couplet_range){segment, 1};
    f.zh_bytes = couplet_text_at(zh, segment)->bytes;
    if (f.confidence < 0.5)
        f.level = COUPLET_WARNING;
    couplet__buf_str(&exam->text, "not in the English: ");
    couplet__quote(exam, zh, f.zh_bytes);
    return couplet__found(exam, f, couplet__content(zh, f.zh_bytes));
}

static couplet_status added(couplet__exam *exam, size_t bead, size_t segment)
{
    const couplet_text *en = exam->report->en;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_ADDED, COUPLET_WARNING, bead);
    f.en = (couplet_range){segment, 1};
    f.en_bytes = couplet_text_at(en, segment)->bytes;
    if (f.confidence < 0.5)
        f.level = COUPLET_NOTE;
    couplet__buf_str(&exam->text, "not in the Chinese: ");
    couplet__quote(exam, en, f.en_bytes);
    return couplet__found(exam, f, couplet__content(en, f.en_bytes) / 3);
}

static couplet_status moved(couplet__exam *exam, const couplet_bead *pair)
{
    couplet_report *report = exam->report;
    couplet_finding f =
        couplet__finding(exam, COUPLET_FINDING_MOVED, COUPLET_NOTE, exam->zh_bead[pair->zh.first]);
    f.zh = pair->zh;
    f.en = pair->en;
    f.zh_bytes = couplet__range_bytes(report->zh, pair->zh);
    f.en_bytes = couplet__range_bytes(report->en, pair->en);
    f.confidence = pair->confidence;
    couplet__buf_str(&exam->text, "moved: ");
    couplet__quote(exam, report->zh, f.zh_bytes);
    couplet__buf_str(&exam->text, " stands at line ");
    couplet__buf_uint(&exam->text, couplet_text_at(report->en, pair->en.first)->line);
    couplet__buf_str(&exam->text, " of the English");
    return couplet__found(exam, f, couplet__content(report->zh, f.zh_bytes));
}

couplet_status couplet__check_missing(couplet__exam *exam)
{
    couplet_report *report = exam->report;
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; i < couplet_result_count(report->result); i++) {
        const couplet_bead *bead = couplet_result_bead(report->result, i);
        if (bead->zh.count != 0 && bead->en.count != 0)
            continue;
        bool zh = bead->zh.count != 0;
        couplet_range range = zh ? bead->zh : bead->en;
        for (size_t s = range.first; s < range.first + range.count && status == COUPLET_OK; s++) {
            if ((zh ? exam->zh_moved : exam->en_moved)[s] != 0)
                continue;
            if (!couplet__counts(zh ? report->zh : report->en, s))
                report->metrics.asides++;
            else
                status = zh ? untranslated(exam, i, s) : added(exam, i, s);
        }
        if (status != COUPLET_OK)
            return status;
    }
    for (size_t i = 0; i < couplet_result_moved_count(report->result); i++) {
        status = moved(exam, couplet_result_moved(report->result, i));
        if (status != COUPLET_OK)
            return status;
    }
    report->metrics.order_changes = couplet_result_moved_count(report->result);
    return COUPLET_OK;
}
