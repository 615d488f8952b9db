/* JSON, written piece by piece. */
#ifndef COUPLET_FORMAT_JSON_TEXT_H
#define COUPLET_FORMAT_JSON_TEXT_H

#include "base/buf.h"

/* A string in quotation marks; bytes must be UTF-8. */
void couplet__json_string(couplet__buf *out, const char *bytes, size_t size);

/* "key": in front of a value. */
void couplet__json_key(couplet__buf *out, const char *key);

#endif
