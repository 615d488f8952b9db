#include "align/feature.h"

#include <math.h>
#include <string.h>

#include "base/real.h"

/* What the formulas below are made of. */
typedef struct bead {
    double n, m;
    double E1, Z1; /* mass covered on either side */
    double E0, Z0; /* mass in all */
    double EM, ZM; /* mass that could be reached nearby */
    double LZ, LE; /* lengths */
    double ce, cz, lce, lcz, dice;
    double r;  /* log of the length ratio against the document's */
    double gc; /* Gale & Church 1993, their delta */
    double re, rz, lre, lrz;
    double first_e, last_e, first_z, last_z; /* own cover of the outer members */
    double out_fe, out_le, out_fz, out_lz;   /* ... by the segment just outside */
    double weight_fe, weight_le, weight_fz, weight_lz;
    double log_min_e, log_min_z;         /* of the least covered member */
    double ge, gz, lge, lgz;             /* what the merge gains over its best part */
    double loo_e, loo_z, lloo_e, lloo_z; /* what the lesser outer member adds */
    double ask_zh, ask_en, exclaim_zh, exclaim_en, open_zh, open_en, unbalanced;
    double place_up, place_down, place_first, place_last;
    double join_pronoun, join_conjunction, join_brief, join_zh_pronoun, join_zh_brief;
    double x, copy_zh, copy_en;
    double speaks_zh, speaks_en, joined_speaks, names_zh, names_en, aside_zh, aside_en;
    double head_e, tail_e, head_z,
        tail_z;            /* what the outer members have in common with the neighbours */
    double apart, crossed; /* how well it falls into two beads, in order and against it */
    bool other_kind, mixed_kind, both_headline, both_caption, litter, one_caption, one_credit,
        one_headline;
    double again_zh, again_en; /* how much of a joined segment stood in the one before */
    double uz, ue, pz, pe, rv, prose;
    const couplet__surface *zf, *zl, *ef, *el; /* first and last members */
} bead;

static const couplet__mass NOTHING;

/* The masses of a pair inside a bead, which the cells' band holds always, and of those behind it in
 * its row. */
static const couplet__mass *inner(const couplet__scene *c, size_t s, size_t t)
{
    return &c->masses[couplet__band_cell(c->cells, s, t)];
}

/* The same of any pair. */
static const couplet__mass *mass(const couplet__scene *c, size_t s, size_t t)
{
    return couplet__band_has(c->cells, s, t) ? &c->masses[couplet__band_cell(c->cells, s, t)]
                                             : &NOTHING;
}

static const couplet__clause *clause(const couplet__scene *c, size_t s, size_t t)
{
    return &c->clauses[couplet__band_cell(c->cells, s, t)];
}

static double least(double a, double b) { return a < b ? a : b; }

static double most(double a, double b) { return a > b ? a : b; }

static double clip(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

static void measure_mass(bead *b, const couplet__scene *c, size_t s, size_t t)
{
    const couplet__document *d = c->document;
    const couplet__mass *rows[COUPLET__MAX_ZH];
    size_t n = (size_t)b->n, m = (size_t)b->m;
    double min_e = 1, min_z = 1, best_e = 0, best_z = 0;
    double without_first_e = 0, without_last_e = 0, without_first_z = 0, without_last_z = 0;
    double single_e[COUPLET__MAX_ZH] = {0}, single_z[COUPLET__MAX_EN] = {0};
    for (size_t q = 0; q < n; q++)
        rows[q] = inner(c, s + q, t);
    for (size_t q = 0; q < m; q++) {
        const couplet__mass *here = &rows[0][q];
        double own = here->g[n - 1] / (d->en_weight[t + q] + 2);
        b->E1 += here->g[n - 1];
        b->E0 += d->en_weight[t + q];
        b->EM += c->reach_en[t + q];
        b->LE += c->en[t + q].length;
        min_e = least(min_e, own);
        if (q == 0)
            b->first_e = own;
        b->last_e = own;
        for (size_t k = 0; k < n; k++)
            single_e[k] += rows[k][q].g[0];
        if (n > 1) {
            without_first_e += rows[1][q].g[n - 2];
            without_last_e += here->g[n - 2];
        }
    }
    for (size_t q = 0; q < n; q++) {
        const couplet__mass *here = rows[q];
        double own = here->h[m - 1] / (d->zh_weight[s + q] + 2);
        b->Z1 += here->h[m - 1];
        b->Z0 += d->zh_weight[s + q];
        b->ZM += c->reach_zh[s + q];
        b->LZ += c->zh[s + q].length;
        min_z = least(min_z, own);
        if (q == 0)
            b->first_z = own;
        b->last_z = own;
        for (size_t k = 0; k < m; k++)
            single_z[k] += here[k].h[0];
        if (m > 1) {
            without_first_z += here[1].h[m - 2];
            without_last_z += here->h[m - 2];
        }
    }
    for (size_t k = 0; k < n; k++)
        best_e = most(best_e, single_e[k]);
    for (size_t k = 0; k < m; k++)
        best_z = most(best_z, single_z[k]);
    if (m > 1) {
        b->log_min_e = couplet__log(min_e + .05);
        b->gz = (b->Z1 - best_z) / (b->Z0 + 1);
        b->lgz = couplet__log(b->gz + .03);
        b->loo_z = (b->Z1 - most(without_first_z, without_last_z)) / (b->Z0 + 2);
        b->lloo_z = couplet__log(b->loo_z + .02);
    }
    if (n > 1) {
        b->log_min_z = couplet__log(min_z + .05);
        b->ge = (b->E1 - best_e) / (b->E0 + 1);
        b->lge = couplet__log(b->ge + .03);
        b->loo_e = (b->E1 - most(without_first_e, without_last_e)) / (b->E0 + 2);
        b->lloo_e = couplet__log(b->loo_e + .02);
    }
}

static void measure_ratios(bead *b, const couplet__scene *c)
{
    double ratio = c->stair->ratio;
    b->ce = (b->E1 + .5) / (b->E0 + 2);
    b->cz = (b->Z1 + .5) / (b->Z0 + 2);
    b->lce = couplet__log(b->ce);
    b->lcz = couplet__log(b->cz);
    b->dice = (b->E1 + b->Z1 + 1) / (b->E0 + b->Z0 + 4);
    b->re = least((b->E1 + 1) / (b->EM + 1), 1.2);
    b->rz = least((b->Z1 + 1) / (b->ZM + 1), 1.2);
    b->lre = couplet__log(b->re);
    b->lrz = couplet__log(b->rz);
    b->r = couplet__log((b->LE + 3) / (b->LZ * ratio + 3));
    b->gc = (b->LE - b->LZ * ratio) / couplet__sqrt(b->LZ * ratio * 7 + 1);
}

static void measure_contrast(bead *b, const couplet__scene *c, size_t s, size_t t)
{
    const couplet__document *d = c->document;
    size_t tl = t + (size_t)b->m - 1, sl = s + (size_t)b->n - 1;
    size_t n = (size_t)b->n, m = (size_t)b->m;
    if (n <= COUPLET__CLAUSE_ZH) {
        b->head_e = clause(c, s, t)->head_en[n - 1];
        b->tail_e = clause(c, s, tl)->tail_en[n - 1];
    }
    if (m <= COUPLET__CLAUSE_EN) {
        b->head_z = clause(c, s, t)->head_zh[m - 1];
        b->tail_z = clause(c, sl, t)->tail_zh[m - 1];
    }
    b->weight_fe = d->en_weight[t];
    b->weight_le = d->en_weight[tl];
    b->weight_fz = d->zh_weight[s];
    b->weight_lz = d->zh_weight[sl];
    b->out_fe = s == 0 ? 0 : mass(c, s - 1, t)->g[0] / (b->weight_fe + 2);
    b->out_le = mass(c, sl + 1, tl)->g[0] / (b->weight_le + 2);
    b->out_fz = t == 0 ? 0 : mass(c, s, t - 1)->h[0] / (b->weight_fz + 2);
    b->out_lz = mass(c, sl, tl + 1)->h[0] / (b->weight_lz + 2);
}

static void measure_surface(bead *b, const couplet__scene *c, size_t s, size_t t)
{
    double opens = 0, closes = 0;
    size_t n = (size_t)b->n, m = (size_t)b->m;
    for (size_t q = 0; q < n; q++) {
        const couplet__surface *f = &c->zh[s + q];
        b->ask_zh += f->asks;
        b->exclaim_zh += f->exclaims;
        opens += f->opens;
        closes += f->closes;
        if (q > 0) {
            b->again_zh = most(b->again_zh, f->again);
            b->join_zh_pronoun += f->pronoun;
            b->join_zh_brief += f->brief;
        }
    }
    b->open_zh = opens;
    b->unbalanced = least(fabs(opens - closes), 2);
    for (size_t q = 0; q < m; q++) {
        const couplet__surface *f = &c->en[t + q];
        b->ask_en += f->asks;
        b->exclaim_en += f->exclaims;
        b->open_en += f->opens;
        if (q > 0) {
            b->again_en = most(b->again_en, f->again);
            b->join_pronoun += f->pronoun;
            b->join_conjunction += f->conjunction;
            b->join_brief += f->brief;
            if (n == 1) {
                double step = inner(c, s, t)[q].place - inner(c, s, t)[q - 1].place;
                *(step < 0 ? &b->place_down : &b->place_up) += step;
            }
        }
    }
    if (n == 1 && m > 1) {
        b->place_first = inner(c, s, t)->place;
        b->place_last = inner(c, s, t + m - 1)->place;
    }
    b->zf = &c->zh[s];
    b->zl = &c->zh[s + n - 1];
    b->ef = &c->en[t];
    b->el = &c->en[t + m - 1];
    b->copy_zh = n == 1 ? most(0, b->zf->copy - .5) : 0;
    b->copy_en = m == 1 ? most(0, b->ef->copy - .5) : 0;
}

/* Kinds that stand apart from the running text. */
static couplet_kind apart_kind(couplet_kind kind)
{
    return kind == COUPLET_KIND_ITEM ? COUPLET_KIND_BODY : kind;
}

static void measure_kinds(bead *b, const couplet__scene *c, size_t s, size_t t)
{
    couplet_kind zh = apart_kind(c->zh[s].kind), en = apart_kind(c->en[t].kind);
    for (size_t q = 0; q < (size_t)b->n; q++) {
        const couplet__surface *f = &c->zh[s + q];
        b->speaks_zh += f->speaks;
        b->joined_speaks += q > 0 && f->speaks;
        b->names_zh += f->names_speaker;
        b->aside_zh += f->aside;
        b->mixed_kind |= apart_kind(f->kind) != zh;
        b->litter |= f->kind == COUPLET_KIND_LITTER;
    }
    for (size_t q = 0; q < (size_t)b->m; q++) {
        const couplet__surface *f = &c->en[t + q];
        b->speaks_en += f->speaks;
        b->names_en += f->names_speaker;
        b->aside_en += f->aside;
        b->mixed_kind |= apart_kind(f->kind) != en;
        b->litter |= f->kind == COUPLET_KIND_LITTER;
    }
    b->other_kind = zh != en;
    b->both_headline = zh == COUPLET_KIND_HEADLINE && en == zh;
    b->both_caption = zh == COUPLET_KIND_CAPTION && en == zh;
    b->one_caption = (zh == COUPLET_KIND_CAPTION) != (en == COUPLET_KIND_CAPTION);
    b->one_credit = (zh == COUPLET_KIND_CREDIT) != (en == COUPLET_KIND_CREDIT);
    b->one_headline = (zh == COUPLET_KIND_HEADLINE) != (en == COUPLET_KIND_HEADLINE);
}

/* The best division into two: the share of the whole mass that stays when both halves are matched
 * in order, and crosswise. */
static void measure_division(bead *b, const couplet__scene *c, size_t s, size_t t)
{
    size_t n = (size_t)b->n, m = (size_t)b->m;
    double whole = b->E1 + b->Z1 + 1, apart = 0, crossed = 0;
    double in_order[COUPLET__MAX_ZH][COUPLET__MAX_EN], across[COUPLET__MAX_ZH][COUPLET__MAX_EN];
    if (n < 2 || m < 2)
        return;
    const couplet__mass *rows[COUPLET__MAX_ZH];
    for (size_t k = 0; k < n; k++)
        rows[k] = inner(c, s + k, t);
    for (size_t p = 1; p < n; p++) { /* the English: both halves whole, then moved from one to the
                                        other segment by segment */
        in_order[p][0] = across[p][0] = 0;
        for (size_t k = 0; k < m; k++) {
            in_order[p][0] += rows[p][k].g[n - p - 1];
            across[p][0] += rows[0][k].g[p - 1];
        }
        for (size_t q = 1; q < m; q++) {
            double step = (double)rows[0][q - 1].g[p - 1] - rows[p][q - 1].g[n - p - 1];
            in_order[p][q] = in_order[p][q - 1] + step;
            across[p][q] = across[p][q - 1] - step;
        }
    }
    for (size_t q = 1; q < m; q++) { /* the Chinese likewise */
        double straight = 0, turned = 0;
        for (size_t k = 0; k < n; k++) {
            straight += rows[k][q].h[m - q - 1];
            turned += rows[k][0].h[q - 1];
        }
        for (size_t p = 1; p < n; p++) {
            double step = (double)rows[p - 1][0].h[q - 1] - rows[p - 1][q].h[m - q - 1];
            straight += step;
            turned -= step;
            apart = most(apart, in_order[p][q] + straight);
            crossed = most(crossed, across[p][q] + turned);
        }
    }
    b->apart = apart / whole;
    b->crossed = crossed / whole;
}

static void measure_document(bead *b, const couplet__scene *c)
{
    b->uz = most(0, -c->stair->mismatch);
    b->ue = most(0, c->stair->mismatch);
    b->pz = c->null_zh;
    b->pe = c->null_en;
    b->prose = c->prose;
    b->rv = couplet__log(c->stair->ratio_variance / .09);
}

static bead measure(const couplet__scene *c, size_t s, size_t t, uint32_t type)
{
    bead b = {.n = couplet__types[type].n, .m = couplet__types[type].m};
    measure_mass(&b, c, s, t);
    measure_ratios(&b, c);
    measure_contrast(&b, c, s, t);
    measure_surface(&b, c, s, t);
    measure_kinds(&b, c, s, t);
    measure_division(&b, c, s, t);
    measure_document(&b, c);
    if (type == 0 && couplet__band_has(&c->stair->band, s, t))
        b.x = c->stair->x[couplet__band_cell(&c->stair->band, s, t)];
    return b;
}

/* The formulas speak of `b` and, for short, of these. */
#define MERGED_ZH (b->n > 1)
#define MERGED_EN (b->m > 1)
#define ENDS(side, how) (b->side->ending == COUPLET__ENDS_##how)

/* Beads with both sides. */
#define MATCHES(F)                                                                                 \
    F("E1", "how much of the English is accounted for", b->E1 / 10)                                \
    F("Z1", "how much of the Chinese is accounted for", b->Z1 / 10)                                \
    F("E0n", "how much English there was to account for", b->E0 / 10)                              \
    F("Z0n", "how much Chinese there was to account for", b->Z0 / 10)                              \
    F("E1ln", "the more segments, the more is covered by chance", b->E1 *LOG[(int)b->n] / 10)      \
    F("Z1lm", "the same for the Chinese", b->Z1 *LOG[(int)b->m] / 10)                              \
    F("ce", "share of the English covered", b->ce)                                                 \
    F("cz", "share of the Chinese covered", b->cz)                                                 \
    F("lce", "an uncovered side is worse than the share says", b->lce)                             \
    F("lcz", "the same for the Chinese", b->lcz)                                                   \
    F("lce_m", "merged English must be covered as a whole", b->lce *(b->m - 1))                    \
    F("lcz_n", "merged Chinese must be covered as a whole", b->lcz *(b->n - 1))                    \
    F("lce_n", "merged Chinese must explain the English", b->lce *(b->n - 1))                      \
    F("lcz_m", "merged English must explain the Chinese", b->lcz *(b->m - 1))                      \
    F("dice", "share of both sides together", b->dice)                                             \
    F("dice_nm", "... and what a merge owes to it", b->dice *(b->n + b->m - 2))                    \
    F("lr", "length ratio against the document's", b->r)                                           \
    F("lr2", "... squared", b->r * b->r)                                                           \
    F("lra", "... absolute", fabs(b->r))                                                           \
    F("gc2", "length difference in its own deviations, squared", least(b->gc * b->gc, 50) / 10)    \
    F("gca", "... absolute", least(fabs(b->gc), 7))                                                \
    F("cEf", "is the first English segment the segment before's?", b->out_fe - b->first_e)         \
    F("cEf+", "... and more so than this bead's", most(b->out_fe - b->first_e, 0))                 \
    F("cEfw", "... by weight", most(b->out_fe - b->first_e, 0) * b->weight_fe / 10)                \
    F("cEl", "is the last English segment the next segment's?", b->out_le - b->last_e)             \
    F("cEl+", "... and more so than this bead's", most(b->out_le - b->last_e, 0))                  \
    F("cElw", "... by weight", most(b->out_le - b->last_e, 0) * b->weight_le / 10)                 \
    F("cZf", "is the first Chinese segment the segment before's?", b->out_fz - b->first_z)         \
    F("cZf+", "... and more so than this bead's", most(b->out_fz - b->first_z, 0))                 \
    F("cZfw", "... by weight", most(b->out_fz - b->first_z, 0) * b->weight_fz / 10)                \
    F("cZl", "is the last Chinese segment the next segment's?", b->out_lz - b->last_z)             \
    F("cZl+", "... and more so than this bead's", most(b->out_lz - b->last_z, 0))                  \
    F("cZlw", "... by weight", most(b->out_lz - b->last_z, 0) * b->weight_lz / 10)                 \
    F("minE", "a merge is as good as its least covered member", b->log_min_e)                      \
    F("minZ", "the same for the Chinese", b->log_min_z)                                            \
    F("qeq", "questions answer questions", least(b->ask_zh, b->ask_en))                            \
    F("qmis", "a question on one side only", (b->ask_zh > 0) != (b->ask_en > 0))                   \
    F("qdif", "... how many", fabs(b->ask_zh - b->ask_en))                                         \
    F("xeq", "exclamations answer exclamations", least(b->exclaim_zh, b->exclaim_en))              \
    F("xmis", "an exclamation on one side only", (b->exclaim_zh > 0) != (b->exclaim_en > 0))       \
    F("xdif", "... how many", fabs(b->exclaim_zh - b->exclaim_en))                                 \
    F("omis", "a quotation on one side only", (b->open_zh > 0) != (b->open_en > 0))                \
    F("opos", "quotations on both", b->open_zh > 0 && b->open_en > 0)                              \
    F("zbal", "a merge should not break a quotation", MERGED_ZH ? b->unbalanced : 0)               \
    F("zbal1", "one segment may", MERGED_ZH ? 0 : b->unbalanced)                                   \
    F("re", "English covered, of what could be nearby", b->re)                                     \
    F("rz", "Chinese covered, of what could be nearby", b->rz)                                     \
    F("lre", "... as a logarithm", b->lre)                                                         \
    F("lrz", "... as a logarithm", b->lrz)                                                         \
    F("lre_m", "... for merged English", b->lre *(b->m - 1))                                       \
    F("lrz_n", "... for merged Chinese", b->lrz *(b->n - 1))                                       \
    F("regE", "what is forgone, English", (b->EM - b->E1) / 10)                                    \
    F("regZ", "what is forgone, Chinese", (b->ZM - b->Z1) / 10)                                    \
    F("qst_mis", "one side starts with a quotation", b->zf->starts_quoted != b->ef->starts_quoted) \
    F("qst_m", "both do", b->zf->starts_quoted && b->ef->starts_quoted)                            \
    F("qen_mis", "one side ends with a quotation", b->zl->ends_quoted != b->el->ends_quoted)       \
    F("qen_m", "both do", b->zl->ends_quoted && b->el->ends_quoted)                                \
    F("qcd", "different numbers of quotations", least(fabs(b->open_zh - b->open_en), 4))           \
    F("fin_q", "both end asking", ENDS(zl, QUESTION) && ENDS(el, QUESTION))                        \
    F("fin_x", "both end exclaiming", ENDS(zl, EXCLAMATION) && ENDS(el, EXCLAMATION))              \
    F("fin_qm", "one ends asking", ENDS(zl, QUESTION) != ENDS(el, QUESTION))                       \
    F("fin_xm", "one ends exclaiming", ENDS(zl, EXCLAMATION) != ENDS(el, EXCLAMATION))             \
    F("fin_e", "both trail off", ENDS(zl, OPEN) && ENDS(el, OPEN))                                 \
    F("fin_em", "one trails off", ENDS(zl, OPEN) != ENDS(el, OPEN))                                \
    F("fin_c", "the Chinese goes on", ENDS(zl, COLON))                                             \
    F("fin_ce", "the English goes on", ENDS(el, COLON))                                            \
    F("gE", "what joining Chinese gains over its best part", b->ge)                                \
    F("lgE", "... as a logarithm", b->lge)                                                         \
    F("gZ", "what joining English gains over its best part", b->gz)                                \
    F("lgZ", "... as a logarithm", b->lgz)                                                         \
    F("bin_mis", "a quotation is open at the end of one side",                                     \
      b->zl->inside != b->el->inside && !(b->zl->inside && b->el->reopens))                        \
    F("bin_in", "... of both", b->zl->inside && b->el->inside)                                     \
    F("bin_mis_z", "... of the Chinese only", b->zl->inside && !b->el->inside && !b->el->reopens)  \
    F("bin_re", "... of the Chinese, and the English opens it again",                              \
      b->zl->inside && b->el->reopens)                                                             \
    F("say_both", "both tell who speaks", least(b->names_zh, b->names_en))                         \
    F("say_z", "the Chinese tells it more often", most(b->names_zh - b->names_en, 0))              \
    F("say_e", "the English does", most(b->names_en - b->names_zh, 0))                             \
    F("f_epr", "begins with a pronoun", b->ef->pronoun)                                            \
    F("j_epr", "joins before a pronoun", b->join_pronoun)                                          \
    F("f_ecj", "begins with a conjunction", b->ef->conjunction)                                    \
    F("j_ecj", "joins before a conjunction", b->join_conjunction)                                  \
    F("f_esh", "begins with a very short segment", b->ef->brief)                                   \
    F("j_esh", "joins very short segments", b->join_brief)                                         \
    F("l_esh", "ends with one", MERGED_EN && b->el->brief)                                         \
    F("f_zpr", "the Chinese begins with a pronoun", b->zf->pronoun)                                \
    F("j_zpr", "joins before a Chinese pronoun", b->join_zh_pronoun)                               \
    F("f_zsh", "begins with a very short Chinese segment", b->zf->brief)                           \
    F("j_zsh", "joins very short Chinese segments", b->join_zh_brief)                              \
    F("j_llz", "long Chinese segments seldom join", MERGED_ZH ? couplet__log1p(b->LZ / b->n) : 0)  \
    F("j_lle", "long English segments seldom join", MERGED_EN ? couplet__log1p(b->LE / b->m) : 0)  \
    F("pos_dn", "English out of the Chinese sentence's order", b->place_down)                      \
    F("pos_up", "English in its order", b->place_up)                                               \
    F("pos_f", "the first renders its beginning", b->place_first)                                  \
    F("pos_l", "the last renders its end", b->place_last)                                          \
    F("looE", "what the lesser outer Chinese member adds", b->loo_e)                               \
    F("llooE", "... as a logarithm", b->lloo_e)                                                    \
    F("looZ", "what the lesser outer English member adds", b->loo_z)                               \
    F("llooZ", "... as a logarithm", b->lloo_z)                                                    \
    F("dup11", "the Chinese is a near copy of another", b->copy_zh)                                \
    F("edup11", "the English is", b->copy_en)                                                      \
    F("x11", "evidence above what is usual", b->x)                                                 \
    F("lx11", "... as a logarithm", b->n + b->m == 2 ? couplet__log(most(b->x, 0) + .05) : 0)      \
    F("headE", "the English begins with a clause of the segment before", b->head_e / 10)           \
    F("tailE", "the English ends with a clause of the next segment", b->tail_e / 10)               \
    F("headZ", "the Chinese begins with a clause of the segment before", b->head_z / 10)           \
    F("tailZ", "the Chinese ends with a clause of the next segment", b->tail_z / 10)               \
    F("headEr", "... by share", b->head_e / (b->weight_fe + 3))                                    \
    F("tailEr", "... by share", b->tail_e / (b->weight_le + 3))                                    \
    F("headZr", "... by share", b->head_z / (b->weight_fz + 3))                                    \
    F("tailZr", "... by share", b->tail_z / (b->weight_lz + 3))                                    \
    F("headB", "... on both sides", least(b->head_e, b->head_z) / 10)                              \
    F("tailB", "... on both sides", least(b->tail_e, b->tail_z) / 10)                              \
    F("att_mis", "a bare 'he said' and no speaker in English",                                     \
      b->speaks_zh > 0 && b->speaks_en == 0)                                                       \
    F("att_join", "joins a bare 'he said' where English names a speaker",                          \
      b->joined_speaks > 0 && b->speaks_en > 0)                                                    \
    F("att_alone", "a bare 'he said' on its own", b->speaks_zh > 0 && !MERGED_ZH)                  \
    F("att_en", "the English names a speaker more often", most(b->speaks_en - 1, 0))               \
    F("par_mis", "brackets around a segment of one side only",                                     \
      (b->aside_zh > 0) != (b->aside_en > 0))                                                      \
    F("par_join", "joins a segment in brackets",                                                   \
      (MERGED_ZH && b->aside_zh > 0) || (MERGED_EN && b->aside_en > 0))                            \
    F("kind_mis", "different kinds of segments", b->other_kind)                                    \
    F("kind_mix", "joins different kinds of segments", b->mixed_kind)                              \
    F("kind_head", "headlines", b->both_headline)                                                  \
    F("kind_cap", "captions", b->both_caption)                                                     \
    F("kind_1head", "a headline and something else", b->one_headline)                              \
    F("kind_1cap", "a caption and something else", b->one_caption)                                 \
    F("kind_1cred", "a credit and something else", b->one_credit)                                  \
    F("kind_lit", "litter of a page has no rendering", b->litter)                                  \
    F("apart", "falls into two beads in order", b->apart)                                          \
    F("crossed", "falls into two beads that cross", b->crossed)                                    \
    F("crossed+", "... more so than in order", most(b->crossed - b->apart, 0))                     \
    F("againZ", "joins Chinese that says the same again", most(0, b->again_zh - .3))               \
    F("againE", "joins English that does", most(0, b->again_en - .3))                              \
    F("g_n", "joining Chinese in literary prose", (b->n - 1) * b->prose)                           \
    F("g_m", "joining English in literary prose", (b->m - 1) * b->prose)                           \
    F("g_looE", "lesser outer Chinese member in prose", b->lloo_e * b->prose)                      \
    F("g_looZ", "lesser outer English member in prose", b->lloo_z * b->prose)                      \
    F("g_minE", "least covered English member in prose", b->log_min_e * b->prose)                  \
    F("g_minZ", "least covered Chinese member in prose", b->log_min_z * b->prose)                  \
    F("g_di", "coverage in prose", b->dice * b->prose)                                             \
    F("g_E0n", "English weight in prose", b->E0 * b->prose / 10)                                   \
    F("g_Z0n", "Chinese weight in prose", b->Z0 * b->prose / 10)                                   \
    F("g_lr2", "length in prose", least(b->r * b->r, 4) * b->prose)                                \
    CROSSED(F, "u", b->uz, b->ue, "when the whole lengths do not match")                           \
    CROSSED(F, "p", b->pz, b->pe, "when the document has many nulls")                              \
    F("rv_lr2", "lengths bind less where ratios vary", least(b->r * b->r, 4) * b->rv)              \
    F("rv_lra", "... absolute", least(fabs(b->r), 2) * b->rv)

/* The same again, crossed with how much of either side the document leaves out. */
#define CROSSED(F, k, vz, ve, why)                                                                 \
    F(k "_n", "joining Chinese " why, (b->n - 1) * vz)                                             \
    F(k "_m", "joining English " why, (b->m - 1) * ve)                                             \
    F(k "_nx", "joining Chinese, English left over", (b->n - 1) * ve)                              \
    F(k "_mx", "joining English, Chinese left over", (b->m - 1) * vz)                              \
    F(k "_minZ", "least covered Chinese member " why, b->log_min_z *vz)                            \
    F(k "_minE", "least covered English member " why, b->log_min_e *ve)                            \
    F(k "_looE", "lesser outer Chinese member " why, b->lloo_e *vz)                                \
    F(k "_looZ", "lesser outer English member " why, b->lloo_z *ve)                                \
    F(k "_lr2", "length " why, least(b->r * b->r, 4) * (vz + ve))                                  \
    F(k "_lr+", "English too long " why, clip(b->r, 0, 2) * (vz + ve))                             \
    F(k "_lr-", "English too short " why, clip(b->r, -2, 0) * (vz + ve))                           \
    F(k "_di", "coverage " why, b->dice *(vz + ve))                                                \
    F(k "_lre", "English of what could be " why, b->lre *(vz + ve))                                \
    F(k "_lrz", "Chinese of what could be " why, b->lrz *(vz + ve))                                \
    F(k "_lgE", "gain of joining Chinese " why, b->lge *(vz + ve))                                 \
    F(k "_lgZ", "gain of joining English " why, b->lgz *(vz + ve))                                 \
    F(k "_E0n", "English weight " why, b->E0 *(vz + ve) / 10)                                      \
    F(k "_Z0n", "Chinese weight " why, b->Z0 *(vz + ve) / 10)                                      \
    F(k "_lcz", "Chinese covered " why, b->lcz *vz)                                                \
    F(k "_lce", "English covered " why, b->lce *ve)

/* Null beads: is there a partner anywhere? z: a Chinese segment, otherwise an English one. */
#define NULLS(F)                                                                                   \
    F("nulllen", "long segments are seldom left out", couplet__sqrt(o->length) / 10)               \
    F("nullE", "weighty segments are seldom left out", o->weight / 10)                             \
    SIDE(F, "nz", o->z) SIDE(F, "ne", !o->z)

#define SIDE(F, k, here)                                                                           \
    F(k "_best", "evidence of the best partner anywhere", here ? o->s->best : 0)                   \
    F(k "_lbest", "... as a logarithm", here ? o->log_best : 0)                                    \
    F(k "_cov", "share that the best partner covers", here ? o->s->cover : 0)                      \
    F(k "_lcov", "... as a logarithm", here ? couplet__log(o->s->cover + .05) : 0)                 \
    F(k "_riv", "... against its rivals for that partner", here ? o->s->rival : 0)                 \
    F(k "_rivp", "... when it is the best of them", here ? most(o->s->rival, 0) : 0)               \
    F(k "_ll", "length as a logarithm", here ? o->log_length : 0)                                  \
    F(k "_dup", "a near copy of another segment", here ? most(0, o->f->copy - .5) : 0)             \
    F(k "_att", "a bare 'he said'", here && o->f->speaks && o->z)                                  \
    F(k "_say", "tells who speaks", here && o->f->names_speaker)                                   \
    F(k "_quo", "begins or ends a quotation", here && o->turns)                                    \
    F(k "_bin", "behind it, a quotation is open on one side", here && o->differs)                  \
    F(k "_par", "all in brackets", here && o->f->aside)                                            \
    F(k "_head", "a headline", here && o->f->kind == COUPLET_KIND_HEADLINE)                        \
    F(k "_cap", "a caption", here && o->f->kind == COUPLET_KIND_CAPTION)                           \
    F(k "_cred", "a credit", here && o->f->kind == COUPLET_KIND_CREDIT)                            \
    F(k "_by", "a byline", here && o->f->kind == COUPLET_KIND_BYLINE)                              \
    F(k "_lit", "litter", here && o->f->kind == COUPLET_KIND_LITTER)                               \
    F("u_" k, "the whole lengths do not match", here ? o->u : 0)                                   \
    F("p_" k, "the document has many nulls", here ? o->p : 0)                                      \
    F("g_" k, "literary prose", here ? o->prose : 0)                                               \
    F("g_" k "l", "evidence in literary prose", here ? o->log_best * o->prose : 0)                 \
    F("u_" k "l", "evidence when lengths do not match", here ? o->log_best * o->u : 0)             \
    F("p_" k "l", "evidence when there are many nulls", here ? o->log_best * o->p : 0)

typedef struct orphan {
    bool z;
    bool turns;   /* a quotation is open at its end or before it, not both */
    bool differs; /* ... at the end of one side, but for one that English opens again */
    double length, weight, log_length, log_best, u, p, prose;
    const couplet__support *s;
    const couplet__surface *f;
} orphan;

static const couplet__surface NO_SURFACE;

/* zh and en: the segments before. */
static void measure_quotation(orphan *o, const couplet__surface *zh, const couplet__surface *en)
{
    o->turns = o->f->inside != (o->z ? zh : en)->inside;
    zh = o->z ? o->f : zh;
    en = o->z ? en : o->f;
    o->differs = zh->inside != en->inside && !(zh->inside && en->reopens);
}

static orphan measure_null(const couplet__scene *c, size_t s, size_t t, uint32_t type)
{
    const couplet__document *d = c->document;
    orphan o = {.z = type == COUPLET__TYPE_10};
    o.s = o.z ? &c->stair->zh[s] : &c->stair->en[t];
    o.f = o.z ? &c->zh[s] : &c->en[t];
    measure_quotation(&o, s > 0 ? &c->zh[s - 1] : &NO_SURFACE, t > 0 ? &c->en[t - 1] : &NO_SURFACE);
    o.weight = o.z ? d->zh_weight[s] : d->en_weight[t];
    o.length = o.z ? o.f->length * c->stair->ratio : o.f->length;
    o.log_length = couplet__log1p(o.z ? o.f->length : o.f->length / 3.0);
    o.log_best = couplet__log(most(o.s->best, 0) + .05);
    o.u = o.z ? most(0, -c->stair->mismatch) : most(0, c->stair->mismatch);
    o.p = o.z ? c->null_zh : c->null_en;
    o.prose = c->prose;
    return o;
}

static const double LOG[] = {0,
                             0,
                             0.6931471805599453,
                             1.0986122886681098,
                             1.3862943611198906,
                             1.6094379124341003,
                             1.791759469228055,
                             1.9459101090932196};

/* The bead type itself: how often such beads occur. 1-1 is the measure of the others. */
static const char *const TYPE_NAMES[COUPLET__TYPES - 1] = {
    "type12", "type21", "type13", "type22", "type31", "type14", "type23", "type32",
    "type15", "type24", "type33", "type41", "type16", "type34", "type25", "type42",
    "type35", "type26", "type17", "type36", "type44", "type43", "type10", "type01"};

enum { TYPE_FEATURES = COUPLET__TYPES - 1 };

#define NAME(name, why, formula) name,
static const char *const NAMES[] = {MATCHES(NAME) NULLS(NAME)};
#undef NAME

#define ONE(name, why, formula) +1
enum { MATCH_FEATURES = 0 MATCHES(ONE), NULL_FEATURES = 0 NULLS(ONE) };
#undef ONE

size_t couplet__feature_count(void) { return TYPE_FEATURES + MATCH_FEATURES + NULL_FEATURES; }

const char *couplet__feature_name(size_t i)
{
    return i < TYPE_FEATURES ? TYPE_NAMES[i] : NAMES[i - TYPE_FEATURES];
}

double couplet__feature_prior(size_t i)
{
    static const struct {
        const char *name;
        double prior;
    } PRIORS[] = {
        {"att_join", 2},    {"att_alone", -2}, {"att_mis", -1},  {"nz_att", -3},   {"kind_lit", -4},
        {"kind_1cred", -3}, {"kind_1cap", -1}, {"kind_mix", -1}, {"par_join", -1}, {"par_mis", -1},
        {"crossed+", -4},   {"nz_lit", 1},     {"ne_lit", 1},    {"ne_par", 1},
    };
    for (size_t k = 0; k < sizeof PRIORS / sizeof *PRIORS; k++)
        if (strcmp(PRIORS[k].name, couplet__feature_name(i)) == 0)
            return PRIORS[k].prior;
    return 0;
}

#define PUT(name, why, formula) *out++ = (float)(formula);

static void put_matches(const bead *b, float *out) { MATCHES(PUT) }

static void put_nulls(const orphan *o, float *out) { NULLS(PUT) }

#undef PUT

void couplet__features_of(const couplet__scene *scene, size_t s, size_t t, uint32_t type,
                          float *out)
{
    memset(out, 0, couplet__feature_count() * sizeof *out);
    if (type > 0)
        out[type - 1] = 1;
    out += TYPE_FEATURES;
    if (type < COUPLET__TYPE_10) {
        bead b = measure(scene, s, t, type);
        put_matches(&b, out);
    } else {
        orphan o = measure_null(scene, s, t, type);
        put_nulls(&o, out + MATCH_FEATURES);
    }
}

/* Summed in four lanes, as vector instructions do. */
double couplet__weigh(const double *restrict w, const float *restrict x, size_t count)
{
    enum { LANES = 4 };
    double sum[LANES] = {0};
    size_t i = 0;
    for (; i + LANES <= count; i += LANES)
        for (size_t k = 0; k < LANES; k++)
            sum[k] += w[i + k] * x[i + k];
    for (size_t k = 0; i + k < count; k++)
        sum[k] += w[i + k] * x[i + k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

double couplet__bead_score(const couplet__scene *scene, const double *weights, size_t s, size_t t,
                           uint32_t type)
{
    float x[MATCH_FEATURES > NULL_FEATURES ? MATCH_FEATURES : NULL_FEATURES];
    double sum = type > 0 ? weights[type - 1] : 0;
    const double *w = weights + TYPE_FEATURES;
    size_t count = MATCH_FEATURES;
    if (type < COUPLET__TYPE_10) {
        bead b = measure(scene, s, t, type);
        put_matches(&b, x);
    } else {
        orphan o = measure_null(scene, s, t, type);
        put_nulls(&o, x);
        w += MATCH_FEATURES;
        count = NULL_FEATURES;
    }
    return sum + couplet__weigh(w, x, count);
}
