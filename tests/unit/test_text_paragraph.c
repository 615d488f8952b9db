/* Paragraphs, hard-wrapped lines, languages. */
#include "cases.h"
#include "suite.h"
#include "text/divide.h"
#include "text/language.h"
#include "text/paragraph.h"
#include "text/utf8.h"

static void show(couplet__buf *out, const couplet__paragraph *p, const char *text)
{
    couplet__buf_str(out, p->lang == COUPLET_ZH ? "zh " : p->lang == COUPLET_EN ? "en " : "- ");
    couplet__buf_uint(out, p->line);
    couplet__buf_char(out, ' ');
    for (size_t i = p->bytes.offset; i < p->bytes.offset + p->bytes.length; i++)
        if (text[i] == '\n')
            couplet__buf_str(out, "↵");
        else if (text[i] != '\r')
            couplet__buf_char(out, text[i]);
    couplet__buf_char(out, '\n');
}

static bool ends_with(const char *name, const char *tail)
{
    size_t n = strlen(name), m = strlen(tail);
    return n >= m && strcmp(name + n - m, tail) == 0;
}

/* Paragraphs lie in order, apart, on characters, trimmed; lines are counted right. */
static void check_properties(const couplet__paragraph_list *list, const char *text, size_t size)
{
    size_t end = 0;
    for (size_t i = 0; i < list->count; i++) {
        const couplet__paragraph *p = &list->at[i];
        ck_assert_uint_ge(p->bytes.offset, end);
        ck_assert_uint_gt(p->bytes.length, 0);
        end = p->bytes.offset + p->bytes.length;
        ck_assert_uint_le(end, size);
        ck_assert_uint_eq(couplet__utf8_check(text + p->bytes.offset, p->bytes.length),
                          p->bytes.length);
        ck_assert_uint_eq(p->line, 1 + couplet__line_ends(text, 0, p->bytes.offset));
        size_t first = p->bytes.offset, last = end;
        ck_assert(!couplet__is_space(couplet__utf8_next(text, end, &first)));
        ck_assert(!couplet__is_space(couplet__utf8_prev(text, &last)));
    }
}

static void run_paragraphs(const char *name, const char *text, size_t size, const char *expected)
{
    couplet_wrap wrap = ends_with(name, " yes")  ? COUPLET_WRAP_YES
                        : ends_with(name, " no") ? COUPLET_WRAP_NO
                                                 : COUPLET_WRAP_AUTO;
    couplet__paragraph_list list = {0};
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    ck_assert_int_eq(couplet__paragraphs(&list, text, size, wrap), COUPLET_OK);
    check_properties(&list, text, size);
    for (size_t i = 0; i < list.count; i++)
        show(&out, &list.at[i], text);
    ck_assert_msg(strcmp(out.at, expected) == 0, "%s\n%s\ninstead of\n%s", name, out.at, expected);
    couplet__buf_free(&out);
    couplet__vec_free(&list);
}

START_TEST(paragraphs_are_found)
{
    ck_assert_uint_gt(run_cases(COUPLET_TESTS "/text/paragraphs.txt", run_paragraphs), 20);
}
END_TEST

static void run_divide(const char *name, const char *text, size_t size, const char *expected)
{
    couplet__paragraph_list zh = {0}, en = {0};
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    ck_assert_int_eq(couplet__divide(&zh, &en, text, size, COUPLET_WRAP_AUTO), COUPLET_OK);
    check_properties(&zh, text, size);
    check_properties(&en, text, size);
    for (size_t i = 0; i < zh.count; i++)
        show(&out, &zh.at[i], text);
    for (size_t i = 0; i < en.count; i++)
        show(&out, &en.at[i], text);
    ck_assert_msg(strcmp(out.at, expected) == 0, "%s\n%s\ninstead of\n%s", name, out.at, expected);
    couplet__buf_free(&out);
    couplet__vec_free(&zh);
    couplet__vec_free(&en);
}

START_TEST(languages_are_divided)
{
    ck_assert_uint_gt(run_cases(COUPLET_TESTS "/text/divide.txt", run_divide), 10);
}
END_TEST

/* The real file with both languages: a stray English paragraph, 20 Chinese ones, then English. */
START_TEST(a_real_bilingual_file_is_divided)
{
    size_t size;
    char *text = read_whole(COUPLET_SHARED "/sample/western-bilingual.txt", &size);
    if (text == NULL) {
        puts("skipped: no shared samples");
        return;
    }
    couplet__paragraph_list zh = {0}, en = {0};
    ck_assert_int_eq(couplet__divide(&zh, &en, text, size, COUPLET_WRAP_AUTO), COUPLET_OK);
    ck_assert_uint_eq(en.at[0].line, 1);
    ck_assert_uint_eq(zh.at[0].line, 2);
    ck_assert_uint_eq(en.at[1].line, zh.at[zh.count - 1].line + 1);
    ck_assert_uint_eq(en.at[1].line, zh.count + 2); /* a line each, none divided */
    couplet__vec_free(&zh);
    couplet__vec_free(&en);
    free(text);
}
END_TEST

/* A report of one language, with its names, stays whole. */
START_TEST(one_language_is_not_divided)
{
    static const char *const FILES[] = {"/sample/river.zh.txt", "/sample/care.zh.txt",
                                        "/sample/river.en.txt", "/sample/care.en.txt"};
    char path[512];
    size_t size;
    snprintf(path, sizeof path, "%s%s", COUPLET_DATA, FILES[_i]);
    char *text = read_whole(path, &size);
    ck_assert_ptr_nonnull(text);
    couplet__paragraph_list zh = {0}, en = {0}, all = {0};
    ck_assert_int_eq(couplet__divide(&zh, &en, text, size, COUPLET_WRAP_AUTO), COUPLET_OK);
    ck_assert_int_eq(couplet__paragraphs(&all, text, size, COUPLET_WRAP_AUTO), COUPLET_OK);
    ck_assert_uint_eq(_i < 2 ? en.count : zh.count, 0);
    ck_assert_uint_eq(_i < 2 ? zh.count : en.count, all.count);
    couplet__vec_free(&zh);
    couplet__vec_free(&en);
    couplet__vec_free(&all);
    free(text);
}
END_TEST

static const struct {
    const char *text;
    double share;
    couplet_lang lang;
} LANGUAGES[] = {
    {"", -1, 0},
    {"2026-11-21 ***", -1, 0},
    {"河水", 1, COUPLET_ZH},
    {"river", 0, COUPLET_EN},
    {"河A", 0.5, COUPLET_ZH},
    {"他在 International Business Machines Corporation 工作。", 4 / 44.0, COUPLET_ZH},
    {"The word guanxi (關係) is hard to render in English.", 2 / 40.0, COUPLET_EN},
};

START_TEST(languages_are_told_apart)
{
    size_t size = strlen(LANGUAGES[_i].text);
    double share = couplet_han_share(LANGUAGES[_i].text, size);
    ck_assert_double_eq_tol(share, LANGUAGES[_i].share, 0.01);
    ck_assert_int_eq(couplet__language_of(LANGUAGES[_i].text, size), LANGUAGES[_i].lang);
}
END_TEST

/* ---- texts wrapped on purpose come apart as they were ---- */

static size_t columns(uint32_t c) { return c >= 0x2E80 ? 2 : 1; }

/* The text with each line wrapped greedily at width columns, kinsoku for 。，、 included;
 * paragraphs set apart by a blank line or by an indent. */
static void wrap_text(couplet__buf *out, const char *s, size_t size, size_t width,
                      const char *indent, bool blank)
{
    couplet__buf_clear(out);
    for (size_t at = 0; at < size;) {
        const char *nl = memchr(s + at, '\n', size - at);
        size_t end = nl == NULL ? size : (size_t)(nl - s), used = 0;
        if (end > at) {
            couplet__buf_str(out, indent);
            used = *indent == ' ' ? 2 : *indent != '\0' ? 4 : 0;
        }
        while (at < end) {
            size_t stop = at, cols = 0;
            for (uint32_t c, before = 0; stop < end; before = c) {
                size_t next = stop;
                c = couplet__utf8_next(s, end, &next);
                if (cols != 0 && (c == ' ' || c >= 0x2E80 || before >= 0x2E80) && c != 0x3002 &&
                    c != 0xFF0C && c != 0x3001)
                    break;
                cols += columns(c);
                stop = next;
            }
            if (used != 0 && used + cols > width) {
                couplet__buf_char(out, '\n');
                used = 0;
                if (s[at] == ' ')
                    at++, cols--;
            }
            couplet__buf_add(out, s + at, stop - at);
            used += cols;
            at = stop;
        }
        at = end + 1;
        couplet__buf_str(out, blank ? "\n\n" : "\n");
    }
}

static bool same_but_space(const char *a, couplet_span x, const char *b, couplet_span y)
{
    size_t i = x.offset, j = y.offset, m = x.offset + x.length, n = y.offset + y.length;
    for (;;) {
        while (i < m && (a[i] == ' ' || a[i] == '\n'))
            i++;
        while (j < n && (b[j] == ' ' || b[j] == '\n'))
            j++;
        if (i == m || j == n)
            return i == m && j == n;
        if (a[i++] != b[j++])
            return false;
    }
}

static const char *const SAMPLES[] = {"river.zh", "river.en", "care.zh", "care.en"};

/* Paragraphs of `after` that join two of `before`, and those that begin inside one. A line end
 * before "(1)" in running text may be taken for a list. */
static void compare(const couplet__paragraph_list *before, const char *a,
                    const couplet__paragraph_list *after, const char *b, size_t *joined,
                    size_t *split)
{
    size_t i = 0;
    for (size_t k = 0; k < after->count && i < before->count; k++, i++) {
        couplet_span span = after->at[k].bytes, whole = before->at[i].bytes;
        while (!same_but_space(a, whole, b, span) && k + 1 < after->count &&
               span.length < whole.length) {
            couplet_span next = after->at[++k].bytes;
            span.length = next.offset + next.length - span.offset;
            ++*split;
        }
        while (!same_but_space(a, whole, b, span) && i + 1 < before->count) {
            couplet_span next = before->at[++i].bytes;
            whole.length = next.offset + next.length - whole.offset;
            ++*joined;
        }
    }
}

START_TEST(wrapped_samples_come_apart_as_they_were)
{
    char path[512];
    size_t size, joined = 0, split = 0, all = 0;
    snprintf(path, sizeof path, "%s/sample/%s.txt", COUPLET_DATA, SAMPLES[_i]);
    char *text = read_whole(path, &size);
    ck_assert_ptr_nonnull(text);
    couplet__paragraph_list before = {0}, after = {0};
    couplet__buf wrapped = {0};
    ck_assert_int_eq(couplet__paragraphs(&before, text, size, COUPLET_WRAP_AUTO), COUPLET_OK);
    ck_assert_uint_gt(before.count, 5);
    for (size_t i = 0; i < before.count; i++) /* as they stand they are not wrapped */
        ck_assert_ptr_null(
            memchr(text + before.at[i].bytes.offset, '\n', before.at[i].bytes.length));
    bool zh = strstr(SAMPLES[_i], "zh") != NULL;
    for (size_t width = 36; width <= 100; width++)
        for (int form = 0; form < 3; form++) {
            wrap_text(&wrapped, text, size, width, form != 1 ? "" : zh ? "　　" : "  ", form == 0);
            ck_assert_int_eq(
                couplet__paragraphs(&after, wrapped.at, wrapped.size, COUPLET_WRAP_AUTO),
                COUPLET_OK);
            check_properties(&after, wrapped.at, wrapped.size);
            size_t j = 0, s = 0;
            compare(&before, text, &after, wrapped.at, &j, &s);
            if (form == 2) { /* nothing but short last lines shows paragraphs: some are lost */
                ck_assert_uint_le(j * 5, before.count);
                continue;
            }
            joined += j;
            split += s;
            all += before.count;
        }
    ck_assert_msg(joined == 0 && split * 100 <= all, "%s: %zu paragraphs, %zu joined, %zu split",
                  SAMPLES[_i], all, joined, split);
    couplet__buf_free(&wrapped);
    couplet__vec_free(&before);
    couplet__vec_free(&after);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text: paragraphs");
    TCase *tc = tcase_create("paragraphs");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, paragraphs_are_found);
    tcase_add_test(tc, languages_are_divided);
    tcase_add_test(tc, a_real_bilingual_file_is_divided);
    tcase_add_loop_test(tc, one_language_is_not_divided, 0, 4);
    tcase_add_loop_test(tc, languages_are_told_apart, 0,
                        (int)(sizeof LANGUAGES / sizeof *LANGUAGES));
    tcase_add_loop_test(tc, wrapped_samples_come_apart_as_they_were, 0,
                        (int)(sizeof SAMPLES / sizeof *SAMPLES));
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
