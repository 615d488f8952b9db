/* Lines, and what of them tells whether they are wrapped and where a paragraph starts. */
#ifndef COUPLET_TEXT_LINE_H
#define COUPLET_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"
#include "couplet/couplet.h"

typedef struct couplet__line {
    size_t start, end;   /* bytes, without white space around them; equal when blank */
    size_t number;       /* from 1, by LF, CR and CRLF */
    uint32_t width;      /* in columns: 2 for a wide character; indent included */
    uint32_t chars;      /* as width, in characters: some wrap Chinese by those */
    uint32_t indent;     /* columns of white space before it */
    uint32_t first_word; /* columns of its first word, which would not have fitted a line before */
    couplet_lang lang;   /* or 0 */
    bool wide_indent;    /* indented by U+3000: the Chinese mark of a paragraph */
    bool item;           /* begins with a list marker */
    bool continues;      /* begins in lower case, or with a mark that no paragraph begins with */
    bool stops;          /* ends with a sentence end or a colon, closers aside */
    bool breaks;         /* a paragraph ends here whatever follows (U+2029) */
} couplet__line;

typedef COUPLET__VEC(couplet__line) couplet__line_list;

/* Replaces what *out held. utf8 must be valid. Not measured, a line has only start, end, number and
 * breaks, and 0 in all others. false: out of memory. */
bool couplet__lines(couplet__line_list *out, const char *utf8, size_t size, bool measured);

#endif
