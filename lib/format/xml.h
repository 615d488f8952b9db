/* XML in, as events, by libxml2. The input is read in place; nothing else is: no network, no
 * external DTD, no entities but XML's five. Limits are libxml2's own: 256 nested elements, 50,000
 * bytes for a name, 10 MB for an attribute or a comment. */
#ifndef COUPLET_FORMAT_XML_H
#define COUPLET_FORMAT_XML_H

#include <stdbool.h>

#include "base/status.h"

typedef struct couplet__xml_attributes couplet__xml_attributes;

typedef struct couplet__xml_events { /* any status but COUPLET_OK stops the reading */
    void *user;
    couplet_status (*start)(void *user, const char *element, const couplet__xml_attributes *with);
    couplet_status (*end)(void *user, const char *element);
    couplet_status (*text)(void *user, const char *text, size_t size); /* in pieces */
    const char *(*refusal)(couplet_status status); /* what such a status means; static storage */
} couplet__xml_events;                             /* names are without prefix */

/* The value of an attribute of the element that starts, or NULL. A name is as it stands in the
 * file, "xml:lang" or "lang". */
const char *couplet__xml_attribute(const couplet__xml_attributes *with, const char *name,
                                   size_t *size);

/* COUPLET_EDATA: not well-formed; COUPLET_EENCODING: not in the encoding that it declares;
 * COUPLET_ELIMIT: too deep, or a name too long; a status of the events. */
couplet_status couplet__xml_read(const void *bytes, size_t size, const couplet__xml_events *events,
                                 couplet_error *error);

#endif
