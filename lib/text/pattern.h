/* Regular expressions (PCRE2), read as UTF-8 with Unicode's classes. One holds the room of its
 * searches: a thread makes its own. */
#ifndef COUPLET_TEXT_PATTERN_H
#define COUPLET_TEXT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "couplet/couplet.h"

typedef struct couplet__pattern couplet__pattern;

/* COUPLET_EINVAL: not a regular expression, with *fault the byte where it is wrong (fault may be
 * NULL). COUPLET_ENOMEM. */
couplet_status couplet__pattern_new(couplet__pattern **out, const char *expression, size_t size,
                                    size_t *fault);

/* Spends time now, as hundreds of searches take, to make searches several times as fast where the
 * machine allows it. */
void couplet__pattern_hasten(couplet__pattern *pattern);

/* Finds the first match at or behind byte `from` of text, which must be valid UTF-8: COUPLET_OK
 * with *found and, where matched is not NULL, the bytes matched. The effort spent on one search is
 * bounded; a search that exceeds it finds nothing. COUPLET_ENOMEM. */
couplet_status couplet__pattern_find(couplet__pattern *pattern, const char *text, size_t size,
                                     size_t from, bool *found, couplet_span *matched);

void couplet__pattern_free(couplet__pattern *pattern);

#endif
