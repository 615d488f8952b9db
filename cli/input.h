/* Files as the user has them: read whole, decoded to UTF-8, and every fault placed in the original.
 */
#ifndef COUPLET_CLI_INPUT_H
#define COUPLET_CLI_INPUT_H

#include "cli.h"
#include "couplet/couplet.h"

typedef struct cli_input {
    const char *name; /* as messages show it */
    char *bytes;      /* as the file holds them */
    size_t size;
    char *utf8; /* NUL-terminated */
    size_t utf8_size;
    const char *charset; /* that bytes were decoded from */
} cli_input;

/* Reads a file whole, "-" stdin. At most 4 GiB. Start from a zeroed cli_input. On failure says
 * what is wrong. */
cli_exit cli_input_read(cli_input *in, const char *path);

/* Decodes what was read. charset: as the user named it, or NULL to detect it; lang: the language
 * that is expected, or 0. option: the one to name where the user should help, such as
 * "--zh-encoding", or NULL. Refuses texts that are empty. */
cli_exit cli_input_decode(cli_input *in, const char *charset, couplet_lang lang,
                          const char *option);

/* Both in one. */
cli_exit cli_input_open(cli_input *in, const char *path, const char *charset, couplet_lang lang,
                        const char *option);

/* Says what the library found wrong in a decoded text: error->offset is a byte of utf8. advice is
 * what to do, or NULL. Returns the exit code. */
cli_exit cli_input_fault(const cli_input *in, const couplet_error *error, const char *advice);

void cli_input_free(cli_input *in);

#endif
