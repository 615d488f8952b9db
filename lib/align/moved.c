#include "align/moved.h"

#include <stdlib.h>

#include "align/moved_block.h"
#include "align/work.h"
#include "base/real.h"

enum {
    STEP = 3, /* segments between neighbours of a chain, on either side */
    TRIES = 8 /* of a pair, as part of a chain */
};
static const float LOOSE = .6f;  /* evidence in place that lets nothing go */
static const float SKIP = .05f;  /* what a segment skipped in a chain costs */
static const float LEAST = .15f; /* gain of a chain that is looked at */
static const double BY_GAIN = 10.5, BY_RIVAL = -2.5, AT_FIRST = -4.3, NEVER = -1e9; /* log odds */
static const double MARGIN = .1; /* sum of a chain above that of others that want its segments */
static const double SLIGHT = 15; /* weight of a segment whose evidence counts half */

typedef struct pair { /* may have moved; part of a chain that ends in it */
    uint32_t s, t;
    float gain;  /* evidence, less that of what either has now */
    float sum;   /* of the chain */
    size_t from; /* the pair before, or SIZE_MAX */
    unsigned tried;
} pair;

typedef struct search {
    couplet__standing on;
    bool *zh_loose, *en_loose; /* by segment */
    COUPLET__VEC(pair) pairs;
    size_t *by_en; /* numbers of the pairs, by English segment */
} search;

static bool stand_new(couplet__stand *x, size_t count)
{
    x->own = couplet__alloc(count, sizeof *x->own);
    x->claimed = couplet__zalloc(count, sizeof *x->claimed);
    x->bead = couplet__zalloc(count, sizeof *x->bead);
    for (size_t i = 0; x->own != NULL && i < count; i++)
        x->own[i] = -1;
    return x->own != NULL && x->claimed != NULL && x->bead != NULL;
}

static void stand_free(couplet__stand *x)
{
    couplet__free(x->own);
    couplet__free(x->claimed);
    couplet__free(x->bead);
}

static bool stands(couplet__standing *f, size_t s, size_t t, float x)
{
    if (x > f->zh.own[s])
        f->zh.own[s] = x;
    if (x > f->en.own[t])
        f->en.own[t] = x;
    return x < COUPLET__FIRM ||
           couplet__vec_push(&f->firm, (couplet__spot){(uint32_t)s, (uint32_t)t});
}

/* Is there so much evidence for a bead of one pair that it lets nothing go? Then how much that is
 * at least will do for what it is. */
static bool stands_clear(couplet__standing *f, const couplet_bead *b, const couplet__mass *cell,
                         float *x)
{
    static const float ROUNDING = .01f;
    if (b->zh.count > 1 || b->en.count > 1)
        return false;
    couplet__affinity_glance(&f->affinity, b->zh.first);
    *x = couplet__affinity_from(&f->affinity, b->en.first, cell->g[0], cell->h[0]) - ROUNDING;
    return *x >= LOOSE;
}

/* What the members of a bead have of each other: of all their pairs, where it is large on both
 * sides of the chain in order that has most. */
static bool weigh_bead(couplet__standing *f, const couplet__work *work, const couplet_bead *b)
{
    enum { N = COUPLET__MAX_ZH, M = COUPLET__MAX_EN };
    float x[N][M], best[N + 1][M + 1] = {{0}};
    size_t n = b->zh.count, m = b->en.count;
    const couplet__mass *row =
        &work->masses[couplet__band_cell(&work->cells, b->zh.first, b->en.first)];
    if (stands_clear(f, b, row, &x[0][0]))
        return stands(f, b->zh.first, b->en.first, x[0][0]);
    for (size_t i = 0; i < n; i++) {
        row = &work->masses[couplet__band_cell(&work->cells, b->zh.first + i, b->en.first)];
        if (!couplet__affinity_turn(&f->affinity, b->zh.first + i))
            return false;
        for (size_t j = 0; j < m; j++)
            x[i][j] =
                couplet__affinity_from(&f->affinity, b->en.first + j, row[j].g[0], row[j].h[0]);
    }
    for (size_t i = n; i-- > 0;) /* best[i][j]: of the pairs from (i, j) on */
        for (size_t j = m; j-- > 0;) {
            float on = best[i + 1][j] > best[i][j + 1] ? best[i + 1][j] : best[i][j + 1];
            best[i][j] = on + (x[i][j] > 0 ? x[i][j] : 0);
        }
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (!stands(f, b->zh.first + i, b->en.first + j, x[i][j]))
            return false;
        if (i + 1 == n || (j + 1 < m && best[i + 1][j] < best[i][j + 1]))
            j++;
        else
            i++;
    }
    return true;
}

static bool weigh_beads(couplet__standing *f, const couplet__work *work)
{
    for (size_t i = 0; i < f->beads->count; i++) {
        const couplet_bead *b = &f->beads->at[i];
        for (size_t k = 0; k < b->zh.count; k++)
            f->zh.bead[b->zh.first + k] = i;
        for (size_t k = 0; k < b->en.count; k++)
            f->en.bead[b->en.first + k] = i;
        if (b->zh.count != 0 && b->en.count != 0 && !weigh_bead(f, work, b))
            return false;
    }
    return true;
}

/* What the caller wants together stays. false: nothing is loose on one of the sides. */
static bool find_loose(search *f, const couplet__blocks *pins)
{
    const couplet__document *d = f->on.affinity.document;
    bool zh = false, en = false;
    for (size_t i = 0; pins != NULL && i < pins->count; i++) {
        for (size_t s = pins->at[i].s0; s < pins->at[i].s1; s++)
            f->on.zh.own[s] = COUPLET__PINNED;
        for (size_t t = pins->at[i].t0; t < pins->at[i].t1; t++)
            f->on.en.own[t] = COUPLET__PINNED;
    }
    for (size_t s = 0; s < d->S; s++)
        zh |= f->zh_loose[s] = f->on.zh.own[s] < LOOSE;
    for (size_t t = 0; t < d->T; t++)
        en |= f->en_loose[t] = f->on.en.own[t] < LOOSE;
    return zh && en;
}

static float most(float a, float b) { return a > b ? a : b; }

/* Are the segments between two of them loose? */
static bool passes(const bool *loose, uint32_t from, uint32_t to)
{
    for (uint32_t i = from + 1; i < to; i++)
        if (!loose[i])
            return false;
    return true;
}

/* The best chain that ends in the last pair. Pairs stand by Chinese segment. */
static void chain(search *f)
{
    pair *p = &f->pairs.at[f->pairs.count - 1];
    p->sum = p->gain;
    p->from = SIZE_MAX;
    for (size_t i = f->pairs.count - 1; i-- > 0;) {
        const pair *q = &f->pairs.at[i];
        uint32_t ds = p->s - q->s, dt = p->t - q->t;
        if (ds > STEP)
            break;
        if (p->t < q->t || dt > STEP)
            continue;
        float sum =
            p->gain + q->sum - SKIP * (float)((ds > 1 ? ds - 1 : 0) + (dt > 1 ? dt - 1 : 0));
        if (sum > p->sum && passes(f->zh_loose, q->s, p->s) && passes(f->en_loose, q->t, p->t)) {
            p->sum = sum;
            p->from = i;
        }
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool find_pairs(search *f)
{
    couplet__affinity *a = &f->on.affinity;
    if (!couplet__affinity_propose_among(a, f->en_loose))
        return false;
    for (uint32_t s = 0; s < a->document->S; s++) {
        uint32_t top[COUPLET__SUITORS];
        if (!f->zh_loose[s])
            continue;
        if (!couplet__watch_on(a->document->watch, s, a->document->S) ||
            !couplet__affinity_look(a, s))
            return false;
        size_t n = couplet__affinity_propose(a, top);
        if (n > 1)
            qsort(top, n, sizeof *top, by_number);
        for (size_t i = 0; i < n; i++) {
            float now = most(f->on.zh.own[s], f->on.en.own[top[i]]);
            float gain = couplet__affinity_of(a, top[i]) - most(now, COUPLET__CHANCE);
            if (gain <= 0)
                continue;
            if (!couplet__vec_push(&f->pairs, (pair){s, top[i], gain, 0, 0, 0}))
                return false;
            chain(f);
        }
    }
    return true;
}

static bool crosses(const couplet__standing *f, const couplet__move *m)
{
    size_t zh_end = m->zh.first + m->zh.count, en_end = m->en.first + m->en.count;
    return couplet__firm_before(f, m->zh.first, COUPLET_ZH) >
               couplet__firm_before(f, en_end, COUPLET_EN) ||
           couplet__firm_before(f, m->en.first, COUPLET_EN) >
               couplet__firm_before(f, zh_end, COUPLET_ZH);
}

static bool is_free(const couplet__stand *x, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to; i++)
        if (x->claimed[i])
            return false;
    return true;
}

static double weight_of(const double *weight, couplet_range r)
{
    double sum = 0;
    for (size_t i = r.first; i < r.first + r.count; i++)
        sum += weight[i];
    return sum;
}

/* The first of the pairs (by_en NULL), or of by_en, whose segment is not in front of this one. */
static size_t first_pair(const search *f, const size_t *by_en, size_t segment)
{
    size_t low = 0, high = f->pairs.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if ((by_en == NULL ? f->pairs.at[mid].s : f->pairs.at[by_en[mid]].t) < segment)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool beside(couplet_range r, uint32_t i)
{
    return i + 1 >= r.first && i <= r.first + r.count;
}

/* The best chain to somewhere else that wants a segment of the block. */
static double rival_of(const search *f, couplet_range zh, couplet_range en)
{
    double best = 0;
    for (size_t i = first_pair(f, NULL, zh.first); i < f->pairs.count; i++) {
        const pair *p = &f->pairs.at[i];
        if (p->s >= zh.first + zh.count)
            break;
        best = !beside(en, p->t) && p->sum > best ? p->sum : best;
    }
    for (size_t i = first_pair(f, f->by_en, en.first); i < f->pairs.count; i++) {
        const pair *p = &f->pairs.at[f->by_en[i]];
        if (p->t >= en.first + en.count)
            break;
        best = !beside(zh, p->s) && p->sum > best ? p->sum : best;
    }
    return best;
}

/* The chain that ends in pair `end`, as far as nobody else has claimed it. */
static couplet__move move_of(search *f, size_t end)
{
    pair *last = &f->pairs.at[end], *first = last;
    const couplet__document *d = f->on.affinity.document;
    double sum = last->gain;
    last->tried++;
    while (first->from != SIZE_MAX) {
        pair *p = &f->pairs.at[first->from];
        if (!is_free(&f->on.zh, p->s, first->s) || !is_free(&f->on.en, p->t, first->t))
            break;
        sum += p->gain;
        p->tried++;
        first = p;
    }
    couplet__move m = {
        {first->s, last->s - first->s + 1}, {first->t, last->t - first->t + 1}, 0, 0};
    double zh = weight_of(d->zh_weight, m.zh), en = weight_of(d->en_weight, m.en);
    double least = zh < en ? zh : en;
    double rival = rival_of(f, m.zh, m.en);
    m.odds = sum - rival < MARGIN
                 ? NEVER
                 : BY_GAIN * sum * least / (least + SLIGHT) + BY_RIVAL * rival + AT_FIRST;
    return m;
}

typedef struct ending {
    float sum;
    size_t pair;
} ending;

static int by_sum(const void *a, const void *b)
{
    const ending *x = a, *y = b;
    if (x->sum != y->sum)
        return x->sum > y->sum ? -1 : 1;
    return x->pair < y->pair ? -1 : x->pair > y->pair;
}

static int by_zh(const void *a, const void *b)
{
    const couplet__move *x = a, *y = b;
    return x->zh.first < y->zh.first ? -1 : x->zh.first > y->zh.first;
}

typedef struct place { /* of a pair */
    uint32_t t;
    size_t pair;
} place;

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->t != y->t)
        return x->t < y->t ? -1 : 1;
    return x->pair < y->pair ? -1 : x->pair > y->pair;
}

static bool sort_by_en(search *f)
{
    size_t count = f->pairs.count;
    place *at = couplet__alloc(count, sizeof *at);
    f->by_en = couplet__alloc(count, sizeof *f->by_en);
    bool ok = at != NULL && f->by_en != NULL;
    for (size_t i = 0; ok && i < count; i++)
        at[i] = (place){f->pairs.at[i].t, i};
    if (ok && count > 1)
        qsort(at, count, sizeof *at, by_place);
    for (size_t i = 0; ok && i < count; i++)
        f->by_en[i] = at[i].pair;
    couplet__free(at);
    return ok;
}

/* A block that is far from its place for its size has seldom moved there. */
static double doubt_for(const couplet__move *m)
{
    static const double FAR = .6, NEAR = 16;
    size_t here = m->en.first, there = m->place;
    double distance = (double)(here > there ? here - there : there - here);
    size_t size = m->zh.count < m->en.count ? m->zh.count : m->en.count;
    return FAR * couplet__log(1 + distance / NEAR) / (double)(size > 0 ? size : 1);
}

/* The best chains first. */
static bool choose(couplet__moves *out, search *f)
{
    size_t count = f->pairs.count;
    ending *ends = couplet__alloc(count, sizeof *ends);
    bool ok = ends != NULL;
    for (size_t i = 0; ok && i < count; i++)
        ends[i] = (ending){f->pairs.at[i].sum, i};
    if (ok && count > 1)
        qsort(ends, count, sizeof *ends, by_sum);
    for (size_t i = 0; ok && i < count && ends[i].sum >= LEAST; i++) {
        const pair *p = &f->pairs.at[ends[i].pair];
        if (p->tried >= TRIES || f->on.zh.claimed[p->s] || f->on.en.claimed[p->t])
            continue;
        couplet__move m = move_of(f, ends[i].pair);
        if (m.odds < COUPLET__MOVE_LEAST || !crosses(&f->on, &m))
            continue;
        ok = couplet__move_extend(&f->on, &m, false) && couplet__move_extend(&f->on, &m, true) &&
             couplet__vec_push(out, m);
        couplet__claim(&f->on.zh, m.zh);
        couplet__claim(&f->on.en, m.en);
    }
    couplet__free(ends);
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_zh);
    couplet__moves_join(out, &f->on);
    for (size_t i = 0; ok && i < out->count; i++) {
        ok = couplet__move_place(&f->on, &out->at[i]);
        out->at[i].odds -= doubt_for(&out->at[i]);
    }
    return ok;
}

couplet_status couplet__moved_find(couplet__moves *out, const couplet__beads *beads,
                                   const couplet__work *work)
{
    const couplet__document *d = &work->document;
    search f = {.on = {.beads = beads},
                .zh_loose = couplet__zalloc(d->S, sizeof *f.zh_loose),
                .en_loose = couplet__zalloc(d->T, sizeof *f.en_loose)};
    bool ok = stand_new(&f.on.zh, d->S) && stand_new(&f.on.en, d->T) && f.zh_loose != NULL &&
              f.en_loose != NULL &&
              couplet__affinity_open(&f.on.affinity, d, &work->links, &work->learned) &&
              weigh_beads(&f.on, work);
    if (ok && find_loose(&f, work->task->pins))
        ok = find_pairs(&f) && sort_by_en(&f) && choose(out, &f);
    couplet__affinity_close(&f.on.affinity);
    stand_free(&f.on.zh);
    stand_free(&f.on.en);
    couplet__vec_free(&f.on.firm);
    couplet__vec_free(&f.pairs);
    couplet__free(f.zh_loose);
    couplet__free(f.en_loose);
    couplet__free(f.by_en);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
