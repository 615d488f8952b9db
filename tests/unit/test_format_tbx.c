/* The TBX reader: term bases of both editions of the standard. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "couplet/couplet.h"
#include "suite.h"

/* Pairs as lines "zh|en\n". */
static int collect(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    ck_assert_uint_eq(strlen(zh), zh_size);
    ck_assert_uint_eq(strlen(en), en_size);
    couplet__buf_str(user, zh);
    couplet__buf_char(user, '|');
    couplet__buf_str(user, en);
    couplet__buf_char(user, '\n');
    return 0;
}

#define MARTIF(body)                                                                               \
    "<?xml version=\"1.0\"?><!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\"><martif "             \
    "type=\"TBX\" "                                                                                \
    "xml:lang=\"en\"><martifHeader/><text><body>" body "</body></text></martif>"

static const struct {
    const char *name, *tbx, *pairs;
    size_t units;
} READ[] = {
    {"2008, tig",
     MARTIF("<termEntry id=\"a\"><descrip>flow</descrip><langSet "
            "xml:lang=\"zh-TW\"><tig><term>逕流量</term>"
            "<note>n</note></tig></langSet><langSet xml:lang=\"en\"><tig><term>runoff</term></tig>"
            "</langSet></termEntry>"),
     "逕流量|runoff\n", 1},
    {"2008, ntig, English first, two terms a side",
     MARTIF(
         "<termEntry><langSet xml:lang=\"EN\"><ntig><termGrp><term>wetland</term></termGrp></ntig>"
         "<ntig><termGrp><term> wet\n land </term></termGrp></ntig></langSet>"
         "<langSet "
         "xml:lang=\"zh\"><tig><term>溼<hi>地</hi></term></tig><tig><term>濕地</term></tig>"
         "</langSet></termEntry>"),
     "溼地|wetland\n溼地|wet land\n濕地|wetland\n濕地|wet land\n", 1},
    {"2019",
     "<tbx xmlns=\"urn:iso:std:iso:30042:ed-2\" style=\"dca\" type=\"TBX-Basic\" "
     "xml:lang=\"en\"><text><body>"
     "<conceptEntry><langSec xml:lang=\"zh-Hant\"><termSec><term>水庫</term></termSec></langSec>"
     "<langSec "
     "xml:lang=\"en-US\"><termSec><term>reservoir</term></termSec></langSec></conceptEntry>"
     "<conceptEntry><langSec xml:lang=\"de\"><termSec><term>Fluss</term></termSec></langSec>"
     "<langSec xml:lang=\"en-US\"><termSec><term>river</term></termSec></langSec></conceptEntry>"
     "</body></text></tbx>",
     "水庫|reservoir\n", 2},
    {"no entries", MARTIF(""), "", 0},
};

START_TEST(term_bases_of_both_editions)
{
    couplet__buf pairs = {0};
    couplet__buf_add(&pairs, "", 0);
    couplet_tmx_counts counts;
    couplet_error error = {0};
    couplet_status status =
        couplet_tbx_read(READ[_i].tbx, strlen(READ[_i].tbx), collect, &pairs, &counts, &error);
    ck_assert_msg(status == COUPLET_OK, "%s: line %zu: %s", READ[_i].name, error.line,
                  error.message);
    ck_assert_msg(strcmp(pairs.at, READ[_i].pairs) == 0, "%s: %s", READ[_i].name, pairs.at);
    ck_assert_uint_eq(counts.units, READ[_i].units);
    couplet__buf_free(&pairs);
}
END_TEST

/* An entry of n terms a language. */
static couplet_status read_large(size_t n, couplet__buf *pairs, couplet_error *error)
{
    couplet__buf tbx = {0};
    couplet__buf_str(&tbx, "<tbx><termEntry>");
    for (int side = 0; side < 2; side++) {
        couplet__buf_str(&tbx,
                         side == 0 ? "<langSet xml:lang=\"zh\">" : "<langSet xml:lang=\"en\">");
        for (size_t i = 0; i < n; i++)
            couplet__buf_str(&tbx, "<tig><term>x</term></tig>");
        couplet__buf_str(&tbx, "</langSet>");
    }
    couplet__buf_str(&tbx, "</termEntry></tbx>");
    couplet_status status = couplet_tbx_read(tbx.at, tbx.size, collect, pairs, NULL, error);
    couplet__buf_free(&tbx);
    return status;
}

START_TEST(the_terms_of_an_entry_are_limited)
{
    couplet__buf pairs = {0};
    couplet_error error;
    ck_assert_int_eq(read_large(64, &pairs, NULL), COUPLET_OK);
    ck_assert_uint_eq(pairs.size, 64 * 64 * 4);
    ck_assert_int_eq(read_large(65, &pairs, &error), COUPLET_ELIMIT);
    ck_assert_str_eq(error.message, "more than 64 terms of one language in an entry");
    couplet__buf_free(&pairs);
}
END_TEST

START_TEST(other_files_are_refused)
{
    static const char *const BAD[] = {"", "<tmx/>", "<martif><termEntry></martif>", "terms"};
    couplet__buf pairs = {0};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        ck_assert_int_eq(couplet_tbx_read(BAD[i], strlen(BAD[i]), collect, &pairs, NULL, NULL),
                         COUPLET_EDATA);
    ck_assert_int_eq(couplet_tbx_read(NULL, 1, collect, &pairs, NULL, NULL), COUPLET_EINVAL);
    couplet__buf_free(&pairs);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("format: TBX reader");
    TCase *tc = tcase_create("reader");
    tcase_add_loop_test(tc, term_bases_of_both_editions, 0, (int)(sizeof READ / sizeof *READ));
    tcase_add_test(tc, the_terms_of_an_entry_are_limited);
    tcase_add_test(tc, other_files_are_refused);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
