/* What the parts of `couplet lexicon` share. */
#ifndef COUPLET_CLI_LEXICON_H
#define COUPLET_CLI_LEXICON_H

#include "cli.h"

extern const cli_command cli_lexicon_build, cli_lexicon_show, cli_lexicon_learn;

#endif
