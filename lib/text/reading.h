/* How Chinese characters are read, and how the readings are spelled in Latin letters.
 *
 * A sound is a Hanyu Pinyin syllable without tone, or a Hong Kong spelling of a name. Spellings of
 * Hanyu Pinyin, Wade-Giles (without apostrophes and umlauts, as newspapers print it) and Tongyong
 * are derived from the syllable by rule; Hong Kong's come from a table of the caller's. */
#ifndef COUPLET_TEXT_READING_H
#define COUPLET_TEXT_READING_H

#include <stddef.h>
#include <stdint.h>

#include "base/table.h"

enum {
    COUPLET__PINYIN = 1,
    COUPLET__WADE_GILES = 2,
    COUPLET__TONGYONG = 4,
    COUPLET__HONG_KONG = 8,
    COUPLET__MAX_SOUNDS = 6,   /* of one character */
    COUPLET__MAX_SPELLING = 7, /* bytes */
    COUPLET__SOUNDS = 4095     /* sounds are numbered 0 .. below this */
};

typedef struct couplet__sounds couplet__sounds; /* immutable once made */

/* Reads data/text/readings.tsv; names: character TAB Hong Kong spellings, or NULL. NULL: out of
 * memory. About a millisecond. */
couplet__sounds *couplet__sounds_new(const couplet__table *names);
void couplet__sounds_free(couplet__sounds *sounds);

/* The sounds of a folded character: how many, and where. */
size_t couplet__sounds_of(const couplet__sounds *sounds, uint32_t c, const uint16_t **out);

typedef struct couplet__spelling {
    uint16_t sound;
    uint16_t systems; /* bits: in which systems it is spelled so */
} couplet__spelling;

/* What may be spelled by these letters (lower case), e.g. chung: zhong and chong in Wade-Giles. */
size_t couplet__spellings_of(const couplet__sounds *sounds, const char *letters, size_t size,
                             const couplet__spelling **out);

/* The letters of a sound. */
const char *couplet__sound_letters(const couplet__sounds *sounds, uint16_t sound, size_t *size);

#endif
