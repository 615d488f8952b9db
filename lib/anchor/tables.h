/* The tables of data/anchor, linked in as they stand. */
#ifndef COUPLET_ANCHOR_TABLES_H
#define COUPLET_ANCHOR_TABLES_H

#include <stdint.h>

#include "base/table.h"

couplet__table couplet__measures(void);     /* unit or measure word: dimension SPACE factor */
couplet__table couplet__idioms(void);       /* words with numerals that are no numbers */
couplet__table couplet__surnames(void);     /* folded characters that are surnames */
couplet__table couplet__transcribing(void); /* folded characters that transcribe names */
couplet__table couplet__cantonese(void);    /* folded character: Hong Kong spellings */

/* Is a folded character a surname? */
bool couplet__is_surname(uint32_t c);

#endif
