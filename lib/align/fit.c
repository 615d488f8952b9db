#include <lbfgs.h>
#include <string.h>

#include "align/lesson.h"
#include "align/model.h"
#include "base/given.h"
#include "base/real.h"

typedef struct source {
    char *name, *zh, *en; /* copies */
    couplet__sample sample;
    unsigned fold;
    double weight, variant_weight;
} source;

struct couplet_fit {
    couplet_fit_options options;
    COUPLET__VEC(source) sources;
    COUPLET__VEC(couplet__lesson *) lessons;
    couplet__samples variants;
    couplet__strings strings;
};

static const double FORGET = .4; /* share of words whose links variants lack */

enum { ALL = -1 }; /* in place of a fold: nothing is left out */

void couplet_fit_options_init(couplet_fit_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    couplet_fit_options defaults = {.size = sizeof defaults,
                                    .lexicon = couplet_lexicon_builtin(),
                                    .penalty = 1.5,
                                    .margin = 1.5,
                                    .iterations = 100,
                                    .folds = 6,
                                    .augment = 2,
                                    .seed = 5};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
    options->size = size;
}

couplet_status couplet_fit_new(couplet_fit **out, const couplet_fit_options *options,
                               couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the fit");
    *out = couplet__zalloc(1, sizeof **out);
    if (*out == NULL)
        return couplet__no_memory(error);
    couplet_fit_options_init(&(*out)->options, sizeof(*out)->options);
    const char *wrong = NULL;
    if (!couplet__take_given(&(*out)->options, sizeof(*out)->options, options))
        wrong = "options that this library does not know";
    else if (!((*out)->options.penalty >= 0 && (*out)->options.margin >= 0))
        wrong = "penalty and margin are at least 0";
    if (wrong == NULL)
        return COUPLET_OK;
    couplet_fit_free(*out);
    *out = NULL;
    return couplet__fail(error, COUPLET_EINVAL, 0, 0, wrong);
}

static void source_free(source *s)
{
    couplet__free(s->name);
    couplet__free(s->zh);
    couplet__free(s->en);
    couplet__sample_free(&s->sample);
}

void couplet_fit_free(couplet_fit *fit)
{
    if (fit == NULL)
        return;
    for (size_t i = 0; i < fit->lessons.count; i++) {
        couplet__lesson_close(fit->lessons.at[i]);
        couplet__free(fit->lessons.at[i]);
    }
    for (size_t i = 0; i < fit->sources.count; i++)
        source_free(&fit->sources.at[i]);
    for (size_t i = 0; i < fit->variants.count; i++)
        couplet__sample_free(&fit->variants.at[i]);
    for (size_t i = 0; i < fit->strings.count; i++)
        couplet__free(fit->strings.at[i]);
    couplet__vec_free(&fit->lessons);
    couplet__vec_free(&fit->sources);
    couplet__vec_free(&fit->variants);
    couplet__vec_free(&fit->strings);
    couplet__free(fit);
}

/* Copies the segments as they are shown, and points lines to them. */
static bool copy_lines(char **copy, couplet__lines *lines, const couplet_text *text)
{
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    size_t count = couplet_text_count(text);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        char *shown;
        size_t size;
        ok = couplet_text_show(&shown, &size, text, (couplet_range){i, 1}, NULL) == COUPLET_OK;
        if (ok)
            couplet__buf_add(&out, shown, size);
        couplet_free(ok ? shown : NULL);
        ok = ok && couplet__vec_push(lines, (couplet__line){NULL, size});
    }
    *copy = out.at;
    const char *at = out.at;
    for (size_t i = 0; ok && !out.failed && i < count; i++) {
        lines->at[i].bytes = at;
        at += lines->at[i].size;
    }
    return ok && !out.failed;
}

/* The numbers of one side, "[3, 4]", as the run from the least to the greatest. */
static bool read_side(const char *s, size_t end, size_t *at, couplet_range *out)
{
    size_t least = SIZE_MAX, most = 0;
    if (*at == end || s[(*at)++] != '[')
        return false;
    while (*at < end && s[*at] != ']') {
        size_t value = 0, digits = 0;
        while (*at < end && (s[*at] == ' ' || s[*at] == ','))
            ++*at;
        for (; *at < end && s[*at] >= '0' && s[*at] <= '9' && digits < 10; ++*at, digits++)
            value = value * 10 + (size_t)(s[*at] - '0');
        if (digits == 0)
            return false;
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    *out = least > most ? (couplet_range){0, 0} : (couplet_range){least, most - least + 1};
    return (*at)++ < end;
}

static size_t end_of(couplet_range r) { return r.first + r.count; }

static void swallow(couplet_range *a, couplet_range b)
{
    size_t end = end_of(*a) > end_of(b) ? end_of(*a) : end_of(b);
    size_t first = a->first < b.first ? a->first : b.first;
    if (b.count != 0)
        *a = a->count == 0 ? b : (couplet_range){first, end - first};
}

/* Appends a bead of the ladder. One that crosses the last is joined with it: the model knows runs.
 */
static bool append(couplet__golds *out, couplet__gold g, size_t *zh, size_t *en)
{
    bool crosses = (g.zh.count != 0 && g.zh.first < *zh) || (g.en.count != 0 && g.en.first < *en);
    if (crosses && out->count > 0) {
        swallow(&out->at[out->count - 1].zh, g.zh);
        swallow(&out->at[out->count - 1].en, g.en);
        g = out->at[out->count - 1];
    } else if (!couplet__vec_push(out, g)) {
        return false;
    }
    *zh = end_of(g.zh) > *zh ? end_of(g.zh) : *zh;
    *en = end_of(g.en) > *en ? end_of(g.en) : *en;
    return true;
}

/* Do the beads stand one behind the other, from the first segments to the last? Sets where the
 * empty sides stand. */
static bool tile(couplet__golds *golds, size_t S, size_t T)
{
    size_t zh = 0, en = 0;
    for (size_t i = 0; i < golds->count; i++) {
        couplet__gold *g = &golds->at[i];
        if ((g->zh.count != 0 && g->zh.first != zh) || (g->en.count != 0 && g->en.first != en))
            return false;
        g->zh.first = zh;
        g->en.first = en;
        zh += g->zh.count;
        en += g->en.count;
    }
    return zh == S && en == T;
}

static couplet_status read_gold(couplet__golds *out, const char *s, size_t size, size_t S, size_t T,
                                couplet_error *error)
{
    size_t zh = 0, en = 0, line = 0;
    for (size_t at = 0; at < size;) {
        const char *stop = memchr(s + at, '\n', size - at);
        size_t end = stop == NULL ? size : (size_t)(stop - s), start = at;
        couplet__gold g;
        line++;
        if (end > at && (!read_side(s, end, &at, &g.zh) || at == end || s[at++] != ':' ||
                         !read_side(s, end, &at, &g.en)))
            return couplet__fail(error, COUPLET_EDATA, start, line, "not a bead of a ladder");
        if (end > start && !append(out, g, &zh, &en))
            return couplet__no_memory(error);
        at = end + 1;
    }
    return tile(out, S, T) ? COUPLET_OK
                           : couplet__fail(error, COUPLET_EDATA, size, line,
                                           "the beads do not cover the texts");
}

couplet_status couplet_fit_add(couplet_fit *fit, const couplet_fit_text *given,
                               couplet_error *error)
{
    couplet_fit_text own = {.size = sizeof own}, *text = &own;
    if (fit == NULL || given == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "an argument is NULL");
    if (!couplet__take_given(&own, sizeof own, given))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "a text that this library does not know");
    if (text->name == NULL || text->zh == NULL || text->en == NULL ||
        (text->gold == NULL && text->gold_size != 0))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "a part of the text is NULL");
    source s = {.fold = text->fold, .weight = text->weight, .variant_weight = text->variant_weight};
    couplet_status status =
        read_gold(&s.sample.gold, text->gold, text->gold_size, couplet_text_count(text->zh),
                  couplet_text_count(text->en), error);
    if (status == COUPLET_OK) {
        s.name = couplet__copy(text->name, strlen(text->name));
        if (s.name == NULL || !copy_lines(&s.zh, &s.sample.zh, text->zh) ||
            !copy_lines(&s.en, &s.sample.en, text->en) || !couplet__vec_push(&fit->sources, s))
            status = couplet__no_memory(error);
    }
    if (status != COUPLET_OK)
        source_free(&s);
    return status;
}

static couplet_status add_lesson(couplet_fit *fit, const couplet__sample *sample, size_t from,
                                 bool variant, const couplet__model *start)
{
    couplet_options options;
    couplet_options_init(&options, sizeof options);
    options.lexicon = fit->options.lexicon;
    couplet__lesson *l = couplet__zalloc(1, sizeof *l);
    if (l == NULL)
        return COUPLET_ENOMEM;
    couplet_status status =
        couplet__lesson_open(l, sample, &options, start->first, variant ? FORGET : 0,
                             fit->options.seed + fit->lessons.count);
    if (status == COUPLET_OK && !couplet__vec_push(&fit->lessons, l)) {
        couplet__lesson_close(l);
        status = COUPLET_ENOMEM;
    }
    if (status != COUPLET_OK) {
        couplet__free(l);
        return status;
    }
    const source *s = &fit->sources.at[from];
    l->weight = variant ? s->variant_weight / fit->options.augment : s->weight;
    l->fold = s->fold;
    l->source = from;
    l->variant = variant;
    return COUPLET_OK;
}

/* Lines of the other texts, for foreign blocks. */
static bool pool_for(couplet__sample *pool, const couplet_fit *fit, size_t source_index)
{
    pool->zh.count = pool->en.count = 0;
    for (size_t i = 0; i < fit->sources.count; i++) {
        const couplet__sample *s = &fit->sources.at[i].sample;
        if (i == source_index)
            continue;
        for (size_t k = 0; k < s->zh.count; k++)
            if (!couplet__vec_push(&pool->zh, s->zh.at[k]))
                return false;
        for (size_t k = 0; k < s->en.count; k++)
            if (!couplet__vec_push(&pool->en, s->en.at[k]))
                return false;
    }
    return true;
}

static const couplet__sample *sample_of(const couplet_fit *fit, size_t lesson, size_t *variant)
{
    const couplet__lesson *l = fit->lessons.at[lesson];
    return l->variant ? &fit->variants.at[(*variant)++] : &fit->sources.at[l->source].sample;
}

static couplet_status open_lessons(couplet_fit *fit, const couplet__model *start)
{
    couplet_status status = COUPLET_OK;
    couplet__sample pool = {0};
    for (size_t i = 0; status == COUPLET_OK && i < fit->sources.count; i++) {
        size_t from = fit->variants.count;
        status = add_lesson(fit, &fit->sources.at[i].sample, i, false, start);
        if (fit->sources.at[i].variant_weight <= 0)
            continue;
        if (status == COUPLET_OK && !pool_for(&pool, fit, i))
            status = COUPLET_ENOMEM;
        for (unsigned r = 0; status == COUPLET_OK && r < fit->options.augment; r++)
            status = couplet__augment(&fit->variants, &fit->strings, &fit->sources.at[i].sample,
                                      &pool, fit->options.seed + r * 1000 + i);
        for (size_t v = from; status == COUPLET_OK && v < fit->variants.count; v++)
            status = add_lesson(fit, &fit->variants.at[v], i, true, start);
    }
    couplet__sample_free(&pool);
    return status;
}

typedef struct objective {
    const couplet_fit *fit;
    bool first;         /* pass */
    int left_out;       /* a fold, or ALL */
    const double *unit; /* of each weight, in which the search counts it */
    double *weights;    /* those of the last step */
    couplet_status status;
} objective;

static lbfgsfloatval_t evaluate(void *user, const lbfgsfloatval_t *x, lbfgsfloatval_t *g, int n,
                                lbfgsfloatval_t step)
{
    objective *o = user;
    double value = 0;
    (void)step;
    for (int i = 0; i < n; i++) {
        g[i] = 0;
        o->weights[i] = x[i] * o->unit[i];
    }
    for (size_t k = 0; o->status == COUPLET_OK && k < o->fit->lessons.count; k++) {
        couplet__lesson *l = o->fit->lessons.at[k];
        if (o->left_out == ALL || l->fold != (unsigned)o->left_out)
            o->status = couplet__lesson_learn(l, o->weights, o->first ? 0 : o->fit->options.margin,
                                              &value, g);
    }
    value = -value;
    for (int i = 0; i < n; i++) {
        bool feature = !o->first && (size_t)i < couplet__feature_count();
        double away = o->weights[i] - (feature ? couplet__feature_prior((size_t)i) : 0);
        value += 0.5 * o->fit->options.penalty * away * away;
        g[i] = (o->fit->options.penalty * away - g[i]) * o->unit[i];
    }
    return value;
}

static int stop_on_failure(void *user, const lbfgsfloatval_t *x, const lbfgsfloatval_t *g,
                           const lbfgsfloatval_t fx, const lbfgsfloatval_t xnorm,
                           const lbfgsfloatval_t gnorm, const lbfgsfloatval_t step, int n, int k,
                           int ls)
{
    (void)x, (void)g, (void)fx, (void)xnorm, (void)gnorm, (void)step, (void)n, (void)k, (void)ls;
    return ((objective *)user)->status != COUPLET_OK;
}

/* Fits a pass without one fold, from the weights in x. */
static couplet_status fit_fold(const couplet_fit *fit, bool first, int left_out, const double *unit,
                               double *x)
{
    int n = (int)couplet__weight_count(first);
    lbfgs_parameter_t how;
    lbfgs_parameter_init(&how);
    how.max_iterations = (int)fit->options.iterations;
    how.epsilon = 1e-4;
    objective o = {fit, first, left_out, unit, x, COUPLET_OK};
    lbfgsfloatval_t *at = lbfgs_malloc(n);
    if (at == NULL)
        return COUPLET_ENOMEM;
    for (int i = 0; i < n; i++)
        at[i] = x[i] / unit[i];
    int outcome = lbfgs(n, at, NULL, evaluate, stop_on_failure, &o, &how);
    for (int i = 0; i < n; i++)
        x[i] = at[i] * unit[i];
    lbfgs_free(at);
    if (o.status != COUPLET_OK)
        return o.status;
    return outcome == LBFGSERR_OUTOFMEMORY ? COUPLET_ENOMEM : COUPLET_OK;
}

/* The units in which the search counts weights: one over the root mean square of their features,
 * five at most. Without, the steps of L-BFGS follow the few large features, and a hundred of them
 * leave the small ones near where they began. */
static void find_units(const couplet_fit *fit, size_t count, double *unit)
{
    size_t edges = 1;
    for (size_t i = 0; i < count; i++)
        unit[i] = 0;
    for (size_t k = 0; k < fit->lessons.count; k++)
        edges += couplet__lesson_squares(fit->lessons.at[k], unit);
    for (size_t i = 0; i < count; i++) {
        double mean = couplet__sqrt(unit[i] / (double)edges);
        unit[i] = 1 / (mean > .2 ? mean : .2);
    }
}

/* Weights of one pass: [0] of all texts, [1 + f] without fold f. All begin with the priors: what
 * all texts taught would linger in those without a fold. */
static couplet_status fit_pass(const couplet_fit *fit, bool first, double **weights)
{
    size_t count = couplet__weight_count(first);
    double *unit = couplet__alloc(count, sizeof *unit);
    couplet_status status = unit == NULL ? COUPLET_ENOMEM : COUPLET_OK;
    if (status == COUPLET_OK)
        find_units(fit, count, unit);
    for (int f = ALL; status == COUPLET_OK && f < (int)fit->options.folds; f++) {
        for (size_t i = 0; i < count; i++)
            weights[1 + f][i] =
                !first && i < couplet__feature_count() ? couplet__feature_prior(i) : 0;
        status = fit_fold(fit, first, f, unit, weights[1 + f]);
    }
    couplet__free(unit);
    return status;
}

static double *weights_for(const couplet_fit *fit, double **weights, const couplet__lesson *l)
{
    return l->fold < fit->options.folds ? weights[1 + l->fold] : weights[0];
}

/* Every lesson goes on to the second pass as weights that have not seen it see it. */
static couplet_status second_pass(couplet_fit *fit, double **weights)
{
    couplet_status status = COUPLET_OK;
    size_t variant = 0;
    for (size_t k = 0; status == COUPLET_OK && k < fit->lessons.count; k++) {
        const couplet__sample *sample = sample_of(fit, k, &variant);
        couplet__lesson *l = fit->lessons.at[k];
        double value = 0;
        status = couplet__lesson_expect(l, weights_for(fit, weights, l), &value);
        if (status == COUPLET_OK)
            status = couplet__lesson_again(l, sample);
    }
    return status;
}

/* Was the text left out of a fit that had others to learn from? */
static bool was_left_out(const couplet_fit *fit, const couplet__lesson *l)
{
    bool others = false;
    for (size_t i = 0; i < fit->sources.count; i++)
        others |= fit->sources.at[i].fold != l->fold && fit->sources.at[i].weight > 0;
    return !l->variant && l->weight > 0 && l->fold < fit->options.folds && others;
}

/* The log likelihood of the plain texts that were left out, by weights that have not seen them,
 * divided by `heat`. */
static couplet_status likelihood_at(const couplet_fit *fit, double **weights, double heat,
                                    double *cooled, double *value)
{
    couplet_status status = COUPLET_OK;
    *value = 0;
    for (size_t k = 0; status == COUPLET_OK && k < fit->lessons.count; k++) {
        couplet__lesson *l = fit->lessons.at[k];
        if (!was_left_out(fit, l))
            continue;
        for (size_t i = 0; i < couplet__weight_count(false); i++)
            cooled[i] = weights[1 + l->fold][i] / heat;
        status = couplet__lesson_expect(l, cooled, value);
    }
    return status;
}

/* By golden section: of .5 to 4, the heat that makes left-out texts likeliest. */
static couplet_status find_heat(const couplet_fit *fit, double **weights, double *cooled,
                                double *heat)
{
    const double GOLDEN = 0.6180339887498949, NEAR = .01;
    double low = .5, high = 4, at[2], value[2];
    couplet_status status = COUPLET_OK;
    for (int k = 0; status == COUPLET_OK && k < 2; k++) {
        at[k] = k == 0 ? high - GOLDEN * (high - low) : low + GOLDEN * (high - low);
        status = likelihood_at(fit, weights, at[k], cooled, &value[k]);
    }
    while (status == COUPLET_OK && high - low > NEAR) {
        int worse = value[0] > value[1]; /* its side is given up */
        *(worse == 1 ? &high : &low) = at[worse];
        at[worse] = at[1 - worse];
        value[worse] = value[1 - worse];
        at[1 - worse] = worse == 1 ? high - GOLDEN * (high - low) : low + GOLDEN * (high - low);
        status = likelihood_at(fit, weights, at[1 - worse], cooled, &value[1 - worse]);
    }
    *heat = (low + high) / 2;
    return status;
}

/* A margin makes the model surer than it may be: divides all weights by what makes texts that were
 * left out likeliest (temperature scaling, Guo et al. 2017). Where none was, they stay. */
static couplet_status cool(const couplet_fit *fit, double **weights)
{
    double heat = 1;
    bool any = false;
    for (size_t k = 0; k < fit->lessons.count; k++)
        any |= was_left_out(fit, fit->lessons.at[k]);
    if (!any)
        return COUPLET_OK;
    double *cooled = couplet__alloc(couplet__weight_count(false), sizeof *cooled);
    couplet_status status =
        cooled == NULL ? COUPLET_ENOMEM : find_heat(fit, weights, cooled, &heat);
    couplet__free(cooled);
    for (size_t f = 0; status == COUPLET_OK && f <= fit->options.folds; f++)
        for (size_t i = 0; i < couplet__weight_count(false); i++)
            weights[f][i] /= heat;
    return status;
}

/* Tells how texts score with weights that have not seen them, each plain one and all variants. */
static couplet_status report_scores(const couplet_fit *fit, double **weights, const char *pass,
                                    couplet_write_fn report, void *user)
{
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; status == COUPLET_OK && i < fit->sources.count; i++) {
        size_t plain[4] = {0}, made[4] = {0}, missed = 0, variant = 0;
        for (size_t k = 0; status == COUPLET_OK && k < fit->lessons.count; k++) {
            couplet__lesson *l = fit->lessons.at[k];
            const couplet__sample *sample = sample_of(fit, k, &variant);
            if (l->source != i)
                continue;
            missed += l->missed;
            status = couplet__lesson_score(l, sample, weights_for(fit, weights, l),
                                           l->variant ? made : plain);
        }
        couplet__buf line = {0};
        couplet__buf_str(&line, pass);
        couplet__buf_str(&line, "\t");
        couplet__buf_str(&line, fit->sources.at[i].name);
        for (int v = 0; v < 2; v++) {
            const size_t *c = v == 0 ? plain : made;
            double p = c[1] == 0 ? 0 : (double)c[0] / (double)c[1];
            double r = c[3] == 0 ? 0 : (double)c[2] / (double)c[3];
            couplet__buf_str(&line, v == 0 ? "\tstrict F1 " : "\tof its variants ");
            couplet__buf_fixed(&line, p + r > 0 ? 2 * p * r / (p + r) : 0, 4);
        }
        couplet__buf_str(&line, "\tgold beads out of reach ");
        couplet__buf_uint(&line, missed);
        couplet__buf_str(&line, "\n");
        if (status == COUPLET_OK && line.failed)
            status = COUPLET_ENOMEM;
        if (status == COUPLET_OK && report(user, line.at, line.size) != 0)
            status = COUPLET_ECALLBACK;
        couplet__buf_free(&line);
    }
    return status;
}

static couplet_status write_table(const double *first, const double *second, int fold,
                                  int (*write)(void *, int, const char *, size_t), void *user)
{
    couplet__buf out = {0};
    couplet__buf_str(&out, "# feature, its weight; those of the first pass begin with first_\n");
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < couplet__weight_count(pass == 0); i++) {
            couplet__buf_str(&out, couplet__weight_name(pass == 0, i));
            couplet__buf_char(&out, '\t');
            couplet__buf_fixed(&out, (pass == 0 ? first : second)[i], 5);
            couplet__buf_char(&out, '\n');
        }
    couplet_status status = out.failed                                 ? COUPLET_ENOMEM
                            : write(user, fold, out.at, out.size) != 0 ? COUPLET_ECALLBACK
                                                                       : COUPLET_OK;
    couplet__buf_free(&out);
    return status;
}

couplet_status couplet_fit_run(couplet_fit *fit,
                               int (*write)(void *user, int fold, const char *tsv, size_t size),
                               couplet_write_fn report, void *user, couplet_error *error)
{
    if (fit == NULL || write == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "an argument is NULL");
    size_t tables = 1 + (size_t)fit->options.folds;
    double **first = couplet__zalloc(tables, sizeof *first);
    double **second = couplet__zalloc(tables, sizeof *second);
    couplet__model start = {0};
    couplet_status status = couplet__model_builtin(&start, error);
    if (status == COUPLET_OK && (first == NULL || second == NULL))
        status = COUPLET_ENOMEM;
    for (size_t i = 0; status == COUPLET_OK && i < tables; i++) {
        first[i] = couplet__zalloc(couplet__weight_count(true), sizeof **first);
        second[i] = couplet__zalloc(couplet__weight_count(false), sizeof **second);
        if (first[i] == NULL || second[i] == NULL)
            status = COUPLET_ENOMEM;
    }
    if (status == COUPLET_OK)
        status = open_lessons(fit, &start);
    if (status == COUPLET_OK)
        status = fit_pass(fit, true, first);
    if (status == COUPLET_OK && report != NULL)
        status = report_scores(fit, first, "first pass", report, user);
    if (status == COUPLET_OK)
        status = second_pass(fit, first);
    if (status == COUPLET_OK)
        status = fit_pass(fit, false, second);
    if (status == COUPLET_OK)
        status = cool(fit, second);
    if (status == COUPLET_OK && report != NULL)
        status = report_scores(fit, second, "second pass", report, user);
    for (size_t i = 1; status == COUPLET_OK && i <= tables; i++)
        status = write_table(first[i % tables], second[i % tables], i == tables ? ALL : (int)i - 1,
                             write, user);
    for (size_t i = 0; i < tables; i++) {
        couplet__free(first == NULL ? NULL : first[i]);
        couplet__free(second == NULL ? NULL : second[i]);
    }
    couplet__free(first);
    couplet__free(second);
    couplet__model_free(&start);
    return status == COUPLET_OK ? status
                                : couplet__fail(error, status, 0, 0, couplet_status_text(status));
}
