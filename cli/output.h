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

/* Two outputs that belong together: both are finished, or neither where that can be helped. */
cli_exit cli_output_close_both(cli_output outs[2], cli_exit result);

/* path with ending behind it, to be freed; NULL, after saying so, when memory is exhausted. */
char *cli_with_ending(const char *path, const char *ending);

/* Does path lead to the same file as other? */
int cli_same_file(const char *path, const char *other);

#endif
