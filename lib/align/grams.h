/* Runs of characters that stand more than once in the folded Chinese segments, found by parting the
 * places of the text character by character: all places are one group of runs of no length; grown
 * by a character, each group falls into those that go on alike. Linear in the text. */
#ifndef COUPLET_ALIGN_GRAMS_H
#define COUPLET_ALIGN_GRAMS_H

#include "anchor/document.h"

enum { COUPLET__LONGEST_GRAM = 4 }; /* characters */

typedef struct couplet__grams {
    size_t places;     /* characters that are read, and one behind each segment */
    uint32_t *code;    /* of each place: its character + 1; 0 where no run goes on */
    uint32_t *segment; /* of each place */
    size_t *first;     /* of each segment its first place; S + 1 */

    size_t length;   /* of the runs in hand */
    uint32_t *start; /* their places, group by group, in the order of the text within each */
    uint32_t *group; /* where each group begins in start; groups + 1 */
    size_t groups;

    uint32_t *next_start, *next_group; /* room for the next length */
    uint32_t *met, *bound; /* of each code: how often a group goes on with it, and where to */
    uint32_t *touched;     /* the codes that it goes on with; room for one more */
} couplet__grams;

/* Runs of no length, which begin at each of the first COUPLET__MAX_READ characters of a segment;
 * han: at and over Han characters only. false: out of memory; to be closed even then. */
bool couplet__grams_open(couplet__grams *grams, const couplet__document *document, bool han);

/* Makes the runs longer by one character; those that stand in fewer than `least` segments, and
 * those that the text does not go on with, are dropped before. */
void couplet__grams_grow(couplet__grams *grams, size_t least);

/* In how many segments a group stands, if in fewer than `most`; else `most`. */
size_t couplet__grams_segments(const couplet__grams *grams, size_t group, size_t most);

void couplet__grams_close(couplet__grams *grams);

#endif
