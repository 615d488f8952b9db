#include "align/moved.h"

#include <stdlib.h>

#include "align/affinity.h"
#include "align/work.h"

enum { STEP = 3 };                /* segments between neighbours of a chain, on either side */
static const float CHANCE = .25f; /* evidence that strangers reach */
static const float LOOSE = .6f;   /* evidence in place that lets nothing go */
static const float FIRM = .45f;   /* ... that a move can be said to cross */
static const float PINNED = 9;
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
} pair;

typedef struct spot {
    uint32_t s, t;
} spot;

typedef struct side { /* by segment */
    float *own;       /* evidence of the best partner that it has */
    bool *loose;
    bool *claimed; /* by a move */
    size_t *bead;
} side;

typedef struct search {
    couplet__affinity affinity;
    const couplet__beads *beads;
    const couplet__work *work;
    side zh, en;
    COUPLET__VEC(spot) firm; /* pairs that stand as they should, in order */
    COUPLET__VEC(pair) pairs;
    size_t *by_en; /* numbers of the pairs, by English segment */
} search;

static bool side_new(side *x, size_t count)
{
    x->own = couplet__alloc(count, sizeof *x->own);
    x->loose = couplet__zalloc(count, sizeof *x->loose);
    x->claimed = couplet__zalloc(count, sizeof *x->claimed);
    x->bead = couplet__zalloc(count, sizeof *x->bead);
    for (size_t i = 0; x->own != NULL && i < count; i++)
        x->own[i] = -1;
    return x->own != NULL && x->loose != NULL && x->claimed != NULL && x->bead != NULL;
}

static void side_free(side *x)
{
    couplet__free(x->own);
    couplet__free(x->loose);
    couplet__free(x->claimed);
    couplet__free(x->bead);
}

static bool stands(search *f, size_t s, size_t t, float x)
{
    if (x > f->zh.own[s])
        f->zh.own[s] = x;
    if (x > f->en.own[t])
        f->en.own[t] = x;
    return x < FIRM || couplet__vec_push(&f->firm, (spot){(uint32_t)s, (uint32_t)t});
}

/* What the members of a bead have of each other: of all their pairs, where it is large on both
 * sides of the chain in order that has most. */
static bool weigh_bead(search *f, const couplet_bead *b)
{
    enum { N = COUPLET__MAX_ZH, M = COUPLET__MAX_EN };
    float x[N][M], best[N + 1][M + 1] = {{0}};
    size_t n = b->zh.count, m = b->en.count;
    for (size_t i = 0; i < n; i++) {
        const couplet__mass *row =
            &f->work->masses[couplet__band_cell(&f->work->cells, b->zh.first + i, b->en.first)];
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

static bool weigh_beads(search *f)
{
    for (size_t i = 0; i < f->beads->count; i++) {
        const couplet_bead *b = &f->beads->at[i];
        for (size_t k = 0; k < b->zh.count; k++)
            f->zh.bead[b->zh.first + k] = i;
        for (size_t k = 0; k < b->en.count; k++)
            f->en.bead[b->en.first + k] = i;
        if (b->zh.count != 0 && b->en.count != 0 && !weigh_bead(f, b))
            return false;
    }
    return true;
}

/* What the caller wants together stays. false: nothing is loose on one of the sides. */
static bool find_loose(search *f, const couplet__blocks *pins)
{
    const couplet__document *d = f->affinity.document;
    bool zh = false, en = false;
    for (size_t i = 0; pins != NULL && i < pins->count; i++) {
        for (size_t s = pins->at[i].s0; s < pins->at[i].s1; s++)
            f->zh.own[s] = PINNED;
        for (size_t t = pins->at[i].t0; t < pins->at[i].t1; t++)
            f->en.own[t] = PINNED;
    }
    for (size_t s = 0; s < d->S; s++)
        zh |= f->zh.loose[s] = f->zh.own[s] < LOOSE;
    for (size_t t = 0; t < d->T; t++)
        en |= f->en.loose[t] = f->en.own[t] < LOOSE;
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
        if (sum > p->sum && passes(f->zh.loose, q->s, p->s) && passes(f->en.loose, q->t, p->t)) {
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
    couplet__affinity *a = &f->affinity;
    for (uint32_t s = 0; s < a->document->S; s++) {
        uint32_t top[COUPLET__SUITORS];
        if (!f->zh.loose[s])
            continue;
        if (!couplet__watch_on(a->document->watch, s, a->document->S) ||
            !couplet__affinity_look(a, s))
            return false;
        size_t n = couplet__affinity_propose(a, f->en.loose, top);
        if (n > 1)
            qsort(top, n, sizeof *top, by_number);
        for (size_t i = 0; i < n; i++) {
            float now = most(f->zh.own[s], f->en.own[top[i]]);
            float gain = couplet__affinity_of(a, top[i]) - most(now, CHANCE);
            if (gain <= 0)
                continue;
            if (!couplet__vec_push(&f->pairs, (pair){s, top[i], gain, 0, 0}))
                return false;
            chain(f);
        }
    }
    return true;
}

/* How many firm pairs are in front of a segment. */
static size_t firm_before(const search *f, size_t segment, bool zh)
{
    size_t low = 0, high = f->firm.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if ((zh ? f->firm.at[mid].s : f->firm.at[mid].t) < segment)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool crosses(const search *f, const couplet__move *m)
{
    return firm_before(f, m->zh.first, true) > firm_before(f, m->en.first + m->en.count, false) ||
           firm_before(f, m->en.first, false) > firm_before(f, m->zh.first + m->zh.count, true);
}

static bool is_free(const side *x, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to; i++)
        if (x->claimed[i])
            return false;
    return true;
}

static void claim(side *x, couplet_range r)
{
    for (size_t i = r.first; i < r.first + r.count; i++)
        x->claimed[i] = true;
}

/* How many segments beyond an end of the range neither stand firm nor have been claimed. */
static size_t room_beyond(const side *x, size_t count, couplet_range r, bool behind, size_t most)
{
    size_t n = 0;
    for (; n < most; n++) {
        size_t i = behind ? r.first + r.count + n : r.first - 1 - n; /* in front of 0: SIZE_MAX */
        if (i >= count || x->claimed[i] || x->own[i] >= FIRM)
            break;
    }
    return n;
}

/* Takes in what stands beyond an end of a block, as far as it goes better with what is beyond the
 * same end on the other side than where it is now. */
static bool extend(search *f, couplet__move *m, bool behind)
{
    enum { ZH = 8, EN = 16, TO_ZH = 4, TO_EN = 2 }; /* ... of the other side, to one */
    const couplet__document *d = f->affinity.document;
    size_t n = room_beyond(&f->zh, d->S, m->zh, behind, ZH), zh = 0, reach = 0;
    size_t k = room_beyond(&f->en, d->T, m->en, behind, EN), en = 0;
    float best[EN] = {0}, sum = 0, most_yet = 0;
    size_t by[EN] = {0};
    for (size_t i = 0; k > 0 && i < n; i++) {
        size_t s = behind ? m->zh.first + m->zh.count + i : m->zh.first - 1 - i;
        if (!couplet__affinity_look(&f->affinity, s))
            return false;
        for (size_t j = i / TO_EN; j < k && j < (i + 1) * TO_ZH; j++) {
            size_t t = behind ? m->en.first + m->en.count + j : m->en.first - 1 - j;
            float x = couplet__affinity_of(&f->affinity, t);
            by[j] = x > best[j] ? i + 1 : by[j];
            best[j] = most(x, best[j]);
        }
    }
    for (size_t j = 0; j < k && n > 0; j++) {
        size_t t = behind ? m->en.first + m->en.count + j : m->en.first - 1 - j;
        sum += best[j] - most(f->en.own[t], CHANCE);
        reach = by[j] > reach ? by[j] : reach;
        if (sum > most_yet) {
            most_yet = sum;
            en = j + 1;
            zh = reach;
        }
    }
    m->zh.count += zh;
    m->en.count += en;
    m->zh.first -= behind ? 0 : zh;
    m->en.first -= behind ? 0 : en;
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
static couplet__move move_of(const search *f, size_t end)
{
    const pair *last = &f->pairs.at[end], *first = last;
    const couplet__document *d = f->affinity.document;
    double sum = last->gain;
    while (first->from != SIZE_MAX) {
        const pair *p = &f->pairs.at[first->from];
        if (!is_free(&f->zh, p->s, first->s) || !is_free(&f->en, p->t, first->t))
            break;
        sum += p->gain;
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

/* The firm pair in front of a block, or behind it, that no move has claimed; NULL: none. */
static const spot *landmark(const search *f, const couplet__move *m, bool behind)
{
    size_t at = firm_before(f, behind ? m->zh.first + m->zh.count : m->zh.first, true);
    for (; behind ? at < f->firm.count : at > 0; at = behind ? at + 1 : at - 1) {
        const spot *x = &f->firm.at[behind ? at : at - 1];
        if (!f->zh.claimed[x->s] && !f->en.claimed[x->t])
            return x;
    }
    return NULL;
}

/* Evidence that each English segment from `from` on has with any of some Chinese ones. */
static bool weigh_room(search *f, size_t first, size_t end, size_t from, size_t count, float *best)
{
    for (size_t k = 0; k < count; k++)
        best[k] = 0;
    for (size_t s = first; s < end; s++) {
        if (!couplet__affinity_look(&f->affinity, s))
            return false;
        for (size_t k = 0; k < count; k++)
            best[k] = most(best[k], couplet__affinity_of(&f->affinity, from + k));
    }
    return true;
}

/* Between the firm pairs on either side of the block: where what is in front of it in the one text
 * goes best with what is in front of it in the other, and what is behind with what is behind. */
static bool find_place(search *f, couplet__move *m)
{
    enum { ROOM = 16, NEAR = 8 }; /* English and Chinese segments that are looked at */
    float before[ROOM], behind[ROOM], sum = 0, best = 0;
    const spot *x = landmark(f, m, false), *y = landmark(f, m, true);
    size_t first = x == NULL ? 0 : x->s, z = m->zh.first + m->zh.count;
    size_t end = y == NULL ? f->affinity.document->S : y->s + 1;
    size_t low = 0, high = y == NULL ? f->affinity.document->T : y->t;
    if (x != NULL) {
        const couplet_bead *b = &f->beads->at[f->zh.bead[x->s]];
        low = b->zh.first + b->zh.count <= m->zh.first ? b->en.first + b->en.count : x->t + 1;
    }
    m->place = low;
    if (high <= low)
        return true;
    size_t count = high - low < ROOM ? high - low : ROOM;
    if (!weigh_room(f, m->zh.first - first > NEAR ? m->zh.first - NEAR : first, m->zh.first, low,
                    count, before) ||
        !weigh_room(f, z, end - z > NEAR ? z + NEAR : end, low, count, behind))
        return false;
    for (size_t k = 0; k < count; k++) {
        sum += f->en.claimed[low + k] ? 0 : before[k] - behind[k];
        if (sum > best) {
            best = sum;
            m->place = low + k + 1;
        }
    }
    return true;
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

/* Do two moves belong together, with what is between them? */
static bool belong(const search *f, const couplet__move *a, const couplet__move *b)
{
    enum { DOUBT = 6 }; /* segments for each firm pair among them */
    size_t s = a->zh.first + a->zh.count, s1 = b->zh.first;
    size_t t = a->en.first + a->en.count, t1 = b->en.first;
    if (t1 < t)
        return false;
    for (size_t i = s; i < s1; i++)
        if (f->zh.claimed[i] || f->zh.own[i] >= PINNED)
            return false;
    for (size_t i = t; i < t1; i++)
        if (f->en.claimed[i] || f->en.own[i] >= PINNED)
            return false;
    return (firm_before(f, s1, true) - firm_before(f, s, true)) * DOUBT <= s1 - s &&
           (firm_before(f, t1, false) - firm_before(f, t, false)) * DOUBT <= t1 - t;
}

/* Joins moves that stand by Chinese segment. */
static void join(couplet__moves *moves, search *f)
{
    size_t last = 0;
    for (size_t i = 1; i < moves->count; i++) {
        couplet__move *a = &moves->at[last], *b = &moves->at[i];
        if (!belong(f, a, b)) {
            moves->at[++last] = *b;
            continue;
        }
        a->zh.count = b->zh.first + b->zh.count - a->zh.first;
        a->en.count = b->en.first + b->en.count - a->en.first;
        a->odds = a->odds > b->odds ? a->odds : b->odds;
        claim(&f->zh, a->zh);
        claim(&f->en, a->en);
    }
    moves->count = moves->count == 0 ? 0 : last + 1;
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
        if (f->zh.claimed[p->s] || f->en.claimed[p->t])
            continue;
        couplet__move m = move_of(f, ends[i].pair);
        if (m.odds < COUPLET__MOVE_LEAST || !crosses(f, &m))
            continue;
        ok = extend(f, &m, false) && extend(f, &m, true) && couplet__vec_push(out, m);
        claim(&f->zh, m.zh);
        claim(&f->en, m.en);
    }
    couplet__free(ends);
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_zh);
    join(out, f);
    for (size_t i = 0; ok && i < out->count; i++)
        ok = find_place(f, &out->at[i]);
    return ok;
}

couplet_status couplet__moved_find(couplet__moves *out, const couplet__beads *beads,
                                   const couplet__work *work)
{
    const couplet__document *d = &work->document;
    search f = {.beads = beads, .work = work};
    bool ok = side_new(&f.zh, d->S) && side_new(&f.en, d->T) &&
              couplet__affinity_open(&f.affinity, d, &work->links, &work->learned) &&
              weigh_beads(&f);
    if (ok && find_loose(&f, work->task->pins))
        ok = find_pairs(&f) && sort_by_en(&f) && choose(out, &f);
    couplet__affinity_close(&f.affinity);
    side_free(&f.zh);
    side_free(&f.en);
    couplet__vec_free(&f.firm);
    couplet__vec_free(&f.pairs);
    couplet__free(f.by_en);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
