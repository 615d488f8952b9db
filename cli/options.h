/* One table of options a subcommand: it drives parsing and --help alike. */
#ifndef COUPLET_CLI_OPTIONS_H
#define COUPLET_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct cli_command;

typedef struct cli_list {
    const char **at;
    size_t count;
} cli_list;

typedef enum cli_type {
    CLI_FLAG = 1, /* bool */
    CLI_STRING,   /* const char *: the last one given */
    CLI_LIST,     /* cli_list: every one given, in order */
    CLI_SHARE,    /* double, 0..1 */
    CLI_CHOICE    /* int: the value that goes with the name */
} cli_type;

typedef struct cli_choice {
    const char *name; /* NULL ends the array */
    int value;
} cli_choice;

typedef struct cli_option {
    char letter;      /* 0: none */
    const char *name; /* NULL ends the table */
    cli_type type;
    size_t at;                 /* where the value goes: offset in the group's structure */
    const char *argument;      /* what --help calls the value; NULL for flags */
    const char *help;          /* a paragraph */
    const cli_choice *choices; /* CLI_CHOICE */
    const char *bare;          /* the value when "=VALUE" is left out; NULL: it must be given */
} cli_option;

typedef struct cli_group {
    const char *title;         /* heading in --help */
    const cli_option *options; /* NULL ends the list of groups */
    size_t at;                 /* of the group's structure in the subcommand's arguments */
} cli_group;

typedef enum cli_parsed { CLI_PARSED, CLI_ASKED_HELP, CLI_MISUSED, CLI_NO_MEMORY } cli_parsed;

/* Fills args and operands from argv[1..]. The lists hold pointers into argv and are released with
 * cli_lists_free(). CLI_MISUSED: what is wrong has been said. */
cli_parsed cli_parse(const struct cli_command *command, int argc, char **argv, void *args,
                     cli_list *operands);
void cli_lists_free(const struct cli_command *command, void *args, cli_list *operands);

/* Prints what the tables say to stdout. */
void cli_help(const struct cli_command *command);

/* The name that goes with a value. */
const char *cli_choice_name(const cli_choice *choices, int value);

#endif
