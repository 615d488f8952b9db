/* What the checks know of both texts before they look at any one bead: words, stems and weights,
 * what vouches for what, and what this alignment teaches of it. */
#ifndef COUPLET_CHECK_STUDY_H
#define COUPLET_CHECK_STUDY_H

#include "align/learn.h"
#include "text/words.h"

struct couplet__roster; /* check/roster.h */

typedef struct couplet__study {
    const couplet_result *result;
    const couplet_text *zh, *en;
    const couplet_report_options *options; /* complete */
    couplet__document document;
    couplet__links links;
    couplet__learned learned;
    struct couplet__roster *roster; /* names; NULL: not called yet */
    bool open;                      /* false: a side has no segments, and no bead has two */
} couplet__study;

couplet_status couplet__study_open(couplet__study *study, const couplet_result *result,
                                   const couplet_text *zh, const couplet_text *en,
                                   const couplet_report_options *options);
void couplet__study_close(couplet__study *study);

/* The bytes from the first to the last segment of a range. */
couplet_span couplet__range_bytes(const couplet_text *text, couplet_range range);

#endif
