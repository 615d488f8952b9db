/* Fitting with each allocation failing in turn (liblbfgs' own aside). */
#include "oom.h"

#include "lines.h"
#include "suite.h"

static couplet_text *zh, *en;

static int take_table(void *user, int fold, const char *tsv, size_t size)
{
    (void)user, (void)fold;
    return tsv == NULL || size == 0;
}

static int take_line(void *user, const char *line, size_t size)
{
    (void)user;
    return line == NULL || size == 0;
}

static couplet_status fit_two(void)
{
    static const char GOLD[] = "[0]:[0]\n[1]:[1]\n";
    couplet_fit_options options;
    couplet_fit *fit;
    couplet_fit_options_init(&options, sizeof options);
    options.lexicon = NULL;
    options.folds = 1;
    options.iterations = 1;
    options.augment = 1;
    couplet_status status = couplet_fit_new(&fit, &options, NULL);
    ck_assert((fit == NULL) == (status != COUPLET_OK));
    for (int i = 0; i < 2 && status == COUPLET_OK; i++) {
        couplet_fit_text text = {.size = sizeof text,
                                 .name = "text",
                                 .zh = zh,
                                 .en = en,
                                 .gold = GOLD,
                                 .gold_size = sizeof GOLD - 1,
                                 .weight = 1,
                                 .variant_weight = i == 0 ? 0.2 : 0};
        status = couplet_fit_add(fit, &text, NULL);
    }
    if (status == COUPLET_OK)
        status = couplet_fit_run(fit, take_table, take_line, NULL, NULL);
    couplet_fit_free(fit);
    return status;
}

START_TEST(fitting_survives_exhausted_memory)
{
    zh = lines_of(COUPLET_ZH, "水庫去年完工。\n學校有2萬人。\n");
    en = lines_of(COUPLET_EN,
                  "The reservoir was finished last year.\nThe school has 20,000 people.\n");
    OOM_EVERY(fit_two());
    couplet_text_free(zh);
    couplet_text_free(en);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fit, memory");
    TCase *tc = tcase_create("memory");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, fitting_survives_exhausted_memory);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
