/* From an English gloss or term to stems with strengths. */
#ifndef COUPLET_LEXICON_GLOSS_H
#define COUPLET_LEXICON_GLOSS_H

#include "lexicon/draft.h"
#include "text/words.h"

/* What a stem is worth, in steps of 1/15, by how many content words its phrase has: 1, 2, 3, more.
 * function_word: a phrase that is nothing but one function word ("they" for 他們); 0: none. */
typedef struct couplet__worth {
    unsigned by_words[4], function_word;
} couplet__worth;

typedef struct couplet__glosser {
    couplet__stemmer *stemmer;
    couplet__tokens tokens;
} couplet__glosser;

bool couplet__glosser_init(couplet__glosser *glosser); /* false: out of memory */
void couplet__glosser_free(couplet__glosser *glosser);

/* Gives the content words of one phrase to a Chinese word. Numbers are left out, as are phrases of
 * more than six content words, which explain rather than translate. false: out of memory. */
bool couplet__gloss_phrase(couplet__glosser *glosser, couplet_draft *draft, const uint32_t *cp,
                           size_t count, const char *phrase, size_t size,
                           const couplet__worth *worth, unsigned source);

#endif
