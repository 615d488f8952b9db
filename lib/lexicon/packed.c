#include "lexicon/packed.h"

#include <math.h>

#include "base/intern.h"

uint16_t couplet__packed_from_rate(double rate)
{
    if (!(rate > 0))
        return 0;
    int exponent = 0;
    double mantissa = frexp(rate > 1 ? 1 : rate, &exponent); /* 0.5 .. 1, exactly */
    unsigned m = (unsigned)(mantissa * 2048);                /* 1024 .. 2047 */
    int e = 1 - exponent;
    if (e > 31)
        return 0;
    return (uint16_t)((unsigned)e << 11 | m);
}

double couplet__packed_rate(uint32_t packed)
{
    return ldexp((double)(packed & 2047), 1 - (int)(packed >> 11) - 11);
}

uint64_t couplet__packed_section_size(const uint32_t n[PACKED_COUNTS], enum packed_section which)
{
    switch (which) {
    case SECTION_ALPHABET:
        return 4 * (uint64_t)n[PACKED_CHARACTERS];
    case SECTION_LABELS:
        return 2 * (uint64_t)(PACKED_LAST_HAN - PACKED_FIRST_HAN + 1);
    case SECTION_EDGES:
        return 2 * (uint64_t)n[PACKED_NODES];
    case SECTION_CHILDREN:
        return 4 * ((uint64_t)n[PACKED_NODES] + 1);
    case SECTION_RANKS:
        return 8 * (((uint64_t)n[PACKED_NODES] + 31) / 32);
    case SECTION_STARTS:
        return 4 * ((uint64_t)n[PACKED_WORDS] + 1);
    case SECTION_GLOSSES:
        return 4 * (uint64_t)n[PACKED_GLOSSES];
    case SECTION_TEXTS:
    case SECTION_NEARS:
        return 4 * ((uint64_t)n[PACKED_STEMS] + 1);
    case SECTION_BUCKETS:
        return 4 * (((uint64_t)1 << (n[PACKED_BUCKET_BITS] & 31)) + 1);
    case SECTION_RATES:
        return 2 * (uint64_t)n[PACKED_STEMS];
    case SECTION_NEIGHBOURS:
        return 3 * (uint64_t)n[PACKED_NEARS];
    case SECTION_LETTERS:
    case SECTIONS:
        break;
    }
    return 0;
}

/* FNV-1a's step over words of eight bytes, so that a whole lexicon takes about a millisecond; the
 * shift carries high bits down, which a product never does. */
uint64_t couplet__packed_checksum(const char *bytes, size_t size)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = PACKED_AT_COUNTS; i + 8 <= size; i += 8) {
        h = (h ^ packed_u64(bytes + i)) * 1099511628211u;
        h ^= h >> 32;
    }
    return h;
}

uint32_t couplet__packed_bucket(const char *stem, size_t size, uint32_t bits)
{
    return bits == 0 ? 0
                     : (uint32_t)(couplet__hash(stem, size) * 11400714819323198485u >> (64 - bits));
}
