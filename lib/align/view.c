#include "align/view.h"

#include <string.h>

#include "align/learn.h"

bool couplet__view_open(couplet__view *v, const couplet__document *d, const couplet__links *links,
                        const struct couplet__learned *learned)
{
    size_t stems = d->stems.count;
    *v = (couplet__view){.d = d, .links = links, .learned = learned};
    v->in = couplet__zalloc(stems, sizeof *v->in);
    v->twice = couplet__zalloc(stems, sizeof *v->twice);
    v->cursor = couplet__alloc(stems, sizeof *v->cursor);
    if (v->in == NULL || v->twice == NULL || v->cursor == NULL)
        return false;
    memcpy(v->cursor, d->posting_first, stems * sizeof *v->cursor);
    return true;
}

static void free_rows(couplet__view *v)
{
    couplet__free(v->weight);
    couplet__free(v->row);
    couplet__free(v->slot);
    couplet__free(v->from);
    couplet__free(v->to);
    couplet__free(v->row_from);
    couplet__free(v->row_to);
}

void couplet__view_close(couplet__view *v)
{
    couplet__vec_free(&v->vouches);
    couplet__free(v->in);
    couplet__free(v->twice);
    couplet__free(v->cursor);
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
    v->from = couplet__alloc(v->row_room, sizeof *v->from);
    v->to = couplet__alloc(v->row_room, sizeof *v->to);
    v->row_from = couplet__alloc(v->row_room, sizeof *v->row_from);
    v->row_to = couplet__alloc(v->row_room, sizeof *v->row_to);
    return v->weight != NULL && v->row != NULL && v->slot != NULL && v->from != NULL &&
           v->to != NULL && v->row_from != NULL && v->row_to != NULL;
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

/* ---- which columns hold a stem ---- */

enum { SPAN = 64 }; /* columns that one word of bits can tell */

static uint64_t bit_of(size_t t) { return (uint64_t)1 << t % SPAN; }

/* Takes columns from .. to - 1 into the bits of their stems, or out of them. */
static void set_bits(couplet__view *v, size_t from, size_t to, bool in)
{
    const couplet__document *d = v->d;
    for (size_t t = from; t < to; t++)
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
            uint32_t stem = d->tokens.at[i].stem;
            if (in) {
                v->twice[stem] |= v->in[stem] & bit_of(t);
                v->in[stem] |= bit_of(t);
            } else {
                v->twice[stem] &= ~bit_of(t);
                v->in[stem] &= ~bit_of(t);
            }
        }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

/* Moves the columns that the bits tell to those of this look: none, where they are too many. */
static void slide(couplet__view *v)
{
    v->narrow = v->width <= SPAN;
    size_t low = v->low, high = v->narrow ? v->low + v->width : v->low;
    set_bits(v, v->bits_low, least(v->bits_high, low), false);
    set_bits(v, most(v->bits_low, high), v->bits_high, false);
    set_bits(v, most(v->bits_high, low), high, true);
    v->bits_low = low;
    v->bits_high = high;
}

/* The columns of a narrow look that hold the stem, as bits from column 0 on. */
static uint64_t columns_of(const couplet__view *v, uint32_t stem)
{
    unsigned turn = (unsigned)(v->low % SPAN);
    uint64_t in = v->in[stem];
    return turn == 0 ? in : in >> turn | in << (SPAN - turn);
}

/* The first posting of the stem in the columns or behind; low never moves back. */
static size_t seek(couplet__view *v, uint32_t stem)
{
    size_t at = v->cursor[stem], end = v->d->posting_first[stem + 1];
    while (at < end && v->d->postings[at].segment < v->low)
        at++;
    v->cursor[stem] = at;
    return at;
}

static bool in_sight(const couplet__view *v, uint32_t stem, size_t posting)
{
    return posting < v->d->posting_first[stem + 1] &&
           v->d->postings[posting].segment < v->low + v->width;
}

static bool holds(couplet__view *v, uint32_t stem)
{
    return v->narrow ? v->in[stem] != 0 : in_sight(v, stem, seek(v, stem));
}

/* ---- what covers the characters ---- */

typedef struct columns { /* from .. to - 1 */
    size_t from, to;
} columns;

/* Takes a vouch for a stem into the columns of a narrow look that hold it; which they are. */
static uint64_t take_narrow(couplet__view *v, uint32_t stem, float strength)
{
    uint64_t in = columns_of(v, stem);
    for (uint64_t left = in; left != 0; left &= left - 1) {
        float *unit = &v->unit[__builtin_ctzll(left)];
        *unit = strength > *unit ? strength : *unit;
    }
    return in;
}

/* The same of a wide look; *seen grows by where. */
static void take_wide(couplet__view *v, uint32_t stem, float strength, columns *seen)
{
    for (size_t k = v->cursor[stem]; in_sight(v, stem, k); k++) {
        size_t t = v->d->postings[k].segment - v->low;
        v->unit[t] = strength > v->unit[t] ? strength : v->unit[t];
        seen->from = least(seen->from, t);
        seen->to = most(seen->to, t + 1);
    }
}

static columns columns_seen(uint64_t bits, columns wide)
{
    if (bits == 0)
        return wide;
    return (columns){(size_t)__builtin_ctzll(bits), SPAN - (size_t)__builtin_clzll(bits)};
}

/* Takes the links of a unit of the document. */
static bool take_links(couplet__view *v, const couplet__unit *unit, columns *seen)
{
    size_t end = v->links->first[unit->word + 1], k = v->links->first[unit->word];
    const couplet__link *links = v->links->links.at;
    float share = couplet__unit_share(unit);
    couplet__vouch vouch = {0, 0, unit->start, unit->length};
    uint64_t bits = 0;
    if (!couplet__vec_reserve(&v->vouches, v->vouches.count + (end - k)))
        return false;
    couplet__vouch *out = v->vouches.at + v->vouches.count;
    for (; k < end; k++) {
        if (!holds(v, links[k].stem))
            continue;
        vouch.stem = links[k].stem;
        vouch.strength = links[k].strength * share;
        *out++ = vouch;
        if (v->narrow)
            bits |= take_narrow(v, vouch.stem, vouch.strength);
        else
            take_wide(v, vouch.stem, vouch.strength, seen);
    }
    v->vouches.count = (size_t)(out - v->vouches.at);
    *seen = columns_seen(bits, *seen);
    return true;
}

/* Takes what the document taught about the unit of vouch i, and returns the end of its vouches. */
static size_t take_learned(couplet__view *v, size_t i, columns *seen)
{
    const couplet__vouch *unit = &v->vouches.at[i];
    uint64_t bits = 0;
    for (; i < v->vouches.count && couplet__same_unit(&v->vouches.at[i], unit); i++) {
        const couplet__vouch *x = &v->vouches.at[i];
        if (v->narrow)
            bits |= take_narrow(v, x->stem, x->strength);
        else if (holds(v, x->stem))
            take_wide(v, x->stem, x->strength, seen);
    }
    *seen = columns_seen(bits, *seen);
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
        uint32_t row = v->slot[p];
        v->row_from[row] = (uint32_t)least(v->row_from[row], seen.from);
        v->row_to[row] = (uint32_t)most(v->row_to[row], seen.to);
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
        v->row_from[rows] = (uint32_t)v->width;
        v->row_to[rows] = 0;
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
    slide(v);
    if (!row_room(v, v->chars) || !cover_room(v, number_rows(v, weight)) || !take_all(v, s))
        return false;
    v->count = 0;
    for (size_t p = 0; p < v->chars; p++)
        if (v->slot[p] != COUPLET__ABSENT && v->row_to[v->slot[p]] != 0) {
            v->weight[v->count] = weight[p];
            v->from[v->count] = v->row_from[v->slot[p]];
            v->to[v->count] = v->row_to[v->slot[p]];
            v->row[v->count++] = v->slot[p];
        }
    return true;
}

/* How often a stem stands in a segment that holds it. */
static uint32_t count_in(const couplet__document *d, uint32_t stem, size_t t)
{
    return d->postings[couplet__first_posting(d, stem, t)].count;
}

void couplet__view_add(couplet__view *v, uint32_t stem, float weight, float *sums)
{
    const couplet__posting *postings = v->d->postings;
    if (v->narrow)
        for (uint64_t left = columns_of(v, stem); left != 0; left &= left - 1) {
            size_t t = (size_t)__builtin_ctzll(left);
            bool once = (v->twice[stem] & bit_of(v->low + t)) == 0;
            sums[t] += weight * (once ? 1 : (float)count_in(v->d, stem, v->low + t));
        }
    else
        for (size_t k = seek(v, stem); in_sight(v, stem, k); k++)
            sums[postings[k].segment - v->low] += weight * (float)postings[k].count;
}
