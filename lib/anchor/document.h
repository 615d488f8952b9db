/* The two texts as the aligner sees them: Chinese segments as units (words that may vouch for
 * something, overlapping as they like), English segments as stems, and what each weighs.
 *
 * Weights. A stem weighs max(0, -log(30 p)), p half its share of this document, half of English at
 * large: the more surprising, the more it vouches. A Chinese character weighs
 * log((S + 1) / (df + 1/2)) of its longest word, over the square root of that word's length, so
 * that a word counts about as much as a stem. Function words and characters count .35 of that. The
 * constants were fitted on literary prose (leave one document out). */
#ifndef COUPLET_ANCHOR_DOCUMENT_H
#define COUPLET_ANCHOR_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "anchor/number.h"
#include "base/intern.h"
#include "base/status.h"
#include "base/vec.h"
#include "base/watch.h"
#include "segment/text.h"
#include "text/fold.h"

/* Code points of one segment that are read for words; a longer one is no sentence. */
enum { COUPLET__MAX_READ = 4096 };

typedef enum couplet__unit_kind {
    COUPLET__WORD,   /* key: its code points */
    COUPLET__NUMBER, /* key: '#' and a couplet__number_key */
    COUPLET__NAME,   /* key: '@', its strength in 1/255, and the English form */
    COUPLET__LATIN,  /* key: '~' and its letters */
    COUPLET__TERM    /* key: see anchor/terms.h */
} couplet__unit_kind;

typedef struct couplet__unit {
    uint32_t word;          /* type: 0 .. words.count - 1 */
    uint32_t start, length; /* code points of the folded segment */
    bool maximal;           /* in no longer word: counts in full */
    couplet__unit_kind kind;
} couplet__unit;

/* Two numbers match when they share a key that is not 0. */
typedef struct couplet__number_key {
    uint64_t key, alt;
} couplet__number_key;

typedef struct couplet__occurrence {
    uint32_t stem;
    uint32_t offset, size; /* the word: bytes of the text */
} couplet__occurrence;

typedef struct couplet__posting {
    uint32_t segment;
    uint32_t count;
} couplet__posting;

/* What a document is read with. */
typedef struct couplet__sources {
    const couplet_lexicon *lexicons[2]; /* of headwords, glosses and frequencies */
    size_t lexicon_count;
    const couplet_glossary *const *glossaries; /* glossary_count of them */
    size_t glossary_count;
    couplet__watch *watch; /* or NULL */
} couplet__sources;

typedef struct couplet__document {
    const couplet_text *zh, *en;
    size_t S, T;           /* segments */
    couplet__watch *watch; /* of the call that this is for, or NULL */

    couplet__folded *folded; /* S; without the white space between Han characters */
    couplet__intern words;   /* keys by kind: see couplet__unit_kind */
    COUPLET__VEC(couplet__unit) units;
    size_t *unit_first; /* S + 1 */
    uint32_t *word_df;  /* segments that hold the word */
    float *char_weight; /* of every code point of the folded segments, one after another */
    size_t *char_first; /* S + 1 */
    double *zh_weight;  /* S: sums of char_weight */

    couplet__intern stems; /* keys: stems; or '#' and a couplet__number_key */
    COUPLET__VEC(couplet__occurrence) tokens;
    size_t *token_first;        /* T + 1 */
    float *stem_weight;         /* of each stem */
    bool *stem_stop;            /* is it a function word? */
    double *en_weight;          /* T: sums of stem_weight */
    couplet__posting *postings; /* the segments of each stem, in order */
    size_t *posting_first;      /* stems + 1 */
} couplet__document;

couplet_status couplet__document_read(couplet__document *out, const couplet_text *zh,
                                      const couplet_text *en, const couplet__sources *sources);

/* Whether a word is a name with its English form, which stays in the set; *strength: 0..1. */
const char *couplet__is_name(const couplet__intern *words, uint32_t word, size_t *size,
                             float *strength);

/* Whether a word is written in Latin letters. */
const char *couplet__is_latin_word(const couplet__intern *words, uint32_t word, size_t *size);

/* Small numbers that may be ordinary words (one, 一) vouch as words do: they do not tell. Those
 * that do stand in the sets of words and of stems under keys of their own. */
bool couplet__number_tells(const couplet__number *number);
uint32_t couplet__add_number(couplet__intern *set, const couplet__number *number); /* see intern */

/* Whether a word or stem is a number, and which. */
bool couplet__is_number(const couplet__intern *set, uint32_t id, couplet__number_key *out);

/* Where the stem's postings begin that stand in segment t or behind it. */
size_t couplet__first_posting(const couplet__document *document, uint32_t stem, size_t t);

void couplet__document_free(couplet__document *document);

#endif
