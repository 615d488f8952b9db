/* couplet lexicon: packs lexicons. */
#define _POSIX_C_SOURCE 200809L /* scandir */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "couplet/couplet.h"

static const char USAGE[] = "usage: couplet lexicon build -o FILE TABLE|DIRECTORY...\n"
                            "Packs lexicon tables: files, or all .tsv files of a directory.\n";

static int put(void *user, const char *data, size_t size)
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

static int add_table(couplet_draft *draft, const char *path)
{
    size_t size;
    couplet_error error;
    char *bytes = read_file(path, &size);
    if (bytes == NULL)
        return CLI_INPUT;
    int code = couplet_draft_add(draft, COUPLET_SOURCE_TABLE, bytes, size, &error) == COUPLET_OK
                   ? CLI_OK
                   : complain(path, &error);
    free(bytes);
    return code;
}

static int is_table(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 4 && strcmp(entry->d_name + size - 4, ".tsv") == 0;
}

/* A file, or the tables of a directory in the order of their names. */
static int add_path(couplet_draft *draft, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_table, alphasort), code = CLI_OK;
    if (count < 0)
        return add_table(draft, path);
    for (int i = 0; i < count; i++) {
        size_t room = strlen(path) + strlen(entries[i]->d_name) + 2;
        char *inside = malloc(room);
        if (inside == NULL)
            code = CLI_LIMIT;
        if (code == CLI_OK) {
            snprintf(inside, room, "%s/%s", path, entries[i]->d_name);
            code = add_table(draft, inside);
        }
        free(inside);
        free(entries[i]);
    }
    free(entries);
    return code;
}

static int write_packed(couplet_draft *draft, const char *path)
{
    couplet_error error;
    FILE *f = fopen(path, "wb");
    couplet_status status = COUPLET_ECALLBACK;
    if (f != NULL) {
        status = couplet_draft_pack(draft, put, f, &error);
        if (fclose(f) != 0 && status == COUPLET_OK)
            status = COUPLET_ECALLBACK;
    }
    if (status == COUPLET_OK)
        return CLI_OK;
    if (status != COUPLET_ECALLBACK)
        return complain(path, &error);
    fprintf(stderr, "couplet: %s: cannot be written\n", path);
    return CLI_OUTPUT;
}

static int build(int argc, char **argv)
{
    const char *out = NULL;
    couplet_draft *draft = NULL;
    couplet_error error;
    if (couplet_draft_new(&draft, &error) != COUPLET_OK)
        return complain("lexicon", &error);
    int code = CLI_OK, inputs = 0;
    for (int i = 1; i < argc && code == CLI_OK; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) {
            out = argv[++i];
        } else {
            code = add_path(draft, argv[i]);
            inputs++;
        }
    }
    if (code == CLI_OK && (out == NULL || inputs == 0)) {
        fputs(USAGE, stderr);
        code = CLI_USAGE;
    }
    if (code == CLI_OK)
        code = write_packed(draft, out);
    couplet_draft_free(draft);
    return code;
}

int cli_lexicon(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "build") == 0)
        return build(argc - 1, argv + 1);
    fputs(USAGE, stderr);
    return CLI_USAGE;
}
