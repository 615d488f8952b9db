/* Which words of one bead the other side accounts for: numbers by value, glossary terms, names by
 * their sound, then what the words vouch for, each English word answering for one Chinese word. */
#ifndef COUPLET_CHECK_ACCOUNT_H
#define COUPLET_CHECK_ACCOUNT_H

#include "anchor/number.h"
#include "check/study.h"

typedef enum couplet__tie_kind {
    COUPLET__TIE_WORD = 0,
    COUPLET__TIE_NUMBER = 1,
    COUPLET__TIE_TERM = 2,
    COUPLET__TIE_NAME = 3,
    COUPLET__TIE_NAME_AGAIN = 4 /* a name of which the English has fewer mentions */
} couplet__tie_kind;

/* The owner of characters that a tie has settled, unlike any word's own key. */
static inline uint32_t couplet__settled(couplet__tie_kind kind)
{
    return UINT32_MAX - (uint32_t)kind;
}

typedef struct couplet__tie { /* words that answer each other */
    couplet_span zh, en;      /* bytes of the texts */
    float strength;           /* 0..1 */
    couplet__tie_kind kind;
} couplet__tie;

typedef struct couplet__bid { /* a possible tie of Chinese characters to a stem */
    uint32_t first, count;    /* characters of the bead */
    uint32_t stem;
    float strength, score;
} couplet__bid;

typedef struct couplet__account { /* zeroed: empty; reusable from bead to bead */
    couplet_range zh, en;
    couplet_span zh_bytes, en_bytes;
    size_t char_first, chars;       /* of the bead, among the characters of the document */
    size_t token_first, tokens;     /* ... the tokens of the document */
    COUPLET__VEC(uint32_t) cp;      /* of each character, folded */
    COUPLET__VEC(uint32_t) place;   /* its byte in the text; one more: where the bead ends */
    COUPLET__VEC(float) zh_covered; /* 0..1, of each character */
    COUPLET__VEC(uint32_t) owner;   /* the word that it belongs to, as a key; 0: none so far */
    COUPLET__VEC(float) en_covered; /* of each token */
    couplet__numbers zh_numbers, en_numbers; /* bytes of the texts */
    COUPLET__VEC(size_t) zh_partner;         /* 1 + the number that answers, or 0 */
    COUPLET__VEC(size_t) en_partner;
    COUPLET__VEC(couplet__tie) ties; /* by place in the Chinese */
    COUPLET__VEC(couplet__bid) bids;
    couplet__vouches vouches;
    uint32_t mark;               /* of this bead among the names; counts up */
    COUPLET__VEC(uint32_t) head; /* by stem: 1 + its next free token; all 0 between beads */
    COUPLET__VEC(uint32_t) next; /* by token: 1 + the next with the same stem, or 0 */
} couplet__account;

/* Takes stock of a bead, or of any two ranges. */
couplet_status couplet__account_take(couplet__account *account, const couplet__study *study,
                                     couplet_range zh, couplet_range en);
void couplet__account_free(couplet__account *account);

/* What character, token i of the bead weighs. */
static inline float couplet__zh_weight(const couplet__account *a, const couplet__study *study,
                                       size_t i)
{
    return study->document.char_weight[a->char_first + i];
}

static inline float couplet__en_weight(const couplet__account *a, const couplet__study *study,
                                       size_t i)
{
    const couplet__document *d = &study->document;
    return d->stem_weight[d->tokens.at[a->token_first + i].stem];
}

#endif
