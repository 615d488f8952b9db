/* Tables of data/ that are linked in as they stand: text, one entry a line, key TAB value,
 * sorted by the bytes of the key (LC_ALL=C sort), `#` lines first. Looked up by bisection,
 * without parsing and without state. */
#ifndef COUPLET_BASE_TABLE_H
#define COUPLET_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct couplet__table {
    const char *bytes;
    size_t size;
} couplet__table;

/* The value of the key (behind the TAB, to the end of the line), or NULL. */
const char *couplet__table_find(const couplet__table *table, const char *key, size_t key_size,
                                size_t *value_size);

/* The value of the longest key that the text (UTF-8) begins with; *size, the bytes of text, becomes
 * that of the key. NULL: there is none. */
const char *couplet__table_longest(const couplet__table *table, const char *text, size_t *size,
                                   size_t *value_size);

#endif
