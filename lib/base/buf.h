/* A growing run of bytes. Failure is sticky: write on, then ask `failed` once. */
#ifndef COUPLET_BASE_BUF_H
#define COUPLET_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

typedef struct couplet__buf {
    char *at; /* NUL-terminated once anything was added */
    size_t size, room;
    bool failed;
} couplet__buf;

void couplet__buf_add(couplet__buf *buf, const char *bytes, size_t size);
void couplet__buf_str(couplet__buf *buf, const char *text);
void couplet__buf_char(couplet__buf *buf, char c);
void couplet__buf_uint(couplet__buf *buf, size_t value);
void couplet__buf_fixed(couplet__buf *buf, double value, int digits); /* locale-independent */
void couplet__buf_utf8(couplet__buf *buf, unsigned code_point);
void couplet__buf_clear(couplet__buf *buf); /* keeps the memory */
void couplet__buf_free(couplet__buf *buf);

#endif
