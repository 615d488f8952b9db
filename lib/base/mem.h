/* Memory: every allocation of the library's own goes through these four functions, so that
 * tests can fail any one of them. Sizes are checked for overflow; failure is NULL, never abort. */
#ifndef COUPLET_BASE_MEM_H
#define COUPLET_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

void *couplet__alloc(size_t count, size_t size);  /* uninitialised; never NULL for 0 bytes */
void *couplet__zalloc(size_t count, size_t size); /* zeroed */
void *couplet__resize(void *old, size_t count, size_t size); /* old survives a failure */
void couplet__free(void *p);                                 /* NULL is allowed */
char *couplet__copy(const char *bytes, size_t size);         /* a copy with a NUL behind it */

#endif
