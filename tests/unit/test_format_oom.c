/* Writers and the TMX reader with each allocation failing in turn, theirs and those of jansson and
 * libxml2. */
#define _XOPEN_SOURCE 700 /* strdup */

#include "oom.h"

#include "format_case.h"
#include "suite.h"

#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>

/* libxml2 2.9 itself loses some memory when it runs out of it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:libxml2.so\n"; }

static void *failing_malloc(size_t size) { return oom_now() ? NULL : malloc(size); }

static void *failing_realloc(void *old, size_t size)
{
    return oom_now() ? NULL : realloc(old, size);
}

static char *failing_strdup(const char *text) { return oom_now() ? NULL : strdup(text); }

static int discard(void *user, const char *data, size_t size)
{
    (void)user, (void)data, (void)size;
    return 0;
}

START_TEST(writers_survive_exhausted_memory)
{
    alignment a = align_lines("一。\n二。\n一。\n一。\n-", "One.\nTwo.\nOne.\nUno.\nAlone.", 0.5);
    json_set_alloc_funcs(failing_malloc, free);
    OOM_EVERY(
        couplet_write(a.result, a.zh, a.en, (couplet_format)_i, NULL, discard, NULL, NULL, NULL));
    json_set_alloc_funcs(malloc, free);
    alignment_free(&a);
}
END_TEST

START_TEST(the_table_of_units_survives_exhausted_memory)
{
    couplet__buf zh = {0}, en = {0};
    for (size_t i = 0; i < 1000; i++) {
        couplet__buf_uint(&zh, i);
        couplet__buf_str(&zh, "河。\n");
        couplet__buf_uint(&en, i);
        couplet__buf_str(&en, " rivers.\n");
    }
    alignment a = align_lines(zh.at, en.at, 1);
    OOM_EVERY(
        couplet_write(a.result, a.zh, a.en, COUPLET_FORMAT_TMX, NULL, discard, NULL, NULL, NULL));
    alignment_free(&a);
    couplet__buf_free(&zh);
    couplet__buf_free(&en);
}
END_TEST

static int check_pair(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    (void)zh_size, (void)en_size;
    ++*(int *)user;
    return strcmp(zh, "河 水&") != 0 || strcmp(en, "A river &") != 0;
}

/* libxml2 gets over some failures: then the outcome must be right. */
START_TEST(the_reader_survives_exhausted_memory)
{
    static const char TMX[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE tmx SYSTEM \"tmx14.dtd\" [<!ENTITY a "
        "\"b\">]><tmx version=\"1.4\"><body><tu><tuv xml:lang=\"zh\"><seg>河<ph type=\"lb\">x</ph>"
        "水&amp;</seg></tuv><tuv lang=\"en\"><seg>A river "
        "<![CDATA[&]]></seg></tuv></tu></body></tmx>";
    xmlMemSetup(free, failing_malloc, failing_realloc, failing_strdup);
    xmlInitParser();
    size_t n = 0, refused = 0;
    for (oom_failed = 1; oom_failed != 0; n++) {
        int pairs = 0;
        oom_left = n;
        oom_failed = 0;
        couplet_status status =
            couplet_tmx_read(TMX, sizeof TMX - 1, check_pair, &pairs, NULL, NULL);
        oom_left = SIZE_MAX;
        ck_assert_msg(status == COUPLET_OK ? pairs == 1 : status == COUPLET_ENOMEM,
                      "allocation %zu: status %d, %d pairs", n, (int)status, pairs);
        refused += status == COUPLET_ENOMEM;
    }
    ck_assert_uint_gt(refused, 20);
    xmlMemSetup(free, malloc, realloc, strdup);
}
END_TEST

static int accept_pair(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    (void)user, (void)zh, (void)zh_size, (void)en, (void)en_size;
    return 0;
}

START_TEST(the_reader_of_terms_survives_exhausted_memory)
{
    static const char TBX[] = "<tbx><termEntry><langSet lang=\"zh\"><term>河</term><term>川</term>"
                              "</langSet><langSet lang=\"en\"><term>river</term></langSet>"
                              "</termEntry></tbx>";
    OOM_EVERY(couplet_tbx_read(TBX, sizeof TBX - 1, accept_pair, NULL, NULL, NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("format: exhausted memory");
    TCase *tc = tcase_create("oom");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, writers_survive_exhausted_memory, COUPLET_FORMAT_TMX,
                        COUPLET_FORMAT_HTML + 1);
    tcase_add_test(tc, the_table_of_units_survives_exhausted_memory);
    tcase_add_test(tc, the_reader_survives_exhausted_memory);
    tcase_add_test(tc, the_reader_of_terms_survives_exhausted_memory);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
