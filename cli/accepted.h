/* Findings that are known and accepted: their ids, one a line. */
#ifndef COUPLET_CLI_ACCEPTED_H
#define COUPLET_CLI_ACCEPTED_H

#include "input.h"

typedef struct cli_accepted {
    cli_input in;
    char **ids; /* count of them, into in.utf8 */
    size_t count;
} cli_accepted;

/* Reads a list: a line begins with an id of sixteen hexadecimal digits, as 'couplet check' prints
 * it; what follows on the line is for people; # begins a comment. Start from a zeroed cli_accepted;
 * release it in any case. On failure says what is wrong. */
cli_exit cli_accepted_read(cli_accepted *list, const char *path);
void cli_accepted_free(cli_accepted *list);

#endif
