/* A long text of which the other side lacks a chapter: the band holds the way, the alignment too.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/chain.h"
#include "lines.h"
#include "suite.h"

enum { S = 20000, GAP = 7000, MISSING = 5000, T = S - MISSING };

static const char *const ZH[] = {"水庫", "橋樑", "學校", "漁港", "鐵路", "醫院", "農場",
                                 "市場", "公園", "機場", "工廠", "車站", "隧道"};
static const char *const EN[] = {"reservoir", "bridge",  "school", "harbour", "railway",
                                 "hospital",  "farm",    "market", "park",    "airport",
                                 "factory",   "station", "tunnel"};
enum { THINGS = sizeof ZH / sizeof *ZH };

/* Sentence i is about three things and a number, which come again, but not together. */
static void say(char *zh, char *en, size_t i)
{
    size_t a = i % THINGS, b = i / 5 % THINGS, c = i / 37 % THINGS;
    unsigned n = (unsigned)(i * 7919 % 9001) + 1000;
    sprintf(zh, "%s旁邊的%s花了%u元，比%s早完工。\n", ZH[a], ZH[b], n, ZH[c]);
    sprintf(en, "The %s near the %s cost %u dollars and was finished before the %s.\n", EN[b],
            EN[a], n, EN[c]);
}

START_TEST(missing_chapter)
{
    char *zh_bytes = malloc(S * 150), *en_bytes = malloc(S * 150), spare[300];
    char *zh_end = zh_bytes, *en_end = en_bytes;
    for (size_t i = 0; i < S; i++) {
        bool missing = i >= GAP && i < GAP + MISSING;
        say(zh_end, missing ? spare : en_end, i);
        zh_end += strlen(zh_end);
        en_end += missing ? 0 : strlen(en_end);
    }
    couplet_text *zh = lines_of(COUPLET_ZH, zh_bytes), *en = lines_of(COUPLET_EN, en_bytes);
    ck_assert_uint_eq(couplet_text_count(zh), S);
    ck_assert_uint_eq(couplet_text_count(en), T);

    couplet__sources sources = {.lexicons = {couplet_lexicon_builtin()}, .lexicon_count = 1};
    couplet__document d;
    couplet__links links;
    couplet__band band;
    ck_assert_int_eq(couplet__document_read(&d, zh, en, &sources), COUPLET_OK);
    ck_assert_int_eq(couplet__links_build(&links, &d, &sources), COUPLET_OK);
    ck_assert_int_eq(couplet__chain_band(&band, &d, &links), COUPLET_OK);
    size_t lost = 0;
    for (size_t i = 0; i < S; i++)
        if (i < GAP || i >= GAP + MISSING)
            lost += !couplet__band_has(&band, i, i < GAP ? i : i - MISSING);
    ck_assert_uint_eq(lost, 0);
    ck_assert_uint_lt(band.start[S], (size_t)S * 640); /* in proportion */
    couplet__band_free(&band);
    couplet__links_free(&links);
    couplet__document_free(&d);

    couplet_aligner *aligner;
    couplet_result *result;
    size_t right = 0;
    ck_assert_int_eq(couplet_aligner_new(&aligner, NULL, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_align(&result, aligner, zh, en, NULL, NULL), COUPLET_OK);
    for (size_t i = 0; i < couplet_result_count(result); i++) {
        const couplet_bead *b = couplet_result_bead(result, i);
        size_t s = b->zh.first;
        bool missing = s >= GAP && s < GAP + MISSING;
        right += b->zh.count == 1 &&
                 (missing ? b->en.count == 0
                          : b->en.count == 1 && b->en.first == (s < GAP ? s : s - MISSING));
    }
    ck_assert_uint_gt(right, S * 97 / 100);
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    couplet_text_free(zh);
    couplet_text_free(en);
    free(zh_bytes);
    free(en_bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_long");
    TCase *tc = tcase_create("long");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, missing_chapter);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
