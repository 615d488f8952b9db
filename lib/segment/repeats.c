#include "segment/repeats.h"

#include <string.h>

#include "base/intern.h"
#include "base/mem.h"

/* The slot of a segment with these bytes, or the free one where it belongs. */
static couplet__slot *find(couplet__slot *slot, size_t slots, const couplet_text *text,
                           couplet_span s, uint32_t hash)
{
    size_t at = hash & (slots - 1);
    for (; slot[at].id != 0; at = (at + 1) & (slots - 1)) {
        couplet_span other = text->segments.at[slot[at].id - 1].bytes;
        if (slot[at].hash == hash && other.length == s.length &&
            memcmp(text->bytes + other.offset, text->bytes + s.offset, s.length) == 0)
            break;
    }
    return &slot[at];
}

uint32_t *couplet__repeats(const couplet_text *text)
{
    size_t count = text->segments.count, slots = 2;
    while (slots < 2 * count)
        slots *= 2;
    uint32_t *first = couplet__alloc(count, sizeof *first);
    couplet__slot *slot = couplet__zalloc(slots, sizeof *slot);
    for (size_t i = 0; first != NULL && slot != NULL && i < count; i++) {
        couplet_span s = text->segments.at[i].bytes;
        uint32_t hash = couplet__spread(text->bytes + s.offset, s.length);
        couplet__slot *at = find(slot, slots, text, s, hash);
        if (at->id == 0)
            *at = (couplet__slot){hash, (uint32_t)i + 1};
        first[i] = at->id - 1;
    }
    if (slot == NULL) {
        couplet__free(first);
        first = NULL;
    }
    couplet__free(slot);
    return first;
}
