/* What the words of one Chinese segment vouch for: the links of its units, and those that the
 * document itself has taught. */
#ifndef COUPLET_ALIGN_VOUCH_H
#define COUPLET_ALIGN_VOUCH_H

#include "anchor/link.h"

typedef struct couplet__vouch {
    uint32_t stem;
    float strength;         /* 0..1; a unit inside a longer one counts less */
    uint32_t start, length; /* code points of the folded segment */
} couplet__vouch;

typedef COUPLET__VEC(couplet__vouch) couplet__vouches;

struct couplet__learned; /* align/learn.h */

/* How much of a link's strength the unit vouches with. Fitted on literary prose. */
static inline float couplet__unit_share(const couplet__unit *unit)
{
    return unit->maximal ? 1.0f : 0.7f;
}

static inline bool couplet__same_unit(const couplet__vouch *a, const couplet__vouch *b)
{
    return a->start == b->start && a->length == b->length;
}

/* Replaces what *out held; the vouches of a unit stand together. learned may be NULL. false: out of
 * memory. */
bool couplet__vouches_of(couplet__vouches *out, const couplet__document *document,
                         const couplet__links *links, const struct couplet__learned *learned,
                         size_t segment);

#endif
