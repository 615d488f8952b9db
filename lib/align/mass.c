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
    size_t row;                                         /* s + 1; 0: none yet */
    float g[COUPLET__MAX_ZH];                           /* by n - 1: to G_n */
    float head[COUPLET__MAX_ZH], tail[COUPLET__MAX_ZH]; /* gain by s - 1 and by s + n */
    double place;
} gift;

enum { LANES = 8 }; /* columns that are worked on at once */

typedef struct masses {
    const couplet__band *band;
    const couplet__document *d;
    const couplet__centre *centre;
    couplet__mass *at;
    couplet__clause *clauses;    /* or NULL */
    double *mean;                /* or NULL */
    ring *rings;                 /* by stem */
    gift *gifts;                 /* by stem */
    couplet__vouches last[RING]; /* what is in the rings, to be cleared again */
    float *token_best;           /* of each token: best within reach */
    size_t reach_low;            /* first t with centre.en[t] + REACH >= s */
    float *own;                  /* by character, LANES each: the best of n columns */
    size_t own_room;
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

/* Each character's best of columns t .. t + n, from that of t .. t + n - 1; H of them. */
static void widen_own(masses *m, size_t at, size_t n, float *restrict h)
{
    for (size_t k = 0; k < LANES; k++)
        h[k] = 0;
    for (size_t i = 0; i < m->v.count; i++) {
        const float *restrict cover = couplet__view_cover(&m->v, i) + at + n;
        float *restrict own = m->own + i * LANES, weight = m->v.weight[i];
        for (size_t k = 0; k < LANES; k++) {
            own[k] = cover[k] > own[k] ? cover[k] : own[k];
            h[k] += weight * own[k];
        }
    }
}

/* By how much a beginning and an end of s are the neighbours' of t .. t + n, for the lanes' t. */
static void find_clauses_zh(const masses *m, size_t at, size_t n, run *head, run *tail)
{
    const couplet__view *v = &m->v;
    memset(head, 0, sizeof *head);
    memset(tail, 0, sizeof *tail);
    for (size_t i = 0; i < v->count; i++)
        add_gains(head, v->weight[i], couplet__view_cover(v, i) + at - 1, m->own + i * LANES);
    for (size_t i = v->count; i-- > 0;)
        add_gains(tail, v->weight[i], couplet__view_cover(v, i) + at + n + 1, m->own + i * LANES);
}

/* H and clauses of up to LANES cells of row s from the one in the view's column `at` on. */
static void fill_lanes(masses *m, couplet__mass *cells, couplet__clause *clauses, size_t count,
                       size_t at)
{
    float h[LANES];
    run head, tail;
    memset(m->own, 0, m->v.count * LANES * sizeof *m->own);
    for (size_t n = 0; n < COUPLET__MAX_EN; n++) {
        widen_own(m, at, n, h);
        for (size_t k = 0; k < count; k++)
            cells[k].h[n] = h[k];
        if (clauses == NULL || n >= COUPLET__CLAUSE_EN)
            continue;
        find_clauses_zh(m, at, n, &head, &tail);
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
    if (m->v.count > m->own_room) {
        couplet__free(m->own);
        m->own_room = m->v.count * 2;
        m->own = couplet__alloc(m->own_room, LANES * sizeof *m->own);
        if (m->own == NULL)
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

static void fill_reach_en(masses *m, size_t s)
{
    const couplet__document *d = m->d;
    while (m->reach_low < d->T && m->centre->en[m->reach_low] + COUPLET__REACH < s)
        m->reach_low++;
    for (size_t t = m->reach_low; t < d->T && m->centre->en[t] <= s + COUPLET__REACH; t++)
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
            float x = m->rings[d->tokens.at[i].stem].strength[s % RING];
            if (x > m->token_best[i])
                m->token_best[i] = x;
        }
}

/* Clears ring k. */
static void forget(masses *m, size_t k)
{
    for (size_t i = 0; i < m->last[k].count; i++) {
        uint32_t stem = m->last[k].at[i].stem;
        if (m->mean != NULL)
            m->mean[stem] += m->rings[stem].strength[k] / (double)m->d->S;
        m->rings[stem].strength[k] = 0;
    }
    m->last[k].count = 0;
}

/* Puts the vouches of segment s, which the view looks from, into ring k. */
static void remember(masses *m, size_t s, size_t k)
{
    const couplet__vouches *all = &m->v.vouches;
    double size = (double)m->d->folded[s].count;
    float place = 0;
    for (size_t i = 0; i < all->count; i++) {
        const couplet__vouch *x = &all->at[i];
        ring *r = &m->rings[x->stem];
        if (i == 0 || !couplet__same_unit(x, x - 1))
            place = (float)((x->start + x->length / 2.0) / size);
        if (x->strength > r->strength[k]) {
            r->strength[k] = x->strength;
            r->place[k] = place;
        }
    }
    couplet__vouches spare = m->last[k];
    m->last[k] = m->v.vouches;
    m->v.vouches = spare;
}

/* Looks from segment s: rings, H, reach. */
static bool load(masses *m, size_t s)
{
    const couplet__band *b = m->band;
    forget(m, s % RING);
    if (s >= b->rows)
        return true;
    size_t centre = m->centre->zh[s];
    size_t low = centre > COUPLET__REACH ? centre - COUPLET__REACH : 0;
    size_t high = (size_t)b->high[s] + COUPLET__MAX_EN;
    if (b->low[s] <= low) /* and the column before, for clauses */
        low = b->low[s] > 0 ? b->low[s] - 1 : 0;
    if (centre + COUPLET__REACH + 1 > high)
        high = centre + COUPLET__REACH + 1;
    if (high > m->d->T)
        high = m->d->T;
    if (!couplet__view_look(&m->v, s, low, high) || !fill_h(m, s))
        return false;
    remember(m, s, s % RING);
    fill_reach_zh(m, s);
    fill_reach_en(m, s);
    return true;
}

static void wrap(gift *x, const ring *r, float weight, size_t s)
{
    float best = 0;
    x->row = s + 1;
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

static const gift *gift_of(const masses *m, size_t token, size_t s)
{
    uint32_t stem = m->d->tokens.at[token].stem;
    gift *x = &m->gifts[stem];
    if (x->row != s + 1)
        wrap(x, &m->rings[stem], m->d->stem_weight[stem], s);
    return x;
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
static void fill_clauses_en(const masses *m, couplet__clause *cell, size_t s, size_t t)
{
    const couplet__document *d = m->d;
    brief_run head = {{0}, {0}}, tail = {{0}, {0}};
    for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++)
        add_brief(&head, gift_of(m, i, s)->head);
    for (size_t i = d->token_first[t + 1]; i-- > d->token_first[t];)
        add_brief(&tail, gift_of(m, i, s)->tail);
    memcpy(cell->head_en, head.best, sizeof cell->head_en);
    memcpy(cell->tail_en, tail.best, sizeof cell->tail_en);
}

/* G_n of row s, whose neighbours are in the rings. */
static void fill_g(masses *m, size_t s)
{
    const couplet__document *d = m->d;
    for (size_t t = m->band->low[s]; t < m->band->high[s]; t++) {
        couplet__mass *cell = &m->at[couplet__band_cell(m->band, s, t)];
        double place = 0;
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
            const gift *x = gift_of(m, i, s);
            for (size_t n = 0; n < COUPLET__MAX_ZH; n++)
                cell->g[n] += x->g[n];
            place += x->place;
        }
        cell->place =
            (float)((place + 0.25) / (cell->g[0] + 0.5)); /* half-way when nothing is known */
        if (m->clauses != NULL)
            fill_clauses_en(m, &m->clauses[couplet__band_cell(m->band, s, t)], s, t);
    }
}

static bool masses_open(masses *m, const couplet__links *links,
                        const struct couplet__learned *learned, bool clauses)
{
    size_t cells = m->band->start[m->band->rows], stems = m->d->stems.count;
    bool ok = couplet__view_open(&m->v, m->d, links, learned);
    m->at = couplet__zalloc(cells, sizeof *m->at);
    m->rings = couplet__zalloc(stems, sizeof *m->rings);
    m->gifts = couplet__zalloc(stems, sizeof *m->gifts);
    m->token_best = couplet__zalloc(m->d->tokens.count, sizeof *m->token_best);
    if (clauses)
        m->clauses = couplet__zalloc(cells, sizeof *m->clauses);
    return ok && m->at != NULL && m->rings != NULL && m->gifts != NULL && m->token_best != NULL &&
           (!clauses || m->clauses != NULL);
}

static void masses_close(masses *m)
{
    for (size_t k = 0; k < RING; k++)
        couplet__vec_free(&m->last[k]);
    couplet__view_close(&m->v);
    couplet__free(m->rings);
    couplet__free(m->gifts);
    couplet__free(m->token_best);
    couplet__free(m->own);
}

couplet_status couplet__masses_build(couplet__mass **out, couplet__clause **clauses, double *mean,
                                     const couplet__band *band, const couplet__document *d,
                                     const couplet__links *links,
                                     const struct couplet__learned *learned,
                                     const couplet__centre *centre)
{
    masses m = {.band = band, .d = d, .centre = centre, .mean = mean};
    size_t rounds = band->rows + (RING);
    bool ok = masses_open(&m, links, learned, clauses != NULL);
    for (size_t s = 0; ok && s < rounds; s++) {
        ok = couplet__watch_on(d->watch, s, rounds) && load(&m, s);
        if (ok && s >= COUPLET__MAX_ZH && s < band->rows + COUPLET__MAX_ZH)
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
