/* Structs that begin with `size` and may grow: taking over what a caller of an older or a newer
 * header has given. */
#ifndef COUPLET_BASE_GIVEN_H
#define COUPLET_BASE_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

/* Copies what the caller's struct has of ours, which holds the defaults. given may be NULL: nothing
 * is changed. false: the caller set something that this library does not know (a tail that is not
 * zero), or never called _init() (a size of 0). */
bool couplet__take_given(void *own, size_t own_size, const void *given);

#endif
