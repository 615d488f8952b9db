/* English sentences that were joined to a bead whose Chinese does not account for them: a word of
 * background, a unit explained. The longer the English is for its Chinese, the likelier. Constants
 * stand between river, care, port, railway (a sentence of a bead that renders it is covered to .4
 * and more, rarely .2) and the same with Chinese sentences taken out (.0 to .3, the English then
 * being a quarter to a half too long). */
#include "check/exam.h"

static const double BASE = 0.14, BY_EXCESS = 0.5, MOST = 0.34, LEAST_MASS = 10, CONTRAST = 0.12;

static double coverage(const couplet__exam *exam, size_t segment, double *mass)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    double covered = 0;
    *mass = 0;
    for (size_t i = d->token_first[segment]; i < d->token_first[segment + 1]; i++) {
        double weight = (double)couplet__en_weight(a, &exam->study, i - a->token_first);
        *mass += weight;
        covered += weight * (double)a->en_covered.at[i - a->token_first];
    }
    return *mass > 0 ? covered / *mass : 1;
}

static couplet_status added(couplet__exam *exam, size_t bead, size_t segment, double share)
{
    const couplet_text *en = exam->report->en;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_ADDED, COUPLET_WARNING, bead);
    f.en = (couplet_range){segment, 1};
    f.en_bytes = couplet_text_at(en, segment)->bytes;
    f.zh_bytes.length = 0;
    f.confidence *= 0.85 - share;
    couplet__buf_str(&exam->text, "not in the Chinese: ");
    couplet__quote(exam, en, f.en_bytes);
    return couplet__found(exam, f, couplet__content(en, f.en_bytes) / 3);
}

couplet_status couplet__check_additions(couplet__exam *exam, size_t bead, double excess)
{
    couplet_range en = exam->account.en;
    double below = BASE + (excess > 0 ? BY_EXCESS * excess : 0), best = 0, mass;
    couplet_status status = COUPLET_OK;
    for (size_t t = en.first; t < en.first + en.count; t++) {
        double share = coverage(exam, t, &mass);
        best = share > best ? share : best;
    }
    for (size_t t = en.first; t < en.first + en.count && status == COUPLET_OK; t++) {
        double share = coverage(exam, t, &mass);
        if (mass >= LEAST_MASS && share < (below < MOST ? below : MOST) &&
            share + CONTRAST < best && couplet__counts(exam->report->en, t))
            status = added(exam, bead, t, share);
    }
    return status;
}
