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

/* Moved pairs first .. end - 1: a sentence, or a block of several that stand together. */
static couplet_status moved(couplet__exam *exam, size_t first, size_t end)
{
    couplet_report *report = exam->report;
    const couplet_bead *from = couplet_result_moved(report->result, first);
    const couplet_bead *to = couplet_result_moved(report->result, end - 1);
    couplet_finding f =
        couplet__finding(exam, COUPLET_FINDING_MOVED, COUPLET_NOTE, exam->zh_bead[from->zh.first]);
    f.zh = (couplet_range){from->zh.first, to->zh.first + to->zh.count - from->zh.first};
    f.en = (couplet_range){from->en.first, to->en.first + to->en.count - from->en.first};
    f.zh_bytes = couplet__range_bytes(report->zh, f.zh);
    f.en_bytes = couplet__range_bytes(report->en, f.en);
    f.confidence = 0;
    for (size_t i = first; i < end; i++)
        f.confidence += couplet_result_moved(report->result, i)->confidence / (double)(end - first);
    couplet__buf_str(&exam->text, "moved: ");
    couplet__quote(exam, report->zh, f.zh_bytes);
    if (f.zh.count > 1) {
        couplet__buf_str(&exam->text, " (");
        couplet__buf_uint(&exam->text, f.zh.count);
        couplet__buf_str(&exam->text, " segments)");
    }
    couplet__buf_str(&exam->text, " stands at line ");
    couplet__buf_uint(&exam->text, couplet_text_at(report->en, f.en.first)->line);
    couplet__buf_str(&exam->text, " of the English");
    return couplet__found(exam, f, couplet__content(report->zh, f.zh_bytes));
}

/* Does the next moved pair stand behind this one on both sides, but for a segment that nothing
 * renders? */
static bool goes_on(const couplet_bead *pair, const couplet_bead *next)
{
    enum { GAP = 1 };
    size_t s = pair->zh.first + pair->zh.count, t = pair->en.first + pair->en.count;
    return next->zh.first >= s && next->zh.first <= s + GAP && next->en.first >= t &&
           next->en.first <= t + GAP;
}

static couplet_status check_moves(couplet__exam *exam)
{
    couplet_report *report = exam->report;
    size_t count = couplet_result_moved_count(report->result);
    couplet_status status = COUPLET_OK;
    for (size_t i = 0, end; i < count && status == COUPLET_OK; i = end) {
        for (end = i + 1; end < count && goes_on(couplet_result_moved(report->result, end - 1),
                                                 couplet_result_moved(report->result, end));)
            end++;
        status = moved(exam, i, end);
        report->metrics.order_changes++;
    }
    return status;
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
    return status == COUPLET_OK ? check_moves(exam) : status;
}
