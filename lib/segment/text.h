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

#endif
