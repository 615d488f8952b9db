#include "align/view.h"

#include <string.h>

#include "align/learn.h"

void couplet__view_open(couplet__view *v, const couplet__document *d, const couplet__links *links,
                        const struct couplet__learned *learned)
{
    *v = (couplet__view){.d = d, .learned = learned, .sights = {.d = d, .links = links}};
}

static void free_rows(couplet__view *v)
{
    couplet__free(v->weight);
    couplet__free(v->row);
    couplet__free(v->slot);
    couplet__free(v->covered);
}

void couplet__view_close(couplet__view *v)
{
    couplet__sights_free(&v->sights);
    couplet__vec_free(&v->seen);
    couplet__vec_free(&v->glimpses);
    couplet__vec_free(&v->learned_vouches);
    couplet__free(v->cover);
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
    v->covered = couplet__alloc(v->row_room, sizeof *v->covered);
    return v->weight != NULL && v->row != NULL && v->slot != NULL && v->covered != NULL;
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
    memset(v->cover, 0, need * sizeof *v->cover);
    return true;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* What covers fours of columns of the block in hand, which begins at lane `first` of rows: below 0,
 * where it begins before them. */
typedef struct patch {
    ptrdiff_t first;
    uint64_t fours;
    const float *at;
    float share; /* of it */
} patch;

static void raise_to(float *restrict row, const patch *x)
{
    const float *restrict at = x->at;
    for (uint64_t left = x->fours; left != 0; left &= left - 1, at += 4) {
        float *here = row + (x->first + __builtin_ctzll(left)), four[4]; /* copied: one vector */
        memcpy(four, here, sizeof four);
        for (size_t k = 0; k < 4; k++) {
            float best = at[k] * x->share;
            four[k] = best > four[k] ? best : four[k];
        }
        memcpy(here, four, sizeof four);
    }
}

/* Gives it to the characters of a unit. */
static void give(couplet__view *v, uint32_t start, uint32_t length, const patch *x)
{
    size_t end = least(start + length, v->chars);
    for (size_t p = start; p < end; p++)
        if (v->slot[p] != COUPLET__ABSENT) {
            v->covered[p] = true;
            raise_to(v->cover + v->slot[p] * v->stride, x);
        }
}

/* Takes a unit of the document. asked: the fours of the window. */
static void take_unit(couplet__view *v, uint32_t number, const couplet__unit *unit,
                      const couplet__glimpse *g, uint64_t asked)
{
    float share = couplet__unit_share(unit);
    uint64_t fours = couplet__fours(g->columns);
    if ((g->columns & v->window) == 0)
        return;
    v->seen.at[v->seen.count++] = (couplet__seen){number, share, g->first, g->count};
    size_t before = couplet__fours_before(fours, (size_t)__builtin_ctzll(asked));
    patch x = {v->first, fours & asked, v->sight->cover.at + g->cover + before * 4, share};
    give(v, unit->start, unit->length, &x);
}

/* All of them: first finds their glimpses, so that memory is waited for once. */
static bool take_units(couplet__view *v, couplet__sight *sight, size_t s)
{
    enum { AHEAD = 8 }; /* units by which links are sent for early */
    size_t first = v->d->unit_first[s], count = v->d->unit_first[s + 1] - first;
    const couplet__unit *all = v->d->units.at;
    uint64_t asked = couplet__fours(v->window);
    v->seen.count = 0;
    if (!couplet__vec_reserve(&v->seen, count + 1) || !couplet__vec_reserve(&v->glimpses, count))
        return false;
    for (size_t u = 0; u < count; u++) {
        if (u + AHEAD < count)
            couplet__sights_expect(&v->sights, sight, all[first + u + AHEAD].word);
        if (!couplet__sights_word(&v->sights, sight, all[first + u].word, &v->glimpses.at[u]))
            return false;
    }
    for (size_t u = 0; u < count; u++)
        take_unit(v, (uint32_t)u, &all[first + u], &v->glimpses.at[u], asked);
    return true;
}

/* Takes what the document taught of one unit: vouch i and those behind it; returns their end. */
static size_t take_taught(couplet__view *v, size_t i)
{
    const couplet__vouch *unit = &v->learned_vouches.at[i], *x = unit;
    const couplet__vouch *end = v->learned_vouches.at + v->learned_vouches.count;
    float best[COUPLET__SIGHT] = {0};
    uint64_t columns = 0;
    for (; x < end && couplet__same_unit(x, unit); x++) {
        uint64_t in = v->sight->in[x->stem] & v->window;
        columns |= in;
        for (; in != 0; in &= in - 1) {
            float *cell = &best[__builtin_ctzll(in)];
            *cell = x->strength > *cell ? x->strength : *cell;
        }
    }
    patch p = {v->first, couplet__fours(columns), best, 1};
    size_t count = 0;
    for (uint64_t left = p.fours; left != 0; left &= left - 1, count++)
        memmove(&best[count * 4], &best[__builtin_ctzll(left)], 4 * sizeof *best);
    if (count != 0)
        give(v, unit->start, unit->length, &p);
    return i + (size_t)(x - unit);
}

/* Gives every code point with a weight a row; how many. */
static size_t number_rows(couplet__view *v, const float *weight)
{
    size_t rows = 0;
    for (size_t p = 0; p < v->chars; p++) {
        v->slot[p] = weight[p] > 0 ? (uint32_t)rows : COUPLET__ABSENT;
        v->covered[p] = false;
        rows += weight[p] > 0;
    }
    return rows;
}

/* Collects the rows that something covers. */
static void keep_rows(couplet__view *v, const float *weight)
{
    v->count = 0;
    for (size_t p = 0; p < v->chars; p++) {
        v->weight[v->count] = weight[p];
        v->row[v->count] = v->slot[p];
        v->count += v->covered[p];
    }
}

/* Takes the next block in hand. */
static couplet__sight *turn_to(couplet__view *v, size_t block)
{
    size_t first = block * COUPLET__SIGHT, last = first + COUPLET__SIGHT;
    couplet__sight *sight = couplet__sights_block(&v->sights, block);
    v->sight = sight;
    v->first = COUPLET__VIEW_BEFORE + (ptrdiff_t)first -
               (ptrdiff_t)(v->low - v->low % COUPLET__VIEW_BEFORE);
    v->window = ~(uint64_t)0;
    if (v->low > first)
        v->window <<= v->low - first;
    if (v->low + v->width < last)
        v->window &= ~(uint64_t)0 >> (last - v->low - v->width);
    return sight;
}

bool couplet__view_look(couplet__view *v, size_t s, size_t low, size_t high,
                        bool (*take)(void *user), void *user)
{
    const couplet__document *d = v->d;
    const float *weight = d->char_weight + d->char_first[s];
    size_t block = low / COUPLET__SIGHT, blocks = (high - 1) / COUPLET__SIGHT - block + 1;
    v->chars = least(d->char_first[s + 1] - d->char_first[s], COUPLET__MAX_READ);
    v->low = low;
    v->width = high - low;
    v->stride = COUPLET__VIEW_BEFORE + v->width + COUPLET__VIEW_BEHIND;
    v->learned_vouches.count = 0;
    if (blocks > v->sights.kept)
        couplet__sights_keep(&v->sights, blocks);
    if (!row_room(v, v->chars) || !cover_room(v, number_rows(v, weight)))
        return false;
    if (v->learned != NULL && !couplet__learned_vouches(&v->learned_vouches, v->learned, d, s))
        return false;
    for (size_t end = block + blocks; block < end; block++) {
        couplet__sight *sight = turn_to(v, block);
        if (sight == NULL || !take_units(v, sight, s))
            return false;
        for (size_t i = 0; i < v->learned_vouches.count;)
            i = take_taught(v, i);
        if (!take(user))
            return false;
    }
    keep_rows(v, weight);
    return true;
}
