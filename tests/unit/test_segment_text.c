/* Texts: their arguments, the caller's own segments, how segments are shown, bilingual files. */
#include <stdint.h>

#include "../segment/properties.h"
#include "cases.h"
#include "suite.h"

static const char PLAIN[] = "好。不好。\n";

/* ---- Arguments ---- */

typedef struct options_of_tomorrow {
    couplet_segment_options known;
    int unknown;
} options_of_tomorrow;

static couplet_status segment_with(const void *options)
{
    couplet_text *text = NULL;
    couplet_error error;
    couplet_status status =
        couplet_text_segment(&text, COUPLET_ZH, PLAIN, sizeof PLAIN - 1, options, &error);
    ck_assert((status == COUPLET_OK) == (text != NULL));
    ck_assert(status == COUPLET_OK || error.code == status);
    couplet_text_free(text);
    return status;
}

START_TEST(options_of_other_versions_are_read_or_refused)
{
    options_of_tomorrow newer = {{0}, 0};
    couplet_segment_options_init(&newer.known, sizeof newer);
    ck_assert_uint_eq(newer.known.size, sizeof newer);
    ck_assert_int_eq(segment_with(&newer), COUPLET_OK);
    newer.unknown = 1;
    ck_assert_int_eq(segment_with(&newer), COUPLET_EINVAL);
    size_t older[2] = {sizeof(size_t), 77}; /* only the size is the caller's */
    ck_assert_int_eq(segment_with(older), COUPLET_OK);
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.size = 0;
    ck_assert_int_eq(segment_with(&options), COUPLET_EINVAL);
    couplet_segment_options_init(&options, sizeof options);
    options.profile = (couplet_profile)9;
    ck_assert_int_eq(segment_with(&options), COUPLET_EINVAL);
    couplet_segment_options_init(&options, sizeof options);
    options.wrap = (couplet_wrap)-1;
    ck_assert_int_eq(segment_with(&options), COUPLET_EINVAL);
    couplet_segment_options_init(NULL, 8);
    ck_assert_int_eq(segment_with(NULL), COUPLET_OK);
}
END_TEST

START_TEST(senseless_arguments_are_refused)
{
    couplet_text *text = NULL, *en = NULL;
    couplet_error e;
    ck_assert_int_eq(couplet_text_segment(NULL, COUPLET_ZH, PLAIN, 3, NULL, &e), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_text_segment(&text, (couplet_lang)3, PLAIN, 3, NULL, &e),
                     COUPLET_EINVAL);
    ck_assert_int_eq(couplet_text_segment(&text, COUPLET_ZH, NULL, 3, NULL, &e), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_text_segment(&text, COUPLET_ZH, PLAIN, 3, NULL, NULL), COUPLET_OK);
    couplet_text_free(text);
    ck_assert_int_eq(couplet_text_segment(&text, COUPLET_EN, NULL, 0, NULL, &e), COUPLET_OK);
    ck_assert_uint_eq(couplet_text_count(text), 0);
    ck_assert_ptr_null(couplet_text_at(text, 0));
    couplet_text_free(text);
    ck_assert_int_eq(couplet_text_split(&text, NULL, PLAIN, 3, NULL, &e), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_text_split(&text, &text, PLAIN, 3, NULL, &e), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_text_split(&text, &en, PLAIN, sizeof PLAIN - 1, NULL, &e),
                     COUPLET_EDATA);
    ck_assert(text == NULL && en == NULL);
    couplet_text_free(NULL);
}
END_TEST

START_TEST(bad_bytes_are_reported_with_their_place)
{
    couplet_text *text = NULL;
    couplet_error e;
    const char bad[] = "好。\r\n不\n\xE5\xA5";
    ck_assert_int_eq(couplet_text_segment(&text, COUPLET_ZH, bad, sizeof bad - 1, NULL, &e),
                     COUPLET_EENCODING);
    ck_assert_uint_eq(e.offset, 12);
    ck_assert_uint_eq(e.line, 3);
    ck_assert_ptr_null(text);
#if SIZE_MAX > UINT32_MAX
    ck_assert_int_eq(couplet_text_segment(&text, COUPLET_ZH, bad, (size_t)UINT32_MAX + 1, NULL, &e),
                     COUPLET_ELIMIT);
#endif
}
END_TEST

/* ---- The caller's own segments ---- */

static const struct {
    couplet_span spans[2];
    couplet_status status;
} SPANS[] = {
    {{{0, 6}, {6, 9}}, COUPLET_OK},      {{{0, 3}, {9, 3}}, COUPLET_OK},
    {{{0, 0}, {0, 3}}, COUPLET_OK},      {{{0, 6}, {3, 9}}, COUPLET_EINVAL},
    {{{6, 9}, {0, 6}}, COUPLET_EINVAL},  {{{0, 5}, {6, 9}}, COUPLET_EINVAL},
    {{{1, 5}, {6, 9}}, COUPLET_EINVAL},  {{{0, 6}, {6, 11}}, COUPLET_EINVAL},
    {{{0, 6}, {99, 0}}, COUPLET_EINVAL}, {{{0, 6}, {6, SIZE_MAX}}, COUPLET_EINVAL},
};

START_TEST(own_segments_are_checked)
{
    couplet_text *text = NULL;
    couplet_error e;
    ck_assert_int_eq(
        couplet_text_wrap(&text, COUPLET_ZH, PLAIN, sizeof PLAIN - 1, SPANS[_i].spans, 2, &e),
        SPANS[_i].status);
    ck_assert((text != NULL) == (SPANS[_i].status == COUPLET_OK));
    if (text != NULL)
        ck_assert_uint_eq(couplet_text_count(text), 2);
    couplet_text_free(text);
}
END_TEST

START_TEST(own_segments_know_their_lines)
{
    const char utf8[] = "a\nb c\r\nd";
    const couplet_span spans[] = {{0, 1}, {2, 1}, {4, 1}, {7, 1}};
    const size_t lines[] = {1, 2, 2, 3}, paragraphs[] = {0, 1, 1, 2};
    couplet_text *text = NULL;
    ck_assert_int_eq(couplet_text_wrap(&text, COUPLET_EN, utf8, 8, spans, 4, NULL), COUPLET_OK);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_uint_eq(couplet_text_at(text, i)->line, lines[i]);
        ck_assert_uint_eq(couplet_text_at(text, i)->paragraph, paragraphs[i]);
    }
    couplet_text_free(text);
    ck_assert_int_eq(couplet_text_wrap(&text, COUPLET_EN, utf8, 8, NULL, 0, NULL), COUPLET_OK);
    couplet_text_free(text);
    ck_assert_int_eq(couplet_text_wrap(&text, COUPLET_EN, utf8, 8, NULL, 1, NULL), COUPLET_EINVAL);
}
END_TEST

/* ---- Shown ---- */

static const struct {
    couplet_lang lang;
    const char *first, *second, *shown; /* second may be NULL */
} SHOWN[] = {
    {COUPLET_ZH, "　好。 ", NULL, "好。"},
    {COUPLET_ZH, "\u200B\u00A0好。\uFEFF", NULL, "好。"},
    {COUPLET_ZH, "年平均\n逕流量", NULL, "年平均逕流量"},
    {COUPLET_ZH, "年平均\r\n　　逕流量", NULL, "年平均逕流量"},
    {COUPLET_ZH, "全長\n84公里", NULL, "全長84公里"},
    {COUPLET_ZH, "他說：\n“好”", NULL, "他說：“好”"},
    {COUPLET_ZH, "Wi-Fi\nrouter", NULL, "Wi-Fi router"},
    {COUPLET_ZH, "觀看1萬2,0\n00人", NULL, "觀看1萬2,000人"},
    {COUPLET_ZH, "每秒3\n.5噸", NULL, "每秒3.5噸"},
    {COUPLET_ZH, "Route 3\nA1", NULL, "Route 3 A1"},
    {COUPLET_ZH, "記者 鞠鵬　攝", NULL, "記者 鞠鵬　攝"},
    {COUPLET_ZH, "好  用", NULL, "好 用"},
    {COUPLET_ZH, "好\u200B用", NULL, "好\u200B用"},
    {COUPLET_ZH, "好。", "不好。", "好。不好。"},
    {COUPLET_ZH, "標題", "內文", "標題內文"},
    {COUPLET_ZH, "“好。”", "“不好。”", "“好。”“不好。”"},
    {COUPLET_ZH, "OK.", "Yes.", "OK. Yes."},
    {COUPLET_EN, " The river\n rose. ", NULL, "The river rose."},
    {COUPLET_EN, "The  river\t rose.", NULL, "The river rose."},
    {COUPLET_EN, "5\u00A0km", NULL, "5\u00A0km"},
    {COUPLET_EN, "The govern-\nment fell.", NULL, "The government fell."},
    {COUPLET_EN, "The govern\u00AD\nment fell.", NULL, "The government fell."},
    {COUPLET_EN, "a well-\nknown man", NULL, "a well-known man"},
    {COUPLET_EN, "Mayor Chung Ting-\nyueh", NULL, "Mayor Chung Ting-yueh"},
    {COUPLET_EN, "a three-year-\nold child", NULL, "a three-year-old child"},
    {COUPLET_EN, "the years 1990-\n1995", NULL, "the years 1990-1995"},
    {COUPLET_EN, "the Sino-\nAmerican pact", NULL, "the Sino-American pact"},
    {COUPLET_EN, "it rose -\nand fell", NULL, "it rose - and fell"},
    {COUPLET_EN, "The river —\nit rose.", NULL, "The river — it rose."},
    {COUPLET_EN, "It rose.", "It fell.", "It rose. It fell."},
    {COUPLET_EN, "the word 水\n利", NULL, "the word 水利"},
};

START_TEST(segments_are_shown_on_one_clean_line)
{
    couplet__buf bytes = {0};
    couplet_text *text = NULL;
    char *shown = NULL;
    size_t size;
    const char *second = SHOWN[_i].second;
    couplet__buf_str(&bytes, SHOWN[_i].first);
    couplet_span spans[2] = {{0, bytes.size}, {bytes.size, second == NULL ? 0 : strlen(second)}};
    couplet__buf_str(&bytes, second == NULL ? "" : second);
    couplet_range range = {0, second == NULL ? 1 : 2};
    ck_assert_int_eq(couplet_text_wrap(&text, SHOWN[_i].lang, bytes.at, bytes.size, spans, 2, NULL),
                     COUPLET_OK);
    ck_assert_int_eq(couplet_text_show(&shown, &size, text, range, NULL), COUPLET_OK);
    ck_assert_str_eq(shown, SHOWN[_i].shown);
    ck_assert_uint_eq(size, strlen(shown));
    couplet_free(shown);
    range.first = 2;
    ck_assert_int_eq(couplet_text_show(&shown, &size, text, range, NULL), COUPLET_EINVAL);
    ck_assert_ptr_null(shown);
    range = (couplet_range){2, 0};
    ck_assert_int_eq(couplet_text_show(&shown, &size, text, range, NULL), COUPLET_OK);
    ck_assert_str_eq(shown, "");
    couplet_free(shown);
    couplet_text_free(text);
    couplet__buf_free(&bytes);
}
END_TEST

/* ---- Both languages in one file ---- */

START_TEST(bilingual_text_is_divided_and_cut)
{
    const char utf8[] = "The river rose. It fell.\n清瀾溪的水漲了。後來又退了。\n"
                        "Nobody could cross the bridge.\n沒有人能過橋。\n";
    couplet_text *zh = NULL, *en = NULL;
    ck_assert_int_eq(couplet_text_split(&zh, &en, utf8, sizeof utf8 - 1, NULL, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_text_lang(zh), COUPLET_ZH);
    ck_assert_int_eq(couplet_text_lang(en), COUPLET_EN);
    ck_assert_uint_eq(couplet_text_count(zh), 3);
    ck_assert_uint_eq(couplet_text_count(en), 3);
    ck_assert_uint_eq(couplet_text_at(zh, 2)->line, 4);
    couplet_text_free(zh);
    couplet_text_free(en);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment_text");
    TCase *texts = tcase_create("texts");
    tcase_add_test(texts, options_of_other_versions_are_read_or_refused);
    tcase_add_test(texts, senseless_arguments_are_refused);
    tcase_add_test(texts, bad_bytes_are_reported_with_their_place);
    tcase_add_loop_test(texts, own_segments_are_checked, 0, (int)(sizeof SPANS / sizeof *SPANS));
    tcase_add_test(texts, own_segments_know_their_lines);
    tcase_add_loop_test(texts, segments_are_shown_on_one_clean_line, 0,
                        (int)(sizeof SHOWN / sizeof *SHOWN));
    tcase_add_test(texts, bilingual_text_is_divided_and_cut);
    suite_add_tcase(suite, texts);
    return run_suite(suite);
}
