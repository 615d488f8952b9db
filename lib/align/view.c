#include "align/view.h"

#include <string.h>

bool couplet__view_open(couplet__view *v, const couplet__document *d, const couplet__links *links,
                        const struct couplet__learned *learned)
{
    size_t stems = d->stems.count;
    *v = (couplet__view){.d = d, .links = links, .learned = learned};
    v->cursor = couplet__alloc(stems, sizeof *v->cursor);
    v->next = couplet__alloc(stems, sizeof *v->next);
    if (v->cursor == NULL || v->next == NULL)
        return false;
    for (size_t e = 0; e < stems; e++) {
        v->cursor[e] = d->posting_first[e];
        v->next[e] = d->posting_first[e] < d->posting_first[e + 1]
                         ? d->postings[d->posting_first[e]].segment
                         : COUPLET__ABSENT;
    }
    return true;
}

static void free_rows(couplet__view *v)
{
    couplet__free(v->weight);
    couplet__free(v->row);
    couplet__free(v->slot);
    couplet__free(v->used);
}

void couplet__view_close(couplet__view *v)
{
    couplet__vec_free(&v->vouches);
    couplet__free(v->cursor);
    couplet__free(v->next);
    couplet__free(v->cover);
    couplet__free(v->unit);
    free_rows(v);
}

/* Room for the rows of so many code points. */
static bool row_room(couplet__view *v, size_t chars)
{
    if (chars <= v->row_room)
        return true;
    free_rows(v);
    v->row_room = chars * 2;
    v->weight = couplet__alloc(v->row_room, sizeof *v->weight);
    v->row = couplet__alloc(v->row_room, sizeof *v->row);
    v->slot = couplet__alloc(v->row_room, sizeof *v->slot);
    v->used = couplet__alloc(v->row_room, sizeof *v->used);
    return v->weight != NULL && v->row != NULL && v->slot != NULL && v->used != NULL;
}

/* Room for what they hold, all 0. */
static bool cover_room(couplet__view *v, size_t rows)
{
    size_t need = (rows + 1) * v->stride;
    if (need > v->cover_room) {
        couplet__free(v->cover);
        v->cover_room = need + need / 4;
        v->cover = couplet__alloc(v->cover_room, sizeof *v->cover);
        if (v->cover == NULL)
            return false;
    }
    if (v->stride > v->unit_room) {
        couplet__free(v->unit);
        v->unit_room = v->stride * 2;
        v->unit = couplet__zalloc(v->unit_room, sizeof *v->unit);
        if (v->unit == NULL)
            return false;
    }
    memset(v->cover, 0, need * sizeof *v->cover);
    return true;
}

/* Moves on to the stem's first posting in column v->low or later; low never moves back. Whether it
 * stands before high. Most stems do not, and are told by one look. */
static bool seek(couplet__view *v, uint32_t stem, size_t high)
{
    if (v->next[stem] >= high)
        return false;
    if (v->next[stem] >= v->low)
        return true;
    size_t at = v->cursor[stem], end = v->d->posting_first[stem + 1];
    while (at < end && v->d->postings[at].segment < v->low)
        at++;
    v->cursor[stem] = at;
    v->next[stem] = at < end ? v->d->postings[at].segment : COUPLET__ABSENT;
    return v->next[stem] < high;
}

typedef struct columns { /* from .. to - 1 */
    size_t from, to;
} columns;

/* Takes the vouches at .. end - 1, all of one unit, into v->unit: the columns where it holds more
 * than 0. */
static columns take_unit(couplet__view *v, size_t at, size_t end)
{
    const couplet__posting *postings = v->d->postings;
    size_t high = v->low + v->width;
    columns seen = {v->width, 0};
    for (; at < end; at++) {
        uint32_t stem = v->vouches.at[at].stem;
        float strength = v->vouches.at[at].strength;
        if (!seek(v, stem, high))
            continue;
        size_t k = v->cursor[stem], last = v->d->posting_first[stem + 1], t;
        seen.from = v->next[stem] - v->low < seen.from ? v->next[stem] - v->low : seen.from;
        do {
            t = postings[k].segment - v->low;
            v->unit[t] = strength > v->unit[t] ? strength : v->unit[t];
        } while (++k < last && postings[k].segment < high);
        seen.to = t + 1 > seen.to ? t + 1 : seen.to;
    }
    return seen;
}

static void raise_to(float *restrict row, const float *restrict unit, columns seen)
{
    for (size_t t = seen.from; t < seen.to; t++)
        row[t] = unit[t] > row[t] ? unit[t] : row[t];
}

/* Gives every code point with a weight a row; how many. */
static size_t number_rows(couplet__view *v, const float *weight, size_t chars)
{
    size_t rows = 0;
    for (size_t p = 0; p < chars; p++) {
        v->slot[p] = weight[p] > 0 ? (uint32_t)rows : COUPLET__ABSENT;
        v->used[rows] = false;
        rows += weight[p] > 0;
    }
    return rows;
}

bool couplet__view_look(couplet__view *v, size_t s, size_t low, size_t high)
{
    const couplet__document *d = v->d;
    const float *weight = d->char_weight + d->char_first[s];
    size_t chars = d->char_first[s + 1] - d->char_first[s];
    if (chars > COUPLET__MAX_READ)
        chars = COUPLET__MAX_READ;
    v->low = low;
    v->width = high - low;
    v->stride = COUPLET__VIEW_BEFORE + v->width + COUPLET__VIEW_BEHIND;
    if (!couplet__vouches_of(&v->vouches, d, v->links, v->learned, s) || !row_room(v, chars) ||
        !cover_room(v, number_rows(v, weight, chars)))
        return false;
    for (size_t i = 0, end; i < v->vouches.count; i = end) {
        couplet__vouch unit = v->vouches.at[i];
        end = i + 1;
        while (end < v->vouches.count && couplet__same_unit(&v->vouches.at[end], &unit))
            end++;
        columns seen = take_unit(v, i, end);
        if (seen.to == 0)
            continue;
        for (size_t p = unit.start; p < unit.start + unit.length && p < chars; p++) {
            if (v->slot[p] == COUPLET__ABSENT)
                continue;
            v->used[v->slot[p]] = true;
            raise_to(v->cover + v->slot[p] * v->stride + COUPLET__VIEW_BEFORE, v->unit, seen);
        }
        memset(v->unit + seen.from, 0, (seen.to - seen.from) * sizeof *v->unit);
    }
    v->count = 0;
    for (size_t p = 0; p < chars; p++)
        if (v->slot[p] != COUPLET__ABSENT && v->used[v->slot[p]]) {
            v->weight[v->count] = weight[p];
            v->row[v->count++] = v->slot[p];
        }
    return true;
}
