#include "align/chain.h"

#include <string.h>

#include "base/real.h"

enum {
    WHOLE = 320 * 320, /* cells: a grid of this size is searched whole */
    CLOSE = 16 * 16,   /* ... and a rectangle between safe points of this one */
    MARGIN = 5,        /* segments around everything: room, and background to judge evidence by */
    STRIP = 160,       /* half the width of a strip without points */
    RARE = 12,         /* segments that a rare word stands in, at the most */
    BEST = 3,          /* points kept of one segment */
    AROUND = 3,        /* neighbours on either side that must keep pace with a safe point */
    PACE = 12,         /* segments that each of them may be away */
    DEPTH = 12
};
static const double LEAST_LINK = 0.3, LEAST_POINT = 2.0;

typedef struct rect { /* s0 .. s1 - 1, t0 .. t1 - 1 */
    size_t s0, s1, t0, t1;
} rect;

typedef struct point {
    uint32_t s, t;
    double weight;
    size_t back; /* the point before it in the best chain */
} point;

typedef COUPLET__VEC(point) points;

typedef struct finder {
    const couplet__document *d;
    const couplet__links *links;
    couplet__band *band;
    uint32_t *uses; /* of each word in the rectangle; 0 between two */
} finder;

/* One use of a rare word. */
typedef struct use {
    uint32_t word, segment;
} use;

typedef COUPLET__VEC(use) uses;

/* Sorts by word, stably; what was in order of segments stays so. */
static bool sort_by_word(uses *u, size_t words)
{
    enum { BITS = 11 };
    uses other = {0};
    if (!couplet__vec_reserve(&other, u->count + 1))
        return false;
    for (unsigned shift = 0; words >> shift != 0 && shift < 32; shift += BITS) {
        size_t start[(1 << BITS) + 1] = {0};
        for (size_t i = 0; i < u->count; i++)
            start[(u->at[i].word >> shift & ((1 << BITS) - 1)) + 1]++;
        for (size_t k = 1; k <= 1 << BITS; k++)
            start[k] += start[k - 1];
        for (size_t i = 0; i < u->count; i++)
            other.at[start[u->at[i].word >> shift & ((1 << BITS) - 1)]++] = u->at[i];
        other.count = u->count;
        uses swap = *u;
        *u = other;
        other = swap;
    }
    couplet__vec_free(&other);
    return true;
}

/* The maximal words of the rectangle that are rare there, by word; once a segment. */
static bool rare_words(uses *out, finder *f, rect r)
{
    const couplet__document *d = f->d;
    bool ok = true;
    out->count = 0;
    for (int round = 0; round < 3; round++) /* count, collect, clear */
        for (size_t s = r.s0; s < r.s1; s++)
            for (size_t u = d->unit_first[s]; u < d->unit_first[s + 1]; u++) {
                const couplet__unit *unit = &d->units.at[u];
                if (!unit->maximal)
                    continue;
                if (round == 0)
                    f->uses[unit->word]++;
                else if (round == 2)
                    f->uses[unit->word] = 0;
                else if (ok && f->uses[unit->word] <= RARE)
                    ok = couplet__vec_push(out, (use){unit->word, (uint32_t)s});
            }
    ok = ok && sort_by_word(out, d->words.count);
    size_t n = 0;
    for (size_t i = 0; i < out->count; i++)
        if (n == 0 || out->at[i].word != out->at[n - 1].word ||
            out->at[i].segment != out->at[n - 1].segment)
            out->at[n++] = out->at[i];
    out->count = n;
    return ok;
}

/* Points of one word (uses from .. to - 1) with the stems that it vouches for and that are rare. */
static bool propose(points *out, const finder *f, rect r, const uses *u, size_t from, size_t to)
{
    const couplet__document *d = f->d;
    uint32_t w = u->at[from].word;
    for (size_t k = f->links->first[w]; k < f->links->first[w + 1]; k++) {
        const couplet__link *link = &f->links->links.at[k];
        if (link->strength < LEAST_LINK || d->stem_stop[link->stem])
            continue;
        size_t low = couplet__first_posting(d, link->stem, r.t0), high = low;
        size_t end = d->posting_first[link->stem + 1];
        while (high < end && high - low <= RARE && d->postings[high].segment < r.t1)
            high++;
        if (high == low || high - low > RARE)
            continue;
        double weight = link->strength *
                        (couplet__log(2.0 * RARE / (double)(to - from)) +
                         couplet__log(2.0 * RARE / (double)(high - low))) /
                        2;
        for (size_t i = from; i < to; i++)
            for (size_t p = low; p < high; p++)
                if (!couplet__vec_push(
                        out, (point){u->at[i].segment, d->postings[p].segment, weight, 0}))
                    return false;
    }
    return true;
}

/* Sorts count points into `to` by their segment of one side, first .. first + segments - 1,
 * stably. start: segments + 1. */
static void sort_by_side(point *to, const point *from, size_t count, bool english, size_t first,
                         size_t segments, size_t *start)
{
    memset(start, 0, (segments + 1) * sizeof *start);
    for (size_t i = 0; i < count; i++)
        start[(english ? from[i].t : from[i].s) - first + 1]++;
    for (size_t k = 1; k <= segments; k++)
        start[k] += start[k - 1];
    for (size_t i = 0; i < count; i++)
        to[start[(english ? from[i].t : from[i].s) - first]++] = from[i];
}

/* Adds up points of one cell, keeps the heavy ones, by s and then by t. */
static bool merge(points *p, rect r)
{
    size_t S = r.s1 - r.s0, T = r.t1 - r.t0, n = 0;
    size_t *start = couplet__alloc((S > T ? S : T) + 1, sizeof *start);
    point *other = couplet__alloc(p->count, sizeof *other);
    if (start == NULL || other == NULL) {
        couplet__free(start);
        couplet__free(other);
        return false;
    }
    sort_by_side(other, p->at, p->count, true, r.t0, T, start);
    sort_by_side(p->at, other, p->count, false, r.s0, S, start);
    couplet__free(start);
    couplet__free(other);
    for (size_t i = 0; i < p->count;) {
        point sum = p->at[i++];
        while (i < p->count && p->at[i].s == sum.s && p->at[i].t == sum.t)
            sum.weight += p->at[i++].weight;
        if (sum.weight >= LEAST_POINT)
            p->at[n++] = sum;
    }
    p->count = n;
    return true;
}

/* Keeps the BEST points of each segment of one side. best: BEST for each, zeroed. */
static void keep_best(points *p, double *best, size_t base, bool english)
{
    for (size_t i = 0; i < p->count; i++) {
        double *b = best + ((english ? p->at[i].t : p->at[i].s) - base) * BEST;
        double w = p->at[i].weight;
        for (size_t k = 0; k < BEST; k++)
            if (w > b[k]) {
                double swap = b[k];
                b[k] = w;
                w = swap;
            }
    }
    size_t n = 0;
    for (size_t i = 0; i < p->count; i++) {
        double least = best[((english ? p->at[i].t : p->at[i].s) - base) * BEST + BEST - 1];
        if (p->at[i].weight >= least)
            p->at[n++] = p->at[i];
    }
    p->count = n;
}

/* Turns the points of each row around, so that one row gives one point to a chain. */
static void turn_rows(points *p)
{
    for (size_t i = 0, end; i < p->count; i = end) {
        for (end = i + 1; end < p->count && p->at[end].s == p->at[i].s;)
            end++;
        for (size_t k = i, l = end; k + 1 < l; k++) {
            point swap = p->at[k];
            p->at[k] = p->at[--l];
            p->at[l] = swap;
        }
    }
}

typedef struct peak {
    double weight;
    size_t point; /* SIZE_MAX: none */
} peak;

/* Leaves in *p the heaviest chain that increases on both sides. tree: r.t1 - r.t0 + 1 of them. */
static bool chain(points *p, rect r, peak *tree)
{
    size_t width = r.t1 - r.t0, last = SIZE_MAX, count = 0;
    double most = 0;
    for (size_t i = 0; i <= width; i++)
        tree[i] = (peak){0, SIZE_MAX};
    turn_rows(p);
    for (size_t i = 0; i < p->count; i++) {
        peak best = {0, SIZE_MAX};
        for (size_t k = p->at[i].t - r.t0; k > 0; k -= k & (~k + 1))
            if (tree[k].weight > best.weight)
                best = tree[k];
        p->at[i].back = best.point;
        best = (peak){best.weight + p->at[i].weight, i};
        if (best.weight > most) {
            most = best.weight;
            last = i;
        }
        for (size_t k = p->at[i].t - r.t0 + 1; k <= width; k += k & (~k + 1))
            if (best.weight > tree[k].weight)
                tree[k] = best;
    }
    for (size_t i = last; i != SIZE_MAX; i = p->at[i].back)
        count++;
    point *line = couplet__alloc(count, sizeof *line);
    if (line == NULL)
        return false;
    for (size_t i = last, k = count; i != SIZE_MAX; i = p->at[i].back)
        line[--k] = p->at[i];
    if (count != 0)
        memcpy(p->at, line, count * sizeof *line);
    p->count = count;
    couplet__free(line);
    return true;
}

/* Keeps the points whose neighbours stay near and keep pace. */
static void keep_safe(points *p)
{
    const size_t far = 2 * AROUND * PACE;
    size_t n = 0;
    point before[AROUND];
    for (size_t i = 0; i < p->count; i++) {
        point here = p->at[i];
        if (i >= AROUND && i + AROUND < p->count) {
            size_t ds = p->at[i + AROUND].s - before[i % AROUND].s;
            size_t dt = p->at[i + AROUND].t - before[i % AROUND].t;
            if (ds <= far && dt <= far && ds * 5 > dt * 2 && ds * 2 < dt * 5)
                p->at[n++] = here;
        }
        before[i % AROUND] = here;
    }
    p->count = n;
}

static couplet_status find_safe(points *out, finder *f, rect r)
{
    uses rare = {0};
    couplet_status status = COUPLET_ENOMEM;
    double *best_zh = couplet__zalloc(r.s1 - r.s0, BEST * sizeof *best_zh);
    double *best_en = couplet__zalloc(r.t1 - r.t0, BEST * sizeof *best_en);
    peak *tree = couplet__alloc(r.t1 - r.t0 + 1, sizeof *tree);
    bool ok = best_zh != NULL && best_en != NULL && tree != NULL && rare_words(&rare, f, r);
    for (size_t i = 0; ok && i < rare.count;) {
        size_t end = i;
        while (end < rare.count && rare.at[end].word == rare.at[i].word)
            end++;
        ok = propose(out, f, r, &rare, i, end);
        i = end;
    }
    ok = ok && merge(out, r);
    if (ok) {
        keep_best(out, best_zh, r.s0, false);
        keep_best(out, best_en, r.t0, true);
        ok = chain(out, r, tree);
    }
    if (ok) {
        keep_safe(out);
        status = COUPLET_OK;
    }
    couplet__vec_free(&rare);
    couplet__free(best_zh);
    couplet__free(best_en);
    couplet__free(tree);
    return status;
}

static void search_whole(finder *f, rect r)
{
    for (size_t s = r.s0 > MARGIN ? r.s0 - MARGIN : 0; s < r.s1 + MARGIN && s < f->d->S; s++)
        couplet__band_widen(f->band, s, (int64_t)r.t0 - MARGIN, (int64_t)r.t1 + MARGIN);
}

static void search_strip(finder *f, rect r)
{
    for (size_t s = r.s0; s < r.s1; s++) {
        int64_t t = (int64_t)(r.t0 + (s - r.s0) * (r.t1 - r.t0) / (r.s1 - r.s0));
        int64_t low = t - STRIP, high = t + STRIP;
        int64_t first = (int64_t)r.t0 - MARGIN, last = (int64_t)r.t1 + MARGIN;
        couplet__band_widen(f->band, s, low > first ? low : first, high < last ? high : last);
    }
    /* steep or flat, the strip must not tear */
    if (r.t1 - r.t0 > (r.s1 - r.s0) * STRIP)
        search_whole(f, r);
}

static couplet_status search(finder *f, rect r, int depth)
{
    if (r.s0 == r.s1 || r.t0 == r.t1 || (r.s1 - r.s0) <= CLOSE / (r.t1 - r.t0)) {
        search_whole(f, r);
        return COUPLET_OK;
    }
    points safe = {0};
    couplet_status status = depth == 0 ? COUPLET_OK : find_safe(&safe, f, r);
    if (status == COUPLET_OK && safe.count == 0) {
        if ((r.s1 - r.s0) <= WHOLE / (r.t1 - r.t0))
            search_whole(f, r);
        else
            search_strip(f, r);
    }
    rect part = r;
    for (size_t i = 0; status == COUPLET_OK && safe.count > 0 && i <= safe.count; i++) {
        part.s1 = i == safe.count ? r.s1 : safe.at[i].s;
        part.t1 = i == safe.count ? r.t1 : safe.at[i].t;
        bool same = part.s1 - part.s0 == r.s1 - r.s0 && part.t1 - part.t0 == r.t1 - r.t0;
        status = search(f, part, same ? 0 : depth - 1);
        part.s0 = part.s1;
        part.t0 = part.t1;
    }
    couplet__vec_free(&safe);
    return status;
}

couplet_status couplet__chain_band(couplet__band *out, const couplet__document *d,
                                   const couplet__links *links)
{
    couplet_status status = couplet__band_new(out, d->S, d->T);
    finder f = {d, links, out, couplet__zalloc(d->words.count, sizeof *f.uses)};
    rect all = {0, d->S, 0, d->T};
    if (status == COUPLET_OK && f.uses == NULL)
        status = COUPLET_ENOMEM;
    if (status == COUPLET_OK && d->S <= WHOLE / d->T)
        search_whole(&f, all);
    else if (status == COUPLET_OK)
        status = search(&f, all, DEPTH);
    couplet__free(f.uses);
    if (status != COUPLET_OK) {
        couplet__band_free(out);
        return status;
    }
    couplet__band_widen(out, 0, 0, 1);
    couplet__band_widen(out, d->S - 1, (int64_t)d->T - 1, (int64_t)d->T);
    couplet__band_close(out);
    return COUPLET_OK;
}
