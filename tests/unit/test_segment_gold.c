/* The cutter against the reports that were segmented by hand. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "suite.h"

static const struct {
    const char *text, *gold;
    couplet_lang lang;
    int bilingual;
} REPORTS[] = {
    {"sample/river.zh.txt", "eval/reports/river.zh", COUPLET_ZH, 0},
    {"sample/river.en.txt", "eval/reports/river.en", COUPLET_EN, 0},
    {"sample/care.zh.txt", "eval/reports/care.zh", COUPLET_ZH, 0},
    {"sample/care.en.txt", "eval/reports/care.en", COUPLET_EN, 0},
    {"sample/western-bilingual.txt", "eval/reports/western.zh", COUPLET_ZH, 1},
    {"sample/western-bilingual.txt", "eval/reports/western.en", COUPLET_EN, 1},
    {"eval/symposium/farming.zh.txt", "eval/symposium/farming.zh", COUPLET_ZH, 0},
    {"eval/symposium/farming.en.txt", "eval/symposium/farming.en", COUPLET_EN, 0},
    {"eval/symposium/harbour.zh.txt", "eval/symposium/harbour.zh", COUPLET_ZH, 0},
    {"eval/symposium/harbour.en.txt", "eval/symposium/harbour.en", COUPLET_EN, 0},
    {"eval/symposium/opening.zh.txt", "eval/symposium/opening.zh", COUPLET_ZH, 0},
    {"eval/symposium/opening.en.txt", "eval/symposium/opening.en", COUPLET_EN, 0},
    {"eval/symposium/port.zh.txt", "eval/symposium/port.zh", COUPLET_ZH, 0},
    {"eval/symposium/port.en.txt", "eval/symposium/port.en", COUPLET_EN, 0},
    {"eval/symposium/railway.zh.txt", "eval/symposium/railway.zh", COUPLET_ZH, 0},
    {"eval/symposium/railway.en.txt", "eval/symposium/railway.en", COUPLET_EN, 0},
    {"eval/symposium/vocational.zh.txt", "eval/symposium/vocational.zh", COUPLET_ZH, 0},
    {"eval/symposium/vocational.en.txt", "eval/symposium/vocational.en", COUPLET_EN, 0},
};

static char *read_shared(const char *name, size_t *size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", COUPLET_SHARED, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *bytes = malloc(1 << 20);
    ck_assert_ptr_nonnull(bytes);
    *size = fread(bytes, 1, (1 << 20) - 1, file);
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

/* Counts the gold lines that are segments, each segment used once, in order. */
static size_t count_found(const couplet_text *text, char *gold, size_t *total)
{
    size_t at = 0, found = 0;
    *total = 0;
    for (char *line = strtok(gold, "\n"); line != NULL; line = strtok(NULL, "\n"), ++*total) {
        size_t i = at;
        for (; i < couplet_text_count(text); i++) {
            char *shown;
            size_t size;
            ck_assert_int_eq(couplet_text_show(&shown, &size, text, (couplet_range){i, 1}, NULL),
                             COUPLET_OK);
            int same = strcmp(shown, line) == 0;
            couplet_free(shown);
            if (same)
                break;
        }
        if (i < couplet_text_count(text)) {
            at = i + 1;
            found++;
        } else {
            printf("  not reproduced: %s\n", line);
        }
    }
    return found;
}

START_TEST(reports_are_cut_as_by_hand)
{
    size_t size, gold_size, total;
    char *bytes = read_shared(REPORTS[_i].text, &size);
    char *gold = read_shared(REPORTS[_i].gold, &gold_size);
    if (bytes == NULL || gold == NULL) {
        printf("skipped: %s is not there\n", REPORTS[_i].text);
    } else {
        couplet_text *zh = NULL, *en = NULL, *text;
        couplet_error error;
        if (REPORTS[_i].bilingual) {
            ck_assert_int_eq(couplet_text_split(&zh, &en, bytes, size, NULL, &error), COUPLET_OK);
            text = REPORTS[_i].lang == COUPLET_ZH ? zh : en;
        } else {
            ck_assert_int_eq(couplet_text_segment(&zh, REPORTS[_i].lang, bytes, size, NULL, &error),
                             COUPLET_OK);
            text = zh;
        }
        size_t found = count_found(text, gold, &total);
        printf("%s: %zu of %zu gold segments, %zu cut\n", REPORTS[_i].gold, found, total,
               couplet_text_count(text));
        ck_assert_msg(found == total && couplet_text_count(text) == total,
                      "%s: %zu of %zu gold segments, %zu cut", REPORTS[_i].gold, found, total,
                      couplet_text_count(text));
        couplet_text_free(zh);
        couplet_text_free(en);
    }
    free(bytes);
    free(gold);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment_gold");
    TCase *reports = tcase_create("reports");
    tcase_add_loop_test(reports, reports_are_cut_as_by_hand, 0,
                        (int)(sizeof REPORTS / sizeof *REPORTS));
    suite_add_tcase(suite, reports);
    return run_suite(suite);
}
