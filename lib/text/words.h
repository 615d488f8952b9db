/* English words and their stems. */
#ifndef COUPLET_TEXT_WORDS_H
#define COUPLET_TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"

/* A token: a run of letters with its clitic split off ("don't": do, not; "he'll": he, will), or a
 * number with its commas and points ("1,200.5"). Expanded clitics point into static storage. */
typedef struct couplet__token {
    const char *bytes; /* as it stands in the text, or static */
    size_t size;
    size_t offset; /* of the word in the text */
    bool number;
    bool capital; /* begins with a capital letter */
} couplet__token;

typedef COUPLET__VEC(couplet__token) couplet__tokens;

/* Replaces what *out held. false: out of memory. utf8 must be valid and outlive the tokens. */
bool couplet__english_tokens(couplet__tokens *out, const char *utf8, size_t size);

/* Lower-cases (Latin letters), undoes irregular inflection (data/text/irregular.tsv), stems with
 * Snowball's English stemmer (Porter 2), then reads British spelling as American. One object per
 * call of the library: not shared. */
typedef struct couplet__stemmer couplet__stemmer;

couplet__stemmer *couplet__stemmer_new(void); /* NULL: out of memory */
void couplet__stemmer_free(couplet__stemmer *stemmer);

/* The stem, valid until the next call with this stemmer. Words of over 63 bytes are their own.
 * NULL: out of memory. */
const char *couplet__stem(couplet__stemmer *stemmer, const char *word, size_t size,
                          size_t *stem_size);

/* What couplet__stem() makes of a British spelling's stem: "color" for "colour", "organ" for
 * "organis" (data/text/spellings.tsv). Any other stem is its own; the result is it or static. */
const char *couplet__american_stem(const char *stem, size_t size, size_t *american_size);

/* Function words, which vouch for little: the, of, be, himself … (lower-case surface form). */
bool couplet__is_stop_word(const char *word, size_t size);
const char *couplet__stop_words(void); /* all of them, each between two spaces */

#endif
