#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "message.h"

static const cli_option COMMON[] = {
    {'h', "help", CLI_FLAG, 0, NULL, "Print this help and stop.", NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

/* An option found in the command's tables, and where its value goes. */
typedef struct found {
    const cli_option *option;
    void *value;
} found;

static bool is_named(const cli_option *option, const char *name, size_t size)
{
    return strlen(option->name) == size && memcmp(option->name, name, size) == 0;
}

/* By letter where name is NULL. */
static found find_option(const cli_command *command, void *args, char letter, const char *name,
                         size_t size)
{
    for (const cli_group *group = command->groups; group->options != NULL; group++)
        for (const cli_option *option = group->options; option->name != NULL; option++)
            if (name != NULL ? is_named(option, name, size)
                             : option->letter != 0 && option->letter == letter)
                return (found){option, (char *)args + group->at + option->at};
    if (name != NULL ? is_named(COMMON, name, size) : letter == COMMON->letter)
        return (found){COMMON, NULL};
    return (found){NULL, NULL};
}

static bool misuse(const cli_command *command, const char *what, const char *which, size_t size)
{
    cli_complain("%s '%.*s'; see 'couplet %s --help'", what, (int)size, which, command->name);
    return false;
}

static bool set_choice(const cli_command *command, found it, const char *text)
{
    for (const cli_choice *choice = it.option->choices; choice->name != NULL; choice++)
        if (strcmp(choice->name, text) == 0) {
            *(int *)it.value = choice->value;
            return true;
        }
    char names[160] = "";
    for (const cli_choice *choice = it.option->choices; choice->name != NULL; choice++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", used != 0 ? ", " : "", choice->name);
    }
    cli_complain("--%s cannot be '%s'; it is one of %s; see 'couplet %s --help'", it.option->name,
                 text, names, command->name);
    return false;
}

static bool set_share(const cli_command *command, found it, const char *text)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= 0 && value <= 1)) {
        cli_complain("--%s takes a number from 0 to 1, not '%s'; see 'couplet %s --help'",
                     it.option->name, text, command->name);
        return false;
    }
    *(double *)it.value = value;
    return true;
}

static bool set(const cli_command *command, found it, const char *text)
{
    switch (it.option->type) {
    case CLI_FLAG:
        *(bool *)it.value = true;
        return true;
    case CLI_STRING:
        if (*text == '\0') {
            cli_complain("nothing is given with --%s; see 'couplet %s --help'", it.option->name,
                         command->name);
            return false;
        }
        *(const char **)it.value = text;
        return true;
    case CLI_LIST: {
        cli_list *list = it.value;
        list->at[list->count++] = text;
        return true;
    }
    case CLI_SHARE:
        return set_share(command, it, text);
    case CLI_CHOICE:
        return set_choice(command, it, text);
    }
    return false;
}

/* Every list can take as many values as there are arguments. */
static bool make_lists(const cli_command *command, size_t room, void *args, cli_list *operands)
{
    operands->count = 0;
    operands->at = malloc(room * sizeof *operands->at);
    bool ok = operands->at != NULL;
    for (const cli_group *group = command->groups; group->options != NULL; group++)
        for (const cli_option *option = group->options; option->name != NULL; option++)
            if (option->type == CLI_LIST) {
                cli_list *list = (cli_list *)(void *)((char *)args + group->at + option->at);
                list->count = 0;
                list->at = malloc(room * sizeof *list->at);
                ok = ok && list->at != NULL;
            }
    return ok;
}

void cli_lists_free(const cli_command *command, void *args, cli_list *operands)
{
    free(operands->at);
    for (const cli_group *group = command->groups; group->options != NULL; group++)
        for (const cli_option *option = group->options; option->name != NULL; option++)
            if (option->type == CLI_LIST)
                free(((cli_list *)(void *)((char *)args + group->at + option->at))->at);
}

/* "--name", "--name=value" or "--name value": *at is left at the last argument that was used. */
static cli_parsed parse_long(const cli_command *command, int argc, char **argv, int *at, void *args)
{
    const char *name = argv[*at] + 2, *equals = strchr(name, '=');
    size_t size = equals != NULL ? (size_t)(equals - name) : strlen(name);
    found it = find_option(command, args, 0, name, size);
    if (it.option == NULL) {
        misuse(command, "unknown option", argv[*at], size + 2);
        return CLI_MISUSED;
    }
    if (it.option == COMMON)
        return CLI_ASKED_HELP;
    const char *value = equals != NULL ? equals + 1 : it.option->bare;
    if (it.option->type == CLI_FLAG && equals != NULL) {
        misuse(command, "no value goes with", argv[*at], size + 2);
        return CLI_MISUSED;
    }
    if (it.option->type != CLI_FLAG && value == NULL) {
        if (*at + 1 >= argc) {
            misuse(command, "a value is missing after", argv[*at], size + 2);
            return CLI_MISUSED;
        }
        value = argv[++*at];
    }
    return set(command, it, value) ? CLI_PARSED : CLI_MISUSED;
}

/* "-o value", "-ovalue", "-q", and flags run together. */
static cli_parsed parse_short(const cli_command *command, int argc, char **argv, int *at,
                              void *args)
{
    for (const char *letter = argv[*at] + 1; *letter != '\0'; letter++) {
        found it = find_option(command, args, *letter, NULL, 0);
        if (it.option == NULL) {
            misuse(command, "unknown option", argv[*at], strlen(argv[*at]));
            return CLI_MISUSED;
        }
        if (it.option == COMMON)
            return CLI_ASKED_HELP;
        if (it.option->type == CLI_FLAG) {
            set(command, it, NULL);
            continue;
        }
        const char *value = letter[1] != '\0' ? letter + 1 : *at + 1 < argc ? argv[++*at] : NULL;
        if (value == NULL) {
            misuse(command, "a value is missing after", argv[*at], strlen(argv[*at]));
            return CLI_MISUSED;
        }
        return set(command, it, value) ? CLI_PARSED : CLI_MISUSED;
    }
    return CLI_PARSED;
}

cli_parsed cli_parse(const cli_command *command, int argc, char **argv, void *args,
                     cli_list *operands)
{
    if (!make_lists(command, (size_t)argc, args, operands))
        return CLI_NO_MEMORY;
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        const char *text = argv[i];
        cli_parsed parsed = CLI_PARSED;
        if (only_operands || text[0] != '-' || text[1] == '\0')
            operands->at[operands->count++] = text;
        else if (strcmp(text, "--") == 0)
            only_operands = true;
        else if (text[1] == '-')
            parsed = parse_long(command, argc, argv, &i, args);
        else
            parsed = parse_short(command, argc, argv, &i, args);
        if (parsed != CLI_PARSED)
            return parsed;
    }
    return CLI_PARSED;
}

/* Prints words in lines of at most 79 columns; those behind the first begin at column `indent`. */
static void print_wrapped(const char *text, size_t indent)
{
    size_t column = indent;
    for (const char *word = text; *word != '\0';) {
        size_t size = strcspn(word, " ");
        if (column > indent && column + 1 + size > 79) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int)size, word);
        column += size;
        word += size + (word[size] == ' ');
    }
    putchar('\n');
}

static void help_option(const cli_option *option)
{
    char left[64];
    char letter[8] = "    ";
    if (option->letter != 0)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    if (option->argument == NULL)
        snprintf(left, sizeof left, "  %s--%s", letter, option->name);
    else
        snprintf(left, sizeof left, option->bare != NULL ? "  %s--%s[=%s]" : "  %s--%s %s", letter,
                 option->name, option->argument);
    if (strlen(left) > 24)
        printf("%s\n%26s", left, "");
    else
        printf("%-26s", left);
    print_wrapped(option->help, 26);
}

void cli_help(const cli_command *command)
{
    const char *start = "usage: ";
    for (const char *line = command->operands; *line != '\0';) {
        size_t size = strcspn(line, "\n");
        printf("%scouplet %s %.*s\n", start, command->name, (int)size, line);
        line += size + (line[size] != '\0');
        start = "       ";
    }
    printf("\n%s\n", command->summary);
    if (command->details != NULL) {
        putchar('\n');
        print_wrapped(command->details, 0);
    }
    for (const cli_group *group = command->groups; group->options != NULL; group++) {
        printf("\n%s:\n", group->title);
        for (const cli_option *option = group->options; option->name != NULL; option++)
            help_option(option);
    }
    putchar('\n');
    help_option(COMMON);
}

const char *cli_choice_name(const cli_choice *choices, int value)
{
    while (choices->name != NULL && choices->value != value)
        choices++;
    return choices->name;
}
