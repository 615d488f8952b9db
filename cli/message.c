#define _POSIX_C_SOURCE 200809L

#include "message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool quiet;
static bool line_shown; /* a progress line stands on the terminal */

static void say(const char *format, va_list list)
{
    char text[2048];
    int size = vsnprintf(text, sizeof text, format, list);
    cli_progress_done();
    for (char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    fprintf(stderr, "couplet: %s%s\n", text, size >= (int)sizeof text ? "..." : "");
}

void cli_complain(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say(format, list);
    va_end(list);
}

void cli_note(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    if (!quiet)
        say(format, list);
    va_end(list);
}

void cli_be_quiet(void) { quiet = true; }

const char *cli_place(char *room, size_t size, const char *file, size_t line, size_t offset)
{
    char number[32] = "", byte[40] = "";
    if (line != 0)
        snprintf(number, sizeof number, "%zu:", line);
    if (offset != (size_t)-1)
        snprintf(byte, sizeof byte, " (byte %zu)", offset);
    snprintf(room, size, "%s:%s%s", file, number, byte);
    return room;
}

cli_exit cli_code(couplet_status status)
{
    switch (status) {
    case COUPLET_OK:
        return CLI_OK;
    case COUPLET_EINVAL:
    case COUPLET_EENCODING:
    case COUPLET_EDATA:
        return CLI_INPUT;
    case COUPLET_ECALLBACK: /* the only callbacks of ours that fail are those that write */
        return CLI_OUTPUT;
    case COUPLET_ENOMEM:
    case COUPLET_ELIMIT:
    case COUPLET_ECANCELED:
    case COUPLET_EINTERNAL:
        return CLI_LIMIT;
    }
    return CLI_LIMIT;
}

int cli_progress(void *user, size_t done, size_t total)
{
    (void)user;
    static double started, shown;
    struct timespec time;
    if (quiet || !isatty(STDERR_FILENO) || clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        return 0;
    double now = (double)time.tv_sec + (double)time.tv_nsec / 1e9;
    if (started <= 0)
        started = now;
    if (now - started < 1 || now - shown < 0.1)
        return 0; /* short work needs no line, and ten times a second is enough */
    shown = now;
    line_shown = true;
    fprintf(stderr, "\rcouplet: %3.0f %%", total != 0 ? 100.0 * (double)done / (double)total : 0);
    fflush(stderr);
    return 0;
}

void cli_progress_done(void)
{
    if (!line_shown)
        return;
    fputs("\r\x1b[K", stderr);
    line_shown = false;
}
