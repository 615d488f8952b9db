/* The packed lexicon, read in place: Chinese headwords with English stems and strengths, near
 * neighbours of stems, and how frequent each stem is in English at large. */
#ifndef COUPLET_LEXICON_LEXICON_H
#define COUPLET_LEXICON_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/status.h"
#include "lexicon/packed.h"

enum { COUPLET__MAX_WORD = 8 }; /* code points of the longest headword */

typedef struct couplet__match {
    uint32_t length; /* code points */
    uint32_t word;   /* 0 .. couplet__lexicon_words() - 1 */
} couplet__match;

typedef struct couplet__gloss {
    uint32_t stem;    /* 0 .. couplet__lexicon_stems() - 1 */
    float strength;   /* 0..1 */
    unsigned sources; /* COUPLET_FROM_ bits: which tables say so */
} couplet__gloss;

/* The headwords that begin at cp[0] (folded text of count code points), by increasing length. */
size_t couplet__lexicon_match(const couplet_lexicon *lexicon, const uint32_t *cp, size_t count,
                              couplet__match out[COUPLET__MAX_WORD]);

uint32_t couplet__lexicon_words(const couplet_lexicon *lexicon);
uint32_t couplet__lexicon_stems(const couplet_lexicon *lexicon);

/* Glosses of a headword, and near neighbours of a stem (strength: (cos - 0.5) / 0.5), the strongest
 * first. */
size_t couplet__lexicon_gloss_count(const couplet_lexicon *lexicon, uint32_t word);
couplet__gloss couplet__lexicon_gloss(const couplet_lexicon *lexicon, uint32_t word, size_t i);
size_t couplet__lexicon_neighbour_count(const couplet_lexicon *lexicon, uint32_t stem);
couplet__gloss couplet__lexicon_neighbour(const couplet_lexicon *lexicon, uint32_t stem, size_t i);

/* The same lists to be gone through, which takes less time: at < end. */
typedef struct couplet__gloss_list {
    const char *at, *end;
} couplet__gloss_list;

couplet__gloss_list couplet__lexicon_glosses(const couplet_lexicon *lexicon, uint32_t word);
couplet__gloss_list couplet__lexicon_neighbours(const couplet_lexicon *lexicon, uint32_t stem);

static inline couplet__gloss couplet__gloss_next(couplet__gloss_list *list)
{
    uint32_t g = packed_u32(list->at);
    list->at += PACKED_GLOSS_BYTES;
    return (couplet__gloss){g >> (PACKED_SOURCE_BITS + PACKED_STRENGTH_BITS),
                            packed_strength(g >> PACKED_SOURCE_BITS), packed_sources(g)};
}

static inline couplet__gloss couplet__neighbour_next(couplet__gloss_list *list)
{
    uint32_t g = packed_u24(list->at);
    list->at += PACKED_NEIGHBOUR_BYTES;
    return (couplet__gloss){g >> PACKED_STRENGTH_BITS, packed_strength(g), 0};
}

const char *couplet__lexicon_stem(const couplet_lexicon *lexicon, uint32_t stem, size_t *size);
uint32_t couplet__lexicon_find_stem(const couplet_lexicon *lexicon, const char *stem, size_t size);

/* The stem's share of running English text, 0..1; 0: not known. */
double couplet__lexicon_frequency(const couplet_lexicon *lexicon, uint32_t stem);

#endif
