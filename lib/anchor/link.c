#include "anchor/link.h"

#include <stdlib.h>
#include <string.h>

#include "anchor/terms.h"
#include "lexicon/glossary.h"
#include "lexicon/lexicon.h"
#include "text/words.h"

static const float NEAR = 0.8f;  /* what a neighbour counts of its closeness */
static const float FAINT = 0.1f; /* links below it are noise, and most of the work */

/* What one of a lexicon's stems is in the document; COUPLET__ABSENT twice at first. */
typedef struct sense {
    uint32_t stem;
    uint32_t near; /* where its neighbours are, once they were looked up */
} sense;

/* One lexicon as far as it speaks of this document. */
typedef struct tongue {
    const couplet_lexicon *lexicon;
    sense *senses;                  /* by its stems */
    COUPLET__VEC(couplet__link) of; /* neighbours in the document; ABSENT ends those of a stem */
} tongue;

static bool tongue_open(tongue *x, const couplet__document *d, const couplet_lexicon *lexicon)
{
    size_t stems = couplet__lexicon_stems(lexicon);
    x->lexicon = lexicon;
    x->senses = couplet__alloc(stems, sizeof *x->senses);
    if (x->senses == NULL)
        return false;
    memset(x->senses, 0xFF, stems * sizeof *x->senses);
    for (uint32_t e = 0; e < d->stems.count; e++) {
        size_t size;
        const char *key = couplet__intern_key(&d->stems, e, &size);
        uint32_t id = couplet__lexicon_find_stem(lexicon, key, size);
        if (id != COUPLET__ABSENT)
            x->senses[id].stem = e;
    }
    return true;
}

static void tongue_close(tongue *x)
{
    couplet__free(x->senses);
    couplet__vec_free(&x->of);
}

/* Looks up which neighbours of a stem the document has, function words apart. */
static bool find_near(tongue *x, const couplet__document *d, uint32_t stem)
{
    couplet__gloss_list list = couplet__lexicon_neighbours(x->lexicon, stem);
    size_t count = x->of.count;
    if (!couplet__vec_reserve(&x->of,
                              count + (size_t)(list.end - list.at) / PACKED_NEIGHBOUR_BYTES + 1))
        return false;
    x->senses[stem].near = (uint32_t)count;
    while (list.at < list.end) {
        couplet__gloss near = couplet__neighbour_next(&list);
        uint32_t e = x->senses[near.stem].stem;
        if (near.strength * NEAR < FAINT)
            break;
        if (e != COUPLET__ABSENT && !d->stem_stop[e])
            x->of.at[count++] = (couplet__link){e, near.strength};
    }
    x->of.at[count] = (couplet__link){COUPLET__ABSENT, 0};
    x->of.count = count + 1;
    return true;
}

typedef struct row {
    float *strength; /* by stem of the document; 0 outside `touched` */
    uint32_t *touched;
    size_t count;
} row;

static void raise_to(row *r, uint32_t stem, float strength)
{
    if (strength < FAINT || strength <= r->strength[stem])
        return;
    if (r->strength[stem] == 0)
        r->touched[r->count++] = stem;
    r->strength[stem] = strength;
}

/* What a lexicon says of a word: its glosses, and their near neighbours. */
static bool add_glosses(row *r, const couplet__document *d, tongue *x, couplet__gloss_list list)
{
    while (list.at < list.end) {
        couplet__gloss g = couplet__gloss_next(&list);
        const sense *known = &x->senses[g.stem];
        if (known->stem != COUPLET__ABSENT)
            raise_to(r, known->stem, g.strength);
        if (known->near == COUPLET__ABSENT && !find_near(x, d, g.stem))
            return false;
        const couplet__link *near = x->of.at + known->near;
        for (; near->stem != COUPLET__ABSENT; near++) { /* the strongest first */
            float strength = near->strength * g.strength * NEAR;
            if (strength < FAINT)
                break;
            raise_to(r, near->stem, strength);
        }
    }
    return true;
}

/* The numbers of the English text by key. */
typedef struct number {
    uint64_t key;
    uint32_t stem;
} number;

typedef COUPLET__VEC(number) numbers;

static int by_key(const void *a, const void *b)
{
    const number *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->stem < y->stem ? -1 : x->stem > y->stem;
}

static bool collect_numbers(numbers *out, const couplet__document *d)
{
    for (uint32_t e = 0; e < d->stems.count; e++) {
        couplet__number_key n;
        if (!couplet__is_number(&d->stems, e, &n))
            continue;
        if (!couplet__vec_push(out, (number){n.key, e}) ||
            (n.alt != 0 && !couplet__vec_push(out, (number){n.alt, e})))
            return false;
    }
    if (out->count != 0)
        qsort(out->at, out->count, sizeof *out->at, by_key);
    return true;
}

static void add_numbers(row *r, const numbers *all, uint64_t key)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (all->at[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    for (; key != 0 && low < all->count && all->at[low].key == key; low++)
        raise_to(r, all->at[low].stem, 1);
}

/* Vouches for every word of an English form, cut and stemmed as the English text is. */
static bool add_form(row *r, const couplet__document *d, couplet__stemmer *stemmer,
                     couplet__tokens *tokens, const char *form, size_t size, float strength)
{
    if (!couplet__english_tokens(tokens, form, size))
        return false;
    for (size_t i = 0; i < tokens->count; i++) {
        size_t stem_size;
        const char *stem =
            couplet__stem(stemmer, tokens->at[i].bytes, tokens->at[i].size, &stem_size);
        if (stem == NULL)
            return false;
        uint32_t e = couplet__intern_find(&d->stems, stem, stem_size);
        if (e != COUPLET__ABSENT)
            raise_to(r, e, strength);
    }
    return true;
}

/* An English term, and the words of it where it stands first. */
static void add_rendering(row *r, const couplet__document *d, uint32_t stem)
{
    static const float PART = 0.6f; /* of the strength of a whole term */
    size_t t = d->postings[d->posting_first[stem]].segment, at = d->token_first[t], words = 0;
    size_t end = d->token_first[t + 1];
    while (d->tokens.at[at].stem != stem)
        at++;
    couplet__occurrence whole = d->tokens.at[at];
    raise_to(r, stem, 1);
    for (int round = 0; round < 2; round++) /* count, raise */
        for (size_t i = d->token_first[t]; i < end; i++) {
            couplet__occurrence o = d->tokens.at[i];
            couplet__term other;
            if (o.offset < whole.offset || o.offset + o.size > whole.offset + whole.size ||
                couplet__is_term(&d->stems, o.stem, &other))
                continue;
            if (round == 0)
                words++;
            else if (words == 1 || !d->stem_stop[o.stem])
                raise_to(r, o.stem, words == 1 ? 1 : PART);
        }
}

static void add_term(row *r, const couplet__document *d, const couplet__sources *sources,
                     couplet__term term)
{
    size_t count;
    const couplet__entry *entries =
        couplet__glossary_entries(sources->glossaries[term.glossary], term.phrase, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t stem =
            couplet__find_term(&d->stems, (couplet__term){term.glossary, entries[i].en});
        if (stem != COUPLET__ABSENT)
            add_rendering(r, d, stem);
    }
}

static bool flush(couplet__links *out, row *r)
{
    for (size_t i = 0; i < r->count; i++) {
        uint32_t e = r->touched[i];
        if (!couplet__vec_push(&out->links, (couplet__link){e, r->strength[e]}))
            return false;
        r->strength[e] = 0;
    }
    r->count = 0;
    return true;
}

/* The glosses of the lexicon's headword of exactly these code points. */
static couplet__gloss_list find_glosses(const couplet_lexicon *lexicon, const char *key,
                                        size_t size)
{
    uint32_t cp[COUPLET__MAX_WORD];
    couplet__match match[COUPLET__MAX_WORD];
    size_t n = size / sizeof *cp;
    if (n > COUPLET__MAX_WORD || size % sizeof *cp != 0)
        return (couplet__gloss_list){NULL, NULL};
    memcpy(cp, key, size);
    size_t found = couplet__lexicon_match(lexicon, cp, n, match);
    if (found == 0 || match[found - 1].length != n)
        return (couplet__gloss_list){NULL, NULL};
    return couplet__lexicon_glosses(lexicon, match[found - 1].word);
}

enum { BLOCK = 32 }; /* words that are looked up together, so that memory is waited for once */

/* The glosses of words first .. first + count - 1. */
static void find_block(couplet__gloss_list out[BLOCK], const tongue *x, const couplet__document *d,
                       uint32_t first, size_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        size_t size;
        const char *key = couplet__intern_key(&d->words, first + i, &size);
        out[i] = find_glosses(x->lexicon, key, size);
        __builtin_prefetch(out[i].at);
    }
    for (size_t i = 0; i < count; i++)
        for (couplet__gloss_list list = out[i]; list.at < list.end;)
            __builtin_prefetch(&x->senses[couplet__gloss_next(&list).stem]);
    for (size_t i = 0; i < count; i++)
        for (couplet__gloss_list list = out[i]; list.at < list.end;) {
            uint32_t stem = couplet__gloss_next(&list).stem, near = x->senses[stem].near;
            if (near == COUPLET__ABSENT)
                __builtin_prefetch(couplet__lexicon_neighbours(x->lexicon, stem).at);
            else
                __builtin_prefetch(x->of.at + near);
        }
}

couplet_status couplet__links_build(couplet__links *out, const couplet__document *d,
                                    const couplet__sources *sources)
{
    tongue tongues[sizeof sources->lexicons / sizeof *sources->lexicons] = {{0}};
    couplet__gloss_list glosses[sizeof tongues / sizeof *tongues][BLOCK];
    size_t count = sources->lexicon_count;
    couplet_status status = COUPLET_ENOMEM;
    couplet__links links = {0};
    numbers all = {0};
    couplet__tokens tokens = {0};
    couplet__stemmer *stemmer = couplet__stemmer_new();
    size_t stems = d->stems.count, words = d->words.count;
    row r = {couplet__zalloc(stems, sizeof *r.strength), couplet__alloc(stems, sizeof *r.touched),
             0};
    links.first = couplet__zalloc(words + 1, sizeof *links.first);
    if (r.strength == NULL || r.touched == NULL || links.first == NULL || stemmer == NULL ||
        !collect_numbers(&all, d))
        goto done;
    for (size_t k = 0; k < count; k++)
        if (!tongue_open(&tongues[k], d, sources->lexicons[k]))
            goto done;
    for (uint32_t w = 0; w < words; w++) {
        size_t size;
        couplet__term term;
        for (size_t k = 0; k < count; k++) {
            if (w % BLOCK == 0)
                find_block(glosses[k], &tongues[k], d, w, words - w < BLOCK ? words - w : BLOCK);
            if (!add_glosses(&r, d, &tongues[k], glosses[k][w % BLOCK]))
                goto done;
        }
        if (couplet__is_term(&d->words, w, &term))
            add_term(&r, d, sources, term);
        couplet__number_key n;
        if (couplet__is_number(&d->words, w, &n)) {
            add_numbers(&r, &all, n.key);
            add_numbers(&r, &all, n.alt);
        }
        float strength = 1;
        const char *form = couplet__is_name(&d->words, w, &size, &strength);
        if (form == NULL)
            form = couplet__is_latin_word(&d->words, w, &size);
        if (form != NULL && !add_form(&r, d, stemmer, &tokens, form, size, strength))
            goto done;
        if (!flush(&links, &r))
            goto done;
        links.first[w + 1] = links.links.count;
    }
    status = COUPLET_OK;
done:
    for (size_t k = 0; k < count; k++)
        tongue_close(&tongues[k]);
    couplet__vec_free(&all);
    couplet__vec_free(&tokens);
    couplet__stemmer_free(stemmer);
    couplet__free(r.strength);
    couplet__free(r.touched);
    if (status != COUPLET_OK)
        couplet__links_free(&links);
    *out = links;
    return status;
}

void couplet__links_free(couplet__links *links)
{
    couplet__vec_free(&links->links);
    couplet__free(links->first);
    *links = (couplet__links){0};
}

void couplet__links_forget(couplet__links *links, const couplet__document *d, double share,
                           uint64_t seed)
{
    size_t to = 0;
    for (uint32_t w = 0; w < d->words.count; w++) {
        size_t size, from = links->first[w];
        const char *key = couplet__intern_key(&d->words, w, &size);
        uint64_t h = (couplet__hash(key, size) ^ seed * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
        bool keep = (double)(h >> 11) / 9007199254740992.0 >= share;
        links->first[w] = to;
        for (; keep && from < links->first[w + 1]; from++)
            links->links.at[to++] = links->links.at[from];
    }
    links->first[d->words.count] = to;
    links->links.count = to;
}
