/* Folding and UTF-8. */
#include "base/buf.h"
#include "cases.h"
#include "suite.h"
#include "text/fold.h"
#include "text/traditional.h"
#include "text/utf8.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

static const struct {
    const char *text, *folded;
} FOLDED[] = {
    {"", ""},
    {"abc", "abc"},
    {"產業産业", "产业产业"},
    {"臺灣台灣", "台湾台湾"},
    {"１２％，ＡＢ", "12%,AB"},
    {"㈱①㎡½", "(株)1m21⁄2"},
    {"⽔⻄⺠⻑⾧", "水西民长长"}, /* radicals as PDF files hold them */
    {"金年六", "金年六"},         /* compatibility ideographs U+F90A, U+F98E, U+F9D1 */
    {"so\xC2\xAD"
     "ft hyphen",
     "soft hyphen"},
    {"zero\xE2\x80\x8Bwidth\xEF\xBB\xBF", "zerowidth"},
    {"葛\xF3\xA0\x84\x80城", "葛城"}, /* ideographic variation selector */
    {"✈\xEF\xB8\x8F", "✈"},
    {"cafe\xCC\x81 café", "café café"},
    {"x\xCC\x81", "x\xCC\x81"}, /* nothing to compose */
    {"\xCC\x81", "\xCC\x81"},
    {"ﬁne “quotes” — dash", "fine “quotes” — dash"},
    {"no\xC2\xA0"
     "break　wide",
     "no break wide"},
    {"河\n水", "河水"},
    {"河  \r\n　水", "河水"},
    {"河 水", "河 水"},
    {"河\nriver\n水", "河\nriver\n水"},
    {"two\nlines", "two\nlines"},
    {"河\n", "河\n"},
    {"𠀀𪚥", "𠀀𪚥"},
    {"ﷺ", "صلى الله عليه وسلم"}, /* the longest decomposition */
};

START_TEST(folding_gives_one_form)
{
    couplet__folded folded = {0};
    couplet__buf out = {0};
    const char *text = FOLDED[_i].text;
    size_t size = strlen(text);
    couplet__buf_add(&out, "", 0);
    ck_assert_int_eq(couplet__fold(&folded, text, size), COUPLET_OK);
    for (size_t i = 0; i < folded.count; i++)
        couplet__buf_utf8(&out, folded.cp[i]);
    ck_assert_msg(strcmp(out.at, FOLDED[_i].folded) == 0, "%s: %s", text, out.at);
    couplet__buf_free(&out);
    couplet__folded_free(&folded);
}
END_TEST

static bool is_boundary(const char *text, size_t size, size_t at)
{
    return at == size || ((unsigned char)text[at] & 0xC0) != 0x80;
}

static void check_offsets(const char *text, size_t size)
{
    couplet__folded folded = {0};
    ck_assert_int_eq(couplet__fold(&folded, text, size), COUPLET_OK);
    ck_assert_uint_eq(folded.offset[folded.count], size);
    for (size_t i = 0; i < folded.count; i++) {
        ck_assert_uint_le(folded.offset[i], folded.offset[i + 1]);
        ck_assert_uint_lt(folded.offset[i], size);
        ck_assert(is_boundary(text, size, folded.offset[i]));
        ck_assert_uint_eq(couplet__fold_variant(folded.cp[i]), folded.cp[i]); /* no chains */
    }
    couplet__folded_free(&folded);
}

START_TEST(offsets_rise_on_character_boundaries)
{
    couplet__buf text = {0};
    uint32_t random = 12345;
    static const uint32_t BLOCKS[][2] = {{0x20, 0x7E},     {0xA0, 0x24F},      {0x300, 0x36F},
                                         {0x2000, 0x206F}, {0x2E80, 0x2FDF},   {0x3000, 0x33FF},
                                         {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},   {0xFE00, 0xFE6F},
                                         {0xFF00, 0xFFEF}, {0x1F100, 0x1F2FF}, {0x2F800, 0x2FA1D},
                                         {'\n', '\r'}};
    for (int round = 0; round < 400; round++) {
        couplet__buf_clear(&text);
        for (int i = 0; i < round % 50; i++) {
            random = random * 1664525 + 1013904223;
            const uint32_t *block = BLOCKS[(random >> 8) % COUNT(BLOCKS)];
            random = random * 1664525 + 1013904223;
            couplet__buf_utf8(&text, block[0] + (random >> 8) % (block[1] - block[0] + 1));
        }
        check_offsets(round % 50 == 0 ? "" : text.at, text.size);
    }
    couplet__buf_free(&text);
}
END_TEST

START_TEST(every_character_folds_to_a_folded_one)
{
    couplet__folded once = {0}, twice = {0}, laid_out = {0};
    couplet__folder *folder = couplet__folder_new();
    couplet__buf one = {0}, form = {0};
    ck_assert_ptr_nonnull(folder);
    for (uint32_t c = 1; c < 0x110000; c++) {
        if ((c >= 0xD800 && c < 0xE000) || (c >= 0x323B0 && c < 0xE0000))
            continue;
        couplet__buf_clear(&one);
        couplet__buf_clear(&form);
        couplet__buf_utf8(&one, c);
        ck_assert_int_eq(couplet__fold(&once, one.at, one.size), COUPLET_OK);
        for (size_t i = 0; i < once.count; i++)
            couplet__buf_utf8(&form, once.cp[i]);
        ck_assert_int_eq(couplet__fold(&twice, once.count == 0 ? "" : form.at, form.size),
                         COUPLET_OK);
        ck_assert_msg(twice.count == once.count &&
                          memcmp(twice.cp, once.cp, once.count * sizeof *once.cp) == 0,
                      "U+%04X", c);
        ck_assert_int_eq(couplet__fold_with(&laid_out, folder, one.at, one.size), COUPLET_OK);
        ck_assert_msg(laid_out.count == once.count &&
                          memcmp(laid_out.cp, once.cp, once.count * sizeof *once.cp) == 0,
                      "U+%04X", c);
    }
    couplet__folder_free(folder);
    couplet__folded_free(&laid_out);
    couplet__buf_free(&one);
    couplet__buf_free(&form);
    couplet__folded_free(&once);
    couplet__folded_free(&twice);
}
END_TEST

static const struct {
    const char *bytes;
    size_t size, bad;
} CHECKED[] = {
    {"", 0, 0},
    {"a河𠀀", 8, 8},
    {"\xC0\x80", 2, 0},
    {"a\xC1\xBF", 3, 1},
    {"\xE0\x80\x80", 3, 0},
    {"\xED\xA0\x80", 3, 0},
    {"\xED\x9F\xBF", 3, 3},
    {"\xF0\x80\x80\x80", 4, 0},
    {"\xF4\x8F\xBF\xBF", 4, 4},
    {"\xF4\x90\x80\x80", 4, 0},
    {"\xF5\x80\x80\x80", 4, 0},
    {"ab\x80", 3, 2},
    {"ab\xE6\xB2", 4, 2},
    {"\xFF", 1, 0},
};

START_TEST(utf8_is_checked)
{
    ck_assert_uint_eq(couplet__utf8_check(CHECKED[_i].bytes, CHECKED[_i].size), CHECKED[_i].bad);
}
END_TEST

START_TEST(a_fault_is_found_anywhere)
{
    char text[64];
    for (size_t size = 1; size < sizeof text; size++)
        for (size_t at = 0; at < size; at++) {
            memset(text, 'x', sizeof text);
            text[at] = '\x80';
            ck_assert_uint_eq(couplet__utf8_check(text, size), at);
            ck_assert_uint_eq(couplet__ascii_run(text, size), at);
        }
    memset(text, 'x', sizeof text);
    ck_assert_uint_eq(couplet__utf8_check(text, sizeof text), sizeof text);
    ck_assert_uint_eq(couplet__ascii_run(text, sizeof text), sizeof text);
}
END_TEST

START_TEST(utf8_is_walked_both_ways)
{
    const char *text = "a¢河𠀀\n";
    static const uint32_t POINTS[] = {'a', 0xA2, 0x6CB3, 0x20000, '\n'};
    size_t size = strlen(text), at = 0;
    for (int i = 0; i < COUNT(POINTS); i++)
        ck_assert_uint_eq(couplet__utf8_next(text, size, &at), POINTS[i]);
    ck_assert_uint_eq(at, size);
    for (int i = COUNT(POINTS); i-- > 0;)
        ck_assert_uint_eq(couplet__utf8_prev(text, &at), POINTS[i]);
    ck_assert_uint_eq(at, 0);
}
END_TEST

START_TEST(words_are_written_in_traditional_characters)
{
    couplet__buf out = {0};
    const char *words = "皇后\n头发\n出发\n台湾\n里面\n公里\n𠀀\n";
    ck_assert_int_eq(couplet__traditional(&out, words, strlen(words)), COUPLET_OK);
    ck_assert_str_eq(out.at, "皇后\n頭髮\n出發\n台灣\n裡面\n公里\n𠀀\n");
    ck_assert_int_eq(couplet__traditional(&out, "", 0), COUPLET_OK);
    couplet__buf_free(&out);
}
END_TEST

/* What is shown can be asked for: it folds to what it was made from. Not where the folding joins a
 * rare character with more than ICU does: 讬 is written 託, which is matched as 托. */
START_TEST(traditional_characters_fold_back)
{
    couplet__buf simple = {0}, written = {0};
    for (uint32_t c = 0x4E00; c <= 0x9FFF; c++)
        if (couplet__fold_variant(c) == c) {
            couplet__buf_utf8(&simple, c);
            couplet__buf_char(&simple, '\n');
        }
    ck_assert_int_eq(couplet__traditional(&written, simple.at, simple.size), COUPLET_OK);
    size_t a = 0, b = 0, strays = 0;
    while (a < simple.size) {
        uint32_t c = couplet__utf8_next(simple.at, simple.size, &a);
        uint32_t d = couplet__utf8_next(written.at, written.size, &b);
        strays += couplet__fold_variant(d) != c;
    }
    ck_assert_uint_le(strays, 7);
    couplet__buf_free(&simple);
    couplet__buf_free(&written);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text: folding");
    TCase *tc = tcase_create("folding");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, folding_gives_one_form, 0, COUNT(FOLDED));
    tcase_add_test(tc, offsets_rise_on_character_boundaries);
    tcase_add_test(tc, every_character_folds_to_a_folded_one);
    tcase_add_loop_test(tc, utf8_is_checked, 0, COUNT(CHECKED));
    tcase_add_test(tc, a_fault_is_found_anywhere);
    tcase_add_test(tc, utf8_is_walked_both_ways);
    tcase_add_test(tc, words_are_written_in_traditional_characters);
    tcase_add_test(tc, traditional_characters_fold_back);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
