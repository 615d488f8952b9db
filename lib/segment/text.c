#include "segment/text.h"

#include <stdint.h>

#include "text/paragraph.h"
#include "text/utf8.h"

couplet_status couplet__text_check(couplet_text **out, couplet_lang lang, const char *utf8,
                                   size_t size, couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the text");
    *out = NULL;
    if (lang != COUPLET_ZH && lang != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "neither Chinese nor English asked for");
    if (utf8 == NULL && size != 0)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no bytes to read");
    if (size > UINT32_MAX)
        return couplet__fail(error, COUPLET_ELIMIT, UINT32_MAX, 0, "a text of more than 4 GiB");
    size_t bad = couplet__utf8_check(utf8, size);
    if (bad != size)
        return couplet__fail(error, COUPLET_EENCODING, bad, 1 + couplet__line_ends(utf8, 0, bad),
                             "not UTF-8");
    return COUPLET_OK;
}

couplet_text *couplet__text_new(couplet_lang lang, const char *utf8, size_t size)
{
    couplet_text *text = couplet__zalloc(1, sizeof *text);
    if (text == NULL)
        return NULL;
    text->lang = lang;
    text->bytes = utf8;
    text->size = size;
    return text;
}

couplet_span couplet__trim(const char *bytes, couplet_span span)
{
    size_t start = span.offset, end = span.offset + span.length;
    while (start < end) {
        size_t next = start;
        if (!couplet__is_space(couplet__utf8_next(bytes, end, &next)))
            break;
        start = next;
    }
    while (start < end) {
        size_t last = end;
        if (!couplet__is_space(couplet__utf8_prev(bytes, &last)))
            break;
        end = last;
    }
    return (couplet_span){start, end - start};
}

static bool is_boundary(const char *bytes, size_t size, size_t at)
{
    return at == size || ((unsigned char)bytes[at] & 0xC0) != 0x80;
}

couplet_status couplet_text_wrap(couplet_text **out, couplet_lang lang, const char *utf8,
                                 size_t size, const couplet_span *segments, size_t count,
                                 couplet_error *error)
{
    couplet_status status = couplet__text_check(out, lang, utf8, size, error);
    if (status != COUPLET_OK)
        return status;
    if (segments == NULL && count != 0)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no segments to take");
    if (count > INT32_MAX)
        return couplet__fail(error, COUPLET_ELIMIT, 0, 0, "more than 2^31 segments");
    couplet_text *text = couplet__text_new(lang, utf8, size);
    if (text == NULL || (count != 0 && !couplet__vec_reserve(&text->segments, count))) {
        couplet_text_free(text);
        return couplet__no_memory(error);
    }
    size_t end = 0, counted = 0, line = 1, paragraph = 0;
    for (size_t i = 0; i < count; i++) {
        couplet_span s = segments[i];
        const char *fault =
            s.offset > size || s.length > size - s.offset ? "a segment past the end"
            : s.offset < end                              ? "segments out of order or overlapping"
            : !is_boundary(utf8, size, s.offset) || !is_boundary(utf8, size, s.offset + s.length)
                ? "a segment that cuts a character in two"
                : NULL;
        if (fault != NULL) {
            couplet_text_free(text);
            return couplet__fail(error, COUPLET_EINVAL, s.offset < size ? s.offset : size, 0,
                                 fault);
        }
        size_t inside = couplet__line_ends(utf8, counted, end);
        size_t between = couplet__line_ends(utf8, end, s.offset);
        line += inside + between;
        paragraph += i != 0 && between != 0;
        counted = s.offset;
        end = s.offset + s.length;
        text->segments.at[text->segments.count++] =
            (couplet_segment){s, line, paragraph, COUPLET_KIND_BODY};
    }
    *out = text;
    return COUPLET_OK;
}

couplet_lang couplet_text_lang(const couplet_text *text) { return text->lang; }

const char *couplet_text_bytes(const couplet_text *text, size_t *size)
{
    if (size != NULL)
        *size = text->size;
    return text->bytes;
}

size_t couplet_text_count(const couplet_text *text) { return text->segments.count; }

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
