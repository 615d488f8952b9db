#define _POSIX_C_SOURCE 200809L

#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"

/* The library takes texts of up to 4 GiB. */
static const uint64_t MOST_BYTES = UINT64_C(4) << 30;

/* A reading less certain than this is not taken unasked; couplet_decode() draws the same line. */
static const double LEAST_CERTAINTY = 0.95;

static cli_exit refuse(const cli_input *in, const char *what)
{
    cli_complain("%s: %s", in->name, what);
    return CLI_INPUT;
}

static cli_exit no_memory(const cli_input *in)
{
    cli_complain("%s: memory is exhausted", in->name);
    return CLI_LIMIT;
}

/* Reads to the end, whatever size the file claimed to have (pipes and /proc claim none). */
static cli_exit read_all(cli_input *in, int handle, size_t expected)
{
    size_t room = expected + 1 > 65536 ? expected + 1 : 65536;
    in->bytes = malloc(room);
    if (in->bytes == NULL)
        return no_memory(in);
    for (;;) {
        if (in->size == room) {
            char *more = room > SIZE_MAX / 2 ? NULL : realloc(in->bytes, room * 2);
            if (more == NULL)
                return no_memory(in);
            in->bytes = more;
            room *= 2;
        }
        ssize_t got = read(handle, in->bytes + in->size, room - in->size);
        if (got == 0)
            return CLI_OK;
        if (got < 0 && errno != EINTR)
            return refuse(in, strerror(errno));
        in->size += got > 0 ? (size_t)got : 0;
        if (in->size > MOST_BYTES) {
            cli_complain("%s: more than 4 GiB; divide it into parts", in->name);
            return CLI_LIMIT;
        }
    }
}

cli_exit cli_input_read(cli_input *in, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    in->name = standard ? "stdin" : path;
    int handle = standard ? STDIN_FILENO : open(path, O_RDONLY);
    if (handle < 0)
        return refuse(in, errno == ENOENT ? "no such file" : strerror(errno));
    struct stat info;
    cli_exit result = CLI_OK;
    if (fstat(handle, &info) != 0)
        result = refuse(in, strerror(errno));
    else if (S_ISDIR(info.st_mode))
        result = refuse(in, "is a directory; name a text file");
    else
        result = read_all(in, handle,
                          S_ISREG(info.st_mode) && info.st_size > 0 &&
                                  (uint64_t)info.st_size <= MOST_BYTES
                              ? (size_t)info.st_size
                              : 0);
    if (!standard)
        close(handle);
    return result;
}

/* What to do about an encoding, for "%s%s". */
#define ADVICE(option)                                                                             \
    (option) != NULL ? "name its encoding with " : "save it as UTF-8",                             \
        (option) != NULL ? (option) : ""

static cli_exit undecodable(const cli_input *in, const char *charset, const couplet_error *error,
                            const char *option)
{
    char place[1024];
    if (error->code == COUPLET_EENCODING)
        cli_complain("%s %s%s%s; %s%s",
                     cli_place(place, sizeof place, in->name, error->line,
                               error->line != 0 ? error->offset : (size_t)-1),
                     error->message, charset != NULL ? ", read as " : "",
                     charset != NULL ? charset : "", ADVICE(option));
    else if (error->code == COUPLET_EINVAL)
        cli_complain("%s: %s: '%s'; name another with %s", in->name, error->message, charset,
                     option);
    else
        cli_complain("%s: %s", in->name, error->message);
    return cli_code(error->code);
}

/* Finds out how the bytes are encoded: *charset. */
static cli_exit detect(const cli_input *in, couplet_lang lang, const char *option,
                       const char **charset)
{
    couplet_detection found;
    couplet_error error;
    if (couplet_detect(&found, in->bytes, in->size, lang, &error) != COUPLET_OK)
        return undecodable(in, NULL, &error, option);
    *charset = found.charset;
    if (found.certainty >= LEAST_CERTAINTY)
        return CLI_OK;
    cli_complain("%s: may be %s or %s, which cannot be told apart for sure; %s%s", in->name,
                 found.charset != NULL ? found.charset : "something else",
                 found.runner_up != NULL ? found.runner_up : "something else", ADVICE(option));
    return CLI_INPUT;
}

/* White space of ASCII and U+3000, that Chinese paragraphs are indented with. */
static bool is_blank(const char *text)
{
    static const char WIDE[] = "\xE3\x80\x80";
    for (;;) {
        text += strspn(text, " \t\r\n\f\v");
        if (strncmp(text, WIDE, sizeof WIDE - 1) != 0)
            return *text == '\0';
        text += sizeof WIDE - 1;
    }
}

cli_exit cli_input_decode(cli_input *in, const char *charset, couplet_lang lang, const char *option)
{
    couplet_error error;
    if (charset == NULL && in->size != 0) {
        cli_exit result = detect(in, lang, option, &charset);
        if (result != CLI_OK)
            return result;
    }
    in->charset = charset;
    if (couplet_decode(&in->utf8, &in->utf8_size, in->bytes, in->size, charset, &error) !=
        COUPLET_OK)
        return undecodable(in, charset, &error, option);
    if (is_blank(in->utf8))
        return refuse(in, in->size == 0 ? "is empty" : "holds nothing but white space");
    return CLI_OK;
}

cli_exit cli_input_open(cli_input *in, const char *path, const char *charset, couplet_lang lang,
                        const char *option)
{
    cli_exit result = cli_input_read(in, path);
    return result == CLI_OK ? cli_input_decode(in, charset, lang, option) : result;
}

static size_t line_of(const char *utf8, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += utf8[i] == '\n' || (utf8[i] == '\r' && utf8[i + 1] != '\n');
    return line;
}

cli_exit cli_input_fault(const cli_input *in, const couplet_error *error, const char *advice)
{
    char place[1024];
    size_t offset = error->offset <= in->utf8_size ? error->offset : in->utf8_size;
    size_t line = error->line != 0 ? error->line : line_of(in->utf8, offset);
    /* Bytes keep their places where nothing was converted; a byte order mark was dropped. */
    size_t dropped = in->size - in->utf8_size;
    bool kept = in->size >= in->utf8_size && (dropped == 0 || dropped == 3) &&
                memcmp(in->bytes + dropped, in->utf8, in->utf8_size) == 0;
    bool placed = error->code == COUPLET_EDATA || error->code == COUPLET_EENCODING;
    cli_complain("%s %s%s%s",
                 cli_place(place, sizeof place, in->name, placed ? line : 0,
                           placed && kept ? offset + dropped : (size_t)-1),
                 error->message, advice != NULL ? "; " : "", advice != NULL ? advice : "");
    return cli_code(error->code);
}

void cli_input_free(cli_input *in)
{
    couplet_free(in->utf8);
    free(in->bytes);
    memset(in, 0, sizeof *in);
}
