/* The TMX writer: the fifteen rules that every reader accepts,
 * one test for each that a unit test can hold; the others are in tests/consumers. */
#include "format_case.h"

#include <stdio.h>
#include <stdlib.h>

#include "format/markup.h"
#include "suite.h"

static char *tmx_of(const char *zh, const char *en, const couplet_write_options *options,
                    couplet_written *written)
{
    alignment a = align_lines(zh, en, 0.75);
    char *tmx = written_as(&a, COUPLET_FORMAT_TMX, options, written);
    alignment_free(&a);
    return tmx;
}

static couplet_write_options defaults(void)
{
    couplet_write_options options;
    couplet_write_options_init(&options, sizeof options);
    return options;
}

START_TEST(rule_1_declaration_and_version)
{
    char *tmx = tmx_of("河水清。", "The river is clear.", NULL, NULL);
    static const char HEAD[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n";
    ck_assert_int_eq(strncmp(tmx, HEAD, strlen(HEAD)), 0);
    ck_assert_ptr_null(strstr(tmx, "DOCTYPE"));
    ck_assert_ptr_null(strchr(tmx, '\r'));
    couplet_free(tmx);
}
END_TEST

START_TEST(rules_2_and_3_header)
{
    static const char *const ATTRIBUTES[] = {
        "creationtool=\"couplet\"", "creationtoolversion=\"" COUPLET_VERSION "\"",
        "segtype=\"sentence\"",     "o-tmf=\"",
        "adminlang=\"en\"",         "srclang=\"zh-TW\"",
        "datatype=\"plaintext\""};
    char *tmx = tmx_of("河水清。", "The river is clear.", NULL, NULL);
    char *header = strstr(tmx, "<header");
    ck_assert_ptr_nonnull(header);
    *strchr(header, '>') = '\0';
    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; i++)
        ck_assert_msg(occurrences(header, ATTRIBUTES[i]) == 1, "%s", ATTRIBUTES[i]);
    couplet_free(tmx);
}
END_TEST

START_TEST(rules_4_5_and_6_codes_and_order)
{
    couplet_write_options options = defaults();
    options.zh_code = "zh-Hant-HK";
    options.en_code = "en-GB";
    options.source = COUPLET_EN;
    char *tmx = tmx_of("河水清。\n魚多。", "The river is clear.\nFish abound.", &options, NULL);
    ck_assert_uint_eq(occurrences(tmx, "srclang=\"en-GB\""), 1);
    ck_assert_uint_eq(occurrences(tmx, "<tuv xml:lang=\"en-GB\"><seg>"), 2);
    ck_assert_uint_eq(occurrences(tmx, "</tuv>\n      <tuv xml:lang=\"zh-Hant-HK\"><seg>"), 2);
    ck_assert_uint_eq(occurrences(tmx, "<tuv"), 4);
    ck_assert_uint_eq(occurrences(tmx, " lang="), 0);
    couplet_free(tmx);
    options.source = COUPLET_ZH;
    tmx = tmx_of("河水清。", "The river is clear.", &options, NULL);
    ck_assert(strstr(tmx, "xml:lang=\"zh-Hant-HK\"") < strstr(tmx, "xml:lang=\"en-GB\""));
    ck_assert_uint_eq(occurrences(tmx, "srclang=\"zh-Hant-HK\""), 1);
    couplet_free(tmx);
}
END_TEST

static const struct {
    const char *code;
    couplet_lang lang;
    bool good;
} CODES[] = {{"zh-TW", COUPLET_ZH, true},
             {"zh", COUPLET_ZH, true},
             {"zh-Hant", COUPLET_ZH, true},
             {"zh-Hant-TW", COUPLET_ZH, true},
             {"ZH-TW", COUPLET_ZH, true},
             {"zh-HK", COUPLET_ZH, true},
             {"en", COUPLET_EN, true},
             {"en-US", COUPLET_EN, true},
             {"en-001", COUPLET_EN, true},
             {"en-GB-oxendict", COUPLET_EN, true},
             {"en-GB-1996", COUPLET_EN, true},
             {"zh_TW", COUPLET_ZH, false},
             {"cmn", COUPLET_ZH, false},
             {"cmn-Hant-TW", COUPLET_ZH, false},
             {"zho", COUPLET_ZH, false},
             {"chi", COUPLET_ZH, false},
             {"*all*", COUPLET_ZH, false},
             {"*all*", COUPLET_EN, false},
             {"", COUPLET_ZH, false},
             {"", COUPLET_EN, false},
             {"zh-", COUPLET_ZH, false},
             {"zh--TW", COUPLET_ZH, false},
             {"-zh", COUPLET_ZH, false},
             {"zh-cmn-Hant", COUPLET_ZH, false},
             {"zh-TW-Hant", COUPLET_ZH, false},
             {"zh-TW-HK", COUPLET_ZH, false},
             {"zh-TW ", COUPLET_ZH, false},
             {"zh-TW\"", COUPLET_ZH, false},
             {"zh-T<", COUPLET_ZH, false},
             {"en-US", COUPLET_ZH, false},
             {"zh-TW", COUPLET_EN, false},
             {"eng", COUPLET_EN, false},
             {"english", COUPLET_EN, false},
             {"zh-x-mine", COUPLET_ZH, false},
             {"zh-\xE5\x8F\xB0", COUPLET_ZH, false}};

START_TEST(rule_5_codes_that_readers_skip_are_refused)
{
    const char *fault = couplet__code_fault(CODES[_i].code, CODES[_i].lang);
    ck_assert_msg((fault == NULL) == CODES[_i].good, "%s: %s", CODES[_i].code,
                  fault != NULL ? fault : "accepted");
    alignment a = align_lines("河水清。", "The river is clear.", 1);
    couplet_write_options options = defaults();
    if (CODES[_i].lang == COUPLET_ZH)
        options.zh_code = CODES[_i].code;
    else
        options.en_code = CODES[_i].code;
    couplet__buf out = {0};
    couplet_error error;
    couplet_status status = couplet_write(a.result, a.zh, a.en, COUPLET_FORMAT_TMX, &options,
                                          into_buf, &out, NULL, &error);
    ck_assert_int_eq(status, CODES[_i].good ? COUPLET_OK : COUPLET_EINVAL);
    if (!CODES[_i].good) {
        ck_assert_str_eq(error.message, fault);
        ck_assert_uint_eq(out.size, 0);
    }
    couplet__buf_free(&out);
    alignment_free(&a);
}
END_TEST

START_TEST(rules_7_and_10_props_stand_first_and_are_private)
{
    char *tmx = tmx_of("-\n河水清。", "Alone.\nThe river is clear.", NULL, NULL);
    ck_assert_ptr_nonnull(strstr(tmx, "<tu>\n      <prop type=\"x-id\">1</prop>\n"
                                      "      <prop type=\"x-confidence\">0.7500</prop>\n"
                                      "      <prop type=\"x-zh-segments\">2</prop>\n"
                                      "      <prop type=\"x-en-segments\">2</prop>\n"
                                      "      <prop type=\"x-zh-lines\">2</prop>\n"
                                      "      <prop type=\"x-en-lines\">2</prop>\n"
                                      "      <tuv "));
    ck_assert_uint_eq(occurrences(tmx, "<prop type=\""), occurrences(tmx, "<prop type=\"x-"));
    ck_assert_ptr_null(strstr(tmx, "tuid"));
    ck_assert_ptr_null(strstr(tmx, "xml:space"));
    couplet_free(tmx);
}
END_TEST

START_TEST(rule_8_segments_are_trimmed_and_on_one_line)
{
    static const char ZH[] = "\xE3\x80\x80河水\x01 清。\xC2\xA0";
    static const char EN[] = " \x02 The \x03 river \xEF\xBF\xBE is clear. \x04";
    char *tmx = tmx_of(ZH, EN, NULL, NULL);
    ck_assert_ptr_nonnull(strstr(tmx, "<seg>The river is clear.</seg>"));
    ck_assert_ptr_nonnull(strstr(tmx, "<seg>河水"));
    ck_assert_ptr_nonnull(strstr(tmx, "清。</seg>"));
    couplet_free(tmx);
}
END_TEST

START_TEST(rule_9_no_unit_with_an_empty_side)
{
    couplet_written written;
    char *tmx = tmx_of("河水清。\n-\n魚多。\n\x01\x02\n岸高。",
                       "The river is clear.\nAlone.\n-\nNo.\n\x01", NULL, &written);
    ck_assert_uint_eq(occurrences(tmx, "<tu>"), 1);
    ck_assert_uint_eq(occurrences(tmx, "<seg></seg>"), 0);
    ck_assert_uint_eq(written.units, 1);
    ck_assert_uint_eq(written.empty, 4);
    couplet_free(tmx);
}
END_TEST

START_TEST(rule_11_forbidden_characters_are_dropped_and_counted)
{
    couplet_written written;
    char *tmx = tmx_of("河\x01水\x1F清\xEF\xBF\xBE。\xEF\xBF\xBF",
                       "A<b> & \"c\" 'd' ]]> \xF0\x9F\x90\x9F\x7F e", NULL, &written);
    ck_assert_ptr_nonnull(strstr(tmx, "<seg>河水清。</seg>"));
    ck_assert_ptr_nonnull(
        strstr(tmx, "<seg>A&lt;b&gt; &amp; \"c\" 'd' ]]&gt; \xF0\x9F\x90\x9F\x7F e</seg>"));
    ck_assert_uint_eq(written.dropped_chars, 4);
    couplet_free(tmx);
}
END_TEST

START_TEST(rule_11_characters_of_units_left_out_do_not_count)
{
    couplet_written written;
    char *tmx = tmx_of("\x01河", "-", NULL, &written);
    ck_assert_uint_eq(written.dropped_chars, 0);
    couplet_free(tmx);
}
END_TEST

static const struct {
    int64_t seconds;
    const char *basic, *extended;
} DATES[] = {
    {0, "19700101T000000Z", "1970-01-01T00:00:00Z"},
    {951782399, "20000228T235959Z", "2000-02-28T23:59:59Z"},
    {951782400, "20000229T000000Z", "2000-02-29T00:00:00Z"},
    {951868800, "20000301T000000Z", "2000-03-01T00:00:00Z"},
    {1776902400, "20260423T000000Z", "2026-04-23T00:00:00Z"},
    {1798761599, "20261231T235959Z", "2026-12-31T23:59:59Z"},
    {4107542400, "21000301T000000Z", "2100-03-01T00:00:00Z"},
    {COUPLET__DATE_MAX, "99991231T235959Z", "9999-12-31T23:59:59Z"},
};

START_TEST(rule_12_dates)
{
    couplet__buf buf = {0};
    couplet__markup_date(&buf, DATES[_i].seconds, COUPLET__DATE_BASIC);
    ck_assert_str_eq(buf.at, DATES[_i].basic);
    couplet__buf_clear(&buf);
    couplet__markup_date(&buf, DATES[_i].seconds, COUPLET__DATE_EXTENDED);
    ck_assert_str_eq(buf.at, DATES[_i].extended);
    couplet__buf_free(&buf);
    couplet_write_options options = defaults();
    options.created = DATES[_i].seconds;
    char *tmx = tmx_of("河水清。", "The river is clear.", &options, NULL), expected[64];
    snprintf(expected, sizeof expected, "<tu creationdate=\"%s\">", DATES[_i].basic);
    ck_assert_uint_eq(occurrences(tmx, expected), 1);
    ck_assert_uint_eq(occurrences(tmx, "creationdate"), 2);
    couplet_free(tmx);
}
END_TEST

START_TEST(rule_12_no_date_is_asked_for)
{
    char *tmx = tmx_of("河水清。", "The river is clear.", NULL, NULL);
    ck_assert_ptr_null(strstr(tmx, "creationdate"));
    couplet_free(tmx);
}
END_TEST

typedef struct conflicts {
    size_t first[8], again[8], count;
} conflicts;

static int on_conflict(void *user, const couplet_bead *first, const couplet_bead *again)
{
    conflicts *c = user;
    c->first[c->count] = first->zh.first;
    c->again[c->count++] = again->zh.first;
    return c->count == 8;
}

START_TEST(rule_13_repetitions_once_and_conflicts_listed)
{
    conflicts listed = {{0}, {0}, 0};
    couplet_write_options options = defaults();
    options.conflict = on_conflict;
    options.conflict_user = &listed;
    couplet_written written;
    char *tmx = tmx_of("好。\n好。\n好。\n水。\n好。\n好。\x01\n水清。",
                       "Good.\nGood.\nFine.\nGood.\nFine.\nGood.\nWell.", &options, &written);
    ck_assert_uint_eq(written.units, 4); /* 好 Good, 好 Fine, 水 Good, 水清 Well */
    ck_assert_uint_eq(written.repeated, 3);
    ck_assert_uint_eq(written.conflicts, 1);
    ck_assert_uint_eq(listed.count, 1);
    ck_assert_uint_eq(listed.first[0], 0);
    ck_assert_uint_eq(listed.again[0], 2);
    ck_assert_uint_eq(occurrences(tmx, "<tu>"), 4);
    couplet_free(tmx);
    options.source = COUPLET_EN;
    listed.count = 0;
    tmx = tmx_of("好。\n水。", "Good.\nGood.", &options, &written);
    ck_assert_uint_eq(written.conflicts, 1);
    couplet_free(tmx);
}
END_TEST

START_TEST(rule_13_moved_pairs_count)
{
    conflicts listed = {{0}, {0}, 0};
    couplet_write_options options = defaults();
    options.conflict = on_conflict;
    options.conflict_user = &listed;
    alignment a = align_lines("好。\n水。\n好。", "Good.\nWater.\n-", 1);
    couplet_bead moved[] = {{{2, 1}, {1, 1}, {14, 6}, {6, 6}, 1},  /* 好 Water */
                            {{2, 1}, {0, 1}, {14, 6}, {0, 5}, 1}}; /* 好 Good, again */
    ck_assert(couplet__vec_push(&a.result->moved, moved[0]));
    ck_assert(couplet__vec_push(&a.result->moved, moved[1]));
    couplet_written written;
    couplet_free(written_as(&a, COUPLET_FORMAT_TMX, &options, &written));
    ck_assert_uint_eq(written.units, 3);
    ck_assert_uint_eq(written.repeated, 1);
    ck_assert_uint_eq(written.conflicts, 1);
    ck_assert_uint_eq(listed.first[0], 0);
    ck_assert_uint_eq(listed.again[0], 2);
    alignment_free(&a);
}
END_TEST

START_TEST(rule_13_every_pair_that_differs_is_written)
{
    enum { N = 20000 };
    couplet__buf zh = {0}, en = {0};
    for (size_t i = 0; i < N; i++) { /* each pair twice; 7 sources */
        couplet__buf_str(&zh, "第");
        couplet__buf_uint(&zh, i % 7);
        couplet__buf_str(&zh, "句。\n");
        couplet__buf_str(&en, "Sentence ");
        couplet__buf_uint(&en, i % (N / 2));
        couplet__buf_str(&en, ".\n");
    }
    couplet_written written;
    char *tmx = tmx_of(zh.at, en.at, NULL, &written);
    size_t distinct = N; /* i and i + N/2 differ in source, as 7 does not divide N/2 */
    ck_assert_uint_eq(written.units, distinct);
    ck_assert_uint_eq(written.conflicts, distinct - 7);
    couplet_free(tmx);
    couplet__buf_free(&zh);
    couplet__buf_free(&en);
}
END_TEST

START_TEST(rule_13_a_conflict_can_stop_the_writing)
{
    alignment a = align_lines("好。\n好。", "Good.\nFine.", 1);
    conflicts listed = {{0}, {0}, 7};
    couplet_write_options options = defaults();
    options.conflict = on_conflict;
    options.conflict_user = &listed;
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_write(a.result, a.zh, a.en, COUPLET_FORMAT_TMX, &options, into_buf,
                                   &out, NULL, NULL),
                     COUPLET_ECALLBACK);
    couplet__buf_free(&out);
    alignment_free(&a);
}
END_TEST

START_TEST(rule_14_overlong_units_are_counted)
{
    couplet__buf zh = {0};
    for (size_t i = 0; i < 2000; i++)
        couplet__buf_str(&zh, "河");
    couplet_written written;
    couplet_free(tmx_of(zh.at, "Rivers.", NULL, &written));
    ck_assert_uint_eq(written.overlong, 0);
    couplet__buf_str(&zh, "。");
    couplet_free(tmx_of(zh.at, "Rivers.", NULL, &written));
    ck_assert_uint_eq(written.overlong, 1);
    ck_assert_uint_eq(written.units, 1);
    couplet__buf_free(&zh);
}
END_TEST

START_TEST(unsure_beads_are_left_out)
{
    alignment a = align_lines("一。\n二。\n三。", "One.\nTwo.\nThree.", 0.5);
    a.result->beads.at[1].confidence = 0.49999;
    a.result->beads.at[2].confidence = 1;
    couplet_write_options options = defaults();
    options.min_confidence = 0.5; /* a value equal to the threshold passes */
    couplet_written written;
    char *tmx = written_as(&a, COUPLET_FORMAT_TMX, &options, &written);
    ck_assert_uint_eq(written.units, 2);
    ck_assert_uint_eq(written.unsure, 1);
    ck_assert_ptr_null(strstr(tmx, "Two."));
    couplet_free(tmx);
    alignment_free(&a);
}
END_TEST

START_TEST(an_empty_result_is_a_valid_memory)
{
    couplet_written written;
    char *tmx = tmx_of("", "", NULL, &written);
    ck_assert_ptr_nonnull(strstr(tmx, "<body>\n  </body>\n</tmx>\n"));
    ck_assert_uint_eq(written.units + written.empty, 0);
    couplet_free(tmx);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("format: TMX");
    TCase *tc = tcase_create("rules");
    tcase_add_test(tc, rule_1_declaration_and_version);
    tcase_add_test(tc, rules_2_and_3_header);
    tcase_add_test(tc, rules_4_5_and_6_codes_and_order);
    tcase_add_loop_test(tc, rule_5_codes_that_readers_skip_are_refused, 0,
                        (int)(sizeof CODES / sizeof *CODES));
    tcase_add_test(tc, rules_7_and_10_props_stand_first_and_are_private);
    tcase_add_test(tc, rule_8_segments_are_trimmed_and_on_one_line);
    tcase_add_test(tc, rule_9_no_unit_with_an_empty_side);
    tcase_add_test(tc, rule_11_forbidden_characters_are_dropped_and_counted);
    tcase_add_test(tc, rule_11_characters_of_units_left_out_do_not_count);
    tcase_add_loop_test(tc, rule_12_dates, 0, (int)(sizeof DATES / sizeof *DATES));
    tcase_add_test(tc, rule_12_no_date_is_asked_for);
    tcase_add_test(tc, rule_13_repetitions_once_and_conflicts_listed);
    tcase_add_test(tc, rule_13_moved_pairs_count);
    tcase_add_test(tc, rule_13_every_pair_that_differs_is_written);
    tcase_add_test(tc, rule_13_a_conflict_can_stop_the_writing);
    tcase_add_test(tc, rule_14_overlong_units_are_counted);
    tcase_add_test(tc, unsure_beads_are_left_out);
    tcase_add_test(tc, an_empty_result_is_a_valid_memory);
    tcase_set_timeout(tc, 60);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
