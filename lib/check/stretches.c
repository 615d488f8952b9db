/* Words that were left out within a clause: 清瀾水力電廠廠長 before a name. Of all stretches, the
 * one with the greatest sum of weight times (EXPECTED - coverage) is looked at (Bentley 1984,
 * "Algorithm design techniques", the maximum subvector), and the sum is held against how much
 * English is missing: in reports that are translated in full it stays below 6 where a fifth of the
 * usual length is missing and below 9 where none is. */
#include "check/exam.h"
#include "text/utf8.h"

static const double EXPECTED = 0.4, HIGHEST = 9.6, BY_SHORTFALL = 15, LOWEST = 6;

typedef struct stretch {
    size_t first, end; /* characters of the bead */
    double sum;
} stretch;

static stretch longest(const couplet__exam *exam)
{
    const couplet__account *a = &exam->account;
    stretch best = {0, 0, 0}, now = {0, 0, 0};
    for (size_t i = 0; i < a->chars; i++) {
        bool says = couplet__is_han(a->cp.at[i]) || a->owner.at[i] != 0;
        double weight = says ? (double)couplet__zh_weight(a, &exam->study, i) : 0;
        if (now.sum <= 0)
            now = (stretch){i, i, 0};
        now.sum += weight * (EXPECTED - (double)a->zh_covered.at[i]);
        now.end = i + 1;
        if (now.sum > best.sum)
            best = now;
    }
    return best;
}

/* 記者 and who it was: a byline in the dateline, which translations drop. */
static bool names_reporter(const couplet__account *a, const stretch *s)
{
    for (size_t i = s->first; i + 1 < s->end; i++)
        if (a->cp.at[i] == 0x8BB0 && a->cp.at[i + 1] == 0x8005)
            return true;
    return false;
}

couplet_status couplet__check_stretches(couplet__exam *exam, size_t bead, double shortfall)
{
    const couplet__account *a = &exam->account;
    double least = HIGHEST - BY_SHORTFALL * shortfall;
    stretch s = longest(exam);
    size_t han = 0;
    for (size_t i = s.first; i < s.end; i++)
        han += couplet__is_han(a->cp.at[i]);
    if (shortfall < 0 || s.sum < (least > LOWEST ? least : LOWEST) * exam->unit || han < 4 ||
        names_reporter(a, &s) || !couplet__counts(exam->report->zh, a->zh.first))
        return COUPLET_OK;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_CLAUSE, COUPLET_WARNING, bead);
    f.zh_bytes = (couplet_span){a->place.at[s.first], a->place.at[s.end] - a->place.at[s.first]};
    f.confidence *= 0.55;
    couplet__buf_str(&exam->text, "little in the English answers for ");
    couplet__quote(exam, exam->report->zh, f.zh_bytes);
    exam->partial[bead] = true;
    return couplet__found(exam, f, han);
}
