/* Words and stems: British and American spellings (tests/text/spellings.tsv). */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "suite.h"
#include "text/tables.h"
#include "text/words.h"

enum { ROOM = 64 };

static void stem_of(char out[ROOM], couplet__stemmer *stemmer, const char *word)
{
    size_t size;
    const char *stem = couplet__stem(stemmer, word, strlen(word), &size);
    ck_assert_ptr_nonnull(stem);
    snprintf(out, ROOM, "%.*s", (int)size, stem);
}

static const struct {
    const char *word, *stem;
} STEMS[] = {
    {"went", "go"},         {"Cities", "citi"},           {"Running", "run"},
    {"Colours", "color"},   {"COLOUR", "color"},          {"organised", "organ"},
    {"centre's", "center"}, {"neighbouring", "neighbor"}, {"café", "café"},
    {"tyres", "tire"},      {"storeys", "stori"},         {"", ""},
};

START_TEST(words_have_stems)
{
    couplet__stemmer *stemmer = couplet__stemmer_new();
    char stem[ROOM];
    stem_of(stem, stemmer, STEMS[_i].word);
    ck_assert_str_eq(stem, STEMS[_i].stem);
    couplet__stemmer_free(stemmer);
}
END_TEST

/* Stems so many words of its own, from which on a stemmer looks at bits before it looks words up.
 */
static void make_busy(couplet__stemmer *stemmer)
{
    char word[16], stem[ROOM];
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(word, sizeof word, "word%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676);
        stem_of(stem, stemmer, word);
    }
}

START_TEST(spellings_are_one_or_are_not)
{
    char line[256];
    FILE *file = fopen(COUPLET_TESTS "/text/spellings.tsv", "rb");
    couplet__stemmer *fresh = couplet__stemmer_new(), *busy = couplet__stemmer_new();
    unsigned used = 0, wrong = 0;
    ck_assert_ptr_nonnull(file);
    make_busy(busy);
    while (fgets(line, sizeof line, file) != NULL) {
        char a[ROOM], b[ROOM], again[ROOM];
        if (*line == '#')
            continue;
        const char *british = strtok(line, "\t"), *american = strtok(NULL, "\t");
        const char *same = strtok(NULL, "\n");
        ck_assert_ptr_nonnull(same);
        stem_of(a, fresh, british);
        stem_of(b, fresh, american);
        stem_of(again, busy, british);
        ck_assert_str_eq(a, again);
        stem_of(again, busy, american);
        ck_assert_str_eq(b, again);
        if ((strcmp(a, b) == 0) != (strcmp(same, "same") == 0)) {
            fprintf(stderr, "%s: %s, %s: %s\n", british, a, american, b);
            wrong++;
        }
        used++;
    }
    fclose(file);
    couplet__stemmer_free(fresh);
    couplet__stemmer_free(busy);
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_ge(used, 250);
}
END_TEST

/* Each key is found, and one step always arrives. */
START_TEST(the_table_of_spellings_is_sound)
{
    couplet__table table = couplet__american();
    const char *end = table.bytes + table.size;
    unsigned lines = 0;
    for (const char *at = table.bytes; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        ck_assert_ptr_nonnull(newline);
        if (*at != '#') {
            const char *tab = memchr(at, '\t', (size_t)(newline - at));
            ck_assert_ptr_nonnull(tab);
            size_t size, further;
            const char *american = couplet__american_stem(at, (size_t)(tab - at), &size);
            ck_assert_ptr_eq(american, tab + 1);
            ck_assert_uint_eq(size, (size_t)(newline - tab - 1));
            ck_assert_ptr_eq(couplet__american_stem(american, size, &further), american);
            ck_assert_uint_eq(further, size);
            lines++;
        }
        at = newline + 1;
    }
    ck_assert_uint_ge(lines, 1000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("words");
    TCase *tc = tcase_create("words");
    tcase_add_loop_test(tc, words_have_stems, 0, (int)(sizeof STEMS / sizeof *STEMS));
    tcase_add_test(tc, spellings_are_one_or_are_not);
    tcase_add_test(tc, the_table_of_spellings_is_sound);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
