#include "align/lattice.h"

#include <string.h>

#include "base/real.h"

const couplet__type couplet__types[COUPLET__TYPES] = {
    {1, 1}, {1, 2}, {2, 1}, {1, 3}, {2, 2}, {3, 1}, {1, 4}, {2, 3}, {3, 2},
    {1, 5}, {2, 4}, {3, 3}, {4, 1}, {1, 6}, {3, 4}, {2, 5}, {4, 2}, {3, 5},
    {2, 6}, {1, 7}, {3, 6}, {4, 4}, {4, 3}, {1, 0}, {0, 1}};

static const double NEVER = -1e300;

couplet_status couplet__lattice_new(couplet__lattice *out, const couplet__band *nodes,
                                    unsigned max_zh, unsigned max_en)
{
    couplet__lattice l = {.nodes = nodes};
    size_t count = nodes->start[nodes->rows], node = 0;
    l.first = couplet__zalloc(count + 1, sizeof *l.first);
    bool ok = l.first != NULL;
    for (size_t i = 0; ok && i < nodes->rows; i++)
        for (size_t j = nodes->low[i]; ok && j < nodes->high[i]; j++) {
            for (uint32_t k = 0; ok && k < COUPLET__TYPES; k++) {
                couplet__type type = couplet__types[k];
                if (type.n <= max_zh && type.m <= max_en &&
                    couplet__band_has(nodes, i + type.n, j + type.m))
                    ok = couplet__vec_push(&l.edges, (couplet__edge){0, 0, k});
            }
            l.first[++node] = l.edges.count;
        }
    if (!ok)
        couplet__lattice_free(&l);
    *out = l;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__lattice_free(couplet__lattice *lattice)
{
    couplet__vec_free(&lattice->edges);
    couplet__free(lattice->first);
    lattice->first = NULL;
}

static double log_add(double a, double b)
{
    if (a < b) {
        double swap = a;
        a = b;
        b = swap;
    }
    double d = b - a;
    return d > -40 ? a + couplet__log1p(couplet__exp(d)) : a;
}

/* The edge's score when it follows a null bead. */
static double run_score(const couplet__lattice *l, const couplet__edge *e)
{
    double extra = e->type == COUPLET__TYPE_10   ? l->run_zh
                   : e->type == COUPLET__TYPE_01 ? l->run_en
                                                 : 0;
    return e->score + extra;
}

/* The state that the edge leads to, as an index into alpha and beta. */
static size_t target(const couplet__lattice *l, size_t i, size_t j, const couplet__edge *e)
{
    couplet__type type = couplet__types[e->type];
    size_t node = couplet__band_cell(l->nodes, i + type.n, j + type.m);
    bool end = node + 1 == l->nodes->start[l->nodes->rows];
    return node * 2 + (e->type >= COUPLET__TYPE_10 && !end);
}

static bool forward(const couplet__lattice *l, double *alpha)
{
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++) {
        if (!couplet__watch_on(l->watch, i, l->nodes->rows * 3))
            return false;
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++) {
            double plain = alpha[node * 2], after = alpha[node * 2 + 1];
            double both = plain > NEVER && after > NEVER ? log_add(plain, after)
                          : plain > NEVER                ? plain
                                                         : after;
            if (both <= NEVER)
                continue;
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                const couplet__edge *e = &l->edges.at[k];
                double *to = &alpha[target(l, i, j, e)], v;
                if (e->type < COUPLET__TYPE_10 || after <= NEVER)
                    v = both + e->score;
                else if (plain <= NEVER)
                    v = after + run_score(l, e);
                else
                    v = log_add(plain + e->score, after + run_score(l, e));
                *to = *to <= NEVER ? v : log_add(*to, v);
            }
        }
    }
    return true;
}

static bool backward(const couplet__lattice *l, double *beta)
{
    size_t rows = l->nodes->rows, node = l->nodes->start[rows];
    for (size_t i = rows; i-- > 0;) {
        if (!couplet__watch_on(l->watch, rows * 2 - i, rows * 3))
            return false;
        for (size_t j = l->nodes->high[i]; j-- > l->nodes->low[i];) {
            node--;
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                const couplet__edge *e = &l->edges.at[k];
                double on = beta[target(l, i, j, e)];
                if (on <= NEVER)
                    continue;
                double *plain = &beta[node * 2], *after = &beta[node * 2 + 1];
                double v = on + e->score, w = on + run_score(l, e);
                *plain = *plain <= NEVER ? v : log_add(*plain, v);
                *after = *after <= NEVER ? w : log_add(*after, w);
            }
        }
    }
    return true;
}

couplet_status couplet__lattice_posteriors(couplet__lattice *l, double *total, double runs[2])
{
    size_t nodes = l->nodes->start[l->nodes->rows];
    double *alpha = couplet__alloc(nodes * 2, sizeof *alpha);
    double *beta = couplet__alloc(nodes * 2, sizeof *beta);
    if (alpha == NULL || beta == NULL) {
        couplet__free(alpha);
        couplet__free(beta);
        return COUPLET_ENOMEM;
    }
    for (size_t i = 0; i < nodes * 2; i++)
        alpha[i] = beta[i] = NEVER;
    alpha[0] = 0;
    beta[nodes * 2 - 2] = 0;
    if (!forward(l, alpha) || !backward(l, beta)) {
        couplet__free(alpha);
        couplet__free(beta);
        return COUPLET_ECANCELED;
    }
    double sum = alpha[nodes * 2 - 2], run[2] = {0, 0};
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                couplet__edge *e = &l->edges.at[k];
                double on = beta[target(l, i, j, e)] - sum;
                double p = couplet__exp(alpha[node * 2] + e->score + on);
                double q = couplet__exp(alpha[node * 2 + 1] + run_score(l, e) + on);
                e->posterior = (float)(p + q);
                if (e->type >= COUPLET__TYPE_10)
                    run[e->type - COUPLET__TYPE_10] += q;
            }
    if (total != NULL)
        *total = sum;
    if (runs != NULL)
        memcpy(runs, run, sizeof run);
    couplet__free(alpha);
    couplet__free(beta);
    return COUPLET_OK;
}

void couplet__lattice_prune(couplet__lattice *l, float least, const couplet__steps *path)
{
    size_t to = 0, from = 0, step = 0, nodes = l->nodes->start[l->nodes->rows];
    for (size_t node = 0; node < nodes; node++) {
        size_t end = l->first[node + 1];
        l->first[node] = to;
        for (; from < end; from++) {
            bool on_path = path != NULL && step < path->count && path->at[step].edge == from;
            step += on_path;
            if (on_path || l->edges.at[from].posterior > least)
                l->edges.at[to++] = l->edges.at[from];
        }
    }
    l->first[nodes] = to;
    l->edges.count = to;
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
