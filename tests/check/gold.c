/* gold ZH EN LADDER [CROSS]: the page of an alignment made by hand, on stdout. */
#include <stdio.h>

#include "pair.h"

static int put(void *user, const char *data, size_t size)
{
    return fwrite(data, 1, size, user) != size;
}

int main(int argc, char **argv)
{
    pair p;
    if (argc < 4 || pair_read(&p, argv[1], argv[2], argv[3], argc > 4 ? argv[4] : NULL) != 0)
        return 2;
    couplet_write_options options;
    couplet_write_options_init(&options, sizeof options);
    options.zh_name = argv[1];
    options.en_name = argv[2];
    couplet_status status =
        couplet_write(p.result, p.zh, p.en, COUPLET_FORMAT_HTML, &options, put, stdout, NULL, NULL);
    pair_free(&p);
    return status != COUPLET_OK;
}
