/* Texts of which each line is a segment. */
#ifndef TESTS_LINES_H
#define TESTS_LINES_H

#include <check.h>
#include <string.h>

#include "couplet/couplet.h"

/* utf8 must outlive it. */
static inline couplet_text *lines_of(couplet_lang lang, const char *utf8)
{
    couplet_segment_options options;
    couplet_text *text;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = COUPLET_PROFILE_LINES;
    ck_assert_int_eq(couplet_text_segment(&text, lang, utf8, strlen(utf8), &options, NULL),
                     COUPLET_OK);
    return text;
}

#endif
