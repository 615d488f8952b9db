#include <string.h>

#include "align/cover.h"
#include "align/view.h"

/* The strongest vouch for each stem from each of the segments s - 1 .. s + MAX_ZH, and its place
 * there; segment r stands at r % RING. */
enum { RING = 8 };

typedef struct ring {
    float strength[RING], place[RING];
} ring;

/* What a stem brings to a cell (s, t) of row s for each time that t holds it. */
typedef struct gift {
    uint32_t row;                                       /* s + 1; 0: none yet */
    uint32_t held;                                      /* bit k: it stands in ring k */
    float g[COUPLET__MAX_ZH];                           /* by n - 1: to G_n */
    float head[COUPLET__MAX_ZH], tail[COUPLET__MAX_ZH]; /* gain by s - 1 and by s + n */
    double place;
} gift;

enum { LANES = 8 }; /* columns that are worked on at once */

/* A character that some column covers, among the lanes' or those just around. */
typedef struct near {
    const float *cover; /* from the lanes' first column on */
    float weight;
    float own[LANES]; /* the best of n columns */
} near;

typedef struct masses {
    const couplet__band *band;
    const couplet__document *d;
    const couplet__centre *centre;
    couplet__mass *at;
    couplet__clause *clauses;          /* or NULL */
    ring *rings;                       /* by stem */
    gift *gifts;                       /* by stem */
    const gift **gathered;             /* those of one cell */
    COUPLET__VEC(uint32_t) last[RING]; /* the stems in each ring, to be cleared again */
    float *token_best;                 /* of each token: best within reach */
    size_t reach_low, reach_high;      /* t with centre.en[t] within REACH of s */
    near *near;                        /* the characters that count for the lanes in hand */
    size_t near_room, near_count;
    size_t s; /* the segment that the view looks from */
    couplet__view v;
} masses;

/* The largest sum of a run of gains from the first on, in each lane. */
typedef struct run {
    float sum[LANES], best[LANES];
} run;

/* Takes in the gain of a character that `other` covers rather than its own columns. */
static void add_gains(run *restrict r, float weight, const float *restrict other,
                      const float *restrict own)
{
    for (size_t k = 0; k < LANES; k++) {
        r->sum[k] += weight * (other[k] - own[k]);
        r->best[k] = r->sum[k] > r->best[k] ? r->sum[k] : r->best[k];
    }
}

/* Finds what is covered from the column before the lanes' first one to the last that a bead which
 * begins in them could have, and the next. */
static void find_near(masses *m, size_t at)
{
    const couplet__view *v = &m->v;
    m->near_count = 0;
    for (size_t i = 0; i < v->count; i++)
        if (v->from[i] < at + LANES + COUPLET__MAX_EN && v->to[i] + 1 > at)
            m->near[m->near_count++] = (near){couplet__view_cover(v, i) + at, v->weight[i], {0}};
}

/* Each character's best of columns t .. t + n, from that of t .. t + n - 1; H of them. */
static void widen_own(masses *m, size_t n, float *restrict h)
{
    for (size_t k = 0; k < LANES; k++)
        h[k] = 0;
    for (size_t i = 0; i < m->near_count; i++) {
        near *x = &m->near[i];
        for (size_t k = 0; k < LANES; k++) {
            x->own[k] = x->cover[n + k] > x->own[k] ? x->cover[n + k] : x->own[k];
            h[k] += x->weight * x->own[k];
        }
    }
}

/* By how much a beginning and an end of s are the neighbours' of t .. t + n, for the lanes' t. */
static void find_clauses_zh(const masses *m, size_t n, run *head, run *tail)
{
    memset(head, 0, sizeof *head);
    memset(tail, 0, sizeof *tail);
    for (size_t i = 0; i < m->near_count; i++)
        add_gains(head, m->near[i].weight, m->near[i].cover - 1, m->near[i].own);
    for (size_t i = m->near_count; i-- > 0;)
        add_gains(tail, m->near[i].weight, m->near[i].cover + n + 1, m->near[i].own);
}

/* H and clauses of up to LANES cells of row s from the one in the view's column `at` on. */
static void fill_lanes(masses *m, couplet__mass *cells, couplet__clause *clauses, size_t count,
                       size_t at)
{
    float h[LANES];
    run head, tail;
    find_near(m, at);
    for (size_t n = 0; n < COUPLET__MAX_EN; n++) {
        widen_own(m, n, h);
        for (size_t k = 0; k < count; k++)
            cells[k].h[n] = h[k];
        if (clauses == NULL || n >= COUPLET__CLAUSE_EN)
            continue;
        find_clauses_zh(m, n, &head, &tail);
        for (size_t k = 0; k < count; k++) {
            clauses[k].head_zh[n] = head.best[k];
            clauses[k].tail_zh[n] = tail.best[k];
        }
    }
}

/* Row s, from the view that looks from there. */
static bool fill_h(masses *m, size_t s)
{
    const couplet__band *b = m->band;
    if (m->v.count > m->near_room) {
        couplet__free(m->near);
        m->near_room = m->v.count * 2;
        m->near = couplet__alloc(m->near_room, sizeof *m->near);
        if (m->near == NULL)
            return false;
    }
    for (size_t t = b->low[s]; m->v.count != 0 && t < b->high[s]; t += LANES) {
        size_t cell = couplet__band_cell(b, s, t), left = b->high[s] - t;
        fill_lanes(m, m->at + cell, m->clauses == NULL ? NULL : m->clauses + cell,
                   left < LANES ? left : LANES, t - m->v.low);
    }
    return true;
}

static void fill_reach_zh(masses *m, size_t s)
{
    const couplet__view *v = &m->v;
    size_t centre = m->centre->zh[s], low = v->low;
    size_t from = centre > low + COUPLET__REACH ? centre - COUPLET__REACH - low : 0;
    size_t to = centre + COUPLET__REACH + 1 - low;
    double sum = 0;
    for (size_t i = 0; i < v->count; i++) {
        const float *cover = couplet__view_cover(v, i);
        float best = 0;
        for (size_t t = from; t < to && t < v->width; t++)
            best = cover[t] > best ? cover[t] : best;
        sum += v->weight[i] * best;
    }
    m->centre->reach_zh[s] = sum;
}

/* Segments that are within reach of s, the other way around. */
static void move_reach(masses *m, size_t s)
{
    const uint32_t *centre = m->centre->en;
    while (m->reach_low < m->d->T && centre[m->reach_low] + COUPLET__REACH < s)
        m->reach_low++;
    while (m->reach_high < m->d->T && centre[m->reach_high] <= s + COUPLET__REACH)
        m->reach_high++;
}

static void fill_reach_en(masses *m, size_t s)
{
    const couplet__document *d = m->d;
    for (size_t i = d->token_first[m->reach_low]; i < d->token_first[m->reach_high]; i++) {
        float x = m->rings[d->tokens.at[i].stem].strength[s % RING];
        m->token_best[i] = x > m->token_best[i] ? x : m->token_best[i];
    }
}

/* Clears ring k. */
static void forget(masses *m, size_t k)
{
    for (size_t i = 0; i < m->last[k].count; i++) {
        m->rings[m->last[k].at[i]].strength[k] = 0;
        m->gifts[m->last[k].at[i]].held &= ~((uint32_t)1 << k);
    }
    m->last[k].count = 0;
}

/* Puts a vouch into the ring in hand; returns the end of its stems. There is room. */
static uint32_t *put(masses *m, uint32_t *last, uint32_t stem, float strength, float place)
{
    ring *r = &m->rings[stem];
    size_t k = m->s % RING;
    bool more = strength > r->strength[k], first = more && r->strength[k] == 0;
    *last = stem;
    m->gifts[stem].held |= (uint32_t)first << k;
    r->strength[k] = more ? strength : r->strength[k];
    r->place[k] = more ? place : r->place[k];
    return last + first;
}

static float middle(const masses *m, uint32_t start, uint32_t length)
{
    return (float)((start + length / 2.0) / (double)m->d->folded[m->s].count);
}

/* Puts what the view sees in a block into the ring of segment s. */
static bool remember_seen(void *user)
{
    masses *m = user;
    size_t k = m->s % RING, count = 1;
    for (size_t i = 0; i < m->v.seen.count; i++)
        count += m->v.seen.at[i].count;
    if (!couplet__vec_reserve(&m->last[k], m->last[k].count + count))
        return false;
    uint32_t *last = m->last[k].at + m->last[k].count;
    for (size_t i = 0; i < m->v.seen.count; i++) {
        const couplet__seen *x = &m->v.seen.at[i];
        const couplet__link *links = m->v.sight->links.at + x->first;
        float place = middle(m, x->start, x->length);
        for (size_t n = 0; n < x->count; n++)
            last = put(m, last, links[n].stem, links[n].strength * x->share, place);
    }
    m->last[k].count = (size_t)(last - m->last[k].at);
    return true;
}

/* The same of what the document taught. */
static bool remember_learned(masses *m)
{
    const couplet__vouches *all = &m->v.learned_vouches;
    size_t k = m->s % RING;
    float place = 0;
    if (!couplet__vec_reserve(&m->last[k], m->last[k].count + all->count + 1))
        return false;
    uint32_t *last = m->last[k].at + m->last[k].count;
    for (size_t i = 0; i < all->count; i++) {
        const couplet__vouch *x = &all->at[i];
        if (i == 0 || !couplet__same_unit(x, x - 1))
            place = middle(m, x->start, x->length);
        last = put(m, last, x->stem, x->strength, place);
    }
    m->last[k].count = (size_t)(last - m->last[k].at);
    return true;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

/* Looks from segment s: rings, H, reach. The columns: of the cells and one before (for clauses) and
 * those of a bead behind; of the cells that rows s - MAX_ZH .. s + 1 ask the ring of s for; within
 * reach. */
static bool load(masses *m, size_t s)
{
    const couplet__band *b = m->band;
    forget(m, s % RING);
    if (s >= b->rows)
        return true;
    move_reach(m, s);
    size_t centre = m->centre->zh[s], first = b->low[s > COUPLET__MAX_ZH ? s - COUPLET__MAX_ZH : 0];
    size_t low = least(centre > COUPLET__REACH ? centre - COUPLET__REACH : 0, m->reach_low);
    size_t high = most(centre + COUPLET__REACH + 1, m->reach_high);
    low = least(low, first > 0 ? first - 1 : 0);
    high = most(high, b->high[s] + (size_t)COUPLET__MAX_EN);
    high = most(high, b->high[s + 1 < b->rows ? s + 1 : s]);
    m->s = s;
    if (!couplet__view_look(&m->v, s, low, least(high, m->d->T), remember_seen, m) ||
        !remember_learned(m) || !fill_h(m, s))
        return false;
    fill_reach_zh(m, s);
    fill_reach_en(m, s);
    return true;
}

static void wrap(gift *x, const ring *r, float weight, size_t s)
{
    float best = 0;
    x->row = (uint32_t)s + 1;
    x->place = (double)weight * r->strength[s % RING] * r->place[s % RING];
    for (size_t n = 0; n < COUPLET__MAX_ZH; n++) {
        float here = r->strength[(s + n) % RING];
        best = here > best ? here : best;
        x->g[n] = weight * best;
        /* there is no segment before 0, nor anything in its ring */
        x->head[n] = weight * (r->strength[(s + RING - 1) % RING] - best);
        x->tail[n] = weight * (r->strength[(s + n + 1) % RING] - best);
    }
}

/* The rings of s - 1 .. s + MAX_ZH. */
static uint32_t rings_around(size_t s)
{
    uint32_t bits = 0;
    for (size_t r = s + RING - 1; r <= s + RING + COUPLET__MAX_ZH; r++)
        bits |= (uint32_t)1 << r % RING;
    return bits;
}

/* Gathers the gifts of row s to t, in order; how many. */
static size_t gather(masses *m, size_t s, size_t t)
{
    const couplet__document *d = m->d;
    uint32_t around = rings_around(s);
    size_t count = 0;
    for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
        uint32_t stem = d->tokens.at[i].stem;
        gift *x = &m->gifts[stem];
        if ((x->held & around) == 0)
            continue;
        if (x->row != s + 1)
            wrap(x, &m->rings[stem], d->stem_weight[stem], s);
        m->gathered[count++] = x;
    }
    return count;
}

/* The largest sum of gains from a token on in either direction, for each n. */
typedef struct brief_run {
    float sum[COUPLET__MAX_ZH], best[COUPLET__MAX_ZH];
} brief_run;

static void add_brief(brief_run *restrict r, const float *restrict gain)
{
    for (size_t n = 0; n < COUPLET__MAX_ZH; n++) {
        r->sum[n] += gain[n];
        r->best[n] = r->sum[n] > r->best[n] ? r->sum[n] : r->best[n];
    }
}

/* By how much a beginning and an end of t are the neighbours' of s, s + 1 … */
static void find_clauses_en(couplet__clause *out, const gift *const *gifts, size_t count)
{
    brief_run head = {{0}, {0}}, tail = {{0}, {0}};
    for (size_t i = 0; i < count; i++)
        add_brief(&head, gifts[i]->head);
    for (size_t i = count; i-- > 0;)
        add_brief(&tail, gifts[i]->tail);
    memcpy(out->head_en, head.best, sizeof out->head_en);
    memcpy(out->tail_en, tail.best, sizeof out->tail_en);
}

/* G_n of row s, whose neighbours are in the rings. */
static void fill_g(masses *m, size_t s)
{
    for (size_t t = m->band->low[s]; t < m->band->high[s]; t++) {
        size_t at = couplet__band_cell(m->band, s, t), count = gather(m, s, t);
        couplet__mass *cell = &m->at[at];
        float g[COUPLET__MAX_ZH] = {0};
        double place = 0;
        for (size_t i = 0; i < count; i++) {
            for (size_t n = 0; n < COUPLET__MAX_ZH; n++)
                g[n] += m->gathered[i]->g[n];
            place += m->gathered[i]->place;
        }
        memcpy(cell->g, g, sizeof cell->g);
        cell->place = (float)((place + 0.25) / (g[0] + 0.5)); /* half-way when nothing is known */
        if (m->clauses != NULL)
            find_clauses_en(&m->clauses[at], m->gathered, count);
    }
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
                        const struct couplet__learned *learned, bool clauses)
{
    size_t cells = m->band->start[m->band->rows], stems = m->d->stems.count;
    couplet__view_open(&m->v, m->d, links, learned);
    m->at = couplet__zalloc(cells, sizeof *m->at);
    m->rings = couplet__zalloc(stems, sizeof *m->rings);
    m->gifts = couplet__zalloc(stems, sizeof *m->gifts);
    m->gathered = couplet__alloc(most_tokens(m->d), sizeof *m->gathered);
    m->token_best = couplet__zalloc(m->d->tokens.count, sizeof *m->token_best);
    if (clauses)
        m->clauses = couplet__zalloc(cells, sizeof *m->clauses);
    return m->at != NULL && m->rings != NULL && m->gifts != NULL && m->gathered != NULL &&
           m->token_best != NULL && (!clauses || m->clauses != NULL);
}

static void masses_close(masses *m)
{
    for (size_t k = 0; k < RING; k++)
        couplet__vec_free(&m->last[k]);
    couplet__view_close(&m->v);
    couplet__free(m->rings);
    couplet__free(m->gifts);
    couplet__free(m->gathered);
    couplet__free(m->token_best);
    couplet__free(m->near);
}

couplet_status couplet__masses_build(couplet__mass **out, couplet__clause **clauses,
                                     const couplet__band *band, const couplet__document *d,
                                     const couplet__links *links,
                                     const struct couplet__learned *learned,
                                     const couplet__centre *centre)
{
    masses m = {.band = band, .d = d, .centre = centre};
    size_t rounds = band->rows + COUPLET__MAX_ZH;
    bool ok = masses_open(&m, links, learned, clauses != NULL);
    for (size_t s = 0; ok && s < rounds; s++) {
        ok = couplet__watch_on(d->watch, s, rounds) && load(&m, s);
        if (ok && s >= COUPLET__MAX_ZH)
            fill_g(&m, s - COUPLET__MAX_ZH);
    }
    for (size_t t = 0; ok && t < d->T; t++) {
        centre->reach_en[t] = 0;
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++)
            centre->reach_en[t] += d->stem_weight[d->tokens.at[i].stem] * m.token_best[i];
    }
    masses_close(&m);
    if (!ok) {
        couplet__free(m.at);
        couplet__free(m.clauses);
        m.at = NULL;
        m.clauses = NULL;
    }
    *out = m.at;
    if (clauses != NULL)
        *clauses = m.clauses;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
