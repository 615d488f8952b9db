/* What the command says on stderr: one line each, `couplet: FILE:LINE: (byte N) what; what to do`.
 */
#ifndef COUPLET_CLI_MESSAGE_H
#define COUPLET_CLI_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli.h"
#include "couplet/couplet.h"

#if defined(__GNUC__)
#define CLI_PRINTF __attribute__((format(printf, 1, 2)))
#else
#define CLI_PRINTF
#endif

/* Says what went wrong. Control characters (a file name may hold them) are shown as `?`. */
CLI_PRINTF void cli_complain(const char *format, ...);

/* Says what may be of interest, unless cli_be_quiet() was called. */
CLI_PRINTF void cli_note(const char *format, ...);
void cli_be_quiet(void);

/* A place in a file, for "%s": "FILE:LINE: (byte N)"; line 0 and offset (size_t)-1 are left out.
 * Truncated where it does not fit. */
const char *cli_place(char *room, size_t size, const char *file, size_t line, size_t offset);

/* The exit code that a status of the library calls for. */
cli_exit cli_code(couplet_status status);

/* A line on stderr that shows how far long work is, where stderr is a terminal. A progress hook of
 * the library; user is not used. */
int cli_progress(void *user, size_t done, size_t total);
void cli_progress_done(void);

#endif
