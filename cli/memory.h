/* A translation memory as two texts that are aligned already: a unit a line on both sides. */
#ifndef COUPLET_CLI_MEMORY_H
#define COUPLET_CLI_MEMORY_H

#include "input.h"

typedef struct cli_side {
    char *bytes;
    size_t size, room;
    couplet_span *spans;
} cli_side;

typedef struct cli_memory {
    cli_input in;
    cli_side zh_side, en_side;
    size_t count, room; /* units */
    couplet_text *zh, *en;
    couplet_result *result;
} cli_memory;

/* Reads a TMX. Start from a zeroed cli_memory; release it in any case. On failure says what is
 * wrong. */
cli_exit cli_memory_open(cli_memory *memory, const char *path);
void cli_memory_free(cli_memory *memory);

#endif
