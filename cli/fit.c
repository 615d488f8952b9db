/* couplet fit: aligned texts in, the weights of the bead model out. */
#define _POSIX_C_SOURCE 200809L /* scandir */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "couplet/couplet.h"
#include "input.h"
#include "message.h"
#include "output.h"
#include "resources.h"

typedef struct fit_args {
    const char *output, *folds_dir;
    const char *folds, *iterations, *penalty, *margin, *seed;
    bool no_augment, quiet;
} fit_args;

#define AT(field) offsetof(fit_args, field)

static const cli_option FITTING[] = {
    {'o', "output", CLI_STRING, AT(output), "FILE", "Where to write the weights (default: stdout).",
     NULL, NULL},
    {0, "folds", CLI_STRING, AT(folds), "N",
     "Leave each N-th text out in turn, score it with what the others teach, and make confidences "
     "probabilities by that (default 6; 0: do none of it). The n-th text of each directory and the "
     "n-th named file are left out together.",
     NULL, NULL},
    {0, "folds-out", CLI_STRING, AT(folds_dir), "DIR",
     "Write the weights of each fold, too: DIR/fold0.tsv, DIR/fold1.tsv ...", NULL, NULL},
    {0, "penalty", CLI_STRING, AT(penalty), "X", "L2 penalty (default 1.5).", NULL, NULL},
    {0, "margin", CLI_STRING, AT(margin), "X",
     "Log odds by which the gold must lead (default 1.5; 0: plain likelihood).", NULL, NULL},
    {0, "iterations", CLI_STRING, AT(iterations), "N",
     "Of L-BFGS, for each of both passes (default 100).", NULL, NULL},
    {0, "no-augment", CLI_FLAG, AT(no_augment), NULL,
     "Do not learn from variants of the texts (deleted runs, foreign blocks).", NULL, NULL},
    {0, "seed", CLI_STRING, AT(seed), "N", "Of the variants (default 5).", NULL, NULL},
    {'q', "quiet", CLI_FLAG, AT(quiet), NULL, "Say nothing but errors.", NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_group GROUPS[] = {{"fitting", FITTING, 0}, {NULL, NULL, 0}};

/* An operand: a path, with weights behind it where it has some. */
typedef struct set {
    char *path;
    double weight, variant_weight;
} set;

typedef struct session {
    const fit_args *args;
    couplet_fit *fit;
    couplet_fit_options options;
    cli_output output;
    cli_exit failure; /* of a callback */
    unsigned named;   /* files so far */
} session;

static bool read_number(const char *text, double least, double *out)
{
    char *end;
    errno = 0;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && errno == 0 && *out >= least && *out <= 1e9;
}

static cli_exit set_number(const char *name, const char *text, double least, double *out)
{
    if (text == NULL || read_number(text, least, out))
        return CLI_OK;
    cli_complain("--%s takes a number, not '%s'; see 'couplet fit --help'", name, text);
    return CLI_USAGE;
}

static cli_exit read_options(session *s)
{
    const fit_args *args = s->args;
    couplet_fit_options_init(&s->options, sizeof s->options);
    double folds = s->options.folds, iterations = s->options.iterations;
    double seed = (double)s->options.seed;
    cli_exit result = set_number("folds", args->folds, 0, &folds);
    if (result == CLI_OK)
        result = set_number("iterations", args->iterations, 1, &iterations);
    if (result == CLI_OK)
        result = set_number("penalty", args->penalty, 0, &s->options.penalty);
    if (result == CLI_OK)
        result = set_number("margin", args->margin, 0, &s->options.margin);
    if (result == CLI_OK)
        result = set_number("seed", args->seed, 0, &seed);
    s->options.folds = (unsigned)folds;
    s->options.iterations = (unsigned)iterations;
    s->options.seed = (uint64_t)seed;
    if (args->no_augment)
        s->options.augment = 0;
    return result;
}

/* "PATH=WEIGHT,VARIANTS", "PATH=WEIGHT" or "PATH". */
static bool read_set(set *out, const char *operand)
{
    const char *sign = strrchr(operand, '=');
    size_t size = sign == NULL ? strlen(operand) : (size_t)(sign - operand);
    *out = (set){malloc(size + 1), 1, 0.2};
    if (out->path == NULL) {
        cli_complain("memory is exhausted");
        return false;
    }
    memcpy(out->path, operand, size);
    out->path[size] = '\0';
    char *end = NULL;
    if (sign != NULL) {
        out->weight = strtod(sign + 1, &end);
        out->variant_weight = out->weight / 5;
        if (*end == ',')
            out->variant_weight = strtod(end + 1, &end);
        if (end == sign + 1 || *end != '\0' || !(out->weight >= 0) || !(out->variant_weight >= 0)) {
            cli_complain("'%s': behind '=' stand one or two weights; see 'couplet fit --help'",
                         operand);
            return false;
        }
    }
    return true;
}

static char *with_ending(const char *gold, const char *ending)
{
    size_t size = strlen(gold) - strlen("gold"), tail = strlen(ending);
    char *path = malloc(size + tail + 1);
    if (path == NULL) {
        cli_complain("memory is exhausted");
        return NULL;
    }
    memcpy(path, gold, size);
    memcpy(path + size, ending, tail + 1);
    return path;
}

static cli_exit cut(couplet_text **out, cli_input *in, const char *gold, couplet_lang lang)
{
    couplet_segment_options lines;
    couplet_error error;
    couplet_segment_options_init(&lines, sizeof lines);
    lines.profile = COUPLET_PROFILE_LINES;
    char *path = with_ending(gold, lang == COUPLET_ZH ? "zh" : "en");
    if (path == NULL)
        return CLI_LIMIT;
    cli_exit result = cli_input_open(in, path, NULL, lang, NULL);
    if (result == CLI_OK &&
        couplet_text_segment(out, lang, in->utf8, in->utf8_size, &lines, &error) != COUPLET_OK)
        result = cli_input_fault(in, &error, NULL);
    free(path);
    return result;
}

static cli_exit add_text(session *s, const char *gold, unsigned fold, const set *from)
{
    cli_input ladder = {0}, zh_in = {0}, en_in = {0};
    couplet_text *zh = NULL, *en = NULL;
    couplet_error error;
    cli_exit result = cli_output_spares(s->args->output, gold);
    if (result == CLI_OK)
        result = cli_input_read(&ladder, gold);
    if (result == CLI_OK)
        result = cut(&zh, &zh_in, gold, COUPLET_ZH);
    if (result == CLI_OK)
        result = cut(&en, &en_in, gold, COUPLET_EN);
    if (result == CLI_OK) {
        couplet_fit_text text = {.size = sizeof text,
                                 .name = gold,
                                 .zh = zh,
                                 .en = en,
                                 .gold = ladder.bytes,
                                 .gold_size = ladder.size,
                                 .fold = fold,
                                 .weight = from->weight,
                                 .variant_weight = from->variant_weight};
        if (couplet_fit_add(s->fit, &text, &error) != COUPLET_OK)
            result = cli_input_fault(&ladder, &error, NULL);
    }
    couplet_text_free(zh);
    couplet_text_free(en);
    cli_input_free(&ladder);
    cli_input_free(&zh_in);
    cli_input_free(&en_in);
    return result;
}

static int is_gold(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 5 && entry->d_name[0] != '.' && strcmp(entry->d_name + size - 5, ".gold") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The n-th text of a folder goes to fold n, and so does the n-th of those named one by one. */
static cli_exit add_set(session *s, const set *from)
{
    struct stat status;
    struct dirent **entries;
    unsigned folds = s->options.folds == 0 ? 1 : s->options.folds;
    size_t size = strlen(from->path);
    if (stat(from->path, &status) == 0 && !S_ISDIR(status.st_mode)) {
        if (size > 5 && strcmp(from->path + size - 5, ".gold") == 0)
            return add_text(s, from->path, s->named++ % folds, from);
        cli_complain("%s: a gold alignment is called NAME.gold, beside NAME.zh and NAME.en",
                     from->path);
        return CLI_USAGE;
    }
    int count = scandir(from->path, &entries, is_gold, by_name);
    if (count < 0) {
        cli_complain("%s: cannot be read: %s", from->path, strerror(errno));
        return CLI_INPUT;
    }
    cli_exit result = CLI_OK;
    if (count == 0) {
        cli_complain("%s: holds no NAME.gold", from->path);
        result = CLI_INPUT;
    }
    for (int i = 0; i < count; i++) {
        char *path = malloc(size + strlen(entries[i]->d_name) + 2);
        if (path == NULL && result == CLI_OK) {
            cli_complain("memory is exhausted");
            result = CLI_LIMIT;
        }
        if (path != NULL)
            sprintf(path, "%s/%s", from->path, entries[i]->d_name);
        if (result == CLI_OK)
            result = add_text(s, path, (unsigned)i % folds, from);
        free(path);
        free(entries[i]);
    }
    free(entries);
    return result;
}

/* Tables come fold by fold; the last is that of all texts. */
static int write_table(void *user, int fold, const char *tsv, size_t size)
{
    session *s = user;
    char name[4096];
    cli_output out, *to = &s->output;
    if (fold >= 0) {
        if (s->args->folds_dir == NULL)
            return 0;
        snprintf(name, sizeof name, "%s/fold%d.tsv", s->args->folds_dir, fold);
        to = &out;
    }
    s->failure = cli_output_open(to, fold >= 0 ? name : s->args->output);
    if (s->failure == CLI_OK && cli_output_write(to, tsv, size) != 0)
        s->failure = CLI_OUTPUT;
    s->failure = cli_output_close(to, s->failure);
    return s->failure != CLI_OK;
}

static int report(void *user, const char *line, size_t size)
{
    (void)user;
    fwrite(line, 1, size, stderr);
    return 0;
}

static cli_exit run(void *user, const cli_list *operands)
{
    session s = {.args = user};
    couplet_error error = {0};
    if (operands->count == 0) {
        cli_complain("fit takes gold alignments; see 'couplet fit --help'");
        return CLI_USAGE;
    }
    couplet_lexicon *own = NULL;
    cli_exit result = read_options(&s);
    if (result == CLI_OK)
        result = cli_lexicon_open(&s.options.lexicon, &own, NULL);
    if (result == CLI_OK && couplet_fit_new(&s.fit, &s.options, &error) != COUPLET_OK) {
        cli_complain("cannot fit: %s", error.message);
        result = CLI_LIMIT;
    }
    for (size_t i = 0; result == CLI_OK && i < operands->count; i++) {
        set from = {NULL, 0, 0};
        result = read_set(&from, operands->at[i]) ? add_set(&s, &from) : CLI_USAGE;
        free(from.path);
    }
    if (result == CLI_OK && couplet_fit_run(s.fit, write_table, s.args->quiet ? NULL : report, &s,
                                            &error) != COUPLET_OK) {
        result = s.failure;
        if (result == CLI_OK) {
            cli_complain("cannot fit: %s", error.message);
            result = CLI_LIMIT;
        }
    }
    couplet_fit_free(s.fit);
    couplet_lexicon_free(own);
    return result;
}

const cli_command cli_fit = {
    "fit",
    "[OPTION]... GOLD[=WEIGHT[,VARIANTS]]...",
    "Fit the weights of the bead model to texts that were aligned by hand.",
    "GOLD is NAME.gold, a ladder as 'couplet align -f ladder' writes it, with NAME.zh and NAME.en "
    "beside it, a segment a line; or a directory of such. WEIGHT (default 1) says how much the "
    "texts count, VARIANTS (a fifth of it) how much each variant does. 'couplet align --weights' "
    "takes the outcome.",
    GROUPS,
    sizeof(fit_args),
    NULL,
    run,
};
