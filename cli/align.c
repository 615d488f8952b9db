/* couplet align: two files in, or one that holds both languages; a translation memory out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli.h"
#include "codes.h"
#include "couplet/couplet.h"
#include "input.h"
#include "message.h"
#include "output.h"
#include "pins.h"
#include "resources.h"
#include "texts.h"

typedef struct align_args {
    cli_reading reading;
    cli_list terms;
    const char *lexicon, *anchors, *max_bead, *weights;
    const char *output, *rejects, *source, *target;
    int format; /* couplet_format; 0: by the name of the output */
    double min_confidence;
    bool quiet;
} align_args;

static const cli_choice FORMATS[] = {
    {"tmx", COUPLET_FORMAT_TMX},       {"tsv", COUPLET_FORMAT_TSV},
    {"ladder", COUPLET_FORMAT_LADDER}, {"moses", COUPLET_FORMAT_MOSES},
    {"jsonl", COUPLET_FORMAT_JSONL},   {"xliff", COUPLET_FORMAT_XLIFF},
    {"html", COUPLET_FORMAT_HTML},     {NULL, 0}};

#define AT(field) offsetof(align_args, field)
#define END_OF_OPTIONS                                                                             \
    {                                                                                              \
        0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL                                               \
    }

static const cli_option ALIGNING[] = {
    {'t', "terms", CLI_LIST, AT(terms), "FILE",
     "Glossary: a term pair a line, Chinese TAB English. They "
     "outweigh the lexicon. May be given several times.",
     NULL, NULL},
    {0, "lexicon", CLI_STRING, AT(lexicon), "FILE",
     "A lexicon on top of the one that is built in: packed, or a table as 'couplet lexicon learn' "
     "writes it.",
     NULL, NULL},
    {0, "anchors", CLI_STRING, AT(anchors), "FILE",
     "Pairs of segments that stand together, one a line: "
     "Chinese and English number from 1 ('12 14') or line "
     "('L30 L41'). All else is aligned around them.",
     NULL, NULL},
    {0, "weights", CLI_STRING, AT(weights), "FILE",
     "Weights of the bead model, as 'couplet fit' writes them, in place of the built-in ones.",
     NULL, NULL},
    {0, "max-bead", CLI_STRING, AT(max_bead), "ZH-EN",
     "Most segments that one bead may join, 1-1 to 4-7 "
     "(default 4-7); a single number is for both sides.",
     NULL, NULL},
    END_OF_OPTIONS,
};

static const cli_option WRITING[] = {
    {'o', "output", CLI_STRING, AT(output), "FILE",
     "Where to write (default: stdout). The file appears whole or not at all.", NULL, NULL},
    {'f', "format", CLI_CHOICE, AT(format), "NAME",
     "tmx, tsv, ladder, moses, jsonl, xliff or html; by default "
     "as the output's name ends, else tmx. moses writes two "
     "files, OUTPUT.zh and OUTPUT.en.",
     FORMATS, NULL},
    {0, "src-lang", CLI_STRING, AT(source), "CODE",
     "Source language of the memory (default zh-TW). An English "
     "code turns the direction.",
     NULL, NULL},
    {0, "tgt-lang", CLI_STRING, AT(target), "CODE", "Target language (default en-US).", NULL, NULL},
    {0, "min-confidence", CLI_SHARE, AT(min_confidence), "N",
     "Leave out beads below this confidence, 0 to 1; equal stays in (default 0; not for ladder).",
     NULL, NULL},
    {0, "rejects", CLI_STRING, AT(rejects), "FILE",
     "Write the beads that were left out, for want of one side or of confidence, as TSV.", NULL,
     NULL},
    {'q', "quiet", CLI_FLAG, AT(quiet), NULL, "Say nothing but errors.", NULL, NULL},
    END_OF_OPTIONS,
};

static const cli_group GROUPS[] = {
    {"reading", cli_reading_options, AT(reading)},
    {"aligning", ALIGNING, 0},
    {"writing", WRITING, 0},
    {NULL, NULL, 0},
};

/* One of the files that are written, all or none. */
typedef struct target {
    char *made;       /* path, where it is not the user's own */
    const char *path; /* NULL: stdout */
    couplet_format format;
    couplet_lang moses_side;
    bool rejects;
    couplet_written written;
} target;

/* All that lives from reading to writing. */
typedef struct session {
    const align_args *args;
    cli_texts texts;
    cli_resources resources;
    cli_input weights;
    cli_pins pins;
    couplet_aligner *aligner;
    couplet_result *result;
    couplet_write_options writing;
    target targets[3]; /* the beads, in two files where it is Moses; the rejects */
    size_t target_count;
} session;

/* "4-7", or "3" for both sides. */
static cli_exit read_max_bead(const char *text, couplet_options *options)
{
    char *end;
    errno = 0;
    unsigned long zh = strtoul(text, &end, 10), en = zh;
    bool ok = end != text && *text != '-';
    if (ok && *end == '-' && end[1] >= '0' && end[1] <= '9')
        en = strtoul(end + 1, &end, 10);
    if (!ok || *end != '\0' || zh < 1 || zh > 4 || en < 1 || en > 7) {
        cli_complain("--max-bead takes 1-1 to 4-7, not '%s'; see 'couplet align --help'", text);
        return CLI_USAGE;
    }
    options->max_zh = (unsigned)zh;
    options->max_en = (unsigned)en;
    return CLI_OK;
}

/* Date of the memory: SOURCE_DATE_EPOCH, so that builds can be repeated, or now. */
static cli_exit read_clock(int64_t *created)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    if (text == NULL || *text == '\0') {
        *created = (int64_t)time(NULL);
        return CLI_OK;
    }
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0 || value < 0 || value > 253402300799) {
        cli_complain("SOURCE_DATE_EPOCH holds '%s'; it takes seconds since 1970", text);
        return CLI_USAGE;
    }
    *created = value;
    return CLI_OK;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t size = strlen(text), tail = strlen(ending);
    return size > tail && strcmp(text + size - tail, ending) == 0 && text[size - tail - 1] == '.';
}

static couplet_format format_of(const align_args *args)
{
    if (args->format != 0)
        return (couplet_format)args->format;
    for (const cli_choice *choice = FORMATS; choice->name != NULL; choice++)
        if (args->output != NULL && ends_with(args->output, choice->name))
            return (couplet_format)choice->value;
    return COUPLET_FORMAT_TMX;
}

/* What is to be written, and where. */
static cli_exit plan_targets(session *s)
{
    const align_args *args = s->args;
    couplet_format format = format_of(args);
    s->target_count = format == COUPLET_FORMAT_MOSES ? 2 : 1;
    for (size_t i = 0; i < s->target_count; i++)
        s->targets[i] = (target){.path = args->output, .format = format};
    if (format == COUPLET_FORMAT_MOSES) {
        s->targets[0].moses_side = COUPLET_ZH;
        s->targets[1].moses_side = COUPLET_EN;
        s->targets[0].path = s->targets[0].made = cli_with_ending(args->output, ".zh");
        s->targets[1].path = s->targets[1].made = cli_with_ending(args->output, ".en");
        if (s->targets[0].path == NULL || s->targets[1].path == NULL)
            return CLI_LIMIT;
    }
    if (args->rejects != NULL)
        s->targets[s->target_count++] =
            (target){.path = args->rejects, .format = COUPLET_FORMAT_TSV, .rejects = true};
    return CLI_OK;
}

/* No output may replace an input or another output. */
static cli_exit check_targets(const session *s, const cli_list *operands)
{
    const align_args *args = s->args;
    const char *const inputs[] = {args->lexicon, args->anchors, args->weights};
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < s->target_count && result == CLI_OK; i++) {
        const char *path = s->targets[i].path;
        result = cli_output_spares_all(path, operands);
        if (result == CLI_OK)
            result = cli_output_spares_all(path, &args->terms);
        for (size_t k = 0; k < sizeof inputs / sizeof *inputs && result == CLI_OK; k++)
            result = cli_output_spares(path, inputs[k]);
        for (size_t k = 0; k < i && result == CLI_OK; k++)
            result = cli_outputs_differ(path, s->targets[k].path);
    }
    return result;
}

/* Every fault of the command line, before any file is touched. */
static cli_exit check_usage(session *s, const cli_list *operands, couplet_options *options)
{
    const align_args *args = s->args;
    if (operands->count < 1 || operands->count > 2) {
        cli_complain("align takes a Chinese and an English file, or one that holds both; see "
                     "'couplet align --help'");
        return CLI_USAGE;
    }
    bool to_stdout = args->output == NULL || strcmp(args->output, "-") == 0;
    if (format_of(args) == COUPLET_FORMAT_MOSES && to_stdout) {
        cli_complain("moses writes two files; name them with -o OUTPUT");
        return CLI_USAGE;
    }
    cli_exit result = plan_targets(s);
    if (result == CLI_OK)
        result = check_targets(s, operands);
    couplet_options_init(options, sizeof *options);
    couplet_write_options_init(&s->writing, sizeof s->writing);
    s->writing.min_confidence = args->min_confidence;
    if (result == CLI_OK)
        result = cli_set_codes(&s->writing, args->source, args->target);
    if (result == CLI_OK)
        result = read_clock(&s->writing.created);
    if (result == CLI_OK && args->max_bead != NULL)
        result = read_max_bead(args->max_bead, options);
    return result;
}

static cli_exit load(session *s, couplet_options *options)
{
    cli_exit result = cli_resources_load(&s->resources, &s->args->terms, s->args->lexicon);
    options->glossaries = (const couplet_glossary *const *)s->resources.glossaries;
    options->glossary_count = s->resources.count;
    options->lexicon = s->resources.base;
    options->user_lexicon = s->resources.lexicon;
    if (result == CLI_OK && s->args->weights != NULL) {
        result = cli_input_read(&s->weights, s->args->weights);
        options->weights = s->weights.bytes;
        options->weights_size = s->weights.size;
    }
    return result;
}

static cli_exit align(session *s, couplet_options *options)
{
    couplet_error error;
    couplet_hooks hooks;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.progress = cli_progress;
    hooks.pins = s->pins.at;
    hooks.pin_count = s->pins.count;
    couplet_status status = couplet_aligner_new(&s->aligner, options, &error);
    if (status == COUPLET_EDATA && s->args->weights != NULL) {
        char place[1024];
        cli_complain("%s %s",
                     cli_place(place, sizeof place, s->args->weights, error.line, (size_t)-1),
                     error.message);
        return CLI_INPUT;
    }
    if (status == COUPLET_OK)
        status = couplet_align(&s->result, s->aligner, s->texts.zh, s->texts.en, &hooks, &error);
    if (status != COUPLET_OK) {
        cli_complain("cannot align: %s", error.message);
        return cli_code(error.code);
    }
    cli_progress_done();
    if (s->args->terms.count != 0)
        cli_note("%zu term%s loaded, %zu used", s->resources.terms,
                 s->resources.terms == 1 ? "" : "s", couplet_result_terms_used(s->result));
    return CLI_OK;
}

static int note_conflict(void *user, const couplet_bead *first, const couplet_bead *again)
{
    const session *s = user;
    const couplet_text *from = s->writing.source == COUPLET_EN ? s->texts.en : s->texts.zh;
    bool en = s->writing.source == COUPLET_EN;
    cli_note("lines %zu and %zu of the source are the same, but not their renderings; many tools "
             "keep the last only",
             couplet_text_at(from, en ? first->en.first : first->zh.first)->line,
             couplet_text_at(from, en ? again->en.first : again->zh.first)->line);
    return 0;
}

static cli_exit write_one(const session *s, target *to, cli_output *out)
{
    couplet_error error;
    couplet_write_options options = s->writing;
    options.rejects = to->rejects;
    options.moses_side = to->moses_side;
    couplet_status status = couplet_write(s->result, s->texts.zh, s->texts.en, to->format, &options,
                                          cli_output_write, out, &to->written, &error);
    if (status != COUPLET_OK && status != COUPLET_ECALLBACK)
        cli_complain("cannot write: %s", error.message);
    return cli_code(status);
}

/* All are open before the first byte goes out, and whole before the first appears. */
static cli_exit write_all(session *s)
{
    cli_output outs[sizeof s->targets / sizeof *s->targets] = {{0}};
    cli_exit result = CLI_OK;
    for (size_t i = 0; i < s->target_count && result == CLI_OK; i++)
        result = cli_output_open(&outs[i], s->targets[i].path);
    for (size_t i = 0; i < s->target_count && result == CLI_OK; i++)
        result = write_one(s, &s->targets[i], &outs[i]);
    return cli_outputs_close(outs, s->target_count, result);
}

static void report(const session *s)
{
    const couplet_written *w = &s->targets[0].written;
    if (w->dropped_chars != 0)
        cli_note("%zu character%s that XML forbids left out", w->dropped_chars,
                 w->dropped_chars == 1 ? "" : "s");
    if (w->overlong != 0)
        cli_note("%zu unit%s longer than 2,000 characters, which some tools refuse", w->overlong,
                 w->overlong == 1 ? " is" : "s are");
    if (s->targets[0].format == COUPLET_FORMAT_LADDER || s->args->output == NULL)
        return;
    size_t count = couplet_result_count(s->result);
    size_t told = w->units + w->empty + w->unsure + w->repeated;
    size_t moved = told > count ? told - count : 0; /* not among the beads; not in every format */
    char pairs[64] = "";
    if (moved != 0)
        snprintf(pairs, sizeof pairs, " and %zu moved pair%s", moved, moved == 1 ? "" : "s");
    cli_note("%s: %zu of %zu beads%s written; left out: %zu without a counterpart, %zu unsure, %zu "
             "repeated",
             s->args->output, w->units, count, pairs, w->empty, w->unsure, w->repeated);
}

static cli_exit work(session *s, const cli_list *operands)
{
    couplet_options options;
    cli_exit result = check_usage(s, operands, &options);
    if (result == CLI_OK)
        result = load(s, &options);
    if (result == CLI_OK)
        result = cli_texts_open(&s->texts, &s->args->reading, operands);
    if (result == CLI_OK && s->args->anchors != NULL)
        result = cli_pins_read(&s->pins, s->args->anchors, &s->texts);
    if (result == CLI_OK)
        result = align(s, &options);
    if (result != CLI_OK)
        return result;
    cli_texts_name(&s->texts, &s->writing);
    s->writing.conflict = note_conflict;
    s->writing.conflict_user = s;
    result = write_all(s);
    if (result == CLI_OK)
        report(s);
    return result;
}

static cli_exit run(void *user, const cli_list *operands)
{
    session s = {.args = user};
    if (s.args->quiet)
        cli_be_quiet();
    cli_exit result = work(&s, operands);
    couplet_result_free(s.result);
    couplet_aligner_free(s.aligner);
    cli_pins_free(&s.pins);
    cli_texts_free(&s.texts);
    cli_resources_free(&s.resources);
    cli_input_free(&s.weights);
    for (size_t i = 0; i < s.target_count; i++)
        free(s.targets[i].made);
    return result;
}

const cli_command cli_align = {
    "align",
    "[OPTION]... ZH EN\n[OPTION]... BILINGUAL",
    "Pair the sentences of two renderings and write a translation memory.",
    "ZH and EN are text files, one of which may be - for stdin. BILINGUAL holds both languages, "
    "one after the other in either order or interleaved by paragraph. A bead is a run of Chinese "
    "segments (sentences, headlines, captions) with the English ones that render it; one side may "
    "be empty.",
    GROUPS,
    sizeof(align_args),
    NULL,
    run,
};
