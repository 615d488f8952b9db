/* Segments that stand in a text more than once: headings, formulas, what a form says each time. */
#ifndef COUPLET_SEGMENT_REPEATS_H
#define COUPLET_SEGMENT_REPEATS_H

#include <stdint.h>

#include "segment/text.h"

/* Of each segment the number of the first one with the same bytes, which may be itself. The caller
 * frees it; NULL: out of memory. */
uint32_t *couplet__repeats(const couplet_text *text);

#endif
