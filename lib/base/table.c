#include "base/table.h"

#include <string.h>

static int compare(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    if (order != 0)
        return order;
    return a_size < b_size ? -1 : a_size > b_size;
}

static size_t line_start(const couplet__table *t, size_t at)
{
    while (at > 0 && t->bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const couplet__table *t, size_t at)
{
    const char *end = memchr(t->bytes + at, '\n', t->size - at);
    return end == NULL ? t->size : (size_t)(end - t->bytes);
}

const char *couplet__table_find(const couplet__table *t, const char *key, size_t key_size,
                                size_t *value_size)
{
    size_t low = 0, high = t->size; /* the line sought starts in [low, high) */
    while (low < high && t->bytes[low] == '#')
        low = line_end(t, low) + 1;
    while (low < high) {
        size_t start = line_start(t, low + (high - low) / 2), end = line_end(t, start);
        const char *tab = memchr(t->bytes + start, '\t', end - start);
        size_t stop = tab == NULL ? end : (size_t)(tab - t->bytes);
        int order = compare(key, key_size, t->bytes + start, stop - start);
        if (order == 0) {
            size_t value = tab == NULL ? end : stop + 1;
            *value_size = end - value;
            return t->bytes + value;
        }
        if (order < 0)
            high = start;
        else
            low = end + 1;
    }
    return NULL;
}
