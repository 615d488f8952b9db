/* How well a decoded text reads as Chinese or English: the cost of its characters in nats, by how
 * rare each is (data/text/frequency.tsv for Han characters) and how the scripts change between
 * neighbours. */
#ifndef COUPLET_TEXT_PLAUSIBLE_H
#define COUPLET_TEXT_PLAUSIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct couplet__costs couplet__costs; /* immutable */

couplet__costs *couplet__costs_new(void); /* NULL: out of memory */
void couplet__costs_free(couplet__costs *costs);

typedef struct couplet__reading {
    const couplet__costs *costs;
    double cost;        /* of all characters, nats */
    double rare_cost;   /* of those that are not ASCII */
    size_t chars, rare; /* how many there are of each */
    size_t nul;         /* U+0000 among them */
    size_t lines;       /* line ends: LF, CR, CRLF */
    int script;         /* of the last letter */
    bool far;           /* something stands behind it */
    uint32_t before;    /* the last character */
} couplet__reading;     /* zeroed but for costs: nothing read yet */

void couplet__reading_add(couplet__reading *reading, const char *utf8, size_t size);

#endif
