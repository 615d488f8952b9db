/* What is settled in a bead before any word is weighed: numbers, glossary terms, names. */
#ifndef COUPLET_CHECK_SETTLE_H
#define COUPLET_CHECK_SETTLE_H

#include "check/account.h"
#include "lexicon/glossary.h"

/* Ties numbers of equal or compatible value, the equal ones first. */
couplet_status couplet__settle_numbers(couplet__account *account, const couplet__study *study);

/* Ties entries of the glossaries that stand on both sides. */
couplet_status couplet__settle_terms(couplet__account *account, const couplet__study *study);

/* Ties names that stand on both sides, the longest readings first. */
couplet_status couplet__settle_names(couplet__account *account, const couplet__study *study);

/* Ties two spans, which accounts for all that they hold. false: out of memory. */
bool couplet__settle(couplet__account *account, const couplet__document *document, couplet_span zh,
                     couplet_span en, couplet__tie_kind kind);

/* The first token of the bead that does not begin before byte `at`, by its place in the bead. */
size_t couplet__token_at(const couplet__account *account, const couplet__document *document,
                         size_t at);

typedef struct couplet__term_hit { /* where a glossary's phrase stands */
    uint32_t phrase;
    couplet_span bytes; /* of the text */
} couplet__term_hit;

typedef COUPLET__VEC(couplet__term_hit) couplet__term_hits;

/* The phrases of glossary number `which` in the bead in hand, replacing what *zh and *en held.
 * false: out of memory. */
bool couplet__terms_of(couplet__term_hits *zh, couplet__term_hits *en,
                       const couplet__account *account, const couplet__study *study, size_t which);

/* The English hit that renders a Chinese one, or NULL. */
const couplet__term_hit *couplet__term_partner(const couplet_glossary *glossary,
                                               const couplet__term_hit *zh,
                                               const couplet__term_hits *en);

#endif
