/* A set of byte strings, each with a small number: 0, 1, 2 … in the order of first addition. */
#ifndef COUPLET_BASE_INTERN_H
#define COUPLET_BASE_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUPLET__ABSENT UINT32_MAX

typedef struct couplet__slot {
    uint32_t hash, id; /* id + 1; 0: free */
} couplet__slot;

typedef struct couplet__intern {
    char *bytes; /* the keys one after another */
    size_t size, room;
    size_t *start;       /* start[i] .. start[i + 1]: key i */
    couplet__slot *slot; /* open addressing */
    size_t count, start_room, slots;
} couplet__intern; /* zeroed: the empty set */

/* The key's number, adding it when new; COUPLET__ABSENT when memory is exhausted. */
uint32_t couplet__intern_add(couplet__intern *set, const char *key, size_t size);
uint32_t couplet__intern_find(const couplet__intern *set, const char *key, size_t size);
const char *couplet__intern_key(const couplet__intern *set, uint32_t id, size_t *size);
void couplet__intern_free(couplet__intern *set);

/* FNV-1a, 64 bits, as published by Fowler, Noll and Vo; the same on every machine. */
uint64_t couplet__hash(const void *bytes, size_t size);

#endif
