/* Lines and paragraphs of a text as it was typed or pasted. A line ends at LF, CR, CRLF, form feed,
 * vertical tab, U+0085, U+2028 or U+2029; line numbers count LF, CR and CRLF only, as editors do.
 * Where lines are not hard-wrapped each is a paragraph; where they are, a paragraph is a run of
 * lines. */
#ifndef COUPLET_TEXT_PARAGRAPH_H
#define COUPLET_TEXT_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "couplet/couplet.h"

typedef struct couplet__paragraph {
    couplet_span
        bytes;    /* not empty, without white space around it; may hold line ends when wrapped */
    size_t line;  /* of its first byte, from 1 */
    size_t index; /* from 0, over the whole text; parts of a divided line share one */
    couplet_lang lang; /* as couplet__language_of(): 0 for neither */
} couplet__paragraph;

typedef COUPLET__VEC(couplet__paragraph) couplet__paragraph_list;

/* Replaces what *out held with the paragraphs of utf8, which must be valid. COUPLET_WRAP_AUTO looks
 * at Chinese and English lines apart: is there one width that explains where most of them end?
 * COUPLET_OK or COUPLET_ENOMEM. */
couplet_status couplet__paragraphs(couplet__paragraph_list *out, const char *utf8, size_t size,
                                   couplet_wrap wrap);

/* As couplet__paragraphs() with COUPLET_WRAP_NO, but for lang, which is 0 in all. */
couplet_status couplet__lone_lines(couplet__paragraph_list *out, const char *utf8, size_t size);

/* The line ends (LF, CR, CRLF) in utf8[from..to): what to add to a line number. from must not lie
 * between a CR and its LF. */
size_t couplet__line_ends(const char *utf8, size_t from, size_t to);

/* The length of a list marker and the blanks behind it at the start of utf8, or 0: "1. ", "（一）",
 * "二、", "①", "• ", "第三條　". */
size_t couplet__list_marker(const char *utf8, size_t size);

#endif
