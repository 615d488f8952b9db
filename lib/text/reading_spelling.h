/* Spellings of a Hanyu Pinyin syllable (v for ü) in other systems, by rule. */
#ifndef COUPLET_TEXT_READING_SPELLING_H
#define COUPLET_TEXT_READING_SPELLING_H

#include <stddef.h>

enum { COUPLET__MAX_VARIANTS = 8, COUPLET__VARIANT_ROOM = 12 };

typedef struct couplet__variant_spelling {
    char letters[COUPLET__VARIANT_ROOM];
    unsigned system; /* COUPLET__PINYIN … */
} couplet__variant_spelling;

/* How many; the first is Pinyin's own. size: 1 .. COUPLET__MAX_SPELLING. */
size_t couplet__spelling_variants(const char *pinyin, size_t size,
                                  couplet__variant_spelling out[COUPLET__MAX_VARIANTS]);

#endif
