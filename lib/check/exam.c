/* What an examination knows before it looks at any one bead. */
#include "check/exam.h"

#include <string.h>

/* Lines, accepted findings, the bead and the move of each segment. false: out of memory. */
static bool take_places(couplet__exam *exam)
{
    const couplet_report *report = exam->report;
    size_t beads = couplet_result_count(report->result);
    size_t zh = couplet_text_count(report->zh), en = couplet_text_count(report->en);
    exam->zh_bead = couplet__zalloc(zh, sizeof(size_t));
    exam->en_bead = couplet__zalloc(en, sizeof(size_t));
    exam->zh_moved = couplet__zalloc(zh, sizeof(size_t));
    exam->en_moved = couplet__zalloc(en, sizeof(size_t));
    exam->partial = couplet__zalloc(beads, sizeof(bool));
    if (exam->zh_bead == NULL || exam->en_bead == NULL || exam->zh_moved == NULL ||
        exam->en_moved == NULL || exam->partial == NULL)
        return false;
    if (!couplet__find_lines(exam))
        return false;
    for (size_t i = 0; i < report->options.accepted_count; i++) {
        const char *id = report->options.accepted[i];
        if (couplet__intern_add(&exam->accepted, id, strlen(id)) == COUPLET__ABSENT)
            return false;
    }
    for (size_t i = 0; i < beads; i++) {
        const couplet_bead *bead = couplet_result_bead(report->result, i);
        for (size_t k = 0; k < bead->zh.count; k++)
            exam->zh_bead[bead->zh.first + k] = i;
        for (size_t k = 0; k < bead->en.count; k++)
            exam->en_bead[bead->en.first + k] = i;
    }
    for (size_t i = 0; i < couplet_result_moved_count(report->result); i++) {
        const couplet_bead *pair = couplet_result_moved(report->result, i);
        for (size_t k = 0; k < pair->zh.count; k++)
            exam->zh_moved[pair->zh.first + k] = i + 1;
        for (size_t k = 0; k < pair->en.count; k++)
            exam->en_moved[pair->en.first + k] = i + 1;
    }
    return true;
}

couplet_status couplet__exam_open(couplet__exam *exam)
{
    const couplet_report *report = exam->report;
    if (!take_places(exam))
        return COUPLET_ENOMEM;
    couplet_status status =
        couplet__study_open(&exam->study, report->result, report->zh, report->en, &report->options);
    if (status == COUPLET_OK && exam->study.open) {
        status = couplet__roster_open(&exam->roster, &exam->study);
        exam->study.roster = status == COUPLET_OK ? &exam->roster : NULL;
    }
    if (status == COUPLET_OK)
        status = couplet__usual_length(exam);
    if (status == COUPLET_OK)
        status = couplet__take_stands(exam);
    return status;
}

void couplet__exam_close(couplet__exam *exam)
{
    couplet__roster_close(&exam->roster);
    couplet__sounds_free(exam->sounds);
    couplet__stands_free(&exam->stands);
    couplet__vec_free(&exam->says);
    couplet__study_close(&exam->study);
    couplet__account_free(&exam->account);
    couplet__buf_free(&exam->text);
    couplet__folded_free(&exam->folded);
    couplet__intern_free(&exam->accepted);
    couplet__vec_free(&exam->zh_lines);
    couplet__vec_free(&exam->en_lines);
    couplet__free(exam->zh_bead);
    couplet__free(exam->en_bead);
    couplet__free(exam->zh_moved);
    couplet__free(exam->en_moved);
    couplet__free(exam->partial);
    couplet__intern_free(&exam->spelled.names);
    couplet__intern_free(&exam->spelled.forms);
    couplet__vec_free(&exam->spelled.first);
    couplet__intern_free(&exam->leftovers.keys);
    couplet__vec_free(&exam->leftovers.zh);
    couplet__vec_free(&exam->leftovers.en);
    for (size_t i = 0; exam->usage != NULL && i < exam->report->options.glossary_count; i++)
        couplet__free(exam->usage[i]);
    couplet__free(exam->usage);
}
