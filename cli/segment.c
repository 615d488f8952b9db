/* couplet segment: shows how a text is cut. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "couplet/couplet.h"
#include "message.h"
#include "output.h"
#include "texts.h"

enum { AS_LINES = 1, AS_TSV = 2 };

typedef struct segment_args {
    cli_reading reading;
    int lang; /* couplet_lang; 0: by the letters */
    int format;
    const char *output;
    bool srx;
} segment_args;

static const cli_choice LANGS[] = {{"zh", COUPLET_ZH}, {"en", COUPLET_EN}, {"auto", 0}, {NULL, 0}};
static const cli_choice FORMATS[] = {{"lines", AS_LINES}, {"tsv", AS_TSV}, {NULL, 0}};
static const cli_choice KINDS[] = {
    {"body", COUPLET_KIND_BODY},     {"headline", COUPLET_KIND_HEADLINE},
    {"byline", COUPLET_KIND_BYLINE}, {"caption", COUPLET_KIND_CAPTION},
    {"credit", COUPLET_KIND_CREDIT}, {"item", COUPLET_KIND_ITEM},
    {"litter", COUPLET_KIND_LITTER}, {NULL, 0}};

#define AT(field) offsetof(segment_args, field)

static const cli_option OPTIONS[] = {
    {'l', "lang", CLI_CHOICE, AT(lang), "zh|en|auto",
     "Language of the text (default auto, by its letters).", LANGS, NULL},
    {'f', "format", CLI_CHOICE, AT(format), "NAME",
     "lines (one segment a line, the default) or tsv: number "
     "from 1, byte offset and length in the text as UTF-8, "
     "line, paragraph from 1, kind, text.",
     FORMATS, NULL},
    {'o', "output", CLI_STRING, AT(output), "FILE",
     "Where to write (default: stdout). The file appears whole or not at all.", NULL, NULL},
    {0, "srx", CLI_FLAG, AT(srx), NULL,
     "Take no file, and write our rules as SRX 2.0, for another tool to cut nearly as we do.", NULL,
     NULL},
    {0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL},
};

static const cli_group GROUPS[] = {
    {"reading", cli_one_text_options, AT(reading)}, {"cutting", OPTIONS, 0}, {NULL, NULL, 0}};

static void set_defaults(void *args) { ((segment_args *)args)->format = AS_LINES; }

static couplet_lang guess_language(const cli_input *in)
{
    return couplet_han_share(in->utf8, in->utf8_size) > 0.3 ? COUPLET_ZH : COUPLET_EN;
}

static cli_exit write_segment(cli_output *out, const couplet_text *text, size_t i, int format)
{
    char *shown;
    size_t size;
    couplet_error error;
    if (couplet_text_show(&shown, &size, text, (couplet_range){i, 1}, &error) != COUPLET_OK) {
        cli_complain("%s", error.message);
        return cli_code(error.code);
    }
    bool failed = false;
    if (format == AS_TSV) {
        const couplet_segment *segment = couplet_text_at(text, i);
        char row[160];
        int width = snprintf(row, sizeof row, "%zu\t%zu\t%zu\t%zu\t%zu\t%s\t", i + 1,
                             segment->bytes.offset, segment->bytes.length, segment->line,
                             segment->paragraph + 1, cli_choice_name(KINDS, (int)segment->kind));
        failed = cli_output_write(out, row, (size_t)width);
    }
    failed = failed || cli_output_write(out, shown, size) || cli_output_write(out, "\n", 1);
    couplet_free(shown);
    return failed ? CLI_OUTPUT : CLI_OK;
}

static cli_exit write_segments(const segment_args *args, const couplet_text *text)
{
    static const char HEAD[] = "#number\toffset\tlength\tline\tparagraph\tkind\ttext\n";
    cli_output out;
    cli_exit result = cli_output_open(&out, args->output);
    if (result == CLI_OK && args->format == AS_TSV && cli_output_write(&out, HEAD, sizeof HEAD - 1))
        result = CLI_OUTPUT;
    for (size_t i = 0; i < couplet_text_count(text) && result == CLI_OK; i++)
        result = write_segment(&out, text, i, args->format);
    return cli_output_close(&out, result);
}

static cli_exit write_rules(const segment_args *args)
{
    cli_output out;
    couplet_error error;
    cli_exit result = cli_output_open(&out, args->output);
    if (result != CLI_OK)
        return result;
    couplet_status status =
        couplet_srx_write((couplet_lang)args->lang, cli_output_write, &out, &error);
    if (status != COUPLET_OK && status != COUPLET_ECALLBACK)
        cli_complain("cannot write: %s", error.message);
    return cli_output_close(&out, cli_code(status));
}

static cli_exit run(void *user, const cli_list *operands)
{
    const segment_args *args = user;
    if (operands->count != (args->srx ? 0 : 1)) {
        cli_complain("segment takes one file, and with --srx none; see 'couplet segment --help'");
        return CLI_USAGE;
    }
    if (args->srx)
        return write_rules(args);
    cli_input in = {0};
    couplet_text *text = NULL;
    cli_exit result = cli_output_spares(args->output, operands->at[0]);
    if (result == CLI_OK)
        result = cli_input_open(&in, operands->at[0], args->reading.encoding,
                                (couplet_lang)args->lang, "--encoding");
    if (result == CLI_OK)
        result = cli_cut(&text, args->lang != 0 ? (couplet_lang)args->lang : guess_language(&in),
                         &in, &args->reading);
    if (result == CLI_OK)
        result = write_segments(args, text);
    couplet_text_free(text);
    cli_input_free(&in);
    return result;
}

const cli_command cli_segment = {
    "segment",
    "[OPTION]... FILE\n--srx [-o FILE]",
    "Show how a text is cut into segments.",
    NULL,
    GROUPS,
    sizeof(segment_args),
    set_defaults,
    run,
};
