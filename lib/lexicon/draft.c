#include "lexicon/draft.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/import.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"
#include "text/utf8.h"
#include "text/words.h"

/* What a line of a table can hold: no controls, and no mark of a comment at its head. */
static bool is_headword(const uint32_t *cp, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cp[i] < ' ')
            return false;
    return count != 0 && count <= COUPLET__MAX_WORD && cp[0] != '#';
}

bool couplet__draft_gloss_add(couplet_draft *d, const uint32_t *cp, size_t count, const char *stem,
                              size_t size, unsigned strength, unsigned source)
{
    if (!is_headword(cp, count) || size == 0 || strength == 0)
        return true;
    if (strength > PACKED_STRENGTHS)
        strength = PACKED_STRENGTHS;
    uint32_t word = couplet__intern_add(&d->words, (const char *)cp, count * sizeof *cp);
    uint32_t id = couplet__intern_add(&d->stems, stem, size);
    return word != COUPLET__ABSENT && id != COUPLET__ABSENT &&
           couplet__vec_push(&d->glosses, (couplet__draft_gloss){word, id, strength, source});
}

bool couplet__draft_near_add(couplet_draft *d, const char *stem, size_t size, const char *near,
                             size_t near_size, unsigned strength)
{
    if (size == 0 || near_size == 0 || strength == 0)
        return true;
    if (strength > PACKED_STRENGTHS)
        strength = PACKED_STRENGTHS;
    uint32_t a = couplet__intern_add(&d->stems, stem, size);
    uint32_t b = couplet__intern_add(&d->stems, near, near_size);
    return a != COUPLET__ABSENT && b != COUPLET__ABSENT &&
           couplet__vec_push(&d->nears, (couplet__draft_gloss){a, b, strength, 0});
}

bool couplet__draft_rate_set(couplet_draft *d, const char *stem, size_t size, double rate)
{
    if (size == 0)
        return true;
    uint32_t id = couplet__intern_add(&d->stems, stem, size);
    if (id == COUPLET__ABSENT)
        return false;
    while (d->rates.count <= id)
        if (!couplet__vec_push(&d->rates, 0))
            return false;
    d->rates.at[id] = rate;
    return true;
}

/* The draft's stems in American spelling, and the number there of each of the draft's. */
static bool collect_american(const couplet_draft *d, couplet__intern *stems, uint32_t *number)
{
    for (uint32_t i = 0; i < d->stems.count; i++) {
        size_t size;
        const char *stem = couplet__intern_key(&d->stems, i, &size);
        stem = couplet__american_stem(stem, size, &size);
        number[i] = couplet__intern_add(stems, stem, size);
        if (number[i] == COUPLET__ABSENT)
            return false;
    }
    return true;
}

/* Neighbours that have become one stem are dropped. */
static void renumber(couplet_draft *d, const uint32_t *number)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->glosses.count; i++)
        d->glosses.at[i].stem = number[d->glosses.at[i].stem];
    for (size_t i = 0; i < d->nears.count; i++) {
        couplet__draft_gloss near = d->nears.at[i];
        near.word = number[near.word];
        near.stem = number[near.stem];
        if (near.word != near.stem)
            d->nears.at[kept++] = near;
    }
    d->nears.count = kept;
}

bool couplet__draft_unify(couplet_draft *d)
{
    couplet__intern stems = {0};
    uint32_t *number = couplet__alloc(d->stems.count, sizeof *number);
    bool done = number != NULL && collect_american(d, &stems, number);
    if (done) {
        /* a stem's number is never larger than it was, so rates add up in place */
        for (size_t i = 0; i < d->rates.count; i++) {
            double rate = d->rates.at[i];
            d->rates.at[i] = 0;
            d->rates.at[number[i]] += rate;
        }
        renumber(d, number);
        couplet__intern_free(&d->stems);
        d->stems = stems;
    } else {
        couplet__intern_free(&stems);
    }
    couplet__free(number);
    return done;
}

/* By word, then stem; the strongest first. */
static int in_order(const void *left, const void *right)
{
    const couplet__draft_gloss *a = left, *b = right;
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    if (a->stem != b->stem)
        return a->stem < b->stem ? -1 : 1;
    return a->strength > b->strength ? -1 : a->strength < b->strength;
}

static size_t merge(couplet__draft_gloss *at, size_t count)
{
    size_t kept = 0;
    if (count != 0)
        qsort(at, count, sizeof *at, in_order);
    for (size_t i = 0; i < count; i++) {
        if (kept != 0 && at[kept - 1].word == at[i].word && at[kept - 1].stem == at[i].stem)
            at[kept - 1].sources |= at[i].sources;
        else
            at[kept++] = at[i];
    }
    return kept;
}

void couplet__draft_merge(couplet_draft *d)
{
    d->glosses.count = merge(d->glosses.at, d->glosses.count);
    d->nears.count = merge(d->nears.at, d->nears.count);
}

uint32_t *couplet__draft_firsts(const couplet__draft_gloss *at, size_t total, size_t words)
{
    uint32_t *first = couplet__zalloc(words + 1, sizeof *first);
    if (first == NULL)
        return NULL;
    for (size_t i = 0; i < total; i++)
        first[at[i].word + 1]++;
    for (size_t i = 0; i < words; i++)
        first[i + 1] += first[i];
    return first;
}

bool couplet__draft_append(couplet_draft *d, const couplet_draft *other)
{
    for (size_t i = 0; i < other->glosses.count; i++) {
        couplet__draft_gloss g = other->glosses.at[i];
        uint32_t cp[COUPLET__MAX_WORD];
        size_t word_size, stem_size;
        const char *word = couplet__intern_key(&other->words, g.word, &word_size);
        const char *stem = couplet__intern_key(&other->stems, g.stem, &stem_size);
        if (word_size > sizeof cp)
            continue;
        memcpy(cp, word, word_size);
        if (!couplet__draft_gloss_add(d, cp, word_size / sizeof *cp, stem, stem_size, g.strength,
                                      g.sources))
            return false;
    }
    return true;
}

void couplet_draft_free(couplet_draft *d)
{
    if (d == NULL)
        return;
    couplet__intern_free(&d->words);
    couplet__intern_free(&d->stems);
    couplet__vec_free(&d->glosses);
    couplet__vec_free(&d->nears);
    couplet__vec_free(&d->rates);
    couplet__intern_free(&d->synsets);
    couplet__buf_free(&d->synonyms);
    couplet__vec_free(&d->synonym_ends);
    couplet__free(d);
}

couplet_status couplet_draft_new(couplet_draft **out, couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nowhere to put the draft");
    *out = couplet__zalloc(1, sizeof **out);
    return *out == NULL ? couplet__no_memory(error) : COUPLET_OK;
}

couplet_status couplet_draft_add(couplet_draft *d, couplet_source source, const char *bytes,
                                 size_t size, couplet_error *error)
{
    if (d == NULL || (bytes == NULL && size != 0))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to add");
    size_t bad = couplet__utf8_check(bytes, size);
    if (bad != size)
        return couplet__fail(error, COUPLET_EENCODING, bad, 0, "not UTF-8");
    switch (source) {
    case COUPLET_SOURCE_TABLE:
        return couplet__draft_read_table(d, bytes, size, error);
    case COUPLET_SOURCE_CEDICT:
        return couplet__draft_read_cedict(d, bytes, size, error);
    case COUPLET_SOURCE_WORDNET:
        return couplet__draft_read_wordnet(d, bytes, size, error);
    case COUPLET_SOURCE_WORDNET_ZH:
        return couplet__draft_read_lemmas(d, bytes, size, error);
    case COUPLET_SOURCE_TERMS:
        return couplet__draft_read_terms(d, COUPLET_FROM_TERMS, bytes, size, error);
    }
    return couplet__fail(error, COUPLET_EINVAL, 0, 0, "an unknown kind of source");
}

couplet_status couplet_draft_pack(couplet_draft *d, couplet_write_fn write, void *user,
                                  couplet_error *error)
{
    if (d == NULL || write == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to pack");
    couplet__buf out = {0};
    couplet_status status = couplet__draft_pack(d, &out, error);
    if (status == COUPLET_OK && write(user, out.at, out.size) != 0)
        status = couplet__fail(error, COUPLET_ECALLBACK, 0, 0, "the lexicon could not be written");
    couplet__buf_free(&out);
    return status;
}

couplet_status couplet_draft_open(couplet_lexicon **out, couplet_draft *d, couplet_error *error)
{
    if (out == NULL || d == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no draft to open");
    *out = NULL;
    couplet__buf packed = {0};
    couplet_status status = couplet__draft_pack(d, &packed, error);
    if (status == COUPLET_OK)
        status = couplet_lexicon_open(out, packed.at, packed.size, error);
    if (status == COUPLET_OK)
        (*out)->owned = packed.at;
    else
        couplet__buf_free(&packed);
    return status;
}

static couplet_status read_packed(couplet_lexicon **out, const void *bytes, size_t size,
                                  couplet_error *error)
{
    char *copy = couplet__copy(bytes, size);
    if (copy == NULL)
        return couplet__no_memory(error);
    couplet_status status = couplet_lexicon_open(out, copy, size, error);
    if (status == COUPLET_OK)
        (*out)->owned = copy;
    else
        couplet__free(copy);
    return status;
}

couplet_status couplet_lexicon_read(couplet_lexicon **out, const void *bytes, size_t size,
                                    couplet_error *error)
{
    if (out == NULL || bytes == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no lexicon to read");
    *out = NULL;
    if (size >= sizeof PACKED_MAGIC - 1 &&
        memcmp(bytes, PACKED_MAGIC, sizeof PACKED_MAGIC - 1) == 0)
        return read_packed(out, bytes, size, error);
    couplet_draft *draft = NULL;
    couplet_status status = couplet_draft_new(&draft, error);
    if (status == COUPLET_OK)
        status = couplet_draft_add(draft, COUPLET_SOURCE_TABLE, bytes, size, error);
    if (status == COUPLET_OK)
        status = couplet_draft_open(out, draft, error);
    couplet_draft_free(draft);
    return status;
}
