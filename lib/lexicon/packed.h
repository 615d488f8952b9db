/* The packed lexicon: one block of bytes, the same on every machine, searched where it lies.
 *
 * All numbers are little-endian. A header, then sections, each beginning at a multiple of 8:
 *
 *   ALPHABET  the code points of all headwords, increasing (u32 each); a character's number in it
 *             is its label
 *   LABELS    label + 1 of U+3400 .. U+9FFF (u16 each), 0 where no headword has the character
 *   EDGES     the trie of headwords, nodes in breadth-first order: the label by which each is
 *             reached (u16). Nodes 0 .. alphabet - 1 are the first characters, in order.
 *   CHILDREN  the first child of each node, and one more (u32): children of node n are nodes
 *             CHILDREN[n] .. CHILDREN[n + 1] - 1, by increasing label
 *   RANKS     for each 32 nodes: how many headwords end at nodes before them, and one bit a node
 *             that says whether a headword ends there (u32, u32). The rank is the word's number.
 *   STARTS    the first gloss of each word, and one more (u32)
 *   GLOSSES   stem << 9 | strength << 5 | sources (u32)
 *   TEXTS     the first byte of each stem in LETTERS, and one more (u32)
 *   LETTERS   the stems, one after another, ordered by the hash of each
 *   BUCKETS   the first stem whose hash begins with these bits, and one more (u32)
 *   RATES     each stem's share of English text: exponent << 11 | mantissa (u16)
 *   NEARS     the first neighbour of each stem, and one more (u32)
 *   NEIGHBOURS stem << 4 | strength (three bytes)
 *
 * couplet_lexicon_open() checks every index of every section once; look-up then trusts them. */
#ifndef COUPLET_LEXICON_PACKED_H
#define COUPLET_LEXICON_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "couplet/couplet.h"

enum {
    PACKED_VERSION = 1,
    PACKED_AT_VERSION = 8, /* behind the magic; then size, checksum (u64), counts, sections */
    PACKED_AT_SIZE = 12,
    PACKED_AT_CHECKSUM = 16,
    PACKED_AT_COUNTS = 24,
    PACKED_FIRST_HAN = 0x3400,
    PACKED_LAST_HAN = 0x9FFF,
    PACKED_STRENGTHS = 15, /* a strength of 15 is 1.0 */
    PACKED_SOURCE_BITS = 5,
    PACKED_STRENGTH_BITS = 4,
    PACKED_GLOSS_BYTES = 4,
    PACKED_NEIGHBOUR_BYTES = 3,
    PACKED_MAX_STEMS = 1 << 20
};

#define PACKED_MAGIC "couplet\x1A"

enum packed_count {
    PACKED_CHARACTERS,
    PACKED_NODES,
    PACKED_WORDS,
    PACKED_GLOSSES,
    PACKED_STEMS,
    PACKED_NEARS,
    PACKED_BUCKET_BITS,
    PACKED_COUNTS
};

enum packed_section {
    SECTION_ALPHABET,
    SECTION_LABELS,
    SECTION_EDGES,
    SECTION_CHILDREN,
    SECTION_RANKS,
    SECTION_STARTS,
    SECTION_GLOSSES,
    SECTION_TEXTS,
    SECTION_LETTERS,
    SECTION_BUCKETS,
    SECTION_RATES,
    SECTION_NEARS,
    SECTION_NEIGHBOURS,
    SECTIONS
};

enum {
    PACKED_AT_SECTIONS = PACKED_AT_COUNTS + 4 * PACKED_COUNTS,
    PACKED_HEADER = (PACKED_AT_SECTIONS + 4 * SECTIONS + 7) / 8 * 8
};

struct couplet_lexicon {
    const char *bytes;
    void *owned; /* bytes, when the lexicon was made in memory; else NULL */
};

static inline uint32_t packed_u16(const void *p)
{
    const unsigned char *b = p;
    return b[0] | (uint32_t)b[1] << 8;
}

static inline uint32_t packed_u24(const void *p)
{
    const unsigned char *b = p;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16;
}

static inline uint32_t packed_u32(const void *p)
{
    const unsigned char *b = p;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline uint64_t packed_u64(const void *p)
{
    const unsigned char *b = p;
    return packed_u32(b) | (uint64_t)packed_u32(b + 4) << 32;
}

static inline uint32_t packed_count(const couplet_lexicon *lexicon, enum packed_count which)
{
    return packed_u32(lexicon->bytes + PACKED_AT_COUNTS + 4 * which);
}

static inline const char *packed_section(const couplet_lexicon *lexicon, enum packed_section which)
{
    return lexicon->bytes + packed_u32(lexicon->bytes + PACKED_AT_SECTIONS + 4 * which);
}

/* Item i of a section of u32. */
static inline uint32_t packed_at(const couplet_lexicon *lexicon, enum packed_section which,
                                 size_t i)
{
    return packed_u32(packed_section(lexicon, which) + 4 * i);
}

/* What the low bits of a number say. */
static inline float packed_strength(uint32_t bits)
{
    return (float)(bits & ((1 << PACKED_STRENGTH_BITS) - 1)) / (float)PACKED_STRENGTHS;
}

static inline unsigned packed_sources(uint32_t bits)
{
    return bits & ((1 << PACKED_SOURCE_BITS) - 1);
}

/* Does a headword end at this node, and which? */
bool couplet__packed_word(const couplet_lexicon *lexicon, uint32_t node, uint32_t *word);

/* A share of 0..1 in 16 bits, exact to 1 part in 2048: 11 bits of mantissa, 5 of exponent. */
uint16_t couplet__packed_from_rate(double rate);
double couplet__packed_rate(uint32_t packed);

/* How many bytes a section holds, for these counts; the letters' length is in TEXTS, hence 0. */
uint64_t couplet__packed_section_size(const uint32_t counts[PACKED_COUNTS],
                                      enum packed_section which);

/* Of the bytes behind the checksum. */
uint64_t couplet__packed_checksum(const char *bytes, size_t size);

/* The bucket of a stem. */
uint32_t couplet__packed_bucket(const char *stem, size_t size, uint32_t bits);

#endif
