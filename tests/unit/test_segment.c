/* The cutter: case files, properties, hostile input, and the rules of its arguments. */
#include <time.h>

#include "cases.h"
#include "couplet/couplet.h"

typedef struct options_of_tomorrow {
    couplet_segment_options known;
    int unknown;
} options_of_tomorrow;

static couplet_text *cut(couplet_lang lang, const char *utf8, size_t size, couplet_profile profile,
                         couplet_wrap wrap)
{
    couplet_text *text = NULL;
    couplet_error error;
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = profile;
    options.wrap = wrap;
    ck_assert_int_eq(couplet_text_segment(&text, lang, utf8, size, &options, &error), COUPLET_OK);
    return text;
}

/* ---- Case files ---- */

/* Reads a line of a case file: the text into *text, the expected segments, each closed by LF, into
 * *segments. */
static void read_case(const char *line, couplet__buf *text, couplet__buf *segments)
{
    for (const char *p = line; *p != '\0'; p++) {
        char c = *p;
        if (c == '\\' && (p[1] == 'n' || p[1] == 'p'))
            c = *++p == 'n' ? '\n' : '|';
        else if (c == '|') {
            if (text->at[text->size - 1] == ' ' && p[1] == ' ')
                p++;
            while (segments->at[segments->size - 1] == ' ' ||
                   segments->at[segments->size - 1] == '\r')
                segments->at[--segments->size] = '\0';
            couplet__buf_char(segments, '\n');
            continue;
        }
        couplet__buf_char(text, c);
        couplet__buf_char(segments, c == '\n' ? '\r' : c);
    }
    couplet__buf_char(segments, '\n');
}

static void run_case(couplet_lang lang, const char *line, size_t number)
{
    couplet__buf bytes = {0}, expected = {0}, got = {0};
    read_case(line, &bytes, &expected);
    couplet_text *text = cut(lang, bytes.at, bytes.size, COUPLET_PROFILE_COUPLET,
                             strstr(line, "\\n") != NULL ? COUPLET_WRAP_YES : COUPLET_WRAP_NO);
    for (size_t i = 0; i < couplet_text_count(text); i++) {
        couplet_span s = couplet_text_at(text, i)->bytes;
        for (size_t k = 0; k < s.length; k++)
            couplet__buf_char(&got, bytes.at[s.offset + k] == '\n' ? '\r' : bytes.at[s.offset + k]);
        couplet__buf_char(&got, '\n');
    }
    ck_assert_msg(strcmp(got.at, expected.at) == 0, "line %zu: %s\nis cut as\n%s", number, line,
                  got.at);
    couplet_text_free(text);
    couplet__buf_free(&bytes);
    couplet__buf_free(&expected);
    couplet__buf_free(&got);
}

static const struct {
    const char *path;
    couplet_lang lang;
} CASES[] = {{COUPLET_TESTS "/segment/zh.txt", COUPLET_ZH},
             {COUPLET_TESTS "/segment/en.txt", COUPLET_EN}};

START_TEST(cases_are_cut_as_written)
{
    size_t size, number = 0, cases = 0;
    char *file = read_whole(CASES[_i].path, &size);
    ck_assert_ptr_nonnull(file);
    for (char *line = file; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        number++;
        if (*line != '#' && *line != '\0') {
            run_case(CASES[_i].lang, line, number);
            cases++;
        }
        line = end == NULL ? NULL : end + 1;
    }
    ck_assert_uint_ge(cases, 150);
    free(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment");
    TCase *cases = tcase_create("cases");
    tcase_add_loop_test(cases, cases_are_cut_as_written, 0, 2);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
