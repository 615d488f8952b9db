/* Which beads were written before: numbers of beads under 64-bit hashes. A hash only proposes;
 * the caller compares, so that two texts with one hash are never taken for each other. */
#ifndef COUPLET_FORMAT_SEEN_H
#define COUPLET_FORMAT_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUPLET__SEEN_NONE SIZE_MAX

typedef struct couplet__seen {
    struct couplet__seen_slot {
        uint64_t hash;
        size_t bead; /* COUPLET__SEEN_NONE: free */
    } * slot;
    size_t slots, count;
} couplet__seen; /* zeroed: nothing was seen */

/* The next bead under this hash, or COUPLET__SEEN_NONE. *cursor starts at 0. */
size_t couplet__seen_next(const couplet__seen *seen, uint64_t hash, size_t *cursor);

/* false: memory is exhausted */
bool couplet__seen_add(couplet__seen *seen, uint64_t hash, size_t bead);

void couplet__seen_free(couplet__seen *seen);

#endif
