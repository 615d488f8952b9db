/* couplet convert: a translation memory or a term base into forms that other tools read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "couplet/couplet.h"
#include "input.h"
#include "message.h"
#include "output.h"

enum { AS_TSV = 1, AS_MOSES = 2 };
enum { FROM_NAME = 0, FROM_TMX = 1, FROM_TBX = 2 };

typedef struct convert_args {
    int format, from;
    const char *output;
    bool quiet;
} convert_args;

static const cli_choice FORMATS[] = {{"tsv", AS_TSV}, {"moses", AS_MOSES}, {NULL, 0}};

static const cli_choice SOURCES[] = {{"tmx", FROM_TMX}, {"tbx", FROM_TBX}, {NULL, 0}};

#define AT(field) offsetof(convert_args, field)

static const cli_option OPTIONS[] = {
    {0, "from", CLI_CHOICE, AT(from), "tmx|tbx",
     "What the file is; by default tbx when its name ends in .tbx.", SOURCES, NULL},
    {'f', "format", CLI_CHOICE, AT(format), "NAME",
     "tsv (Chinese TAB English, the default) or moses (two "
     "files, OUTPUT.zh and OUTPUT.en).",
     FORMATS, NULL},
    {'o', "output", CLI_STRING, AT(output), "FILE",
     "Where to write (default: stdout). The file appears whole or not at all.", NULL, NULL},
    {'q', "quiet", CLI_FLAG, AT(quiet), NULL, "Say nothing but errors.", NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_group GROUPS[] = {{"writing", OPTIONS, 0}, {NULL, NULL, 0}};

static void set_defaults(void *args) { ((convert_args *)args)->format = AS_TSV; }

/* Where Chinese and English go: one output for both, or one each. */
typedef struct sides {
    cli_output *zh, *en;
} sides;

static int write_pair(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    sides *to = user;
    return cli_output_write(to->zh, zh, zh_size) ||
           cli_output_write(to->zh, to->zh == to->en ? "\t" : "\n", 1) ||
           cli_output_write(to->en, en, en_size) || cli_output_write(to->en, "\n", 1);
}

static bool is_term_base(const convert_args *args, const char *path)
{
    size_t size = strlen(path);
    return args->from == FROM_TBX ||
           (args->from == FROM_NAME && size > 4 && strcmp(path + size - 4, ".tbx") == 0);
}

static cli_exit convert(const cli_input *in, const convert_args *args, sides *to,
                        couplet_tmx_counts *counts)
{
    couplet_error error;
    couplet_status status =
        is_term_base(args, in->name)
            ? couplet_tbx_read(in->bytes, in->size, write_pair, to, counts, &error)
            : couplet_tmx_read(in->bytes, in->size, write_pair, to, counts, &error);
    if (status != COUPLET_OK && status != COUPLET_ECALLBACK) {
        char place[1024];
        cli_complain("%s %s",
                     cli_place(place, sizeof place, in->name, error.line,
                               status == COUPLET_EDATA ? error.offset : (size_t)-1),
                     error.message);
    }
    return cli_code(status);
}

static cli_exit to_one(const cli_input *in, const convert_args *args, couplet_tmx_counts *counts)
{
    cli_output out;
    cli_exit result = cli_output_open(&out, args->output);
    if (result == CLI_OK)
        result = convert(in, args, &(sides){&out, &out}, counts);
    return cli_output_close(&out, result);
}

static cli_exit to_two(const cli_input *in, const convert_args *args, couplet_tmx_counts *counts)
{
    cli_output outs[2] = {{0}};
    char *paths[2] = {cli_with_ending(args->output, ".zh"), cli_with_ending(args->output, ".en")};
    cli_exit result = paths[0] != NULL && paths[1] != NULL ? CLI_OK : CLI_LIMIT;
    for (size_t i = 0; i < 2 && result == CLI_OK; i++)
        result = cli_output_spares(paths[i], in->name);
    for (size_t i = 0; i < 2 && result == CLI_OK; i++)
        result = cli_output_open(&outs[i], paths[i]);
    if (result == CLI_OK)
        result = convert(in, args, &(sides){&outs[0], &outs[1]}, counts);
    result = cli_outputs_close(outs, 2, result);
    free(paths[0]);
    free(paths[1]);
    return result;
}

static cli_exit run(void *user, const cli_list *operands)
{
    const convert_args *args = user;
    if (args->quiet)
        cli_be_quiet();
    bool to_stdout = args->output == NULL || strcmp(args->output, "-") == 0;
    if (operands->count != 1) {
        cli_complain(
            "convert takes one translation memory or term base; see 'couplet convert --help'");
        return CLI_USAGE;
    }
    if (args->format == AS_MOSES && to_stdout) {
        cli_complain("moses writes two files; name them with -o OUTPUT");
        return CLI_USAGE;
    }
    cli_input in = {0};
    couplet_tmx_counts counts;
    cli_exit result = cli_output_spares(args->output, operands->at[0]);
    if (result == CLI_OK)
        result = cli_input_read(&in, operands->at[0]);
    if (result == CLI_OK)
        result = args->format == AS_MOSES ? to_two(&in, args, &counts) : to_one(&in, args, &counts);
    if (result == CLI_OK && counts.pairs != counts.units)
        cli_note("%s: %zu of %zu units hold both Chinese and English", in.name, counts.pairs,
                 counts.units);
    cli_input_free(&in);
    return result;
}

const cli_command cli_convert = {
    "convert",
    "[OPTION]... FILE",
    "Turn a translation memory (TMX) or term base (TBX) into TSV or Moses files.",
    NULL,
    GROUPS,
    sizeof(convert_args),
    set_defaults,
    run,
};
