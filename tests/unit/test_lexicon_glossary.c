/* Glossaries: what is read, what is refused, what is found where. */
#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "lexicon/glossary.h"
#include "lexicon/phrases.h"
#include "suite.h"
#include "text/fold.h"
#include "text/words.h"

static couplet_glossary *read_glossary(const char *tsv)
{
    couplet_glossary *g = NULL;
    couplet_error error = {0};
    ck_assert_msg(couplet_glossary_new(&g, tsv, strlen(tsv), &error) == COUPLET_OK, "%zu: %s",
                  error.line, error.message);
    return g;
}

/* Does some entry of the glossary stand in both sentences? */
static size_t in_both(const couplet_glossary *g, const char *zh, const char *en)
{
    couplet__folded folded = {0};
    couplet__tokens tokens = {0};
    couplet__stemmer *stemmer = couplet__stemmer_new();
    couplet__hits zh_hits = {0}, en_hits = {0};
    uint32_t stems[64];
    size_t both = 0;
    ck_assert_int_eq(couplet__fold(&folded, zh, strlen(zh)), COUPLET_OK);
    ck_assert(couplet__english_tokens(&tokens, en, strlen(en)) && tokens.count <= 64);
    for (size_t i = 0; i < tokens.count; i++) {
        size_t size;
        const char *stem = couplet__stem(stemmer, tokens.at[i].bytes, tokens.at[i].size, &size);
        stems[i] = couplet__glossary_stem(g, stem, size);
    }
    ck_assert(couplet__glossary_find_zh(g, folded.cp, folded.count, &zh_hits));
    ck_assert(couplet__glossary_find_en(g, stems, tokens.count, &en_hits));
    for (size_t i = 0; i < zh_hits.count; i++) {
        size_t count;
        const couplet__entry *e = couplet__glossary_entries(g, zh_hits.at[i].phrase, &count);
        for (size_t k = 0; k < count; k++)
            for (size_t j = 0; j < en_hits.count; j++)
                both += e[k].en == en_hits.at[j].phrase;
    }
    couplet__vec_free(&zh_hits);
    couplet__vec_free(&en_hits);
    couplet__vec_free(&tokens);
    couplet__stemmer_free(stemmer);
    couplet__folded_free(&folded);
    return both;
}

static const struct {
    const char *tsv, *zh, *en;
    size_t entries, both;
} FOUND[] = {
    {"經濟部\tMinistry of Economic Affairs\n", "他向經濟部說明。",
     "He explained it to the Ministry of Economic Affairs.", 1, 1},
    {"经济部\tMinistry of Economic Affairs\n", "經濟部", "ministries of economic affair", 1, 1},
    {"\xEF\xBB\xBF經濟部\tMinistry of Economic Affairs\r\n", "經濟部",
     "Ministry of Economic Affairs", 1, 1},
    {"Ministry of Economic Affairs\t經濟部\n", "經濟部", "Ministry of Economic Affairs", 1, 1},
    {"zh-TW\ten-US\n風機\twind turbine", "風機", "Two wind turbines stood there.", 1, 1},
    {"# ours\n\n風機\twind turbine\tnoun\tsee p. 3\n", "風機", "wind turbine", 1, 1},
    {"風機；風力機\twind turbine; turbine\n", "風力機", "a turbine", 4, 1},
    {"風機\twind turbine\n風機\twind turbine\n", "風機", "wind turbine", 1, 1},
    {"風機\tthe wind turbine\n", "風機", "wind turbine", 1, 1},
    {"風機\twind turbine\n", "風機", "turbine of wind", 1, 0},
    {"經濟\teconomy\n經濟部\tministry\n", "經濟部", "the economy", 2, 0},
    {"經濟\teconomy\n經濟部\tministry\n", "經濟學", "the economy", 2, 1},
    {"G7\tGroup of Seven\n台灣\tTaiwan\n", "Ｇ７", "the Group of Seven", 2, 1},
    {"新冠肺炎\tCOVID-19\n", "新冠肺炎", "Covid-19", 1, 1},
    {"", "經濟部", "Ministry", 0, 0},
    {"# nothing\n\n", "經濟部", "Ministry", 0, 0},
};

START_TEST(terms_are_found)
{
    couplet_glossary *g = read_glossary(FOUND[_i].tsv);
    ck_assert_uint_eq(couplet_glossary_count(g), FOUND[_i].entries);
    ck_assert_uint_eq(in_both(g, FOUND[_i].zh, FOUND[_i].en), FOUND[_i].both);
    couplet_glossary_free(g);
}
END_TEST

static const struct {
    const char *tsv;
    size_t line;
    couplet_status status;
} REFUSED[] = {
    {"經濟部\n", 1, COUPLET_EDATA},
    {"風機\twind turbine\n經濟部\t\n", 2, COUPLET_EDATA},
    {"風機\twind turbine\n\tministry\n", 2, COUPLET_EDATA},
    {"風機\twind turbine\nministry\t經濟部\n", 2, COUPLET_EDATA},
    {"風機\t—\n", 1, COUPLET_EDATA},
    {"風機\t; ；\n", 1, COUPLET_EDATA},
    {"風機\twind\xFF\n", 0, COUPLET_EENCODING},
};

START_TEST(malformed_lines_are_refused)
{
    couplet_glossary *g = NULL;
    couplet_error error = {0};
    const char *tsv = REFUSED[_i].tsv;
    ck_assert_int_eq(couplet_glossary_new(&g, tsv, strlen(tsv), &error), REFUSED[_i].status);
    ck_assert_ptr_null(g);
    ck_assert_uint_eq(error.line, REFUSED[_i].line);
}
END_TEST

/* What would take time out of all proportion is refused, with its line. */
START_TEST(terms_have_limits)
{
    couplet__buf tsv = {0};
    couplet_glossary *g = NULL;
    couplet_error error = {0};
    couplet__buf_str(&tsv, "風機\twind turbine\n");
    for (int i = 0; i < 256; i++)
        couplet__buf_str(&tsv, _i == 0 ? "風" : _i == 1 ? "風；" : "");
    couplet__buf_str(&tsv, "風\tx");
    for (int i = 0; i < 256; i++)
        couplet__buf_str(&tsv, _i == 0 ? "" : _i == 1 ? ";x" : " x");
    ck_assert_int_eq(couplet_glossary_new(&g, tsv.at, tsv.size, &error), COUPLET_ELIMIT);
    ck_assert_ptr_null(g);
    ck_assert_uint_eq(error.line, 2);
    couplet__buf_free(&tsv);
}
END_TEST

/* Against the plain way: at each place, the longest phrase of all. */
START_TEST(the_longest_phrase_is_found)
{
    couplet__phrases set = {0};
    uint32_t state = 1, text[400];
    struct {
        uint32_t units[4];
        size_t count;
    } plain[200];
    for (size_t i = 0; i < 200; i++) {
        plain[i].count = 1 + i % 4;
        for (size_t k = 0; k < plain[i].count; k++)
            plain[i].units[k] = (state = state * 1664525 + 1013904223) >> 29;
        ck_assert(couplet__phrases_add(&set, plain[i].units, plain[i].count));
    }
    uint32_t *number = couplet__phrases_sort(&set);
    for (size_t i = 0; i < 400; i++)
        text[i] = (state = state * 1664525 + 1013904223) >> 29;
    for (size_t at = 0; at < 400; at++) {
        size_t longest = 0;
        uint32_t expected = 0, found = 0;
        for (size_t i = 0; i < 200; i++)
            if (plain[i].count > longest && plain[i].count <= 400 - at &&
                memcmp(plain[i].units, text + at, plain[i].count * sizeof *text) == 0) {
                longest = plain[i].count;
                expected = number[i];
            }
        ck_assert_uint_eq(couplet__phrases_longest(&set, text + at, 400 - at, &found), longest);
        ck_assert_uint_eq(found, expected);
    }
    couplet__free(number);
    couplet__phrases_free(&set);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glossary");
    TCase *tc = tcase_create("glossary");
    tcase_add_loop_test(tc, terms_are_found, 0, (int)(sizeof FOUND / sizeof *FOUND));
    tcase_add_loop_test(tc, malformed_lines_are_refused, 0,
                        (int)(sizeof REFUSED / sizeof *REFUSED));
    tcase_add_loop_test(tc, terms_have_limits, 0, 3);
    tcase_add_test(tc, the_longest_phrase_is_found);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
