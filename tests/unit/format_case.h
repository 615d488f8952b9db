/* Small alignments made by hand, for the tests of the writers. */
#ifndef TESTS_FORMAT_CASE_H
#define TESTS_FORMAT_CASE_H

#include <check.h>
#include <string.h>

#include "align/result.h"
#include "base/buf.h"
#include "lines.h"
#include "segment/text.h"

typedef struct alignment {
    couplet_text *zh, *en;
    couplet_result *result;
} alignment;

/* Line i of zh with line i of en, all with the same confidence. Lines of "-" stand for no
 * segment: a null bead. */
static inline alignment align_lines(const char *zh, const char *en, double confidence)
{
    alignment a = {lines_of(COUPLET_ZH, zh), lines_of(COUPLET_EN, en),
                   couplet__zalloc(1, sizeof(couplet_result))};
    size_t zh_count = couplet_text_count(a.zh), en_count = couplet_text_count(a.en);
    for (size_t i = 0; i < zh_count || i < en_count; i++) {
        const couplet_segment *z = couplet_text_at(a.zh, i), *e = couplet_text_at(a.en, i);
        couplet_bead bead = {{i, 0}, {i, 0}, {0, 0}, {0, 0}, confidence};
        if (z != NULL && !(z->bytes.length == 1 && zh[z->bytes.offset] == '-')) {
            bead.zh.count = 1;
            bead.zh_bytes = z->bytes;
        }
        if (e != NULL && !(e->bytes.length == 1 && en[e->bytes.offset] == '-')) {
            bead.en.count = 1;
            bead.en_bytes = e->bytes;
        }
        ck_assert(couplet__vec_push(&a.result->beads, bead));
    }
    return a;
}

static inline void alignment_free(alignment *a)
{
    couplet_text_free(a->zh);
    couplet_text_free(a->en);
    couplet_result_free(a->result);
}

static inline int into_buf(void *buf, const char *data, size_t size)
{
    couplet__buf_add(buf, data, size);
    return 0;
}

/* The whole output, to be released with couplet_free(). */
static inline char *written_as(const alignment *a, couplet_format format,
                               const couplet_write_options *options, couplet_written *written)
{
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    ck_assert_int_eq(
        couplet_write(a->result, a->zh, a->en, format, options, into_buf, &out, written, NULL),
        COUPLET_OK);
    return out.at;
}

static inline size_t occurrences(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        n++;
    return n;
}

/* Text of everything that could hurt, made with a fixed generator. */
static inline void hostile_text(couplet__buf *out, uint32_t *seed, const char *word)
{
    static const char *const PIECES[] = {"\x01",
                                         "\x08",
                                         "\x1F",
                                         "\x7F",
                                         "\xEF\xBF\xBE",
                                         "\xEF\xBF\xBF",
                                         "]]>",
                                         "<![CDATA[",
                                         "-->",
                                         "&",
                                         "&amp;",
                                         "&#1;",
                                         "<",
                                         "</seg>",
                                         ">",
                                         "\"",
                                         "'",
                                         "\xF0\x9F\x90\x9F",
                                         "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8C\xBE",
                                         "\\",
                                         "\\t",
                                         "\t",
                                         " ",
                                         "  ",
                                         "\xE3\x80\x80",
                                         "\xC2\xA0",
                                         "河",
                                         "水。",
                                         "The",
                                         "river.",
                                         "\xEE\x80\x80",
                                         "\xF4\x8F\xBF\xBF",
                                         "e\xCC\x81",
                                         "\xEF\xBB\xBF",
                                         "\xC2\xAD"};
    couplet__buf_str(out, word);
    for (int n = 0; n < 12; n++) {
        *seed = *seed * 1664525u + 1013904223u;
        couplet__buf_str(out, PIECES[(*seed >> 16) % (sizeof PIECES / sizeof *PIECES)]);
    }
}

#endif
