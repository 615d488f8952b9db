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

static uint64_t load(const char *bytes, size_t size)
{
    uint64_t part = 0;
    memcpy(&part, bytes, size);
    return part;
}

/* The last bytes of a key, eight at most: as two halves that may overlap, or one by one. */
static uint64_t last_bytes(const char *key, size_t size)
{
    if (size >= 4)
        return load(key, 4) << 32 | load(key + size - 4, 4);
    if (size == 0)
        return 0;
    const unsigned char *p = (const unsigned char *)key;
    return (uint64_t)p[0] << 16 | (uint64_t)p[size / 2] << 8 | p[size - 1];
}

/* Spreads keys over the slots, eight bytes at a time. It may differ from machine to machine:
 * numbers are given in the order of addition. */
static uint32_t spread(const char *key, size_t size)
{
    const uint64_t ODD = 0x9E3779B97F4A7C15u;
    uint64_t h = size * ODD;
    for (; size > 8; size -= 8, key += 8) {
        h = (h ^ load(key, 8)) * ODD;
        h ^= h >> 29;
    }
    h = (h ^ last_bytes(key, size)) * ODD;
    return (uint32_t)(h >> 32);
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t probe(const couplet__intern *set, const char *key, size_t size, uint32_t hash)
{
    size_t mask = set->slots - 1, at = hash & mask;
    for (; set->slot[at].id != 0; at = (at + 1) & mask) {
        if (set->slot[at].hash != hash)
            continue;
        size_t n;
        const char *k = couplet__intern_key(set, set->slot[at].id - 1, &n);
        if (n == size && memcmp(k, key, n) == 0)
            break;
    }
    return at;
}

static bool more_slots(couplet__intern *set)
{
    size_t slots = set->slots == 0 ? 64 : set->slots * 2;
    couplet__slot *slot = couplet__zalloc(slots, sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < set->slots; i++) {
        size_t at = set->slot[i].hash & (slots - 1);
        while (set->slot[i].id != 0 && slot[at].id != 0)
            at = (at + 1) & (slots - 1);
        if (set->slot[i].id != 0)
            slot[at] = set->slot[i];
    }
    couplet__free(set->slot);
    set->slot = slot;
    set->slots = slots;
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
    uint32_t hash = spread(key, size);
    couplet__slot *slot = &set->slot[probe(set, key, size, hash)];
    if (slot->id != 0)
        return slot->id - 1;
    if (set->count >= COUPLET__ABSENT - 1 || !store(set, key, size))
        return COUPLET__ABSENT;
    *slot = (couplet__slot){hash, (uint32_t)++set->count};
    return slot->id - 1;
}

uint32_t couplet__intern_find(const couplet__intern *set, const char *key, size_t size)
{
    if (set->slots == 0)
        return COUPLET__ABSENT;
    uint32_t found = set->slot[probe(set, key, size, spread(key, size))].id;
    return found == 0 ? COUPLET__ABSENT : found - 1;
}

void couplet__intern_free(couplet__intern *set)
{
    couplet__free(set->bytes);
    couplet__free(set->start);
    couplet__free(set->slot);
    memset(set, 0, sizeof *set);
}
