/* Dictionaries, term pairs and corpora: what comes of them. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "couplet/couplet.h"
#include "suite.h"

static int collect(void *user, const char *data, size_t size)
{
    couplet__buf_add(user, data, size);
    return 0;
}

typedef struct source {
    couplet_source kind;
    const char *bytes;
} source;

static couplet__buf table_of(const source *sources, size_t count)
{
    couplet_draft *draft = NULL;
    couplet_error error = {0};
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_draft_new(&draft, &error), COUPLET_OK);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(couplet_draft_add(draft, sources[i].kind, sources[i].bytes,
                                        strlen(sources[i].bytes), &error) == COUPLET_OK,
                      "line %zu: %s", error.line, error.message);
    ck_assert_int_eq(couplet_draft_write_table(draft, collect, &out, &error), COUPLET_OK);
    couplet_draft_free(draft);
    return out;
}

/* Entries made up for this test in CC-CEDICT's form. */
static const struct {
    const char *entry, *table;
} CEDICT[] = {
    {"和平 和平 [he2 ping2] /peace/peaceful/", "和平\tpeac:15\n"},
    {"鴿子 鸽子 [ge1 zi5] /pigeon; bird/CL:隻|只[zhi1]/\r", "鸽子\tbird:15 pigeon:15\n"},
    {"他們 他们 [ta1 men5] /they/", "他们\tthey:14\n"},
    {"上岸 上岸 [shang4 an4] /to go ashore/to get to the shore/", "上岸\tshore:15 ashor:9 go:9\n"},
    {"王 王 [Wang2] /surname Wang/king or monarch/", "王\tking:15 monarch:15 wang:15\n"},
    {"茶園 茶园 [cha2 yuan2] /tea plantation (on a hill)/classifier for hills/",
     "茶园\tplantat:9 tea:9\n"},
    {"週 周 [zhou1] /week/\n禮拜 礼拜 [li3 bai4] /variant of 週[zhou1], seven days/",
     "周\tweek:15\n礼拜\tweek:15 day:9 seven:9\n"},
    {"甲 甲 [jia3] /first/\n乙 乙 [yi3] /see 甲[jia3]/\n丙 丙 [bing3] /see 乙[yi3]/",
     "丙\tfirst:15\n乙\tfirst:15\n甲\tfirst:15\n"},
    {"嚴控 严控 [yan2 kong4] /strict control, abbr. for 嚴格控制|严格控制[yan2 ge2 kong4 zhi4]/",
     "严控\tcontrol:9 strict:9\n"},
    {"石門 石门 [Shi2 men2] /Shimen, a town on the northern coast of an island in the sea/",
     "石门\tshimen:15 coast:4 island:4 northern:4 sea:4 town:4\n"},
    {"家 家 [jia1] /home/noun suffix for a specialist, such as -ist/", "家\thome:15\n"},
    {"# a comment\n\n百年 百年 [bai3 nian2] /100 years/", "百年\tyear:15\n"},
    {"一二三四五六七八九 一二三四五六七八九 [] /too long/\n茶 茶 [cha2] /tea/", "茶\ttea:15\n"},
};

START_TEST(cedict_is_read)
{
    source one = {COUPLET_SOURCE_CEDICT, CEDICT[_i].entry};
    couplet__buf out = table_of(&one, 1), expected = {0};
    couplet__buf_str(&expected, "# couplet table: cedict\n");
    couplet__buf_str(&expected, CEDICT[_i].table);
    ck_assert_str_eq(out.at, expected.at);
    couplet__buf_free(&expected);
    couplet__buf_free(&out);
}
END_TEST

START_TEST(wordnets_are_joined)
{
    static const source WORDNETS[] = {
        {COUPLET_SOURCE_WORDNET, "  1 a licence  \n"
                                 "00000100 03 n 02 pigeon 0 rock_bird 1 000 | a bird  \n"},
        {COUPLET_SOURCE_WORDNET, "00000200 00 s 01 striking(a) 0 000 | attracting notice  \n"},
        {COUPLET_SOURCE_WORDNET_ZH, "# A wordnet\tcmn\n"
                                    "00000100-n\tcmn:lemma\t鴿子\n"
                                    "00000100-n\tcmn:def\t一種鳥\n"
                                    "00000200-a\tcmn:lemma\t醒目+的\n"
                                    "00000999-n\tcmn:lemma\t沒有\n"},
    };
    couplet__buf out = table_of(WORDNETS, 3);
    ck_assert_str_eq(out.at, "# couplet table: wordnet\n"
                             "醒目\tstrike:8\n醒目的\tstrike:8\n"
                             "鸽子\tpigeon:8 bird:4 rock:4\n");
    couplet__buf_free(&out);
}
END_TEST

static int add_line(void *user, const couplet_known *known)
{
    char line[80];
    snprintf(line, sizeof line, "%.*s:%.0f ", (int)known->stem_size, known->stem,
             known->strength * 15);
    couplet__buf_str(user, line);
    return 0;
}

START_TEST(terms_are_worth_more_than_glosses)
{
    static const char TERMS[] = "# couplet table: terms\n"
                                "營商環境\tbusiness environment; business climate\n";
    couplet_lexicon *lexicon = NULL;
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_lexicon_read(&lexicon, TERMS, sizeof TERMS - 1, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_lexicon_show(lexicon, "营商环境", 12, add_line, &out, NULL),
                     COUPLET_OK);
    ck_assert_uint_eq(out.size, strlen("busi:12 climat:12 environ:12 "));
    ck_assert_ptr_nonnull(strstr(out.at, "climat:12 "));
    couplet_lexicon_free(lexicon);
    couplet__buf_free(&out);
}
END_TEST

static const struct {
    couplet_source kind;
    const char *bytes;
    size_t line;
    couplet_status status;
} REFUSED[] = {
    {COUPLET_SOURCE_CEDICT, "和平 和平 [he2 ping2] /peace/\n和平\n", 2, COUPLET_EDATA},
    {COUPLET_SOURCE_CEDICT, "和平 和平 peace\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_WORDNET, "0000 03 n 01 pigeon 0 000\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_WORDNET, "00000100 03 n 09 pigeon 0 000\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_WORDNET, "00000100 03 n zz pigeon 0 000\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_WORDNET_ZH, "00000100-n\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_WORDNET_ZH, "100-n\tcmn:lemma\t鴿子\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_TERMS, "風機\n", 1, COUPLET_EDATA},
    {COUPLET_SOURCE_CEDICT, "\xFF", 0, COUPLET_EENCODING},
    {(couplet_source)99, "", 0, COUPLET_EINVAL},
};

START_TEST(malformed_sources_are_refused)
{
    couplet_draft *draft = NULL;
    couplet_error error = {0};
    ck_assert_int_eq(couplet_draft_new(&draft, &error), COUPLET_OK);
    ck_assert_int_eq(couplet_draft_add(draft, REFUSED[_i].kind, REFUSED[_i].bytes,
                                       strlen(REFUSED[_i].bytes), &error),
                     REFUSED[_i].status);
    ck_assert_uint_eq(error.line, REFUSED[_i].line);
    couplet_draft_free(draft);
}
END_TEST

START_TEST(a_table_has_one_kind_of_source)
{
    couplet_draft *draft = NULL;
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_draft_new(&draft, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_draft_write_table(draft, collect, &out, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_draft_add(draft, COUPLET_SOURCE_TERMS, "茶\ttea", 7, NULL),
                     COUPLET_OK);
    ck_assert_int_eq(
        couplet_draft_add(draft, COUPLET_SOURCE_CEDICT, "酒 酒 [jiu3] /wine/", 22, NULL),
        COUPLET_OK);
    ck_assert_int_eq(couplet_draft_write_table(draft, collect, &out, NULL), COUPLET_EINVAL);
    couplet_draft_free(draft);
    couplet__buf_free(&out);
}
END_TEST

/* Sentences of a small made-up world. */
static const char *const TOY[][2] = {
    {"貓喝水", "The cat drinks water."}, {"狗喝水", "The dog drinks water."},
    {"貓喝茶", "The cat drinks tea."},   {"狗吃魚", "The dog eats fish."},
    {"貓吃魚", "The cat eats fish."},    {"馬喝水", "The horse drinks water."},
    {"馬吃草", "The horse eats grass."}, {"狗喝茶", "The dog drinks tea."},
    {"牛吃草", "The cow eats grass."},   {"牛喝水", "The cow drinks water."},
};

static couplet__buf learnt(void)
{
    couplet_learner *learner = NULL;
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_learner_new(&learner, NULL, NULL), COUPLET_OK);
    for (int round = 0; round < 2; round++) /* the second time teaches nothing */
        for (size_t i = 0; i < sizeof TOY / sizeof *TOY; i++)
            ck_assert_int_eq(couplet_learner_add(learner, TOY[i][0], strlen(TOY[i][0]), TOY[i][1],
                                                 strlen(TOY[i][1]), 1, NULL),
                             COUPLET_OK);
    ck_assert_uint_eq(couplet_learner_pairs(learner), sizeof TOY / sizeof *TOY);
    ck_assert_int_eq(couplet_learner_write(learner, NULL, collect, &out, NULL), COUPLET_OK);
    couplet_learner_free(learner);
    return out;
}

static int strongest(void *user, const couplet_known *known)
{
    char *stem = user;
    if (*stem == '\0')
        memcpy(stem, known->stem, known->stem_size < 16 ? known->stem_size : 15);
    return 0;
}

START_TEST(word_pairs_are_learnt)
{
    static const char *const PAIRS[][2] = {{"貓", "cat"},  {"狗", "dog"},   {"馬", "hors"},
                                           {"牛", "cow"},  {"水", "water"}, {"茶", "tea"},
                                           {"魚", "fish"}, {"草", "grass"}};
    couplet__buf table = learnt(), again = learnt();
    ck_assert_str_eq(table.at, again.at);
    couplet_lexicon *lexicon = NULL;
    ck_assert_int_eq(couplet_lexicon_read(&lexicon, table.at, table.size, NULL), COUPLET_OK);
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        char stem[16] = "";
        ck_assert_int_eq(
            couplet_lexicon_show(lexicon, PAIRS[i][0], strlen(PAIRS[i][0]), strongest, stem, NULL),
            COUPLET_OK);
        ck_assert_str_eq(stem, PAIRS[i][1]);
    }
    couplet_lexicon_free(lexicon);
    couplet__buf_free(&table);
    couplet__buf_free(&again);
}
END_TEST

static int stop_at_once(void *user, size_t done, size_t total)
{
    (void)user;
    ck_assert_uint_le(done, total);
    return 1;
}

START_TEST(learning_can_be_stopped_and_minds_its_input)
{
    couplet_learner *learner = NULL;
    couplet__buf out = {0};
    couplet_hooks hooks;
    memset(&hooks, 0, sizeof hooks);
    hooks.size = sizeof hooks;
    hooks.progress = stop_at_once;
    ck_assert_int_eq(couplet_learner_new(&learner, couplet_lexicon_builtin(), NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_learner_write(learner, NULL, collect, &out, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_learner_add(learner, "\xFF", 1, "a", 1, 1, NULL), COUPLET_EENCODING);
    ck_assert_int_eq(couplet_learner_add(learner, "茶", 3, "\xFF", 1, 1, NULL), COUPLET_EENCODING);
    ck_assert_int_eq(couplet_learner_add(learner, "茶", 3, "tea", 3, 0, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_learner_add(learner, "", 0, "tea", 3, 1, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_learner_add(learner, "茶", 3, "...", 3, 1, NULL), COUPLET_OK);
    ck_assert_uint_eq(couplet_learner_pairs(learner), 0);
    ck_assert_int_eq(couplet_learner_add(learner, "茶", 3, "tea", 3, 1, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_learner_add(learner, "茶", 3, "tea.", 4, 1, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_learner_add(learner, "茶", 3, "Teas", 4, 1, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_learner_write(learner, &hooks, collect, &out, NULL),
                     COUPLET_ECANCELED);
    ck_assert_int_eq(couplet_learner_write(learner, NULL, collect, &out, NULL), COUPLET_OK);
    ck_assert_str_eq(out.at, "# couplet table: model1\n茶\ttea:15\n");
    couplet_learner_free(learner);
    couplet__buf_free(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import");
    TCase *tc = tcase_create("import");
    tcase_add_loop_test(tc, cedict_is_read, 0, (int)(sizeof CEDICT / sizeof *CEDICT));
    tcase_add_test(tc, wordnets_are_joined);
    tcase_add_test(tc, terms_are_worth_more_than_glosses);
    tcase_add_loop_test(tc, malformed_sources_are_refused, 0,
                        (int)(sizeof REFUSED / sizeof *REFUSED));
    tcase_add_test(tc, a_table_has_one_kind_of_source);
    tcase_add_test(tc, word_pairs_are_learnt);
    tcase_add_test(tc, learning_can_be_stopped_and_minds_its_input);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
