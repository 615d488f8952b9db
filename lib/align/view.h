/* One Chinese segment's view of a run of English ones: how well each of its characters is accounted
 * for by each of them. */
#ifndef COUPLET_ALIGN_VIEW_H
#define COUPLET_ALIGN_VIEW_H

#include "align/sight.h"
#include "align/vouch.h"

/* Columns around those asked for that every row has besides. What covers them is left open, but
 * beyond the text nothing does. */
enum { COUPLET__VIEW_BEFORE = 8, COUPLET__VIEW_BEHIND = 24 };

/* A unit of the segment that is linked with stems in the columns of the block in hand that are
 * asked for. */
typedef struct couplet__seen {
    uint32_t unit;         /* 0 for the segment's first */
    float share;           /* of its links' strength */
    uint32_t first, count; /* of sight->links: all of the block */
} couplet__seen;

typedef struct couplet__view {
    const couplet__document *d;
    const struct couplet__learned *learned;
    couplet__sights sights;
    size_t low, width; /* the columns: English segments low .. low + width - 1 */
    size_t chars;      /* code points of the segment that are read */
    size_t count;      /* those that have a weight and are covered somewhere, in order */
    float *weight;     /* of each of them */
    uint32_t *row;     /* and its row */

    const couplet__sight *sight;             /* the block in hand */
    ptrdiff_t first;                         /* where its first column would stand in rows */
    uint64_t window;                         /* bits of its columns that are asked for */
    COUPLET__VEC(couplet__seen) seen;        /* what the segment has to do with it, in order */
    COUPLET__VEC(couplet__glimpse) glimpses; /* of its units */
    couplet__vouches learned_vouches;        /* of the segment, for stems anywhere */

    float *cover; /* rows of `stride`: the best that covers the character in each column */
    size_t stride, cover_room, row_room;
    uint32_t *slot; /* of each code point: its row, or COUPLET__ABSENT */
    bool *covered;  /* of each: does anything cover it? */
} couplet__view;

/* learned may be NULL. */
void couplet__view_open(couplet__view *view, const couplet__document *document,
                        const couplet__links *links, const struct couplet__learned *learned);
void couplet__view_close(couplet__view *view);

/* Looks at columns low .. high - 1 from segment s. take: called for each block that they are in,
 * with `sight`, `window` and `seen` of it, before all else is there; it may fail, too. false: out
 * of memory. */
bool couplet__view_look(couplet__view *view, size_t s, size_t low, size_t high,
                        bool (*take)(void *user), void *user);

/* How well character i is covered in column 0 (`low`), 1 … and in those before and behind. */
static inline const float *couplet__view_cover(const couplet__view *v, size_t i)
{
    return v->cover + v->row[i] * v->stride + COUPLET__VIEW_BEFORE + v->low % COUPLET__VIEW_BEFORE;
}

#endif
