/* Growing arrays of any type.
 *
 *     COUPLET__VEC(int) v = {0};
 *     if (!couplet__vec_push(&v, 7)) goto no_memory;
 *     v.at[0]; v.count;
 *     couplet__vec_free(&v);
 */
#ifndef COUPLET_BASE_VEC_H
#define COUPLET_BASE_VEC_H

#include "base/mem.h"

#define COUPLET__VEC(type)                                                                         \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t count, room;                                                                        \
        void *grown; /* between a reallocation and its assignment */                               \
    }

/* Room for `need` items: the new array and *room, or NULL with the old array untouched. */
void *couplet__grow(void *old, size_t *room, size_t need, size_t size);

#define couplet__vec_reserve(v, need)                                                              \
    ((need) <= (v)->room ||                                                                        \
     (((v)->grown = couplet__grow((v)->at, &(v)->room, (need), sizeof *(v)->at)) != NULL &&        \
      ((v)->at = (v)->grown, true)))

/* true, or false when memory is exhausted (the vector is then unchanged) */
#define couplet__vec_push(v, ...)                                                                  \
    (couplet__vec_reserve((v), (v)->count + 1) && ((v)->at[(v)->count++] = __VA_ARGS__, true))

#define couplet__vec_free(v) (couplet__free((v)->at), (v)->at = NULL, (v)->count = 0, (v)->room = 0)

#endif
