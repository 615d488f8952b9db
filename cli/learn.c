/* couplet lexicon learn: a table of word pairs from parallel corpora. */
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "lexicon.h"
#include "message.h"
#include "output.h"
#include "resources.h"

typedef struct learn_args {
    cli_list weights;
    const char *lexicon, *output;
    bool quiet;
} learn_args;

#define AT(field) offsetof(learn_args, field)

static const cli_option OPTIONS[] = {
    {0, "lexicon", CLI_STRING, AT(lexicon), "FILE",
     "Start from this one instead of the one that is built in.", NULL, NULL},
    {0, "weight", CLI_LIST, AT(weights), "N",
     "Count the sentence pairs of a corpus N times, above 0 to 1000: the first for the first "
     "corpus, and so on; the last for all that follow.",
     NULL, NULL},
    {'o', "output", CLI_STRING, AT(output), "FILE", "Where to write (default: stdout).", NULL,
     NULL},
    {'q', "quiet", CLI_FLAG, AT(quiet), NULL, "Say nothing but errors.", NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_group GROUPS[] = {{"options", OPTIONS, 0}, {NULL, NULL, 0}};

typedef struct learning {
    couplet_learner *learner;
    const char *corpus;   /* the one that is read, */
    double weight;        /* and its weight */
    size_t pairs, before; /* of all corpora, and of those before this one */
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
    cli_complain("%s: pair %zu: %s", l->corpus, l->pairs - l->before, error.message);
    return (int)cli_code(status);
}

static cli_exit write_table(learning *l, const char *path)
{
    couplet_hooks hooks;
    couplet_error error;
    cli_output out;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.progress = cli_progress;
    cli_note("%zu sentence pairs read, %zu used", l->pairs, couplet_learner_pairs(l->learner));
    cli_exit result = cli_output_open(&out, path);
    if (result != CLI_OK)
        return result;
    couplet_status status =
        couplet_learner_write(l->learner, &hooks, cli_output_write, &out, &error);
    cli_progress_done();
    result = cli_code(status);
    if (status == COUPLET_EINVAL) {
        cli_complain("nothing was learnt: too few sentence pairs");
        result = CLI_FAILED;
    } else if (status != COUPLET_OK && status != COUPLET_ECALLBACK) {
        cli_complain("cannot learn: %s", error.message);
    }
    return cli_output_close(&out, result);
}

static cli_exit set_weight(learning *l, const cli_list *weights, size_t corpus)
{
    if (weights->count == 0)
        return CLI_OK;
    const char *text = weights->at[corpus < weights->count ? corpus : weights->count - 1];
    char *end;
    l->weight = strtod(text, &end);
    if (end != text && *end == '\0' && l->weight > 0 && l->weight <= 1000)
        return CLI_OK;
    cli_complain("--weight takes a number above 0 and up to 1000, not '%s'; see 'couplet lexicon "
                 "learn --help'",
                 text);
    return CLI_USAGE;
}

static cli_exit run(void *user, const cli_list *operands)
{
    const learn_args *args = user;
    learning l = {.weight = 1};
    couplet_lexicon *own = NULL;
    couplet_error error;
    if (args->quiet)
        cli_be_quiet();
    if (operands->count == 0) {
        cli_complain("no corpus is given; see 'couplet lexicon learn --help'");
        return CLI_USAGE;
    }
    const couplet_lexicon *start;
    cli_exit result = cli_output_spares_all(args->output, operands);
    if (result == CLI_OK)
        result = cli_output_spares(args->output, args->lexicon);
    if (result == CLI_OK)
        result = cli_lexicon_open(&start, &own, args->lexicon);
    if (result == CLI_OK && couplet_learner_new(&l.learner, start, &error) != COUPLET_OK) {
        cli_complain("cannot learn: %s", error.message);
        result = cli_code(error.code);
    }
    for (size_t i = 0; i < operands->count && result == CLI_OK; i++) {
        l.corpus = operands->at[i];
        l.before = l.pairs;
        result = set_weight(&l, &args->weights, i);
        if (result == CLI_OK)
            result = (cli_exit)cli_corpus_read(operands->at[i], add, &l);
    }
    if (result == CLI_OK)
        result = write_table(&l, args->output);
    couplet_learner_free(l.learner);
    couplet_lexicon_free(own);
    return result;
}

const cli_command cli_lexicon_learn = {
    "lexicon learn",
    "[OPTION]... CORPUS...",
    "Learn a table of word pairs from sentence pairs, for 'couplet align --lexicon'.",
    "Estimates which words render each other (IBM Model 1). A corpus is a TMX, a file of Chinese "
    "TAB "
    "English lines, or NAME.zh with NAME.en beside it; each may be compressed (.gz).",
    GROUPS,
    sizeof(learn_args),
    NULL,
    run,
};
