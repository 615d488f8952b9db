#include "check/report.h"

#include <stdlib.h>
#include <string.h>

#include "check/exam.h"

void couplet_report_options_init(couplet_report_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    couplet_report_options defaults = {
        .size = size, .lexicon = couplet_lexicon_builtin(), .confident = 0.5, .spread = 6};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

/* Completes the options from the caller's, which may be of an older or a newer header. */
static const char *take_options(couplet_report_options *options,
                                const couplet_report_options *theirs)
{
    couplet_report_options_init(options, sizeof *options);
    if (theirs == NULL)
        return NULL;
    if (theirs->size < sizeof theirs->size)
        return "the options were not initialised";
    for (size_t i = sizeof *options; i < theirs->size; i++)
        if (((const char *)theirs)[i] != 0)
            return "the options ask for something that this version does not know";
    memcpy(options, theirs, theirs->size < sizeof *options ? theirs->size : sizeof *options);
    options->size = sizeof *options;
    if (!(options->confident >= 0 && options->confident <= 1))
        return "the confidence must be from 0 to 1";
    if (!(options->spread > 0))
        return "the spread must be positive";
    return NULL;
}

static couplet_status keep_ties(couplet__exam *exam)
{
    couplet_report *report = exam->report;
    for (size_t i = 0; i < exam->account.ties.count; i++)
        if (!couplet__vec_push(&report->ties, exam->account.ties.at[i]))
            return COUPLET_ENOMEM;
    return COUPLET_OK;
}

static couplet_status check_bead(couplet__exam *exam, size_t bead)
{
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    couplet_status status = couplet__check_end_marks(exam, bead);
    if (status == COUPLET_OK)
        status = couplet__check_script(exam, bead);
    if (status != COUPLET_OK || !exam->study.open)
        return status;
    couplet_range zh = b->zh, en = b->en;
    size_t number = zh.count == 0   ? exam->en_moved[en.first]
                    : en.count == 0 ? exam->zh_moved[zh.first]
                                    : 0;
    if (number != 0) { /* a moved pair is looked at once, at its first Chinese segment */
        const couplet_bead *pair = couplet_result_moved(exam->report->result, number - 1);
        if (zh.count == 0 || zh.first != pair->zh.first)
            return COUPLET_OK;
        zh = pair->zh;
        en = pair->en;
    }
    status = couplet__account_take(&exam->account, &exam->study, zh, en);
    if (status == COUPLET_OK && b->zh.count != 0 && b->en.count != 0)
        status = keep_ties(exam);
    if (status == COUPLET_OK)
        status = couplet__check_terms(exam, bead);
    if (status == COUPLET_OK)
        status = couplet__check_numbers(exam, bead);
    if (status == COUPLET_OK && b->zh.count != 0 && b->en.count != 0)
        status = couplet__check_names(exam, bead);
    if (status == COUPLET_OK && b->zh.count != 0 && b->en.count != 0)
        status = couplet__check_spellings(exam, bead);
    if (status == COUPLET_OK && b->zh.count != 0 && b->en.count != 0)
        status = couplet__check_clauses(exam, bead);
    return status;
}

static couplet_status examine(couplet__exam *exam)
{
    couplet_report *report = exam->report;
    static couplet_status (*const CHECKS[])(couplet__exam *) = {
        couplet__check_missing, couplet__check_repeats, couplet__check_lengths};
    size_t beads = couplet_result_count(report->result);
    report->tie_first = couplet__zalloc(beads + 1, sizeof(size_t));
    if (report->tie_first == NULL)
        return COUPLET_ENOMEM;
    couplet_status status = couplet__exam_open(exam);
    for (size_t i = 0; i < beads && status == COUPLET_OK; i++) {
        status = check_bead(exam, i);
        report->tie_first[i + 1] = report->ties.count;
    }
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS && status == COUPLET_OK; i++)
        status = CHECKS[i](exam);
    if (status == COUPLET_OK)
        status = couplet__check_pairs(exam, report->zh);
    if (status == COUPLET_OK)
        status = couplet__check_pairs(exam, report->en);
    if (status == COUPLET_OK)
        couplet__take_metrics(exam);
    return status;
}

static int by_weight(const void *x, const void *y)
{
    const couplet_finding *a = x, *b = y;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->bead != b->bead)
        return a->bead < b->bead ? -1 : 1;
    if (a->zh_bytes.offset != b->zh_bytes.offset)
        return a->zh_bytes.offset < b->zh_bytes.offset ? -1 : 1;
    if (a->en_bytes.offset != b->en_bytes.offset)
        return a->en_bytes.offset < b->en_bytes.offset ? -1 : 1;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : strcmp(a->message, b->message);
}

/* Numbers of findings by bead: a counting sort, so that their order by weight stays. */
static bool index_findings(couplet_report *report)
{
    size_t beads = couplet_result_count(report->result), count = report->findings.count;
    size_t *first = couplet__zalloc(beads + 2, sizeof(size_t));
    report->finding_first = first;
    if (first == NULL || !couplet__vec_reserve(&report->by_bead, count))
        return false;
    report->by_bead.count = count;
    for (size_t i = 0; i < count; i++)
        first[report->findings.at[i].bead + 2]++;
    for (size_t b = 2; b < beads + 2; b++)
        first[b] += first[b - 1];
    /* first[b + 1] is where bead b's next one goes; in the end, where bead b + 1 begins */
    for (size_t i = 0; i < count; i++)
        report->by_bead.at[first[report->findings.at[i].bead + 1]++] = i;
    return true;
}

couplet_status couplet_report_new(couplet_report **out, const couplet_result *result,
                                  const couplet_text *zh, const couplet_text *en,
                                  const couplet_report_options *options, couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the report");
    *out = NULL;
    if (result == NULL || zh == NULL || en == NULL || couplet_text_lang(zh) != COUPLET_ZH ||
        couplet_text_lang(en) != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "the sides are missing or swapped");
    couplet_report_options taken;
    const char *fault = take_options(&taken, options);
    if (fault != NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, fault);
    couplet_report *report = couplet__zalloc(1, sizeof *report);
    if (report == NULL)
        return couplet__no_memory(error);
    report->result = result;
    report->zh = zh;
    report->en = en;
    report->options = taken;
    couplet__exam exam = {.report = report};
    couplet_status status = examine(&exam);
    couplet__exam_close(&exam);
    if (status == COUPLET_OK && report->findings.count > 1)
        qsort(report->findings.at, report->findings.count, sizeof *report->findings.at, by_weight);
    if (status == COUPLET_OK && !index_findings(report))
        status = COUPLET_ENOMEM;
    if (status != COUPLET_OK) {
        couplet_report_free(report);
        return couplet__fail(error, status, 0, 0, couplet_status_text(status));
    }
    *out = report;
    return COUPLET_OK;
}

void couplet_report_free(couplet_report *report)
{
    if (report == NULL)
        return;
    for (size_t i = 0; i < report->findings.count; i++)
        couplet__free((void *)(uintptr_t)report->findings.at[i].message);
    couplet__vec_free(&report->findings);
    couplet__vec_free(&report->ties);
    couplet__vec_free(&report->by_bead);
    couplet__free(report->tie_first);
    couplet__free(report->finding_first);
    couplet__free(report);
}

const couplet_metrics *couplet_report_metrics(const couplet_report *report)
{
    return &report->metrics;
}

size_t couplet_report_count(const couplet_report *report) { return report->findings.count; }

const couplet_finding *couplet_report_finding(const couplet_report *report, size_t i)
{
    return i < report->findings.count ? &report->findings.at[i] : NULL;
}
