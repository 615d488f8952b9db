/* The lattice against counting every path of small grids; bands. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "align/lattice.h"
#include "suite.h"

static uint32_t state;

static double draw(void) /* 0..1, the same on every machine */
{
    state = state * 1664525u + 1013904223u;
    return (double)(state >> 8) / (1 << 24);
}

typedef struct walk { /* over every path */
    const couplet__lattice *l;
    size_t *edges, depth; /* of the present path */
    double total;         /* of exp(score) */
    double *share;        /* of each edge, times total */
    double best;
    double tau;
} walk;

static size_t node_of(const couplet__lattice *l, size_t i, size_t j)
{
    return couplet__band_cell(l->nodes, i, j);
}

static void go(walk *w, size_t i, size_t j, bool after_null, double score)
{
    const couplet__lattice *l = w->l;
    if (i + 1 == l->nodes->rows && j + 1 == l->nodes->columns) {
        double gain = 0, p = exp(score);
        w->total += p;
        for (size_t k = 0; k < w->depth; k++) {
            w->share[w->edges[k]] += p;
            gain += l->edges.at[w->edges[k]].posterior - w->tau;
        }
        if (gain > w->best)
            w->best = gain;
        return;
    }
    for (size_t k = l->first[node_of(l, i, j)]; k < l->first[node_of(l, i, j) + 1]; k++) {
        const couplet__edge *e = &l->edges.at[k];
        couplet__type t = couplet__types[e->type];
        bool null = e->type >= COUPLET__TYPE_10;
        double run = !null || !after_null ? 0 : e->type == COUPLET__TYPE_10 ? l->run_zh : l->run_en;
        w->edges[w->depth++] = k;
        go(w, i + t.n, j + t.m, null, score + e->score + run);
        w->depth--;
    }
}

static void random_band(couplet__band *nodes, size_t S, size_t T)
{
    ck_assert_int_eq(couplet__band_new(nodes, S + 1, T + 1), COUPLET_OK);
    for (size_t i = 0; i <= S; i++) {
        int64_t low = (int64_t)(draw() * (double)(T + 1));
        if (draw() < 0.7)
            couplet__band_widen(nodes, i, low, low + 1 + (int64_t)(draw() * 4));
    }
    couplet__band_widen(nodes, 0, 0, 1);
    couplet__band_widen(nodes, S, (int64_t)T, (int64_t)T + 1);
    couplet__band_close(nodes);
}

START_TEST(enumeration)
{
    state = (uint32_t)_i + 1;
    couplet__band nodes;
    couplet__lattice l;
    couplet__steps steps = {0};
    random_band(&nodes, 1 + (size_t)(draw() * 4), 1 + (size_t)(draw() * 4));
    for (size_t i = 0; i + 1 < nodes.rows; i++) { /* the ends go forward, rows touch at a corner */
        ck_assert_uint_le(nodes.low[i], nodes.low[i + 1]);
        ck_assert_uint_le(nodes.high[i], nodes.high[i + 1]);
        ck_assert_uint_ge(nodes.high[i], nodes.low[i + 1]);
    }
    ck_assert_int_eq(couplet__lattice_new(&l, &nodes, 4, 7, NULL, NULL), COUPLET_OK);
    for (size_t k = 0; k < l.edges.count; k++)
        l.edges.at[k].score = (float)(draw() * 6 - 3);
    l.run_zh = draw() * 2 - 1;
    l.run_en = draw() * 2 - 1;
    double total;
    ck_assert_int_eq(couplet__lattice_posteriors(&l, &total, NULL), COUPLET_OK);
    walk w = {.l = &l,
              .edges = calloc(64, sizeof(size_t)),
              .share = calloc(l.edges.count, sizeof(double)),
              .best = -1e9,
              .tau = 0.3};
    go(&w, 0, 0, false, 0);
    ck_assert_double_eq_tol(total, log(w.total), 1e-6);
    for (size_t k = 0; k < l.edges.count; k++)
        ck_assert_double_eq_tol(l.edges.at[k].posterior, w.share[k] / w.total, 1e-5);
    ck_assert_int_eq(couplet__lattice_decode(&steps, &l, w.tau), COUPLET_OK);
    double gain = 0;
    for (size_t i = 0; i < steps.count; i++)
        gain += l.edges.at[steps.at[i].edge].posterior - w.tau;
    ck_assert_double_eq_tol(gain, w.best, 1e-5);

    size_t above = 0; /* what is left of the likely edges when the others go */
    for (size_t k = 0; k < l.edges.count; k++)
        above += l.edges.at[k].posterior > 0.1f;
    couplet__lattice_prune(&l, 0.1f);
    ck_assert_uint_eq(l.edges.count, above);
    ck_assert_uint_eq(l.first[nodes.start[nodes.rows]], above);
    free(w.edges);
    free(w.share);
    couplet__vec_free(&steps);
    couplet__lattice_free(&l);
    couplet__band_free(&nodes);
}
END_TEST

/* A score for an edge that looks like any, the same each time. */
static double score_of(size_t i, size_t j, uint32_t type)
{
    uint32_t x = (uint32_t)(i * 40503 + j * 2654435 + type * 97) * 2654435761u;
    return (double)(x >> 16) / 65536 * 6 - 3;
}

static void glance(const void *user, size_t i, size_t j, uint32_t types, double *scores)
{
    (void)user;
    for (uint32_t k = 0; k < COUPLET__TYPES; k++)
        if (types >> k & 1)
            scores[k] = score_of(i, j, k);
}

static void score_all(couplet__lattice *l)
{
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++)
                l->edges.at[k].score = (float)score_of(i, j, l->edges.at[k].type);
}

/* The first pass sums up as the lattice itself does, and leaves what is likely, and a path. */
START_TEST(forecast)
{
    state = (uint32_t)_i + 100;
    couplet__band nodes;
    couplet__lattice all, left;
    couplet__outlook outlook = {glance, NULL, NULL, 0};
    random_band(&nodes, 1 + (size_t)(draw() * 9), 1 + (size_t)(draw() * 9));
    ck_assert_int_eq(couplet__lattice_new(&all, &nodes, 4, 7, NULL, NULL), COUPLET_OK);
    score_all(&all);
    ck_assert_int_eq(couplet__lattice_posteriors(&all, NULL, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet__lattice_new(&left, &nodes, 4, 7, &outlook, NULL), COUPLET_OK);
    size_t likely = 0;
    for (size_t k = 0, n = 0; k < all.edges.count; k++) {
        likely += all.edges.at[k].posterior > 0.05f;
        if (n < left.edges.count && left.edges.at[n].type == all.edges.at[k].type &&
            fabsf(left.edges.at[n].posterior - all.edges.at[k].posterior) < 1e-4f)
            n++;
        else
            ck_assert_float_lt(all.edges.at[k].posterior, 1e-6f); /* in reach of no path */
    }
    couplet__lattice_free(&left);
    outlook.hopeless = 0.05;
    ck_assert_int_eq(couplet__lattice_new(&left, &nodes, 4, 7, &outlook, NULL), COUPLET_OK);
    couplet__steps steps = {0};
    ck_assert_uint_ge(left.edges.count, likely);
    ck_assert_uint_le(left.edges.count, likely + nodes.rows + nodes.columns);
    ck_assert_int_eq(couplet__lattice_decode(&steps, &left, 0.3), COUPLET_OK);
    couplet__vec_free(&steps);
    couplet__lattice_free(&left);
    couplet__lattice_free(&all);
    couplet__band_free(&nodes);
}
END_TEST

START_TEST(no_path)
{
    couplet__band nodes;
    couplet__lattice l;
    couplet__steps steps = {0};
    state = 3;
    random_band(&nodes, 3, 3);
    ck_assert_int_eq(couplet__lattice_new(&l, &nodes, 4, 7, NULL, NULL), COUPLET_OK);
    couplet__lattice_prune(&l, 2);
    ck_assert_uint_eq(l.edges.count, 0);
    ck_assert_int_eq(couplet__lattice_decode(&steps, &l, 0.3), COUPLET_EINTERNAL);
    couplet__vec_free(&steps);
    couplet__lattice_free(&l);
    couplet__band_free(&nodes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_lattice");
    TCase *tc = tcase_create("lattice");
    tcase_add_loop_test(tc, enumeration, 0, 60);
    tcase_add_loop_test(tc, forecast, 0, 60);
    tcase_add_test(tc, no_path);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
