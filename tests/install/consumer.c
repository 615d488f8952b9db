/* A stranger's program around an example that was taken out of the documentation: two files in,
 * beads out. Compiled as C99 and as C++11. */
#include <couplet/couplet.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = (char *)malloc(1 << 20);
    if (file == NULL || bytes == NULL)
        exit(2);
    *size = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    size_t zh_size, en_size;
    char *zh_utf8 = read_file(argv[1], &zh_size), *en_utf8 = read_file(argv[2], &en_size);
#include "example.inc"
    free(zh_utf8);
    free(en_utf8);
    return 0;
}
