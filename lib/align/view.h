/* One Chinese segment's view of a run of English ones: how well each of its characters is accounted
 * for by each of them. */
#ifndef COUPLET_ALIGN_VIEW_H
#define COUPLET_ALIGN_VIEW_H

#include "align/vouch.h"

/* Columns around those asked for that every row has besides, all 0. */
enum { COUPLET__VIEW_BEFORE = 1, COUPLET__VIEW_BEHIND = 16 };

typedef struct couplet__view {
    const couplet__document *d;
    const couplet__links *links;
    const struct couplet__learned *learned;
    couplet__vouches vouches; /* of the segment looked from, at least for stems in the columns */
    size_t low, width;        /* the columns: English segments low .. low + width - 1 */
    size_t chars;             /* code points of the segment that are read */
    size_t count;             /* those that have a weight and are covered somewhere, in order */
    float *weight;            /* of each of them */
    uint32_t *row;            /* and its row */
    uint32_t *from, *to; /* and the columns from .. to - 1, outside of which nothing covers it */

    float *cover; /* rows of `stride`: the best that covers the character in each column */
    float *unit;  /* a row of one unit; 0 between two */
    size_t stride, cover_room, unit_room, row_room;
    bool narrow;                /* the columns are few enough for the bits */
    size_t bits_low, bits_high; /* the columns that the bits tell */
    uint64_t *in, *twice; /* of each stem: bit t % 64 for a column t that holds it, and twice */
    size_t *cursor;       /* of each stem: a posting at or before its first in the columns */
    uint32_t *slot;       /* of each code point: its row, or COUPLET__ABSENT */
    uint32_t *row_from, *row_to; /* the same by row; to: 0 when none covers it */
} couplet__view;

/* learned may be NULL. false, here and below: out of memory; to be closed all the same. */
bool couplet__view_open(couplet__view *view, const couplet__document *document,
                        const couplet__links *links, const struct couplet__learned *learned);
void couplet__view_close(couplet__view *view);

/* Looks at columns low .. high - 1 from segment s. low must not move back from look to look. */
bool couplet__view_look(couplet__view *view, size_t s, size_t low, size_t high);

/* Adds a weight to every column for each time that it holds the stem. sums: one a column. */
void couplet__view_add(couplet__view *view, uint32_t stem, float weight, float *sums);

/* How well character i is covered in column 0 (`low`), 1 … and in those before and behind. */
static inline const float *couplet__view_cover(const couplet__view *v, size_t i)
{
    return v->cover + v->row[i] * v->stride + COUPLET__VIEW_BEFORE;
}

#endif
