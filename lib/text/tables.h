/* The tables of data/text, linked in as they stand. */
#ifndef COUPLET_TEXT_TABLES_H
#define COUPLET_TEXT_TABLES_H

#include "base/table.h"

couplet__table couplet__variants(void);  /* character, what it is matched as; no comment line */
couplet__table couplet__irregular(void); /* inflected English form, its base */
couplet__table couplet__american(void);  /* British stem, the American one */
couplet__table couplet__readings(void);  /* folded character, its pinyin syllables */

/* Folded character, minus the log of its share of text in tenths; no comment line. */
couplet__table couplet__frequencies(void);

#endif
