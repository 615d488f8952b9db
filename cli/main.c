/* couplet: dispatches to one file per subcommand. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "couplet/couplet.h"
#include "heap.h"
#include "message.h"

static const cli_command *const COMMANDS[] = {&cli_align, &cli_check,   &cli_segment,
                                              &cli_score, &cli_convert, &cli_fit};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

/* Commands with commands of their own. */
typedef int family_fn(int argc, char **argv);
static const struct {
    const char *name, *summary;
    family_fn *run;
} FAMILIES[] = {{"lexicon", "Make, learn and show lexicons.", cli_lexicon}};
enum { FAMILY_COUNT = sizeof FAMILIES / sizeof *FAMILIES };

static const cli_command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(COMMANDS[i]->name, name) == 0)
            return COMMANDS[i];
    return NULL;
}

static family_fn *find_family(const char *name)
{
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        if (strcmp(FAMILIES[i].name, name) == 0)
            return FAMILIES[i].run;
    return NULL;
}

static void print_overview(FILE *to)
{
    fputs("usage: couplet COMMAND [OPTION]... FILE...\n"
          "       couplet help COMMAND\n"
          "       couplet --version\n\n"
          "Aligns the Traditional Chinese and English renderings of the same text.\n\ncommands:\n",
          to);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(to, "  %-10s%s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        fprintf(to, "  %-10s%s\n", FAMILIES[i].name, FAMILIES[i].summary);
    fputs("\n'couplet help COMMAND' tells what a command takes, 'man couplet' the whole.\n\n"
          "exit codes: 0 done, 1 a threshold was missed, a word not known or nothing learnt,\n"
          "2 usage, 3 input unreadable or wrongly encoded, 4 output not written,\n"
          "5 limit or memory\n",
          to);
}

/* What went to stdout by printf() counts as written only once it has left. */
static cli_exit flush_stdout(cli_exit result)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return result;
    if (errno != EPIPE && result == CLI_OK)
        cli_complain("stdout: cannot be written: %s", strerror(errno));
    return CLI_OUTPUT;
}

cli_exit cli_run(const cli_command *command, int argc, char **argv)
{
    cli_list operands = {NULL, 0};
    void *args = calloc(1, command->args_size);
    if (args == NULL) {
        cli_complain("memory is exhausted");
        return CLI_LIMIT;
    }
    cli_exit result = CLI_OK;
    if (command->defaults != NULL)
        command->defaults(args);
    switch (cli_parse(command, argc, argv, args, &operands)) {
    case CLI_PARSED:
        result = command->run(args, &operands);
        break;
    case CLI_ASKED_HELP:
        cli_help(command);
        break;
    case CLI_MISUSED:
        result = CLI_USAGE;
        break;
    case CLI_NO_MEMORY:
        cli_complain("memory is exhausted");
        result = CLI_LIMIT;
        break;
    }
    cli_lists_free(command, args, &operands);
    free(args);
    return result;
}

static cli_exit no_such_command(const char *name)
{
    cli_complain("there is no command '%s'; see 'couplet --help'", name);
    return CLI_USAGE;
}

/* Of all commands, of one or of one of a family, as names[0 .. count - 1] say. */
static cli_exit help(char **names, int count)
{
    static char HELP[] = "--help";
    if (count == 0) {
        print_overview(stdout);
        return CLI_OK;
    }
    const cli_command *command = find_command(names[0]);
    family_fn *family = find_family(names[0]);
    int most = family != NULL ? 2 : 1; /* names that tell a command */
    if (command == NULL && family == NULL)
        return no_such_command(names[0]);
    if (count > most) {
        cli_complain("help takes one command, not '%s' behind it", names[most]);
        return CLI_USAGE;
    }
    if (family != NULL)
        return (cli_exit)family(count + 1,
                                (char *[]){names[0], count == 2 ? names[1] : HELP, HELP, NULL});
    cli_help(command);
    return CLI_OK;
}

static cli_exit dispatch(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : NULL;
    if (name == NULL) {
        print_overview(stderr);
        return CLI_USAGE;
    }
    if (strcmp(name, "help") == 0)
        return help(argv + 2, argc - 2);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return help(NULL, 0);
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        printf("couplet %s\n", couplet_version());
        return CLI_OK;
    }
    family_fn *family = find_family(name);
    if (family != NULL)
        return (cli_exit)family(argc - 1, argv + 1);
    const cli_command *command = find_command(name);
    if (command == NULL)
        return no_such_command(name);
    return cli_run(command, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    cli_heap_prepare();
    /* A closed pipe or a file of the size that ulimit -f allows is a write that fails, like any
     * other. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    return (int)flush_stdout(dispatch(argc, argv));
}
