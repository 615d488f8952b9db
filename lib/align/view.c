#include "align/view.h"

#include <string.h>

#include "align/learn.h"

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

/* Takes a vouch for a stem that stands in the columns into v->unit; *seen grows by where. */
static void take(couplet__view *v, uint32_t stem, float strength, columns *seen)
{
    const couplet__posting *postings = v->d->postings;
    size_t k = v->cursor[stem], last = v->d->posting_first[stem + 1], high = v->low + v->width;
    size_t t = v->next[stem] - v->low;
    seen->from = t < seen->from ? t : seen->from;
    for (;;) {
        v->unit[t] = strength > v->unit[t] ? strength : v->unit[t];
        if (++k == last || postings[k].segment >= high)
            break;
        t = postings[k].segment - v->low;
    }
    seen->to = t + 1 > seen->to ? t + 1 : seen->to;
}

/* Takes the links of a unit of the document. */
static bool take_links(couplet__view *v, const couplet__unit *unit, columns *seen)
{
    size_t end = v->links->first[unit->word + 1], k = v->links->first[unit->word];
    const couplet__link *links = v->links->links.at;
    float share = couplet__unit_share(unit);
    couplet__vouch vouch = {0, 0, unit->start, unit->length};
    if (!couplet__vec_reserve(&v->vouches, v->vouches.count + (end - k)))
        return false;
    couplet__vouch *out = v->vouches.at + v->vouches.count;
    for (size_t high = v->low + v->width; k < end; k++) {
        if (!seek(v, links[k].stem, high))
            continue;
        vouch.stem = links[k].stem;
        vouch.strength = links[k].strength * share;
        *out++ = vouch;
        take(v, vouch.stem, vouch.strength, seen);
    }
    v->vouches.count = (size_t)(out - v->vouches.at);
    return true;
}

/* Takes what the document taught about the unit of vouch i, and returns the end of its vouches. */
static size_t take_learned(couplet__view *v, size_t i, columns *seen)
{
    const couplet__vouch *unit = &v->vouches.at[i];
    for (; i < v->vouches.count && couplet__same_unit(&v->vouches.at[i], unit); i++)
        if (seek(v, v->vouches.at[i].stem, v->low + v->width))
            take(v, v->vouches.at[i].stem, v->vouches.at[i].strength, seen);
    return i;
}

static void raise_to(float *restrict row, const float *restrict unit, columns seen)
{
    for (size_t t = seen.from; t < seen.to; t++)
        row[t] = unit[t] > row[t] ? unit[t] : row[t];
}

/* Gives the columns where v->unit covers something to the unit's characters, and clears them. */
static void give(couplet__view *v, uint32_t start, uint32_t length, columns seen)
{
    if (seen.to == 0)
        return;
    for (size_t p = start; p < start + length && p < v->chars; p++) {
        if (v->slot[p] == COUPLET__ABSENT)
            continue;
        v->used[v->slot[p]] = true;
        raise_to(v->cover + v->slot[p] * v->stride + COUPLET__VIEW_BEFORE, v->unit, seen);
    }
    memset(v->unit + seen.from, 0, (seen.to - seen.from) * sizeof *v->unit);
}

static bool take_all(couplet__view *v, size_t s)
{
    const couplet__document *d = v->d;
    const columns NOWHERE = {v->width, 0};
    v->vouches.count = 0;
    for (size_t u = d->unit_first[s]; u < d->unit_first[s + 1]; u++) {
        const couplet__unit *unit = &d->units.at[u];
        columns seen = NOWHERE;
        if (!take_links(v, unit, &seen))
            return false;
        give(v, unit->start, unit->length, seen);
    }
    size_t i = v->vouches.count;
    if (v->learned != NULL && !couplet__learned_vouches(&v->vouches, v->learned, d, s))
        return false;
    while (i < v->vouches.count) {
        couplet__vouch first = v->vouches.at[i];
        columns seen = NOWHERE;
        i = take_learned(v, i, &seen);
        give(v, first.start, first.length, seen);
    }
    return true;
}

/* Gives every code point with a weight a row; how many. */
static size_t number_rows(couplet__view *v, const float *weight)
{
    size_t rows = 0;
    for (size_t p = 0; p < v->chars; p++) {
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
    v->chars = d->char_first[s + 1] - d->char_first[s];
    if (v->chars > COUPLET__MAX_READ)
        v->chars = COUPLET__MAX_READ;
    v->low = low;
    v->width = high - low;
    v->stride = COUPLET__VIEW_BEFORE + v->width + COUPLET__VIEW_BEHIND;
    if (!row_room(v, v->chars) || !cover_room(v, number_rows(v, weight)) || !take_all(v, s))
        return false;
    v->count = 0;
    for (size_t p = 0; p < v->chars; p++)
        if (v->slot[p] != COUPLET__ABSENT && v->used[v->slot[p]]) {
            v->weight[v->count] = weight[p];
            v->row[v->count++] = v->slot[p];
        }
    return true;
}
