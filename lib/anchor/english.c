#include "anchor/english.h"

#include "anchor/number.h"
#include "anchor/terms.h"
#include "text/utf8.h"
#include "text/words.h"

/* A word as it stands in the text. */
typedef struct surface {
    uint32_t stem;
    bool makes_numbers;
} surface;

/* What the reading of one segment needs again and again. */
typedef struct reader {
    couplet__stemmer *stemmer;
    couplet__intern words;       /* as they stand */
    COUPLET__VEC(surface) known; /* of each of them */
    couplet__tokens found;
    couplet__folded folded;
    couplet__numbers numbers;
} reader;

static bool push_token(couplet__document *d, uint32_t stem, couplet_span bytes)
{
    couplet__occurrence o = {stem, (uint32_t)bytes.offset, (uint32_t)bytes.length};
    return stem != COUPLET__ABSENT && couplet__vec_push(&d->tokens, o);
}

/* What is known of a word, found out where it is met for the first time; NULL: out of memory. */
static const surface *surface_of(couplet__document *d, reader *r, const couplet__token *token)
{
    uint32_t id = couplet__intern_add(&r->words, token->bytes, token->size);
    if (id == COUPLET__ABSENT)
        return NULL;
    if (id < r->known.count)
        return &r->known.at[id];
    size_t size;
    const char *stem = couplet__stem(r->stemmer, token->bytes, token->size, &size);
    if (stem == NULL)
        return NULL;
    surface s = {couplet__intern_add(&d->stems, stem, size),
                 couplet__makes_numbers(token->bytes, token->size)};
    return s.stem != COUPLET__ABSENT && couplet__vec_push(&r->known, s) ? &r->known.at[id] : NULL;
}

/* The words of a segment; *numbers: there may be numbers among them. */
static bool push_words(couplet__document *d, reader *r, size_t offset, bool *numbers)
{
    for (size_t i = 0; i < r->found.count; i++) {
        const couplet__token *token = &r->found.at[i];
        *numbers |= token->number;
        if (token->number)
            continue;
        const surface *s = surface_of(d, r, token);
        couplet_span at = {offset + token->offset, token->size};
        if (s == NULL || !push_token(d, s->stem, at))
            return false;
        *numbers |= s->makes_numbers;
    }
    return true;
}

static couplet_status push_numbers(couplet__document *d, reader *r, couplet_span span)
{
    couplet_status status = couplet__fold(&r->folded, d->en->bytes + span.offset, span.length);
    if (status == COUPLET_OK)
        status = couplet__numbers_folded_en(&r->numbers, &r->folded);
    for (size_t i = 0; status == COUPLET_OK && i < r->numbers.count; i++) {
        const couplet__number *n = &r->numbers.at[i];
        couplet_span at = {span.offset + n->bytes.offset, n->bytes.length};
        if (couplet__number_tells(n) && !push_token(d, couplet__add_number(&d->stems, n), at))
            status = COUPLET_ENOMEM;
    }
    return status;
}

/* What is read of a segment: all of it, unless it is longer than any sentence. */
static couplet_span head_of(const char *bytes, couplet_span span)
{
    size_t at = span.offset, end = span.offset + span.length;
    if (span.length <= COUPLET__MAX_READ)
        return span;
    for (size_t i = 0; i < COUPLET__MAX_READ && at < end; i++)
        couplet__utf8_next(bytes, end, &at);
    return (couplet_span){span.offset, at - span.offset};
}

static couplet_status read_segment(couplet__document *d, reader *r, size_t t,
                                   const couplet__sources *sources)
{
    couplet_span span = head_of(d->en->bytes, d->en->segments.at[t].bytes);
    const char *text = d->en->bytes + span.offset;
    bool numbers = !couplet__is_plain_english(text, span.length);
    couplet_status status = COUPLET_OK;
    if (!couplet__watch_on(d->watch, d->S + t, d->S + d->T) ||
        !couplet__english_tokens(&r->found, text, span.length) ||
        !push_words(d, r, span.offset, &numbers))
        return COUPLET_ENOMEM;
    if (numbers)
        status = push_numbers(d, r, span);
    if (status == COUPLET_OK && sources->glossary_count != 0 &&
        !couplet__terms_en(d, sources, r->stemmer, &r->found, span.offset))
        status = COUPLET_ENOMEM;
    d->token_first[t + 1] = d->tokens.count;
    return status;
}

couplet_status couplet__read_english(couplet__document *d, const couplet__sources *sources)
{
    reader r = {.stemmer = couplet__stemmer_new()};
    d->token_first = couplet__zalloc(d->T + 1, sizeof *d->token_first);
    couplet_status status =
        r.stemmer == NULL || d->token_first == NULL ? COUPLET_ENOMEM : COUPLET_OK;
    for (size_t t = 0; status == COUPLET_OK && t < d->T; t++)
        status = read_segment(d, &r, t, sources);
    couplet__stemmer_free(r.stemmer);
    couplet__intern_free(&r.words);
    couplet__vec_free(&r.known);
    couplet__vec_free(&r.found);
    couplet__folded_free(&r.folded);
    couplet__vec_free(&r.numbers);
    return status;
}
