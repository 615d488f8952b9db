#include "lexicon/lexicon.h"

#include <string.h>

#include "lexicon/packed.h"

static bool label_of(const couplet_lexicon *x, uint32_t c, uint32_t *label)
{
    if (c >= PACKED_FIRST_HAN && c <= PACKED_LAST_HAN) {
        const char *labels = packed_section(x, SECTION_LABELS);
        *label = packed_u16(labels + 2 * (c - PACKED_FIRST_HAN)) - 1;
        return *label != UINT32_MAX;
    }
    uint32_t low = 0, high = packed_count(x, PACKED_CHARACTERS);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2, at = packed_at(x, SECTION_ALPHABET, mid);
        if (at == c) {
            *label = mid;
            return true;
        }
        if (at < c)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static bool child_of(const couplet_lexicon *x, uint32_t node, uint32_t label, uint32_t *child)
{
    const char *edges = packed_section(x, SECTION_EDGES);
    uint32_t low = packed_at(x, SECTION_CHILDREN, node),
             high = packed_at(x, SECTION_CHILDREN, (size_t)node + 1);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2, at = packed_u16(edges + 2 * (size_t)mid);
        if (at == label) {
            *child = mid;
            return true;
        }
        if (at < label)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

static uint32_t ones(uint32_t bits)
{
    bits -= bits >> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
    return ((bits + (bits >> 4)) & 0x0F0F0F0F) * 0x01010101 >> 24;
}

bool couplet__packed_word(const couplet_lexicon *x, uint32_t node, uint32_t *word)
{
    const char *rank = packed_section(x, SECTION_RANKS) + 8 * (size_t)(node / 32);
    uint32_t bits = packed_u32(rank + 4), bit = (uint32_t)1 << node % 32;
    *word = packed_u32(rank) + ones(bits & (bit - 1));
    return (bits & bit) != 0;
}

size_t couplet__lexicon_match(const couplet_lexicon *x, const uint32_t *cp, size_t count,
                              couplet__match out[COUPLET__MAX_WORD])
{
    size_t found = 0;
    uint32_t node, label;
    if (count == 0 || !label_of(x, cp[0], &node))
        return 0;
    for (uint32_t length = 1;; length++) {
        uint32_t word;
        if (couplet__packed_word(x, node, &word))
            out[found++] = (couplet__match){length, word};
        if (length >= count || length >= COUPLET__MAX_WORD || !label_of(x, cp[length], &label) ||
            !child_of(x, node, label, &node))
            return found;
    }
}

uint32_t couplet__lexicon_words(const couplet_lexicon *x) { return packed_count(x, PACKED_WORDS); }

uint32_t couplet__lexicon_stems(const couplet_lexicon *x) { return packed_count(x, PACKED_STEMS); }

size_t couplet__lexicon_gloss_count(const couplet_lexicon *x, uint32_t word)
{
    return packed_at(x, SECTION_STARTS, (size_t)word + 1) - packed_at(x, SECTION_STARTS, word);
}

static float strength(uint32_t steps) { return (float)steps / (float)PACKED_STRENGTHS; }

couplet__gloss couplet__lexicon_gloss(const couplet_lexicon *x, uint32_t word, size_t i)
{
    uint32_t g = packed_at(x, SECTION_GLOSSES, packed_at(x, SECTION_STARTS, word) + i);
    return (couplet__gloss){g >> (PACKED_SOURCE_BITS + PACKED_STRENGTH_BITS),
                            strength(g >> PACKED_SOURCE_BITS & 15), g & 31};
}

size_t couplet__lexicon_neighbour_count(const couplet_lexicon *x, uint32_t stem)
{
    return packed_at(x, SECTION_NEARS, (size_t)stem + 1) - packed_at(x, SECTION_NEARS, stem);
}

couplet__gloss couplet__lexicon_neighbour(const couplet_lexicon *x, uint32_t stem, size_t i)
{
    const char *nears = packed_section(x, SECTION_NEIGHBOURS);
    uint32_t g = packed_u24(nears + 3 * (packed_at(x, SECTION_NEARS, stem) + i));
    return (couplet__gloss){g >> PACKED_STRENGTH_BITS, strength(g & 15), 0};
}

const char *couplet__lexicon_stem(const couplet_lexicon *x, uint32_t stem, size_t *size)
{
    uint32_t at = packed_at(x, SECTION_TEXTS, stem);
    *size = packed_at(x, SECTION_TEXTS, (size_t)stem + 1) - at;
    return packed_section(x, SECTION_LETTERS) + at;
}

uint32_t couplet__lexicon_find_stem(const couplet_lexicon *x, const char *stem, size_t size)
{
    uint32_t bucket = couplet__packed_bucket(stem, size, packed_count(x, PACKED_BUCKET_BITS));
    uint32_t end = packed_at(x, SECTION_BUCKETS, (size_t)bucket + 1);
    for (uint32_t i = packed_at(x, SECTION_BUCKETS, bucket); i < end; i++) {
        size_t n;
        const char *s = couplet__lexicon_stem(x, i, &n);
        if (n == size && memcmp(s, stem, n) == 0)
            return i;
    }
    return COUPLET__ABSENT;
}

double couplet__lexicon_frequency(const couplet_lexicon *x, uint32_t stem)
{
    return couplet__packed_rate(packed_u16(packed_section(x, SECTION_RATES) + 2 * (size_t)stem));
}
