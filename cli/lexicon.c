/* couplet lexicon: packs lexicons and shows what one knows. */
#define _POSIX_C_SOURCE 200809L /* scandir */
#include "lexicon.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "message.h"
#include "output.h"
#include "resources.h"

typedef struct build_args {
    cli_list cedict, wordnet, wordnet_zh, terms;
    const char *output;
    bool table;
} build_args;

typedef struct show_args {
    const char *lexicon;
} show_args;

#define AT(field) offsetof(build_args, field)
#define END_OF_OPTIONS                                                                             \
    {                                                                                              \
        0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL                                               \
    }

static const cli_option BUILD[] = {
    {0, "cedict", CLI_LIST, AT(cedict), "FILE", "CC-CEDICT in its text form.", NULL, NULL},
    {0, "wordnet", CLI_LIST, AT(wordnet), "FOLDER", "WordNet's data files; needs --wordnet-zh.",
     NULL, NULL},
    {0, "wordnet-zh", CLI_LIST, AT(wordnet_zh), "FILE", "The tab file of a Chinese wordnet.", NULL,
     NULL},
    {0, "terms", CLI_LIST, AT(terms), "FILE", "Term pairs: Chinese TAB English.", NULL, NULL},
    {0, "table", CLI_FLAG, AT(table), NULL, "Write one source as a text table instead.", NULL,
     NULL},
    {'o', "output", CLI_STRING, AT(output), "FILE", "Where to write (default: stdout).", NULL,
     NULL},
    END_OF_OPTIONS,
};

static const cli_option SHOW[] = {
    {0, "lexicon", CLI_STRING, offsetof(show_args, lexicon), "FILE",
     "Look into this one instead of the one that is built in.", NULL, NULL},
    END_OF_OPTIONS,
};

static const cli_group BUILD_GROUPS[] = {{"sources and output", BUILD, 0}, {NULL, NULL, 0}};
static const cli_group SHOW_GROUPS[] = {{"options", SHOW, 0}, {NULL, NULL, 0}};

static cli_exit fault(const char *path, const couplet_error *error)
{
    char place[1024];
    bool at_byte = error->code == COUPLET_EENCODING;
    cli_complain(
        "%s %s",
        cli_place(place, sizeof place, path, error->line, at_byte ? error->offset : (size_t)-1),
        error->message);
    return cli_code(error->code);
}

static cli_exit add_file(couplet_draft *draft, couplet_source source, const char *path)
{
    cli_input in = {0};
    couplet_error error;
    cli_exit result = cli_input_read(&in, path);
    if (result == CLI_OK &&
        couplet_draft_add(draft, source, in.bytes, in.size, &error) != COUPLET_OK)
        result = fault(path, &error);
    cli_input_free(&in);
    return result;
}

static cli_exit add_file_in(couplet_draft *draft, couplet_source source, const char *directory,
                            const char *name)
{
    size_t room = strlen(directory) + strlen(name) + 2;
    char *path = malloc(room);
    if (path == NULL) {
        cli_complain("memory is exhausted");
        return CLI_LIMIT;
    }
    snprintf(path, room, "%s/%s", directory, name);
    cli_exit result = add_file(draft, source, path);
    free(path);
    return result;
}

static cli_exit add_wordnet(couplet_draft *draft, const char *directory)
{
    static const char *const FILES[] = {"data.noun", "data.verb", "data.adj", "data.adv"};
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES && result == CLI_OK; i++)
        result = add_file_in(draft, COUPLET_SOURCE_WORDNET, directory, FILES[i]);
    return result;
}

static int is_table(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 4 && strcmp(entry->d_name + size - 4, ".tsv") == 0;
}

/* A file, or the tables of a directory. */
static cli_exit add_tables(couplet_draft *draft, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_table, alphasort);
    if (count < 0)
        return add_file(draft, COUPLET_SOURCE_TABLE, path);
    cli_exit result = CLI_OK;
    for (int i = 0; i < count; i++) {
        if (result == CLI_OK)
            result = add_file_in(draft, COUPLET_SOURCE_TABLE, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return result;
}

static cli_exit add_all(couplet_draft *draft, const build_args *args, const cli_list *tables)
{
    const struct {
        const cli_list *paths;
        couplet_source source;
    } SOURCES[] = {{&args->cedict, COUPLET_SOURCE_CEDICT},
                   {&args->wordnet_zh, COUPLET_SOURCE_WORDNET_ZH},
                   {&args->terms, COUPLET_SOURCE_TERMS}};
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < tables->count && result == CLI_OK; i++)
        result = add_tables(draft, tables->at[i]);
    for (size_t i = 0; i < args->wordnet.count && result == CLI_OK; i++)
        result = add_wordnet(draft, args->wordnet.at[i]);
    for (size_t k = 0; k < sizeof SOURCES / sizeof *SOURCES; k++)
        for (size_t i = 0; i < SOURCES[k].paths->count && result == CLI_OK; i++)
            result = add_file(draft, SOURCES[k].source, SOURCES[k].paths->at[i]);
    return result;
}

static cli_exit write_out(couplet_draft *draft, const build_args *args)
{
    cli_output out;
    couplet_error error;
    cli_exit result = cli_output_open(&out, args->output);
    if (result != CLI_OK)
        return result;
    couplet_status status = args->table
                                ? couplet_draft_write_table(draft, cli_output_write, &out, &error)
                                : couplet_draft_pack(draft, cli_output_write, &out, &error);
    if (status != COUPLET_OK && status != COUPLET_ECALLBACK)
        fault("the lexicon", &error);
    return cli_output_close(&out, cli_code(status));
}

static cli_exit build(void *user, const cli_list *operands)
{
    const build_args *args = user;
    couplet_draft *draft = NULL;
    couplet_error error;
    if (operands->count + args->cedict.count + args->wordnet.count + args->wordnet_zh.count +
            args->terms.count ==
        0) {
        cli_complain("nothing to build from; see 'couplet lexicon build --help'");
        return CLI_USAGE;
    }
    const cli_list *inputs[] = {operands, &args->cedict, &args->wordnet_zh, &args->terms};
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs && result == CLI_OK; i++)
        result = cli_output_spares_all(args->output, inputs[i]);
    if (result == CLI_OK && couplet_draft_new(&draft, &error) != COUPLET_OK)
        result = fault("the lexicon", &error);
    if (result == CLI_OK)
        result = add_all(draft, args, operands);
    if (result == CLI_OK)
        result = write_out(draft, args);
    couplet_draft_free(draft);
    return result;
}

static int print_known(void *user, const couplet_known *known)
{
    static const char *const NAMES[] = {"CC-CEDICT", "WordNet", "learnt", "names", "terms"};
    FILE *f = user;
    if (known->zh == NULL)
        fputs("neighbour", f);
    else
        fwrite(known->zh, 1, known->zh_size, f);
    fputc('\t', f);
    fwrite(known->stem, 1, known->stem_size, f);
    fprintf(f, "\t%.2f", known->strength);
    for (unsigned i = 0, first = 1; i < sizeof NAMES / sizeof *NAMES; i++)
        if ((known->sources >> i & 1) != 0) {
            fprintf(f, "%s%s", first ? "\t" : ", ", NAMES[i]);
            first = 0;
        }
    fputc('\n', f);
    return ferror(f);
}

static int count_known(void *user, const couplet_known *known)
{
    ++*(size_t *)user;
    return print_known(stdout, known);
}

static cli_exit show_word(const couplet_lexicon *lexicon, const char *word)
{
    size_t lines = 0;
    couplet_error error;
    couplet_status status =
        couplet_lexicon_show(lexicon, word, strlen(word), count_known, &lines, &error);
    if (status == COUPLET_ECALLBACK)
        return CLI_OUTPUT; /* main() says why */
    if (status != COUPLET_OK)
        return fault(word, &error);
    if (lines != 0)
        return CLI_OK;
    cli_complain("%s: not in the lexicon", word);
    return CLI_FAILED;
}

static cli_exit show(void *user, const cli_list *operands)
{
    const show_args *args = user;
    couplet_lexicon *own = NULL;
    if (operands->count == 0) {
        cli_complain("no word is given; see 'couplet lexicon show --help'");
        return CLI_USAGE;
    }
    const couplet_lexicon *lexicon;
    cli_exit result = cli_lexicon_open(&lexicon, &own, args->lexicon);
    if (result == CLI_OK && lexicon == NULL) {
        cli_complain("no lexicon is built in or installed; name one with --lexicon");
        result = CLI_USAGE;
    }
    for (size_t i = 0; i < operands->count && result == CLI_OK; i++)
        result = show_word(lexicon, operands->at[i]);
    couplet_lexicon_free(own);
    return result;
}

const cli_command cli_lexicon_build = {
    "lexicon build",
    "[OPTION]... [TABLE|FOLDER]...",
    "Pack a lexicon from tables, from all .tsv files of a folder, and from other sources.",
    NULL,
    BUILD_GROUPS,
    sizeof(build_args),
    NULL,
    build,
};

const cli_command cli_lexicon_show = {
    "lexicon show",
    "[OPTION] WORD...",
    "Tell what is known of a word, Chinese or English: headword, stem, strength, sources.",
    "The strongest come first; strength is from 0 to 1. Stems are English words without their "
    "endings. Behind what renders an English word stand its near neighbours: stems of like use.",
    SHOW_GROUPS,
    sizeof(show_args),
    NULL,
    show,
};

int cli_lexicon(int argc, char **argv)
{
    static const struct {
        const char *name;
        const cli_command *command;
    } PARTS[] = {
        {"build", &cli_lexicon_build}, {"show", &cli_lexicon_show}, {"learn", &cli_lexicon_learn}};
    enum { COUNT = sizeof PARTS / sizeof *PARTS };
    const char *name = argc > 1 ? argv[1] : "";
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(name, PARTS[i].name) == 0)
            return (int)cli_run(PARTS[i].command, argc - 1, argv + 1);
    if (argc > 1 && *name != '-') {
        cli_complain("there is no command 'lexicon %s'; see 'couplet lexicon --help'", name);
        return CLI_USAGE;
    }
    bool asked = strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0;
    FILE *to = asked ? stdout : stderr;
    fputs("usage: couplet lexicon COMMAND [OPTION]... FILE...\n\ncommands:\n", to);
    for (size_t i = 0; i < COUNT; i++)
        fprintf(to, "  %-10s%s\n", PARTS[i].name, PARTS[i].command->summary);
    fputs("\n'couplet help lexicon COMMAND' tells what each takes.\n", to);
    return asked ? CLI_OK : CLI_USAGE;
}
