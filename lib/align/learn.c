#include "align/learn.h"

#include <stdlib.h>
#include <string.h>

#include "base/real.h"
#include "text/utf8.h"

enum { SHORTEST = 2, LONGEST = 4, RECURS = 3 }; /* recurring runs: characters, segments */

/* Every run of Han characters of the segment that could recur, with its number in `runs`. */
typedef struct runs {
    couplet__intern keys;
    COUPLET__VEC(uint32_t) count, segments, last;
    COUPLET__VEC(uint32_t) met; /* their numbers in the order of the text */
} runs;

static bool is_edge(const couplet__document *d, size_t s, size_t p)
{
    return d->char_weight[d->char_first[s] + p] <= 0;
}

static uint32_t run_at(runs *r, const couplet__folded *f, size_t p, size_t length)
{
    uint32_t id = couplet__intern_add(&r->keys, (const char *)(f->cp + p), length * sizeof *f->cp);
    if (id == r->count.count &&
        (!couplet__vec_push(&r->count, 0) || !couplet__vec_push(&r->segments, 0) ||
         !couplet__vec_push(&r->last, COUPLET__ABSENT)))
        return COUPLET__ABSENT;
    return id;
}

static bool han_run(const couplet__folded *f, size_t p, size_t length)
{
    if (p + length > f->count)
        return false;
    for (size_t k = 0; k < length; k++)
        if (!couplet__is_han(f->cp[p + k]))
            return false;
    return true;
}

static bool count_runs(runs *r, const couplet__document *d)
{
    for (size_t s = 0; s < d->S; s++) {
        const couplet__folded *f = &d->folded[s];
        for (size_t p = 0; p < f->count && p < COUPLET__MAX_READ; p++)
            for (size_t l = SHORTEST; l <= LONGEST && han_run(f, p, l); l++) {
                uint32_t id = run_at(r, f, p, l);
                if (id == COUPLET__ABSENT || !couplet__vec_push(&r->met, id))
                    return false;
                r->count.at[id]++;
                if (r->last.at[id] != s) {
                    r->last.at[id] = (uint32_t)s;
                    r->segments.at[id]++;
                }
            }
    }
    return true;
}

/* Keeps the runs that recur, are no words already and no mere part of a longer run: their number
 * in `last`, else COUPLET__ABSENT. */
static void choose_runs(runs *r, const couplet__document *d)
{
    for (uint32_t id = 0; id < r->keys.count; id++) {
        size_t size;
        const char *key = couplet__intern_key(&r->keys, id, &size);
        bool word = couplet__intern_find(&d->words, key, size) != COUPLET__ABSENT;
        r->last.at[id] = !word && r->segments.at[id] >= RECURS ? id : COUPLET__ABSENT;
    }
    for (uint32_t id = 0; id < r->keys.count; id++) {
        size_t size, cp = sizeof(uint32_t);
        const char *key = couplet__intern_key(&r->keys, id, &size);
        if (r->segments.at[id] < RECURS || size < (SHORTEST + 1) * cp)
            continue;
        for (size_t tail = 0; tail <= cp; tail += cp) {
            uint32_t part = couplet__intern_find(&r->keys, key + tail, size - cp);
            if (part != COUPLET__ABSENT && r->count.at[part] * 20 <= r->count.at[id] * 23)
                r->last.at[part] = COUPLET__ABSENT;
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const couplet__unit *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->length > y->length ? -1 : x->length < y->length;
}

/* The segment's words and recurring runs that no other of them holds, appended to out. *met: the
 * first of its runs in r->met, then the one behind. */
static bool choose_units(couplet__learned *out, const couplet__document *d, const runs *r, size_t s,
                         size_t *met)
{
    const couplet__folded *f = &d->folded[s];
    size_t first = out->units.count;
    for (size_t u = d->unit_first[s]; u < d->unit_first[s + 1]; u++)
        if (!couplet__vec_push(&out->units, d->units.at[u]))
            return false;
    for (size_t p = 0; p < f->count && p < COUPLET__MAX_READ; p++)
        for (size_t l = SHORTEST; l <= LONGEST && han_run(f, p, l); l++) {
            uint32_t id = r->met.at[(*met)++];
            if (r->last.at[id] == COUPLET__ABSENT || is_edge(d, s, p) || is_edge(d, s, p + l - 1))
                continue;
            couplet__unit unit = {(uint32_t)d->words.count + id, (uint32_t)p, (uint32_t)l, true,
                                  COUPLET__WORD};
            if (!couplet__vec_push(&out->units, unit))
                return false;
        }
    if (out->units.count == first)
        return true;
    couplet__unit *u = out->units.at + first;
    size_t n = out->units.count - first, kept = 0;
    uint32_t reach = 0;
    qsort(u, n, sizeof *u, by_place);
    for (size_t i = 0; i < n; i++)
        if (u[i].start + u[i].length > reach ||
            (kept > 0 && u[i].start == u[kept - 1].start && u[i].length == u[kept - 1].length)) {
            reach = u[i].start + u[i].length;
            u[kept++] = u[i];
        }
    out->units.count = first + kept;
    return true;
}

typedef struct tally {
    float *sum; /* by stem; 0 outside `touched` */
    uint32_t *touched;
    size_t count;
    uint64_t *seen, round; /* the last round that met each stem */
} tally;

static void add(tally *t, uint32_t stem, float q)
{
    if (t->sum[stem] == 0)
        t->touched[t->count++] = stem;
    t->sum[stem] += q;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Expected counterpart of a Chinese segment as English segments with probabilities. */
typedef COUPLET__VEC(couplet__share) partners;

/* Collects, of every Chinese segment, with which English ones it shares a bead and how surely. */
static bool collect_partners(partners *by_segment, const couplet__document *d,
                             const couplet__lattice *l)
{
    size_t node = 0;
    for (size_t i = 0; i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                const couplet__edge *e = &l->edges.at[k];
                couplet__type type = couplet__types[e->type];
                if (!(e->posterior > 1e-3f) || e->type >= COUPLET__TYPE_10)
                    continue;
                for (size_t s = i; s < i + type.n && s < d->S; s++)
                    for (size_t t = j; t < j + type.m; t++)
                        if (!couplet__vec_push(&by_segment[s],
                                               (couplet__share){(uint32_t)t, e->posterior}))
                            return false;
            }
    return true;
}

/* Of every Chinese segment, the stems of its counterpart: shares, sorted by stem. */
static bool collect_shares(couplet__learned *out, const couplet__document *d,
                           const partners *by_segment, tally *t)
{
    for (size_t s = 0; s < d->S; s++) {
        for (size_t i = 0; i < by_segment[s].count; i++) {
            size_t en = by_segment[s].at[i].stem;
            t->round++;
            for (size_t k = d->token_first[en]; k < d->token_first[en + 1]; k++) {
                uint32_t e = d->tokens.at[k].stem;
                if (t->seen[e] != t->round && !d->stem_stop[e])
                    add(t, e, by_segment[s].at[i].q);
                t->seen[e] = t->round; /* a stem counts once a segment */
            }
        }
        qsort(t->touched, t->count, sizeof *t->touched, by_number);
        for (size_t i = 0; i < t->count; i++) {
            uint32_t e = t->touched[i];
            float q = t->sum[e] < 1 ? t->sum[e] : 1;
            t->sum[e] = 0;
            if (!couplet__vec_push(&out->shares, (couplet__share){e, q}))
                return false;
        }
        t->count = 0;
        out->share_first[s + 1] = out->shares.count;
    }
    return true;
}

static double strength(double c, double f, double g, double n)
{
    if (c < 0.5)
        return 0;
    double x = c - couplet__sqrt(c) - f * g / n;
    double least = (f > 1 ? f : 1) * (g > 1 ? g : 1);
    if (x <= 0 || 1.96 * x * x < 0.0224 * least) /* the second: r is below .15, without a root */
        return 0;
    double r = 1.4 * couplet__sqrt(x / (f > 1 ? f : 1) * (x / (g > 1 ? g : 1)));
    return r < 0.15 ? 0 : r < 1 ? r : 1;
}

static double segments_with(const couplet__document *d, uint32_t stem)
{
    return (double)(d->posting_first[stem + 1] - d->posting_first[stem]);
}

static double smaller_side(const couplet__document *d)
{
    return (double)(d->S < d->T ? d->S : d->T);
}

/* Word by word over the segments that hold it: how often each stem was met. Pairs that could not
 * reach a strength in any segment are dropped. */
static bool collect_pairs(couplet__learned *out, const couplet__document *d, size_t words, tally *t)
{
    size_t *first = couplet__zalloc(words + 1, sizeof *first);
    uint32_t *holder = couplet__alloc(out->units.count, sizeof *holder);
    uint32_t *last = couplet__alloc(words, sizeof *last);
    bool ok = first != NULL && holder != NULL && last != NULL;
    if (ok) {
        memset(last, 0xFF, words * sizeof *last);
        for (size_t s = 0; s < d->S; s++)
            for (size_t u = out->unit_first[s]; u < out->unit_first[s + 1]; u++) {
                uint32_t w = out->units.at[u].word;
                if (last[w] != s)
                    out->word_count[w]++;
                last[w] = (uint32_t)s;
            }
        for (size_t w = 0; w < words; w++)
            first[w + 1] = first[w] + out->word_count[w];
        memset(last, 0xFF, words * sizeof *last);
        for (size_t s = 0; s < d->S; s++)
            for (size_t u = out->unit_first[s]; u < out->unit_first[s + 1]; u++) {
                uint32_t w = out->units.at[u].word;
                if (last[w] != s)
                    holder[first[w]++] = (uint32_t)s;
                last[w] = (uint32_t)s;
            }
    }
    for (size_t w = 0; ok && w < words; w++) {
        size_t end = first[w], from = end - out->word_count[w];
        double f = out->word_count[w], n = smaller_side(d);
        for (size_t i = from; f >= 2 && i < end; i++)
            for (size_t k = out->share_first[holder[i]]; k < out->share_first[holder[i] + 1]; k++)
                add(t, out->shares.at[k].stem, out->shares.at[k].q);
        for (size_t i = 0; i < t->count; i++) {
            uint32_t e = t->touched[i];
            float c = t->sum[e];
            t->sum[e] = 0;
            if (ok && c > 1 && strength(c, f - 1, segments_with(d, e) - 1, n) > 0)
                ok = couplet__vec_push(&out->pairs, (couplet__share){e, c});
        }
        t->count = 0;
        out->pair_first[w + 1] = out->pairs.count;
    }
    couplet__free(first);
    couplet__free(holder);
    couplet__free(last);
    return ok;
}

couplet_status couplet__learn(couplet__learned *out, const couplet__document *d,
                              const couplet__lattice *lattice)
{
    couplet__learned learned = {0};
    runs r = {0};
    tally t = {couplet__zalloc(d->stems.count, sizeof *t.sum),
               couplet__alloc(d->stems.count, sizeof *t.touched), 0,
               couplet__zalloc(d->stems.count, sizeof *t.seen), 0};
    partners *by_segment = couplet__zalloc(d->S, sizeof *by_segment);
    learned.unit_first = couplet__zalloc(d->S + 1, sizeof *learned.unit_first);
    learned.share_first = couplet__zalloc(d->S + 1, sizeof *learned.share_first);
    bool ok = t.sum != NULL && t.touched != NULL && t.seen != NULL && by_segment != NULL &&
              learned.unit_first != NULL && learned.share_first != NULL && count_runs(&r, d);
    size_t words = d->words.count + r.keys.count;
    if (ok) {
        choose_runs(&r, d);
        learned.word_count = couplet__zalloc(words, sizeof *learned.word_count);
        learned.pair_first = couplet__zalloc(words + 1, sizeof *learned.pair_first);
        learned.own = couplet__zalloc(d->stems.count, sizeof *learned.own);
        ok = learned.word_count != NULL && learned.pair_first != NULL && learned.own != NULL;
    }
    size_t met = 0;
    for (size_t s = 0; ok && s < d->S; s++) {
        ok = choose_units(&learned, d, &r, s, &met);
        learned.unit_first[s + 1] = learned.units.count;
    }
    ok = ok && collect_partners(by_segment, d, lattice) &&
         collect_shares(&learned, d, by_segment, &t) && collect_pairs(&learned, d, words, &t);
    for (size_t s = 0; by_segment != NULL && s < d->S; s++)
        couplet__vec_free(&by_segment[s]);
    couplet__free(by_segment);
    couplet__free(t.sum);
    couplet__free(t.touched);
    couplet__free(t.seen);
    couplet__intern_free(&r.keys);
    couplet__vec_free(&r.count);
    couplet__vec_free(&r.segments);
    couplet__vec_free(&r.last);
    couplet__vec_free(&r.met);
    if (!ok)
        couplet__learned_free(&learned);
    *out = learned;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__learned_free(couplet__learned *learned)
{
    couplet__vec_free(&learned->units);
    couplet__vec_free(&learned->shares);
    couplet__vec_free(&learned->pairs);
    couplet__free(learned->unit_first);
    couplet__free(learned->share_first);
    couplet__free(learned->pair_first);
    couplet__free(learned->word_count);
    couplet__free(learned->own);
    *learned = (couplet__learned){0};
}

/* Sets `own`, how surely the segment's counterpart holds each stem, or clears it again. */
static void set_own(const couplet__learned *l, size_t segment, bool set)
{
    for (size_t i = l->share_first[segment]; i < l->share_first[segment + 1]; i++)
        l->own[l->shares.at[i].stem] = set ? l->shares.at[i].q : 0;
}

bool couplet__learned_vouches(couplet__vouches *out, const couplet__learned *l,
                              const couplet__document *d, size_t segment)
{
    double n = smaller_side(d);
    bool ok = true;
    set_own(l, segment, true);
    for (size_t u = l->unit_first[segment]; ok && u < l->unit_first[segment + 1]; u++) {
        const couplet__unit *unit = &l->units.at[u];
        size_t k = l->pair_first[unit->word], end = l->pair_first[unit->word + 1];
        double f = l->word_count[unit->word] - 1.0;
        ok = couplet__vec_reserve(out, out->count + (end - k));
        for (; ok && k < end; k++) {
            uint32_t stem = l->pairs.at[k].stem;
            double own = l->own[stem];
            double x = strength(l->pairs.at[k].q - own, f, segments_with(d, stem) - own, n);
            if (x > 0)
                out->at[out->count++] = (couplet__vouch){stem, (float)x, unit->start, unit->length};
        }
    }
    set_own(l, segment, false);
    return ok;
}
