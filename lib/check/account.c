#include "check/account.h"

#include <stdlib.h>
#include <string.h>

#include "check/settle.h"

/* What vouches for less than this is noise: every common word has a distant sense that fits. */
static const float LEAST = 0.2F;

static bool resize(couplet__account *a)
{
    if (!couplet__vec_reserve(&a->zh_covered, a->chars) ||
        !couplet__vec_reserve(&a->owner, a->chars) || !couplet__vec_reserve(&a->cp, a->chars) ||
        !couplet__vec_reserve(&a->place, a->chars + 1) ||
        !couplet__vec_reserve(&a->en_covered, a->tokens) ||
        !couplet__vec_reserve(&a->next, a->tokens))
        return false;
    a->zh_covered.count = a->owner.count = a->cp.count = a->chars;
    a->place.count = a->chars + 1;
    a->en_covered.count = a->next.count = a->tokens;
    for (size_t i = 0; i < a->chars; i++) {
        a->zh_covered.at[i] = 0;
        a->owner.at[i] = 0;
    }
    for (size_t i = 0; i < a->tokens; i++)
        a->en_covered.at[i] = 0;
    return true;
}

static bool lay_out(couplet__account *a, const couplet__study *study)
{
    const couplet__document *d = &study->document;
    a->char_first = d->char_first[a->zh.first];
    a->chars = d->char_first[a->zh.first + a->zh.count] - a->char_first;
    a->token_first = d->token_first[a->en.first];
    a->tokens = d->token_first[a->en.first + a->en.count] - a->token_first;
    if (!resize(a))
        return false;
    size_t n = 0;
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count; s++) {
        const couplet__folded *f = &d->folded[s];
        size_t base = couplet_text_at(study->zh, s)->bytes.offset;
        for (size_t i = 0; i < f->count; i++, n++) {
            a->cp.at[n] = f->cp[i];
            a->place.at[n] = (uint32_t)(base + f->offset[i]);
        }
    }
    a->place.at[n] = (uint32_t)(a->zh_bytes.offset + a->zh_bytes.length);
    return true;
}

/* Chains the free tokens of each stem in their order; unchain() leaves the heads 0 again. */
static bool chain(couplet__account *a, const couplet__document *d)
{
    size_t old = a->head.count;
    if (!couplet__vec_reserve(&a->head, d->stems.count))
        return false;
    a->head.count = d->stems.count;
    for (size_t i = old; i < a->head.count; i++)
        a->head.at[i] = 0;
    for (size_t i = a->tokens; i-- > 0;) {
        uint32_t stem = d->tokens.at[a->token_first + i].stem;
        a->next.at[i] = 0;
        if (a->en_covered.at[i] > 0)
            continue;
        a->next.at[i] = a->head.at[stem];
        a->head.at[stem] = (uint32_t)i + 1;
    }
    return true;
}

static void unchain(couplet__account *a, const couplet__document *d)
{
    for (size_t i = 0; i < a->tokens; i++)
        a->head.at[d->tokens.at[a->token_first + i].stem] = 0;
}

static bool collect_bids(couplet__account *a, const couplet__study *study)
{
    const couplet__document *d = &study->document;
    a->bids.count = 0;
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count; s++) {
        if (!couplet__vouches_of(&a->vouches, d, &study->links, &study->learned, s))
            return false;
        size_t base = d->char_first[s] - a->char_first;
        for (size_t i = 0; i < a->vouches.count; i++) {
            const couplet__vouch *v = &a->vouches.at[i];
            if (v->strength < LEAST || a->head.at[v->stem] == 0)
                continue;
            float mass = 0;
            for (size_t k = 0; k < v->length; k++)
                mass += couplet__zh_weight(a, study, base + v->start + k);
            couplet__bid bid = {(uint32_t)base + v->start, v->length, v->stem, v->strength,
                                v->strength * mass};
            if (!couplet__vec_push(&a->bids, bid))
                return false;
        }
    }
    return true;
}

static int by_score(const void *x, const void *y)
{
    const couplet__bid *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

/* May the bid have its characters: are all of them free, or all its own word's already (a gloss of
 * several English words)? */
static bool may_take(const couplet__account *a, const couplet__bid *bid, uint32_t key)
{
    for (uint32_t i = bid->first; i < bid->first + bid->count; i++)
        if (a->owner.at[i] != a->owner.at[bid->first] ||
            (a->owner.at[i] != 0 && a->owner.at[i] != key))
            return false;
    return true;
}

static bool take(couplet__account *a, const couplet__document *d, const couplet__bid *bid)
{
    uint32_t key = bid->first * 64 + (bid->count < 63 ? bid->count : 63) + 1;
    size_t token = a->head.at[bid->stem] - 1;
    if (!may_take(a, bid, key))
        return true;
    float strength = bid->strength;
    if (a->en_covered.at[token] > 0)
        strength /= 2; /* the last of its stem has answered for another word */
    for (uint32_t i = bid->first; i < bid->first + bid->count; i++) {
        float sum = a->zh_covered.at[i] + strength;
        a->zh_covered.at[i] = sum < 1 ? sum : 1;
        a->owner.at[i] = key;
    }
    if (a->en_covered.at[token] < strength)
        a->en_covered.at[token] = strength;
    if (a->next.at[token] != 0)
        a->head.at[bid->stem] = a->next.at[token];
    const couplet__occurrence *word = &d->tokens.at[a->token_first + token];
    size_t from = a->place.at[bid->first], end = a->place.at[bid->first + bid->count];
    couplet__tie tie = {
        {from, end - from}, {word->offset, word->size}, strength, COUPLET__TIE_WORD};
    return couplet__vec_push(&a->ties, tie);
}

static int by_place(const void *x, const void *y)
{
    const couplet__tie *a = x, *b = y;
    if (a->zh.offset != b->zh.offset)
        return a->zh.offset < b->zh.offset ? -1 : 1;
    return a->en.offset < b->en.offset ? -1 : a->en.offset > b->en.offset;
}

static couplet_status settle_words(couplet__account *a, const couplet__study *study)
{
    const couplet__document *d = &study->document;
    if (!chain(a, d))
        return COUPLET_ENOMEM;
    bool ok = collect_bids(a, study);
    if (ok && a->bids.count > 1)
        qsort(a->bids.at, a->bids.count, sizeof *a->bids.at, by_score);
    for (size_t i = 0; i < a->bids.count && ok; i++)
        ok = take(a, d, &a->bids.at[i]);
    unchain(a, d);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

couplet_status couplet__account_take(couplet__account *a, const couplet__study *study,
                                     couplet_range zh, couplet_range en)
{
    a->zh = zh;
    a->en = en;
    a->zh_bytes = couplet__range_bytes(study->zh, zh);
    a->en_bytes = couplet__range_bytes(study->en, en);
    a->ties.count = 0;
    if (!lay_out(a, study))
        return COUPLET_ENOMEM;
    couplet_status status = couplet__settle_numbers(a, study);
    if (status == COUPLET_OK)
        status = couplet__settle_terms(a, study);
    if (status == COUPLET_OK && study->roster != NULL)
        status = couplet__settle_names(a, study);
    if (status == COUPLET_OK)
        status = settle_words(a, study);
    if (status == COUPLET_OK && a->ties.count > 1)
        qsort(a->ties.at, a->ties.count, sizeof *a->ties.at, by_place);
    return status;
}

void couplet__account_free(couplet__account *a)
{
    couplet__vec_free(&a->cp);
    couplet__vec_free(&a->place);
    couplet__vec_free(&a->zh_covered);
    couplet__vec_free(&a->owner);
    couplet__vec_free(&a->en_covered);
    couplet__vec_free(&a->zh_numbers);
    couplet__vec_free(&a->en_numbers);
    couplet__vec_free(&a->zh_partner);
    couplet__vec_free(&a->en_partner);
    couplet__vec_free(&a->ties);
    couplet__vec_free(&a->bids);
    couplet__vec_free(&a->vouches);
    couplet__vec_free(&a->head);
    couplet__vec_free(&a->next);
    memset(a, 0, sizeof *a);
}
