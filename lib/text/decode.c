#include <string.h>

#include "base/buf.h"
#include "base/status.h"
#include "text/charset.h"
#include "text/detect.h"

/* Below this certainty an encoding is not taken unasked. */
static const double SURE = 0.95;

/* The line, from 1, that byte `size` of the text stands in: LF, CR and CRLF end lines. */
static size_t line_at(const char *utf8, size_t size)
{
    size_t line = 1;
    for (size_t i = 0; i < size; i++)
        line += utf8[i] == '\r' || (utf8[i] == '\n' && (i == 0 || utf8[i - 1] != '\r'));
    return line;
}

static bool take(void *user, const char *utf8, size_t size)
{
    couplet__buf *out = user;
    couplet__buf_add(out, utf8, size);
    return !out->failed;
}

/* "utf-16" without a byte order mark: whichever order reads better; big-endian in doubt (RFC 2781).
 */
static couplet_status order_of_utf16(const char **charset, const char *bytes, size_t size)
{
    couplet_detection found;
    couplet_status status = couplet__detect(&found, bytes, size, (couplet_lang)0, NULL);
    if (status == COUPLET_ENOMEM)
        return status;
    bool little = status == COUPLET_OK && strcmp(found.charset, "utf-16le") == 0;
    *charset = little ? "utf-16le" : "utf-16be";
    return COUPLET_OK;
}

/* Settles which encoding it is, and how long its byte order mark. */
static couplet_status settle(const char **charset, size_t *mark, const char *bytes, size_t size,
                             couplet_error *error)
{
    couplet_detection found;
    const char *marked = couplet__byte_order_mark(bytes, size, mark);
    if (*charset != NULL)
        *charset = couplet__charset_name(*charset);
    if (*charset == NULL && marked == NULL) {
        couplet_status status = couplet__detect(&found, bytes, size, (couplet_lang)0, error);
        if (status != COUPLET_OK)
            return status;
        if (found.certainty < SURE)
            return couplet__fail(error, COUPLET_EENCODING, 0, 0,
                                 "more than one encoding makes sense of these bytes: name it");
        *charset = found.charset;
    } else if (*charset == NULL || (marked != NULL && strcmp(*charset, "utf-16") == 0 &&
                                    strncmp(marked, "utf-16", 6) == 0)) {
        *charset = marked;
    } else if (strcmp(*charset, "utf-16") == 0) {
        *mark = 0;
        return order_of_utf16(charset, bytes, size);
    }
    if (marked == NULL || strcmp(*charset, marked) != 0)
        *mark = 0;
    return COUPLET_OK;
}

static couplet_status fail_reading(couplet__charset_end end, const couplet__buf *out, size_t offset,
                                   couplet_error *error)
{
    if (end == COUPLET__CHARSET_UNKNOWN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no encoding of this name is known");
    if (end == COUPLET__CHARSET_NO_MEMORY || end == COUPLET__CHARSET_STOPPED)
        return couplet__no_memory(error);
    return couplet__fail(error, COUPLET_EENCODING, offset, line_at(out->at, out->size),
                         end == COUPLET__CHARSET_CUT ? "the text ends in the middle of a character"
                                                     : "bytes that the encoding does not allow");
}

couplet_status couplet_decode(char **utf8, size_t *utf8_size, const void *bytes, size_t size,
                              const char *charset, couplet_error *error)
{
    if (utf8 == NULL || utf8_size == NULL || (bytes == NULL && size != 0))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no bytes, or no place for the text");
    *utf8 = NULL;
    *utf8_size = 0;
    const char *from = bytes == NULL ? "" : bytes;
    size_t mark = 0, offset = 0;
    couplet_status status = settle(&charset, &mark, from, size, error);
    if (status != COUPLET_OK)
        return status;
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    couplet__charset_end end =
        couplet__charset_read(charset, from + mark, size - mark, take, &out, &offset);
    const char *nul = end == COUPLET__CHARSET_WHOLE ? memchr(out.at, 0, out.size) : NULL;
    if (end != COUPLET__CHARSET_WHOLE || out.failed) {
        status =
            out.failed ? couplet__no_memory(error) : fail_reading(end, &out, mark + offset, error);
    } else if (nul != NULL) {
        size_t at = (size_t)(nul - out.at);
        offset = couplet__charset_offset(charset, from + mark, size - mark, at);
        status = couplet__fail(error, COUPLET_EENCODING, mark + offset, line_at(out.at, at),
                               "a NUL character: not a text file, or a damaged one");
    }
    if (status != COUPLET_OK) {
        couplet__buf_free(&out);
        return status;
    }
    *utf8 = out.at;
    *utf8_size = out.size;
    return COUPLET_OK;
}
