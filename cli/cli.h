/* What the subcommands share. */
#ifndef COUPLET_CLI_H
#define COUPLET_CLI_H

enum { CLI_OK = 0, CLI_FAILED = 1, CLI_USAGE = 2, CLI_INPUT = 3, CLI_OUTPUT = 4, CLI_LIMIT = 5 };

int cli_align(int argc, char **argv);
int cli_lexicon(int argc, char **argv);

#endif
