/* What holds for the segments of any text; asked by the unit tests and by the fuzz target. */
#ifndef COUPLET_TESTS_SEGMENT_PROPERTIES_H
#define COUPLET_TESTS_SEGMENT_PROPERTIES_H

#include <string.h>

#include "couplet/couplet.h"
#include "text/utf8.h"

static inline int only_spaces(const char *utf8, size_t at, size_t end)
{
    while (at < end)
        if (!couplet__is_space(couplet__utf8_next(utf8, end, &at)))
            return 0;
    return 1;
}

static inline size_t count_line_ends(const char *utf8, size_t at, size_t end)
{
    size_t count = 0;
    for (; at < end; at++)
        count += utf8[at] == '\n' ? at == 0 || utf8[at - 1] != '\r' : utf8[at] == '\r';
    return count;
}

/* What is wrong with one segment that stands behind `end` on `line`, or NULL. */
static inline const char *wrong_segment(const couplet_segment *s, const char *utf8, size_t size,
                                        size_t end)
{
    size_t from = s->bytes.offset, to = from + s->bytes.length, last = to, first = from;
    if (s->bytes.length == 0 || from < end || to > size)
        return "a segment that is empty, out of order or past the end";
    if (((unsigned char)utf8[from] & 0xC0) == 0x80 ||
        (to < size && ((unsigned char)utf8[to] & 0xC0) == 0x80))
        return "a segment that cuts a character";
    if (couplet__is_space(couplet__utf8_next(utf8, size, &first)) ||
        couplet__is_space(couplet__utf8_prev(utf8, &last)))
        return "a segment with white space around it";
    return NULL;
}

/* What is wrong with a text that was cut from all of utf8, or NULL. */
static inline const char *wrong_text(const couplet_text *text, const char *utf8, size_t size)
{
    size_t end = 0, line = 1, paragraph = 0, counted = 0;
    for (size_t i = 0; i < couplet_text_count(text); i++) {
        const couplet_segment *s = couplet_text_at(text, i);
        const char *wrong = wrong_segment(s, utf8, size, end);
        if (wrong != NULL)
            return wrong;
        if (!only_spaces(utf8, end, s->bytes.offset))
            return "characters between segments";
        line += count_line_ends(utf8, counted, s->bytes.offset);
        counted = s->bytes.offset;
        if (s->line != line)
            return "a wrong line number";
        if (s->paragraph < paragraph)
            return "paragraphs out of order";
        paragraph = s->paragraph;
        end = s->bytes.offset + s->bytes.length;
    }
    return only_spaces(utf8, end, size) ? NULL : "characters behind the last segment";
}

static inline int same_texts(const couplet_text *a, const couplet_text *b)
{
    if (couplet_text_count(a) != couplet_text_count(b))
        return 0;
    for (size_t i = 0; i < couplet_text_count(a); i++) {
        const couplet_segment *s = couplet_text_at(a, i), *t = couplet_text_at(b, i);
        if (s->bytes.offset != t->bytes.offset || s->bytes.length != t->bytes.length ||
            s->line != t->line || s->paragraph != t->paragraph || s->kind != t->kind)
            return 0;
    }
    return 1;
}

#endif
