/* The two renderings: from two files, or from one that holds both languages. */
#ifndef COUPLET_CLI_TEXTS_H
#define COUPLET_CLI_TEXTS_H

#include "input.h"

typedef struct cli_reading { /* options of every command that reads texts */
    const char *encoding, *zh_encoding, *en_encoding;
    int wrap;    /* couplet_wrap */
    int profile; /* couplet_profile */
    bool pre_split;
} cli_reading;

extern const cli_option cli_reading_options[];  /* for two renderings */
extern const cli_option cli_one_text_options[]; /* for one text */

typedef struct cli_texts {
    cli_input zh_input, en_input; /* a bilingual file is zh_input alone */
    couplet_text *zh, *en;
} cli_texts;

/* Reads, decodes and cuts: operands are ZH EN, or one bilingual file. Start from a zeroed
 * cli_texts; release it in any case. On failure says what is wrong. */
cli_exit cli_texts_open(cli_texts *texts, const cli_reading *reading, const cli_list *operands);
void cli_texts_free(cli_texts *texts);

/* Names the two files in what is written for people. */
void cli_texts_name(const cli_texts *texts, couplet_write_options *options);

/* Cuts one text as the options say. */
cli_exit cli_cut(couplet_text **out, couplet_lang lang, const cli_input *in,
                 const cli_reading *reading);

#endif
