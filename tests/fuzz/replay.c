/* Runs a fuzz target without a fuzzer: over each file of a corpus, and over mutations of it that
 * are the same on every run.
 *
 *   fuzz_NAME CORPUS_FOLDER [MUTATIONS]
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t next(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)*seed * below >> 32);
}

/* Some bytes changed, a run cut out, or a run doubled. */
static size_t mutate(uint8_t *to, const uint8_t *from, size_t size, uint32_t *seed)
{
    memcpy(to, from, size);
    if (size < 4)
        return size;
    size_t at = next(seed, (uint32_t)size), run = 1 + next(seed, (uint32_t)(size - at));
    switch (next(seed, 4)) {
    case 0:
        memmove(to + at, to + at + run, size - at - run);
        return size - run;
    case 1:
        memmove(to + at + run, to + at, size - at);
        return size + run;
    default:
        for (uint32_t n = 1 + next(seed, 4); n != 0; n--)
            to[next(seed, (uint32_t)size)] = (uint8_t)next(seed, 256);
        return size;
    }
}

static int replay(const char *path, unsigned long mutations)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return -1;
    enum { ROOM = 1 << 20 };
    uint8_t *bytes = malloc(ROOM), *mutated = malloc(2 * ROOM);
    if (bytes == NULL || mutated == NULL)
        abort();
    size_t size = fread(bytes, 1, ROOM, file);
    fclose(file);
    LLVMFuzzerTestOneInput(bytes, size);
    uint32_t seed = 1;
    for (; mutations != 0; mutations--) {
        size_t n = mutate(mutated, bytes, size, &seed);
        uint8_t *exact = malloc(n != 0 ? n : 1); /* so that reading past its end is seen */
        if (exact == NULL)
            abort();
        memcpy(exact, mutated, n);
        LLVMFuzzerTestOneInput(exact, n);
        free(exact);
    }
    free(bytes);
    free(mutated);
    return 0;
}

int main(int argc, char **argv)
{
    unsigned long mutations = argc > 2 ? strtoul(argv[2], NULL, 10) : 300, files = 0;
    DIR *folder = argc > 1 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        fputs("usage: fuzz_NAME CORPUS_FOLDER [MUTATIONS]\n", stderr);
        return 2;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[4096];
        if (entry->d_name[0] == '.')
            continue;
        int n = snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        if (n < 0 || (size_t)n >= sizeof path || replay(path, mutations) != 0) {
            fprintf(stderr, "%s: cannot be read\n", entry->d_name);
            return 1;
        }
        files++;
    }
    closedir(folder);
    printf("%lu files, %lu mutations of each\n", files, mutations);
    return files == 0;
}
