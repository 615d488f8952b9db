/* Files that unit tests read whole. */
#ifndef TESTS_FILE_H
#define TESTS_FILE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* The first megabyte of a file, and a NUL; to be freed. */
static inline char *read_file(const char *path)
{
    enum { ROOM = 1 << 20 };
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    char *bytes = malloc(ROOM);
    bytes[fread(bytes, 1, ROOM - 1, f)] = '\0';
    fclose(f);
    return bytes;
}

#endif
