#include "base/intern.h"

#include <string.h>

#include "base/mem.h"

uint64_t couplet__hash(const void *bytes, size_t size)
{
    const unsigned char *p = bytes;
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ p[i]) * 1099511628211u;
    return h ^ h >> 29; /* the low bits of FNV alone cluster on short keys */
}

const char *couplet__intern_key(const couplet__intern *set, uint32_t id, size_t *size)
{
    *size = set->start[id + 1] - set->start[id];
    return set->bytes + set->start[id];
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t probe(const couplet__intern *set, const char *key, size_t size)
{
    size_t mask = set->slots - 1, at = (size_t)couplet__hash(key, size) & mask;
    while (set->slot[at] != 0) {
        size_t n;
        const char *k = couplet__intern_key(set, set->slot[at] - 1, &n);
        if (n == size && memcmp(k, key, n) == 0)
            break;
        at = (at + 1) & mask;
    }
    return at;
}

static bool more_slots(couplet__intern *set)
{
    couplet__intern next = *set;
    next.slots = set->slots == 0 ? 64 : set->slots * 2;
    next.slot = couplet__zalloc(next.slots, sizeof *next.slot);
    if (next.slot == NULL)
        return false;
    for (uint32_t i = 0; i < set->count; i++) {
        size_t n;
        const char *k = couplet__intern_key(set, i, &n);
        next.slot[probe(&next, k, n)] = i + 1;
    }
    couplet__free(set->slot);
    *set = next;
    return true;
}

static bool store(couplet__intern *set, const char *key, size_t size)
{
    if (set->count + 2 > set->start_room) {
        size_t room = set->start_room == 0 ? 64 : set->start_room * 2;
        size_t *start = couplet__resize(set->start, room, sizeof *start);
        if (start == NULL)
            return false;
        if (set->start_room == 0)
            start[0] = 0;
        set->start = start;
        set->start_room = room;
    }
    if (size > SIZE_MAX / 4 - set->size)
        return false;
    if (set->size + size > set->room || set->bytes == NULL) {
        size_t room = (set->size + size) * 2 + 256;
        char *bytes = couplet__resize(set->bytes, room, 1);
        if (bytes == NULL)
            return false;
        set->bytes = bytes;
        set->room = room;
    }
    if (size != 0)
        memcpy(set->bytes + set->size, key, size);
    set->size += size;
    set->start[set->count + 1] = set->size;
    return true;
}

uint32_t couplet__intern_add(couplet__intern *set, const char *key, size_t size)
{
    if (set->count * 2 >= set->slots && !more_slots(set))
        return COUPLET__ABSENT;
    size_t at = probe(set, key, size);
    if (set->slot[at] != 0)
        return set->slot[at] - 1;
    if (set->count >= COUPLET__ABSENT - 1 || !store(set, key, size))
        return COUPLET__ABSENT;
    set->slot[at] = (uint32_t)++set->count;
    return set->slot[at] - 1;
}

uint32_t couplet__intern_find(const couplet__intern *set, const char *key, size_t size)
{
    if (set->slots == 0)
        return COUPLET__ABSENT;
    uint32_t found = set->slot[probe(set, key, size)];
    return found == 0 ? COUPLET__ABSENT : found - 1;
}

void couplet__intern_free(couplet__intern *set)
{
    couplet__free(set->bytes);
    couplet__free(set->start);
    couplet__free(set->slot);
    memset(set, 0, sizeof *set);
}
