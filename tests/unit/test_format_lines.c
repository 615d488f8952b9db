/* The formats of a bead a line, XLIFF, and what couplet_write() refuses. */
#include "format_case.h"
#include "suite.h"

#include <jansson.h>
#include <stdlib.h>

static alignment mixed(void)
{
    alignment a = align_lines("一。\n-\n三\\t。\n四。", "One.\nTwo.\n-\nFour \"4\".", 0.9);
    a.result->beads.at[0].confidence = 0.25;
    a.result->beads.at[3].zh.first = 2; /* a bead of 2-1 */
    a.result->beads.at[3].zh.count = 2;
    a.result->beads.at[3].zh_bytes.length +=
        a.result->beads.at[3].zh_bytes.offset - a.result->beads.at[2].zh_bytes.offset;
    a.result->beads.at[3].zh_bytes.offset = a.result->beads.at[2].zh_bytes.offset;
    return a;
}

#define COLUMNS "# confidence\tzh segments\ten segments\tzh lines\ten lines\tzh text\ten text\n"

static const struct {
    const char *name;
    couplet_format format;
    double min_confidence;
    couplet_lang side; /* of Moses, and the source of XLIFF */
    int rejects;
    const char *output;
} CASES[] = {
    {"tsv", COUPLET_FORMAT_TSV, 0, 0, 0,
     COLUMNS "0.2500\t1\t1\t1\t1\t一。\tOne.\n"
             "0.9000\t\t2\t\t2\t\tTwo.\n"
             "0.9000\t3\t\t3\t\t三\\t。\t\n"
             "0.9000\t3..4\t4\t3..4\t4\t三\\t。四。\tFour \"4\".\n"},
    {"tsv of the sure", COUPLET_FORMAT_TSV, 0.5, 0, 0,
     COLUMNS "0.9000\t\t2\t\t2\t\tTwo.\n"
             "0.9000\t3\t\t3\t\t三\\t。\t\n"
             "0.9000\t3..4\t4\t3..4\t4\t三\\t。四。\tFour \"4\".\n"},
    {"rejects", COUPLET_FORMAT_TSV, 0.5, 0, 1,
     COLUMNS "0.2500\t1\t1\t1\t1\t一。\tOne.\n"
             "0.9000\t\t2\t\t2\t\tTwo.\n"
             "0.9000\t3\t\t3\t\t三\\t。\t\n"},
    {"ladder", COUPLET_FORMAT_LADDER, 0.5, 0, 0, "[0]:[0]\n[]:[1]\n[2]:[]\n[2,3]:[3]\n"},
    {"moses zh", COUPLET_FORMAT_MOSES, 0, 0, 0, "一。\n三\\t。四。\n"},
    {"moses en", COUPLET_FORMAT_MOSES, 0.5, COUPLET_EN, 0, "Four \"4\".\n"},
    {"jsonl", COUPLET_FORMAT_JSONL, 0, 0, 0,
     "{\"bead\":0,\"confidence\":0.25,\"zh\":{\"segments\":[0,1],\"lines\":[1,1],\"bytes\":[0,6],"
     "\"text\":\"一。\"},\"en\":{\"segments\":[0,1],\"lines\":[1,1],\"bytes\":[0,4],"
     "\"text\":\"One.\"}}\n"
     "{\"bead\":1,\"confidence\":0.9,\"zh\":{\"segments\":[1,0],\"lines\":null,\"bytes\":null,"
     "\"text\":\"\"},\"en\":{\"segments\":[1,1],\"lines\":[2,2],\"bytes\":[5,4],"
     "\"text\":\"Two.\"}}\n"
     "{\"bead\":2,\"confidence\":0.9,\"zh\":{\"segments\":[2,1],\"lines\":[3,3],\"bytes\":[9,8],"
     "\"text\":\"三\\\\t。\"},\"en\":{\"segments\":[2,0],\"lines\":null,\"bytes\":null,"
     "\"text\":\"\"}}\n"
     "{\"bead\":3,\"confidence\":0.9,\"zh\":{\"segments\":[2,2],\"lines\":[3,4],\"bytes\":[9,15],"
     "\"text\":\"三\\\\t。四。\"},\"en\":{\"segments\":[3,1],\"lines\":[4,4],\"bytes\":[12,9],"
     "\"text\":\"Four \\\"4\\\".\"}}\n"},
    {"xliff", COUPLET_FORMAT_XLIFF, 0.5, COUPLET_EN, 0,
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
     "  <file original=\"couplet\" datatype=\"plaintext\" source-language=\"en-US\" "
     "target-language=\"zh-TW\">\n    <body>\n"
     "      <trans-unit id=\"1\">\n        <source>Two.</source>\n"
     "        <note from=\"couplet\">confidence 0.9000</note>\n      </trans-unit>\n"
     "      <trans-unit id=\"3\">\n        <source>Four \"4\".</source>\n"
     "        <target>三\\t。四。</target>\n"
     "        <note from=\"couplet\">confidence 0.9000</note>\n      </trans-unit>\n"
     "    </body>\n  </file>\n</xliff>\n"},
};

START_TEST(formats_are_written_as_documented)
{
    alignment a = mixed();
    couplet_write_options options;
    couplet_write_options_init(&options, sizeof options);
    options.min_confidence = CASES[_i].min_confidence;
    options.moses_side = CASES[_i].side;
    options.source = CASES[_i].side;
    options.rejects = CASES[_i].rejects;
    char *output = written_as(&a, CASES[_i].format, &options, NULL);
    ck_assert_msg(strcmp(output, CASES[_i].output) == 0, "%s:\n%s", CASES[_i].name, output);
    couplet_free(output);
    alignment_free(&a);
}
END_TEST

START_TEST(moved_pairs_follow)
{
    alignment a = align_lines("一。\n-\n三。", "One.\nThree.\n-", 0.5);
    couplet_bead moved = {{2, 1}, {1, 1}, {8, 6}, {5, 6}, 0.75};
    ck_assert(couplet__vec_push(&a.result->moved, moved));
    couplet_written written;
    char *output = written_as(&a, COUPLET_FORMAT_TMX, NULL, &written);
    ck_assert_uint_eq(written.units, 2);
    ck_assert_uint_eq(written.empty, 2);
    ck_assert_uint_eq(occurrences(output, "<prop type=\"x-moved\">yes</prop>"), 1);
    ck_assert_uint_eq(occurrences(output, "<prop type=\"x-id\">3</prop>"), 1);
    couplet_free(output);
    output = written_as(&a, COUPLET_FORMAT_MOSES, NULL, NULL);
    ck_assert_str_eq(output, "一。\n三。\n");
    couplet_free(output);
    output = written_as(&a, COUPLET_FORMAT_JSONL, NULL, NULL);
    ck_assert_uint_eq(occurrences(output, "\"moved\":true"), 1);
    ck_assert_ptr_nonnull(
        strstr(output, "\n{\"bead\":3,\"confidence\":0.75,\"moved\":true,\"zh\""));
    couplet_free(output);
    output = written_as(&a, COUPLET_FORMAT_LADDER, NULL, NULL);
    ck_assert_str_eq(output, "[0]:[0]\n[]:[1]\n[2]:[]\n");
    couplet_free(output);
    alignment_free(&a);
}
END_TEST

START_TEST(json_lines_parse)
{
    alignment a =
        align_lines("\"河\\水\"\x01。\n-", "A \xF0\x9F\x90\x9F / \x7F \xC2\x85 b\nAlone", 1.0 / 3);
    char *output = written_as(&a, COUPLET_FORMAT_JSONL, NULL, NULL);
    json_t *bead = json_loads(output, JSON_DISABLE_EOF_CHECK, NULL);
    ck_assert_str_eq(json_string_value(json_object_get(json_object_get(bead, "zh"), "text")),
                     "\"河\\水\"。");
    ck_assert_double_eq_tol(json_real_value(json_object_get(bead, "confidence")), 0.3333, 1e-9);
    json_decref(bead);
    couplet_free(output);
    alignment_free(&a);
}
END_TEST

/* Segments with line ends and tabs of every kind inside. */
static couplet_text *ragged_text(couplet_lang lang, couplet__buf *bytes, size_t count)
{
    static const char *const ENDS[] = {"\n",           "\r", "\r\n", "\xC2\x85", "\xE2\x80\xA8",
                                       "\xE2\x80\xA9", "\f", "\v",   "\t",       "\n\n"};
    COUPLET__VEC(couplet_span) spans = {0};
    uint32_t seed = 7;
    for (size_t i = 0; i < count; i++) {
        size_t start = bytes->size;
        for (size_t k = 0; k < 3; k++) {
            hostile_text(bytes, &seed, lang == COUPLET_ZH ? "河" : "River");
            couplet__buf_str(bytes, ENDS[(i + k) % (sizeof ENDS / sizeof *ENDS)]);
        }
        ck_assert(couplet__vec_push(&spans, (couplet_span){start, bytes->size - start}));
    }
    couplet_text *text;
    ck_assert_int_eq(
        couplet_text_wrap(&text, lang, bytes->at, bytes->size, spans.at, spans.count, NULL),
        COUPLET_OK);
    couplet__vec_free(&spans);
    return text;
}

START_TEST(nothing_in_the_text_breaks_a_line)
{
    enum { N = 500 };
    couplet__buf zh = {0}, en = {0};
    alignment a = {ragged_text(COUPLET_ZH, &zh, N), ragged_text(COUPLET_EN, &en, N),
                   couplet__zalloc(1, sizeof(couplet_result))};
    for (size_t i = 0; i < N; i++) {
        couplet_bead bead = {
            {i, 1}, {i, 1}, couplet_text_at(a.zh, i)->bytes, couplet_text_at(a.en, i)->bytes, 1};
        ck_assert(couplet__vec_push(&a.result->beads, bead));
    }
    char *output = written_as(&a, COUPLET_FORMAT_TSV, NULL, NULL);
    ck_assert_uint_eq(occurrences(output, "\n"), N + 1);
    ck_assert_uint_eq(occurrences(output, "\t"), 6 * (N + 1));
    ck_assert_uint_eq(strcspn(output, "\r\f\v"), strlen(output));
    ck_assert_uint_eq(occurrences(output, "\xE2\x80\xA8"), 0);
    couplet_free(output);
    output = written_as(&a, COUPLET_FORMAT_MOSES, NULL, NULL);
    ck_assert_uint_eq(occurrences(output, "\n"), N);
    couplet_free(output);
    output = written_as(&a, COUPLET_FORMAT_JSONL, NULL, NULL);
    ck_assert_uint_eq(occurrences(output, "\n"), N);
    couplet_free(output);
    alignment_free(&a);
    couplet__buf_free(&zh);
    couplet__buf_free(&en);
}
END_TEST

typedef struct newer_options {
    couplet_write_options known;
    char more[16];
} newer_options;

static couplet_status write_with(const void *options, couplet_format format, couplet_error *error)
{
    alignment a = align_lines("一。", "One.", 0.5);
    couplet__buf out = {0};
    couplet_status status =
        couplet_write(a.result, a.zh, a.en, format, options, into_buf, &out, NULL, error);
    couplet__buf_free(&out);
    alignment_free(&a);
    return status;
}

START_TEST(options_of_older_and_newer_callers)
{
    newer_options newer;
    memset(&newer, 0xFF, sizeof newer);
    couplet_write_options_init(&newer.known, sizeof newer);
    ck_assert_uint_eq(newer.known.size, sizeof newer);
    ck_assert_int_eq(write_with(&newer, COUPLET_FORMAT_TMX, NULL), COUPLET_OK);
    newer.more[3] = 1;
    ck_assert_int_eq(write_with(&newer, COUPLET_FORMAT_TMX, NULL), COUPLET_EINVAL);
    couplet_write_options older;
    memset(&older, 0xFF, sizeof older);
    size_t size = offsetof(couplet_write_options, rejects);
    couplet_write_options_init(&older, size);
    ck_assert_int_eq(older.rejects, -1); /* untouched */
    ck_assert_int_eq(write_with(&older, COUPLET_FORMAT_TMX, NULL), COUPLET_OK);
    older.size = 0;
    ck_assert_int_eq(write_with(&older, COUPLET_FORMAT_TMX, NULL), COUPLET_EINVAL);
}
END_TEST

START_TEST(options_that_make_no_sense_are_refused)
{
    couplet_write_options good, bad;
    couplet_error error;
    couplet_write_options_init(&good, sizeof good);
#define REFUSED(field, value, format)                                                              \
    do {                                                                                           \
        bad = good;                                                                                \
        bad.field = value;                                                                         \
        ck_assert_int_eq(write_with(&bad, format, &error), COUPLET_EINVAL);                        \
        ck_assert_ptr_nonnull(error.message);                                                      \
    } while (0)
    REFUSED(min_confidence, -0.1, COUPLET_FORMAT_TMX);
    REFUSED(min_confidence, 1.1, COUPLET_FORMAT_TSV);
    REFUSED(min_confidence, strtod("nan", NULL), COUPLET_FORMAT_TMX);
    REFUSED(source, 3, COUPLET_FORMAT_TMX);
    REFUSED(moses_side, 7, COUPLET_FORMAT_MOSES);
    REFUSED(created, INT64_MAX, COUPLET_FORMAT_TMX);
    REFUSED(rejects, 1, COUPLET_FORMAT_TMX);
    REFUSED(rejects, 1, COUPLET_FORMAT_LADDER);
    ck_assert_int_eq(write_with(&good, 0, &error), COUPLET_EINVAL);
    ck_assert_int_eq(write_with(&good, 99, &error), COUPLET_EINVAL);
}
END_TEST

START_TEST(arguments_that_make_no_sense_are_refused)
{
    alignment a = align_lines("一。", "One.", 0.5);
    couplet__buf out = {0};
    couplet_error error;
    ck_assert_int_eq(
        couplet_write(a.result, a.en, a.zh, COUPLET_FORMAT_TMX, NULL, into_buf, &out, NULL, &error),
        COUPLET_EINVAL);
    ck_assert_int_eq(
        couplet_write(NULL, a.zh, a.en, COUPLET_FORMAT_TMX, NULL, into_buf, &out, NULL, NULL),
        COUPLET_EINVAL);
    ck_assert_int_eq(
        couplet_write(a.result, NULL, a.en, COUPLET_FORMAT_TMX, NULL, into_buf, &out, NULL, NULL),
        COUPLET_EINVAL);
    ck_assert_int_eq(
        couplet_write(a.result, a.zh, a.en, COUPLET_FORMAT_TMX, NULL, NULL, NULL, NULL, NULL),
        COUPLET_EINVAL);
    alignment other = align_lines("", "", 0); /* the beads are of another text */
    ck_assert_int_eq(couplet_write(a.result, other.zh, other.en, COUPLET_FORMAT_TMX, NULL, into_buf,
                                   &out, NULL, &error),
                     COUPLET_EINVAL);
    alignment_free(&other);
    couplet__buf_free(&out);
    alignment_free(&a);
}
END_TEST

typedef struct counting {
    size_t calls, bytes, largest, fail_at;
} counting;

static int count(void *user, const char *data, size_t size)
{
    (void)data;
    counting *c = user;
    c->calls++;
    c->bytes += size;
    c->largest = size > c->largest ? size : c->largest;
    return c->calls == c->fail_at;
}

START_TEST(output_comes_in_pieces_and_can_be_stopped)
{
    couplet__buf zh = {0}, en = {0};
    for (size_t i = 0; i < 20000; i++) {
        couplet__buf_uint(&zh, i);
        couplet__buf_str(&zh, "河。\n");
        couplet__buf_uint(&en, i);
        couplet__buf_str(&en, " rivers.\n");
    }
    alignment a = align_lines(zh.at, en.at, 1);
    for (couplet_format f = COUPLET_FORMAT_TMX; f <= COUPLET_FORMAT_XLIFF; f++) {
        counting c = {0, 0, 0, 0};
        ck_assert_int_eq(couplet_write(a.result, a.zh, a.en, f, NULL, count, &c, NULL, NULL),
                         COUPLET_OK);
        ck_assert_uint_gt(c.calls, 2);
        ck_assert_uint_le(c.largest, 70000);
        for (size_t at = 1; at <= c.calls; at++) {
            counting stopped = {0, 0, 0, at};
            ck_assert_int_eq(
                couplet_write(a.result, a.zh, a.en, f, NULL, count, &stopped, NULL, NULL),
                COUPLET_ECALLBACK);
            ck_assert_uint_eq(stopped.calls, at);
        }
    }
    alignment_free(&a);
    couplet__buf_free(&zh);
    couplet__buf_free(&en);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("format: lines");
    TCase *tc = tcase_create("formats");
    tcase_add_loop_test(tc, formats_are_written_as_documented, 0,
                        (int)(sizeof CASES / sizeof *CASES));
    tcase_add_test(tc, moved_pairs_follow);
    tcase_add_test(tc, json_lines_parse);
    tcase_add_test(tc, nothing_in_the_text_breaks_a_line);
    tcase_add_test(tc, options_of_older_and_newer_callers);
    tcase_add_test(tc, options_that_make_no_sense_are_refused);
    tcase_add_test(tc, arguments_that_make_no_sense_are_refused);
    tcase_add_test(tc, output_comes_in_pieces_and_can_be_stopped);
    tcase_set_timeout(tc, 60);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
