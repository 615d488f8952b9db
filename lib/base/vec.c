#include "base/vec.h"

void *couplet__grow(void *old, size_t *room, size_t need, size_t size)
{
    size_t next = *room + *room / 2;
    if (next < 8)
        next = 8;
    if (next < need)
        next = need;
    void *grown = couplet__resize(old, next, size);
    if (grown != NULL)
        *room = next;
    return grown;
}
