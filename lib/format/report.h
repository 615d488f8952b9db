/* The writers of reports. */
#ifndef COUPLET_FORMAT_REPORT_H
#define COUPLET_FORMAT_REPORT_H

#include "base/buf.h"
#include "check/report.h"

typedef struct couplet__reporting {
    const couplet_report *report;
    couplet_write_options options; /* complete */
    couplet_write_fn write;
    void *user;
    couplet__buf out; /* the piece in hand */
} couplet__reporting;

couplet_status couplet__report_text(couplet__reporting *r);
couplet_status couplet__report_json(couplet__reporting *r);
couplet_status couplet__report_sarif(couplet__reporting *r);

/* Hands the piece in hand over once it is large enough. */
couplet_status couplet__report_flush(couplet__reporting *r, size_t at_least);

/* "error", "warning", "note" */
const char *couplet__level_name(couplet_level level);

/* A share in percent, rounded down so that 100 means all of it; whole must not be 0. */
double couplet__percent(couplet_share share);

#endif
