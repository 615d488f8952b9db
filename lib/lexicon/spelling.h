/* The words and stems of a draft, in sorted order. */
#ifndef COUPLET_LEXICON_SPELLING_H
#define COUPLET_LEXICON_SPELLING_H

#include "lexicon/draft.h"

typedef struct couplet__spelling {
    const void *key;     /* in the draft */
    size_t size;         /* bytes */
    uint32_t bucket, id; /* id: in the draft */
} couplet__spelling;

/* Code point i of a word. */
uint32_t couplet__character(const couplet__spelling *word, size_t i);

/* All of a set, unsorted, with their buckets of so many bits. NULL: out of memory. */
couplet__spelling *couplet__spellings(const couplet__intern *set, uint32_t bits);

void couplet__sort_characters(couplet__spelling *words, size_t count);
void couplet__sort_bytes(couplet__spelling *stems, size_t count); /* by bucket, then bytes */

/* By word; the strongest of each first, then by stem. */
void couplet__strongest_first(couplet__draft_gloss *at, size_t count);

#endif
