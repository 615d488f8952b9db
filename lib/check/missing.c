/* Sentences that stand on one side only, and those that stand elsewhere. */
#include "check/exam.h"

static const double SURE = 0.85; /* that a sentence of a bead with both sides is not rendered */

/* A sentence without counterpart; sure: 0..1. In a bead with both sides it is a suspicion. */
static couplet_status untranslated(couplet__exam *exam, size_t bead, size_t segment, double sure)
{
    const couplet_text *zh = exam->report->zh;
    bool joined = couplet_result_bead(exam->report->result, bead)->en.count != 0;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_UNTRANSLATED, COUPLET_ERROR, bead);
    f.zh = (couplet_range){segment, 1};
    f.zh_bytes = couplet_text_at(zh, segment)->bytes;
    f.confidence = sure;
    if (sure < (joined ? SURE : 0.5))
        f.level = COUPLET_WARNING;
    couplet__buf_str(&exam->text, "not in the English: ");
    couplet__quote(exam, zh, f.zh_bytes);
    return couplet__found(exam, f, couplet__content(zh, f.zh_bytes));
}

static couplet_status added(couplet__exam *exam, size_t bead, size_t segment, double sure)
{
    const couplet_text *en = exam->report->en;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_ADDED, COUPLET_WARNING, bead);
    f.en = (couplet_range){segment, 1};
    f.en_bytes = couplet_text_at(en, segment)->bytes;
    f.zh_bytes.length = 0;
    f.confidence = sure;
    if (sure < 0.5)
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

/* The sentences of one side of a bead. */
static couplet_status check_side(couplet__exam *exam, size_t bead, couplet_lang lang)
{
    couplet_report *report = exam->report;
    const couplet_bead *b = couplet_result_bead(report->result, bead);
    bool zh = lang == COUPLET_ZH, alone = b->zh.count == 0 || b->en.count == 0;
    couplet_range range = zh ? b->zh : b->en;
    couplet_status status = COUPLET_OK;
    for (size_t s = range.first; s < range.first + range.count && status == COUPLET_OK; s++) {
        float doubt = (zh ? exam->stands.zh : exam->stands.en)[s].doubt;
        if ((zh ? exam->zh_moved : exam->en_moved)[s] != 0 || (!alone && doubt < COUPLET__DOUBTFUL))
            continue;
        double sure = alone ? b->confidence : (double)doubt;
        if (!couplet__counts(zh ? report->zh : report->en, s))
            report->metrics.asides++;
        else
            status = zh ? untranslated(exam, bead, s, sure) : added(exam, bead, s, sure);
    }
    return status;
}

couplet_status couplet__check_missing(couplet__exam *exam)
{
    couplet_report *report = exam->report;
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; i < couplet_result_count(report->result) && status == COUPLET_OK; i++) {
        status = check_side(exam, i, COUPLET_ZH);
        if (status == COUPLET_OK)
            status = check_side(exam, i, COUPLET_EN);
    }
    for (size_t i = 0; i < couplet_result_moved_count(report->result) && status == COUPLET_OK; i++)
        status = moved(exam, couplet_result_moved(report->result, i));
    report->metrics.order_changes = couplet_result_moved_count(report->result);
    return status;
}
