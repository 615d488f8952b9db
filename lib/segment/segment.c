#include <string.h>

#include "segment/text.h"
#include "text/utf8.h"

void couplet_segment_options_init(couplet_segment_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    memset(options, 0, size);
    options->size = size;
}

static bool ends_sentence(couplet_lang lang, uint32_t c, uint32_t next)
{
    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F)
        return true;
    return lang == COUPLET_EN && (c == '.' || c == '!' || c == '?') && next == ' ';
}

static bool closes(uint32_t c)
{
    return c == 0x300D || c == 0x300F || c == 0x201D || c == 0x2019 || c == 0xFF09 ||
           c == 0x3011 || c == 0x300B || c == '"' || c == '\'' || c == ')';
}

static bool add(couplet_text *text, size_t start, size_t end, size_t line, size_t paragraph)
{
    while (start < end) {
        size_t next = start;
        if (!couplet__is_space(couplet__utf8_next(text->bytes, end, &next)))
            break;
        start = next;
    }
    while (start < end) {
        size_t last = end;
        if (!couplet__is_space(couplet__utf8_prev(text->bytes, &last)))
            break;
        end = last;
    }
    if (start == end)
        return true;
    couplet_segment segment = {{start, end - start}, line, paragraph, COUPLET_KIND_BODY};
    return couplet__vec_push(&text->segments, segment);
}

couplet_status couplet_text_segment(couplet_text **out, couplet_lang lang, const char *utf8,
                                    size_t size, const couplet_segment_options *options,
                                    couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the text");
    *out = NULL;
    size_t bad = couplet__utf8_check(utf8, size);
    if (bad != size)
        return couplet__fail(error, COUPLET_EENCODING, bad, 0, "not UTF-8");
    couplet_text *text = couplet__zalloc(1, sizeof *text);
    if (text == NULL)
        return couplet__no_memory(error);
    text->lang = lang;
    text->bytes = utf8;
    text->size = size;
    bool lines = options != NULL && options->profile == COUPLET_PROFILE_LINES, ok = true;
    size_t start = 0, at = 0, line = 1;
    while (ok && at < size) {
        uint32_t c = couplet__utf8_next(utf8, size, &at);
        if (c == '\n') {
            ok = add(text, start, at, line, line - 1);
            start = at;
            line++;
        } else if (!lines && ends_sentence(lang, c, at < size ? (unsigned char)utf8[at] : ' ')) {
            while (at < size) {
                size_t next = at;
                uint32_t d = couplet__utf8_next(utf8, size, &next);
                if (!closes(d) && !ends_sentence(lang, d, ' '))
                    break;
                at = next;
            }
            ok = add(text, start, at, line, line - 1);
            start = at;
        }
    }
    ok = ok && add(text, start, size, line, line - 1);
    if (!ok) {
        couplet_text_free(text);
        return couplet__no_memory(error);
    }
    *out = text;
    return COUPLET_OK;
}
