/* Lexicons, glossaries and corpora from any bytes. The first byte chooses the door; through the
 * first one come changes to a sound packed lexicon, three bytes each: where (65,536 places spread
 * over it) and what; its checksum is put right, so that they reach the checks behind it. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "lexicon/glossary.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"
#include "text/fold.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char TABLE[] = "# couplet table: cedict\n和平\tpeac:15 peacekeep:4\n和\tand:14\n"
                            "和平共處\tcoexist:12\n平\tflat:15 level:3\n茶\ttea:15\n";
static const char NEAR[] = "# couplet table: neighbours\npeac\twar:7 coexist:2\ntea\tcoffe:9\n";
static const char SYNSETS[] = "00000100 03 n 02 pigeon 0 rock_bird 1 000 | a bird  \n"
                              "00000200 00 s 01 striking(a) 0 000 | attracting notice  \n";

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static int collect(void *user, const char *data, size_t size)
{
    couplet__buf_add(user, data, size);
    return 0;
}

static int is_known(void *user, const couplet_known *known)
{
    *(size_t *)user += known->stem_size + known->zh_size;
    expect(known->strength >= 0 && known->strength <= 1 && known->sources < 32);
    return 0;
}

/* Uses all that a lexicon has. */
static void use(const couplet_lexicon *x)
{
    static const uint32_t TEXT[] = {0x548C, 0x5E73, 0x5171, 0x5904, 'T', 0x8336, 0x1F375};
    size_t count = sizeof TEXT / sizeof *TEXT, sum = 0, size;
    couplet__match found[COUPLET__MAX_WORD];
    for (size_t i = 0; i < count; i++) {
        size_t n = couplet__lexicon_match(x, TEXT + i, count - i, found);
        for (size_t k = 0; k < n; k++)
            expect(found[k].word < couplet__lexicon_words(x) && found[k].length <= count - i &&
                   (k == 0 || found[k].length > found[k - 1].length));
    }
    for (uint32_t w = 0; w < couplet__lexicon_words(x); w++)
        for (size_t i = 0; i < couplet__lexicon_gloss_count(x, w); i++)
            expect(couplet__lexicon_gloss(x, w, i).stem < couplet__lexicon_stems(x));
    for (uint32_t s = 0; s < couplet__lexicon_stems(x); s++) {
        const char *stem = couplet__lexicon_stem(x, s, &size);
        sum += couplet__lexicon_find_stem(x, stem, size);
        for (size_t i = 0; i < couplet__lexicon_neighbour_count(x, s); i++)
            expect(couplet__lexicon_neighbour(x, s, i).stem < couplet__lexicon_stems(x));
    }
    couplet_lexicon_show(x, "peace", 5, is_known, &sum, NULL);
    couplet_lexicon_show(x, "茶", 3, is_known, &sum, NULL);
}

static void fuzz_packed(const uint8_t *data, size_t size)
{
    couplet_draft *draft = NULL;
    couplet_lexicon *x = NULL;
    couplet__buf out = {0};
    expect(couplet_draft_new(&draft, NULL) == COUPLET_OK &&
           couplet_draft_add(draft, COUPLET_SOURCE_TABLE, TABLE, sizeof TABLE - 1, NULL) ==
               COUPLET_OK &&
           couplet_draft_add(draft, COUPLET_SOURCE_TABLE, NEAR, sizeof NEAR - 1, NULL) ==
               COUPLET_OK &&
           couplet_draft_pack(draft, collect, &out, NULL) == COUPLET_OK);
    couplet_draft_free(draft);
    for (; size >= 3; data += 3, size -= 3) {
        size_t place = (size_t)data[0] << 8 | data[1];
        /* the labels fill most of it, and one is like another */
        place = place < 1024 ? place : place * out.size >> 16;
        if (place < out.size)
            out.at[place] = (char)data[2];
    }
    uint64_t sum = couplet__packed_checksum(out.at, out.size);
    for (int i = 0; i < 8; i++)
        out.at[PACKED_AT_CHECKSUM + i] = (char)(sum >> 8 * i & 255);
    couplet_error error = {0};
    if (couplet_lexicon_open(&x, out.at, out.size, &error) == COUPLET_OK)
        use(x);
    else
        expect(x == NULL && error.code == COUPLET_EDATA && error.offset <= out.size);
    couplet_lexicon_free(x);
    couplet__buf_free(&out);
}

static void fuzz_source(couplet_source source, const char *bytes, size_t size)
{
    couplet_draft *draft = NULL;
    couplet_lexicon *x = NULL;
    couplet_error error = {0};
    couplet__buf table = {0}, again = {0};
    expect(couplet_draft_new(&draft, NULL) == COUPLET_OK);
    if (source == COUPLET_SOURCE_WORDNET_ZH)
        expect(couplet_draft_add(draft, COUPLET_SOURCE_WORDNET, SYNSETS, sizeof SYNSETS - 1,
                                 NULL) == COUPLET_OK);
    couplet_status status = couplet_draft_add(draft, source, bytes, size, &error);
    expect(status == COUPLET_OK ||
           ((status == COUPLET_EDATA || status == COUPLET_EENCODING || status == COUPLET_ELIMIT) &&
            error.offset <= size));
    expect(couplet_draft_open(&x, draft, NULL) == COUPLET_OK);
    use(x);
    couplet_lexicon_free(x);
    /* a table that was written reads as it was written */
    if (couplet_draft_write_table(draft, collect, &table, NULL) == COUPLET_OK) {
        couplet_draft_free(draft);
        expect(couplet_draft_new(&draft, NULL) == COUPLET_OK &&
               couplet_draft_add(draft, COUPLET_SOURCE_TABLE, table.at, table.size, NULL) ==
                   COUPLET_OK &&
               couplet_draft_write_table(draft, collect, &again, NULL) == COUPLET_OK);
        expect(again.size == table.size && memcmp(again.at, table.at, table.size) == 0);
    }
    couplet_draft_free(draft);
    couplet__buf_free(&table);
    couplet__buf_free(&again);
}

/* The glossary's own text, in which every term of it must be found. */
static void find_terms(const couplet_glossary *g, const char *bytes)
{
    couplet__folded folded = {0};
    couplet__hits hits = {0};
    for (size_t i = 0; i < couplet_glossary_count(g); i++) {
        const couplet__entry *e = couplet__glossary_entry(g, i);
        size_t count;
        expect(couplet__fold(&folded, bytes + e->zh_at.offset, e->zh_at.length) == COUPLET_OK &&
               couplet__glossary_find_zh(g, folded.cp, folded.count, &hits));
        expect(hits.count == 1 && hits.at[0].phrase == e->zh && hits.at[0].count == folded.count);
        const couplet__entry *first = couplet__glossary_entries(g, e->zh, &count);
        expect(first <= e && e < first + count && e->en < couplet__glossary_phrases(g, COUPLET_EN));
    }
    couplet__folded_free(&folded);
    couplet__vec_free(&hits);
}

static void fuzz_glossary(const char *bytes, size_t size)
{
    couplet_glossary *g = NULL;
    couplet_error error = {0};
    couplet_status status = couplet_glossary_new(&g, bytes, size, &error);
    if (status == COUPLET_OK)
        find_terms(g, bytes);
    else
        expect(
            g == NULL &&
            (status == COUPLET_EDATA || status == COUPLET_EENCODING || status == COUPLET_ELIMIT) &&
            error.offset <= size);
    couplet_glossary_free(g);
}

/* Lines of Chinese TAB English. */
static void fuzz_learner(const char *bytes, size_t size)
{
    couplet_learner *learner = NULL;
    couplet__buf table = {0};
    couplet_lexicon *x = NULL;
    expect(couplet_learner_new(&learner, couplet_lexicon_builtin(), NULL) == COUPLET_OK);
    while (size != 0) {
        const char *end = memchr(bytes, '\n', size);
        size_t line = end == NULL ? size : (size_t)(end - bytes);
        const char *tab = memchr(bytes, '\t', line);
        size_t zh = tab == NULL ? line : (size_t)(tab - bytes);
        couplet_learner_add(learner, bytes, zh, bytes + zh, line - zh, 1, NULL);
        bytes += line + (line < size);
        size -= line + (line < size);
    }
    couplet_status status = couplet_learner_write(learner, NULL, collect, &table, NULL);
    expect(status == COUPLET_OK || status == COUPLET_EINVAL);
    if (status == COUPLET_OK)
        expect(couplet_lexicon_read(&x, table.at, table.size, NULL) == COUPLET_OK);
    couplet_lexicon_free(x);
    couplet__buf_free(&table);
    couplet_learner_free(learner);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    /* its own block with nothing behind it, so that a read past the end shows */
    char *bytes = couplet__alloc(size - 1, 1);
    if (bytes == NULL)
        return 0;
    memcpy(bytes, data + 1, size - 1);
    switch (*data % 9) {
    case 0:
        fuzz_packed(data + 1, size - 1);
        break;
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
        fuzz_source((couplet_source)(*data % 9 - 1), bytes, size - 1);
        break;
    case 6:
        fuzz_glossary(bytes, size - 1);
        break;
    case 7:
        fuzz_learner(bytes, size - 1);
        break;
    default: {
        couplet_lexicon *x = NULL;
        if (couplet_lexicon_read(&x, bytes, size - 1, NULL) == COUPLET_OK)
            use(x);
        couplet_lexicon_free(x);
    }
    }
    couplet__free(bytes);
    return 0;
}
