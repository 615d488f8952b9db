#define _XOPEN_SOURCE 700

#include "output.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"

/* What a signal must remove; three are open at once at most (Moses and rejects). */
static const char *volatile unfinished[4];
enum { UNFINISHED = sizeof unfinished / sizeof *unfinished };

static void remove_unfinished(int number)
{
    for (int i = 0; i < UNFINISHED; i++)
        if (unfinished[i] != NULL)
            unlink(unfinished[i]);
    signal(number, SIG_DFL);
    raise(number);
}

static void remember(const char *path)
{
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action, old;
    memset(&action, 0, sizeof action);
    action.sa_handler = remove_unfinished;
    for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
        if (sigaction(SIGNALS[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(SIGNALS[i], &action, NULL);
    for (int i = 0; i < UNFINISHED; i++)
        if (unfinished[i] == NULL) {
            unfinished[i] = path;
            return;
        }
}

static void forget(const char *path)
{
    for (int i = 0; i < UNFINISHED; i++)
        if (unfinished[i] == path)
            unfinished[i] = NULL;
}

static cli_exit cannot_write(const cli_output *out, int why)
{
    /* A reader that has seen enough (`| head`) is no news to anybody. */
    if (why != EPIPE)
        cli_complain("%s: cannot be written: %s%s", out->path != NULL ? out->path : "stdout",
                     strerror(why), out->target != NULL ? "; no file was changed" : "");
    return CLI_OUTPUT;
}

/* Opens a new file beside the target, with the rights that the old one or any new file has. */
static int open_beside(cli_output *out, const struct stat *old)
{
    size_t size = strlen(out->target);
    out->temporary = malloc(size + sizeof ".XXXXXX");
    if (out->temporary == NULL)
        return ENOMEM;
    memcpy(out->temporary, out->target, size);
    memcpy(out->temporary + size, ".XXXXXX", sizeof ".XXXXXX");
    int handle = mkstemp(out->temporary);
    if (handle < 0) {
        int why = errno;
        free(out->temporary);
        out->temporary = NULL;
        return why;
    }
    remember(out->temporary);
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(handle, old != NULL ? old->st_mode & 0777 : 0666 & ~mask) != 0 ||
        (out->file = fdopen(handle, "wb")) == NULL) {
        int why = errno;
        close(handle);
        return why;
    }
    return 0;
}

static void clear(cli_output *out)
{
    if (out->temporary != NULL) {
        unlink(out->temporary); /* gone already where it was renamed */
        forget(out->temporary);
    }
    free(out->temporary);
    free(out->target);
    memset(out, 0, sizeof *out);
}

cli_exit cli_output_open(cli_output *out, const char *path)
{
    memset(out, 0, sizeof *out);
    if (path == NULL || strcmp(path, "-") == 0) {
        out->file = stdout;
        return CLI_OK;
    }
    out->path = path;
    struct stat old;
    int exists = stat(path, &old) == 0;
    int why = 0;
    if (exists && S_ISDIR(old.st_mode)) {
        why = EISDIR;
    } else if (exists && !S_ISREG(old.st_mode)) {
        out->file = fopen(path, "wb");
        why = out->file == NULL ? errno : 0;
    } else if (exists && access(path, W_OK) != 0) {
        why = errno; /* a file that is protected is not to be replaced either */
    } else {
        out->target = exists ? realpath(path, NULL) : strdup(path);
        why = out->target == NULL ? errno : open_beside(out, exists ? &old : NULL);
    }
    if (why == 0)
        return CLI_OK;
    cannot_write(out, why);
    clear(out);
    return why == ENOMEM ? CLI_LIMIT : CLI_OUTPUT;
}

int cli_output_write(void *user, const char *data, size_t size)
{
    cli_output *out = user;
    if (out->failure == 0 && fwrite(data, 1, size, out->file) != size)
        out->failure = errno != 0 ? errno : EIO;
    return out->failure != 0;
}

/* All bytes out and the file closed; errno of what failed, or 0. */
static int flush(cli_output *out)
{
    int why = out->failure;
    if (fflush(out->file) != 0 && why == 0)
        why = errno;
    if (out->temporary != NULL && why == 0 && fsync(fileno(out->file)) != 0)
        why = errno;
    if (out->file != stdout && fclose(out->file) != 0 && why == 0)
        why = errno;
    out->file = NULL;
    return why;
}

static int finish(cli_output *out)
{
    int why = out->file != NULL ? flush(out) : 0;
    if (out->temporary != NULL && why == 0 && rename(out->temporary, out->target) != 0)
        why = errno;
    return why;
}

cli_exit cli_output_close(cli_output *out, cli_exit result)
{
    if (out->file == NULL && out->temporary == NULL)
        return result;
    int why = 0;
    if (result == CLI_OK || out->failure != 0)
        why = finish(out);
    else if (out->file != NULL && out->file != stdout)
        fclose(out->file);
    if (why != 0)
        result = cannot_write(out, why);
    clear(out);
    return result;
}

cli_exit cli_outputs_close(cli_output outs[], size_t count, cli_exit result)
{
    for (size_t i = 0; i < count && result == CLI_OK; i++) {
        int why = flush(&outs[i]);
        if (why != 0)
            result = cannot_write(&outs[i], why);
    }
    for (size_t i = 0; i < count; i++)
        result = cli_output_close(&outs[i], result);
    return result;
}

char *cli_with_ending(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *whole = malloc(size);
    if (whole == NULL)
        cli_complain("memory is exhausted");
    else
        snprintf(whole, size, "%s%s", path, ending);
    return whole;
}

int cli_same_file(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 &&
           (S_ISREG(a.st_mode) || S_ISFIFO(a.st_mode)) && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

static bool is_stdout(const char *path) { return path == NULL || strcmp(path, "-") == 0; }

/* The folder that a path leads to: its identity; false when it is not there. */
static bool find_folder(const char *path, struct stat *info)
{
    char folder[4096] = ".";
    const char *slash = strrchr(path, '/');
    if (slash != NULL && (size_t)(slash - path) + 1 < sizeof folder) {
        memcpy(folder, path, (size_t)(slash - path) + 1);
        folder[slash - path + 1] = '\0';
    }
    return stat(folder, info) == 0;
}

/* Would both make the same new file? */
static bool same_new_file(const char *path, const char *other)
{
    struct stat a, b;
    const char *slash = strrchr(path, '/'), *other_slash = strrchr(other, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *other_name = other_slash != NULL ? other_slash + 1 : other;
    return stat(path, &a) != 0 && stat(other, &b) != 0 && strcmp(name, other_name) == 0 &&
           find_folder(path, &a) && find_folder(other, &b) && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

cli_exit cli_outputs_differ(const char *path, const char *other)
{
    bool same = is_stdout(path) || is_stdout(other)
                    ? is_stdout(path) && is_stdout(other)
                    : cli_same_file(path, other) || same_new_file(path, other);
    if (same)
        cli_complain("%s cannot take two outputs; name another",
                     is_stdout(path) ? "stdout" : other);
    return same ? CLI_USAGE : CLI_OK;
}

cli_exit cli_output_spares(const char *path, const char *input)
{
    if (is_stdout(path) || input == NULL || !cli_same_file(path, input))
        return CLI_OK;
    cli_complain("%s is input and output at once; name another output", input);
    return CLI_USAGE;
}

cli_exit cli_output_spares_all(const char *path, const cli_list *inputs)
{
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < inputs->count && result == CLI_OK; i++)
        result = cli_output_spares(path, inputs->at[i]);
    return result;
}
