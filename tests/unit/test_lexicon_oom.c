/* Every allocation of the lexicon room may fail. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "lexicon/glossary.h"
#include "oom.h"
#include "suite.h"

static int collect(void *user, const char *data, size_t size)
{
    (void)user;
    return data == NULL && size != 0;
}

static int ignore(void *user, const couplet_known *known)
{
    (void)user;
    return known->stem == NULL;
}

static couplet_status build(couplet_source source, const char *bytes)
{
    couplet_draft *draft = NULL;
    couplet_lexicon *lexicon = NULL;
    couplet_status status = couplet_draft_new(&draft, NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_add(draft, source, bytes, strlen(bytes), NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_write_table(draft, collect, NULL, NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_pack(draft, collect, NULL, NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_open(&lexicon, draft, NULL);
    couplet_lexicon_free(lexicon);
    couplet_draft_free(draft);
    return status;
}

static couplet_status join_wordnets(void)
{
    static const char SYNSETS[] = "00000100 03 n 02 pigeon 0 rock_bird 1 000 | a bird  \n"
                                  "00000200 00 s 01 striking(a) 0 000 | x  \n",
                      LEMMAS[] = "00000100-n\tcmn:lemma\t鴿子\n00000200-a\tcmn:lemma\t醒目+的\n";
    couplet_draft *draft = NULL;
    couplet_status status = couplet_draft_new(&draft, NULL);
    if (status == COUPLET_OK)
        status =
            couplet_draft_add(draft, COUPLET_SOURCE_WORDNET, SYNSETS, sizeof SYNSETS - 1, NULL);
    if (status == COUPLET_OK)
        status =
            couplet_draft_add(draft, COUPLET_SOURCE_WORDNET_ZH, LEMMAS, sizeof LEMMAS - 1, NULL);
    couplet_draft_free(draft);
    return status;
}

static couplet_status read_and_show(void)
{
    static const char TABLE[] = "# couplet table: terms\n茶；茗\ttea; the leaves\n和平\tpeace\n";
    couplet_lexicon *lexicon = NULL;
    couplet_status status = couplet_lexicon_read(&lexicon, TABLE, sizeof TABLE - 1, NULL);
    if (status == COUPLET_OK)
        status = couplet_lexicon_show(lexicon, "茶", 3, ignore, NULL, NULL);
    if (status == COUPLET_OK)
        status = couplet_lexicon_show(lexicon, "tea", 3, ignore, NULL, NULL);
    couplet_lexicon_free(lexicon);
    return status;
}

static couplet_status read_neighbours(void)
{
    static const char NEAR[] = "# couplet table: neighbours\npeac\twar:7\n",
                      RATES[] = "# couplet table: frequency\npeac\t0.001\nwar\t2e-04\n";
    couplet_draft *draft = NULL;
    couplet_status status = couplet_draft_new(&draft, NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_add(draft, COUPLET_SOURCE_TABLE, NEAR, sizeof NEAR - 1, NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_add(draft, COUPLET_SOURCE_TABLE, RATES, sizeof RATES - 1, NULL);
    if (status == COUPLET_OK)
        status = couplet_draft_pack(draft, collect, NULL, NULL);
    couplet_draft_free(draft);
    return status;
}

static couplet_status learn(void)
{
    static const char *const PAIRS[][2] = {{"貓喝水", "The cat drinks water."},
                                           {"狗喝水", "The dog drinks water."},
                                           {"貓喝茶", "The cat drinks tea."},
                                           {"狗喝茶", "The dog drinks tea."}};
    couplet_learner *learner = NULL;
    couplet_status status = couplet_learner_new(&learner, couplet_lexicon_builtin(), NULL);
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS && status == COUPLET_OK; i++)
        status = couplet_learner_add(learner, PAIRS[i][0], strlen(PAIRS[i][0]), PAIRS[i][1],
                                     strlen(PAIRS[i][1]), 1, NULL);
    if (status == COUPLET_OK)
        status = couplet_learner_write(learner, NULL, collect, NULL, NULL);
    couplet_learner_free(learner);
    return status;
}

static couplet_status use_glossary(void)
{
    static const char TSV[] = "風機；風力機\tthe wind turbine; turbine\n經濟部\tMinistry\n";
    static const uint32_t TEXT[] = {0x98CE, 0x673A}, STEMS[] = {0, 1};
    couplet_glossary *glossary = NULL;
    couplet__hits hits = {0};
    couplet_status status = couplet_glossary_new(&glossary, TSV, sizeof TSV - 1, NULL);
    if (status == COUPLET_OK && (!couplet__glossary_find_zh(glossary, TEXT, 2, &hits) ||
                                 !couplet__glossary_find_en(glossary, STEMS, 2, &hits)))
        status = COUPLET_ENOMEM;
    couplet__vec_free(&hits);
    couplet_glossary_free(glossary);
    return status;
}

START_TEST(memory_may_run_out_at_any_point)
{
    OOM_EVERY(build(COUPLET_SOURCE_TABLE, "# couplet table: cedict\n和平\tpeac:15\n茶\ttea:3\n"));
    OOM_EVERY(build(COUPLET_SOURCE_CEDICT, "鴿子 鸽子 [ge1 zi5] /pigeon; bird/\n"
                                           "甲 甲 [jia3] /first, abbr. for 鴿子|鸽子[ge1]/\n"));
    OOM_EVERY(join_wordnets());
    OOM_EVERY(read_and_show());
    OOM_EVERY(read_neighbours());
    OOM_EVERY(learn());
    OOM_EVERY(use_glossary());
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexicon_oom");
    TCase *memory = tcase_create("memory");
    tcase_set_timeout(memory, 120);
    tcase_add_test(memory, memory_may_run_out_at_any_point);
    suite_add_tcase(suite, memory);
    return run_suite(suite);
}
