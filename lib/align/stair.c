#include "align/stair.h"

#include <stdlib.h>
#include <string.h>

#include "base/real.h"

static const double SMOOTH = 3;       /* weight added to a segment's own, against short ones */
static const float THRESHOLD = 0.22f; /* evidence below it is noise */
static const float GAP = 0.05f;
static const float DELTA = 0.9f;
static const double PRIOR_RATIO = 3.3, PRIOR_WEIGHT = 8, PRIOR_VARIANCE = 0.09;

/* The two best values of a column, so that each row can be held against the best of the others. */
typedef struct top {
    float first, second;
    uint32_t row;
} top;

static void offer(top *t, float x, uint32_t row)
{
    if (x > t->first) {
        t->second = t->first;
        t->first = x;
        t->row = row;
    } else if (x > t->second) {
        t->second = x;
    }
}

static float rival(const top *t, float x, uint32_t row)
{
    float other = t->row == row ? t->second : t->first;
    return other < -1e29f ? x : x - other; /* the only one */
}

static float evidence(const couplet__stair *st, const couplet__document *d, size_t s, size_t t,
                      double g, double h)
{
    return (float)((g - st->usual_en[t]) / (d->en_weight[t] + SMOOTH) +
                   (h - st->usual_zh[s]) / (d->zh_weight[s] + SMOOTH));
}

/* Takes in how much of either segment the other covers. */
static void cover_at_least(couplet__stair *st, const couplet__document *d, size_t s, size_t t,
                           double g, double h)
{
    float zh = (float)(h / (d->zh_weight[s] + 2)), en = (float)(g / (d->en_weight[t] + 2));
    if (zh > st->zh[s].cover)
        st->zh[s].cover = zh;
    if (en > st->en[t].cover)
        st->en[t].cover = en;
}

/* Best partners and their rivals, from x. */
static couplet_status find_partners(couplet__stair *st, const couplet__document *d)
{
    const couplet__band *b = &st->band;
    top *columns = couplet__alloc(d->T, sizeof *columns),
        *rows = couplet__alloc(d->S, sizeof *rows);
    if (columns == NULL || rows == NULL) {
        couplet__free(columns);
        couplet__free(rows);
        return COUPLET_ENOMEM;
    }
    for (size_t t = 0; t < d->T; t++)
        columns[t] = (top){-1e30f, -1e30f, 0};
    for (size_t s = 0; s < d->S; s++) {
        rows[s] = (top){-1e30f, -1e30f, 0};
        for (size_t t = b->low[s]; t < b->high[s]; t++) {
            float x = st->x[couplet__band_cell(b, s, t)];
            offer(&rows[s], x, (uint32_t)t);
            offer(&columns[t], x, (uint32_t)s);
        }
    }
    for (size_t s = 0; s < d->S; s++) {
        st->zh[s].best = rows[s].first;
        st->zh[s].partner = rows[s].row;
        st->zh[s].rival = rival(&columns[rows[s].row], rows[s].first, (uint32_t)s);
    }
    for (size_t t = 0; t < d->T; t++) {
        st->en[t].best = columns[t].first;
        st->en[t].partner = columns[t].row;
        st->en[t].rival = rival(&rows[columns[t].row], columns[t].first, (uint32_t)t);
    }
    couplet__free(columns);
    couplet__free(rows);
    return COUPLET_OK;
}

couplet_status couplet__stair_evidence(couplet__stair *st, const couplet__document *d,
                                       const couplet__cover *cover)
{
    const couplet__band *b = &st->band;
    uint32_t *count = couplet__zalloc(d->T, sizeof *count);
    if (count == NULL)
        return COUPLET_ENOMEM;
    for (size_t s = 0; s < d->S; s++) {
        for (size_t t = b->low[s]; t < b->high[s]; t++) {
            st->usual_en[t] += cover->g[couplet__band_cell(b, s, t)];
            st->usual_zh[s] += cover->h[couplet__band_cell(b, s, t)];
            count[t]++;
        }
        st->usual_zh[s] /= b->high[s] - b->low[s];
    }
    for (size_t t = 0; t < d->T; t++)
        st->usual_en[t] /= count[t] == 0 ? 1 : count[t];
    couplet__free(count);
    for (size_t s = 0; s < d->S; s++)
        for (size_t t = b->low[s]; t < b->high[s]; t++) {
            size_t cell = couplet__band_cell(b, s, t);
            st->x[cell] = evidence(st, d, s, t, cover->g[cell], cover->h[cell]);
            cover_at_least(st, d, s, t, cover->g[cell], cover->h[cell]);
        }
    return find_partners(st, d);
}

couplet_status couplet__stair_update(couplet__stair *st, const couplet__document *d,
                                     const couplet__band *cells, const couplet__mass *masses)
{
    for (size_t s = 0; s < d->S; s++)
        for (size_t t = cells->low[s]; t < cells->high[s]; t++) {
            const couplet__mass *m = &masses[couplet__band_cell(cells, s, t)];
            if (!couplet__band_has(&st->band, s, t))
                continue;
            st->x[couplet__band_cell(&st->band, s, t)] = evidence(st, d, s, t, m->g[0], m->h[0]);
            cover_at_least(st, d, s, t, m->g[0], m->h[0]);
        }
    return find_partners(st, d);
}

static float gain(const couplet__stair *st, size_t s, size_t t)
{
    float a = st->x[couplet__band_cell(&st->band, s, t)] - THRESHOLD;
    return a > 0 ? a : 0;
}

/* Of each cell, the best path from the first cell that ends in it: f, above the best of its row,
 * which is that row's base. A sum over a whole long text, in single precision, would be off by more
 * than the paths differ. */
typedef struct paths {
    float *f;
    double *base;
} paths;

static inline float greater(float a, float b) { return a > b ? a : b; }

/* Makes values what they are above the largest of them, which it returns. */
static float rebase(float *value, size_t count)
{
    float best = value[0];
    for (size_t k = 1; k < count; k++)
        best = greater(best, value[k]);
    for (size_t k = 0; k < count; k++)
        value[k] -= best;
    return best;
}

static void forward(const couplet__stair *st, paths *p)
{
    const couplet__band *b = &st->band;
    float *f = p->f;
    for (size_t i = 0; i < b->rows; i++) {
        for (size_t j = b->low[i]; j < b->high[i]; j++) {
            float v = i + j == 0 ? 0 : -1e30f;
            if (i > 0 && j > 0 && couplet__band_has(b, i - 1, j - 1))
                v = greater(v, f[couplet__band_cell(b, i - 1, j - 1)]);
            if (i > 0 && couplet__band_has(b, i - 1, j))
                v = greater(v, f[couplet__band_cell(b, i - 1, j)] - GAP);
            if (j > b->low[i])
                v = greater(v, f[couplet__band_cell(b, i, j - 1)] - GAP);
            f[couplet__band_cell(b, i, j)] = v + gain(st, i, j);
        }
        p->base[i] = i == 0 ? 0 : p->base[i - 1];
        p->base[i] += rebase(f + b->start[i], b->high[i] - b->low[i]);
    }
}

/* Goes back over the rows with the best path onwards of each cell (without its own gain), and takes
 * the corners of every cell whose best path through it is good enough into the nodes. */
static bool backward(const couplet__stair *st, const paths *p, float delta, couplet__band *nodes)
{
    const couplet__band *b = &st->band;
    size_t S = b->rows, T = b->columns;
    double least = p->base[S - 1] + p->f[b->start[S] - 1] - delta;
    double base = 0; /* of the row below */
    float *here = couplet__alloc(T + 1, sizeof *here),
          *below = couplet__alloc(T + 1, sizeof *below);
    if (here == NULL || below == NULL) {
        couplet__free(here);
        couplet__free(below);
        return false;
    }
    for (size_t i = S; i-- > 0;) {
        int64_t low = -1, high = -1;
        for (size_t j = b->high[i]; j-- > b->low[i];) {
            float v = i + 1 == S && j + 1 == T ? 0 : -1e30f;
            if (i + 1 < S && couplet__band_has(b, i + 1, j + 1))
                v = greater(v, below[j + 1] + gain(st, i + 1, j + 1));
            if (i + 1 < S && couplet__band_has(b, i + 1, j))
                v = greater(v, below[j] + gain(st, i + 1, j) - GAP);
            if (j + 1 < b->high[i])
                v = greater(v, here[j + 1] + gain(st, i, j + 1) - GAP);
            here[j] = v;
            if (p->base[i] + base + (p->f[couplet__band_cell(b, i, j)] + v) >= least) {
                low = (int64_t)j;
                if (high < 0)
                    high = (int64_t)j;
            }
        }
        base += rebase(here + b->low[i], b->high[i] - b->low[i]);
        for (size_t r = i < 2 ? 0 : i - 2; high >= 0 && r <= i + 3 && r <= S; r++)
            couplet__band_widen(nodes, r, low - 2, high + 4);
        float *swap = here;
        here = below;
        below = swap;
    }
    couplet__free(here);
    couplet__free(below);
    return true;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Ratio of lengths from pairs that are each other's best on the path, shrunk to a prior; blended
 * with that of the whole texts as far as the two agree (a summary's whole says nothing). */
static void set_ratio(couplet__stair *st, double *sure, size_t count, const float *zh,
                      const float *en)
{
    double prior = couplet__log(PRIOR_RATIO), sum = 0, spread = 0, zh_sum = 0, en_sum = 0;
    size_t n = count;
    for (int k = 0; k < 3 && count > 0; k++)
        sure[n++] = prior;
    qsort(sure, n, sizeof *sure, by_value);
    double median = n == 0 ? prior : n % 2 == 1 ? sure[n / 2] : (sure[n / 2 - 1] + sure[n / 2]) / 2;
    sum = (median * (double)count + prior * PRIOR_WEIGHT) / ((double)count + PRIOR_WEIGHT);
    for (size_t i = 0; i < n; i++)
        spread += (sure[i] - median) * (sure[i] - median);
    if (count > 0)
        spread -= 3 * (prior - median) * (prior - median); /* the three that were lent */
    st->ratio_variance = (spread + PRIOR_WEIGHT * PRIOR_VARIANCE) / ((double)count + PRIOR_WEIGHT);
    if (st->ratio_variance < 0.01)
        st->ratio_variance = 0.01;
    for (size_t s = 0; s < st->band.rows; s++)
        zh_sum += zh[s];
    for (size_t t = 0; t < st->band.columns; t++)
        en_sum += en[t];
    double x = couplet__log((en_sum + 3) / (couplet__exp(sum) * zh_sum + 3));
    double agree = couplet__exp(-(x / 0.35) * (x / 0.35));
    st->ratio = couplet__exp(sum + x * agree);
    st->mismatch = x * (1 - agree);
}

/* Walks the best path backwards: centres, and the sure pairs on it. */
static bool trace(couplet__stair *st, const paths *p, const float *zh, const float *en)
{
    const couplet__band *b = &st->band;
    const float *f = p->f;
    size_t i = b->rows - 1, j = b->columns - 1, count = 0;
    float *best_zh = couplet__zalloc(b->rows, sizeof *best_zh);
    float *best_en = couplet__zalloc(b->columns, sizeof *best_en);
    double *sure = couplet__alloc(b->rows + 3, sizeof *sure);
    bool ok = best_zh != NULL && best_en != NULL && sure != NULL;
    while (ok) {
        float a = gain(st, i, j) + 1e-3f;
        if (a >= best_zh[i]) {
            best_zh[i] = a;
            st->centre_zh[i] = (uint32_t)j;
        }
        if (a >= best_en[j]) {
            best_en[j] = a;
            st->centre_en[j] = (uint32_t)i;
        }
        if (a > 0.1f && st->zh[i].partner == j && st->en[j].partner == i && count < b->rows)
            sure[count++] = couplet__log((en[j] + 3) / (zh[i] + 1));
        if (i + j == 0)
            break;
        float v = -1e38f, rise = i == 0 ? 0 : (float)(p->base[i] - p->base[i - 1]);
        size_t di = 0, dj = 0;
        if (i > 0 && j > 0 && couplet__band_has(b, i - 1, j - 1)) {
            v = f[couplet__band_cell(b, i - 1, j - 1)];
            di = dj = 1;
        }
        if (i > 0 && couplet__band_has(b, i - 1, j) &&
            f[couplet__band_cell(b, i - 1, j)] - GAP > v) {
            v = f[couplet__band_cell(b, i - 1, j)] - GAP;
            di = 1;
            dj = 0;
        }
        if (j > b->low[i] && f[couplet__band_cell(b, i, j - 1)] + rise - GAP > v) {
            di = 0;
            dj = 1;
        }
        i -= di;
        j -= dj;
        ok = di + dj > 0; /* always: the caller's band is connected */
    }
    if (ok)
        set_ratio(st, sure, count, zh, en);
    couplet__free(best_zh);
    couplet__free(best_en);
    couplet__free(sure);
    return ok;
}

static void empty(couplet__band *nodes)
{
    for (size_t i = 0; i < nodes->rows; i++) {
        nodes->low[i] = (uint32_t)nodes->columns;
        nodes->high[i] = 0;
    }
}

/* A few nodes on either side of where the path passes each segment. */
static void follow_centres(const couplet__stair *st, couplet__band *nodes)
{
    enum { SIDE = 4 };
    empty(nodes);
    for (size_t s = 0; s < st->band.rows; s++)
        for (size_t i = s; i <= s + 1; i++)
            couplet__band_widen(nodes, i, (int64_t)st->centre_zh[s] - SIDE,
                                (int64_t)st->centre_zh[s] + SIDE + 2);
    for (size_t t = 0; t < st->band.columns; t++)
        for (size_t i = st->centre_en[t]; i <= st->centre_en[t] + 1; i++)
            couplet__band_widen(nodes, i, (int64_t)t - SIDE, (int64_t)t + SIDE + 2);
}

static size_t count_nodes(const couplet__band *nodes)
{
    size_t sum = 0;
    for (size_t i = 0; i < nodes->rows; i++)
        sum += nodes->high[i] > nodes->low[i] ? nodes->high[i] - nodes->low[i] : 0;
    return sum;
}

couplet_status couplet__stair_path(couplet__stair *st, couplet__band *nodes, const float *zh_length,
                                   const float *en_length)
{
    enum { CORNER = 8 }; /* nodes along the edges, at both ends */
    enum { ROOM = 10 };  /* nodes for each segment, in the mean; with more, less doubt is allowed */
    size_t S = st->band.rows, T = st->band.columns;
    paths p = {couplet__alloc(st->band.start[S], sizeof *p.f), couplet__alloc(S, sizeof *p.base)};
    couplet_status status = couplet__band_new(nodes, S + 1, T + 1);
    if (p.f == NULL || p.base == NULL || status != COUPLET_OK) {
        couplet__free(p.f);
        couplet__free(p.base);
        return COUPLET_ENOMEM;
    }
    forward(st, &p);
    bool ok = trace(st, &p, zh_length, en_length);
    size_t enough = ROOM * (S + T) + ROOM * ROOM;
    float delta = DELTA;
    for (; ok && delta > 0.01f; delta /= 2) {
        empty(nodes);
        ok = backward(st, &p, delta, nodes);
        if (count_nodes(nodes) <= enough)
            break;
    }
    if (ok && delta <= 0.01f) /* nothing tells one path from another: keep to the one found */
        follow_centres(st, nodes);
    couplet__free(p.f);
    couplet__free(p.base);
    if (!ok) {
        couplet__band_free(nodes);
        return COUPLET_ENOMEM;
    }
    for (size_t i = 0; i <= S; i++) {
        if (i < CORNER)
            couplet__band_widen(nodes, i, 0, 1);
        if (i + CORNER > S)
            couplet__band_widen(nodes, i, (int64_t)T, (int64_t)T + 1);
    }
    couplet__band_widen(nodes, 0, 0, CORNER);
    couplet__band_widen(nodes, S, (int64_t)T - CORNER + 1, (int64_t)T + 1);
    couplet__band_close(nodes);
    return COUPLET_OK;
}

bool couplet__stair_sure(const couplet__stair *st, size_t s, size_t *t)
{
    static const float EVIDENCE = 0.5f, LEAD = 0.3f; /* of the pair, and above any rival */
    const couplet__support *zh = &st->zh[s], *en = &st->en[zh->partner];
    *t = zh->partner;
    return en->partner == s && st->centre_zh[s] == *t && st->centre_en[*t] == s &&
           zh->best > EVIDENCE && zh->rival > LEAD && en->rival > LEAD;
}

void couplet__stair_free(couplet__stair *st)
{
    couplet__band_free(&st->band);
    couplet__free(st->x);
    couplet__free(st->usual_zh);
    couplet__free(st->usual_en);
    couplet__free(st->zh);
    couplet__free(st->en);
    couplet__free(st->centre_zh);
    couplet__free(st->centre_en);
    *st = (couplet__stair){0};
}
