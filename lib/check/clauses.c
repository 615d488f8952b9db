/* Clauses that were left out of a sentence which is otherwise translated: a stretch between commas
 * whose words nothing in the English answers for, while it answers for the rest.
 *
 * How little must be covered depends on how much English there is: where it is as long as is usual
 * in this document, hardly anything can be missing and the words were merely put freely. The
 * constants stand between the clauses that river, port, railway and western render (coverage .3 and
 * more, where the English has its usual length) and those that western leaves out (.0 to .25, or to
 * .4 where a third of the length is missing). */
#include "base/real.h"
#include "check/exam.h"
#include "text/utf8.h"

static const double BASE = 0.18, BY_SHORTFALL = 0.9, MOST = 0.42;
static const double LEAST_MASS = 14; /* about five characters of some weight */
static const double LEAST_CONFIDENCE =
    0.2; /* of a bead; its best clause must vouch for it as well */
static const double ALIGNED = 0.3;
static const double CONTRAST =
    0.12; /* the best of the bead's other clauses is covered so much more */

typedef struct clause {
    size_t first, end; /* characters of the bead */
    size_t han;
    double mass, covered; /* weight of its characters, and of what the English answers for */
} clause;

static double coverage(const clause *c) { return c->mass > 0 ? c->covered / c->mass : 1; }

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* Full-width marks are folded to their ASCII forms; 1,200 holds no comma of a sentence. */
static bool ends_clause(const couplet__account *a, size_t i)
{
    uint32_t c = a->cp.at[i];
    if (c == ',' || c == ':')
        return i == 0 || i + 1 >= a->chars || !is_digit(a->cp.at[i - 1]) ||
               !is_digit(a->cp.at[i + 1]);
    return c == ';' || c == 0x3002 || c == '!' || c == '?';
}

static clause next_clause(const couplet__exam *exam, size_t from, size_t limit)
{
    const couplet__account *a = &exam->account;
    clause c = {from, from, 0, 0, 0};
    while (c.end < limit) {
        size_t i = c.end++;
        if (ends_clause(a, i))
            break;
        bool han = couplet__is_han(a->cp.at[i]);
        if (!han && a->owner.at[i] == 0)
            continue;
        double weight = (double)couplet__zh_weight(a, &exam->study, i);
        c.han += han;
        c.mass += weight;
        c.covered += weight * (double)a->zh_covered.at[i];
    }
    return c;
}

/* 他說, 鍾庭樾致詞時表示: who speaks is told in many ways, or by the quotation marks alone. */
static bool is_attribution(const couplet__account *a, const clause *c)
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

/* The share of the usual length that the English lacks; negative where it is longer. */
static double shortfall(const couplet__exam *exam)
{
    const couplet__account *a = &exam->account;
    double zh = (double)couplet__content(exam->report->zh, a->zh_bytes);
    double en = (double)couplet__content(exam->report->en, a->en_bytes);
    double usual = couplet__exp(exam->usual) * (zh + COUPLET__RATIO_ZH) - COUPLET__RATIO_EN;
    return usual > 1 ? 1 - en / usual : 0;
}

static double threshold(const couplet__exam *exam)
{
    double at = BASE + BY_SHORTFALL * shortfall(exam);
    return at < 0.05 ? 0.05 : at > MOST ? MOST : at;
}

static bool is_left_out(const couplet__exam *exam, const clause *c, double below, double best)
{
    const couplet__account *a = &exam->account;
    return c->mass >= LEAST_MASS * exam->unit && c->han >= 4 && coverage(c) < below &&
           coverage(c) + CONTRAST < best && !is_attribution(a, c);
}

static couplet_status left_out(couplet__exam *exam, size_t bead, const clause *run, double below)
{
    const couplet__account *a = &exam->account;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_CLAUSE, COUPLET_WARNING, bead);
    size_t first = run->first, end = run->end;
    while (end > first && !couplet__is_han(a->cp.at[end - 1]) && !is_digit(a->cp.at[end - 1]))
        end--; /* the comma stays outside */
    while (first < end && !couplet__is_han(a->cp.at[first]) && a->owner.at[first] == 0)
        first++; /* a closing quotation mark of what stands before */
    f.zh_bytes = (couplet_span){a->place.at[first], a->place.at[end] - a->place.at[first]};
    double margin = (below - coverage(run)) / 0.25;
    f.confidence *= 0.5 + 0.4 * (margin > 1 ? 1 : margin);
    couplet__buf_str(&exam->text, "nothing in the English answers for ");
    couplet__quote(exam, exam->report->zh, f.zh_bytes);
    exam->partial[bead] = true;
    return couplet__found(exam, f, run->han);
}

/* The coverage of the bead's best clause. */
static double best_coverage(const couplet__exam *exam)
{
    double best = 0;
    for (size_t at = 0; at < exam->account.chars;) {
        clause c = next_clause(exam, at, exam->account.chars);
        at = c.end;
        if (c.han >= 2 && coverage(&c) > best)
            best = coverage(&c);
    }
    return best;
}

/* Checks the clauses of one segment, characters at .. end of the bead. */
static couplet_status check_segment(couplet__exam *exam, size_t bead, size_t at, size_t end,
                                    double best)
{
    double below = threshold(exam);
    couplet_status status = COUPLET_OK;
    clause run = {0, 0, 0, 0, 0}; /* of clauses left out one after another */
    while (at < end && status == COUPLET_OK) {
        clause c = next_clause(exam, at, end);
        at = c.end;
        if (is_left_out(exam, &c, below, best)) {
            run.first = run.han == 0 ? c.first : run.first;
            run.end = c.end;
            run.han += c.han;
            run.mass += c.mass;
            run.covered += c.covered;
            continue;
        }
        if (run.han != 0)
            status = left_out(exam, bead, &run, below);
        run = (clause){0, 0, 0, 0, 0};
    }
    if (status == COUPLET_OK && run.han != 0)
        status = left_out(exam, bead, &run, below);
    return status;
}

couplet_status couplet__check_clauses(couplet__exam *exam, size_t bead)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    double confidence = couplet_result_bead(exam->report->result, bead)->confidence;
    double best = best_coverage(exam);
    size_t before = exam->report->findings.count + exam->report->metrics.accepted;
    couplet_status status = COUPLET_OK;
    if (confidence < LEAST_CONFIDENCE || best < ALIGNED)
        return COUPLET_OK;
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count && status == COUPLET_OK; s++)
        if (couplet__counts(exam->report->zh, s) && exam->stands.zh[s].doubt < COUPLET__DOUBTFUL)
            status = check_segment(exam, bead, d->char_first[s] - a->char_first,
                                   d->char_first[s + 1] - a->char_first, best);
    if (status == COUPLET_OK &&
        exam->report->findings.count + exam->report->metrics.accepted == before)
        status = couplet__check_stretches(exam, bead, shortfall(exam));
    return status;
}
