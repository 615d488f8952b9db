/* Translation probabilities of words from sentence pairs: IBM Model 1 in both directions. */
#ifndef COUPLET_LEXICON_MODEL1_H
#define COUPLET_LEXICON_MODEL1_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"
#include "couplet/couplet.h"

typedef struct couplet__pair { /* of sentences; words in couplet__pairs.words */
    size_t zh, en;             /* where each begins; each word once, increasing */
    uint32_t zh_count, en_count;
    float weight;
} couplet__pair;

typedef struct couplet__pairs {
    COUPLET__VEC(uint32_t) words; /* numbers, of each language from 0 */
    COUPLET__VEC(couplet__pair) list;
    uint32_t zh_words, en_words; /* numbers in use */
} couplet__pairs;

typedef struct couplet__learned {
    uint32_t zh, en;
    float en_given_zh, zh_given_en; /* probabilities */
    float count;                    /* expected, of both directions */
} couplet__learned;

typedef COUPLET__VEC(couplet__learned) couplet__learned_list;

/* Replaces what *out held, by zh, then en: pairs of words that are likely one way or the other.
 * progress may be NULL. COUPLET_ENOMEM, COUPLET_ECANCELED.
 *
 * Source: Brown, Della Pietra, Della Pietra & Mercer 1993, "The mathematics of statistical machine
 * translation: parameter estimation", Model 1, with the empty word on both sides. A word counts
 * once in a sentence; word pairs that stand together no more often than by chance have no
 * parameter. Time: iterations times the sum of the products of sentence lengths. Memory: 20 bytes
 * for each parameter, and the pairs. */
couplet_status couplet__model1(couplet__learned_list *out, const couplet__pairs *pairs,
                               int iterations,
                               int (*progress)(void *user, size_t done, size_t total), void *user);

#endif
