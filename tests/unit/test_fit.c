/* Fitting the weights: what is written can be read back, what is refused, what stops it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "couplet/couplet.h"
#include "lines.h"
#include "suite.h"

static const char ZH[] =
    "漁港關了。\n水庫去年完工。\n橋樑明年動工。\n學校有2萬人。\n他說：「好。」\n";
static const char EN[] = "The harbour is closed.\nThe reservoir was finished last year.\n"
                         "Work on the bridge begins next year.\nThe school has 20,000 people.\n"
                         "\"Good,\" he said.\n";
static const char GOLD[] = "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n";

typedef struct outcome {
    couplet__buf tables[3], report; /* tables by the fold that was left out + 1 */
    int order[8], count;
    int stop_at; /* the table, or the line of the report (from 100), after which to stop */
    int lines;
} outcome;

static int take_table(void *user, int fold, const char *tsv, size_t size)
{
    outcome *o = user;
    ck_assert_int_lt(o->count, 8);
    ck_assert(fold >= -1 && fold < 2);
    o->order[o->count++] = fold;
    couplet__buf_add(&o->tables[fold + 1], tsv, size);
    return o->count == o->stop_at;
}

static int take_line(void *user, const char *line, size_t size)
{
    outcome *o = user;
    couplet__buf_add(&o->report, line, size);
    return 100 + o->lines++ == o->stop_at;
}

static void outcome_free(outcome *o)
{
    for (int i = 0; i < 3; i++)
        couplet__buf_free(&o->tables[i]);
    couplet__buf_free(&o->report);
}

static couplet_fit *new_fit(unsigned folds, unsigned augment)
{
    couplet_fit_options options;
    couplet_fit *fit;
    couplet_fit_options_init(&options, sizeof options);
    options.folds = folds;
    options.iterations = 2;
    options.augment = augment;
    ck_assert_int_eq(couplet_fit_new(&fit, &options, NULL), COUPLET_OK);
    return fit;
}

static couplet_status add(couplet_fit *fit, const char *name, const char *gold, unsigned fold,
                          couplet_error *error)
{
    couplet_text *zh = lines_of(COUPLET_ZH, ZH), *en = lines_of(COUPLET_EN, EN);
    couplet_fit_text text = {.size = sizeof text,
                             .name = name,
                             .zh = zh,
                             .en = en,
                             .gold = gold,
                             .gold_size = strlen(gold),
                             .fold = fold,
                             .weight = 1,
                             .variant_weight = 0.2};
    couplet_status status = couplet_fit_add(fit, &text, error);
    couplet_text_free(zh); /* what is needed was copied */
    couplet_text_free(en);
    return status;
}

static couplet_status run(outcome *o, unsigned folds, unsigned augment)
{
    couplet_error error = {0};
    couplet_fit *fit = new_fit(folds, augment);
    ck_assert_int_eq(add(fit, "one", GOLD, 0, NULL), COUPLET_OK);
    ck_assert_int_eq(add(fit, "other", GOLD, 1, NULL), COUPLET_OK);
    couplet_status status = couplet_fit_run(fit, take_table, take_line, o, &error);
    ck_assert(error.code == status);
    couplet_fit_free(fit);
    return status;
}

/* Aligns the texts with a table of weights. */
static couplet_status align_with(const couplet__buf *weights, size_t *beads, couplet_error *error)
{
    couplet_text *zh = lines_of(COUPLET_ZH, ZH), *en = lines_of(COUPLET_EN, EN);
    couplet_options options;
    couplet_aligner *aligner;
    couplet_result *result = NULL;
    couplet_options_init(&options, sizeof options);
    options.weights = weights->at;
    options.weights_size = weights->size;
    couplet_status status = couplet_aligner_new(&aligner, &options, error);
    if (status == COUPLET_OK)
        status = couplet_align(&result, aligner, zh, en, NULL, error);
    *beads = status == COUPLET_OK ? couplet_result_count(result) : 0;
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    couplet_text_free(zh);
    couplet_text_free(en);
    return status;
}

START_TEST(weights_are_written_and_read_back)
{
    outcome o = {0}, again = {0};
    ck_assert_int_eq(run(&o, 2, 1), COUPLET_OK);
    ck_assert_int_eq(run(&again, 2, 1), COUPLET_OK);
    ck_assert_int_eq(o.count, 3);
    for (int i = 0; i < 3; i++) {
        size_t beads;
        ck_assert_int_eq(o.order[i], i == 2 ? -1 : i);
        ck_assert_str_eq(o.tables[i].at, again.tables[i].at); /* the same input, the same bytes */
        ck_assert_int_eq(align_with(&o.tables[i], &beads, NULL), COUPLET_OK);
        ck_assert_uint_eq(beads, 5);
    }
    ck_assert_str_ne(o.tables[0].at, o.tables[1].at);
    ck_assert_str_eq(o.report.at, again.report.at);
    static const char *const LINES[] = {
        "first pass\tone\tstrict F1 ", "first pass\tother\tstrict F1 ",
        "second pass\tone\tstrict F1 ", "second pass\tother\tstrict F1 "};
    const char *line = o.report.at;
    for (int i = 0; i < 4; i++) {
        ck_assert_msg(strncmp(line, LINES[i], strlen(LINES[i])) == 0, "%s", line);
        ck_assert_ptr_nonnull(strstr(line, "gold beads out of reach 0\n"));
        line = strchr(line, '\n') + 1;
    }
    ck_assert_str_eq(line, "");
    outcome_free(&o);
    outcome_free(&again);
}
END_TEST

START_TEST(a_damaged_table_is_refused_with_its_line)
{
    outcome o = {0};
    couplet_error error;
    couplet__buf cut = {0};
    size_t beads;
    ck_assert_int_eq(run(&o, 0, 0), COUPLET_OK);
    ck_assert_int_eq(o.count, 1);
    const char *third = strchr(strchr(o.tables[0].at, '\n') + 1, '\n') + 1;
    couplet__buf_add(&cut, o.tables[0].at, (size_t)(third - o.tables[0].at));
    couplet__buf_str(&cut, "no such feature\t1\t1\n");
    ck_assert_int_eq(align_with(&cut, &beads, &error), COUPLET_EDATA);
    ck_assert_uint_eq(error.line, 3);
    couplet__buf_free(&cut);
    outcome_free(&o);
}
END_TEST

static const struct {
    const char *gold;
    couplet_status status;
    size_t line;
} GOLDS[] = {
    {"[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[]\n[]:[4]\n", COUPLET_OK, 0},
    {"[0]:[0]\n[1]:[2]\n[2]:[1]\n[3, 4]:[3,4]", COUPLET_OK, 0}, /* crossing beads become one */
    {"[0]:[0]\n\n[1,2,3]:[1,2,3]\n[4]:[4]\n", COUPLET_OK, 0},
    {"", COUPLET_EDATA, 0},
    {"[0]:[0]\n", COUPLET_EDATA, 1},
    {"[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[5]\n", COUPLET_EDATA, 5},
    {"[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n[5]:[]\n", COUPLET_EDATA, 6},
    {"[0]:[0]\n[1:[1]\n", COUPLET_EDATA, 2},
    {"[0]:[0]\n[1]-[1]\n", COUPLET_EDATA, 2},
    {"[0]:[0]\n[1]:[x]\n", COUPLET_EDATA, 2},
    {"[0]:[0]\n[1]\n", COUPLET_EDATA, 2},
    {"[0]:[0]\n[1]:[99999999999]\n", COUPLET_EDATA, 2},
    {"0 0\n", COUPLET_EDATA, 1},
};

START_TEST(golds_are_checked)
{
    couplet_error error = {0};
    couplet_fit *fit = new_fit(0, 0);
    couplet_status status = add(fit, "text", GOLDS[_i].gold, 0, &error);
    ck_assert_msg(status == GOLDS[_i].status, "case %d: %d, %s", _i, status, error.message);
    ck_assert_msg(error.line == GOLDS[_i].line, "case %d: line %zu", _i, error.line);
    ck_assert_int_eq(add(fit, "again", GOLD, 0, NULL),
                     COUPLET_OK); /* a refused text leaves no trace */
    outcome o = {0};
    ck_assert_int_eq(couplet_fit_run(fit, take_table, NULL, &o, NULL), COUPLET_OK);
    outcome_free(&o);
    couplet_fit_free(fit);
}
END_TEST

START_TEST(callbacks_may_stop_it)
{
    static const int STOPS[] = {1, 2, 3, 100, 103};
    for (size_t i = 0; i < sizeof STOPS / sizeof *STOPS; i++) {
        outcome o = {.stop_at = STOPS[i]};
        ck_assert_int_eq(run(&o, 2, 0), COUPLET_ECALLBACK);
        ck_assert_int_eq(o.count, STOPS[i] < 100 ? STOPS[i] : 0);
        outcome_free(&o);
    }
}
END_TEST

START_TEST(arguments_are_checked)
{
    struct {
        couplet_fit_options known;
        size_t more;
    } newer;
    couplet_fit_options options;
    couplet_fit *fit;
    couplet_text *zh = lines_of(COUPLET_ZH, ZH), *en = lines_of(COUPLET_EN, EN);
    couplet_fit_text text = {.size = sizeof text, .name = "x", .zh = zh, .en = en, .gold = GOLD};
    outcome o = {0};
    couplet_fit_options_init(&options, sizeof options);
    ck_assert_int_eq(couplet_fit_new(NULL, &options, NULL), COUPLET_EINVAL);
    memset(&newer, 0, sizeof newer);
    couplet_fit_options_init(&newer.known, sizeof newer);
    ck_assert_int_eq(couplet_fit_new(&fit, &newer.known, NULL), COUPLET_OK);
    couplet_fit_free(fit);
    newer.more = 1;
    ck_assert_int_eq(couplet_fit_new(&fit, &newer.known, NULL), COUPLET_EINVAL);
    ck_assert_ptr_null(fit);
    static const double WRONG[] = {-1, NAN};
    for (size_t i = 0; i < 2 * sizeof WRONG / sizeof *WRONG; i++) {
        couplet_fit_options_init(&options, sizeof options);
        *(i % 2 == 0 ? &options.penalty : &options.margin) = WRONG[i / 2];
        ck_assert_int_eq(couplet_fit_new(&fit, &options, NULL), COUPLET_EINVAL);
        ck_assert_ptr_null(fit);
    }
    ck_assert_int_eq(couplet_fit_new(&fit, NULL, NULL), COUPLET_OK);
    text.gold_size = strlen(GOLD);
    ck_assert_int_eq(couplet_fit_add(NULL, &text, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_fit_add(fit, NULL, NULL), COUPLET_EINVAL);
    couplet_fit_text bad[] = {text, text, text, text};
    bad[0].name = NULL, bad[1].zh = NULL, bad[2].en = NULL, bad[3].gold = NULL;
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(couplet_fit_add(fit, &bad[i], NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_fit_run(fit, NULL, NULL, NULL, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_fit_run(NULL, take_table, NULL, &o, NULL), COUPLET_EINVAL);
    couplet_fit_free(fit);
    couplet_fit_free(NULL);
    couplet_text_free(zh);
    couplet_text_free(en);
}
END_TEST

START_TEST(no_texts_are_no_fault)
{
    outcome o = {0};
    couplet_fit *fit = new_fit(0, 0);
    size_t beads;
    ck_assert_int_eq(couplet_fit_run(fit, take_table, take_line, &o, NULL), COUPLET_OK);
    ck_assert_int_eq(o.count, 1);
    ck_assert_int_eq(align_with(&o.tables[0], &beads, NULL), COUPLET_OK);
    outcome_free(&o);
    couplet_fit_free(fit);
}
END_TEST

/* What two texts give that are fitted with so many folds. */
static outcome of_two(unsigned folds, unsigned fold, unsigned other)
{
    outcome o = {0};
    couplet_fit *fit = new_fit(folds, 0);
    ck_assert_int_eq(add(fit, "one", GOLD, fold, NULL), COUPLET_OK);
    ck_assert_int_eq(add(fit, "other", GOLD, other, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_fit_run(fit, take_table, NULL, &o, NULL), COUPLET_OK);
    couplet_fit_free(fit);
    return o;
}

/* Weights are cooled by texts that were left out, where any were. */
START_TEST(nothing_left_out_cools_nothing)
{
    outcome none = of_two(0, 0, 1), never = of_two(2, 7, 7), left = of_two(2, 0, 1);
    ck_assert_str_eq(none.tables[0].at, never.tables[0].at);
    ck_assert_str_ne(none.tables[0].at, left.tables[0].at);
    outcome_free(&none);
    outcome_free(&never);
    outcome_free(&left);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fit");
    TCase *tc = tcase_create("fit");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, weights_are_written_and_read_back);
    tcase_add_test(tc, a_damaged_table_is_refused_with_its_line);
    tcase_add_loop_test(tc, golds_are_checked, 0, sizeof GOLDS / sizeof *GOLDS);
    tcase_add_test(tc, callbacks_may_stop_it);
    tcase_add_test(tc, arguments_are_checked);
    tcase_add_test(tc, no_texts_are_no_fault);
    tcase_add_test(tc, nothing_left_out_cools_nothing);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
