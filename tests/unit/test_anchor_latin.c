/* Latin words in Chinese text: tests/anchor/latin.tsv, and hostile runs. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchor/latin.h"
#include "suite.h"

START_TEST(latin_words_are_found)
{
    char line[512];
    couplet__latins found = {0};
    couplet__folded folded = {0};
    FILE *file = fopen(COUPLET_TESTS "/anchor/latin.tsv", "rb");
    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (*line == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t'), got[512] = "";
        ck_assert_ptr_nonnull(tab);
        ck_assert_int_eq(couplet__fold(&folded, line, (size_t)(tab - line)), COUPLET_OK);
        ck_assert_int_eq(couplet__latin_find(&found, &folded), COUPLET_OK);
        for (size_t i = 0; i < found.at.count; i++) {
            couplet__latin *l = &found.at.at[i];
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s%.*s", i == 0 ? "" : " ",
                     l->part ? "+" : "", (int)l->size, found.bytes.at + l->text);
            ck_assert_uint_le(l->start + l->length, folded.count);
        }
        ck_assert_str_eq(got, tab + 1);
    }
    fclose(file);
    couplet__latins_free(&found);
    couplet__folded_free(&folded);
}
END_TEST

START_TEST(long_runs_are_linear)
{
    static const char *const PIECES[] = {"a",  "a-",   "a.", "http://", "1",
                                         "a@", "www.", "a/", "1.a",     "a "};
    couplet__latins found = {0};
    couplet__folded folded = {0};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        size_t size = strlen(PIECES[i]), total = 300000 / size * size;
        char *text = malloc(total);
        for (size_t at = 0; at < total; at += size)
            memcpy(text + at, PIECES[i], size);
        ck_assert_int_eq(couplet__fold(&folded, text, total), COUPLET_OK);
        ck_assert_int_eq(couplet__latin_find(&found, &folded), COUPLET_OK);
        free(text);
    }
    couplet__latins_free(&found);
    couplet__folded_free(&folded);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("anchor latin");
    TCase *tc = tcase_create("latin");
    tcase_set_timeout(tc, 20);
    tcase_add_test(tc, latin_words_are_found);
    tcase_add_test(tc, long_runs_are_linear);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
