/* couplet: dispatches to one file per subcommand. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "align") == 0)
        return cli_align(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "lexicon") == 0)
        return cli_lexicon(argc - 1, argv + 1);
    fputs("usage: couplet align ZH EN\n", stderr);
    return CLI_USAGE;
}
