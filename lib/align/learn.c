#include "align/learn.h"

#include <string.h>

#include "align/units.h"
#include "base/real.h"

/* Sums by stem. */
typedef struct tally {
    float *sum;        /* 0 outside `touched` */
    uint32_t *touched; /* with room for one more than there are stems */
    size_t count;
} tally;

static void add(tally *t, uint32_t stem, float q)
{
    t->touched[t->count] = stem;
    t->count += t->sum[stem] == 0;
    t->sum[stem] += q;
}

/* Lists of what belongs to one of `count` things each, one after another: their sizes are counted
 * at first[i + 2] and added up; then the next item of list i goes to first[i + 1]++, and when all
 * have been placed, list i is first[i] .. first[i + 1] - 1. */
static size_t *lists_new(size_t count) { return couplet__zalloc(count + 2, sizeof(size_t)); }

static void lists_add_up(size_t *first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        first[i + 2] += first[i + 1];
}

typedef struct meeting { /* in a bead that may be */
    uint32_t s, t;
    float q;
} meeting;

typedef struct partner { /* English segment */
    uint32_t t;
    float q;
} partner;

typedef struct partners { /* of Chinese segment 0, 1 … */
    partner *at;
    size_t *first;
} partners;

typedef COUPLET__VEC(meeting) meetings;

static bool collect_meetings(meetings *out, const couplet__document *d, const couplet__lattice *l)
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
                        if (!couplet__vec_push(out,
                                               (meeting){(uint32_t)s, (uint32_t)t, e->posterior}))
                            return false;
            }
    return true;
}

/* Collects, of every Chinese segment, with which English ones it shares a bead and how surely. */
static bool collect_partners(partners *out, const couplet__document *d, const couplet__lattice *l)
{
    meetings all = {0};
    bool ok = collect_meetings(&all, d, l);
    out->first = lists_new(d->S);
    out->at = couplet__alloc(all.count, sizeof *out->at);
    ok = ok && out->first != NULL && out->at != NULL;
    for (size_t i = 0; ok && i < all.count; i++)
        out->first[all.at[i].s + 2]++;
    if (ok)
        lists_add_up(out->first, d->S);
    for (size_t i = 0; ok && i < all.count; i++)
        out->at[out->first[all.at[i].s + 1]++] = (partner){all.at[i].t, all.at[i].q};
    couplet__vec_free(&all);
    return ok;
}

static size_t segments_with(const couplet__learned *l, uint32_t stem)
{
    return l->known[stem].segments;
}

typedef struct contents { /* of English segment 0, 1 …: the stems that may be learned */
    uint32_t *stem;       /* each once a segment */
    size_t *first;
} contents;

static bool collect_contents(contents *out, const couplet__document *d)
{
    size_t stems = d->stems.count;
    out->first = lists_new(d->T);
    out->stem = couplet__alloc(d->posting_first[stems], sizeof *out->stem);
    if (out->first == NULL || out->stem == NULL)
        return false;
    for (size_t e = 0; e < stems; e++)
        for (size_t k = d->posting_first[e]; !d->stem_stop[e] && k < d->posting_first[e + 1]; k++)
            out->first[d->postings[k].segment + 2]++;
    lists_add_up(out->first, d->T);
    for (uint32_t e = 0; e < stems; e++)
        for (size_t k = d->posting_first[e]; !d->stem_stop[e] && k < d->posting_first[e + 1]; k++)
            out->stem[out->first[d->postings[k].segment + 1]++] = e;
    return true;
}

/* Brings the shares of each segment into order: puts all by how many English segments hold the
 * stem, then back to where they belong. */
static bool sort_shares(couplet__learned *out, const couplet__document *d)
{
    typedef struct holding {
        uint32_t s;
        couplet__share share;
    } holding;
    size_t *first = lists_new(d->T + 1), *next = couplet__alloc(d->S, sizeof *next);
    holding *by_count = couplet__alloc(out->shares.count, sizeof *by_count);
    bool ok = first != NULL && next != NULL && by_count != NULL;
    for (size_t k = 0; ok && k < out->shares.count; k++)
        first[segments_with(out, out->shares.at[k].stem) + 2]++;
    if (ok)
        lists_add_up(first, d->T + 1);
    for (size_t s = 0; ok && s < d->S; s++) {
        next[s] = out->share_first[s];
        for (size_t k = out->share_first[s]; k < out->share_first[s + 1]; k++) {
            couplet__share x = out->shares.at[k];
            by_count[first[segments_with(out, x.stem) + 1]++] = (holding){(uint32_t)s, x};
        }
    }
    for (size_t k = 0; ok && k < out->shares.count; k++)
        out->shares.at[next[by_count[k].s]++] = by_count[k].share;
    couplet__free(first);
    couplet__free(next);
    couplet__free(by_count);
    return ok;
}

/* Of every Chinese segment with units, the stems of its counterpart. */
static bool collect_shares(couplet__learned *out, const couplet__document *d,
                           const couplet__lattice *l, tally *t)
{
    partners p = {0};
    contents c = {0};
    bool ok = collect_partners(&p, d, l) && collect_contents(&c, d);
    for (size_t s = 0; ok && s < d->S; s++) {
        bool wanted = out->unit_first[s] < out->unit_first[s + 1];
        for (size_t i = p.first[s]; wanted && i < p.first[s + 1]; i++)
            for (size_t k = c.first[p.at[i].t]; k < c.first[p.at[i].t + 1]; k++)
                add(t, c.stem[k], p.at[i].q);
        ok = couplet__vec_reserve(&out->shares, out->shares.count + t->count);
        for (size_t i = 0; i < t->count; i++) {
            uint32_t e = t->touched[i];
            float q = t->sum[e] < 1 ? t->sum[e] : 1;
            t->sum[e] = 0;
            if (ok)
                out->shares.at[out->shares.count++] = (couplet__share){e, q};
        }
        t->count = 0;
        out->share_first[s + 1] = out->shares.count;
    }
    couplet__free(p.at);
    couplet__free(p.first);
    couplet__free(c.stem);
    couplet__free(c.first);
    return ok && sort_shares(out, d);
}

static double strength(double c, double f, double g, double n)
{
    double x = c - couplet__sqrt(c) - f * g / n;
    return 1.4 * x / sqrt((f > 1 ? f : 1) * (g > 1 ? g : 1));
}

static double smaller_side(const couplet__document *d)
{
    return (double)(d->S < d->T ? d->S : d->T);
}

double couplet__learned_most(const couplet__learned *l, size_t word, const couplet__pair *p)
{
    double f = l->words[word].segments - 1.0, g = l->known[p->stem].segments - 1.0, c = p->met;
    double r = 1.4 * (c - couplet__sqrt(c)) / sqrt((f > 1 ? f : 1) * (g > 1 ? g : 1));
    return r < 1 ? r : 1;
}

/* Of every word, the segments that hold it. */
static bool collect_holders(uint32_t **holder, size_t **first, couplet__learned *out,
                            const couplet__document *d, size_t words)
{
    uint32_t *last = couplet__zalloc(words, sizeof *last); /* segment that held the word, + 1 */
    *first = lists_new(words);
    *holder = couplet__alloc(out->units.count, sizeof **holder);
    bool ok = last != NULL && *first != NULL && *holder != NULL;
    for (uint32_t s = 0; ok && s < d->S; s++)
        for (size_t u = out->unit_first[s]; u < out->unit_first[s + 1]; u++) {
            uint32_t w = out->units.at[u].word;
            (*first)[w + 2] += last[w] != s + 1;
            last[w] = s + 1;
        }
    if (ok) {
        memset(last, 0, words * sizeof *last);
        lists_add_up(*first, words);
    }
    for (uint32_t s = 0; ok && s < d->S; s++)
        for (size_t u = out->unit_first[s]; u < out->unit_first[s + 1]; u++) {
            uint32_t w = out->units.at[u].word;
            if (last[w] != s + 1)
                (*holder)[(*first)[w + 1]++] = s;
            last[w] = s + 1;
        }
    couplet__free(last);
    return ok;
}

/* Adds the shares of a segment in stems that no more than `most` English segments hold. */
static void add_shares(tally *t, const couplet__learned *l, size_t segment, double most)
{
    if (l->share_first[segment] == l->share_first[segment + 1])
        return; /* where no segment has any, shares.at is NULL */
    const couplet__share *at = l->shares.at + l->share_first[segment];
    const couplet__share *end = l->shares.at + l->share_first[segment + 1];
    float *sum = t->sum;
    uint32_t *to = t->touched + t->count;
    for (; at < end && l->known[at->stem].segments <= most; at++) {
        *to = at->stem;
        to += sum[at->stem] == 0;
        sum[at->stem] += at->q;
    }
    t->count = (size_t)(to - t->touched);
}

/* Takes the sums out of the tally, those above 1 into pairs; how many. */
static size_t empty(tally *t, couplet__pair *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        uint32_t e = t->touched[i];
        float c = t->sum[e];
        t->sum[e] = 0;
        pairs[kept] = (couplet__pair){e, c};
        kept += c > 1;
    }
    t->count = 0;
    return kept;
}

enum { MOST = 8 }; /* pairs of a word: in texts full of formulas dozens go together */

typedef struct strongest { /* the strongest first; 0 where there are fewer */
    double at[MOST];
} strongest;

static void offer(strongest *best, double x)
{
    for (size_t k = 0; k < MOST; k++)
        if (x > best->at[k]) {
            double weaker = best->at[k];
            best->at[k] = x;
            x = weaker;
        }
}

/* Keeps the pairs of a word that f segments hold which could reach that strength in any of them;
 * how many. best: takes them in, or NULL. */
static size_t keep(couplet__pair *p, size_t count, const couplet__learned *l, double f, double n,
                   double least, strongest *best)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        double x = strength(p[i].met, f - 1, l->known[p[i].stem].segments - 1, n);
        p[kept] = p[i];
        kept += x >= least;
        if (best != NULL && x >= least)
            offer(best, x);
    }
    return kept;
}

/* The pairs of one word that f segments hold, from what was met there: those that are not faint,
 * and of them the strongest. */
static bool add_pairs(couplet__learned *out, const couplet__document *d, double f, tally *t)
{
    strongest best = {{0}};
    double n = smaller_side(d);
    if (t->count == 0)
        return true;
    if (!couplet__vec_reserve(&out->pairs, out->pairs.count + t->count))
        return false;
    couplet__pair *p = out->pairs.at + out->pairs.count;
    size_t count = keep(p, empty(t, p), out, f, n, out->faint, &best);
    if (count > out->most)
        count = keep(p, count, out, f, n, best.at[MOST - 1], NULL);
    out->pairs.count += count;
    return true;
}

/* A stem in more segments than this is no pair of a word that f hold, though all of them had it. */
static double most_segments(const couplet__learned *l, double f)
{
    static const double ROUNDING = .01;
    double x = 1.4 * (f - couplet__sqrt(f)) / l->faint;
    return f < 2 ? 0 : x * x / (f - 1) + 1 + ROUNDING;
}

/* Word by word over the segments that hold it: how often each stem was met. */
static bool collect_pairs(couplet__learned *out, const couplet__document *d, size_t words, tally *t)
{
    uint32_t *holder;
    size_t *first;
    bool ok = collect_holders(&holder, &first, out, d, words);
    out->words = couplet__zalloc(words + 1, sizeof *out->words);
    out->word_count = words;
    ok = ok && out->words != NULL;
    for (size_t w = 0; ok && w < words; w++) {
        size_t f = first[w + 1] - first[w];
        double most = most_segments(out, (double)f);
        for (size_t i = first[w]; f >= 2 && i < first[w + 1]; i++)
            add_shares(t, out, holder[i], most);
        ok = add_pairs(out, d, (double)f, t);
        out->words[w].segments = (uint32_t)f;
        out->words[w + 1].first = out->pairs.count;
    }
    couplet__free(first);
    couplet__free(holder);
    return ok;
}

couplet_status couplet__learn(couplet__learned *out, const couplet__document *d,
                              const couplet__links *links, const couplet__lattice *lattice)
{
    couplet__learned learned = {.unit_first = couplet__zalloc(d->S + 1, sizeof(size_t)),
                                .share_first = couplet__zalloc(d->S + 1, sizeof(size_t)),
                                .known = couplet__zalloc(d->stems.count, sizeof(couplet__known)),
                                .faint = links != NULL ? .4 : .15,
                                .most = links != NULL ? MOST : SIZE_MAX};
    tally t = {couplet__zalloc(d->stems.count, sizeof *t.sum),
               couplet__alloc(d->stems.count + 1, sizeof *t.touched), 0};
    size_t words;
    for (size_t e = 0; learned.known != NULL && e < d->stems.count; e++)
        learned.known[e].segments = (uint32_t)(d->posting_first[e + 1] - d->posting_first[e]);
    bool ok = learned.unit_first != NULL && learned.share_first != NULL && learned.known != NULL &&
              t.sum != NULL && t.touched != NULL &&
              couplet__units_collect(&learned, d, links, &words) &&
              collect_shares(&learned, d, lattice, &t) && collect_pairs(&learned, d, words, &t);
    couplet__free(t.sum);
    couplet__free(t.touched);
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
    couplet__free(learned->words);
    couplet__free(learned->known);
    *learned = (couplet__learned){0};
}

/* Sets what is known of the segment's own stems, or clears it again. */
static void set_own(const couplet__learned *l, size_t segment, bool set)
{
    for (size_t i = l->share_first[segment]; i < l->share_first[segment + 1]; i++)
        l->known[l->shares.at[i].stem].own = set ? l->shares.at[i].q : 0;
}

enum { BLOCK = 32 }; /* pairs of a word whose strengths are worked out at once */

/* Strengths as above, with what the segment itself contributed left out; but not cut off below. */
static void find_strengths(double out[BLOCK], const couplet__learned *l, const couplet__pair *p,
                           size_t count, double f, double n)
{
    double c[BLOCK], g[BLOCK], least[BLOCK];
    for (size_t k = 0; k < count; k++) {
        const couplet__known *e = &l->known[p[k].stem];
        double own = e->own;
        c[k] = p[k].met > own ? p[k].met - own : 0;
        g[k] = e->segments - own;
        least[k] = (f > 1 ? f : 1) * (g[k] > 1 ? g[k] : 1);
    }
    for (size_t k = 0; k < count; k++) { /* no branches: several at a time */
        double r = 1.4 * (c[k] - sqrt(c[k]) - f * g[k] / n) / sqrt(least[k]);
        out[k] = r < 1 ? r : 1;
    }
}

/* The pairs of a segment's words lie all over the memory: they are sent for all at once. */
static void fetch_pairs(const couplet__learned *l, size_t segment)
{
    enum { LINE = 64 / sizeof(couplet__pair) };
    for (size_t u = l->unit_first[segment]; u < l->unit_first[segment + 1]; u++)
        __builtin_prefetch(&l->words[l->units.at[u].word]);
    for (size_t u = l->unit_first[segment]; u < l->unit_first[segment + 1]; u++) {
        const couplet__taught *word = &l->words[l->units.at[u].word];
        for (size_t k = word->first; k < word[1].first; k += LINE)
            __builtin_prefetch(&l->pairs.at[k]);
    }
}

bool couplet__learned_vouches(couplet__vouches *out, const couplet__learned *l,
                              const couplet__document *d, size_t segment)
{
    double n = smaller_side(d), x[BLOCK];
    bool ok = true;
    set_own(l, segment, true);
    fetch_pairs(l, segment);
    for (size_t u = l->unit_first[segment]; ok && u < l->unit_first[segment + 1]; u++) {
        const couplet__unit *unit = &l->units.at[u];
        const couplet__taught *word = &l->words[unit->word];
        size_t end = word[1].first;
        ok = couplet__vec_reserve(out, out->count + (end - word->first));
        for (size_t k = word->first; ok && k < end; k += BLOCK) {
            const couplet__pair *p = &l->pairs.at[k];
            size_t count = end - k < BLOCK ? end - k : BLOCK;
            find_strengths(x, l, p, count, word->segments - 1.0, n);
            for (size_t i = 0; i < count; i++) {
                out->at[out->count] =
                    (couplet__vouch){p[i].stem, (float)x[i], unit->start, unit->length};
                out->count += x[i] >= l->faint;
            }
        }
    }
    set_own(l, segment, false);
    return ok;
}
