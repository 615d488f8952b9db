/* Where results go: stdout, or a file that appears whole or not at all. */
#ifndef COUPLET_CLI_OUTPUT_H
#define COUPLET_CLI_OUTPUT_H

#include <stdio.h>

#include "cli.h"

typedef struct cli_output {
    const char *path; /* as the user gave it; NULL: stdout */
    FILE *file;
    char *target;    /* what path leads to, links followed */
    char *temporary; /* beside it, renamed at the end; NULL: written in place (a device, a pipe) */
    int failure;     /* errno of the first write that failed, or 0 */
} cli_output;

/* path may be NULL or "-": stdout. What stands at path stays untouched until cli_output_close().
 * On failure says why. */
cli_exit cli_output_open(cli_output *out, const char *path);

/* A couplet_write_fn; out is a cli_output. */
int cli_output_write(void *out, const char *data, size_t size);

/* Finishes: flushed to the disk, then renamed into place. With result other than CLI_OK drops what
 * was written. Returns result, or CLI_OUTPUT after saying why. Call it once after every open. */
cli_exit cli_output_close(cli_output *out, cli_exit result);

/* Outputs that belong together: all are finished, or none where that can be helped. */
cli_exit cli_outputs_close(cli_output outs[], size_t count, cli_exit result);

/* path with ending behind it, to be freed; NULL, after saying so, when memory is exhausted. */
char *cli_with_ending(const char *path, const char *ending);

/* Does path lead to the same file, or the same pipe, as other? */
int cli_same_file(const char *path, const char *other);

/* Before any work: two outputs that lead to the same file, or an output that leads to an input
 * (NULL: none), are told and are CLI_USAGE. */
cli_exit cli_outputs_differ(const char *path, const char *other);
cli_exit cli_output_spares(const char *path, const char *input);
cli_exit cli_output_spares_all(const char *path, const cli_list *inputs);

#endif
