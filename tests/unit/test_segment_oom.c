/* The segment room when memory runs out. */
#include "oom.h"

#include "couplet/couplet.h"
#include "suite.h"

static const char MIXED[] =
    "清瀾溪研討會登場\n「我們不是沒有水（真的。）」他說。後來呢？\n圖：河。（甲攝）\n"
    "The river “rose.” Dr. Wen said so (twice). It fell.\n";

static couplet_status segment(couplet_lang lang, couplet_profile profile)
{
    couplet_text *text = NULL;
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = profile;
    couplet_status status =
        couplet_text_segment(&text, lang, MIXED, sizeof MIXED - 1, &options, NULL);
    ck_assert((text != NULL) == (status == COUPLET_OK));
    couplet_text_free(text);
    return status;
}

static couplet_status split(void)
{
    couplet_text *zh = NULL, *en = NULL;
    couplet_status status = couplet_text_split(&zh, &en, MIXED, sizeof MIXED - 1, NULL, NULL);
    ck_assert((zh != NULL) == (status == COUPLET_OK) && (en != NULL) == (status == COUPLET_OK));
    couplet_text_free(zh);
    couplet_text_free(en);
    return status;
}

static couplet_status wrap_and_show(void)
{
    const couplet_span spans[] = {{0, 24}, {25, 54}};
    couplet_text *text = NULL;
    char *shown = NULL;
    size_t size;
    couplet_status status =
        couplet_text_wrap(&text, COUPLET_ZH, MIXED, sizeof MIXED - 1, spans, 2, NULL);
    if (status == COUPLET_OK)
        status = couplet_text_show(&shown, &size, text, (couplet_range){0, 2}, NULL);
    couplet_free(shown);
    couplet_text_free(text);
    return status;
}

START_TEST(memory_may_run_out_at_any_point)
{
    OOM_EVERY(segment(COUPLET_ZH, COUPLET_PROFILE_COUPLET));
    OOM_EVERY(segment(COUPLET_EN, COUPLET_PROFILE_COUPLET));
    OOM_EVERY(segment(COUPLET_ZH, COUPLET_PROFILE_OMEGAT));
    OOM_EVERY(segment(COUPLET_EN, COUPLET_PROFILE_LINES));
    OOM_EVERY(split());
    OOM_EVERY(wrap_and_show());
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment_oom");
    TCase *memory = tcase_create("memory");
    tcase_set_timeout(memory, 120);
    tcase_add_test(memory, memory_may_run_out_at_any_point);
    suite_add_tcase(suite, memory);
    return run_suite(suite);
}
