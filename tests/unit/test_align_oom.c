/* Aligning with the n-th allocation failing, for every n: COUPLET_ENOMEM, and nothing left behind
 * (which AddressSanitizer sees). */
#include "oom.h"

#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "lines.h"
#include "suite.h"

static const char ZH[] =
    "第一章\n4月23日，鍾庭樾在高雄說：「水庫去年完工。」\n橋樑明年動工，IBM出資。\n"
    "學校有2萬人。\n第二章\n漁港的倉庫因為颱風關閉三個月，漁民損失慘重。\n";
static const char EN[] =
    "Chapter one\nOn April 23, Chung Ting-yueh said in Kaohsiung, \"The reservoir was finished "
    "last year.\"\nChapter two\nThe warehouse of the fishing harbor was closed for three months "
    "because "
    "of the typhoon, and fishermen suffered heavy losses.\nWork on the bridge begins next year, "
    "paid by IBM.\nThe school has 20,000 people.\n";
static const char TERMS[] = "水庫\treservoir\n學校\tschool; college\n";

static couplet_text *zh, *en;
static couplet_glossary *glossary;

static couplet_status call(void)
{
    static const couplet_pin PINS[] = {{0, 0}, {1, 1}};
    const couplet_glossary *list[1] = {glossary};
    couplet_options options;
    couplet_hooks hooks;
    couplet_aligner *aligner;
    couplet_result *result = NULL;
    couplet_options_init(&options, sizeof options);
    couplet_hooks_init(&hooks, sizeof hooks);
    options.glossaries = list;
    options.glossary_count = 1;
    hooks.pins = PINS;
    hooks.pin_count = 2;
    couplet_status status = couplet_aligner_new(&aligner, &options, NULL);
    if (status == COUPLET_OK)
        status = couplet_align(&result, aligner, zh, en, &hooks, NULL);
    ck_assert((result != NULL) == (status == COUPLET_OK));
    ck_assert(status != COUPLET_OK || couplet_result_moved_count(result) != 0);
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    return status;
}

START_TEST(every_allocation)
{
    zh = lines_of(COUPLET_ZH, ZH);
    en = lines_of(COUPLET_EN, EN);
    ck_assert_int_eq(couplet_glossary_new(&glossary, TERMS, strlen(TERMS), NULL), COUPLET_OK);
    OOM_EVERY(call());
    couplet_text_free(zh);
    couplet_text_free(en);
    couplet_glossary_free(glossary);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_oom");
    TCase *tc = tcase_create("oom");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, every_allocation);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
