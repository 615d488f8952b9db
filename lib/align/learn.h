/* The document teaches: pairs of a Chinese word and an English stem that keep meeting in the beads
 * of a first alignment, strengths by how far they meet beyond chance. Runs of characters that recur
 * and stand in no lexicon (names, coinages) are words here, too. Words that a link explains well
 * are not: teaching them brought nothing on any text.
 *
 *     strength = 1.4 sqrt((x / f) (x / g)),  x = max(0, c - sqrt(c) - f g / N)
 *
 * with c the expected number of meetings, f and g the segments that hold either, N the segments of
 * the side that has fewer. What a segment itself contributed is left out when
 * it is scored, so that no bead vouches for itself. Constants fitted on literary prose. */
#ifndef COUPLET_ALIGN_LEARN_H
#define COUPLET_ALIGN_LEARN_H

#include "align/lattice.h"
#include "align/vouch.h"

typedef struct couplet__share { /* how surely a Chinese segment's counterpart holds a stem */
    uint32_t stem;
    float q; /* 0..1 */
} couplet__share;

typedef struct couplet__pair { /* what a word has met */
    uint32_t stem;
    float met; /* expected meetings */
} couplet__pair;

typedef struct couplet__taught { /* about a word */
    size_t first;                /* of its pairs */
    uint32_t segments;           /* that hold it */
} couplet__taught;

typedef struct couplet__known { /* of a stem */
    uint32_t segments;          /* that hold it */
    float own; /* share of the segment that couplet__learned_vouches() is about; else 0 */
} couplet__known;

typedef struct couplet__learned {
    COUPLET__VEC(couplet__unit) units; /* of segment 0, 1 …: words and recurring runs */
    size_t *unit_first;                /* S + 1 */
    COUPLET__VEC(couplet__share) shares;
    size_t *share_first;               /* S + 1; the rarest stems of a segment first */
    COUPLET__VEC(couplet__pair) pairs; /* of word 0, 1 … */
    size_t word_count;
    couplet__taught *words; /* of each word, and one more */
    couplet__known *known;  /* of each stem */
    double faint;           /* a strength below it is none */
    size_t most;            /* pairs of a word, or as many more as are as strong */
} couplet__learned;

/* links: those of the document; what they tell is not taught, nor words of few or very many
 * segments, strengths below .4, or more than the eight strongest pairs of a word. NULL: all words
 * are taught, strengths from .15 on. */
couplet_status couplet__learn(couplet__learned *out, const couplet__document *document,
                              const couplet__links *links, const couplet__lattice *lattice);
void couplet__learned_free(couplet__learned *learned);

/* No segment has the pair of a word at a greater strength than this, above 0. */
double couplet__learned_most(const couplet__learned *learned, size_t word,
                             const couplet__pair *pair);

/* Adds what the document taught about a segment's words. false: out of memory. */
bool couplet__learned_vouches(couplet__vouches *out, const couplet__learned *learned,
                              const couplet__document *document, size_t segment);

#endif
