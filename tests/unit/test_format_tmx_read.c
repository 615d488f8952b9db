/* The TMX reader: what other programs write, what is damaged, what is hostile; and that what we
 * write comes back as it was. */
#include "format_case.h"

#include <libxml/parser.h>
#include <stdlib.h>

#include "format/markup.h"
#include "suite.h"

/* Pairs as lines "zh|en\n". */
static int collect(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    ck_assert_uint_gt(zh_size, 0);
    ck_assert_uint_gt(en_size, 0);
    ck_assert_int_eq(zh[zh_size], 0);
    ck_assert_int_eq(en[en_size], 0);
    couplet__buf_add(user, zh, zh_size);
    couplet__buf_char(user, '|');
    couplet__buf_add(user, en, en_size);
    couplet__buf_char(user, '\n');
    return 0;
}

#define TMX(body) "<tmx version=\"1.4\"><header srclang=\"en\"/><body>" body "</body></tmx>"
#define TU(zh, en)                                                                                 \
    "<tu><tuv xml:lang=\"zh-TW\"><seg>" zh "</seg></tuv><tuv xml:lang=\"en\"><seg>" en             \
    "</seg></tuv></tu>"

static const struct {
    const char *name, *tmx, *pairs;
    size_t units;
} READ[] = {
    {"plain", TMX(TU("河", "River") TU("魚", "Fish")), "河|River\n魚|Fish\n", 2},
    {"declaration and byte order mark",
     "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" TMX(TU("河", "River")),
     "河|River\n", 1},
    {"doctype, never fetched", "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">" TMX(TU("河", "River")),
     "河|River\n", 1},
    {"English first, old lang attribute",
     TMX("<tu><tuv lang=\"EN-US\"><seg>River</seg></tuv><tuv "
         "lang=\"ZH_TW\"><seg>河</seg></tuv></tu>"),
     "河|River\n", 1},
    {"Traditional before Simplified, in any order",
     TMX("<tu><tuv xml:lang=\"zh-CN\"><seg>鱼</seg></tuv><tuv "
         "xml:lang=\"zh-Hant\"><seg>魚</seg></tuv>"
         "<tuv xml:lang=\"zh-TW\"><seg>別</seg></tuv><tuv "
         "xml:lang=\"en\"><seg>Fish</seg></tuv></tu>"),
     "魚|Fish\n", 1},
    {"Simplified where there is no other",
     TMX("<tu><tuv xml:lang=\"zh-Hans-TW\"><seg>鱼</seg></tuv><tuv "
         "xml:lang=\"en-GB\"><seg>Fish</seg></tuv>"
         "<tuv xml:lang=\"en-US\"><seg>Fishes</seg></tuv></tu>"),
     "鱼|Fish\n", 1},
    {"three-letter codes",
     TMX("<tu><tuv xml:lang=\"cmn-Hant\"><seg>魚</seg></tuv><tuv "
         "xml:lang=\"eng\"><seg>Fish</seg></tuv></tu>"
         "<tu><tuv xml:lang=\"zho\"><seg>河</seg></tuv><tuv "
         "xml:lang=\"en\"><seg>River</seg></tuv></tu>"),
     "魚|Fish\n河|River\n", 2},
    {"units that lack a side",
     TMX("<tu><tuv xml:lang=\"de\"><seg>Fluss</seg></tuv><tuv "
         "xml:lang=\"en\"><seg>River</seg></tuv></tu>"
         "<tu><tuv xml:lang=\"zh\"><seg> </seg></tuv><tuv "
         "xml:lang=\"en\"><seg>Empty</seg></tuv></tu>"
         "<tu><tuv><seg>河</seg></tuv><tuv xml:lang=\"en\"><seg>No code</seg></tuv></tu><tu/>" TU(
             "魚", "Fish")),
     "魚|Fish\n", 5},
    {"codes dropped, highlights kept",
     TMX(TU("<bpt i=\"1\">&lt;b></bpt>河<ept i=\"1\">&lt;/b></ept>水<ph x=\"1\"/>清",
            "The <hi type=\"b\">cl<it pos=\"begin\">{\\i</it>ear</hi> river<ut>\\par</ut>.")),
     "河水清|The clear river.\n", 1},
    {"sub-flows go with their code, line breaks are spaces",
     TMX(TU("河<ph type=\"fnote\">\\fn<sub>註解</sub>x</ph>水",
            "one<ph type=\"lb\"/>two<ph type=\"lb\">&lt;br></ph> three")),
     "河水|one two three\n", 1},
    {"white space, CDATA, character references, entities",
     TMX(TU("\n   河&#x6C34;\r\n  ",
            "A\n\t <![CDATA[<&>]]> &lt;b&gt; &amp; &quot;c&quot;&#32;&apos;")),
     "河水|A <&> <b> & \"c\" '\n", 1},
    {"props and notes are not text",
     TMX("<tu tuid=\"1\"><note>n</note><prop type=\"x\">p</prop><tuv xml:lang=\"zh-TW\"><prop "
         "type=\"x\">p</prop><seg>河</seg></tuv>"
         "<tuv xml:lang=\"en\"><note>n</note><seg>River</seg></tuv></tu>"),
     "河|River\n", 1},
    {"comments and instructions inside a segment", TMX(TU("河<!-- x -->水", "Ri<?y z?>ver")),
     "河水|River\n", 1},
    {"a prefix nobody declared",
     TMX("<tu><x:y>z</x:y><tuv xml:lang=\"zh-TW\"><seg>河</seg></tuv><tuv "
         "xml:lang=\"en\"><seg>River</seg></tuv></tu>"),
     "河|River\n", 1},
    {"Latin-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" TMX(TU("&#27827;", "caf\xE9")),
     "河|café\n", 1},
    {"Big5", "<?xml version=\"1.0\" encoding=\"Big5\"?>" TMX(TU("\xAA\x65", "River")), "河|River\n",
     1},
    {"no body", "<tmx version=\"1.4\"/>", "", 0},
};

START_TEST(memories_of_other_programs)
{
    couplet__buf pairs = {0};
    couplet__buf_add(&pairs, "", 0);
    couplet_tmx_counts counts;
    couplet_error error = {0};
    couplet_status status =
        couplet_tmx_read(READ[_i].tmx, strlen(READ[_i].tmx), collect, &pairs, &counts, &error);
    ck_assert_msg(status == COUPLET_OK, "%s: line %zu: %s", READ[_i].name, error.line,
                  error.message);
    ck_assert_msg(strcmp(pairs.at, READ[_i].pairs) == 0, "%s: %s", READ[_i].name, pairs.at);
    ck_assert_uint_eq(counts.units, READ[_i].units);
    couplet__buf_free(&pairs);
}
END_TEST

START_TEST(utf_16_of_both_orders)
{
    bool big = _i == 1;
    static const char TEXT[] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" TMX(TU("x", "River"));
    couplet__buf wide = {0}, pairs = {0};
    couplet__buf_add(&wide, big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (size_t i = 0; i < sizeof TEXT - 1; i++) {
        unsigned c = TEXT[i] == 'x' && TEXT[i - 1] == '>' ? 0x6CB3 : (unsigned char)TEXT[i];
        char unit[2] = {(char)(big ? c >> 8 : c & 0xFF), (char)(big ? c & 0xFF : c >> 8)};
        couplet__buf_add(&wide, unit, 2);
    }
    ck_assert_int_eq(couplet_tmx_read(wide.at, wide.size, collect, &pairs, NULL, NULL), COUPLET_OK);
    ck_assert_str_eq(pairs.at, "河|River\n");
    couplet__buf_free(&wide);
    couplet__buf_free(&pairs);
}
END_TEST

static const struct {
    const char *name, *tmx;
    couplet_status status;
    size_t line; /* 0: any */
} BAD[] = {
    {"empty", "", COUPLET_EDATA, 0},
    {"blank", "  \n ", COUPLET_EDATA, 0},
    {"plain text", "一條河\n", COUPLET_EDATA, 1},
    {"another vocabulary", "<html><tu/></html>", COUPLET_EDATA, 1},
    {"mismatched tags", "<tmx>\n<body>\n<tu></tuv></body></tmx>", COUPLET_EDATA, 3},
    {"cut short", "<tmx>\n<body>\n" TU("河", "River") "\n<tu>", COUPLET_EDATA, 4},
    {"cut in a name", "<tmx>\n<bo", COUPLET_EDATA, 2},
    {"text behind the end", "<tmx/>\n<tmx/>", COUPLET_EDATA, 2},
    {"forbidden reference", "<tmx>\n&#1;</tmx>", COUPLET_EDATA, 2},
    {"forbidden character", "<tmx>\n\x01</tmx>", COUPLET_EDATA, 2},
    {"unknown entity", "<tmx>\n&nbsp;</tmx>", COUPLET_EDATA, 2},
    {"entity of an absent DTD", "<!DOCTYPE tmx SYSTEM \"no.dtd\">\n<tmx>&nbsp;</tmx>",
     COUPLET_EDATA, 2},
    {"declared entity", "<!DOCTYPE tmx [<!ENTITY a \"x\">]>\n<tmx>&a;</tmx>", COUPLET_EDATA, 2},
    {"file entity", "<!DOCTYPE tmx [<!ENTITY a SYSTEM \"/etc/passwd\">]>\n<tmx>&a;</tmx>",
     COUPLET_EDATA, 2},
    {"invalid UTF-8", "<tmx>\n\xE6\xB2</tmx>", COUPLET_EDATA, 2},
    {"unknown encoding", "<?xml version=\"1.0\" encoding=\"x-nil\"?><tmx/>", COUPLET_EENCODING, 1},
    {"two attributes of a name", "<tmx a=\"1\"\n a=\"2\"/>", COUPLET_EDATA, 0},
};

START_TEST(damaged_files_are_refused_with_their_line)
{
    couplet__buf pairs = {0};
    couplet_error error = {0};
    size_t size = strlen(BAD[_i].tmx);
    couplet_status status = couplet_tmx_read(BAD[_i].tmx, size, collect, &pairs, NULL, &error);
    ck_assert_msg(status == BAD[_i].status, "%s: %d, line %zu, %s", BAD[_i].name, (int)status,
                  error.line, error.message);
    ck_assert_ptr_nonnull(error.message);
    ck_assert_uint_le(error.offset, size);
    if (BAD[_i].line != 0)
        ck_assert_msg(error.line == BAD[_i].line, "%s: line %zu", BAD[_i].name, error.line);
    couplet__buf_free(&pairs);
}
END_TEST

START_TEST(entities_cannot_multiply)
{
    couplet__buf bomb = {0}, pairs = {0};
    couplet__buf_str(&bomb, "<!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\">");
    for (char c = 'b'; c < 'z'; c++) {
        couplet__buf_str(&bomb, "<!ENTITY ");
        couplet__buf_char(&bomb, c);
        couplet__buf_str(&bomb, " \"");
        for (int i = 0; i < 10; i++) {
            couplet__buf_char(&bomb, '&');
            couplet__buf_char(&bomb, (char)(c - 1));
            couplet__buf_char(&bomb, ';');
        }
        couplet__buf_str(&bomb, "\">");
    }
    size_t head = bomb.size;
    couplet__buf_str(&bomb, "]><tmx><body>" TU("&y;", "x") "</body></tmx>");
    ck_assert_int_eq(couplet_tmx_read(bomb.at, bomb.size, collect, &pairs, NULL, NULL),
                     COUPLET_EDATA);
    bomb.size = head; /* in an attribute, too */
    couplet__buf_str(&bomb, "]><tmx a=\"&y;\"><body/></tmx>");
    ck_assert_int_eq(couplet_tmx_read(bomb.at, bomb.size, collect, &pairs, NULL, NULL),
                     COUPLET_EDATA);
    couplet__buf_free(&bomb);
    couplet__buf_free(&pairs);
}
END_TEST

START_TEST(depth_is_limited_and_length_is_not)
{
    couplet__buf deep = {0}, pairs = {0};
    couplet__buf_str(&deep, "<tmx>");
    for (int i = 0; i < 100000; i++)
        couplet__buf_str(&deep, "<x>");
    ck_assert_int_eq(couplet_tmx_read(deep.at, deep.size, collect, &pairs, NULL, NULL),
                     COUPLET_ELIMIT);
    couplet__buf_clear(&deep);
    couplet__buf_str(&deep, "<tmx><");
    for (int i = 0; i < 50001; i++)
        couplet__buf_str(&deep, "x");
    couplet__buf_str(&deep, "/></tmx>");
    ck_assert_int_eq(couplet_tmx_read(deep.at, deep.size, collect, &pairs, NULL, NULL),
                     COUPLET_ELIMIT);
    couplet__buf_clear(&deep);
    couplet__buf_str(&deep, "<tmx><body><tu><tuv xml:lang=\"zh\"><seg>");
    for (int i = 0; i < 5000000; i++) /* 15 MB in one segment */
        couplet__buf_str(&deep, "河");
    couplet__buf_str(&deep,
                     "</seg></tuv><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu></body></tmx>");
    ck_assert_int_eq(couplet_tmx_read(deep.at, deep.size, collect, &pairs, NULL, NULL), COUPLET_OK);
    ck_assert_uint_eq(pairs.size, 15000003);
    couplet__buf_free(&deep);
    couplet__buf_free(&pairs);
}
END_TEST

START_TEST(every_truncation_is_refused_without_harm)
{
    static const char TEXT[] = "<?xml version=\"1.0\"?><!DOCTYPE tmx [<!ENTITY a \"b\">]>"
                               "<tmx><body><!-- c --><tu><tuv xml:lang=\"zh\"><seg>河<ph>x</ph>"
                               "<![CDATA[y]]>&amp;</seg></tuv></tu></body></tmx>";
    couplet__buf pairs = {0};
    for (size_t n = 0; n < sizeof TEXT - 1; n++) {
        couplet_status status = couplet_tmx_read(TEXT, n, collect, &pairs, NULL, NULL);
        ck_assert_msg(status == COUPLET_EDATA || status == COUPLET_EENCODING, "%zu: %d", n, status);
    }
    ck_assert_int_eq(couplet_tmx_read(TEXT, sizeof TEXT - 1, collect, &pairs, NULL, NULL),
                     COUPLET_OK);
    couplet__buf_free(&pairs);
}
END_TEST

static int refuse(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    (void)zh, (void)zh_size, (void)en, (void)en_size;
    ++*(int *)user;
    return 1;
}

START_TEST(the_callback_can_stop)
{
    static const char TEXT[] = TMX(TU("河", "River") TU("魚", "Fish"));
    int calls = 0;
    couplet_error error;
    ck_assert_int_eq(couplet_tmx_read(TEXT, sizeof TEXT - 1, refuse, &calls, NULL, &error),
                     COUPLET_ECALLBACK);
    ck_assert_int_eq(calls, 1);
    ck_assert_int_eq(couplet_tmx_read(NULL, 5, refuse, &calls, NULL, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_tmx_read(TEXT, 5, NULL, &calls, NULL, NULL), COUPLET_EINVAL);
}
END_TEST

static void count_error(void *user, xmlErrorPtr fault)
{
    (void)fault;
    ++*(int *)user;
}

static int parse_bad_xml(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    (void)user, (void)zh, (void)zh_size, (void)en, (void)en_size;
    xmlFreeDoc(xmlReadMemory("<a>", 3, NULL, NULL, 0));
    return 0;
}

START_TEST(the_callers_own_use_of_libxml2_is_left_alone)
{
    static const char TEXT[] = TMX(TU("河", "River"));
    int faults = 0;
    xmlSetStructuredErrorFunc(&faults, count_error);
    ck_assert_int_eq(couplet_tmx_read(TEXT, sizeof TEXT - 1, parse_bad_xml, NULL, NULL, NULL),
                     COUPLET_OK);
    ck_assert_int_gt(faults, 0);
    faults = 0;
    ck_assert_int_eq(couplet_tmx_read("<tmx>", 5, parse_bad_xml, NULL, NULL, NULL), COUPLET_EDATA);
    ck_assert_int_eq(faults, 0);
    parse_bad_xml(NULL, NULL, 0, NULL, 0);
    ck_assert_int_gt(faults, 0);
    xmlSetStructuredErrorFunc(NULL, NULL);
}
END_TEST

typedef struct round_trip {
    const alignment *a;
    size_t at; /* the bead whose pair comes next, at the earliest */
} round_trip;

static char *cleaned(const couplet_text *text, size_t segment)
{
    char *shown;
    size_t size;
    couplet__buf clean = {0};
    ck_assert_int_eq(couplet_text_show(&shown, &size, text, (couplet_range){segment, 1}, NULL),
                     COUPLET_OK);
    couplet__buf_add(&clean, "", 0);
    couplet__markup_clean(&clean, shown, size);
    couplet_free(shown);
    return clean.at;
}

static int compare(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    round_trip *trip = user;
    for (bool found = false; !found; trip->at++) {
        ck_assert_uint_lt(trip->at, couplet_result_count(trip->a->result));
        char *z = cleaned(trip->a->zh, trip->at), *e = cleaned(trip->a->en, trip->at);
        found = strlen(z) == zh_size && strcmp(z, zh) == 0 && strlen(e) == en_size &&
                strcmp(e, en) == 0;
        couplet_free(z);
        couplet_free(e);
    }
    return 0;
}

START_TEST(what_is_written_comes_back)
{
    couplet__buf zh = {0}, en = {0};
    uint32_t seed = 20261121;
    for (int i = 0; i < 3000; i++) {
        hostile_text(&zh, &seed, "河");
        couplet__buf_char(&zh, '\n');
        hostile_text(&en, &seed, "River ");
        couplet__buf_char(&en, '\n');
    }
    alignment a = align_lines(zh.at, en.at, 1);
    ck_assert_uint_eq(couplet_text_count(a.zh), 3000);
    ck_assert_uint_eq(couplet_text_count(a.en), 3000);
    couplet_written written;
    char *tmx = written_as(&a, COUPLET_FORMAT_TMX, NULL, &written);
    couplet_tmx_counts counts;
    round_trip trip = {&a, 0};
    couplet_error error = {0};
    couplet_status status = couplet_tmx_read(tmx, strlen(tmx), compare, &trip, &counts, &error);
    ck_assert_msg(status == COUPLET_OK, "line %zu: %s", error.line, error.message);
    ck_assert_uint_eq(counts.pairs, written.units);
    ck_assert_uint_gt(written.dropped_chars, 1000);
    couplet_free(tmx);
    alignment_free(&a);
    couplet__buf_free(&zh);
    couplet__buf_free(&en);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("format: TMX reader");
    TCase *tc = tcase_create("reader");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, memories_of_other_programs, 0, (int)(sizeof READ / sizeof *READ));
    tcase_add_loop_test(tc, utf_16_of_both_orders, 0, 2);
    tcase_add_loop_test(tc, damaged_files_are_refused_with_their_line, 0,
                        (int)(sizeof BAD / sizeof *BAD));
    tcase_add_test(tc, entities_cannot_multiply);
    tcase_add_test(tc, depth_is_limited_and_length_is_not);
    tcase_add_test(tc, every_truncation_is_refused_without_harm);
    tcase_add_test(tc, the_callback_can_stop);
    tcase_add_test(tc, the_callers_own_use_of_libxml2_is_left_alone);
    tcase_add_test(tc, what_is_written_comes_back);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
