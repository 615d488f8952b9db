/* Runs of Han characters that recur in a text and stand in no lexicon (names, coinages): of two to
 * four characters, in at least three segments, no mere part of a longer run that recurs as often.
 */
#ifndef COUPLET_ALIGN_RUNS_H
#define COUPLET_ALIGN_RUNS_H

#include "anchor/document.h"

enum { COUPLET__SHORTEST_RUN = 2, COUPLET__LONGEST_RUN = 4 };
enum { COUPLET__RUN_LENGTHS = COUPLET__LONGEST_RUN - COUPLET__SHORTEST_RUN + 1 };

typedef struct couplet__runs {
    size_t *first;                      /* of each segment its first place; S + 1 */
    uint32_t *at[COUPLET__RUN_LENGTHS]; /* by length, of each place: the run there + 1; 0: none */
    size_t count;
} couplet__runs;

couplet_status couplet__runs_find(couplet__runs *out, const couplet__document *document);

/* The run of this length at character p of segment s, or COUPLET__ABSENT. */
static inline uint32_t couplet__run_at(const couplet__runs *runs, size_t s, size_t p, size_t length)
{
    return runs->at[length - COUPLET__SHORTEST_RUN][runs->first[s] + p] - 1;
}

void couplet__runs_free(couplet__runs *runs);

#endif
