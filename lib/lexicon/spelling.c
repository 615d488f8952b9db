#include "lexicon/spelling.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/packed.h"

uint32_t couplet__character(const couplet__spelling *word, size_t i)
{
    uint32_t c;
    memcpy(&c, (const char *)word->key + i * sizeof c, sizeof c);
    return c;
}

couplet__spelling *couplet__spellings(const couplet__intern *set, uint32_t bits)
{
    couplet__spelling *list = couplet__alloc(set->count, sizeof *list);
    if (list == NULL)
        return NULL;
    for (uint32_t i = 0; i < set->count; i++) {
        size_t size;
        const char *key = couplet__intern_key(set, i, &size);
        list[i] = (couplet__spelling){key, size, couplet__packed_bucket(key, size, bits), i};
    }
    return list;
}

static int by_characters(const void *left, const void *right)
{
    const couplet__spelling *a = left, *b = right;
    size_t n = (a->size < b->size ? a->size : b->size) / sizeof(uint32_t);
    for (size_t i = 0; i < n; i++) {
        uint32_t c = couplet__character(a, i), d = couplet__character(b, i);
        if (c != d)
            return c < d ? -1 : 1;
    }
    return a->size < b->size ? -1 : a->size > b->size;
}

static int by_bytes(const void *left, const void *right)
{
    const couplet__spelling *a = left, *b = right;
    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    int order = memcmp(a->key, b->key, a->size < b->size ? a->size : b->size);
    return order != 0 ? order : a->size < b->size ? -1 : a->size > b->size;
}

static int by_strength(const void *left, const void *right)
{
    const couplet__draft_gloss *a = left, *b = right;
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    return a->stem < b->stem ? -1 : a->stem > b->stem;
}

void couplet__sort_characters(couplet__spelling *words, size_t count)
{
    if (count != 0)
        qsort(words, count, sizeof *words, by_characters);
}

void couplet__sort_bytes(couplet__spelling *stems, size_t count)
{
    if (count != 0)
        qsort(stems, count, sizeof *stems, by_bytes);
}

void couplet__strongest_first(couplet__draft_gloss *at, size_t count)
{
    if (count != 0)
        qsort(at, count, sizeof *at, by_strength);
}
