#include "base/mem.h"

#include "couplet/couplet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool product(size_t count, size_t size, size_t *bytes)
{
    if (size != 0 && count > SIZE_MAX / size)
        return false;
    *bytes = count * size;
    if (*bytes == 0)
        *bytes = 1;
    return true;
}

void *couplet__alloc(size_t count, size_t size)
{
    size_t bytes;
    return product(count, size, &bytes) ? malloc(bytes) : NULL;
}

void *couplet__zalloc(size_t count, size_t size)
{
    size_t bytes;
    return product(count, size, &bytes) ? calloc(1, bytes) : NULL;
}

void *couplet__resize(void *old, size_t count, size_t size)
{
    size_t bytes;
    return product(count, size, &bytes) ? realloc(old, bytes) : NULL;
}

void couplet__free(void *p) { free(p); }

char *couplet__copy(const char *bytes, size_t size)
{
    if (size == SIZE_MAX)
        return NULL;
    char *copy = couplet__alloc(size + 1, 1);
    if (copy == NULL)
        return NULL;
    if (size != 0)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

void couplet_free(void *p) { couplet__free(p); }
