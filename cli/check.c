/* couplet check: what the translation left out, added, moved or changed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accepted.h"
#include "cli.h"
#include "codes.h"
#include "couplet/couplet.h"
#include "gates.h"
#include "memory.h"
#include "message.h"
#include "output.h"
#include "resources.h"
#include "texts.h"

typedef struct check_args {
    cli_reading reading;
    cli_gates gates;
    cli_list terms;
    const char *lexicon, *tmx, *ignore, *output;
    int format; /* couplet_report_format; 0: by the name of the output */
    double confident;
    bool quiet;
} check_args;

static const cli_choice FORMATS[] = {{"text", COUPLET_REPORT_TEXT},
                                     {"json", COUPLET_REPORT_JSON},
                                     {"html", COUPLET_REPORT_HTML},
                                     {"sarif", COUPLET_REPORT_SARIF},
                                     {NULL, 0}};

#define AT(field) offsetof(check_args, field)

static const cli_option CHECKING[] = {
    {'t', "terms", CLI_LIST, AT(terms), "FILE",
     "Glossary: a term pair a line, Chinese TAB English; terms are checked against it. May be "
     "given "
     "several times.",
     NULL, NULL},
    {0, "lexicon", CLI_STRING, AT(lexicon), "FILE",
     "A lexicon on top of the one that is built in, as for align.", NULL, NULL},
    {0, "tmx", CLI_STRING, AT(tmx), "FILE",
     "Check a translation memory, unit by unit, instead of two texts.", NULL, NULL},
    {0, "confident", CLI_SHARE, AT(confident), "N",
     "Confidence from which a pair counts as rendered, 0 to 1 (default 0.5).", NULL, NULL},
    {0, "ignore", CLI_STRING, AT(ignore), "FILE",
     "Findings that are known and accepted: a line begins with the id that the report shows. They "
     "are left out and counted apart; the figures stay what they are.",
     NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_option WRITING[] = {
    {'o', "output", CLI_STRING, AT(output), "FILE",
     "Where to write (default: stdout). The file appears whole or not at all.", NULL, NULL},
    {'f', "format", CLI_CHOICE, AT(format), "NAME",
     "text, json, html (a page of both texts side by side) or sarif; by default as the output's "
     "name ends, else text.",
     FORMATS, NULL},
    {'q', "quiet", CLI_FLAG, AT(quiet), NULL, "Say nothing but errors.", NULL, NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_group GROUPS[] = {
    {"reading", cli_reading_options, AT(reading)},
    {"checking", CHECKING, 0},
    {"thresholds", cli_gate_options, AT(gates)},
    {"writing", WRITING, 0},
    {NULL, NULL, 0},
};

static void set_defaults(void *args) { ((check_args *)args)->confident = 0.5; }

/* All that lives from reading to writing. */
typedef struct session {
    const check_args *args;
    cli_texts texts;
    cli_memory memory;
    cli_resources resources;
    cli_accepted accepted;
    couplet_aligner *aligner;
    couplet_result *aligned;
    const couplet_result *result;
    const couplet_text *zh, *en;
    couplet_write_options writing;
    couplet_report *report;
} session;

static couplet_report_format format_of(const check_args *args)
{
    size_t size = args->output == NULL ? 0 : strlen(args->output);
    if (args->format != 0)
        return (couplet_report_format)args->format;
    for (const cli_choice *choice = FORMATS; choice->name != NULL; choice++) {
        size_t tail = strlen(choice->name);
        if (size > tail && args->output[size - tail - 1] == '.' &&
            strcmp(args->output + size - tail, choice->name) == 0)
            return (couplet_report_format)choice->value;
    }
    return COUPLET_REPORT_TEXT;
}

static cli_exit check_usage(const check_args *args, const cli_list *operands)
{
    if (args->tmx != NULL ? operands->count != 0 : operands->count < 1 || operands->count > 2) {
        cli_complain("check takes a Chinese and an English file, one that holds both, or --tmx "
                     "FILE; see 'couplet check --help'");
        return CLI_USAGE;
    }
    const char *inputs[] = {args->tmx, args->lexicon, args->ignore};
    cli_exit result = cli_output_spares_all(args->output, operands);
    if (result == CLI_OK)
        result = cli_output_spares_all(args->output, &args->terms);
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs && result == CLI_OK; i++)
        result = cli_output_spares(args->output, inputs[i]);
    return result == CLI_OK ? cli_gates_check(&args->gates) : result;
}

static cli_exit align(session *s)
{
    couplet_options options;
    couplet_hooks hooks;
    couplet_error error;
    couplet_options_init(&options, sizeof options);
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.progress = cli_progress;
    options.glossaries = (const couplet_glossary *const *)s->resources.glossaries;
    options.glossary_count = s->resources.count;
    options.lexicon = s->resources.base;
    options.user_lexicon = s->resources.lexicon;
    if (couplet_aligner_new(&s->aligner, &options, &error) != COUPLET_OK ||
        couplet_align(&s->aligned, s->aligner, s->texts.zh, s->texts.en, &hooks, &error) !=
            COUPLET_OK) {
        cli_complain("cannot align: %s", error.message);
        return cli_code(error.code);
    }
    cli_progress_done();
    s->result = s->aligned;
    s->zh = s->texts.zh;
    s->en = s->texts.en;
    cli_texts_name(&s->texts, &s->writing);
    return CLI_OK;
}

static cli_exit open_memory(session *s)
{
    cli_exit result = cli_memory_open(&s->memory, s->args->tmx);
    s->result = s->memory.result;
    s->zh = s->memory.zh;
    s->en = s->memory.en;
    s->writing.zh_name = s->writing.en_name = s->memory.in.name;
    return result;
}

static cli_exit examine(session *s)
{
    couplet_report_options options;
    couplet_error error;
    couplet_report_options_init(&options, sizeof options);
    options.lexicon = s->resources.base;
    options.user_lexicon = s->resources.lexicon;
    options.glossaries = (const couplet_glossary *const *)s->resources.glossaries;
    options.glossary_count = s->resources.count;
    options.confident = s->args->confident;
    options.accepted = (const char *const *)s->accepted.ids;
    options.accepted_count = s->accepted.count;
    if (couplet_report_new(&s->report, s->result, s->zh, s->en, &options, &error) == COUPLET_OK)
        return CLI_OK;
    cli_complain("cannot examine: %s", error.message);
    return cli_code(error.code);
}

static cli_exit write_report(session *s)
{
    cli_output out;
    couplet_error error;
    cli_exit result = cli_output_open(&out, s->args->output);
    if (result == CLI_OK) {
        couplet_status status = couplet_report_write(s->report, format_of(s->args), &s->writing,
                                                     cli_output_write, &out, &error);
        if (status != COUPLET_OK && status != COUPLET_ECALLBACK)
            cli_complain("cannot write: %s", error.message);
        result = cli_code(status);
    }
    return cli_output_close(&out, result);
}

static cli_exit work(session *s, const cli_list *operands)
{
    const check_args *args = s->args;
    cli_exit result = check_usage(args, operands);
    couplet_write_options_init(&s->writing, sizeof s->writing);
    if (result == CLI_OK)
        result = cli_resources_load(&s->resources, &args->terms, args->lexicon);
    if (result == CLI_OK && args->ignore != NULL)
        result = cli_accepted_read(&s->accepted, args->ignore);
    if (result == CLI_OK && args->tmx != NULL)
        result = open_memory(s);
    if (result == CLI_OK && args->tmx == NULL)
        result = cli_texts_open(&s->texts, &args->reading, operands);
    if (result == CLI_OK && args->tmx == NULL)
        result = align(s);
    if (result == CLI_OK)
        result = examine(s);
    if (result == CLI_OK)
        result = write_report(s);
    return result == CLI_OK ? cli_gates_apply(&args->gates, s->report) : result;
}

static cli_exit run(void *user, const cli_list *operands)
{
    session s = {.args = user};
    if (s.args->quiet)
        cli_be_quiet();
    cli_exit result = work(&s, operands);
    couplet_report_free(s.report);
    couplet_result_free(s.aligned);
    couplet_aligner_free(s.aligner);
    cli_texts_free(&s.texts);
    cli_memory_free(&s.memory);
    cli_accepted_free(&s.accepted);
    cli_resources_free(&s.resources);
    return result;
}

const cli_command cli_check = {
    "check",
    "[OPTION]... ZH EN\n[OPTION]... BILINGUAL\n[OPTION]... --tmx MEMORY",
    "Say what a translation left out, added, moved or changed.",
    "Prints coverage in both directions, agreement of numbers and terms, and the findings by "
    "weight. "
    "With thresholds, exit code 1 and a line on stderr say which figure missed its own; a figure "
    "equal to it passes, and so does one that does not apply.",
    GROUPS,
    sizeof(check_args),
    set_defaults,
    run,
};
