/* What the subcommands share: exit codes, and how each one presents itself to main(). */
#ifndef COUPLET_CLI_CLI_H
#define COUPLET_CLI_CLI_H

#include "options.h"

typedef enum cli_exit {
    CLI_OK = 0,
    CLI_FAILED = 1, /* a threshold was missed, a check failed */
    CLI_USAGE = 2,  /* the command line makes no sense */
    CLI_INPUT = 3,  /* input missing, unreadable, wrongly encoded or malformed */
    CLI_OUTPUT = 4, /* output could not be written */
    CLI_LIMIT = 5   /* a limit was reached, or memory is exhausted */
} cli_exit;

typedef struct cli_command {
    const char *name;
    const char *operands;    /* one form of the command line a line, without the name */
    const char *summary;     /* one line */
    const char *details;     /* a paragraph for --help, or NULL */
    const cli_group *groups; /* up to one without options */
    size_t args_size;        /* of the structure that the options fill */
    void (*defaults)(void *args);
    cli_exit (*run)(void *args, const cli_list *operands);
} cli_command;

/* Parses argv[1..] by the command's tables and runs it; argv[0] is its name. */
cli_exit cli_run(const cli_command *command, int argc, char **argv);

extern const cli_command cli_align, cli_check, cli_segment, cli_score, cli_convert, cli_fit;

/* A command with commands of its own, argv[1]; it may hand each to cli_run(). */
int cli_lexicon(int argc, char **argv);

#endif
