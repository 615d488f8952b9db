#include "align/cover.h"

#include <string.h>

/* One Chinese segment's view of a run of columns. */
typedef struct view {
    const couplet__document *d;
    const couplet__links *links;
    const struct couplet__learned *learned;
    couplet__vouches vouches;
    size_t *cursor; /* of each stem: its first posting at or behind the last low column */
    uint32_t *next; /* ... and the segment of it; COUPLET__ABSENT: there is none */
    float *cover;   /* kept characters x width: the best that covers each one in each column */
    float *kept_weight;
    uint32_t *slot; /* of each code point: its row in cover, or COUPLET__ABSENT */
    size_t cover_room, slot_room, kept, low, width;
} view;

static bool view_open(view *v, const couplet__document *d, const couplet__links *links,
                      const struct couplet__learned *learned)
{
    size_t stems = d->stems.count;
    *v = (view){.d = d, .links = links, .learned = learned};
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

static void view_close(view *v)
{
    couplet__vec_free(&v->vouches);
    couplet__free(v->cursor);
    couplet__free(v->next);
    couplet__free(v->cover);
    couplet__free(v->kept_weight);
    couplet__free(v->slot);
}

/* Moves on to the stem's first posting in column v->low or later; low never moves back. Whether it
 * stands before high. Most stems do not, and are told by one look. */
static bool seek(view *v, uint32_t stem, size_t high)
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

static bool view_rooms(view *v, size_t chars)
{
    if (chars > v->slot_room) {
        couplet__free(v->slot);
        couplet__free(v->kept_weight);
        v->slot_room = 0;
        v->slot = couplet__alloc(chars * 2, sizeof *v->slot);
        v->kept_weight = couplet__alloc(chars * 2, sizeof *v->kept_weight);
        if (v->slot == NULL || v->kept_weight == NULL)
            return false;
        v->slot_room = chars * 2;
    }
    return true;
}

/* Looks at columns low .. high - 1 from segment s: fills cover. */
static bool look(view *v, size_t s, size_t low, size_t high)
{
    const couplet__document *d = v->d;
    const float *weight = d->char_weight + d->char_first[s];
    size_t chars = d->char_first[s + 1] - d->char_first[s];
    if (chars > COUPLET__MAX_READ)
        chars = COUPLET__MAX_READ;
    if (!couplet__vouches_of(&v->vouches, d, v->links, v->learned, s) || !view_rooms(v, chars))
        return false;
    v->low = low;
    v->width = high - low;
    v->kept = 0;
    for (size_t p = 0; p < chars; p++) {
        v->slot[p] = COUPLET__ABSENT;
        if (weight[p] > 0) {
            v->kept_weight[v->kept] = weight[p];
            v->slot[p] = (uint32_t)v->kept++;
        }
    }
    size_t need = v->kept * v->width;
    if (need > v->cover_room) {
        couplet__free(v->cover);
        v->cover_room = 0;
        v->cover = couplet__alloc(need + need / 4, sizeof *v->cover);
        if (v->cover == NULL)
            return false;
        v->cover_room = need + need / 4;
    }
    if (need != 0)
        memset(v->cover, 0, need * sizeof *v->cover);
    for (size_t i = 0; i < v->vouches.count; i++) {
        const couplet__vouch *x = &v->vouches.at[i];
        if (!seek(v, x->stem, high))
            continue;
        size_t end = d->posting_first[x->stem + 1];
        for (size_t k = v->cursor[x->stem]; k < end && d->postings[k].segment < high; k++)
            for (uint32_t p = x->start; p < x->start + x->length; p++) {
                if (v->slot[p] == COUPLET__ABSENT)
                    continue;
                float *c = &v->cover[v->slot[p] * v->width + d->postings[k].segment - low];
                if (x->strength > *c)
                    *c = x->strength;
            }
    }
    return true;
}

couplet_status couplet__cover_build(couplet__cover *out, const couplet__band *band,
                                    const couplet__document *d, const couplet__links *links)
{
    size_t cells = band->start[band->rows];
    couplet__cover c = {couplet__zalloc(cells, sizeof *c.g), couplet__zalloc(cells, sizeof *c.h)};
    float *best = couplet__zalloc(d->stems.count, sizeof *best);
    view v;
    bool ok = view_open(&v, d, links, NULL) && c.g != NULL && c.h != NULL && best != NULL;
    for (size_t s = 0; ok && s < band->rows; s++) {
        size_t low = band->low[s], high = band->high[s];
        float *g = c.g + band->start[s], *h = c.h + band->start[s];
        ok = couplet__watch_on(d->watch, s, band->rows) && look(&v, s, low, high);
        if (!ok)
            break;
        for (size_t i = 0; i < v.vouches.count; i++)
            if (v.vouches.at[i].strength > best[v.vouches.at[i].stem])
                best[v.vouches.at[i].stem] = v.vouches.at[i].strength;
        for (size_t i = 0; i < v.vouches.count; i++) {
            uint32_t e = v.vouches.at[i].stem;
            float w = best[e] * d->stem_weight[e];
            best[e] = 0; /* once a stem */
            if (w <= 0 || v.next[e] >= high)
                continue;
            size_t end = d->posting_first[e + 1];
            for (size_t k = v.cursor[e]; k < end && d->postings[k].segment < high; k++)
                g[d->postings[k].segment - low] += w * (float)d->postings[k].count;
        }
        for (size_t p = 0; p < v.kept; p++)
            for (size_t t = 0; t < v.width; t++)
                h[t] += v.kept_weight[p] * v.cover[p * v.width + t];
    }
    view_close(&v);
    couplet__free(best);
    if (!ok)
        couplet__cover_free(&c);
    *out = c;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__cover_free(couplet__cover *cover)
{
    couplet__free(cover->g);
    couplet__free(cover->h);
    *cover = (couplet__cover){0};
}

/* The strongest vouch for each stem from each of the segments s - 1 .. s + MAX_ZH, and its place
 * there; segment r stands at r % RING. */
enum { RING = 8 };

typedef struct ring {
    float strength[RING], place[RING];
} ring;

typedef struct masses {
    const couplet__band *band;
    const couplet__document *d;
    const couplet__centre *centre;
    couplet__mass *at;
    couplet__clause *clauses;    /* or NULL */
    ring *rings;                 /* by stem */
    couplet__vouches last[RING]; /* what is in the rings, to be cleared again */
    float *token_best;           /* of each token: best within reach */
    size_t reach_low;            /* first t with centre.en[t] + REACH >= s */
    view v;
} masses;

/* H_m of row s, from the view that looks at columns low .. */
static void fill_h(masses *m, size_t s, size_t low)
{
    const couplet__band *b = m->band;
    size_t columns = b->high[s] - b->low[s], skip = b->low[s] - low;
    couplet__mass *row = m->at + b->start[s];
    for (size_t p = 0; p < m->v.kept; p++) {
        const float *cover = m->v.cover + p * m->v.width;
        float w = m->v.kept_weight[p];
        for (size_t t = 0; t < columns; t++) {
            float best = 0;
            for (size_t k = 0; k < COUPLET__MAX_EN; k++) {
                size_t at = skip + t + k;
                if (at < m->v.width && cover[at] > best)
                    best = cover[at];
                row[t].h[k] += w * best;
            }
        }
    }
}

static void fill_reach_zh(masses *m, size_t s, size_t low)
{
    size_t from = m->centre->zh[s] > COUPLET__REACH ? m->centre->zh[s] - COUPLET__REACH : 0;
    size_t to = (size_t)m->centre->zh[s] + COUPLET__REACH + 1;
    double sum = 0;
    for (size_t p = 0; p < m->v.kept; p++) {
        float best = 0;
        for (size_t t = from; t < to && t - low < m->v.width; t++)
            if (m->v.cover[p * m->v.width + t - low] > best)
                best = m->v.cover[p * m->v.width + t - low];
        sum += m->v.kept_weight[p] * best;
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

/* The largest sum of a run of gains from the first on. */
typedef struct run {
    float sum, best;
} run;

static void add_gain(run *r, float gain)
{
    r->sum += gain;
    if (r->sum > r->best)
        r->best = r->sum;
}

/* By how much a beginning and an end of s are the neighbours' of t .. t + m - 1, from the view that
 * looks at columns low .. */
static void fill_clauses_zh(masses *m, size_t s, size_t low)
{
    const view *v = &m->v;
    for (size_t t = m->band->low[s]; t < m->band->high[s]; t++) {
        couplet__clause *cell = &m->clauses[couplet__band_cell(m->band, s, t)];
        for (size_t n = 1; n <= COUPLET__CLAUSE_EN; n++) {
            run head = {0, 0}, tail = {0, 0};
            size_t at = t - low, before = at - 1, behind = at + n;
            for (size_t i = 0; i < v->kept; i++) {
                size_t p = i, q = v->kept - 1 - i;
                const float *x = v->cover + p * v->width, *y = v->cover + q * v->width;
                float own_x = 0, own_y = 0;
                for (size_t k = at; k < at + n && k < v->width; k++) {
                    own_x = x[k] > own_x ? x[k] : own_x;
                    own_y = y[k] > own_y ? y[k] : own_y;
                }
                if (at > 0)
                    add_gain(&head, v->kept_weight[p] * (x[before] - own_x));
                if (behind < v->width)
                    add_gain(&tail, v->kept_weight[q] * (y[behind] - own_y));
            }
            cell->head_zh[n - 1] = head.best;
            cell->tail_zh[n - 1] = tail.best;
        }
    }
}

/* Looks from segment s: rings, H, reach. */
static bool load(masses *m, size_t s)
{
    const couplet__band *b = m->band;
    size_t k = s % RING;
    for (size_t i = 0; i < m->last[k].count; i++)
        m->rings[m->last[k].at[i].stem].strength[k] = 0;
    m->last[k].count = 0;
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
    if (!look(&m->v, s, low, high))
        return false;
    double size = (double)m->d->folded[s].count;
    for (size_t i = 0; i < m->v.vouches.count; i++) {
        const couplet__vouch *x = &m->v.vouches.at[i];
        ring *r = &m->rings[x->stem];
        if (x->strength > r->strength[k]) {
            r->strength[k] = x->strength;
            r->place[k] = (float)((x->start + x->length / 2.0) / size);
        }
    }
    couplet__vouches spare = m->last[k];
    m->last[k] = m->v.vouches;
    m->v.vouches = spare;
    fill_h(m, s, low);
    if (m->clauses != NULL)
        fill_clauses_zh(m, s, low);
    fill_reach_zh(m, s, low);
    fill_reach_en(m, s);
    return true;
}

/* The same of t, by the neighbours of s .. s + n - 1. */
static void fill_clauses_en(masses *m, couplet__clause *cell, size_t s, size_t t)
{
    const couplet__document *d = m->d;
    size_t first = d->token_first[t], count = d->token_first[t + 1] - first;
    for (size_t n = 1; n <= COUPLET__CLAUSE_ZH; n++) {
        run head = {0, 0}, tail = {0, 0};
        for (size_t i = 0; i < count; i++) {
            uint32_t e = d->tokens.at[first + i].stem, f = d->tokens.at[first + count - 1 - i].stem;
            const ring *x = &m->rings[e], *y = &m->rings[f];
            float own_x = 0, own_y = 0;
            for (size_t k = 0; k < n; k++) {
                own_x = x->strength[(s + k) % RING] > own_x ? x->strength[(s + k) % RING] : own_x;
                own_y = y->strength[(s + k) % RING] > own_y ? y->strength[(s + k) % RING] : own_y;
            }
            if (s > 0)
                add_gain(&head, d->stem_weight[e] * (x->strength[(s - 1) % RING] - own_x));
            add_gain(&tail, d->stem_weight[f] * (y->strength[(s + n) % RING] - own_y));
        }
        cell->head_en[n - 1] = head.best;
        cell->tail_en[n - 1] = tail.best;
    }
}

/* G_n of row s, whose neighbours are in the rings. */
static void fill_g(masses *m, size_t s)
{
    const couplet__document *d = m->d;
    for (size_t t = m->band->low[s]; t < m->band->high[s]; t++) {
        couplet__mass *cell = &m->at[couplet__band_cell(m->band, s, t)];
        double place = 0;
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
            const ring *r = &m->rings[d->tokens.at[i].stem];
            float w = d->stem_weight[d->tokens.at[i].stem], best = 0;
            for (size_t n = 0; n < COUPLET__MAX_ZH; n++) {
                if (r->strength[(s + n) % RING] > best)
                    best = r->strength[(s + n) % RING];
                cell->g[n] += w * best;
            }
            place += (double)w * r->strength[s % RING] * r->place[s % RING];
        }
        cell->place =
            (float)((place + 0.25) / (cell->g[0] + 0.5)); /* half-way when nothing is known */
        if (m->clauses != NULL)
            fill_clauses_en(m, &m->clauses[couplet__band_cell(m->band, s, t)], s, t);
    }
}

couplet_status couplet__masses_build(couplet__mass **out, couplet__clause **clauses,
                                     const couplet__band *band, const couplet__document *d,
                                     const couplet__links *links,
                                     const struct couplet__learned *learned,
                                     const couplet__centre *centre)
{
    masses m = {.band = band, .d = d, .centre = centre};
    size_t cells = band->start[band->rows];
    m.at = couplet__zalloc(cells, sizeof *m.at);
    m.rings = couplet__zalloc(d->stems.count, sizeof *m.rings);
    m.token_best = couplet__zalloc(d->tokens.count, sizeof *m.token_best);
    if (clauses != NULL)
        m.clauses = couplet__zalloc(cells, sizeof *m.clauses);
    bool ok = view_open(&m.v, d, links, learned) && m.at != NULL && m.rings != NULL &&
              m.token_best != NULL && (clauses == NULL || m.clauses != NULL);
    for (size_t s = 0; ok && s < band->rows + COUPLET__MAX_ZH; s++) {
        ok = couplet__watch_on(d->watch, s, band->rows + COUPLET__MAX_ZH) && load(&m, s);
        if (ok && s >= COUPLET__MAX_ZH)
            fill_g(&m, s - COUPLET__MAX_ZH);
    }
    for (size_t t = 0; ok && t < d->T; t++) {
        centre->reach_en[t] = 0;
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++)
            centre->reach_en[t] += d->stem_weight[d->tokens.at[i].stem] * m.token_best[i];
    }
    for (size_t k = 0; k < RING; k++)
        couplet__vec_free(&m.last[k]);
    view_close(&m.v);
    couplet__free(m.rings);
    couplet__free(m.token_best);
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
