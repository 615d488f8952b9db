/* Bytes of a named encoding to UTF-8. The one door to iconv. */
#ifndef COUPLET_TEXT_CHARSET_H
#define COUPLET_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

/* Receives whole characters, valid UTF-8; false stops. */
typedef bool couplet__charset_sink(void *user, const char *utf8, size_t size);

typedef enum couplet__charset_end {
    COUPLET__CHARSET_WHOLE,   /* all of it was read */
    COUPLET__CHARSET_BAD,     /* bytes that the encoding does not allow */
    COUPLET__CHARSET_CUT,     /* it ends in the middle of a character */
    COUPLET__CHARSET_UNKNOWN, /* no such encoding */
    COUPLET__CHARSET_STOPPED, /* by the sink */
    COUPLET__CHARSET_NO_MEMORY
} couplet__charset_end;

/* name: as couplet_decode(). *offset: how many bytes were read, so that bad ones begin there. A
 * byte order mark is passed on like any other character. Takes constant memory. */
couplet__charset_end couplet__charset_read(const char *name, const char *bytes, size_t size,
                                           couplet__charset_sink *sink, void *user, size_t *offset);

/* How many bytes were read when the first `utf8_size` bytes of UTF-8 had been written; for error
 * messages. */
size_t couplet__charset_offset(const char *name, const char *bytes, size_t size, size_t utf8_size);

/* name, or the one that it is another name of: "MS950" is "cp950", "utf8" is "utf-8". */
const char *couplet__charset_name(const char *name);

#endif
