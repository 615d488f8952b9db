#include "accepted.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

enum { ID = 16 };

static bool add(cli_accepted *list, char *id)
{
    char **grown = realloc(list->ids, (list->count + 1) * sizeof *grown);
    if (grown == NULL) {
        cli_complain("memory is exhausted");
        return false;
    }
    list->ids = grown;
    list->ids[list->count++] = id;
    return true;
}

cli_exit cli_accepted_read(cli_accepted *list, const char *path)
{
    cli_exit result = cli_input_read(&list->in, path);
    if (result != CLI_OK || list->in.size == 0)
        return result;
    result = cli_input_decode(&list->in, "utf-8", 0, NULL);
    size_t number = 0;
    for (char *line = list->in.utf8, *next; result == CLI_OK && line != NULL && *line != '\0';
         line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            next++;
        number++;
        line += strspn(line, " \t");
        if (*line == '#' || *line == '\n' || *line == '\r' || *line == '\0')
            continue;
        size_t digits = strspn(line, "0123456789abcdef");
        if (digits != ID || strchr(" \t\r\n#", line[ID]) == NULL) {
            char place[1024];
            cli_complain(
                "%s not the id of a finding; a line begins with sixteen hexadecimal digits",
                cli_place(place, sizeof place, list->in.name, number, (size_t)-1));
            return CLI_INPUT;
        }
        line[ID] = '\0';
        if (!add(list, line))
            result = CLI_LIMIT;
    }
    return result;
}

void cli_accepted_free(cli_accepted *list)
{
    free(list->ids);
    cli_input_free(&list->in);
}
