/* couplet lexicon: packs lexicons. */
#define _POSIX_C_SOURCE 200809L /* scandir */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "lexicon.h"

static const char USAGE[] =
    "usage: couplet lexicon build [--table] [-o FILE] INPUT...\n"
    "Packs lexicon tables (files, or all .tsv files of a directory) and other sources:\n"
    "  --cedict FILE      CC-CEDICT, text form\n"
    "  --wordnet DIR      WordNet's data files, with\n"
    "  --wordnet-zh FILE  the tab file of a Chinese wordnet\n"
    "  --terms FILE       term pairs, Chinese TAB English\n"
    "--table writes one source as a text table instead. Without -o: standard output.\n"
    "       couplet lexicon show [--lexicon FILE] WORD...\n"
    "Tells what is known of a word, Chinese or English: headword, stem, strength, sources.\n"
    "       couplet lexicon learn [-o FILE] [--lexicon FILE] [--weight W] CORPUS...\n"
    "Learns a table of word pairs from sentence pairs.\n";

int lexicon_put(void *user, const char *data, size_t size)
{
    return fwrite(data, 1, size, user) != size;
}

/* The bytes of a file, to be freed; NULL, with a message, when it cannot be read. */
static char *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    size_t room = 0;
    *size = 0;
    for (bool more = f != NULL; more;) {
        if (*size == room) {
            room = room == 0 ? 1 << 16 : room * 2;
            char *grown = realloc(bytes, room);
            if (grown == NULL)
                break;
            bytes = grown;
        }
        size_t n = fread(bytes + *size, 1, room - *size, f);
        *size += n;
        more = n != 0;
    }
    if (f == NULL || ferror(f) || !feof(f)) {
        fprintf(stderr, "couplet: %s: cannot be read\n", path);
        free(bytes);
        bytes = NULL;
    }
    if (f != NULL)
        fclose(f);
    return bytes;
}

static int complain(const char *path, const couplet_error *error)
{
    if (error->line != 0)
        fprintf(stderr, "couplet: %s:%zu: %s\n", path, error->line, error->message);
    else
        fprintf(stderr, "couplet: %s: byte %zu: %s\n", path, error->offset, error->message);
    return error->code == COUPLET_ENOMEM || error->code == COUPLET_ELIMIT ? CLI_LIMIT : CLI_INPUT;
}

int lexicon_load(couplet_lexicon **out, const char *path)
{
    size_t size;
    couplet_error error;
    char *bytes = read_file(path, &size);
    if (bytes == NULL)
        return CLI_INPUT;
    int code = couplet_lexicon_read(out, bytes, size, &error) == COUPLET_OK
                   ? CLI_OK
                   : complain(path, &error);
    free(bytes);
    return code;
}

static int add_file(couplet_draft *draft, couplet_source source, const char *path)
{
    size_t size;
    couplet_error error;
    char *bytes = read_file(path, &size);
    if (bytes == NULL)
        return CLI_INPUT;
    int code = couplet_draft_add(draft, source, bytes, size, &error) == COUPLET_OK
                   ? CLI_OK
                   : complain(path, &error);
    free(bytes);
    return code;
}

static int add_file_in(couplet_draft *draft, couplet_source source, const char *directory,
                       const char *name)
{
    size_t room = strlen(directory) + strlen(name) + 2;
    char *path = malloc(room);
    if (path == NULL)
        return CLI_LIMIT;
    snprintf(path, room, "%s/%s", directory, name);
    int code = add_file(draft, source, path);
    free(path);
    return code;
}

static int add_wordnet(couplet_draft *draft, const char *directory)
{
    static const char *const FILES[] = {"data.noun", "data.verb", "data.adj", "data.adv"};
    int code = CLI_OK;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES && code == CLI_OK; i++)
        code = add_file_in(draft, COUPLET_SOURCE_WORDNET, directory, FILES[i]);
    return code;
}

static int is_table(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 4 && strcmp(entry->d_name + size - 4, ".tsv") == 0;
}

/* A file, or the tables of a directory. */
static int add_tables(couplet_draft *draft, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_table, alphasort), code = CLI_OK;
    if (count < 0)
        return add_file(draft, COUPLET_SOURCE_TABLE, path);
    for (int i = 0; i < count; i++) {
        if (code == CLI_OK)
            code = add_file_in(draft, COUPLET_SOURCE_TABLE, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return code;
}

static int write_out(couplet_draft *draft, const char *path, bool table)
{
    couplet_error error;
    FILE *f = path == NULL ? stdout : fopen(path, "wb");
    couplet_status status = COUPLET_ECALLBACK;
    if (f != NULL) {
        status = table ? couplet_draft_write_table(draft, lexicon_put, f, &error)
                       : couplet_draft_pack(draft, lexicon_put, f, &error);
        int lost = f == stdout ? fflush(f) : fclose(f);
        if (lost != 0 && status == COUPLET_OK)
            status = COUPLET_ECALLBACK;
    }
    if (path == NULL)
        path = "standard output";
    if (status == COUPLET_OK)
        return CLI_OK;
    if (status != COUPLET_ECALLBACK)
        return complain(path, &error);
    fprintf(stderr, "couplet: %s: cannot be written\n", path);
    return CLI_OUTPUT;
}

static int usage(void)
{
    fputs(USAGE, stderr);
    return CLI_USAGE;
}

/* One argument, or an option with its value: *i stands at the last one that was used. */
static int add_input(couplet_draft *draft, int argc, char **argv, int *i)
{
    static const struct {
        const char *name;
        couplet_source source;
    } OPTIONS[] = {{"--cedict", COUPLET_SOURCE_CEDICT},
                   {"--wordnet-zh", COUPLET_SOURCE_WORDNET_ZH},
                   {"--terms", COUPLET_SOURCE_TERMS}};
    const char *name = argv[*i];
    if (strncmp(name, "--", 2) != 0)
        return add_tables(draft, name);
    if (++*i >= argc)
        return usage();
    if (strcmp(name, "--wordnet") == 0)
        return add_wordnet(draft, argv[*i]);
    for (size_t k = 0; k < sizeof OPTIONS / sizeof *OPTIONS; k++)
        if (strcmp(name, OPTIONS[k].name) == 0)
            return add_file(draft, OPTIONS[k].source, argv[*i]);
    return usage();
}

static int build(int argc, char **argv)
{
    const char *out = NULL;
    bool table = false;
    couplet_draft *draft = NULL;
    couplet_error error;
    if (couplet_draft_new(&draft, &error) != COUPLET_OK)
        return complain("lexicon", &error);
    int code = CLI_OK, inputs = 0;
    for (int i = 1; i < argc && code == CLI_OK; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            out = argv[++i];
        } else if (strcmp(argv[i], "--table") == 0) {
            table = true;
        } else {
            code = add_input(draft, argc, argv, &i);
            inputs++;
        }
    }
    if (code == CLI_OK)
        code = inputs == 0 ? usage() : write_out(draft, out, table);
    couplet_draft_free(draft);
    return code;
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

static int show(int argc, char **argv)
{
    couplet_lexicon *own = NULL;
    couplet_error error;
    int code = CLI_OK, first = 1;
    if (argc > 2 && strcmp(argv[1], "--lexicon") == 0) {
        code = lexicon_load(&own, argv[2]);
        first = 3;
    }
    const couplet_lexicon *lexicon = own == NULL ? couplet_lexicon_builtin() : own;
    if (code == CLI_OK && (first >= argc || lexicon == NULL))
        return usage();
    for (int i = first; i < argc && code == CLI_OK; i++) {
        size_t lines = 0;
        if (couplet_lexicon_show(lexicon, argv[i], strlen(argv[i]), count_known, &lines, &error) !=
            COUPLET_OK) {
            code = complain(argv[i], &error);
        } else if (lines == 0) {
            fprintf(stderr, "couplet: %s: not in the lexicon\n", argv[i]);
            code = CLI_FAILED;
        }
    }
    if (fflush(stdout) != 0 && code == CLI_OK)
        code = CLI_OUTPUT;
    couplet_lexicon_free(own);
    return code;
}

int cli_lexicon(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "build") == 0)
        return build(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "show") == 0)
        return show(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "learn") == 0)
        return lexicon_learn(argc - 1, argv + 1);
    return usage();
}
