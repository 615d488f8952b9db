#include <string.h>

#include "align/cover.h"
#include "align/lanes.h"
#include "align/view.h"

/* G of ROWS rows is made at a time, as soon as the segments from the one before to those of the
 * last bead that begins in them have been looked at. */
enum { ROWS = 8, AHEAD = ROWS + COUPLET__MAX_ZH - 1, RING = 16 };

/* The strongest vouch for a stem from each of the last segments: of segment s at s % RING, and
 * again behind, so that any run of RING stands in one piece; and then its place there. */
enum { PLACES = 2 * RING };

typedef struct ring {
    float at[3 * RING];
} ring;

typedef struct masses {
    const couplet__band *band, *beads;
    const couplet__document *d;
    const couplet__centre *centre;
    couplet__mass *at;
    couplet__clause *clauses;
    ring *rings;                       /* by stem */
    COUPLET__VEC(uint32_t) last[RING]; /* the stems in each ring, to be cleared again */
    uint64_t *notes;                   /* by stem: of the segment in view; 0 between two */
    COUPLET__VEC(float) places;        /* of its units */
    size_t reach_low, reach_high;      /* t with centre.en[t] within REACH of s */
    couplet__lane_row *rows;           /* the list in hand: characters or stems */
    size_t row_room;
    size_t s; /* the segment that the view looks from */
    couplet__view v;
} masses;

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

static bool list_room(masses *m, size_t need)
{
    if (need <= m->row_room)
        return true;
    couplet__free(m->rows);
    m->row_room = need * 2;
    m->rows = couplet__alloc(m->row_room, sizeof *m->rows);
    return m->rows != NULL;
}

/* H of the first `runs` columns from some cells of row s on. */
static void fill_runs(couplet__mass *cells, size_t runs, couplet__lane_list list)
{
    float h[COUPLET__MAX_EN][COUPLET__LANES];
    couplet__lanes_runs(h, runs, list);
    for (size_t k = 0; k < list.lanes; k++)
        for (size_t n = 0; n < runs; n++)
            cells[k].h[n] = h[n][k];
}

/* By how much a beginning and an end of s are the neighbours' of t .. t + m - 1. */
static void fill_clauses(couplet__clause *clauses, couplet__lane_list list)
{
    float head[COUPLET__CLAUSE_EN][COUPLET__LANES], tail[COUPLET__CLAUSE_EN][COUPLET__LANES];
    couplet__lanes_before(head, COUPLET__CLAUSE_EN, list);
    couplet__lanes_behind(tail, COUPLET__CLAUSE_EN, list);
    for (size_t k = 0; k < list.lanes; k++)
        for (size_t n = 0; n < COUPLET__CLAUSE_EN; n++) {
            clauses[k].head_zh[n] = head[n][k];
            clauses[k].tail_zh[n] = tail[n][k];
        }
}

/* Columns from .. to - 1 of row s: all that there is, or H_1. */
static void fill_part(masses *m, size_t s, size_t from, size_t to, bool all)
{
    couplet__lane_list list = {m->rows, m->v.count, 0, 0};
    for (size_t t = from; t < to; t += COUPLET__LANES) {
        size_t cell = couplet__band_cell(m->band, s, t);
        list.first = t - m->v.low;
        list.lanes = least(to - t, COUPLET__LANES);
        fill_runs(m->at + cell, all ? COUPLET__MAX_EN : 1, list);
        if (all)
            fill_clauses(m->clauses + cell, list);
    }
}

/* H of row s, from the view that looks from there. */
static bool fill_h(masses *m, size_t s)
{
    if (!list_room(m, m->v.count))
        return false;
    for (size_t i = 0; i < m->v.count; i++)
        m->rows[i] = (couplet__lane_row){couplet__view_cover(&m->v, i), m->v.weight[i]};
    fill_part(m, s, m->band->low[s], m->band->high[s], false);
    fill_part(m, s, m->beads->low[s], m->beads->high[s], true);
    return true;
}

/* The greatest of numbers that are not negative; 0 of none. */
static inline float strongest(const float *x, size_t count)
{
    float best[4] = {0};
    for (; count >= 4; count -= 4, x += 4)
        for (size_t k = 0; k < 4; k++)
            best[k] = x[k] > best[k] ? x[k] : best[k];
    for (size_t k = 0; k < count; k++)
        best[k] = x[k] > best[k] ? x[k] : best[k];
    best[0] = best[2] > best[0] ? best[2] : best[0];
    best[1] = best[3] > best[1] ? best[3] : best[1];
    return best[1] > best[0] ? best[1] : best[0];
}

static void fill_reach_zh(masses *m, size_t s)
{
    const couplet__view *v = &m->v;
    size_t centre = m->centre->zh[s], low = v->low;
    size_t from = centre > low + COUPLET__REACH ? centre - COUPLET__REACH - low : 0;
    size_t to = least(centre + COUPLET__REACH + 1 - low, v->width);
    double sum = 0;
    for (size_t i = 0; i < v->count; i++) {
        float best = strongest(couplet__view_cover(v, i) + from, to - from);
        sum += v->weight[i] * best;
    }
    m->centre->reach_zh[s] = sum;
}

/* The mass of segment t that those within its reach account for, the last of which has just been
 * looked at. */
static void fill_reach_en(masses *m, size_t t)
{
    const couplet__document *d = m->d;
    size_t centre = m->centre->en[t], s = centre > COUPLET__REACH ? centre - COUPLET__REACH : 0;
    size_t end = least(centre + COUPLET__REACH + 1, m->band->rows);
    double sum = 0;
    for (size_t i = d->token_first[t]; s < end && i < d->token_first[t + 1]; i++) {
        uint32_t stem = d->tokens.at[i].stem;
        sum += d->stem_weight[stem] * strongest(m->rings[stem].at + s % RING, end - s);
    }
    m->centre->reach_en[t] = sum;
}

/* Segments that are within reach of s, the other way around. */
static void move_reach(masses *m, size_t s)
{
    const uint32_t *centre = m->centre->en;
    for (; m->reach_low < m->d->T && centre[m->reach_low] + COUPLET__REACH < s; m->reach_low++)
        fill_reach_en(m, m->reach_low);
    while (m->reach_high < m->d->T && centre[m->reach_high] <= s + COUPLET__REACH)
        m->reach_high++;
}

/* Clears the rings of a segment long past. */
static void forget(masses *m, size_t k)
{
    for (size_t i = 0; i < m->last[k].count; i++) {
        float *at = m->rings[m->last[k].at[i]].at;
        at[k] = at[k + RING] = 0;
    }
    m->last[k].count = 0;
}

/* A vouch as one number: of two, the stronger is greater, of two as strong the earlier unit's. */
static uint64_t note(float strength, uint32_t unit)
{
    uint32_t bits; /* of numbers that are not negative, in their order */
    memcpy(&bits, &strength, sizeof bits);
    return (uint64_t)bits << 32 | (UINT32_MAX - unit);
}

/* Notes a vouch for a stem; returns the end of the stems. There is room. */
static uint32_t *put(uint64_t *notes, uint32_t *last, uint32_t stem, uint64_t x)
{
    uint64_t old = notes[stem];
    *last = stem;
    notes[stem] = x > old ? x : old;
    return last + (old == 0);
}

/* Notes what the view sees in a block. */
static bool note_seen(void *user)
{
    masses *m = user;
    const couplet__link *links = m->v.sight->links.at;
    size_t k = m->s % RING, count = 1;
    for (size_t i = 0; i < m->v.seen.count; i++)
        count += m->v.seen.at[i].count;
    if (!couplet__vec_reserve(&m->last[k], m->last[k].count + count))
        return false;
    uint32_t *last = m->last[k].at + m->last[k].count;
    for (size_t i = 0; i < m->v.seen.count; i++) {
        couplet__seen x = m->v.seen.at[i];
        for (const couplet__link *at = links + x.first; at < links + x.first + x.count; at++)
            last = put(m->notes, last, at->stem, note(at->strength * x.share, x.unit));
    }
    m->last[k].count = (size_t)(last - m->last[k].at);
    return true;
}

/* Notes what the document taught, with units numbered behind those of the document. */
static bool note_learned(masses *m, uint32_t unit)
{
    const couplet__vouches *all = &m->v.learned_vouches;
    size_t k = m->s % RING;
    if (!couplet__vec_reserve(&m->last[k], m->last[k].count + all->count + 1))
        return false;
    uint32_t *last = m->last[k].at + m->last[k].count;
    for (size_t i = 0; i < all->count; i++) {
        const couplet__vouch *x = &all->at[i];
        unit += i > 0 && !couplet__same_unit(x, x - 1);
        last = put(m->notes, last, x->stem, note(x->strength, unit));
    }
    m->last[k].count = (size_t)(last - m->last[k].at);
    return true;
}

static bool append_place(masses *m, uint32_t start, uint32_t length)
{
    double size = (double)m->d->folded[m->s].count;
    return couplet__vec_push(&m->places, (float)((start + length / 2.0) / size));
}

/* The place of every unit, by its number in notes. */
static bool find_places(masses *m)
{
    const couplet__document *d = m->d;
    const couplet__vouches *all = &m->v.learned_vouches;
    bool ok = true;
    m->places.count = 0;
    for (size_t u = d->unit_first[m->s]; ok && u < d->unit_first[m->s + 1]; u++)
        ok = append_place(m, d->units.at[u].start, d->units.at[u].length);
    for (size_t i = 0; ok && i < all->count; i++)
        if (i == 0 || !couplet__same_unit(&all->at[i], &all->at[i - 1]))
            ok = append_place(m, all->at[i].start, all->at[i].length);
    return ok;
}

/* Turns the notes of the segment in view into its rings. */
static bool remember(masses *m)
{
    const couplet__document *d = m->d;
    size_t k = m->s % RING;
    uint32_t units = (uint32_t)(d->unit_first[m->s + 1] - d->unit_first[m->s]);
    if (!note_learned(m, units) || !find_places(m))
        return false;
    for (size_t i = 0; i < m->last[k].count; i++) {
        uint32_t stem = m->last[k].at[i], bits = (uint32_t)(m->notes[stem] >> 32);
        float *at = m->rings[stem].at;
        memcpy(&at[k], &bits, sizeof bits);
        at[k + RING] = at[k];
        at[k + PLACES] = m->places.at[UINT32_MAX - (uint32_t)m->notes[stem]];
        m->notes[stem] = 0;
    }
    return true;
}

/* Looks from segment s: rings, H, reach. The columns: of the cells; of the beads that begin in rows
 * s - MAX_ZH + 1 .. s + 1, which ask for the ring of s, and one more on either side (for clauses);
 * within reach. */
static bool load(masses *m, size_t s)
{
    const couplet__band *b = m->band, *beads = m->beads;
    forget(m, s % RING);
    move_reach(m, s);
    if (s >= b->rows)
        return true;
    size_t centre = m->centre->zh[s], r = s + 1 > COUPLET__MAX_ZH ? s + 1 - COUPLET__MAX_ZH : 0;
    size_t low = least(centre > COUPLET__REACH ? centre - COUPLET__REACH : 0, m->reach_low);
    size_t high = most(centre + COUPLET__REACH + 1, m->reach_high);
    low = least(low, b->low[s]);
    high = most(high, b->high[s]);
    for (; r <= s + 1 && r < b->rows; r++) {
        low = least(low, beads->low[r] > 0 ? beads->low[r] - 1 : 0);
        high = most(high, (size_t)beads->high[r] + 1);
    }
    m->s = s;
    if (!couplet__view_look(&m->v, s, low, least(high, m->d->T), note_seen, m) || !remember(m) ||
        !fill_h(m, s))
        return false;
    fill_reach_zh(m, s);
    return true;
}

/* What ROWS cells of a column are filled with. */
typedef struct column {
    float g[COUPLET__MAX_ZH][COUPLET__LANES];
    float head[COUPLET__CLAUSE_ZH][COUPLET__LANES], tail[COUPLET__CLAUSE_ZH][COUPLET__LANES];
    double place[ROWS];
} column;

static void fill_cell(masses *m, size_t cell, const column *c, size_t k)
{
    couplet__mass *mass = &m->at[cell];
    for (size_t n = 0; n < COUPLET__MAX_ZH; n++)
        mass->g[n] = c->g[n][k];
    mass->place = (float)((c->place[k] + 0.25) / (mass->g[0] + 0.5)); /* half-way if unknown */
    for (size_t n = 0; n < COUPLET__CLAUSE_ZH; n++) {
        m->clauses[cell].head_en[n] = c->head[n][k];
        m->clauses[cell].tail_en[n] = c->tail[n][k];
    }
}

/* Lists the stems of segment t, their rings being lanes. */
static couplet__lane_list list_stems(masses *m, size_t t)
{
    const couplet__document *d = m->d;
    couplet__lane_list list = {m->rows, 0, 0, ROWS};
    for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
        uint32_t stem = d->tokens.at[i].stem;
        m->rows[list.count] = (couplet__lane_row){m->rings[stem].at, d->stem_weight[stem]};
        list.count += d->stem_weight[stem] > 0;
    }
    return list;
}

/* Rows s .. s + ROWS - 1, the first of them a multiple of it, of column t: all, or G_1. */
static void fill_column(masses *m, size_t s, size_t t, bool all)
{
    couplet__lane_list list = list_stems(m, t);
    column c;
    list.first = s % RING == 0 ? RING : s % RING; /* there is one before */
    couplet__lanes_runs(c.g, all ? COUPLET__MAX_ZH : 1, list);
    if (all)
        couplet__lanes_products(c.place, (ptrdiff_t)(PLACES + s % RING) - (ptrdiff_t)list.first,
                                list);
    if (all) {
        couplet__lanes_before(c.head, COUPLET__CLAUSE_ZH, list);
        couplet__lanes_behind(c.tail, COUPLET__CLAUSE_ZH, list);
    }
    for (size_t k = 0; k < ROWS; k++) {
        if (!couplet__band_has(m->band, s + k, t))
            continue;
        size_t cell = couplet__band_cell(m->band, s + k, t);
        if (all)
            fill_cell(m, cell, &c, k);
        else
            m->at[cell].g[0] = c.g[0][k];
    }
}

/* G of the rows that have all that they need once segment s has been looked at, if there are. */
static void fill_g(masses *m, size_t s)
{
    const couplet__band *b = m->band, *beads = m->beads;
    if (s + 1 < AHEAD || (s + 1 - AHEAD) % ROWS != 0)
        return;
    size_t first = s + 1 - AHEAD, last = least(first + ROWS, b->rows) - 1;
    size_t from = b->columns, to = 0;
    for (size_t i = first; i <= last; i++) {
        from = least(from, beads->low[i]);
        to = most(to, beads->high[i]);
    }
    for (size_t t = b->low[first]; t < b->high[last]; t++)
        fill_column(m, first, t, t >= from && t < to);
}

/* Of the longest segment. */
static size_t most_tokens(const couplet__document *d)
{
    size_t tokens = 0;
    for (size_t t = 0; t < d->T; t++)
        tokens = most(tokens, d->token_first[t + 1] - d->token_first[t]);
    return tokens;
}

static bool masses_open(masses *m, const couplet__links *links,
                        const struct couplet__learned *learned)
{
    size_t cells = m->band->start[m->band->rows], stems = m->d->stems.count;
    couplet__view_open(&m->v, m->d, links, learned);
    m->at = couplet__zalloc(cells, sizeof *m->at);
    m->rings = couplet__zalloc(stems, sizeof *m->rings);
    m->notes = couplet__zalloc(stems, sizeof *m->notes);
    m->clauses = couplet__zalloc(cells, sizeof *m->clauses);
    return m->at != NULL && m->rings != NULL && m->notes != NULL &&
           list_room(m, most_tokens(m->d) + 1) && m->clauses != NULL;
}

static void masses_close(masses *m)
{
    for (size_t k = 0; k < RING; k++)
        couplet__vec_free(&m->last[k]);
    couplet__view_close(&m->v);
    couplet__free(m->rings);
    couplet__free(m->notes);
    couplet__vec_free(&m->places);
    couplet__free(m->rows);
}

couplet_status couplet__masses_build(couplet__mass **out, couplet__clause **clauses,
                                     const couplet__band *band, const couplet__band *beads,
                                     const couplet__document *d, const couplet__links *links,
                                     const struct couplet__learned *learned,
                                     const couplet__centre *centre)
{
    masses m = {.band = band, .beads = beads, .d = d, .centre = centre};
    size_t rounds = (band->rows + ROWS - 1) / ROWS * ROWS - ROWS + AHEAD;
    bool ok = masses_open(&m, links, learned);
    for (size_t s = 0; ok && s < rounds; s++) {
        ok = couplet__watch_on(d->watch, s, rounds) && load(&m, s);
        if (ok)
            fill_g(&m, s);
    }
    for (size_t t = m.reach_low; ok && t < d->T; t++)
        fill_reach_en(&m, t);
    masses_close(&m);
    if (!ok) {
        couplet__free(m.at);
        couplet__free(m.clauses);
        m.at = NULL;
        m.clauses = NULL;
    }
    *out = m.at;
    *clauses = m.clauses;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
