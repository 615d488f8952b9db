#include "base/table.h"

#include <string.h>

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

/* Compares a key with that of the line at `start`, as far as they are the same: `same` bytes. A TAB
 * or line end behind the line's key sorts before anything that a key holds. */
static int compare(const couplet__table *t, size_t start, const char *key, size_t size,
                   size_t *same)
{
    size_t i = 0, left = t->size - start;
    const char *line = t->bytes + start;
    while (i < size && i < left && line[i] == key[i])
        i++;
    *same = i;
    bool ends = i == left || line[i] == '\t' || line[i] == '\n';
    if (i == size)
        return ends ? 0 : -1;
    return ends || (unsigned char)key[i] > (unsigned char)line[i] ? 1 : -1;
}

static const char *value_of(const couplet__table *t, size_t key_end, size_t *size)
{
    size_t end = line_end(t, key_end);
    size_t value = key_end < end ? key_end + 1 : end;
    *size = end - value;
    return t->bytes + value;
}

/* Where the entries begin. */
static size_t first_line(const couplet__table *t)
{
    size_t at = 0;
    while (at < t->size && t->bytes[at] == '#')
        at = line_end(t, at) + 1;
    return at;
}

const char *couplet__table_find(const couplet__table *t, const char *key, size_t key_size,
                                size_t *value_size)
{
    size_t low = first_line(t), high = t->size; /* the line sought starts in [low, high) */
    while (low < high) {
        size_t start = line_start(t, low + (high - low) / 2), same;
        int order = compare(t, start, key, key_size, &same);
        if (order == 0)
            return value_of(t, start + key_size, value_size);
        if (order < 0)
            high = start;
        else
            low = line_end(t, start) + 1;
    }
    return NULL;
}

const char *couplet__table_longest(const couplet__table *t, const char *text, size_t *size,
                                   size_t *value_size)
{
    size_t first = first_line(t), end = t->size; /* the line sought starts in [first, end) */
    while (*size != 0) {
        size_t low = first, high = end;
        size_t before = t->size, shared = 0; /* the greatest key before text: its line, and what of
                                                it text shares */
        while (low < high) {
            size_t start = line_start(t, low + (high - low) / 2), same;
            int order = compare(t, start, text, *size, &same);
            if (order == 0)
                return value_of(t, start + *size, value_size);
            if (order < 0) {
                high = start;
                continue;
            }
            before = start;
            shared = same;
            low = line_end(t, start) + 1;
        }
        while (shared > 0 && shared < *size && ((unsigned char)text[shared] & 0xC0) == 0x80)
            shared--;   /* keys are whole characters */
        *size = shared; /* what is longer begins no key */
        size_t key_end = before + shared;
        if (shared != 0 &&
            (key_end == t->size || t->bytes[key_end] == '\t' || t->bytes[key_end] == '\n'))
            return value_of(t, key_end, value_size);
        end = before;
    }
    return NULL;
}
