/* gold FORMAT ZH EN LADDER [CROSS]: page or report of an alignment made by hand, on stdout. FORMAT
 * is page (without findings), text, json, html or sarif. */
#include <stdio.h>
#include <string.h>

#include "pair.h"

static int put(void *user, const char *data, size_t size)
{
    return fwrite(data, 1, size, user) != size;
}

static couplet_status write_report(const pair *p, const char *format,
                                   const couplet_write_options *options)
{
    static const char *const FORMATS[] = {"text", "json", "html", "sarif"};
    couplet_report *report;
    couplet_status status = couplet_report_new(&report, p->result, p->zh, p->en, NULL, NULL);
    if (status != COUPLET_OK)
        return status;
    status = COUPLET_EINVAL;
    for (int i = 0; i < 4; i++)
        if (strcmp(format, FORMATS[i]) == 0)
            status = couplet_report_write(report, (couplet_report_format)(i + 1), options, put,
                                          stdout, NULL);
    couplet_report_free(report);
    return status;
}

int main(int argc, char **argv)
{
    pair p;
    if (argc < 5 || pair_read(&p, argv[2], argv[3], argv[4], argc > 5 ? argv[5] : NULL) != 0)
        return 2;
    couplet_write_options options;
    couplet_write_options_init(&options, sizeof options);
    options.zh_name = strrchr(argv[2], '/') != NULL ? strrchr(argv[2], '/') + 1 : argv[2];
    options.en_name = strrchr(argv[3], '/') != NULL ? strrchr(argv[3], '/') + 1 : argv[3];
    couplet_status status;
    if (strcmp(argv[1], "page") == 0)
        status = couplet_write(p.result, p.zh, p.en, COUPLET_FORMAT_HTML, &options, put, stdout,
                               NULL, NULL);
    else
        status = write_report(&p, argv[1], &options);
    pair_free(&p);
    return status != COUPLET_OK;
}
