#include "texts.h"

#include <string.h>

#include "message.h"
#include "output.h"

/* A Chinese report names people and firms in Latin letters, an English one quotes a few
 * characters; a share of Han letters between the two limits can be either. */
static const double LEAST_IN_CHINESE = 0.2, MOST_IN_ENGLISH = 0.3;

static const cli_choice WRAPS[] = {
    {"yes", COUPLET_WRAP_YES}, {"no", COUPLET_WRAP_NO}, {"auto", COUPLET_WRAP_AUTO}, {NULL, 0}};
static const cli_choice PROFILES[] = {{"couplet", COUPLET_PROFILE_COUPLET},
                                      {"omegat", COUPLET_PROFILE_OMEGAT},
                                      {"lines", COUPLET_PROFILE_LINES},
                                      {NULL, 0}};

#define AT(field) offsetof(cli_reading, field)
#define ENCODING_OPTION                                                                            \
    {                                                                                              \
        0, "encoding", CLI_STRING, AT(encoding), "NAME",                                           \
            "Encoding of the input: utf-8, utf-16, big5, cp950, "                                  \
            "big5-hkscs, gb18030, gbk, gb2312, euc-tw or another name "                            \
            "that iconv knows. Detected by default.",                                              \
            NULL, NULL                                                                             \
    }
#define CUT_OPTIONS                                                                                \
    {0,                                                                                            \
     "wrapped",                                                                                    \
     CLI_CHOICE,                                                                                   \
     AT(wrap),                                                                                     \
     "yes|no|auto",                                                                                \
     "Lines are hard-wrapped and are joined within a paragraph; "                                  \
     "auto, the default, decides by the look of each text.",                                       \
     WRAPS,                                                                                        \
     "yes"},                                                                                       \
    {                                                                                              \
        0, "seg-profile", CLI_CHOICE, AT(profile), "NAME",                                         \
            "Rules for cutting sentences: couplet (our own, the "                                  \
            "default), omegat (as OmegaT 3.6 cuts, so that its "                                   \
            "segments match exactly), lines (each line).",                                         \
            PROFILES, NULL                                                                         \
    }
#define END_OF_OPTIONS                                                                             \
    {                                                                                              \
        0, NULL, CLI_FLAG, 0, NULL, NULL, NULL, NULL                                               \
    }

const cli_option cli_reading_options[] = {
    ENCODING_OPTION,
    {0, "zh-encoding", CLI_STRING, AT(zh_encoding), "NAME", "The same for the Chinese file alone.",
     NULL, NULL},
    {0, "en-encoding", CLI_STRING, AT(en_encoding), "NAME", "The same for the English file alone.",
     NULL, NULL},
    CUT_OPTIONS,
    {0, "pre-split", CLI_FLAG, AT(pre_split), NULL,
     "Each line that is not blank is a segment already; the same as --seg-profile lines.", NULL,
     NULL},
    END_OF_OPTIONS,
};

const cli_option cli_one_text_options[] = {ENCODING_OPTION, CUT_OPTIONS, END_OF_OPTIONS};

static couplet_segment_options cutting(const cli_reading *reading)
{
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile =
        reading->pre_split ? COUPLET_PROFILE_LINES : (couplet_profile)reading->profile;
    options.wrap = (couplet_wrap)reading->wrap;
    return options;
}

cli_exit cli_cut(couplet_text **out, couplet_lang lang, const cli_input *in,
                 const cli_reading *reading)
{
    couplet_segment_options options = cutting(reading);
    couplet_error error;
    if (couplet_text_segment(out, lang, in->utf8, in->utf8_size, &options, &error) != COUPLET_OK)
        return cli_input_fault(in, &error, NULL);
    return CLI_OK;
}

/* Files given in the wrong order, twice the same language: said before any work is done. */
static cli_exit check_languages(const cli_input *zh, const cli_input *en)
{
    double in_zh = couplet_han_share(zh->utf8, zh->utf8_size);
    double in_en = couplet_han_share(en->utf8, en->utf8_size);
    bool zh_fits = in_zh < 0 || in_zh >= LEAST_IN_CHINESE;
    bool en_fits = in_en <= MOST_IN_ENGLISH;
    if (zh_fits && en_fits)
        return CLI_OK;
    if (!zh_fits && !en_fits)
        cli_complain("the files seem to be swapped: %s is English and %s is Chinese; name the "
                     "Chinese file first (--src-lang en-US sets the direction of the memory)",
                     zh->name, en->name);
    else if (!zh_fits)
        cli_complain(
            "%s: holds hardly any Chinese (%.0f %% of its letters); the Chinese file comes "
            "first, the English one second",
            zh->name, 100 * in_zh);
    else
        cli_complain(
            "%s: is mostly Chinese (%.0f %% of its letters); the English file comes second",
            en->name, 100 * in_en);
    return CLI_INPUT;
}

static const char *first(const char *one, const char *other) { return one != NULL ? one : other; }

static cli_exit open_two(cli_texts *texts, const cli_reading *reading, const char *zh,
                         const char *en)
{
    if (strcmp(zh, "-") == 0 && strcmp(en, "-") == 0) {
        cli_complain("only one of the files can be stdin");
        return CLI_USAGE;
    }
    bool same = cli_same_file(zh, en);
    cli_exit result = same ? CLI_OK : cli_input_read(&texts->zh_input, zh);
    if (result == CLI_OK && !same)
        result = cli_input_read(&texts->en_input, en);
    if (result != CLI_OK)
        return result;
    const cli_input *a = &texts->zh_input, *b = &texts->en_input;
    if (same || (a->size != 0 && a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0)) {
        cli_complain("%s and %s are the same text; name one Chinese and one English file, or one "
                     "file alone that holds both languages",
                     same ? zh : a->name, same ? en : b->name);
        return CLI_INPUT;
    }
    result = cli_input_decode(&texts->zh_input, first(reading->zh_encoding, reading->encoding),
                              COUPLET_ZH, "--zh-encoding");
    if (result == CLI_OK)
        result = cli_input_decode(&texts->en_input, first(reading->en_encoding, reading->encoding),
                                  COUPLET_EN, "--en-encoding");
    if (result == CLI_OK)
        result = check_languages(a, b);
    if (result == CLI_OK)
        result = cli_cut(&texts->zh, COUPLET_ZH, a, reading);
    if (result == CLI_OK)
        result = cli_cut(&texts->en, COUPLET_EN, b, reading);
    return result;
}

static cli_exit open_bilingual(cli_texts *texts, const cli_reading *reading, const char *path)
{
    cli_input *in = &texts->zh_input;
    const char *charset =
        first(reading->encoding, first(reading->zh_encoding, reading->en_encoding));
    cli_exit result = cli_input_open(in, path, charset, 0, "--encoding");
    if (result != CLI_OK)
        return result;
    couplet_segment_options options = cutting(reading);
    couplet_error error;
    couplet_status status =
        couplet_text_split(&texts->zh, &texts->en, in->utf8, in->utf8_size, &options, &error);
    if (status == COUPLET_EDATA) {
        cli_complain("%s: %s; give the other rendering as a second file", in->name, error.message);
        return CLI_INPUT;
    }
    return status == COUPLET_OK ? CLI_OK : cli_input_fault(in, &error, NULL);
}

cli_exit cli_texts_open(cli_texts *texts, const cli_reading *reading, const cli_list *operands)
{
    if (operands->count == 1)
        return open_bilingual(texts, reading, operands->at[0]);
    return open_two(texts, reading, operands->at[0], operands->at[1]);
}

void cli_texts_free(cli_texts *texts)
{
    couplet_text_free(texts->zh);
    couplet_text_free(texts->en);
    cli_input_free(&texts->zh_input);
    cli_input_free(&texts->en_input);
}

void cli_texts_name(const cli_texts *texts, couplet_write_options *options)
{
    options->zh_name = texts->zh_input.name;
    options->en_name = texts->en_input.name != NULL ? texts->en_input.name : texts->zh_input.name;
}
