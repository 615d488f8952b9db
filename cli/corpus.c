#include "corpus.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "cli.h"
#include "message.h"

typedef struct lines {
    gzFile file;
    char *at;
    size_t size, room;
    bool no_memory;
} lines;

static int failed(const char *path, const char *what)
{
    cli_complain("%s: %s", path, what);
    return CLI_INPUT;
}

static int no_memory(void)
{
    cli_complain("memory is exhausted");
    return CLI_LIMIT;
}

/* zlib opens a directory, and only then finds nothing in it. */
static gzFile open_file(const char *path)
{
    struct stat info;
    errno = 0;
    if (stat(path, &info) != 0)
        return NULL;
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return NULL;
    }
    return gzopen(path, "rb");
}

/* Why not, by errno, which zlib leaves at 0 when memory is exhausted. */
static int not_opened(const char *path)
{
    if (errno == 0 || errno == ENOMEM)
        return no_memory();
    return failed(path, errno == ENOENT   ? "no such file"
                        : errno == EISDIR ? "is a directory; name a file"
                                          : strerror(errno));
}

/* The next line without its end, in at[0 .. size - 1]. false: no more, or out of memory. */
static bool next_line(lines *l)
{
    l->size = 0;
    for (;;) {
        if (l->room - l->size < 4096) {
            size_t room = l->room == 0 ? 1 << 16 : l->room * 2;
            char *grown = realloc(l->at, room);
            l->no_memory = grown == NULL;
            if (grown == NULL)
                return false;
            l->at = grown;
            l->room = room;
        }
        size_t space = l->room - l->size;
        if (gzgets(l->file, l->at + l->size, space > 1 << 30 ? 1 << 30 : (int)space) == NULL)
            break;
        l->size += strlen(l->at + l->size);
        if (l->size != 0 && l->at[l->size - 1] == '\n')
            break;
    }
    if (l->size == 0)
        return false;
    while (l->size != 0 && (l->at[l->size - 1] == '\n' || l->at[l->size - 1] == '\r'))
        l->size--;
    return true;
}

static bool open_lines(lines *l, const char *path)
{
    *l = (lines){.file = open_file(path)};
    return l->file != NULL;
}

/* Ends the work on a file with its code, or with what was wrong: memory, or compressed data that
 * end in the middle. */
static int close_lines(lines *l, const char *path, int code)
{
    int fault = Z_OK;
    gzerror(l->file, &fault);
    free(l->at);
    bool whole = gzclose(l->file) == Z_OK && (fault == Z_OK || fault == Z_STREAM_END);
    if (code != CLI_OK)
        return code;
    return l->no_memory ? no_memory() : whole ? CLI_OK : failed(path, "ends too early");
}

static int read_tsv(const char *path, cli_pair_fn pair, void *user)
{
    lines l;
    int code = CLI_OK;
    if (!open_lines(&l, path))
        return not_opened(path);
    while (code == CLI_OK && next_line(&l)) {
        const char *tab = memchr(l.at, '\t', l.size);
        if (tab == NULL)
            continue;
        const char *second = tab + 1, *end = memchr(second, '\t', l.size - (size_t)(second - l.at));
        size_t first_size = (size_t)(tab - l.at);
        size_t second_size = (size_t)((end == NULL ? l.at + l.size : end) - second);
        code = couplet_han_share(l.at, first_size) >= couplet_han_share(second, second_size)
                   ? pair(user, l.at, first_size, second, second_size)
                   : pair(user, second, second_size, l.at, first_size);
    }
    return close_lines(&l, path, code);
}

static int read_moses(const char *zh_path, const char *en_path, cli_pair_fn pair, void *user)
{
    lines zh, en;
    int code = CLI_OK;
    if (!open_lines(&zh, zh_path))
        return not_opened(zh_path);
    if (!open_lines(&en, en_path)) {
        code = not_opened(en_path);
        return close_lines(&zh, zh_path, code);
    }
    bool more = true, both = true;
    while (code == CLI_OK && more && both) {
        more = next_line(&zh);
        both = next_line(&en) == more;
        if (more && both)
            code = pair(user, zh.at, zh.size, en.at, en.size);
    }
    if (!both && !zh.no_memory && !en.no_memory)
        code = failed(zh_path, "and its English have different numbers of lines");
    code = close_lines(&zh, zh_path, code);
    return close_lines(&en, en_path, code);
}

/* The whole file in *bytes, to be freed in any case. */
static int read_whole(char **bytes, size_t *size, const char *path)
{
    gzFile file = open_file(path);
    size_t room = 0;
    *bytes = NULL;
    *size = 0;
    if (file == NULL)
        return not_opened(path);
    int code = CLI_OK;
    for (int n = 1; n > 0 && code == CLI_OK;) {
        if (*size == room) {
            room = room == 0 ? 1 << 16 : room * 2;
            char *grown = realloc(*bytes, room);
            if (grown == NULL) {
                code = no_memory();
                break;
            }
            *bytes = grown;
        }
        size_t space = room - *size;
        n = gzread(file, *bytes + *size, space > 1 << 30 ? 1 << 30 : (unsigned)space);
        *size += n > 0 ? (size_t)n : 0;
    }
    if (gzclose(file) != Z_OK && code == CLI_OK)
        code = failed(path, "ends too early");
    return code;
}

typedef struct stop { /* carries the exit code through the library */
    cli_pair_fn pair;
    void *user;
    int code;
} stop;

static int pass_on(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    stop *s = user;
    s->code = s->pair(s->user, zh, zh_size, en, en_size);
    return s->code != CLI_OK;
}

static int read_tmx(const char *path, cli_pair_fn pair, void *user)
{
    size_t size;
    char *bytes;
    stop s = {pair, user, CLI_OK};
    couplet_tmx_counts counts;
    couplet_error error = {0};
    s.code = read_whole(&bytes, &size, path);
    if (s.code == CLI_OK &&
        couplet_tmx_read(bytes, size, pass_on, &s, &counts, &error) != COUPLET_OK &&
        s.code == CLI_OK) {
        cli_complain("%s:%zu: %s", path, error.line, error.message);
        s.code = (int)cli_code(error.code);
    }
    free(bytes);
    return s.code;
}

static bool ends(const char *path, size_t size, const char *with)
{
    size_t n = strlen(with);
    return size >= n && memcmp(path + size - n, with, n) == 0;
}

int cli_corpus_read(const char *path, cli_pair_fn pair, void *user)
{
    size_t size = strlen(path), stem = ends(path, size, ".gz") ? size - 3 : size;
    if (ends(path, stem, ".tmx"))
        return read_tmx(path, pair, user);
    if (!ends(path, stem, ".zh"))
        return read_tsv(path, pair, user);
    char *en = malloc(size + 1);
    if (en == NULL)
        return no_memory();
    memcpy(en, path, size + 1);
    memcpy(en + stem - 2, "en", 2);
    int code = read_moses(path, en, pair, user);
    free(en);
    return code;
}
