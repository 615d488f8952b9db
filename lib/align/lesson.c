#include "align/lesson.h"

#include <string.h>

#include "align/model.h"
#include "base/buf.h"

static char *join(const couplet__lines *lines, size_t *size)
{
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    for (size_t i = 0; i < lines->count; i++) {
        couplet__buf_add(&out, lines->at[i].bytes, lines->at[i].size);
        couplet__buf_char(&out, '\n');
    }
    if (out.failed)
        couplet__buf_free(&out);
    *size = out.size;
    return out.at;
}

static couplet_status cut(couplet_text **out, couplet_lang lang, const char *bytes, size_t size,
                          const couplet__lines *lines)
{
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = COUPLET_PROFILE_LINES;
    couplet_status status = couplet_text_segment(out, lang, bytes, size, &options, NULL);
    return status == COUPLET_OK && couplet_text_count(*out) != lines->count ? COUPLET_EDATA
                                                                            : status;
}

/* The lattice's edge for a gold bead, or NULL. */
static const couplet__edge *edge_of(const couplet__lattice *l, const couplet__gold *g, size_t s,
                                    size_t t)
{
    if (!couplet__band_has(l->nodes, s, t))
        return NULL;
    size_t node = couplet__band_cell(l->nodes, s, t);
    for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
        couplet__type type = couplet__types[l->edges.at[k].type];
        if (type.n == g->zh.count && type.m == g->en.count)
            return &l->edges.at[k];
    }
    return NULL;
}

static couplet__edge *gold_edge(couplet__lesson *l, const couplet__gold *g, size_t s, size_t t)
{
    const couplet__edge *e = edge_of(&l->work.lattice, g, s, t);
    return e == NULL ? NULL : &l->work.lattice.edges.at[e - l->work.lattice.edges.at];
}

/* Adds to the posteriors of the gold path. */
static void raise_gold(couplet__lesson *l, const couplet__sample *sample, float by)
{
    size_t s = 0, t = 0;
    for (size_t i = 0; i < sample->gold.count; i++) {
        couplet__edge *e = gold_edge(l, &sample->gold.at[i], s, t);
        if (e != NULL)
            e->posterior += by;
        s += sample->gold.at[i].zh.count;
        t += sample->gold.at[i].en.count;
    }
}

/* Features of one edge; the weights of runs of nulls, which the second pass alone knows, are behind
 * those of features. */
static size_t features_in(const couplet__lesson *l)
{
    return l->first ? couplet__glance_count() : couplet__feature_count();
}

static couplet_status measure(couplet__lesson *l, const couplet__sample *sample)
{
    const couplet__lattice *x = &l->work.lattice;
    size_t count = features_in(l), node = 0, s = 0, t = 0;
    couplet__free(l->features);
    couplet__free(l->gold_sum);
    l->gold_edges.count = 0;
    l->features = couplet__alloc(x->edges.count * count, sizeof *l->features);
    l->gold_sum = couplet__zalloc(couplet__weight_count(l->first), sizeof *l->gold_sum);
    if (l->features == NULL || l->gold_sum == NULL)
        return COUPLET_ENOMEM;
    for (size_t i = 0; i < x->nodes->rows; i++)
        for (size_t j = x->nodes->low[i]; j < x->nodes->high[i]; j++, node++)
            for (size_t k = x->first[node]; k < x->first[node + 1]; k++)
                (l->first ? couplet__glance_of : couplet__features_of)(
                    &l->work.scene, i, j, x->edges.at[k].type, l->features + k * count);
    l->missed = 0;
    bool after_null = false;
    for (size_t i = 0; i < sample->gold.count; i++) {
        const couplet__gold *g = &sample->gold.at[i];
        const couplet__edge *e = edge_of(x, g, s, t);
        bool null = g->zh.count == 0 || g->en.count == 0;
        if (e == NULL)
            l->missed++;
        else if (!couplet__vec_push(&l->gold_edges, (size_t)(e - x->edges.at)))
            return COUPLET_ENOMEM;
        for (size_t f = 0; e != NULL && f < count; f++)
            l->gold_sum[f] += l->features[(size_t)(e - x->edges.at) * count + f];
        if (!l->first && e != NULL && null && after_null)
            l->gold_sum[count + (g->zh.count == 0)]++;
        after_null = null;
        s += g->zh.count;
        t += g->en.count;
    }
    return COUPLET_OK;
}

static void score(couplet__lesson *l, const double *weights)
{
    couplet__lattice *x = &l->work.lattice;
    size_t count = features_in(l);
    for (size_t k = 0; k < x->edges.count; k++) {
        const float *f = l->features + k * count;
        x->edges.at[k].score = (float)couplet__weigh(weights, f, count);
    }
    x->run_zh = l->first ? 0 : weights[count];
    x->run_en = l->first ? 0 : weights[count + 1];
}

couplet_status couplet__lesson_open(couplet__lesson *out, const couplet__sample *sample,
                                    const couplet_options *options, const double *weights,
                                    double forget, uint64_t seed)
{
    size_t zh_size, en_size;
    couplet__lesson l = {.first = true,
                         .zh_bytes = join(&sample->zh, &zh_size),
                         .en_bytes = join(&sample->en, &en_size)};
    couplet_status status = COUPLET_ENOMEM;
    static const couplet__task NOTHING;
    couplet__node *path = couplet__alloc(sample->gold.count, sizeof *path);
    size_t s = 0, t = 0;
    for (size_t i = 0; path != NULL && i < sample->gold.count; i++) {
        path[i] = (couplet__node){(uint32_t)s, (uint32_t)t};
        s += sample->gold.at[i].zh.count;
        t += sample->gold.at[i].en.count;
    }
    if (l.zh_bytes != NULL && l.en_bytes != NULL && path != NULL)
        status = cut(&l.zh, COUPLET_ZH, l.zh_bytes, zh_size, &sample->zh);
    if (status == COUPLET_OK)
        status = cut(&l.en, COUPLET_EN, l.en_bytes, en_size, &sample->en);
    if (status == COUPLET_OK)
        status = couplet__work_open(&l.work, l.zh, l.en,
                                    &(couplet__task){.options = options,
                                                     .first = weights,
                                                     .must = path,
                                                     .must_count = sample->gold.count,
                                                     .forget = forget,
                                                     .seed = seed});
    couplet__free(path);
    l.work.task = &NOTHING; /* nobody watches what follows */
    *out = l;
    /* the lattice and the scene point into the work: they follow it */
    couplet__work_moved(&out->work);
    if (status == COUPLET_OK)
        status = measure(out, sample);
    if (status != COUPLET_OK)
        couplet__lesson_close(out);
    return status;
}

couplet_status couplet__lesson_again(couplet__lesson *l, const couplet__sample *sample)
{
    raise_gold(l, sample, 1); /* it must stay in reach, but nothing may be learned from it */
    couplet__lattice_prune(&l->work.lattice, (float)COUPLET__HOPELESS);
    raise_gold(l, sample, -1);
    l->first = false;
    couplet_status status = couplet__work_again(&l->work);
    return status == COUPLET_OK ? measure(l, sample) : status;
}

size_t couplet__lesson_squares(const couplet__lesson *l, double *sums)
{
    size_t count = features_in(l);
    for (size_t k = 0; k < l->work.lattice.edges.count; k++)
        for (size_t i = 0; i < count; i++)
            sums[i] += (double)l->features[k * count + i] * l->features[k * count + i];
    return l->work.lattice.edges.count;
}

/* Posteriors where every bead that is not gold scores `margin` more; adds weight times (log
 * likelihood of the gold) to *value, and sets the expected runs. */
static couplet_status expect(couplet__lesson *l, const double *weights, double margin,
                             double *value, double runs[COUPLET__RUN_WEIGHTS])
{
    double total;
    score(l, weights);
    for (size_t k = 0; k < l->work.lattice.edges.count; k++)
        l->work.lattice.edges.at[k].score += (float)margin;
    for (size_t i = 0; i < l->gold_edges.count; i++)
        l->work.lattice.edges.at[l->gold_edges.at[i]].score -= (float)margin;
    couplet_status status = couplet__lattice_posteriors(&l->work.lattice, &total, runs);
    if (status != COUPLET_OK)
        return status;
    *value -= l->weight * total;
    for (size_t i = 0; i < couplet__weight_count(l->first); i++)
        *value += l->weight * weights[i] * l->gold_sum[i];
    return COUPLET_OK;
}

couplet_status couplet__lesson_expect(couplet__lesson *l, const double *weights, double *value)
{
    double runs[COUPLET__RUN_WEIGHTS];
    return expect(l, weights, 0, value, runs);
}

couplet_status couplet__lesson_learn(couplet__lesson *l, const double *weights, double margin,
                                     double *value, double *gradient)
{
    size_t count = features_in(l);
    double runs[COUPLET__RUN_WEIGHTS];
    couplet_status status = expect(l, weights, margin, value, runs);
    if (status != COUPLET_OK)
        return status;
    for (size_t i = 0; i < couplet__weight_count(l->first); i++)
        gradient[i] += l->weight * l->gold_sum[i];
    for (size_t k = 0; k < l->work.lattice.edges.count; k++) {
        const float *f = l->features + k * count;
        double p = l->weight * l->work.lattice.edges.at[k].posterior;
        if (p < 1e-7)
            continue;
        for (size_t i = 0; i < count; i++)
            gradient[i] -= p * f[i];
    }
    for (size_t r = 0; !l->first && r < COUPLET__RUN_WEIGHTS; r++)
        gradient[count + r] -= l->weight * runs[r];
    return COUPLET_OK;
}

couplet_status couplet__lesson_score(couplet__lesson *l, const couplet__sample *sample,
                                     const double *weights, size_t counts[4])
{
    couplet__steps steps = {0};
    double value = 0;
    couplet_status status = couplet__lesson_expect(l, weights, &value);
    if (status == COUPLET_OK)
        status = couplet__lattice_decode(&steps, &l->work.lattice, COUPLET__TAU);
    size_t g = 0, s = 0, t = 0;
    for (size_t i = 0; i < sample->gold.count; i++)
        counts[3] += sample->gold.at[i].zh.count > 0 && sample->gold.at[i].en.count > 0;
    for (size_t i = 0; status == COUPLET_OK && i < steps.count; i++) {
        couplet__type type = couplet__types[l->work.lattice.edges.at[steps.at[i].edge].type];
        while (g < sample->gold.count && (s < steps.at[i].s || t < steps.at[i].t) &&
               s <= steps.at[i].s && t <= steps.at[i].t) {
            s += sample->gold.at[g].zh.count;
            t += sample->gold.at[g++].en.count;
        }
        bool right = g < sample->gold.count && s == steps.at[i].s && t == steps.at[i].t &&
                     sample->gold.at[g].zh.count == type.n && sample->gold.at[g].en.count == type.m;
        counts[0] += right;
        counts[1]++;
        counts[2] += right && type.n > 0 && type.m > 0;
    }
    couplet__vec_free(&steps);
    return status;
}

void couplet__lesson_close(couplet__lesson *l)
{
    couplet__work_close(&l->work);
    couplet_text_free(l->zh);
    couplet_text_free(l->en);
    couplet__free(l->zh_bytes);
    couplet__free(l->en_bytes);
    couplet__free(l->features);
    couplet__free(l->gold_sum);
    couplet__vec_free(&l->gold_edges);
    *l = (couplet__lesson){0};
}
