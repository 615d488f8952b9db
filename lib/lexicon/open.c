/* Opening a packed lexicon: every index is checked once, so that look-up can trust them. */
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"

/* What check functions say: where the first fault is, or SOUND. */
#define SOUND SIZE_MAX

static size_t place(const couplet_lexicon *x, const char *at) { return (size_t)(at - x->bytes); }

static size_t check_header(const couplet_lexicon *x, size_t size)
{
    uint32_t counts[PACKED_COUNTS];
    for (unsigned i = 0; i < PACKED_COUNTS; i++)
        counts[i] = packed_count(x, i);
    if (counts[PACKED_BUCKET_BITS] > 24)
        return PACKED_AT_COUNTS + 4 * PACKED_BUCKET_BITS;
    if (counts[PACKED_CHARACTERS] > 0xFFFF || counts[PACKED_CHARACTERS] > counts[PACKED_NODES])
        return PACKED_AT_COUNTS;
    if (counts[PACKED_STEMS] > PACKED_MAX_STEMS)
        return PACKED_AT_COUNTS + 4 * PACKED_STEMS;
    for (unsigned i = 0; i < SECTIONS; i++) {
        size_t field = PACKED_AT_SECTIONS + 4 * i;
        uint64_t at = packed_u32(x->bytes + field);
        if (at < PACKED_HEADER || at % 8 != 0 || at > size ||
            couplet__packed_section_size(counts, i) > size - at)
            return field;
    }
    return SOUND;
}

/* count + 1 numbers from 0 (or `first`) to last, never falling. */
static size_t check_ranges(const couplet_lexicon *x, enum packed_section which, uint32_t count,
                           uint32_t first, uint32_t last)
{
    const char *at = packed_section(x, which);
    if (packed_u32(at) != first)
        return place(x, at);
    for (size_t i = 0; i < count; i++)
        if (packed_u32(at + 4 * i) > packed_u32(at + 4 * i + 4))
            return place(x, at + 4 * i);
    return packed_u32(at + 4 * (size_t)count) == last ? SOUND : place(x, at + 4 * (size_t)count);
}

static size_t check_alphabet(const couplet_lexicon *x)
{
    uint32_t count = packed_count(x, PACKED_CHARACTERS);
    const char *at = packed_section(x, SECTION_ALPHABET);
    for (size_t i = 1; i < count; i++)
        if (packed_u32(at + 4 * i - 4) >= packed_u32(at + 4 * i))
            return place(x, at + 4 * i);
    at = packed_section(x, SECTION_LABELS);
    for (uint32_t c = PACKED_FIRST_HAN; c <= PACKED_LAST_HAN; c++, at += 2)
        if (packed_u16(at) > count)
            return place(x, at);
    return SOUND;
}

static size_t check_trie(const couplet_lexicon *x)
{
    uint32_t nodes = packed_count(x, PACKED_NODES), rank = 0;
    size_t fault =
        check_ranges(x, SECTION_CHILDREN, nodes, packed_count(x, PACKED_CHARACTERS), nodes);
    if (fault != SOUND)
        return fault;
    const char *at = packed_section(x, SECTION_CHILDREN);
    for (uint32_t n = 0; n < nodes; n++, at += 4) /* children stand behind their parents */
        if (packed_u32(at) <= n && packed_u32(at) != packed_u32(at + 4))
            return place(x, at);
    at = packed_section(x, SECTION_RANKS);
    for (uint32_t n = 0; n < nodes; n += 32, at += 8) {
        uint32_t bits = packed_u32(at + 4);
        if (packed_u32(at) != rank || (nodes - n < 32 && bits >> (nodes - n) != 0))
            return place(x, at);
        for (; bits != 0; bits &= bits - 1)
            rank++;
    }
    return rank == packed_count(x, PACKED_WORDS) ? SOUND : place(x, at);
}

static size_t check_glosses(const couplet_lexicon *x)
{
    uint32_t count = packed_count(x, PACKED_GLOSSES), stems = packed_count(x, PACKED_STEMS);
    size_t fault = check_ranges(x, SECTION_STARTS, packed_count(x, PACKED_WORDS), 0, count);
    const char *at = packed_section(x, SECTION_GLOSSES);
    for (size_t i = 0; fault == SOUND && i < count; i++)
        if (packed_u32(at + 4 * i) >> (PACKED_SOURCE_BITS + PACKED_STRENGTH_BITS) >= stems)
            fault = place(x, at + 4 * i);
    return fault;
}

static size_t check_stems(const couplet_lexicon *x, size_t size)
{
    uint32_t stems = packed_count(x, PACKED_STEMS);
    size_t letters = place(x, packed_section(x, SECTION_LETTERS));
    uint32_t end = packed_at(x, SECTION_TEXTS, stems);
    if (end > size - letters)
        return place(x, packed_section(x, SECTION_TEXTS) + 4 * (size_t)stems);
    size_t fault = check_ranges(x, SECTION_TEXTS, stems, 0, end);
    return fault != SOUND
               ? fault
               : check_ranges(x, SECTION_BUCKETS,
                              (uint32_t)1 << packed_count(x, PACKED_BUCKET_BITS), 0, stems);
}

static size_t check_neighbours(const couplet_lexicon *x)
{
    uint32_t count = packed_count(x, PACKED_NEARS), stems = packed_count(x, PACKED_STEMS);
    size_t fault = check_ranges(x, SECTION_NEARS, stems, 0, count);
    const char *at = packed_section(x, SECTION_NEIGHBOURS);
    for (size_t i = 0; fault == SOUND && i < count; i++)
        if (packed_u24(at + 3 * i) >> PACKED_STRENGTH_BITS >= stems)
            fault = place(x, at + 3 * i);
    return fault;
}

static couplet_status check(const couplet_lexicon *x, size_t size, couplet_error *error)
{
    if (size < PACKED_HEADER || memcmp(x->bytes, PACKED_MAGIC, 8) != 0)
        return couplet__fail(error, COUPLET_EDATA, 0, 0, "not a packed lexicon");
    if (packed_u32(x->bytes + PACKED_AT_VERSION) != PACKED_VERSION)
        return couplet__fail(error, COUPLET_EDATA, PACKED_AT_VERSION, 0,
                             "a packed lexicon of another version");
    if (packed_u32(x->bytes + PACKED_AT_SIZE) != size || size % 8 != 0)
        return couplet__fail(error, COUPLET_EDATA, PACKED_AT_SIZE, 0,
                             "a packed lexicon that was cut short or added to");
    if (packed_u64(x->bytes + PACKED_AT_CHECKSUM) != couplet__packed_checksum(x->bytes, size))
        return couplet__fail(error, COUPLET_EDATA, PACKED_AT_CHECKSUM, 0,
                             "a packed lexicon whose checksum is wrong");
    size_t fault = check_header(x, size);
    if (fault == SOUND)
        fault = check_alphabet(x);
    if (fault == SOUND)
        fault = check_trie(x);
    if (fault == SOUND)
        fault = check_glosses(x);
    if (fault == SOUND)
        fault = check_stems(x, size);
    if (fault == SOUND)
        fault = check_neighbours(x);
    return fault == SOUND ? COUPLET_OK
                          : couplet__fail(error, COUPLET_EDATA, fault, 0,
                                          "a packed lexicon with an index that leads nowhere");
}

couplet_status couplet_lexicon_open(couplet_lexicon **out, const void *bytes, size_t size,
                                    couplet_error *error)
{
    if (out == NULL || bytes == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no lexicon to open");
    *out = NULL;
    couplet_lexicon lexicon = {bytes, NULL};
    couplet_status status = check(&lexicon, size, error);
    if (status != COUPLET_OK)
        return status;
    couplet_lexicon *x = couplet__alloc(1, sizeof *x);
    if (x == NULL)
        return couplet__no_memory(error);
    *x = lexicon;
    *out = x;
    return COUPLET_OK;
}

void couplet_lexicon_free(couplet_lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    couplet__free(lexicon->owned);
    couplet__free(lexicon);
}
