#include "align/glance.h"

#include <math.h>
#include <string.h>

#include "base/real.h"

/* The first segments of one side of a bead, together. */
typedef struct run {
    double weight, length;
    double best; /* evidence of their best partners anywhere */
    double asks, exclaims, opens, unbalanced, joined_brief;
    bool mixed_kind, litter;
    const couplet__surface *first, *last;
} run;

/* What the other side covers of each of them, summed up: at most, by all of it together; at least,
 * by the best of it. The evidence of the best, summed up. The least evidence and cover of any. */
typedef struct cross {
    double most, least, x, least_x, least_cover;
} cross;

/* All that a node's beads are made of, by the number of their segments - 1. */
typedef struct outlines {
    run zh[COUPLET__MAX_ZH], en[COUPLET__MAX_EN];
    cross of_zh[COUPLET__MAX_ZH][COUPLET__MAX_EN], of_en[COUPLET__MAX_ZH][COUPLET__MAX_EN];
} outlines;

typedef struct glimpse {
    double n, m;
    const run *zh, *en;
    const cross *of_zh, *of_en;
    double share_most, share_least; /* of the whole mass, by all and by the best */
    double r;                       /* difference in length, -2 .. 2 */
    double prose, uz, ue;
} glimpse;

typedef struct lone { /* a null bead */
    bool z;
    const couplet__support *s;
    const couplet__surface *f;
    double weight, length, u, prose;
} lone;

static double least(double a, double b) { return a < b ? a : b; }

static double most(double a, double b) { return a > b ? a : b; }

/* The run that is longer by a segment; `before` is NULL for the first. */
static run lengthen(const run *before, const couplet__surface *f, const couplet__support *s,
                    double weight)
{
    run r = before != NULL ? *before : (run){.first = f};
    r.last = f;
    r.weight += weight;
    r.length += f->length;
    r.best += s->best;
    r.asks += f->asks;
    r.exclaims += f->exclaims;
    r.opens += f->opens;
    r.unbalanced += (double)f->opens - f->closes;
    r.joined_brief += before != NULL && f->brief;
    r.mixed_kind |= f->kind != r.first->kind;
    r.litter |= f->kind == COUPLET_KIND_LITTER;
    return r;
}

/* Takes a segment in: what all and the best of the other side cover of it, and the best evidence of
 * it. per_weight: 1 / (weight + 2). */
static void take_in(cross *c, double all, double best, double x, double weight, double per_weight)
{
    c->most += least(all, weight);
    c->least += best;
    c->x += x;
    c->least_x = least(c->least_x, x);
    c->least_cover = least(c->least_cover, best * per_weight);
}

static const cross NOTHING_YET = {.least_x = 1e9, .least_cover = 1e9};

/* How many English segments the beads of so many Chinese ones, or more, want. */
typedef struct reach {
    size_t n, m[COUPLET__MAX_ZH];
} reach;

static reach reach_of(uint32_t types)
{
    reach r = {0, {0}};
    for (uint32_t k = 0; k < COUPLET__TYPE_10; k++)
        if (types >> k & 1) {
            size_t n = couplet__types[k].n, m = couplet__types[k].m;
            r.n = n > r.n ? n : r.n;
            r.m[n - 1] = m > r.m[n - 1] ? m : r.m[n - 1];
        }
    for (size_t k = COUPLET__MAX_ZH - 1; k-- > 0;)
        r.m[k] = r.m[k + 1] > r.m[k] ? r.m[k + 1] : r.m[k];
    return r;
}

static const double NO_EVIDENCE = -.5; /* where no pair stands in the band */

/* What is known of a Chinese segment while one English segment after another is looked at. */
typedef struct row {
    size_t low, high, cell; /* columns of the band; the cell of column 0, as if there were one */
    double all, best, x;    /* of it, by the columns so far */
    double weight, per_weight;
    cross of_en; /* of the columns so far, by the rows up to this one */
} row;

static row row_of(const couplet__scene *c, size_t s)
{
    const couplet__band *b = &c->stair->band;
    double weight = c->document->zh_weight[s];
    return (row){.low = b->low[s],
                 .high = b->high[s],
                 .cell = b->start[s] - b->low[s],
                 .x = NO_EVIDENCE,
                 .weight = weight,
                 .per_weight = 1 / (weight + 2),
                 .of_en = NOTHING_YET};
}

/* Looks at the beads within reach of (s, t). */
static void look(outlines *v, const couplet__scene *c, size_t s, size_t t, const reach *far)
{
    const couplet__document *d = c->document;
    row rows[COUPLET__MAX_ZH];
    for (size_t k = 0; k < far->n; k++) {
        rows[k] = row_of(c, s + k);
        v->zh[k] = lengthen(k == 0 ? NULL : &v->zh[k - 1], &c->zh[s + k], &c->stair->zh[s + k],
                            rows[k].weight);
    }
    for (size_t q = 0; q < far->m[0]; q++) {
        double weight = d->en_weight[t + q], per_weight = 1 / (weight + 2);
        double all = 0, best = 0, x = NO_EVIDENCE;
        cross of_zh = NOTHING_YET;
        v->en[q] =
            lengthen(q == 0 ? NULL : &v->en[q - 1], &c->en[t + q], &c->stair->en[t + q], weight);
        for (size_t k = 0; k < far->n && q < far->m[k]; k++) {
            row *r = &rows[k];
            if (t + q >= r->low && t + q < r->high) {
                size_t cell = r->cell + t + q;
                double g = c->cover->g[cell], h = c->cover->h[cell], here = c->stair->x[cell];
                all += g;
                best = most(best, g);
                x = most(x, here);
                r->all += h;
                r->best = most(r->best, h);
                r->x = most(r->x, here);
            }
            take_in(&r->of_en, all, best, x, weight, per_weight);
            take_in(&of_zh, r->all, r->best, r->x, r->weight, r->per_weight);
            v->of_en[k][q] = r->of_en;
            v->of_zh[k][q] = of_zh;
        }
    }
}

static glimpse glimpse_of(const outlines *v, const couplet__scene *c, uint32_t type)
{
    size_t k = couplet__types[type].n - 1u, q = couplet__types[type].m - 1u;
    glimpse b = {.n = couplet__types[type].n,
                 .m = couplet__types[type].m,
                 .zh = &v->zh[k],
                 .en = &v->en[q],
                 .of_zh = &v->of_zh[k][q],
                 .of_en = &v->of_en[k][q],
                 .prose = c->prose,
                 .uz = most(0, -c->stair->mismatch),
                 .ue = most(0, c->stair->mismatch)};
    double weight = b.zh->weight + b.en->weight + 1, expected = b.zh->length * c->stair->ratio;
    b.share_most = (b.of_zh->most + b.of_en->most) / weight;
    b.share_least = (b.of_zh->least + b.of_en->least) / weight;
    b.r = 2 * (b.en->length - expected) / (b.en->length + expected + 10);
    return b;
}

static lone look_at_one(const couplet__scene *c, size_t s, size_t t, uint32_t type)
{
    const couplet__document *d = c->document;
    lone o = {.z = type == COUPLET__TYPE_10, .prose = c->prose};
    o.s = o.z ? &c->stair->zh[s] : &c->stair->en[t];
    o.f = o.z ? &c->zh[s] : &c->en[t];
    o.weight = o.z ? d->zh_weight[s] : d->en_weight[t];
    o.length = o.z ? o.f->length * c->stair->ratio : o.f->length;
    o.u = most(0, o.z ? -c->stair->mismatch : c->stair->mismatch);
    return o;
}

/* Beads with both sides; they speak of `b`. The size of a bead: its segments. */
#define MATCHES(F)                                                                                 \
    F("first_all", "share covered at most, by size", b->share_most *(b->n + b->m))                 \
    F("first_best", "share covered at least, by size", b->share_least *(b->n + b->m))              \
    F("first_W", "how much there was to cover", (b->zh->weight + b->en->weight) / 20)              \
    F("first_mass", "mass covered at most", (b->of_zh->most + b->of_en->most) / 20)                \
    F("first_least", "mass covered at least", (b->of_zh->least + b->of_en->least) / 20)            \
    F("first_ce", "share of the English, at most", b->of_en->most / (b->en->weight + 2))           \
    F("first_cz", "share of the Chinese, at most", b->of_zh->most / (b->zh->weight + 2))           \
    F("first_ceb", "share of the English, at least", b->of_en->least / (b->en->weight + 2))        \
    F("first_czb", "share of the Chinese, at least", b->of_zh->least / (b->zh->weight + 2))        \
    F("first_minE", "a merge is as good as its least covered member",                              \
      b->m > 1 ? b->of_en->least_cover : 0)                                                        \
    F("first_minZ", "the same for the Chinese", b->n > 1 ? b->of_zh->least_cover : 0)              \
    F("first_x", "evidence of all members", b->of_zh->x + b->of_en->x)                             \
    F("first_xmin", "evidence of the least member", least(b->of_zh->least_x, b->of_en->least_x))   \
    F("first_bz", "evidence that the Chinese has anywhere", b->zh->best)                           \
    F("first_be", "evidence that the English has anywhere", b->en->best)                           \
    F("first_r2", "difference in length, squared", b->r * b->r)                                    \
    F("first_ra", "... absolute", fabs(b->r))                                                      \
    F("first_kind", "different kinds of segments", b->zh->first->kind != b->en->first->kind)       \
    F("first_mix", "joins different kinds of segments", b->zh->mixed_kind || b->en->mixed_kind)    \
    F("first_lit", "litter of a page has no rendering", b->zh->litter || b->en->litter)            \
    F("first_qmis", "a question on one side only", (b->zh->asks > 0) != (b->en->asks > 0))         \
    F("first_qeq", "questions answer questions", least(b->zh->asks, b->en->asks))                  \
    F("first_xmis", "an exclamation on one side only",                                             \
      (b->zh->exclaims > 0) != (b->en->exclaims > 0))                                              \
    F("first_xeq", "exclamations answer exclamations", least(b->zh->exclaims, b->en->exclaims))    \
    F("first_omis", "a quotation on one side only", (b->zh->opens > 0) != (b->en->opens > 0))      \
    F("first_opos", "quotations on both", b->zh->opens > 0 && b->en->opens > 0)                    \
    F("first_zbal", "a bead should not break a quotation", least(fabs(b->zh->unbalanced), 2))      \
    F("first_qst", "one side starts with a quotation",                                             \
      b->zh->first->starts_quoted != b->en->first->starts_quoted)                                  \
    F("first_qen", "one side ends with a quotation",                                               \
      b->zh->last->ends_quoted != b->en->last->ends_quoted)                                        \
    F("first_fin", "both end alike", b->zh->last->ending == b->en->last->ending)                   \
    F("first_col", "the Chinese goes on", b->zh->last->ending == COUPLET__ENDS_COLON)              \
    F("first_bin", "a quotation is open at the end of one side",                                   \
      b->zh->last->inside != b->en->last->inside)                                                  \
    F("first_epr", "begins with a pronoun", b->en->first->pronoun)                                 \
    F("first_jes", "joins very short segments", b->en->joined_brief)                               \
    F("first_jzs", "joins very short Chinese segments", b->zh->joined_brief)                       \
    F("first_gn", "joining Chinese in literary prose", (b->n - 1) * b->prose)                      \
    F("first_gm", "joining English in literary prose", (b->m - 1) * b->prose)                      \
    F("first_gc", "coverage in literary prose", b->share_least * b->prose)                         \
    F("first_un", "joining Chinese when the whole lengths do not match", (b->n - 1) * b->uz)       \
    F("first_um", "joining English", (b->m - 1) * b->ue)                                           \
    F("first_ur", "length when the whole lengths do not match", b->r * b->r * (b->uz + b->ue))

/* Null beads; they speak of `o`. */
#define NULLS(F) SIDE(F, "first_nz", o->z) SIDE(F, "first_ne", !o->z)

#define SIDE(F, k, here)                                                                           \
    F(k "_best", "evidence of the best partner anywhere", here ? o->s->best : 0)                   \
    F(k "_cov", "share that the best partner covers", here ? o->s->cover : 0)                      \
    F(k "_riv", "lead over its rivals for that partner", here ? most(o->s->rival, 0) : 0)          \
    F(k "_W", "weighty segments are seldom left out", here ? o->weight / 10 : 0)                   \
    F(k "_len", "long segments are seldom left out", here ? couplet__sqrt(o->length) / 10 : 0)     \
    F(k "_dup", "a near copy of another segment", here ? most(0, o->f->copy - .5) : 0)             \
    F(k "_lit", "litter", here && o->f->kind == COUPLET_KIND_LITTER)                               \
    F(k "_head", "a headline", here && o->f->kind == COUPLET_KIND_HEADLINE)                        \
    F(k "_u", "the whole lengths do not match", here ? o->u : 0)                                   \
    F(k "_g", "literary prose", here ? o->prose : 0)

/* The bead type itself; 1-1 is the measure of the others. */
static const char *const TYPE_NAMES[COUPLET__TYPES - 1] = {
    "first_12", "first_21", "first_13", "first_22", "first_31", "first_14", "first_23", "first_32",
    "first_15", "first_24", "first_33", "first_41", "first_16", "first_34", "first_25", "first_42",
    "first_35", "first_26", "first_17", "first_36", "first_44", "first_43", "first_10", "first_01"};

enum { TYPE_FEATURES = COUPLET__TYPES - 1 };

#define NAME(name, why, formula) name,
static const char *const NAMES[] = {MATCHES(NAME) NULLS(NAME)};
#undef NAME

#define ONE(name, why, formula) +1
enum { MATCH_FEATURES = 0 MATCHES(ONE), NULL_FEATURES = 0 NULLS(ONE) };
#undef ONE

size_t couplet__glance_count(void) { return TYPE_FEATURES + MATCH_FEATURES + NULL_FEATURES; }

const char *couplet__glance_name(size_t i)
{
    return i < TYPE_FEATURES ? TYPE_NAMES[i] : NAMES[i - TYPE_FEATURES];
}

#define PUT(name, why, formula) *out++ = (float)(formula);

static void put_matches(const glimpse *b, float *out) { MATCHES(PUT) }

static void put_nulls(const lone *o, float *out) { NULLS(PUT) }

#undef PUT

void couplet__glance_of(const couplet__scene *c, size_t s, size_t t, uint32_t type, float *out)
{
    memset(out, 0, couplet__glance_count() * sizeof *out);
    if (type > 0)
        out[type - 1] = 1;
    out += TYPE_FEATURES;
    if (type < COUPLET__TYPE_10) {
        outlines v;
        reach far = reach_of((uint32_t)1 << type);
        look(&v, c, s, t, &far);
        glimpse b = glimpse_of(&v, c, type);
        put_matches(&b, out);
    } else {
        lone o = look_at_one(c, s, t, type);
        put_nulls(&o, out + MATCH_FEATURES);
    }
}

void couplet__glance(const couplet__scene *c, const double *weights, size_t s, size_t t,
                     uint32_t types, double *scores)
{
    float x[MATCH_FEATURES > NULL_FEATURES ? MATCH_FEATURES : NULL_FEATURES];
    const double *w = weights + TYPE_FEATURES;
    reach far = reach_of(types);
    outlines v;
    look(&v, c, s, t, &far);
    for (uint32_t k = 0; k < COUPLET__TYPES; k++) {
        double sum = k > 0 ? weights[k - 1] : 0;
        if ((types >> k & 1) == 0)
            continue;
        if (k < COUPLET__TYPE_10) {
            glimpse b = glimpse_of(&v, c, k);
            put_matches(&b, x);
            sum += couplet__weigh(w, x, MATCH_FEATURES);
        } else {
            lone o = look_at_one(c, s, t, k);
            put_nulls(&o, x);
            sum += couplet__weigh(w + MATCH_FEATURES, x, NULL_FEATURES);
        }
        scores[k] = sum;
    }
}
