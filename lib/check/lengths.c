/* Beads much shorter or longer than this document's beads are. */
#include <stdlib.h>

#include "base/real.h"
#include "check/exam.h"

enum { ENOUGH = 8 }; /* beads from which to tell what is usual */

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

double couplet__median(double *values, size_t count)
{
    if (count == 0)
        return 0;
    qsort(values, count, sizeof *values, by_value);
    return count % 2 != 0 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static bool takes_part(const couplet__exam *exam, const couplet_bead *bead)
{
    return bead->zh.count != 0 && bead->en.count != 0 &&
           bead->confidence >= exam->report->options.confident &&
           couplet__counts(exam->report->zh, bead->zh.first);
}

double couplet__logistic(const double *weights, const double *evidence, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weights[i] * evidence[i];
    return 1 / (1 + couplet__exp(-sum));
}

double couplet__log_odds(double p)
{
    p = p < 0.02 ? 0.02 : p > 0.98 ? 0.98 : p;
    return couplet__log(p / (1 - p));
}

double couplet__log_ratio(size_t zh, size_t en)
{
    return couplet__log(((double)en + COUPLET__RATIO_EN) / ((double)zh + COUPLET__RATIO_ZH));
}

/* The log of how many English characters render one Chinese character; in short beads, where a
 * name or a particle weighs much, drawn towards the usual. */
static double ratio(const couplet__exam *exam, const couplet_bead *bead)
{
    const couplet_report *report = exam->report;
    return couplet__log_ratio(
        couplet__content(report->zh, couplet__range_bytes(report->zh, bead->zh)),
        couplet__content(report->en, couplet__range_bytes(report->en, bead->en)));
}

static double distance(double a, double b) { return a < b ? b - a : a - b; }

static couplet_status suspicious(couplet__exam *exam, size_t number, double by)
{
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_LENGTH, COUPLET_NOTE, number);
    f.confidence *= 0.5;
    couplet__buf_str(&exam->text, "the English is ");
    couplet__buf_fixed(&exam->text, couplet__exp(by < 0 ? -by : by), 1);
    couplet__buf_str(&exam->text, by < 0 ? " times shorter than is usual here"
                                         : " times longer than is usual here");
    return couplet__found(exam, f, couplet__content(exam->report->zh, f.zh_bytes));
}

/* How many English characters render a Chinese one in reports, and how many beads' worth of trust
 * that has against the document's own. */
static const double USUAL = 3.3, TRUST = 3;

static const double REPORT = 2.0; /* what a character of river, care, port, railway weighs */

static void weigh(couplet__exam *exam)
{
    const couplet__document *d = &exam->study.document;
    double sum = 0;
    size_t count = 0;
    if (!exam->study.open)
        return;
    for (size_t i = 0; i < d->char_first[d->S]; i++)
        if (d->char_weight[i] > 0) {
            sum += (double)d->char_weight[i];
            count++;
        }
    exam->unit = count == 0 ? 1 : sum / (double)count / REPORT;
}

couplet_status couplet__usual_length(couplet__exam *exam)
{
    weigh(exam);
    const couplet_report *report = exam->report;
    size_t beads = couplet_result_count(report->result), count = 0;
    double *values = couplet__alloc(beads, sizeof *values);
    if (values == NULL)
        return COUPLET_ENOMEM;
    for (size_t i = 0; i < beads; i++)
        if (takes_part(exam, couplet_result_bead(report->result, i)))
            values[count++] = ratio(exam, couplet_result_bead(report->result, i));
    double weight = (double)count / ((double)count + TRUST);
    exam->usual = weight * couplet__median(values, count) + (1 - weight) * couplet__log(USUAL);
    for (size_t i = 0; i < count; i++)
        values[i] = distance(values[i], exam->usual);
    exam->spread = couplet__median(values, count);
    if (exam->spread < 0.05) /* lines of a table, a text copied: nothing varies */
        exam->spread = 0.05;
    exam->lengths = count;
    couplet__free(values);
    return COUPLET_OK;
}

couplet_status couplet__check_lengths(couplet__exam *exam)
{
    const couplet_report *report = exam->report;
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; i < couplet_result_count(report->result) && exam->lengths >= ENOUGH; i++) {
        const couplet_bead *bead = couplet_result_bead(report->result, i);
        double by = takes_part(exam, bead) ? ratio(exam, bead) - exam->usual : 0;
        if (distance(by, 0) > report->options.spread * exam->spread)
            status = suspicious(exam, i, by);
        if (status != COUPLET_OK)
            return status;
    }
    return COUPLET_OK;
}
