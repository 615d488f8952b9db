/* Language codes of a translation memory, and its direction. */
#ifndef COUPLET_CLI_CODES_H
#define COUPLET_CLI_CODES_H

#include "cli.h"
#include "couplet/couplet.h"

/* Sets codes and direction from --src-lang and --tgt-lang, either of which may be NULL. On failure
 * says what is wrong. */
cli_exit cli_set_codes(couplet_write_options *options, const char *source, const char *target);

#endif
