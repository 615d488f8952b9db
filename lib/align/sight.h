/* Blocks of English segments in sight, and what each Chinese word covers of one: worked out when
 * the word is first met there, and kept for as long as the block is in sight. */
#ifndef COUPLET_ALIGN_SIGHT_H
#define COUPLET_ALIGN_SIGHT_H

#include "anchor/link.h"

enum { COUPLET__SIGHT = 64 }; /* segments of a block, its columns */

/* What a word covers of a block. */
typedef struct couplet__glimpse {
    uint64_t columns; /* bit t: column t holds a stem that the word is linked with */
    uint32_t word;
    uint32_t cover;        /* where its strongest link of each of those columns stands, in fours */
    uint32_t first, count; /* its links with stems of the block, in order */
} couplet__glimpse;

typedef struct couplet__often { /* columns that hold a stem twice at least, and more often */
    uint64_t twice, more;
} couplet__often;

typedef struct couplet__sight { /* one block */
    size_t block;               /* segments 64 block ..; or NO_BLOCK */
    uint64_t *in;               /* of each stem: bit t for a column that holds it */
    couplet__often *often;      /* of each stem: that holds it more than once */
    uint32_t *glimpse_of;       /* of each word: its glimpse + 1, or 0 */
    COUPLET__VEC(couplet__glimpse) glimpses;
    COUPLET__VEC(couplet__link) links;
    COUPLET__VEC(float) cover;
} couplet__sight;

enum { COUPLET__SIGHTS = 8 }; /* blocks kept at a time; where more are in sight, none is for long */

typedef struct couplet__sights {
    const couplet__document *d;
    const couplet__links *links;
    couplet__sight at[COUPLET__SIGHTS];
    size_t kept;                 /* block b stands at b % kept */
    COUPLET__VEC(uint64_t) bits; /* of the links in hand */
} couplet__sights;

/* Numbers by column are kept in fours of columns, without those that are all 0. Which there are, as
 * the bit of the first of each. */
static inline uint64_t couplet__fours(uint64_t columns)
{
    columns |= columns >> 2;
    columns |= columns >> 1;
    return columns & 0x1111111111111111;
}

/* How many of them stand before that of a column. */
static inline size_t couplet__fours_before(uint64_t fours, size_t column)
{
    fours &= ((uint64_t)1 << column / 4 * 4) - 1;
    return (size_t)(fours * 0x1111111111111111 >> 60);
}

/* Goes through the set bits of several sets, none of them empty, one set after another. No branch
 * asks whether a set has more of them: nobody could foresee the answer. */
typedef struct couplet__bits {
    const uint64_t *sets; /* and one behind the last */
    size_t k;             /* the set in hand */
    uint64_t left;        /* its bits that are left */
} couplet__bits;

static inline couplet__bits couplet__bits_of(const uint64_t *sets)
{
    return (couplet__bits){sets, 0, sets[0]};
}

/* The number of the next bit, 0 … 63. */
static inline size_t couplet__bits_next(couplet__bits *b)
{
    size_t bit = (size_t)__builtin_ctzll(b->left);
    uint64_t rest = b->left & (b->left - 1), next = b->sets[b->k + 1];
    b->k += rest == 0;
    b->left = rest == 0 ? next : rest;
    return bit;
}

/* Keeps so many blocks, or as many as can be. */
void couplet__sights_keep(couplet__sights *sights, size_t blocks);
void couplet__sights_free(couplet__sights *sights);

/* The block; NULL: out of memory. */
couplet__sight *couplet__sights_block(couplet__sights *sights, size_t block);

/* The glimpse of a word that has none there yet. false: out of memory. */
bool couplet__sights_meet(couplet__sights *sights, couplet__sight *sight, uint32_t word,
                          couplet__glimpse *out);

/* Sends for the word's links, the first lines of them, if they will be asked for. */
static inline void couplet__sights_expect(const couplet__sights *sights,
                                          const couplet__sight *sight, uint32_t word)
{
    enum { LINE = 8, LINES = 3 };
    size_t from = sights->links->first[word], to = sights->links->first[word + 1];
    if (sight->glimpse_of[word] == 0)
        for (size_t k = from; k < to && k < from + LINES * LINE; k += LINE)
            __builtin_prefetch(&sights->links->links.at[k]);
}

/* What a word covers of it. false: out of memory. */
static inline bool couplet__sights_word(couplet__sights *sights, couplet__sight *sight,
                                        uint32_t word, couplet__glimpse *out)
{
    uint32_t number = sight->glimpse_of[word];
    if (number == 0)
        return couplet__sights_meet(sights, sight, word, out);
    *out = sight->glimpses.at[number - 1];
    return true;
}

#endif
