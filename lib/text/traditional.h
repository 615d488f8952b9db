/* Folded words written for a reader: in Traditional characters. The choice among several (后: 後 or
 * 皇后's) is ICU's, which looks at the characters around. */
#ifndef COUPLET_TEXT_TRADITIONAL_H
#define COUPLET_TEXT_TRADITIONAL_H

#include "base/buf.h"
#include "base/status.h"

/* Appends to out. utf8 must be valid; lines stay lines. Takes some milliseconds to begin with: give
 * it many words at once. */
couplet_status couplet__traditional(couplet__buf *out, const char *utf8, size_t size);

#endif
