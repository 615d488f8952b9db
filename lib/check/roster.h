/* Who and what the English calls by name, and where the Chinese reads like it. */
#ifndef COUPLET_CHECK_ROSTER_H
#define COUPLET_CHECK_ROSTER_H

#include "anchor/name.h"
#include "check/study.h"

typedef struct couplet__calling { /* a capitalised word, or a run of them, in the English */
    uint32_t form;                /* in lower case: number in `forms` */
    uint32_t segment;
    uint32_t offset, size; /* bytes of the text */
    uint32_t words;        /* 1: a word; 2 to 4: a run */
} couplet__calling;

typedef struct couplet__roster {
    couplet__intern forms;
    COUPLET__VEC(couplet__calling) callings; /* by segment, then place, then length */
    size_t *calling_first;                   /* T + 1 */
    couplet__name_hits hits;                 /* of the Chinese, by segment and start */
    size_t *hit_first;                       /* S + 1 */
    bool *met;            /* of each form: stands with its reading in some bead */
    couplet__intern zh;   /* what reads like a form that stands in the same bead, folded */
    uint32_t *form_count; /* of each form: where it stands */
    uint32_t *form_mark;  /* of each form: 1 + the bead in hand, when it stands there */
} couplet__roster;

couplet_status couplet__roster_open(couplet__roster *roster, const couplet__study *study);
void couplet__roster_close(couplet__roster *roster);

/* Marks the forms that stand in a range of English segments with `mark`, which must be new. */
void couplet__roster_mark(couplet__roster *roster, couplet_range en, uint32_t mark);

#endif
