/* A sorted set of number sequences (code points, stems), for finding the longest that stands at a
 * place in a text. */
#ifndef COUPLET_LEXICON_PHRASES_H
#define COUPLET_LEXICON_PHRASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"

typedef struct couplet__phrase {
    uint32_t first, count; /* in units */
} couplet__phrase;

typedef struct couplet__phrases {
    COUPLET__VEC(uint32_t) units;
    COUPLET__VEC(couplet__phrase) list;
} couplet__phrases; /* zeroed: empty */

/* Adds a sequence of at least one unit, as number list.count - 1 until sorting. false: no memory.
 */
bool couplet__phrases_add(couplet__phrases *set, const uint32_t *units, size_t count);

/* Sorts, drops repetitions, and says which number each sequence has now: a new array, one item for
 * each addition, or NULL when memory is exhausted. */
uint32_t *couplet__phrases_sort(couplet__phrases *set);

/* The longest phrase at the start of the units: its length, or 0, and its number. */
size_t couplet__phrases_longest(const couplet__phrases *set, const uint32_t *units, size_t count,
                                uint32_t *phrase);
void couplet__phrases_free(couplet__phrases *set);

#endif
