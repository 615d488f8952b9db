#include "align/lattice.h"

#include <math.h>
#include <string.h>

#include "base/real.h"

const couplet__type couplet__types[COUPLET__TYPES] = {
    {1, 1}, {1, 2}, {2, 1}, {1, 3}, {2, 2}, {3, 1}, {1, 4}, {2, 3}, {3, 2},
    {1, 5}, {2, 4}, {3, 3}, {4, 1}, {1, 6}, {3, 4}, {2, 5}, {4, 2}, {3, 5},
    {2, 6}, {1, 7}, {3, 6}, {4, 4}, {4, 3}, {1, 0}, {0, 1}};

static const double NEVER = -1e300;

void couplet__lattice_free(couplet__lattice *lattice)
{
    couplet__vec_free(&lattice->edges);
    couplet__free(lattice->first);
    lattice->first = NULL;
}

/* m * 2^e: sums of exponentials of any size, without a logarithm for each of them. */
typedef struct big {
    double m;
    int64_t e;
} big;

enum { FAR = 64 }; /* a power of two that far below does not count in a double */

static double power(int64_t e)
{
    enum { MANTISSA = 52, BIAS = 1023 };
    if (e < -1000)
        return 0;
    uint64_t bits = (uint64_t)(e + BIAS) << MANTISSA;
    double p;
    memcpy(&p, &bits, sizeof p);
    return p;
}

static big big_exp(double x)
{
    const double LN2 = 0.693147180559945309417;
    double e = floor(x / LN2);
    return (big){couplet__exp(x - e * LN2), (int64_t)e};
}

static big times(big a, big b) { return (big){a.m * b.m, a.e + b.e}; }

static void add(big *to, big x)
{
    int64_t d = x.e - to->e;
    if (x.m == 0 || (to->m != 0 && d < -FAR))
        return;
    if (to->m == 0 || d > FAR) {
        *to = x;
    } else if (d <= 0) {
        to->m += x.m * power(d);
    } else {
        to->m = to->m * power(-d) + x.m;
        to->e = x.e;
    }
}

/* Brings m near one again. */
static void settle(big *x)
{
    int e;
    if (x->m == 0)
        return;
    x->m = frexp(x->m, &e);
    x->e += e;
}

/* What every edge weighs: exp(score); behind a null bead, null edges weigh more. */
typedef struct weights {
    big *edge;
    big run[2];
} weights;

static big weight_after_null(const weights *w, size_t k, uint32_t type)
{
    return type < COUPLET__TYPE_10 ? w->edge[k]
                                   : times(w->edge[k], w->run[type - COUPLET__TYPE_10]);
}

/* The state that the edge leads to, as an index into alpha and beta. */
static size_t target(const couplet__lattice *l, size_t i, size_t j, const couplet__edge *e)
{
    couplet__type type = couplet__types[e->type];
    size_t node = couplet__band_cell(l->nodes, i + type.n, j + type.m);
    bool end = node + 1 == l->nodes->start[l->nodes->rows];
    return node * 2 + (e->type >= COUPLET__TYPE_10 && !end);
}

static bool forward(const couplet__lattice *l, const weights *w, big *alpha)
{
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++) {
        if (!couplet__watch_on(l->watch, i, l->nodes->rows * 3))
            return false;
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++) {
            big *plain = &alpha[node * 2], *after = &alpha[node * 2 + 1];
            settle(plain);
            settle(after);
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                const couplet__edge *e = &l->edges.at[k];
                big *to = &alpha[target(l, i, j, e)];
                add(to, times(*plain, w->edge[k]));
                add(to, times(*after, weight_after_null(w, k, e->type)));
            }
        }
    }
    return true;
}

static bool backward(const couplet__lattice *l, const weights *w, big *beta)
{
    size_t rows = l->nodes->rows, node = l->nodes->start[rows];
    for (size_t i = rows; i-- > 0;) {
        if (!couplet__watch_on(l->watch, rows * 2 - i, rows * 3))
            return false;
        for (size_t j = l->nodes->high[i]; j-- > l->nodes->low[i];) {
            node--;
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                const couplet__edge *e = &l->edges.at[k];
                big on = beta[target(l, i, j, e)];
                add(&beta[node * 2], times(on, w->edge[k]));
                add(&beta[node * 2 + 1], times(on, weight_after_null(w, k, e->type)));
            }
            settle(&beta[node * 2]);
            settle(&beta[node * 2 + 1]);
        }
    }
    return true;
}

static double share(big x, big of)
{
    return x.m == 0 || of.m == 0 ? 0 : x.m / of.m * power(x.e - of.e > 1000 ? 1000 : x.e - of.e);
}

/* Writes every edge's posterior; adds to run[] what stems from states behind a null bead. */
static void divide(couplet__lattice *l, const weights *w, const big *alpha, const big *beta,
                   double run[2])
{
    big total = alpha[(l->nodes->start[l->nodes->rows] - 1) * 2];
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                couplet__edge *e = &l->edges.at[k];
                big on = beta[target(l, i, j, e)];
                double p = share(times(times(alpha[node * 2], w->edge[k]), on), total);
                double q = share(
                    times(times(alpha[node * 2 + 1], weight_after_null(w, k, e->type)), on), total);
                e->posterior = (float)(p + q);
                if (e->type >= COUPLET__TYPE_10)
                    run[e->type - COUPLET__TYPE_10] += q;
            }
}

couplet_status couplet__lattice_posteriors(couplet__lattice *l, double *total, double runs[2])
{
    size_t nodes = l->nodes->start[l->nodes->rows];
    big *alpha = couplet__zalloc(nodes * 2, sizeof *alpha);
    big *beta = couplet__zalloc(nodes * 2, sizeof *beta);
    weights w = {couplet__alloc(l->edges.count, sizeof *w.edge),
                 {big_exp(l->run_zh), big_exp(l->run_en)}};
    couplet_status status = COUPLET_ENOMEM;
    double run[2] = {0, 0};
    if (alpha == NULL || beta == NULL || w.edge == NULL)
        goto done;
    for (size_t k = 0; k < l->edges.count; k++)
        w.edge[k] = big_exp(l->edges.at[k].score);
    alpha[0] = beta[nodes * 2 - 2] = (big){1, 0};
    if (!forward(l, &w, alpha) || !backward(l, &w, beta)) {
        status = COUPLET_ECANCELED;
        goto done;
    }
    divide(l, &w, alpha, beta, run);
    if (total != NULL)
        *total = couplet__log(alpha[nodes * 2 - 2].m) +
                 (double)alpha[nodes * 2 - 2].e * 0.693147180559945309417;
    if (runs != NULL)
        memcpy(runs, run, sizeof run);
    status = COUPLET_OK;
done:
    couplet__free(alpha);
    couplet__free(beta);
    couplet__free(w.edge);
    return status;
}

static bool fits(const couplet__band *nodes, size_t i, size_t j, uint32_t k, unsigned max_zh,
                 unsigned max_en)
{
    couplet__type type = couplet__types[k];
    return type.n <= max_zh && type.m <= max_en && couplet__band_has(nodes, i + type.n, j + type.m);
}

static size_t node_behind(const couplet__band *nodes, size_t i, size_t j, uint32_t k)
{
    return couplet__band_cell(nodes, i + couplet__types[k].n, j + couplet__types[k].m);
}

/* What glances say, node by node; all of it is gone before an edge is scored. */
typedef struct forecast {
    const couplet__band *nodes;
    uint32_t bit[COUPLET__MOST_N + 1][COUPLET__MOST_M + 1]; /* of each type, if it may be */
    uint32_t *types; /* of each node, the bits of its edges' types */
    float *weight;   /* nodes x types: exp(score), later promise() */
    big *alpha, *beta;
    double *best;     /* of the best path to each node */
    uint8_t *arrival; /* the type of its last edge, + 1 */
} forecast;

size_t couplet__lattice_room(const couplet__band *nodes)
{
    return nodes->start[nodes->rows] * (sizeof(uint32_t) + COUPLET__TYPES * sizeof(float) +
                                        2 * sizeof(big) + sizeof(double) + 1);
}

static void forecast_close(forecast *f)
{
    couplet__free(f->types);
    couplet__free(f->weight);
    couplet__free(f->alpha);
    couplet__free(f->beta);
    couplet__free(f->best);
    couplet__free(f->arrival);
}

static void forecast_allow(forecast *f, unsigned max_zh, unsigned max_en)
{
    for (uint32_t k = 0; k < COUPLET__TYPES; k++) {
        couplet__type type = couplet__types[k];
        if (type.n <= max_zh && type.m <= max_en)
            f->bit[type.n][type.m] = (uint32_t)1 << k;
    }
}

/* The types of the edges from a node that end inside the band. */
static uint32_t types_from(const forecast *f, size_t i, size_t j)
{
    const couplet__band *nodes = f->nodes;
    uint32_t types = 0;
    for (size_t n = 0; n <= COUPLET__MOST_N && i + n < nodes->rows; n++) {
        size_t m = nodes->low[i + n] > j ? nodes->low[i + n] - j : 0;
        for (; m <= COUPLET__MOST_M && j + m < nodes->high[i + n]; m++)
            types |= f->bit[n][m];
    }
    return types;
}

static uint32_t first_of(uint32_t types) { return (uint32_t)__builtin_ctz(types); }

static couplet_status forecast_forward(forecast *f, const couplet__outlook *o,
                                       couplet__watch *watch)
{
    const couplet__band *nodes = f->nodes;
    size_t node = 0;
    f->alpha[0] = (big){1, 0};
    for (size_t i = 0; i < nodes->rows; i++) {
        if (!couplet__watch_on(watch, i, nodes->rows * 3))
            return COUPLET_ECANCELED;
        for (size_t j = nodes->low[i]; j < nodes->high[i]; j++, node++) {
            double scores[COUPLET__TYPES];
            uint32_t types = types_from(f, i, j);
            settle(&f->alpha[node]);
            o->glance(o->user, i, j, types, scores);
            for (; types != 0; types &= types - 1) {
                uint32_t k = first_of(types);
                double g = scores[k];
                if (g < -1e200)
                    continue;
                f->types[node] |= (uint32_t)1 << k;
                float w = (float)couplet__exp(g < -40 ? -40 : g > 40 ? 40 : g);
                size_t to = node_behind(nodes, i, j, k);
                f->weight[node * COUPLET__TYPES + k] = w;
                add(&f->alpha[to], times(f->alpha[node], (big){w, 0}));
                if (f->alpha[node].m > 0 && f->best[node] + g > f->best[to]) {
                    f->best[to] = f->best[node] + g;
                    f->arrival[to] = (uint8_t)(k + 1);
                }
            }
        }
    }
    return COUPLET_OK;
}

static void forecast_backward(forecast *f)
{
    const couplet__band *nodes = f->nodes;
    size_t node = nodes->start[nodes->rows];
    f->beta[node - 1] = (big){1, 0};
    for (size_t i = nodes->rows; i-- > 0;)
        for (size_t j = nodes->high[i]; j-- > nodes->low[i];) {
            node--;
            for (uint32_t types = f->types[node]; types != 0; types &= types - 1) {
                uint32_t k = first_of(types);
                float w = f->weight[node * COUPLET__TYPES + k];
                add(&f->beta[node], times(f->beta[node_behind(nodes, i, j, k)], (big){w, 0}));
            }
            settle(&f->beta[node]);
        }
}

/* Marks the edges of the best path: `arrival` becomes, of each node, the type it leaves by, + 1. */
static void mark_best(forecast *f)
{
    const couplet__band *nodes = f->nodes;
    size_t i = nodes->rows - 1, j = nodes->columns - 1;
    uint8_t leaving = 0;
    for (;;) {
        size_t node = couplet__band_cell(nodes, i, j);
        uint8_t by = f->arrival[node];
        f->arrival[node] = (uint8_t)(leaving | 0x80);
        if (by == 0)
            break;
        leaving = by;
        i -= couplet__types[by - 1].n;
        j -= couplet__types[by - 1].m;
    }
}

/* The share of all paths, by the glances, that take this edge. */
static float promise(const forecast *f, size_t node, size_t i, size_t j, uint32_t k)
{
    float w = f->weight[node * COUPLET__TYPES + k];
    big x = times(f->alpha[node], times(f->beta[node_behind(f->nodes, i, j, k)], (big){w, 0}));
    return (float)share(x, f->alpha[f->nodes->start[f->nodes->rows] - 1]);
}

enum { DECADES = 3, ENOUGH = 40 }; /* edges for each row and column, in the mean */

/* Turns weights into promises. Where more edges than enough are promising, more is asked of them.
 */
static double find_least(forecast *f, double hopeless)
{
    double floors[DECADES] = {hopeless, hopeless * 10, hopeless * 100};
    size_t above[DECADES] = {0}, node = 0, least = 0;
    for (size_t i = 0; i < f->nodes->rows; i++)
        for (size_t j = f->nodes->low[i]; j < f->nodes->high[i]; j++, node++)
            for (uint32_t types = f->types[node]; types != 0; types &= types - 1) {
                uint32_t k = first_of(types);
                float p = promise(f, node, i, j, k);
                f->weight[node * COUPLET__TYPES + k] = p;
                for (size_t t = 0; t < DECADES && p > floors[t]; t++)
                    above[t]++;
            }
    while (least + 1 < DECADES && above[least] / ENOUGH > f->nodes->rows + f->nodes->columns)
        least++;
    return floors[least];
}

static bool forecast_edges(couplet__lattice *l, forecast *f, const couplet__outlook *o)
{
    const couplet__band *nodes = f->nodes;
    double least = find_least(f, o->hopeless);
    size_t node = 0;
    for (size_t i = 0; i < nodes->rows; i++)
        for (size_t j = nodes->low[i]; j < nodes->high[i]; j++, node++) {
            for (uint32_t types = f->types[node]; types != 0; types &= types - 1) {
                uint32_t k = first_of(types);
                float p = f->weight[node * COUPLET__TYPES + k];
                bool stays = f->arrival[node] == (0x80 | (k + 1)) || p > least ||
                             (o->keep != NULL && o->keep(o->user, i, j, k));
                if (stays && !couplet__vec_push(&l->edges, (couplet__edge){0, p, k}))
                    return false;
            }
            l->first[node + 1] = l->edges.count;
        }
    return true;
}

static couplet_status promising_edges(couplet__lattice *l, unsigned max_zh, unsigned max_en,
                                      const couplet__outlook *o, couplet__watch *watch)
{
    size_t count = l->nodes->start[l->nodes->rows];
    forecast f = {.nodes = l->nodes,
                  .types = couplet__zalloc(count, sizeof *f.types),
                  .weight = couplet__alloc(count, COUPLET__TYPES * sizeof *f.weight),
                  .alpha = couplet__zalloc(count, sizeof *f.alpha),
                  .beta = couplet__zalloc(count, sizeof *f.beta),
                  .best = couplet__alloc(count, sizeof *f.best),
                  .arrival = couplet__zalloc(count, 1)};
    couplet_status status = COUPLET_ENOMEM;
    forecast_allow(&f, max_zh, max_en);
    if (f.types != NULL && f.weight != NULL && f.alpha != NULL && f.beta != NULL &&
        f.best != NULL && f.arrival != NULL) {
        f.best[0] = 0;
        for (size_t i = 1; i < count; i++)
            f.best[i] = NEVER;
        status = forecast_forward(&f, o, watch);
    }
    if (status == COUPLET_OK) {
        forecast_backward(&f);
        mark_best(&f);
        status = forecast_edges(l, &f, o) ? COUPLET_OK : COUPLET_ENOMEM;
    }
    forecast_close(&f);
    return status;
}

static bool all_edges(couplet__lattice *l, unsigned max_zh, unsigned max_en)
{
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++) {
            for (uint32_t k = 0; k < COUPLET__TYPES; k++)
                if (fits(l->nodes, i, j, k, max_zh, max_en) &&
                    !couplet__vec_push(&l->edges, (couplet__edge){0, 0, k}))
                    return false;
            l->first[++node] = l->edges.count;
        }
    return true;
}

couplet_status couplet__lattice_new(couplet__lattice *out, const couplet__band *nodes,
                                    unsigned max_zh, unsigned max_en,
                                    const couplet__outlook *outlook, couplet__watch *watch)
{
    couplet__lattice l = {.nodes = nodes, .watch = watch};
    l.first = couplet__zalloc(nodes->start[nodes->rows] + 1, sizeof *l.first);
    couplet_status status = COUPLET_ENOMEM;
    if (l.first != NULL && outlook != NULL)
        status = promising_edges(&l, max_zh, max_en, outlook, watch);
    else if (l.first != NULL && all_edges(&l, max_zh, max_en))
        status = COUPLET_OK;
    if (status != COUPLET_OK)
        couplet__lattice_free(&l);
    *out = l;
    return status;
}

void couplet__lattice_prune(couplet__lattice *l, float least)
{
    size_t to = 0, from = 0, nodes = l->nodes->start[l->nodes->rows];
    for (size_t node = 0; node < nodes; node++) {
        size_t end = l->first[node + 1];
        l->first[node] = to;
        for (; from < end; from++)
            if (l->edges.at[from].posterior > least)
                l->edges.at[to++] = l->edges.at[from];
    }
    l->first[nodes] = to;
    l->edges.count = to;
}

/* The columns of each row that edges start from or lead to. */
static void find_used(couplet__band *used, const couplet__lattice *l)
{
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                couplet__type type = couplet__types[l->edges.at[k].type];
                couplet__band_widen(used, i, (int64_t)j, (int64_t)j + 1);
                couplet__band_widen(used, i + type.n, (int64_t)j + type.m, (int64_t)j + type.m + 1);
            }
    couplet__band_close(used);
}

couplet_status couplet__lattice_narrow(couplet__lattice *l, couplet__band *nodes)
{
    couplet__band used;
    couplet_status status = couplet__band_new(&used, nodes->rows, nodes->columns);
    if (status != COUPLET_OK)
        return status;
    find_used(&used, l);
    size_t *first = couplet__zalloc(used.start[used.rows] + 1, sizeof *first), node = 0;
    if (first == NULL) {
        couplet__band_free(&used);
        return COUPLET_ENOMEM;
    }
    /* the edges stand as they did: they are in the order of their nodes in both bands */
    for (size_t i = 0; i < used.rows; i++)
        for (size_t j = used.low[i]; j < used.high[i]; j++, node++) {
            bool known = couplet__band_has(nodes, i, j);
            first[node + 1] = known ? l->first[couplet__band_cell(nodes, i, j) + 1] : first[node];
        }
    couplet__free(l->first);
    couplet__band_free(nodes);
    *nodes = used;
    l->first = first;
    return COUPLET_OK;
}

couplet_status couplet__lattice_decode(couplet__steps *out, const couplet__lattice *l, double tau)
{
    size_t nodes = l->nodes->start[l->nodes->rows], node = nodes;
    double *best = couplet__alloc(nodes, sizeof *best); /* from the node to the end */
    size_t *choice = couplet__alloc(nodes, sizeof *choice);
    bool ok = best != NULL && choice != NULL;
    for (size_t i = l->nodes->rows; ok && i-- > 0;)
        for (size_t j = l->nodes->high[i]; j-- > l->nodes->low[i];) {
            node--;
            best[node] = node + 1 == nodes ? 0 : NEVER;
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                const couplet__edge *e = &l->edges.at[k];
                double on = best[target(l, i, j, e) / 2];
                double v = on + e->posterior - tau;
                if (on > NEVER && v > best[node]) {
                    best[node] = v;
                    choice[node] = k;
                }
            }
        }
    size_t i = 0, j = 0;
    out->count = 0;
    for (node = 0; ok && node + 1 < nodes && best[node] > NEVER;) {
        couplet__type type = couplet__types[l->edges.at[choice[node]].type];
        ok = couplet__vec_push(out, (couplet__step){(uint32_t)i, (uint32_t)j, choice[node]});
        i += type.n;
        j += type.m;
        node = couplet__band_cell(l->nodes, i, j);
    }
    bool arrived = ok && node + 1 == nodes;
    couplet__free(best);
    couplet__free(choice);
    return !ok ? COUPLET_ENOMEM : arrived ? COUPLET_OK : COUPLET_EINTERNAL;
}
