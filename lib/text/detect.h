/* Detection with the reason for a refusal. */
#ifndef COUPLET_TEXT_DETECT_H
#define COUPLET_TEXT_DETECT_H

#include "base/status.h"

/* As couplet_detect(). COUPLET_EENCODING: the bytes are not text in any encoding known here; *error
 * says why and where. */
couplet_status couplet__detect(couplet_detection *out, const char *bytes, size_t size,
                               couplet_lang lang, couplet_error *error);

/* The encoding that a byte order mark at the head of the bytes tells, and its length; or NULL. */
const char *couplet__byte_order_mark(const char *bytes, size_t size, size_t *mark);

#endif
