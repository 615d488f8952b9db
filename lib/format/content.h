/* The text of an element that may hold formatting codes, as TMX's seg and TBX's term do: codes
 * (bpt, ept, ph, it, ut) are dropped with what they hold, other elements (hi) give their text,
 * white space is trimmed and collapsed. */
#ifndef COUPLET_FORMAT_CONTENT_H
#define COUPLET_FORMAT_CONTENT_H

#include "base/buf.h"
#include "format/xml.h"

typedef struct couplet__content {
    couplet__buf text;
    size_t depth;      /* of open elements, its own included; 0: closed, all events are ignored */
    size_t code_depth; /* that of the outermost open code; 0: outside of codes */
    bool gap;          /* white space waits for the next character */
} couplet__content;

void couplet__content_open(couplet__content *content); /* at the start of its element */
void couplet__content_start(couplet__content *content, const char *element,
                            const couplet__xml_attributes *with); /* of an element inside */
bool couplet__content_end(couplet__content *content);             /* of any; true: it was its own */
void couplet__content_text(couplet__content *content, const char *text, size_t size);

#endif
