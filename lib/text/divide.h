/* A file that holds both languages, taken apart: in blocks or interleaved by paragraph, in columns
 * or one behind the other on a line ("座談會 Symposium on the west"). */
#ifndef COUPLET_TEXT_DIVIDE_H
#define COUPLET_TEXT_DIVIDE_H

#include "text/paragraph.h"

/* Replaces what *zh and *en held. Every paragraph of utf8 (which must be valid), or every part of a
 * line that was divided, is in one of the two, in the order of the text; what has no language
 * of its own (a date, a row of stars) goes with the paragraph before it. Either list may come out
 * empty. COUPLET_OK or COUPLET_ENOMEM. */
couplet_status couplet__divide(couplet__paragraph_list *zh, couplet__paragraph_list *en,
                               const char *utf8, size_t size, couplet_wrap wrap);

#endif
