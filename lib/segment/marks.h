/* Quotation marks, brackets and end marks of both languages. */
#ifndef COUPLET_SEGMENT_MARKS_H
#define COUPLET_SEGMENT_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

typedef struct couplet__pair {
    size_t open, close; /* byte offsets of the two marks; close 0: never closed */
} couplet__pair;

typedef COUPLET__VEC(couplet__pair) couplet__pairs;

bool couplet__opens(uint32_t c);  /* an opening quotation mark or bracket, not " and ' */
bool couplet__closes(uint32_t c); /* a closing one, not " and ' */

/* Pairs the quotation marks and brackets between two offsets, in the order of their opening. A mark
 * that is never closed swallows nothing: the pairs inside and behind it are still found. Linear
 * in the size. false: out of memory. */
bool couplet__pairs_find(couplet__pairs *out, const char *bytes, size_t start, size_t end);

#endif
