#include "lexicon/phrases.h"

#include <stdlib.h>
#include <string.h>

bool couplet__phrases_add(couplet__phrases *set, const uint32_t *units, size_t count)
{
    if (count > UINT32_MAX - set->units.count || set->list.count >= UINT32_MAX - 1 ||
        !couplet__vec_reserve(&set->units, set->units.count + count) ||
        !couplet__vec_push(&set->list,
                           (couplet__phrase){(uint32_t)set->units.count, (uint32_t)count}))
        return false;
    memcpy(set->units.at + set->units.count, units, count * sizeof *units);
    set->units.count += count;
    return true;
}

typedef struct sorted {
    const uint32_t *units;
    couplet__phrase phrase;
    uint32_t added; /* as the how-many-eth */
} sorted;

static int compare(const sorted *a, const sorted *b)
{
    for (size_t i = 0; i < a->phrase.count && i < b->phrase.count; i++)
        if (a->units[i] != b->units[i])
            return a->units[i] < b->units[i] ? -1 : 1;
    return a->phrase.count < b->phrase.count ? -1 : a->phrase.count > b->phrase.count;
}

static int in_order(const void *left, const void *right)
{
    const sorted *a = left, *b = right;
    int order = compare(a, b);
    return order != 0 ? order : a->added < b->added ? -1 : a->added > b->added;
}

uint32_t *couplet__phrases_sort(couplet__phrases *set)
{
    size_t count = set->list.count, kept = 0;
    uint32_t *number = couplet__alloc(count, sizeof *number);
    sorted *list = couplet__alloc(count, sizeof *list);
    if (number == NULL || list == NULL) {
        couplet__free(number);
        couplet__free(list);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        list[i] = (sorted){set->units.at + set->list.at[i].first, set->list.at[i], (uint32_t)i};
    if (count != 0)
        qsort(list, count, sizeof *list, in_order);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || compare(&list[i - 1], &list[i]) != 0)
            set->list.at[kept++] = list[i].phrase;
        number[list[i].added] = (uint32_t)kept - 1;
    }
    set->list.count = kept;
    couplet__free(list);
    return number;
}

/* Unit number `depth` of a phrase that is longer than that. */
static uint32_t unit(const couplet__phrases *set, size_t phrase, size_t depth)
{
    return set->units.at[set->list.at[phrase].first + depth];
}

/* The first phrase in low .. high - 1, all longer than depth, whose unit there is not below. */
static size_t lower(const couplet__phrases *set, size_t low, size_t high, size_t depth,
                    uint64_t value)
{
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (unit(set, mid, depth) < value)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t couplet__phrases_longest(const couplet__phrases *set, const uint32_t *units, size_t count,
                                uint32_t *phrase)
{
    size_t low = 0, high = set->list.count, found = 0;
    for (size_t depth = 0; depth < count && low < high; depth++) {
        low = lower(set, low, high, depth, units[depth]);
        high = lower(set, low, high, depth, (uint64_t)units[depth] + 1);
        /* of those that share this much, the one that ends here stands first */
        if (low < high && set->list.at[low].count == depth + 1) {
            *phrase = (uint32_t)low++;
            found = depth + 1;
        }
    }
    return found;
}

void couplet__phrases_free(couplet__phrases *set)
{
    couplet__vec_free(&set->units);
    couplet__vec_free(&set->list);
}
