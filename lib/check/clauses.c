/* Clauses that were left out of a sentence which is otherwise translated. Where a bead's English
 * leaves something out (check/partial.h), the clauses are reported that it hardly answers for, or
 * else the stretch it answers for the least: an office, an apposition, 清瀾水力電廠廠長 before a
 * name. */
#include "check/partial.h"
#include "text/utf8.h"

static const double DOUBTFUL = 0.5;  /* beads from here on are looked into */
static const double LOW = 0.4;       /* coverage of a clause left out, of the usual one, at most */
static const double BY_SHORT = 0.5;  /* ... where as much of the length is missing, so much more */
static const double CONTRAST = 0.12; /* the bead's best clause is covered so much more */
static const double LEAST_MASS = 10; /* about four characters of some weight */
static const size_t LEAST_HAN = 3;   /* of a stretch */

/* 他說, 鍾庭樾致詞時表示: who speaks is told in many ways, or by the quotation marks alone. */
static bool is_attribution(const couplet__account *a, const couplet__clause *c)
{
    static const uint32_t SAYS[][2] = {
        {0, 0x8BF4},      {0, 0x9053},      {0, 0x95EE},      {0, 0x7B54},      {0, 0x79F0},
        {0x8868, 0x793A}, {0x6307, 0x51FA}, {0x5F3A, 0x8C03}, {0x8BA4, 0x4E3A}, {0x4ECB, 0x7ECD},
        {0x5EFA, 0x8BAE}, {0x63D0, 0x9192}, {0x900F, 0x9732}, {0x5766, 0x8A00}, {0x56DE, 0x7B54},
        {0x8BF4, 0x660E}, {0x8868, 0x8FF0}, {0x56DE, 0x5E94}, {0x89E3, 0x91CA}};
    /* 說 道 問 答 稱 表示 指出 強調 認為 介紹 建議 提醒 透露 坦言 回答 說明 表述 回應 解釋 */
    size_t i = c->end;
    while (i > c->first && !couplet__is_han(a->cp.at[i - 1]))
        i--;
    if (i < c->first + 2)
        return true;
    for (size_t k = 0; k < sizeof SAYS / sizeof *SAYS; k++)
        if (a->cp.at[i - 1] == SAYS[k][1] && (SAYS[k][0] == 0 || a->cp.at[i - 2] == SAYS[k][0]))
            return true;
    return false;
}

static couplet_status left_out(couplet__exam *exam, size_t bead, const couplet__clause *run,
                               double doubt, const char *how)
{
    const couplet__account *a = &exam->account;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_CLAUSE, COUPLET_WARNING, bead);
    size_t first = run->first, end = run->end;
    while (end > first && exam->says.at[end - 1] <= 0)
        end--; /* the comma stays outside */
    while (first < end && exam->says.at[first] <= 0)
        first++; /* a closing quotation mark of what stands before */
    f.zh_bytes = (couplet_span){a->place.at[first], a->place.at[end] - a->place.at[first]};
    f.confidence = doubt;
    couplet__buf_str(&exam->text, how);
    couplet__quote(exam, exam->report->zh, f.zh_bytes);
    exam->partial[bead] = true;
    return couplet__found(exam, f, run->han);
}

/* Reports the clauses of one segment, characters at .. end of the bead, that are covered less than
 * `below`; *count: how many. */
static couplet_status check_segment(couplet__exam *exam, size_t bead, size_t at, size_t end,
                                    double below, double doubt, size_t *count)
{
    couplet_status status = COUPLET_OK;
    couplet__clause run = {0, 0, 0, 0, 0}; /* of clauses left out one after another */
    while ((at < end || run.han != 0) && status == COUPLET_OK) {
        couplet__clause c = couplet__next_clause(exam, at, end);
        at = c.end;
        if (c.mass >= LEAST_MASS * exam->unit && c.han > LEAST_HAN &&
            couplet__clause_share(&c) < below && !is_attribution(&exam->account, &c)) {
            run.first = run.han == 0 ? c.first : run.first;
            run.end = c.end;
            run.han += c.han;
            continue;
        }
        if (run.han != 0) {
            ++*count;
            status = left_out(exam, bead, &run, doubt, "nothing in the English answers for ");
        }
        run = (couplet__clause){0, 0, 0, 0, 0};
    }
    return status;
}

couplet_status couplet__check_clauses(couplet__exam *exam, size_t bead)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    if (a->tokens == 0) /* the source was left standing: a finding of its own */
        return COUPLET_OK;
    if (!couplet__weigh_bead(exam))
        return COUPLET_ENOMEM;
    double doubt = couplet__part_doubt(exam, bead);
    if (doubt < DOUBTFUL)
        return COUPLET_OK;
    double worst, best = couplet__best_clause(exam, &worst), lacking = couplet__shortfall(exam);
    double below = (LOW + BY_SHORT * (lacking > 0 ? lacking : 0)) * exam->stands.zh_usual;
    below = below < best - CONTRAST ? below : best - CONTRAST;
    size_t count = 0;
    couplet_status status = COUPLET_OK;
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count && status == COUPLET_OK; s++)
        if (couplet__counts(exam->report->zh, s))
            status = check_segment(exam, bead, d->char_first[s] - a->char_first,
                                   d->char_first[s + 1] - a->char_first, below, doubt, &count);
    couplet__clause stretch = couplet__longest_stretch(exam);
    if (status == COUPLET_OK && count == 0 && stretch.han >= LEAST_HAN &&
        couplet__counts(exam->report->zh, a->zh.first))
        status = left_out(exam, bead, &stretch, doubt, "little in the English answers for ");
    return status;
}
