/* A text: the caller's bytes of one language, cut into segments. */
#ifndef COUPLET_SEGMENT_TEXT_H
#define COUPLET_SEGMENT_TEXT_H

#include "base/status.h"
#include "base/vec.h"

struct couplet_text {
    couplet_lang lang;
    const char *bytes; /* borrowed */
    size_t size;
    COUPLET__VEC(couplet_segment) segments;
};

/* Checks what every maker of a text checks: the place for it (set to NULL), the language, the bytes
 * and that they are UTF-8, the limits. */
couplet_status couplet__text_check(couplet_text **out, couplet_lang lang, const char *utf8,
                                   size_t size, couplet_error *error);

/* A text without segments, or NULL. */
couplet_text *couplet__text_new(couplet_lang lang, const char *utf8, size_t size);

/* The bytes without the white space around them: couplet__is_space(), all of it. */
couplet_span couplet__trim(const char *bytes, couplet_span span);

#endif
