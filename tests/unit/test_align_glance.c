/* The first pass on a sample report: what aligns and what is fitted see the same. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "align/model.h"
#include "align/work.h"
#include "file.h"
#include "suite.h"

typedef struct sample {
    char *zh_bytes, *en_bytes;
    couplet_text *zh, *en;
    couplet_options options;
    couplet__model model;
    couplet__task task;
    couplet__work work;
} sample;

static void open_sample(sample *x)
{
    x->zh_bytes = read_file(COUPLET_DATA "/sample/river.zh.txt");
    x->en_bytes = read_file(COUPLET_DATA "/sample/river.en.txt");
    couplet_text_segment(&x->zh, COUPLET_ZH, x->zh_bytes, strlen(x->zh_bytes), NULL, NULL);
    couplet_text_segment(&x->en, COUPLET_EN, x->en_bytes, strlen(x->en_bytes), NULL, NULL);
    couplet_options_init(&x->options, sizeof x->options);
    ck_assert_int_eq(couplet__model_builtin(&x->model, NULL), COUPLET_OK);
    x->task = (couplet__task){.options = &x->options, .first = x->model.first};
    ck_assert_int_eq(couplet__work_open(&x->work, x->zh, x->en, &x->task), COUPLET_OK);
}

static void close_sample(sample *x)
{
    couplet__work_close(&x->work);
    couplet__model_free(&x->model);
    couplet_text_free(x->zh);
    couplet_text_free(x->en);
    free(x->zh_bytes);
    free(x->en_bytes);
}

/* A bead's score is its features, weighted, whatever other beads are looked at with it. */
START_TEST(scores_are_features)
{
    sample x;
    open_sample(&x);
    size_t count = couplet__glance_count(), S = x.work.document.S, T = x.work.document.T;
    float *features = calloc(count, sizeof *features);
    for (size_t s = 0; s + COUPLET__MOST_N <= S; s += 3)
        for (size_t t = 0; t + COUPLET__MOST_M <= T; t += 2) {
            double scores[COUPLET__TYPES];
            couplet__glance(&x.work.scene, x.model.first, s, t, (1u << COUPLET__TYPES) - 1, scores);
            for (uint32_t k = 0; k < COUPLET__TYPES; k++) {
                double sum = 0;
                couplet__glance_of(&x.work.scene, s, t, k, features);
                for (size_t i = 0; i < count; i++)
                    sum += x.model.first[i] * (double)features[i];
                ck_assert_double_eq_tol(scores[k], sum, 1e-9);
            }
        }
    free(features);
    close_sample(&x);
}
END_TEST

/* No edge that is left parts a pair that is sure. */
START_TEST(sure_pairs_stay)
{
    sample x;
    size_t node = 0, sure = 0, t;
    open_sample(&x);
    const couplet__lattice *l = &x.work.lattice;
    for (size_t s = 0; s < x.work.document.S; s++)
        sure += couplet__stair_sure(&x.work.stair, s, &t);
    ck_assert_uint_gt(sure, 5);
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                couplet__type type = couplet__types[l->edges.at[k].type];
                for (size_t s = i; s < i + type.n; s++)
                    if (couplet__stair_sure(&x.work.stair, s, &t))
                        ck_assert(t >= j && t < j + type.m);
            }
    close_sample(&x);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_glance");
    TCase *tc = tcase_create("glance");
    tcase_add_test(tc, scores_are_features);
    tcase_add_test(tc, sure_pairs_stay);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
