/* Lessons: the gradient that the weights are fitted by is that of the value, with a margin too. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/lesson.h"
#include "align/model.h"
#include "suite.h"

static const char *const ZH[] = {"漁港關了。", "水庫去年完工，橋樑明年動工。", "工人下班後回家。",
                                 "學校有2萬人。", "他說：「好。」"};
static const char *const EN[] = {"The harbour is closed.",
                                 "The reservoir was finished last year.",
                                 "Work on the bridge begins next year.",
                                 "The school has 20,000 people.",
                                 "\"Good,\" he said.",
                                 "It rained."};
static const couplet__gold GOLD[] = {{{0, 1}, {0, 1}}, {{1, 1}, {1, 2}}, {{2, 1}, {3, 0}},
                                     {{3, 1}, {3, 1}}, {{4, 1}, {4, 1}}, {{5, 0}, {5, 1}}};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static couplet__sample make_sample(void)
{
    couplet__sample s = {0};
    for (size_t i = 0; i < COUNT(ZH); i++)
        ck_assert(couplet__vec_push(&s.zh, (couplet__line){ZH[i], strlen(ZH[i])}));
    for (size_t i = 0; i < COUNT(EN); i++)
        ck_assert(couplet__vec_push(&s.en, (couplet__line){EN[i], strlen(EN[i])}));
    for (size_t i = 0; i < COUNT(GOLD); i++)
        ck_assert(couplet__vec_push(&s.gold, GOLD[i]));
    return s;
}

static double value_at(couplet__lesson *l, const double *weights, double margin)
{
    double value = 0;
    double *unused = calloc(couplet__weight_count(l->first), sizeof *unused);
    ck_assert_int_eq(couplet__lesson_learn(l, weights, margin, &value, unused), COUPLET_OK);
    free(unused);
    return value;
}

/* Along a direction in which all weights move, the value rises as the gradient says. */
static void check_gradient(couplet__lesson *l, const double *weights, double margin)
{
    enum { STEPS = 8 };
    size_t count = couplet__weight_count(l->first);
    double *gradient = calloc(count, sizeof *gradient), *at = calloc(count, sizeof *at), value = 0;
    ck_assert_int_eq(couplet__lesson_learn(l, weights, margin, &value, gradient), COUPLET_OK);
    for (int k = 0; k < STEPS; k++) {
        const double h = 1e-3;
        double slope = 0, side[2];
        for (int way = 0; way < 2; way++) {
            for (size_t i = 0; i < count; i++)
                at[i] = weights[i] + (way == 0 ? -h : h) * sin((double)(i * (size_t)(k + 1)));
            side[way] = value_at(l, at, margin);
        }
        for (size_t i = 0; i < count; i++)
            slope += gradient[i] * sin((double)(i * (size_t)(k + 1)));
        double rise = (side[1] - side[0]) / (2 * h);
        ck_assert_msg(fabs(rise - slope) < 0.02 + 0.01 * fabs(slope),
                      "pass %d, margin %g, direction %d: %g, not %g", l->first ? 1 : 2, margin, k,
                      slope, rise);
    }
    free(gradient);
    free(at);
}

/* The value falls with the margin by the wrong beads that are expected: gold ones get none. */
static void check_margin(couplet__lesson *l, const double *weights, double margin)
{
    const double h = 0.01;
    const couplet__lattice *x = &l->work.lattice;
    double fall = value_at(l, weights, margin - h) - value_at(l, weights, margin + h), wrong = 0;
    value_at(l, weights, margin); /* leaves the posteriors that it sums up */
    for (size_t k = 0; k < x->edges.count; k++)
        wrong += x->edges.at[k].posterior;
    for (size_t i = 0; i < l->gold_edges.count; i++)
        wrong -= x->edges.at[l->gold_edges.at[i]].posterior;
    ck_assert_double_gt(wrong, 0.5);
    ck_assert_double_eq_tol(fall / (2 * h), l->weight * wrong, 0.01 * l->weight * wrong);
}

START_TEST(gradients_follow_values)
{
    couplet_options options;
    couplet__model model = {0};
    couplet__lesson l;
    couplet__sample sample = make_sample();
    couplet_options_init(&options, sizeof options);
    ck_assert_int_eq(couplet__model_builtin(&model, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet__lesson_open(&l, &sample, &options, model.first, 0, 1), COUPLET_OK);
    l.weight = 2;
    for (int pass = 0; pass < 2; pass++) {
        double *weights = calloc(couplet__weight_count(pass == 0), sizeof *weights);
        const double *fitted = pass == 0 ? model.first : model.second;
        for (size_t i = 0; i < couplet__weight_count(pass == 0); i++)
            weights[i] = fitted[i] / 4; /* so that more than one path is likely */
        ck_assert_uint_eq(l.missed, 0);
        ck_assert_uint_eq(l.gold_edges.count, COUNT(GOLD));
        check_gradient(&l, weights, 0);
        check_gradient(&l, weights, 1.5);
        check_margin(&l, weights, 0.5);
        ck_assert(value_at(&l, weights, 0) < 0);
        double value = 0;
        ck_assert_int_eq(couplet__lesson_expect(&l, fitted, &value), COUPLET_OK);
        ck_assert_double_eq_tol(value, value_at(&l, fitted, 0), 1e-9);
        if (pass == 0)
            ck_assert_int_eq(couplet__lesson_again(&l, &sample), COUPLET_OK);
        free(weights);
    }
    couplet__lesson_close(&l);
    couplet__model_free(&model);
    couplet__sample_free(&sample);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align/lesson");
    TCase *cases = tcase_create("lesson");
    tcase_add_test(cases, gradients_follow_values);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
