/* The tables of data/anchor, linked in as they stand. */
#ifndef COUPLET_ANCHOR_TABLES_H
#define COUPLET_ANCHOR_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"

couplet__table couplet__measures(void);     /* unit or measure word: dimension SPACE factor */
couplet__table couplet__idioms(void);       /* words with numerals that are no numbers */
couplet__table couplet__surnames(void);     /* folded characters that are surnames */
couplet__table couplet__transcribing(void); /* folded characters that transcribe names */
couplet__table couplet__cantonese(void);    /* folded character: Hong Kong spellings */

/* Is a folded character a surname? */
bool couplet__is_surname(uint32_t c);

/* The characters that are the keys of a table, to be asked for again and again. */
enum { COUPLET__FIRST_HAN = 0x3400, COUPLET__LAST_HAN = 0x9FFF };

typedef struct couplet__han_set {
    uint64_t bits[(COUPLET__LAST_HAN - COUPLET__FIRST_HAN) / 64 + 1];
} couplet__han_set;

void couplet__han_set_read(couplet__han_set *out, couplet__table table);

static inline void couplet__han_set_add(couplet__han_set *set, uint32_t c)
{
    uint32_t at = c - COUPLET__FIRST_HAN;
    if (c >= COUPLET__FIRST_HAN && c <= COUPLET__LAST_HAN)
        set->bits[at / 64] |= (uint64_t)1 << at % 64;
}

static inline bool couplet__han_set_has(const couplet__han_set *set, uint32_t c)
{
    uint32_t at = c - COUPLET__FIRST_HAN;
    return c >= COUPLET__FIRST_HAN && c <= COUPLET__LAST_HAN && (set->bits[at / 64] >> at % 64 & 1);
}

#endif
