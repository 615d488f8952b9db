#include "segment/text.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"

couplet_lang couplet_text_lang(const couplet_text *text)
{
    return text->lang;
}

const char *couplet_text_bytes(const couplet_text *text, size_t *size)
{
    if (size != NULL)
        *size = text->size;
    return text->bytes;
}

size_t couplet_text_count(const couplet_text *text)
{
    return text->segments.count;
}

const couplet_segment *couplet_text_at(const couplet_text *text, size_t i)
{
    return i < text->segments.count ? &text->segments.at[i] : NULL;
}

void couplet_text_free(couplet_text *text)
{
    if (text == NULL)
        return;
    couplet__vec_free(&text->segments);
    couplet__free(text);
}

couplet_status couplet_text_show(char **utf8, size_t *size, const couplet_text *text,
                                 couplet_range range, couplet_error *error)
{
    if (utf8 == NULL || size == NULL || text == NULL || range.count > text->segments.count ||
        range.first > text->segments.count - range.count)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no such segments");
    *utf8 = NULL;
    *size = 0;
    couplet__buf out = {0};
    couplet__buf_add(&out, "", 0);
    uint32_t before = 0;
    bool gap = false;
    for (size_t i = range.first; i < range.first + range.count; i++) {
        couplet_span span = text->segments.at[i].bytes;
        size_t at = span.offset, end = span.offset + span.length;
        gap = true;
        while (at < end) {
            uint32_t c = couplet__utf8_next(text->bytes, end, &at);
            if (couplet__is_space(c)) {
                gap = true;
                continue;
            }
            bool wide = before > 0x2E7F && c > 0x2E7F;
            if (gap && before != 0 && !wide)
                couplet__buf_char(&out, ' ');
            couplet__buf_utf8(&out, c);
            before = c;
            gap = false;
        }
    }
    if (out.failed) {
        couplet__buf_free(&out);
        return couplet__no_memory(error);
    }
    *utf8 = out.at;
    *size = out.size;
    return COUPLET_OK;
}
