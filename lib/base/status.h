/* Statuses and how a function reports where its input was wrong. */
#ifndef COUPLET_BASE_STATUS_H
#define COUPLET_BASE_STATUS_H

#include "couplet/couplet.h"

/* Fills *error (which may be NULL) and returns code, so that callers write
 * `return couplet__fail(error, COUPLET_EDATA, offset, line, "...")`.
 * message must have static storage. offset is in bytes; line is 1-based, 0 when unknown. */
couplet_status couplet__fail(couplet_error *error, couplet_status code, size_t offset, size_t line,
                             const char *message);

/* The same for exhausted memory. */
couplet_status couplet__no_memory(couplet_error *error);

#endif
