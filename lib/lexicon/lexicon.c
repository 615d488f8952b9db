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

static uint32_t ones(uint32_t bits)
{
    bits -= bits >> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
    return ((bits + (bits >> 4)) & 0x0F0F0F0F) * 0x01010101 >> 24;
}

static inline bool word_at(const char *ranks, uint32_t node, uint32_t *word)
{
    const char *rank = ranks + 8 * (size_t)(node / 32);
    uint32_t bits = packed_u32(rank + 4), bit = (uint32_t)1 << node % 32;
    if ((bits & bit) == 0)
        return false;
    *word = packed_u32(rank) + ones(bits & (bit - 1));
    return true;
}

bool couplet__packed_word(const couplet_lexicon *x, uint32_t node, uint32_t *word)
{
    return word_at(packed_section(x, SECTION_RANKS), node, word);
}

/* The child of a node: *node becomes it. */
static inline bool descend(const char *children, const char *edges, uint32_t label, uint32_t *node)
{
    uint32_t low = packed_u32(children + 4 * (size_t)*node);
    uint32_t count = packed_u32(children + 4 * (size_t)*node + 4) - low;
    if (count == 0)
        return false;
    while (count > 1) { /* the greatest that is not behind the label */
        uint32_t half = count / 2;
        bool behind = packed_u16(edges + 2 * (size_t)(low + half)) <= label;
        low += half & (0 - (uint32_t)behind); /* no branch: it would be guessed wrong */
        count -= half;
    }
    *node = low;
    return packed_u16(edges + 2 * (size_t)low) == label;
}

size_t couplet__lexicon_match(const couplet_lexicon *x, const uint32_t *cp, size_t count,
                              couplet__match out[COUPLET__MAX_WORD])
{
    const char *ranks = packed_section(x, SECTION_RANKS), *edges = packed_section(x, SECTION_EDGES);
    const char *children = packed_section(x, SECTION_CHILDREN);
    size_t found = 0;
    uint32_t node, label;
    if (count == 0 || !label_of(x, cp[0], &node))
        return 0;
    for (uint32_t length = 1;; length++) {
        uint32_t word;
        if (word_at(ranks, node, &word))
            out[found++] = (couplet__match){length, word};
        if (length >= count || length >= COUPLET__MAX_WORD || !label_of(x, cp[length], &label) ||
            !descend(children, edges, label, &node))
            return found;
    }
}

uint32_t couplet__lexicon_words(const couplet_lexicon *x) { return packed_count(x, PACKED_WORDS); }

uint32_t couplet__lexicon_stems(const couplet_lexicon *x) { return packed_count(x, PACKED_STEMS); }

/* Items first[i] .. first[i + 1] - 1 of a section. */
static couplet__gloss_list list_of(const couplet_lexicon *x, enum packed_section first, size_t i,
                                   enum packed_section items, size_t size)
{
    const char *section = packed_section(x, items);
    return (couplet__gloss_list){section + size * packed_at(x, first, i),
                                 section + size * packed_at(x, first, i + 1)};
}

couplet__gloss_list couplet__lexicon_glosses(const couplet_lexicon *x, uint32_t word)
{
    return list_of(x, SECTION_STARTS, word, SECTION_GLOSSES, PACKED_GLOSS_BYTES);
}

couplet__gloss_list couplet__lexicon_neighbours(const couplet_lexicon *x, uint32_t stem)
{
    return list_of(x, SECTION_NEARS, stem, SECTION_NEIGHBOURS, PACKED_NEIGHBOUR_BYTES);
}

size_t couplet__lexicon_gloss_count(const couplet_lexicon *x, uint32_t word)
{
    couplet__gloss_list list = couplet__lexicon_glosses(x, word);
    return (size_t)(list.end - list.at) / PACKED_GLOSS_BYTES;
}

couplet__gloss couplet__lexicon_gloss(const couplet_lexicon *x, uint32_t word, size_t i)
{
    couplet__gloss_list list = couplet__lexicon_glosses(x, word);
    list.at += i * PACKED_GLOSS_BYTES;
    return couplet__gloss_next(&list);
}

size_t couplet__lexicon_neighbour_count(const couplet_lexicon *x, uint32_t stem)
{
    couplet__gloss_list list = couplet__lexicon_neighbours(x, stem);
    return (size_t)(list.end - list.at) / PACKED_NEIGHBOUR_BYTES;
}

couplet__gloss couplet__lexicon_neighbour(const couplet_lexicon *x, uint32_t stem, size_t i)
{
    couplet__gloss_list list = couplet__lexicon_neighbours(x, stem);
    list.at += i * PACKED_NEIGHBOUR_BYTES;
    return couplet__neighbour_next(&list);
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
