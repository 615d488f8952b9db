/* couplet lexicon learn: a table of word pairs from parallel corpora. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "corpus.h"
#include "couplet/couplet.h"
#include "lexicon.h"

static const char USAGE[] =
    "usage: couplet lexicon learn [-o FILE] [--lexicon FILE] [--weight W] CORPUS...\n"
    "Estimates which words render each other (IBM Model 1) and writes a table for\n"
    "couplet align --lexicon. A corpus is a TMX, Chinese TAB English, or NAME.zh with\n"
    "NAME.en beside it; .gz is read as it is. --weight counts what follows W times.\n";

typedef struct learning {
    couplet_learner *learner;
    double weight;
    size_t pairs;
    int percent; /* last shown */
} learning;

static int add(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    learning *l = user;
    couplet_error error;
    l->pairs++;
    couplet_status status =
        couplet_learner_add(l->learner, zh, zh_size, en, en_size, l->weight, &error);
    if (status == COUPLET_OK)
        return CLI_OK;
    fprintf(stderr, "couplet: pair %zu: %s\n", l->pairs, error.message);
    return status == COUPLET_EENCODING ? CLI_INPUT : CLI_LIMIT;
}

static int show_progress(void *user, size_t done, size_t total)
{
    learning *l = user;
    int percent = (int)(done * 100 / total);
    if (percent / 10 != l->percent / 10)
        fprintf(stderr, "couplet: %d %%\n", percent / 10 * 10);
    l->percent = percent;
    return 0;
}

static int write_table(learning *l, const char *path)
{
    couplet_hooks hooks;
    couplet_error error;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.user = l;
    hooks.progress = show_progress;
    fprintf(stderr, "couplet: %zu sentence pairs read, %zu used\n", l->pairs,
            couplet_learner_pairs(l->learner));
    FILE *f = path == NULL ? stdout : fopen(path, "wb");
    couplet_status status = COUPLET_ECALLBACK;
    if (f != NULL) {
        status = couplet_learner_write(l->learner, &hooks, lexicon_put, f, &error);
        int lost = f == stdout ? fflush(f) : fclose(f);
        if (lost != 0 && status == COUPLET_OK)
            status = COUPLET_ECALLBACK;
    }
    if (status == COUPLET_OK)
        return CLI_OK;
    if (status == COUPLET_EINVAL)
        error.message = "nothing was learnt: too few sentence pairs";
    fprintf(stderr, "couplet: %s: %s\n", path == NULL ? "standard output" : path,
            status == COUPLET_ECALLBACK ? "cannot be written" : error.message);
    return status == COUPLET_ECALLBACK ? CLI_OUTPUT
           : status == COUPLET_EINVAL  ? CLI_FAILED
                                       : CLI_LIMIT;
}

/* argv from the first corpus or --weight on. */
static int read_corpora(learning *l, int argc, char **argv)
{
    int code = CLI_OK;
    for (int i = 0; i < argc && code == CLI_OK; i++) {
        if (strcmp(argv[i], "--weight") != 0) {
            code = cli_corpus_read(argv[i], add, l);
        } else if (++i < argc) {
            char *end;
            l->weight = strtod(argv[i], &end);
            if (*end != '\0' || !(l->weight > 0 && l->weight <= 1000)) {
                fprintf(stderr, "couplet: --weight %s: not a weight of up to 1000\n", argv[i]);
                code = CLI_USAGE;
            }
        }
    }
    return code;
}

int lexicon_learn(int argc, char **argv)
{
    const char *out = NULL, *path = NULL;
    couplet_lexicon *own = NULL;
    couplet_error error;
    int code = CLI_OK, first = 1;
    while (first + 1 < argc) {
        if (strcmp(argv[first], "-o") == 0)
            out = argv[first + 1];
        else if (strcmp(argv[first], "--lexicon") == 0)
            path = argv[first + 1];
        else
            break;
        first += 2;
    }
    if (first >= argc || (argv[first][0] == '-' && strcmp(argv[first], "--weight") != 0)) {
        fputs(USAGE, stderr);
        return CLI_USAGE;
    }
    learning l = {.weight = 1};
    if (path != NULL)
        code = lexicon_load(&own, path);
    if (code == CLI_OK &&
        couplet_learner_new(&l.learner, path == NULL ? couplet_lexicon_builtin() : own, &error) !=
            COUPLET_OK)
        code = CLI_LIMIT;
    if (code == CLI_OK)
        code = read_corpora(&l, argc - first, argv + first);
    if (code == CLI_OK)
        code = write_table(&l, out);
    couplet_learner_free(l.learner);
    couplet_lexicon_free(own);
    return code;
}
