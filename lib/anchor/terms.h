/* The user's glossary in a document: a term is a word of its own on both sides, beside the words
 * that it is made of.
 *
 * A Chinese term is a maximal unit whose characters weigh at least as much as those of an average
 * word; the lexicon is not asked about it, but about the words inside it, at the rate of words
 * inside others. An English term is one more token behind those of its segment. A term vouches in
 * full for its renderings, and by .6 for their words, so that a shortened rendering still counts.
 */
#ifndef COUPLET_ANCHOR_TERMS_H
#define COUPLET_ANCHOR_TERMS_H

#include "anchor/document.h"
#include "text/words.h"

typedef struct couplet__term { /* a phrase of one of the glossaries */
    uint32_t glossary, phrase;
} couplet__term;

/* Whether a word or stem is a term, and which. */
bool couplet__is_term(const couplet__intern *set, uint32_t id, couplet__term *out);

/* The word or stem that stands for a term; COUPLET__ABSENT: the document lacks it. */
uint32_t couplet__find_term(const couplet__intern *set, couplet__term term);

/* Adds the terms of a Chinese segment to the units; its words are those since `first`. false: out
 * of memory. */
bool couplet__terms_zh(couplet__document *document, const couplet__sources *sources,
                       const couplet__folded *folded, size_t first);

/* Adds the terms of an English segment, whose words begin at byte `offset`, to the tokens. */
bool couplet__terms_en(couplet__document *document, const couplet__sources *sources,
                       couplet__stemmer *stemmer, const couplet__tokens *found, size_t offset);

#endif
