/* Any bytes as a TMX: read without harm, twice alike; and what was read, written again, comes back
 * pair by pair. */
#include <stdlib.h>
#include <string.h>

#include "align/result.h"
#include "base/buf.h"
#include "format/markup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct pairs { /* zh[i] and en[i] in one run of bytes each */
    couplet__buf zh_bytes, en_bytes;
    COUPLET__VEC(couplet_span) zh, en;
} pairs;

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static void add(couplet__buf *bytes, couplet_span *span, const char *text, size_t size)
{
    expect(size != 0 && text[size] == '\0' && memchr(" \t\r\n", text[0], 4) == NULL &&
           memchr(" \t\r\n", text[size - 1], 4) == NULL);
    *span = (couplet_span){bytes->size, size};
    couplet__buf_add(bytes, text, size);
    couplet__buf_char(bytes, '\n');
}

static int on_pair(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    pairs *p = user;
    couplet_span z, e;
    add(&p->zh_bytes, &z, zh, zh_size);
    add(&p->en_bytes, &e, en, en_size);
    return !couplet__vec_push(&p->zh, z) || !couplet__vec_push(&p->en, e);
}

static void pairs_free(pairs *p)
{
    couplet__buf_free(&p->zh_bytes);
    couplet__buf_free(&p->en_bytes);
    couplet__vec_free(&p->zh);
    couplet__vec_free(&p->en);
}

static int into_buf(void *buf, const char *bytes, size_t size)
{
    couplet__buf_add(buf, bytes, size);
    return 0;
}

/* Writes the pairs as a TMX, each a bead of one segment a side. */
static void write_pairs(const pairs *p, couplet__buf *tmx, couplet_written *written)
{
    couplet_text *zh, *en;
    couplet_result result;
    memset(&result, 0, sizeof result);
    expect(couplet_text_wrap(&zh, COUPLET_ZH, p->zh_bytes.at, p->zh_bytes.size, p->zh.at,
                             p->zh.count, NULL) == COUPLET_OK);
    expect(couplet_text_wrap(&en, COUPLET_EN, p->en_bytes.at, p->en_bytes.size, p->en.at,
                             p->en.count, NULL) == COUPLET_OK);
    for (size_t i = 0; i < p->zh.count; i++) {
        couplet_bead bead = {{i, 1}, {i, 1}, p->zh.at[i], p->en.at[i], 1};
        expect(couplet__vec_push(&result.beads, bead));
    }
    expect(couplet_write(&result, zh, en, COUPLET_FORMAT_TMX, NULL, into_buf, tmx, written, NULL) ==
           COUPLET_OK);
    couplet__vec_free(&result.beads);
    couplet_text_free(zh);
    couplet_text_free(en);
}

static bool equal(const couplet__buf *a, const couplet__buf *b)
{
    return a->size == b->size && (a->size == 0 || memcmp(a->at, b->at, a->size) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pairs first = {0}, second = {0}, third = {0};
    couplet__buf tmx = {0}, again = {0};
    couplet_error error;
    couplet_status status = couplet_tmx_read(data, size, on_pair, &first, NULL, &error);
    expect(status == COUPLET_OK || status == COUPLET_EDATA || status == COUPLET_EENCODING ||
           status == COUPLET_ELIMIT);
    expect(status == COUPLET_OK || (error.message != NULL && error.offset <= size));
    expect(couplet_tmx_read(data, size, on_pair, &second, NULL, NULL) == status);
    expect(equal(&first.zh_bytes, &second.zh_bytes) && equal(&first.en_bytes, &second.en_bytes));
    if (status == COUPLET_OK && first.zh.count != 0) {
        couplet_written written;
        couplet_tmx_counts counts;
        write_pairs(&first, &tmx, &written);
        expect(couplet_tmx_read(tmx.at, tmx.size, on_pair, &third, &counts, NULL) == COUPLET_OK);
        expect(counts.pairs == written.units && counts.units == written.units);
        expect(written.units + written.repeated + written.empty == first.zh.count);
        if (third.zh.count != 0) { /* what is clean stays as it is */
            write_pairs(&third, &again, &written);
            expect(written.units == third.zh.count && written.dropped_chars == 0);
        }
    }
    couplet__buf_free(&tmx);
    couplet__buf_free(&again);
    pairs_free(&first);
    pairs_free(&second);
    pairs_free(&third);
    return 0;
}
