/* A lexicon in the making: what tables and importers add, until it is packed. */
#ifndef COUPLET_LEXICON_DRAFT_H
#define COUPLET_LEXICON_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/status.h"
#include "base/vec.h"

typedef struct couplet__draft_gloss {
    uint32_t word, stem;
    unsigned strength, sources; /* strength: 1 .. 15; sources: COUPLET_FROM_ bits */
} couplet__draft_gloss;

struct couplet_draft {
    couplet__intern words; /* keys: uint32_t code points as they lie in memory */
    couplet__intern stems;
    COUPLET__VEC(couplet__draft_gloss) glosses;
    COUPLET__VEC(couplet__draft_gloss) nears; /* word: a stem, too; sources: none */
    COUPLET__VEC(double) rates;               /* of the first rates.count stems */
    couplet__intern synsets;                  /* of WordNet: "02131777-v" */
    couplet__buf synonyms;                    /* their words, each with a ; behind it */
    COUPLET__VEC(size_t) synonym_ends;
};

/* The strongest of several glosses of a word by the same stem stays, with the sources of all.
 * Words of no or more than COUPLET__MAX_WORD characters, with control characters or with # at their
 * head are passed over. false: out of memory. */
bool couplet__draft_gloss_add(couplet_draft *draft, const uint32_t *cp, size_t count,
                              const char *stem, size_t size, unsigned strength, unsigned source);
bool couplet__draft_near_add(couplet_draft *draft, const char *stem, size_t size, const char *near,
                             size_t near_size, unsigned strength);
bool couplet__draft_rate_set(couplet_draft *draft, const char *stem, size_t size, double rate);

/* Reads stems of British spellings as American, as couplet__stem() does with words of a text:
 * tables may hold either. Rates of stems that become one are added up. false: out of memory. */
bool couplet__draft_unify(couplet_draft *draft);

/* Sorts and merges glosses and neighbours, by word (or stem) and stem. */
void couplet__draft_merge(couplet_draft *draft);

/* first[i]: the first of a merged list that belongs to word i; one more closes the last. NULL: out
 * of memory. */
uint32_t *couplet__draft_firsts(const couplet__draft_gloss *at, size_t total, size_t words);

/* Adds the glosses of another draft. false: out of memory. */
bool couplet__draft_append(couplet_draft *draft, const couplet_draft *other);

/* Unifies and merges, then writes the packed form behind what out holds (which must be a multiple
 * of 8). */
couplet_status couplet__draft_pack(couplet_draft *draft, couplet__buf *out, couplet_error *error);

/* Adds the entries of a text table of data/lexicon. */
couplet_status couplet__draft_read_table(couplet_draft *draft, const char *bytes, size_t size,
                                         couplet_error *error);

#endif
