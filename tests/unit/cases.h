/* Reads files for tests, and case files: "=== name", text, "---", expectation (see tests/text). */
#ifndef COUPLET_TESTS_CASES_H
#define COUPLET_TESTS_CASES_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* The whole file, NUL-terminated, to be freed; NULL when it cannot be read. */
static inline char *read_whole(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    couplet__buf buf = {0};
    char part[4096];
    couplet__buf_add(&buf, "", 0);
    for (size_t n; (n = fread(part, 1, sizeof part, f)) != 0;)
        couplet__buf_add(&buf, part, n);
    fclose(f);
    ck_assert(!buf.failed);
    *size = buf.size;
    return buf.at;
}

/* Adds a line of a case file with its escapes resolved; \c at its end withholds the line end. */
static inline void add_unescaped(couplet__buf *out, const char *line, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (line[i] != '\\' || i + 1 == size) {
            couplet__buf_char(out, line[i]);
            continue;
        }
        char hex[3] = {0};
        switch (line[++i]) {
        case 'c':
            return;
        case 'r':
            couplet__buf_char(out, '\r');
            break;
        case 'f':
            couplet__buf_char(out, '\f');
            break;
        case 'v':
            couplet__buf_char(out, '\v');
            break;
        case 't':
            couplet__buf_char(out, '\t');
            break;
        case 'x':
            ck_assert(i + 2 < size);
            memcpy(hex, line + i + 1, 2);
            couplet__buf_char(out, (char)strtoul(hex, NULL, 16));
            i += 2;
            break;
        default:
            ck_abort_msg("unknown escape in a case file");
        }
    }
    couplet__buf_char(out, '\n');
}

/* Calls run(name, text, text_size, expected) for each case; returns how many there were. */
static inline size_t run_cases(const char *path, void (*run)(const char *name, const char *text,
                                                             size_t size, const char *expected))
{
    size_t size, cases = 0;
    char *file = read_whole(path, &size);
    ck_assert_msg(file != NULL, "%s cannot be read", path);
    couplet__buf name = {0}, text = {0}, expected = {0};
    enum { HEAD, TEXT, EXPECTED } part = HEAD;
    for (char *line = file; line <= file + size;) {
        char *end = memchr(line, '\n', (size_t)(file + size - line));
        bool last = end == NULL;
        end = last ? file + size : end;
        size_t length = (size_t)(end - line);
        bool head = length > 4 && memcmp(line, "=== ", 4) == 0;
        if ((head || last) && part == EXPECTED) {
            run(name.at, text.at, text.size, expected.at);
            cases++;
        }
        if (head) {
            couplet__buf_clear(&name);
            couplet__buf_clear(&text);
            couplet__buf_clear(&expected);
            couplet__buf_add(&name, line + 4, length - 4);
            couplet__buf_add(&text, "", 0);
            couplet__buf_add(&expected, "", 0);
            part = TEXT;
        } else if (part == TEXT && length == 3 && memcmp(line, "---", 3) == 0) {
            part = EXPECTED;
        } else if (part == TEXT) {
            add_unescaped(&text, line, length);
        } else if (part == EXPECTED && length != 0) {
            couplet__buf_add(&expected, line, length);
            couplet__buf_char(&expected, '\n');
        }
        if (last)
            break;
        line = end + 1;
    }
    couplet__buf_free(&name);
    couplet__buf_free(&text);
    couplet__buf_free(&expected);
    free(file);
    return cases;
}

#endif
