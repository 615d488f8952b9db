#include "anchor/terms.h"

#include <string.h>

#include "lexicon/glossary.h"

enum { KEY = 1 + sizeof(couplet__term) };

static void make_key(char key[KEY], couplet__term term)
{
    key[0] = '$';
    memcpy(key + 1, &term, sizeof term);
}

bool couplet__is_term(const couplet__intern *set, uint32_t id, couplet__term *out)
{
    size_t size;
    const char *key = couplet__intern_key(set, id, &size);
    if (size != KEY || key[0] != '$')
        return false;
    memcpy(out, key + 1, sizeof *out);
    return true;
}

uint32_t couplet__find_term(const couplet__intern *set, couplet__term term)
{
    char key[KEY];
    make_key(key, term);
    return couplet__intern_find(set, key, sizeof key);
}

static uint32_t add_term(couplet__intern *set, couplet__term term)
{
    char key[KEY];
    make_key(key, term);
    return couplet__intern_add(set, key, sizeof key);
}

/* The word or name that is the term goes, for the glossary knows better; those inside it, and other
 * terms there, are maximal no more. */
static void step_aside(couplet__document *d, size_t first, couplet__hit hit)
{
    size_t n = first;
    for (size_t u = first; u < d->units.count; u++) {
        couplet__unit unit = d->units.at[u];
        bool inside = unit.start >= hit.first && unit.start + unit.length <= hit.first + hit.count;
        if (inside && unit.kind != COUPLET__NUMBER && unit.length == hit.count)
            continue;
        if (inside && unit.length < hit.count && unit.kind != COUPLET__NUMBER)
            unit.maximal = false;
        d->units.at[n++] = unit;
    }
    d->units.count = n;
}

bool couplet__terms_zh(couplet__document *d, const couplet__sources *sources,
                       const couplet__folded *f, size_t first)
{
    couplet__hits hits = {0};
    bool ok = true;
    size_t count = f->count < COUPLET__MAX_READ ? f->count : COUPLET__MAX_READ;
    for (uint32_t g = 0; ok && g < sources->glossary_count; g++) {
        ok = couplet__glossary_find_zh(sources->glossaries[g], f->cp, count, &hits);
        for (size_t i = 0; ok && i < hits.count; i++) {
            couplet__hit hit = hits.at[i];
            uint32_t word = add_term(&d->words, (couplet__term){g, hit.phrase});
            step_aside(d, first, hit);
            ok = word != COUPLET__ABSENT &&
                 couplet__vec_push(
                     &d->units, (couplet__unit){word, hit.first, hit.count, true, COUPLET__TERM});
        }
    }
    couplet__vec_free(&hits);
    return ok;
}

bool couplet__terms_en(couplet__document *d, const couplet__sources *sources,
                       couplet__stemmer *stemmer, const couplet__tokens *found, size_t offset)
{
    couplet__hits hits = {0};
    uint32_t *stems = couplet__alloc(found->count, sizeof *stems);
    bool ok = stems != NULL;
    for (uint32_t g = 0; ok && g < sources->glossary_count; g++) {
        for (size_t i = 0; ok && i < found->count; i++) {
            size_t size;
            const char *stem = couplet__stem(stemmer, found->at[i].bytes, found->at[i].size, &size);
            ok = stem != NULL;
            if (ok)
                stems[i] = couplet__glossary_stem(sources->glossaries[g], stem, size);
        }
        ok = ok && couplet__glossary_find_en(sources->glossaries[g], stems, found->count, &hits);
        for (size_t i = 0; ok && i < hits.count; i++) {
            const couplet__token *from = &found->at[hits.at[i].first];
            const couplet__token *last = from + hits.at[i].count - 1;
            uint32_t stem = add_term(&d->stems, (couplet__term){g, hits.at[i].phrase});
            couplet__occurrence o = {stem, (uint32_t)(offset + from->offset),
                                     (uint32_t)(last->offset + last->size - from->offset)};
            ok = stem != COUPLET__ABSENT && couplet__vec_push(&d->tokens, o);
        }
    }
    couplet__vec_free(&hits);
    couplet__free(stems);
    return ok;
}
