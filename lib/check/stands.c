/* An aligner that finds no English for a sentence may still give it some: it joins it to its
 * neighbour, or pairs it with an English sentence that was added just there. Such a sentence has
 * next to nothing of its own that the other side accounts for, its bead is out of length with it
 * and in length without it, and the texts have others like it. The doubt is a logistic function of
 * that, its weights fitted by tests/check/calibrate on the reports and summaries of tests/eval (not
 * on western), whole and with sentences taken out of either side, or of both at neighbouring
 * places. */
#include "check/stands.h"

#include <string.h>

#include "base/real.h"
#include "check/partial.h"
#include "text/utf8.h"

static const double ZH_WEIGHTS[COUPLET__EVIDENCE] = {5.74, -5.73, -4.32, 1.34, -0.46, 1.56,
                                                     1.07, -1.15, 1.56,  0.65, 0.31};
static const double EN_WEIGHTS[COUPLET__EVIDENCE] = {5.71, -4.09, -3.63, -0.82, -0.54, 3.17,
                                                     1.09, -0.92, 2.38,  0.63,  0.53};

/* A sentence is accounted for to this share in reports, which has the say of so many sentences. */
static const double USUAL = 0.65, TRUST = 5;
/* A sentence of which one clause is covered so well, of the usual share, is rendered in part. */
static const double RENDERED = 0.8;
static const double LEAST_CLAUSE = 8; /* weight of a clause that tells something */
static const float LEAST_MASS = 10;   /* of a sentence that tells what is typical */

typedef struct side { /* of a bead */
    couplet_lang lang;
    couplet_range range;
    const couplet_text *text;
    couplet__stand *stands; /* by segment of the text */
    double usual;           /* share that is accounted for, typically */
    double share;           /* ... of all that stands here */
    double best, next;      /* the highest of its sentences */
    size_t length;
} side;

static double share_of(const couplet__stand *s)
{
    return s->mass > 0 ? (double)(s->covered / s->mass) : 1;
}

static side side_of(const couplet__exam *exam, size_t bead, couplet_lang lang)
{
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    const couplet__stands *all = &exam->stands;
    side s = {.lang = lang};
    bool zh = lang == COUPLET_ZH;
    s.range = zh ? b->zh : b->en;
    s.text = zh ? exam->report->zh : exam->report->en;
    s.stands = zh ? all->zh : all->en;
    s.usual = zh ? all->zh_usual : all->en_usual;
    return s;
}

static void add_up(side *s)
{
    double mass = 0, covered = 0;
    for (size_t i = s->range.first; i < s->range.first + s->range.count; i++) {
        const couplet__stand *stand = &s->stands[i];
        double share = share_of(stand);
        mass += (double)stand->mass;
        covered += (double)stand->covered;
        s->length += stand->length;
        if (share >= s->best) {
            s->next = s->best;
            s->best = share;
        } else if (share > s->next) {
            s->next = share;
        }
    }
    s->share = mass > 0 ? covered / mass : 1;
}

static void weigh_zh_sentence(couplet__exam *exam, size_t segment)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    couplet__stand *stand = &exam->stands.zh[segment];
    float mass = 0, covered = 0; /* of the clause in hand */
    for (size_t c = d->char_first[segment]; c < d->char_first[segment + 1]; c++) {
        size_t i = c - a->char_first;
        if (couplet__is_han(a->cp.at[i]) || a->owner.at[i] != 0) {
            float weight = couplet__zh_weight(a, &exam->study, i);
            mass += weight;
            covered += weight * a->zh_covered.at[i];
        }
        if (!couplet__ends_clause(a, i) && c + 1 < d->char_first[segment + 1])
            continue;
        stand->mass += mass;
        stand->covered += covered;
        if ((double)mass >= LEAST_CLAUSE * exam->unit && covered / mass > stand->core)
            stand->core = covered / mass;
        mass = covered = 0;
    }
    if (stand->core <= 0)
        stand->core = (float)share_of(stand);
}

static void weigh_en(couplet__exam *exam, couplet_range en)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    for (size_t s = en.first; s < en.first + en.count; s++)
        for (size_t t = d->token_first[s]; t < d->token_first[s + 1]; t++) {
            /* in a text of a few words every word is common, and weighs nothing */
            float weight = couplet__en_weight(a, &exam->study, t - a->token_first) + 0.01F;
            exam->stands.en[s].mass += weight;
            exam->stands.en[s].covered += weight * a->en_covered.at[t - a->token_first];
        }
}

static void count_numbers(const side *s, const couplet__numbers *numbers, const size_t *partner)
{
    for (size_t i = 0; i < numbers->count; i++) {
        size_t at = couplet__segment_at(s->text, s->range, numbers->at[i].bytes.offset);
        if (partner[i] != 0)
            s->stands[at].met++;
        else if (numbers->at[i].sure)
            s->stands[at].lone++;
    }
}

static void measure(const side *s)
{
    for (size_t i = s->range.first; i < s->range.first + s->range.count; i++)
        s->stands[i].length = couplet__content(s->text, couplet_text_at(s->text, i)->bytes);
}

static couplet_status survey(couplet__exam *exam, size_t bead)
{
    couplet__account *a = &exam->account;
    side zh = side_of(exam, bead, COUPLET_ZH), en = side_of(exam, bead, COUPLET_EN);
    couplet_status status = couplet__account_take(a, &exam->study, zh.range, en.range);
    if (status != COUPLET_OK)
        return status;
    for (size_t i = zh.range.first; i < zh.range.first + zh.range.count; i++)
        weigh_zh_sentence(exam, i);
    weigh_en(exam, en.range);
    count_numbers(&zh, &a->zh_numbers, a->zh_partner.at);
    count_numbers(&en, &a->en_numbers, a->en_partner.at);
    measure(&zh);
    measure(&en);
    return COUPLET_OK;
}

/* The median share of the sentences that say something. false: out of memory. */
static bool find_usual(double *usual, const couplet_text *text, const couplet__stand *stands)
{
    size_t count = 0;
    double *shares = couplet__alloc(couplet_text_count(text), sizeof *shares);
    if (shares == NULL)
        return false;
    for (size_t i = 0; i < couplet_text_count(text); i++)
        if (stands[i].mass > LEAST_MASS && couplet__counts(text, i))
            shares[count++] = share_of(&stands[i]);
    *usual =
        (couplet__median(shares, count) * (double)count + USUAL * TRUST) / ((double)count + TRUST);
    couplet__free(shares);
    return true;
}

static double distance(const couplet__exam *exam, size_t zh, size_t en)
{
    double by = couplet__log_ratio(zh, en) - exam->usual;
    return by < 0 ? -by : by;
}

/* What is known of segment i of `mine`. */
static void collect(const couplet__exam *exam, const side *mine, const side *theirs, double odds,
                    size_t i, double *out)
{
    const couplet__stand *s = &mine->stands[i];
    bool zh = mine->lang == COUPLET_ZH, joined = mine->range.count > 1;
    size_t zh_length = zh ? mine->length : theirs->length;
    size_t en_length = zh ? theirs->length : mine->length;
    double with = distance(exam, zh_length, en_length);
    double without = zh ? distance(exam, zh_length - s->length, en_length)
                        : distance(exam, zh_length, en_length - s->length);
    double share = share_of(s), best = share >= mine->best ? mine->next : mine->best;
    double bulk = (double)s->mass / exam->unit;
    out[COUPLET__EVIDENCE_ONE] = 1;
    out[COUPLET__EVIDENCE_SHARE] = share / mine->usual;
    out[COUPLET__EVIDENCE_ANSWER] = theirs->share / theirs->usual;
    out[COUPLET__EVIDENCE_GAP] = joined ? best - share : 0;
    out[COUPLET__EVIDENCE_ODDS] = odds;
    out[COUPLET__EVIDENCE_FITS] = joined ? with - without : 0;
    out[COUPLET__EVIDENCE_LONE] = s->lone < 2 ? s->lone : 2;
    out[COUPLET__EVIDENCE_MET] = s->met < 2 ? s->met : 2;
    out[COUPLET__EVIDENCE_JOINED] = joined;
    out[COUPLET__EVIDENCE_BULK] = couplet__log((bulk > 1 ? bulk : 1) / 20);
    out[COUPLET__EVIDENCE_MISSING] = exam->stands.missing;
}

static void judge_side(const couplet__exam *exam, const side *mine, const side *theirs, double odds,
                       const double *weights)
{
    double evidence[COUPLET__EVIDENCE];
    for (size_t i = mine->range.first; i < mine->range.first + mine->range.count; i++) {
        if (!couplet__counts(mine->text, i))
            continue;
        collect(exam, mine, theirs, odds, i, evidence);
        if ((double)mine->stands[i].core >= RENDERED * mine->usual)
            continue;
        mine->stands[i].doubt = (float)couplet__logistic(weights, evidence, COUPLET__EVIDENCE);
    }
}

/* Both sides of a bead, added up; returns the log odds of its confidence. */
static double open_bead(const couplet__exam *exam, size_t bead, side *zh, side *en)
{
    *zh = side_of(exam, bead, COUPLET_ZH);
    *en = side_of(exam, bead, COUPLET_EN);
    add_up(zh);
    add_up(en);
    return couplet__log_odds(couplet_result_bead(exam->report->result, bead)->confidence);
}

void couplet__stand_evidence(const couplet__exam *exam, size_t bead, couplet_lang lang,
                             size_t which, double evidence[COUPLET__EVIDENCE])
{
    side zh, en;
    double odds = open_bead(exam, bead, &zh, &en);
    if (lang == COUPLET_ZH)
        collect(exam, &zh, &en, odds, which, evidence);
    else
        collect(exam, &en, &zh, odds, which, evidence);
}

static bool has_both(const couplet__exam *exam, size_t bead)
{
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    return b->zh.count != 0 && b->en.count != 0;
}

static double share_missing(const couplet_report *report)
{
    size_t alone = 0, all = 0;
    for (size_t i = 0; i < couplet_result_count(report->result); i++) {
        const couplet_bead *b = couplet_result_bead(report->result, i);
        all += b->zh.count + b->en.count;
        alone += b->zh.count != 0 && b->en.count != 0 ? 0 : b->zh.count + b->en.count;
    }
    return ((double)alone + 2) / ((double)all + 20); /* of a short text little is known */
}

couplet_status couplet__take_stands(couplet__exam *exam)
{
    couplet__stands *s = &exam->stands;
    const couplet_report *report = exam->report;
    size_t beads = couplet_result_count(report->result);
    s->zh = couplet__zalloc(couplet_text_count(report->zh), sizeof *s->zh);
    s->en = couplet__zalloc(couplet_text_count(report->en), sizeof *s->en);
    if (s->zh == NULL || s->en == NULL)
        return COUPLET_ENOMEM;
    if (!exam->study.open)
        return COUPLET_OK;
    for (size_t i = 0; i < beads; i++) {
        couplet_status status = has_both(exam, i) ? survey(exam, i) : COUPLET_OK;
        if (status != COUPLET_OK)
            return status;
    }
    s->missing = couplet__log(share_missing(report));
    if (!find_usual(&s->zh_usual, report->zh, s->zh) ||
        !find_usual(&s->en_usual, report->en, s->en))
        return COUPLET_ENOMEM;
    for (size_t i = 0; i < beads; i++)
        if (has_both(exam, i)) {
            side zh, en;
            double odds = open_bead(exam, i, &zh, &en);
            judge_side(exam, &zh, &en, odds, ZH_WEIGHTS);
            judge_side(exam, &en, &zh, odds, EN_WEIGHTS);
        }
    return COUPLET_OK;
}

void couplet__stands_free(couplet__stands *stands)
{
    couplet__free(stands->zh);
    couplet__free(stands->en);
    memset(stands, 0, sizeof *stands);
}
