/* couplet align: two files in, a translation memory out. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "couplet/couplet.h"

static char *slurp(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    fseek(f, 0, SEEK_END);
    *size = (size_t)ftell(f);
    rewind(f);
    char *p = malloc(*size + 1);
    if (p != NULL)
        *size = fread(p, 1, *size, f);
    fclose(f);
    return p;
}

static int put(void *user, const char *data, size_t size)
{
    return fwrite(data, 1, size, user) != size;
}

int cli_align(int argc, char **argv)
{
    if (argc != 3)
        return CLI_USAGE;
    size_t zh_size, en_size;
    char *zh_bytes = slurp(argv[1], &zh_size), *en_bytes = slurp(argv[2], &en_size);
    if (zh_bytes == NULL || en_bytes == NULL)
        return CLI_INPUT;
    couplet_text *zh = NULL, *en = NULL;
    couplet_aligner *aligner = NULL;
    couplet_result *result = NULL;
    couplet_error error;
    int code = CLI_OK;
    if (couplet_text_segment(&zh, COUPLET_ZH, zh_bytes, zh_size, NULL, &error) != COUPLET_OK ||
        couplet_text_segment(&en, COUPLET_EN, en_bytes, en_size, NULL, &error) != COUPLET_OK ||
        couplet_aligner_new(&aligner, NULL, &error) != COUPLET_OK ||
        couplet_align(&result, aligner, zh, en, NULL, &error) != COUPLET_OK ||
        couplet_write(result, zh, en, COUPLET_FORMAT_TMX, NULL, put, stdout, NULL, &error) !=
            COUPLET_OK) {
        fprintf(stderr, "couplet: byte %zu: %s\n", error.offset, error.message);
        code = CLI_INPUT;
    }
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    couplet_text_free(en);
    couplet_text_free(zh);
    free(zh_bytes);
    free(en_bytes);
    return code;
}
