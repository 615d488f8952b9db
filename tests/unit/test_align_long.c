/* A long text of which the other side lacks a chapter: the band holds the way, the alignment too.
 * The path through a long text is as narrow at its end as at its beginning. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/chain.h"
#include "align/stair.h"
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

/* Evidence of .5 to 1 along the diagonal and none beside it: as much is within .9 of the best in
 * each tenth of the text, however much has been added up. */
START_TEST(long_path)
{
    enum { N = 100000, SIDE = 40, TENTH = 10 };
    couplet__band nodes;
    couplet__stair st = {.zh = calloc(N, sizeof *st.zh),
                         .en = calloc(N, sizeof *st.en),
                         .centre_zh = calloc(N, sizeof *st.centre_zh),
                         .centre_en = calloc(N, sizeof *st.centre_en)};
    float *length = calloc(N, sizeof *length);
    uint32_t chance = 20261121;
    ck_assert_int_eq(couplet__band_new(&st.band, N, N), COUPLET_OK);
    for (size_t i = 0; i < N; i++)
        couplet__band_widen(&st.band, i, (int64_t)i - SIDE, (int64_t)i + SIDE + 1);
    couplet__band_close(&st.band);
    st.x = calloc(st.band.start[N], sizeof *st.x);
    for (size_t i = 0; i < N; i++) {
        chance = chance * 1664525 + 1013904223;
        st.x[couplet__band_cell(&st.band, i, i)] = .5f + (float)(chance >> 8) / (1 << 25);
        length[i] = 20;
    }
    ck_assert_int_eq(couplet__stair_path(&st, &nodes, length, length), COUPLET_OK);
    size_t lost = 0, in[TENTH] = {0};
    for (size_t i = 0; i < N; i++) {
        lost += !couplet__band_has(&nodes, i, i);
        in[i / (N / TENTH)] += nodes.high[i] - nodes.low[i];
    }
    ck_assert_uint_eq(lost, 0);
    for (size_t k = 1; k < TENTH; k++) {
        ck_assert_uint_lt(in[k], in[0] + in[0] / 100);
        ck_assert_uint_gt(in[k], in[0] - in[0] / 100);
    }
    for (size_t i = 0; i < N; i++)
        ck_assert_uint_eq(st.centre_zh[i], i);
    couplet__band_free(&nodes);
    couplet__band_free(&st.band);
    free(st.x);
    free(st.zh);
    free(st.en);
    free(st.centre_zh);
    free(st.centre_en);
    free(length);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_long");
    TCase *tc = tcase_create("long");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, missing_chapter);
    tcase_add_test(tc, long_path);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
