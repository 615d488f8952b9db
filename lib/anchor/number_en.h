/* English words that take part in numbers, and the value of a cardinal. */
#ifndef COUPLET_ANCHOR_NUMBER_EN_H
#define COUPLET_ANCHOR_NUMBER_EN_H

#include "anchor/number_parts.h"

typedef enum couplet__word_kind {
    COUPLET__W_ONES,    /* one .. nineteen */
    COUPLET__W_TENS,    /* twenty .. ninety */
    COUPLET__W_SCALE,   /* hundred, dozen, million … */
    COUPLET__W_SCALES,  /* hundreds, millions … */
    COUPLET__W_NTH,     /* third */
    COUPLET__W_PARTS,   /* thirds, quarters */
    COUPLET__W_QUARTER, /* quarter */
    COUPLET__W_HALF,    /* half */
    COUPLET__W_HALVE,   /* halved */
    COUPLET__W_TIMES,   /* twice, doubled */
    COUPLET__W_DECADE,  /* nineties */
    COUPLET__W_MONTH,   /* April, Apr */
    COUPLET__W_DAY      /* Monday */
} couplet__word_kind;

enum { COUPLET__WORD_ROOM = 16 };

typedef struct couplet__number_word {
    char text[12];
    couplet__word_kind kind;
    double value;
} couplet__number_word;

/* word: in lower case, with zeros behind it. NULL: none. */
const couplet__number_word *couplet__number_word_find(const char word[COUPLET__WORD_ROOM]);

/* The word of letters at cp[at], in lower case; longer ones are left empty. */
typedef struct couplet__spelled {
    char text[COUPLET__WORD_ROOM];
    const couplet__number_word *number; /* or NULL */
    size_t end;                         /* code points */
    bool capital;
} couplet__spelled;

couplet__spelled couplet__spell(const couplet__folded *f, size_t at);

typedef struct couplet__cardinal {
    double value;
    double scale; /* the last of thousand, million … or 1 */
    size_t end;
    bool digits, comma, approximate;
    const couplet__number_word *nth; /* twenty-first: value holds 20 */
} couplet__cardinal;

/* false: no cardinal begins at cp[at]. `money`: 5m is five million, not five metres. */
bool couplet__cardinal_read(const couplet__folded *f, size_t at, bool money,
                            couplet__cardinal *out);

#endif
