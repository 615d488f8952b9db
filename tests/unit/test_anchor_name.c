/* Names by their sound: tests/anchor/names.tsv, and how names behave in whole documents. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchor/name.h"
#include "suite.h"
#include "text/reading.h"

/* Whether the whole of zh reads as the form. */
static bool reads(const char *zh, const char *form)
{
    couplet__folded folded = {0};
    couplet__intern names = {0};
    couplet__name_hits hits = {0};
    ck_assert_int_eq(couplet__fold(&folded, zh, strlen(zh)), COUPLET_OK);
    ck_assert_uint_eq(couplet__intern_add(&names, form, strlen(form)), 0);
    ck_assert_int_eq(couplet__names_find(&hits, &folded, 1, &names), COUPLET_OK);
    bool found = false;
    for (size_t i = 0; i < hits.count; i++) {
        ck_assert_uint_le(hits.at[i].start + hits.at[i].length, folded.count);
        ck_assert(hits.at[i].strength > 0 && hits.at[i].strength <= 1);
        found |= hits.at[i].start == 0 && hits.at[i].length == folded.count;
    }
    couplet__vec_free(&hits);
    couplet__intern_free(&names);
    couplet__folded_free(&folded);
    return found;
}

START_TEST(names_match_by_sound)
{
    char line[512];
    FILE *file = fopen(COUPLET_TESTS "/anchor/names.tsv", "rb");
    ck_assert_ptr_nonnull(file);
    unsigned number = 0, used = 0, wrong = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        number++;
        if (*line == '#')
            continue;
        char *zh = strtok(line, "\t\n"), *form = strtok(NULL, "\t\n"), *want = strtok(NULL, "\t\n");
        ck_assert_msg(want != NULL, "names.tsv:%u", number);
        if (reads(zh, form) != (strcmp(want, "match") == 0)) {
            fprintf(stderr, "names.tsv:%u: %s / %s: expected %s\n", number, zh, form, want);
            wrong++;
        }
        used++;
    }
    fclose(file);
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_ge(used, 120);
}
END_TEST

static const struct {
    const char *pinyin, *spelling;
    unsigned system;
} SPELLINGS[] = {{"qing", "ching", COUPLET__WADE_GILES},   {"qing", "cing", COUPLET__TONGYONG},
                 {"qing", "qing", COUPLET__PINYIN},        {"zhong", "chung", COUPLET__WADE_GILES},
                 {"chong", "chung", COUPLET__WADE_GILES},  {"zhong", "jhong", COUPLET__TONGYONG},
                 {"yue", "yueh", COUPLET__WADE_GILES},     {"ruo", "jo", COUPLET__WADE_GILES},
                 {"xue", "hsueh", COUPLET__WADE_GILES},    {"xue", "syue", COUPLET__TONGYONG},
                 {"xiong", "hsiung", COUPLET__WADE_GILES}, {"xiong", "syong", COUPLET__TONGYONG},
                 {"ci", "cih", COUPLET__TONGYONG},         {"ci", "tzu", COUPLET__WADE_GILES},
                 {"zhi", "chih", COUPLET__WADE_GILES},     {"zhi", "jhih", COUPLET__TONGYONG},
                 {"lv", "lu", COUPLET__WADE_GILES},        {"lv", "lyu", COUPLET__TONGYONG},
                 {"guo", "kuo", COUPLET__WADE_GILES},      {"duo", "to", COUPLET__WADE_GILES},
                 {"gui", "kuei", COUPLET__WADE_GILES},     {"gui", "guei", COUPLET__TONGYONG},
                 {"jian", "chien", COUPLET__WADE_GILES},   {"liu", "liou", COUPLET__TONGYONG},
                 {"quan", "cyuan", COUPLET__TONGYONG},     {"yan", "yen", COUPLET__WADE_GILES},
                 {"rong", "jung", COUPLET__WADE_GILES},    {"si", "szu", COUPLET__WADE_GILES},
                 {"feng", "fong", COUPLET__TONGYONG},      {"er", "erh", COUPLET__WADE_GILES},
                 {"e", "o", COUPLET__WADE_GILES},          {"shui", "shuei", COUPLET__TONGYONG}};

START_TEST(syllables_are_spelled_by_rule)
{
    couplet__sounds *sounds = couplet__sounds_new(NULL);
    ck_assert_ptr_nonnull(sounds);
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS; i++) {
        const couplet__spelling *found;
        bool ok = false;
        size_t count = couplet__spellings_of(sounds, SPELLINGS[i].spelling,
                                             strlen(SPELLINGS[i].spelling), &found);
        for (size_t k = 0; k < count; k++) {
            size_t size;
            const char *letters = couplet__sound_letters(sounds, found[k].sound, &size);
            ok |= size == strlen(SPELLINGS[i].pinyin) &&
                  memcmp(letters, SPELLINGS[i].pinyin, size) == 0 &&
                  (found[k].systems & SPELLINGS[i].system) != 0;
        }
        ck_assert_msg(ok, "%s %s", SPELLINGS[i].pinyin, SPELLINGS[i].spelling);
    }
    couplet__sounds_free(sounds);
}
END_TEST

/* A surname alone counts where a full name has that character, not at another that sounds alike. */
START_TEST(surnames_are_learned_from_full_names)
{
    static const char *const ZH[] = {"市長鍾庭樾致詞。", "鍾庭樾說，種子很重要。", "終點"};
    static const char *const FORMS[] = {"chung", "chung ting-yueh", "ting-yueh"};
    couplet__folded folded[3] = {{0}};
    couplet__intern names = {0};
    couplet__name_hits hits = {0};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(couplet__fold(&folded[i], ZH[i], strlen(ZH[i])), COUPLET_OK);
        couplet__intern_add(&names, FORMS[i], strlen(FORMS[i]));
    }
    ck_assert_int_eq(couplet__names_find(&hits, folded, 3, &names), COUPLET_OK);
    ck_assert_uint_eq(hits.count, 6); /* each form in each of the first two segments */
    for (size_t i = 0; i < hits.count; i++) {
        ck_assert_uint_lt(hits.at[i].segment, 2);
        ck_assert(hits.at[i].length > 1 ? hits.at[i].strength == 1 : hits.at[i].strength > 0.6f);
    }
    couplet__vec_free(&hits);
    couplet__intern_free(&names);
    for (size_t i = 0; i < 3; i++)
        couplet__folded_free(&folded[i]);
}
END_TEST

/* Forms that are no names, endless ones, and ones that can be cut in countless ways do no harm. */
START_TEST(hostile_forms_are_harmless)
{
    couplet__folded folded = {0};
    couplet__intern names = {0};
    couplet__name_hits hits = {0};
    char form[200];
    static const char *const PIECES[] = {"a",        "an",           "-",    " ", "e", "o", "ang",
                                         "\xC3\xBC", "\xE2\x80\x99", "\xE2", "l"};
    uint32_t state = 7;
    for (int i = 0; i < 3000; i++) {
        size_t size = 0;
        for (int k = 0; k < 30; k++) {
            state = state * 1664525u + 1013904223u;
            const char *piece = PIECES[(state >> 16) % (sizeof PIECES / sizeof *PIECES)];
            memcpy(form + size, piece, strlen(piece));
            size += strlen(piece);
            if (state >> 28 == 0)
                break;
        }
        ck_assert_uint_ne(couplet__intern_add(&names, form, size), COUPLET__ABSENT);
    }
    couplet__intern_add(&names, "", 0);
    couplet__intern_add(&names, " ", 1);
    static const char ZH[] = "安安啊安安昂額安安安哦安安昂昂昂安安";
    ck_assert_int_eq(couplet__fold(&folded, ZH, sizeof ZH - 1), COUPLET_OK);
    ck_assert_int_eq(couplet__names_find(&hits, &folded, 1, &names), COUPLET_OK);
    couplet__vec_free(&hits);
    couplet__intern_free(&names);
    couplet__folded_free(&folded);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("anchor names");
    TCase *tc = tcase_create("names");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, names_match_by_sound);
    tcase_add_test(tc, syllables_are_spelled_by_rule);
    tcase_add_test(tc, surnames_are_learned_from_full_names);
    tcase_add_test(tc, hostile_forms_are_harmless);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
