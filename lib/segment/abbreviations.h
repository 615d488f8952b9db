/* The abbreviations and words of data/segment, linked in as they stand. */
#ifndef COUPLET_SEGMENT_ABBREVIATIONS_H
#define COUPLET_SEGMENT_ABBREVIATIONS_H

#include <stdbool.h>
#include <stddef.h>

/* How a full stop behind a short form is read. */
typedef enum couplet__short {
    COUPLET__NOT_SHORT,
    COUPLET__SHORT_ALWAYS, /* never ends a sentence: Dr., e.g. */
    COUPLET__SHORT_NUMBER, /* not before a number: No., Fig. */
    COUPLET__SHORT_MONTH,  /* not before a number; before a capital only where a sentence starts */
    COUPLET__SHORT_MAY,    /* ends one before a word that starts sentences: U.S., Co. */
    COUPLET__SHORT_TIME,   /* ends one before a capital, unless a zone or day follows: a.m. */
    COUPLET__SHORT_END,    /* ends one before any capital: etc. */
    COUPLET__SHORT_BRAND   /* a name that holds the mark: Yahoo! */
} couplet__short;

/* Of a word with its mark ("Dr."), as written, or with its first letter in the other case. */
couplet__short couplet__abbreviation(const char *word, size_t size);

bool couplet__starts_sentences(const char *word, size_t size); /* The, However */
bool couplet__reports_speech(const char *word, size_t size);   /* said, asked */
bool couplet__follows_time(const char *word, size_t size);     /* EST, Monday */

/* The next word that is listed as of a kind ("always", "starts"), a full stop at its end left out,
 * or NULL; *at begins at 0. */
const char *couplet__listed_word(size_t *at, const char *kind, size_t kind_size, size_t *size);

#endif
