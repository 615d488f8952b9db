/* The outcome of an examination, as the writers read it. */
#ifndef COUPLET_CHECK_REPORT_H
#define COUPLET_CHECK_REPORT_H

#include "base/status.h"
#include "base/vec.h"
#include "check/account.h"

struct couplet_report {
    const couplet_result *result;
    const couplet_text *zh, *en;
    couplet_report_options options;
    couplet_metrics metrics;
    COUPLET__VEC(couplet_finding) findings; /* messages are the report's own */
    COUPLET__VEC(couplet__tie) ties;        /* of bead 0, of bead 1 ... */
    size_t *tie_first;                      /* beads + 1 */
    COUPLET__VEC(size_t) by_bead;           /* numbers of findings, by bead, then by weight */
    size_t *finding_first;                  /* beads + 1: into by_bead */
};

#endif
