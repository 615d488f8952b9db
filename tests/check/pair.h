/* A pair of texts with an alignment made by hand: segments a line each, beads as a ladder. Lets
 * the tests judge page and checks apart from the aligner. */
#ifndef COUPLET_TESTS_PAIR_H
#define COUPLET_TESTS_PAIR_H

#include "couplet/couplet.h"

typedef struct pair {
    char *zh_bytes, *en_bytes;
    couplet_text *zh, *en;
    couplet_result *result;
} pair;

/* The file's bytes, NUL-terminated, or NULL; the caller's to free(). */
char *pair_slurp(const char *path, size_t *size);

/* cross may be NULL: a second ladder; what it joins and the first leaves alone
 * has moved.
 * 0, or -1 with a message on stderr. */
int pair_read(pair *p, const char *zh, const char *en, const char *ladder, const char *cross);

/* The same from memory, taking zh and en (malloc) over. */
int pair_make(pair *p, char *zh, char *en, const char *ladder, const char *cross);
void pair_free(pair *p);

#endif
