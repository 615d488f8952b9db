#include "format/report.h"

#include <math.h>
#include <string.h>

#include "format/html.h"
#include "format/write.h"

couplet_status couplet__report_flush(couplet__reporting *r, size_t at_least)
{
    if (r->out.failed)
        return COUPLET_ENOMEM;
    if (r->out.size == 0 || r->out.size < at_least)
        return COUPLET_OK;
    if (r->write(r->user, r->out.at, r->out.size) != 0)
        return COUPLET_ECALLBACK;
    couplet__buf_clear(&r->out);
    return COUPLET_OK;
}

const char *couplet__level_name(couplet_level level)
{
    return level == COUPLET_ERROR ? "error" : level == COUPLET_WARNING ? "warning" : "note";
}

double couplet__percent(couplet_share share)
{
    return floor(1000.0 * (double)share.part / (double)share.whole) / 10;
}

couplet_status couplet_report_write(const couplet_report *report, couplet_report_format format,
                                    const couplet_write_options *options, couplet_write_fn write,
                                    void *user, couplet_error *error)
{
    if (report == NULL || write == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to write, or nowhere to");
    couplet__reporting r = {.report = report, .write = write, .user = user};
    const char *fault = couplet__take_write_options(&r.options, options, false);
    if (fault != NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, fault);
    couplet_status status = COUPLET_EINVAL;
    switch (format) {
    case COUPLET_REPORT_TEXT:
        status = couplet__report_text(&r);
        break;
    case COUPLET_REPORT_JSON:
        status = couplet__report_json(&r);
        break;
    case COUPLET_REPORT_SARIF:
        status = couplet__report_sarif(&r);
        break;
    case COUPLET_REPORT_HTML:
        status = couplet__write_html(report->result, report->zh, report->en, report, &r.options,
                                     write, user);
        break;
    }
    if (status == COUPLET_OK)
        status = couplet__report_flush(&r, 0);
    couplet__buf_free(&r.out);
    return status == COUPLET_OK ? status
                                : couplet__fail(error, status, 0, 0, couplet_status_text(status));
}
