#include "format/seen.h"

#include <string.h>

#include "base/mem.h"

size_t couplet__seen_next(const couplet__seen *seen, uint64_t hash, size_t *cursor)
{
    for (; *cursor < seen->slots; ++*cursor) {
        const struct couplet__seen_slot *slot =
            &seen->slot[((size_t)hash + *cursor) & (seen->slots - 1)];
        if (slot->bead == COUPLET__SEEN_NONE)
            break;
        if (slot->hash == hash) {
            ++*cursor;
            return slot->bead;
        }
    }
    return COUPLET__SEEN_NONE;
}

static void place(couplet__seen *seen, uint64_t hash, size_t bead)
{
    size_t at = (size_t)hash & (seen->slots - 1);
    while (seen->slot[at].bead != COUPLET__SEEN_NONE)
        at = (at + 1) & (seen->slots - 1);
    seen->slot[at].hash = hash;
    seen->slot[at].bead = bead;
}

static bool widen(couplet__seen *seen)
{
    couplet__seen wide = {NULL, seen->slots == 0 ? 256 : seen->slots * 2, seen->count};
    wide.slot = couplet__alloc(wide.slots, sizeof *wide.slot);
    if (wide.slot == NULL)
        return false;
    for (size_t i = 0; i < wide.slots; i++)
        wide.slot[i].bead = COUPLET__SEEN_NONE;
    for (size_t i = 0; i < seen->slots; i++)
        if (seen->slot[i].bead != COUPLET__SEEN_NONE)
            place(&wide, seen->slot[i].hash, seen->slot[i].bead);
    couplet__free(seen->slot);
    *seen = wide;
    return true;
}

bool couplet__seen_add(couplet__seen *seen, uint64_t hash, size_t bead)
{
    if (seen->count >= seen->slots / 4 * 3 && !widen(seen)) /* at most three quarters full */
        return false;
    place(seen, hash, bead);
    seen->count++;
    return true;
}

void couplet__seen_free(couplet__seen *seen)
{
    couplet__free(seen->slot);
    memset(seen, 0, sizeof *seen);
}
