/* How far a word of Latin letters is from any spelling of some Chinese characters. */
#ifndef COUPLET_CHECK_SOUNDING_H
#define COUPLET_CHECK_SOUNDING_H

#include <stdbool.h>

#include "text/reading.h"

enum { COUPLET__SOUNDING_MOST = 32 }; /* letters of the longest word that is sounded */

typedef struct couplet__sounding { /* a word against characters, taken one after another */
    const couplet__sounds *sounds;
    char word[COUPLET__SOUNDING_MOST]; /* without hyphens and apostrophes */
    size_t size;
    unsigned char row[COUPLET__SOUNDING_MOST + 1]; /* edits to the first letters */
} couplet__sounding;

/* word: in lower case. false: it is too long, or not all letters, hyphens and apostrophes. */
bool couplet__sounding_begin(couplet__sounding *s, const couplet__sounds *sounds, const char *word,
                             size_t size);

/* Starts over with no character. */
void couplet__sounding_reset(couplet__sounding *s);

/* Takes a folded character. Returns the letters to be changed, dropped or added between the
 * whole word and the nearest spelling of the characters so far; a character without a known
 * reading counts as far away. Time: the letters of its spellings times those of the word. */
size_t couplet__sounding_take(couplet__sounding *s, uint32_t c);

/* Can the word be read as syllables of some system? */
bool couplet__sounding_is_chinese(const couplet__sounding *s);

#endif
