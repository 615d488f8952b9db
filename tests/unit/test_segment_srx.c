/* The exported SRX, read and applied as its readers do, cuts the sample reports as Couplet does. */
#include "cases.h"
#include "couplet/couplet.h"
#include "suite.h"
#include "text/pattern.h"

enum { MAX_RULES = 64 };

typedef struct rules {
    bool breaks[MAX_RULES];
    couplet__pattern *before[MAX_RULES], *after[MAX_RULES];
    size_t count;
} rules;

static int collect(void *user, const char *data, size_t size)
{
    couplet__buf_add(user, data, size);
    return 0;
}

/* The expression between two tags, with its entities resolved, behind a prefix. */
static couplet__pattern *compile(const char *prefix, const char *from, const char *to)
{
    static const struct {
        const char *entity;
        char c;
    } ENTITIES[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    couplet__buf text = {0};
    couplet__pattern *pattern = NULL;
    size_t fault = 0;
    couplet__buf_str(&text, prefix);
    while (from < to) {
        char c = *from++;
        for (size_t i = 0; c == '&' && i < 3; i++)
            if (strncmp(from - 1, ENTITIES[i].entity, strlen(ENTITIES[i].entity)) == 0) {
                from += strlen(ENTITIES[i].entity) - 1;
                c = ENTITIES[i].c;
                break;
            }
        couplet__buf_char(&text, c);
    }
    couplet__buf_char(&text, ')');
    couplet_status status = couplet__pattern_new(&pattern, text.at, text.size, &fault);
    ck_assert_msg(status == COUPLET_OK, "byte %zu of %s", fault, text.at);
    couplet__buf_free(&text);
    return pattern;
}

static void read_rules(rules *out, couplet_lang lang)
{
    couplet__buf srx = {0};
    ck_assert_int_eq(couplet_srx_write(lang, collect, &srx, NULL), COUPLET_OK);
    for (const char *at = srx.at; (at = strstr(at, "<rule break=\"")) != NULL;) {
        ck_assert_uint_lt(out->count, MAX_RULES);
        at += strlen("<rule break=\"");
        const char *before = strstr(at, "<beforebreak>") + strlen("<beforebreak>");
        const char *after = strstr(at, "<afterbreak>") + strlen("<afterbreak>");
        out->breaks[out->count] = *at == 'y';
        out->before[out->count] = compile("(?:", before, strstr(before, "</before"));
        out->after[out->count++] = compile("\\G(?:", after, strstr(after, "</after"));
    }
    couplet__buf_free(&srx);
}

static void free_rules(rules *r)
{
    for (size_t i = 0; i < r->count; i++) {
        couplet__pattern_free(r->before[i]);
        couplet__pattern_free(r->after[i]);
    }
}

/* decided[i]: 0 not yet, 1 cut before byte i, 2 not cut there. */
static void decide(char *decided, const rules *r, const char *line, size_t size)
{
    memset(decided, 0, size + 1);
    for (size_t i = 0; i < r->count; i++) {
        bool found, follows;
        couplet_span span;
        for (size_t at = 0; at < size;) {
            ck_assert_int_eq(couplet__pattern_find(r->before[i], line, size, at, &found, &span),
                             COUPLET_OK);
            if (!found || span.length == 0)
                break;
            at = span.offset + span.length;
            ck_assert_int_eq(couplet__pattern_find(r->after[i], line, size, at, &follows, NULL),
                             COUPLET_OK);
            if (follows && decided[at] == 0)
                decided[at] = r->breaks[i] ? 1 : 2;
        }
    }
}

static const struct {
    const char *path;
    couplet_lang lang;
} REPORTS[] = {{"/sample/river.zh.txt", COUPLET_ZH},
               {"/sample/care.zh.txt", COUPLET_ZH},
               {"/sample/river.en.txt", COUPLET_EN},
               {"/sample/care.en.txt", COUPLET_EN}};

static size_t count_differences(const rules *r, couplet_lang lang, const char *line, size_t size,
                                size_t *cuts)
{
    couplet_text *text = NULL;
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.wrap = COUPLET_WRAP_NO;
    ck_assert_int_eq(couplet_text_segment(&text, lang, line, size, &options, NULL), COUPLET_OK);
    char *decided = malloc(size + 1);
    ck_assert_ptr_nonnull(decided);
    decide(decided, r, line, size);
    size_t differences = 0;
    for (size_t i = 0; i + 1 < couplet_text_count(text); i++, ++*cuts) {
        couplet_span s = couplet_text_at(text, i)->bytes;
        char *place = &decided[s.offset + s.length];
        differences += *place != 1;
        *place = 0;
    }
    for (size_t i = 1; i < size; i++)
        differences += decided[i] == 1;
    free(decided);
    couplet_text_free(text);
    return differences;
}

START_TEST(exported_rules_cut_nearly_as_we_do)
{
    char path[512];
    size_t size, differences = 0, cuts = 0;
    rules r = {.count = 0};
    snprintf(path, sizeof path, "%s%s", COUPLET_DATA, REPORTS[_i].path);
    char *file = read_whole(path, &size);
    ck_assert_ptr_nonnull(file);
    read_rules(&r, REPORTS[_i].lang);
    for (char *line = file, *end; line < file + size; line = end + 1) {
        end = memchr(line, '\n', (size_t)(file + size - line));
        end = end == NULL ? file + size : end;
        if (end > line)
            differences +=
                count_differences(&r, REPORTS[_i].lang, line, (size_t)(end - line), &cuts);
    }
    printf("%s: %zu of %zu cuts differ\n", REPORTS[_i].path, differences, cuts);
    ck_assert_msg(differences * 20 <= cuts, "%zu of %zu cuts differ", differences, cuts);
    free_rules(&r);
    free(file);
}
END_TEST

static int refuse(void *user, const char *data, size_t size)
{
    (void)user, (void)data, (void)size;
    return 1;
}

START_TEST(arguments_are_checked)
{
    couplet_error e;
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_srx_write(COUPLET_ZH, NULL, NULL, &e), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_srx_write((couplet_lang)7, collect, &out, &e), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_srx_write(COUPLET_EN, refuse, NULL, &e), COUPLET_ECALLBACK);
    ck_assert_int_eq(couplet_srx_write((couplet_lang)0, collect, &out, &e), COUPLET_OK);
    ck_assert(strstr(out.at, "\"Chinese\"") != NULL && strstr(out.at, "\"English\"") != NULL);
    couplet__buf_free(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment_srx");
    TCase *srx = tcase_create("srx");
    tcase_add_loop_test(srx, exported_rules_cut_nearly_as_we_do, 0, 4);
    tcase_add_test(srx, arguments_are_checked);
    suite_add_tcase(suite, srx);
    return run_suite(suite);
}
