/* What a segment is, as far as its form shows: headline, byline, caption, credit, item, litter. The
 * forms are regular expressions in data/segment/kinds.tsv. */
#ifndef COUPLET_SEGMENT_KIND_H
#define COUPLET_SEGMENT_KIND_H

#include "segment/cut.h"
#include "segment/text.h"

/* Sets the kind of every segment. COUPLET_OK or COUPLET_ENOMEM. */
couplet_status couplet__tell_kinds(couplet_text *text);

/* A line of page litter (時間 | 來源 | 責任編輯:...) onto which the title above it was glued once
 * more, as copying from a page does: appends the offset where the title begins. Both spans are
 * paragraphs; above may be empty. false: out of memory. */
bool couplet__cut_glued_title(couplet__cuts *cuts, const char *bytes, couplet_span above,
                              couplet_span line);

#endif
