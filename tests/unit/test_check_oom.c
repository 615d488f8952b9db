/* Reports with each allocation failing in turn. */
#include "oom.h"

#include "check_case.h"
#include "suite.h"

static int discard(void *user, const char *data, size_t size)
{
    (void)user, (void)data, (void)size;
    return 0;
}

static couplet_status make(const check_case *c, const couplet_report_options *options)
{
    couplet_report *report;
    couplet_status status = couplet_report_new(&report, c->result, c->zh, c->en, options, NULL);
    ck_assert((report == NULL) == (status != COUPLET_OK));
    couplet_report_free(report);
    return status;
}

START_TEST(reports_survive_exhausted_memory)
{
    static const char TSV[] = "港口\tharbor\n";
    couplet_glossary *glossary;
    ck_assert_int_eq(couplet_glossary_new(&glossary, TSV, sizeof TSV - 1, NULL), COUPLET_OK);
    const couplet_glossary *const list[] = {glossary};
    couplet_report_options options;
    couplet_report_options_init(&options, sizeof options);
    options.glossaries = list;
    options.glossary_count = 1;
    check_case c = check_open("港口有35艘船。\n林「今天來。\n沒有人。",
                              "The port holds 53 ships.\nLin came.\nChinese 今天.",
                              "1-1 1-1 1-0 0-1 moved 2 2");
    OOM_EVERY(make(&c, &options));
    couplet_report *report;
    ck_assert_int_eq(couplet_report_new(&report, c.result, c.zh, c.en, &options, NULL), COUPLET_OK);
    for (int format = COUPLET_REPORT_TEXT; format <= (int)COUPLET_REPORT_SARIF; format++)
        OOM_EVERY(
            couplet_report_write(report, (couplet_report_format)format, NULL, discard, NULL, NULL));
    couplet_report_free(report);
    check_close(&c);
    couplet_glossary_free(glossary);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check, memory");
    TCase *tc = tcase_create("memory");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, reports_survive_exhausted_memory);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
