/* --anchors: pairs of segments that the user says stand together. */
#ifndef COUPLET_CLI_PINS_H
#define COUPLET_CLI_PINS_H

#include "texts.h"

typedef struct cli_pins {
    couplet_pin *at; /* in increasing order on both sides */
    size_t count;
} cli_pins;

/* Reads a file of a pair a line: `12 14`, numbers of segments from 1 as `couplet segment --format
 * tsv` gives them, or `L30 L41`, lines of the files. `#` begins a comment. On failure says what is
 * wrong. */
cli_exit cli_pins_read(cli_pins *pins, const char *path, const cli_texts *texts);
void cli_pins_free(cli_pins *pins);

#endif
