/* evidence ZH EN: aligns two texts, a segment a line, and prints what the checks weigh when they
 * doubt that a sentence is rendered, or all of a bead. Rows of tab-separated fields: "zh" or "en",
 * segment, 1 or 0 for moved, evidence ...; "bead", first and count of its Chinese and of its
 * English segments, evidence ... . Input of tests/check/calibrate. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/partial.h"
#include "pair.h"

static void print_row(const double *evidence, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("\t%.4f", evidence[i]);
    putchar('\n');
}

static void print_side(const couplet__exam *exam, size_t bead, couplet_lang lang)
{
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    bool zh = lang == COUPLET_ZH;
    couplet_range range = zh ? b->zh : b->en;
    double evidence[COUPLET__EVIDENCE];
    for (size_t s = range.first; s < range.first + range.count; s++) {
        if (!couplet__counts(zh ? exam->report->zh : exam->report->en, s))
            continue;
        couplet__stand_evidence(exam, bead, lang, s, evidence);
        couplet_range other = zh ? b->en : b->zh;
        printf("%s\t%zu\t%d\t%zu\t%zu", zh ? "zh" : "en", s,
               (zh ? exam->zh_moved : exam->en_moved)[s] != 0, other.first, other.count);
        print_row(evidence, COUPLET__EVIDENCE);
    }
}

/* Is a sentence of it reported as a whole? Then it says nothing about parts. */
static bool is_told(const couplet__exam *exam, couplet_range zh)
{
    for (size_t s = zh.first; s < zh.first + zh.count; s++)
        if (exam->stands.zh[s].doubt >= COUPLET__DOUBTFUL)
            return true;
    return false;
}

static int print_beads(couplet__exam *exam)
{
    const couplet_result *result = exam->report->result;
    for (size_t i = 0; i < couplet_result_count(result); i++) {
        const couplet_bead *b = couplet_result_bead(result, i);
        double evidence[COUPLET__PARTS];
        if (b->zh.count == 0 || b->en.count == 0)
            continue;
        print_side(exam, i, COUPLET_ZH);
        print_side(exam, i, COUPLET_EN);
        if (couplet__account_take(&exam->account, &exam->study, b->zh, b->en) != COUPLET_OK ||
            !couplet__weigh_bead(exam))
            return 1;
        if (!couplet__counts(exam->report->zh, b->zh.first) || is_told(exam, b->zh))
            continue;
        couplet__part_evidence(exam, i, evidence);
        printf("bead\t%zu\t%zu\t%zu\t%zu", b->zh.first, b->zh.count, b->en.first, b->en.count);
        print_row(evidence, COUPLET__PARTS);
    }
    return 0;
}

static couplet_text *read_lines(couplet_lang lang, const char *path, char **bytes)
{
    size_t size;
    couplet_text *text = NULL;
    couplet_segment_options lines;
    couplet_segment_options_init(&lines, sizeof lines);
    lines.profile = COUPLET_PROFILE_LINES;
    *bytes = pair_slurp(path, &size);
    if (*bytes != NULL)
        couplet_text_segment(&text, lang, *bytes, size, &lines, NULL);
    return text;
}

int main(int argc, char **argv)
{
    char *zh_bytes = NULL, *en_bytes = NULL;
    couplet_text *zh = argc == 3 ? read_lines(COUPLET_ZH, argv[1], &zh_bytes) : NULL;
    couplet_text *en = argc == 3 ? read_lines(COUPLET_EN, argv[2], &en_bytes) : NULL;
    couplet_aligner *aligner = NULL;
    couplet_result *result = NULL;
    couplet_report report = {.zh = zh, .en = en};
    couplet__exam exam = {.report = &report};
    int failed = 2;
    if (zh != NULL && en != NULL && couplet_aligner_new(&aligner, NULL, NULL) == COUPLET_OK &&
        couplet_align(&result, aligner, zh, en, NULL, NULL) == COUPLET_OK) {
        report.result = result;
        couplet_report_options_init(&report.options, sizeof report.options);
        failed = couplet__exam_open(&exam) != COUPLET_OK || print_beads(&exam) != 0;
    }
    couplet__exam_close(&exam);
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    couplet_text_free(zh);
    couplet_text_free(en);
    free(zh_bytes);
    free(en_bytes);
    return failed;
}
