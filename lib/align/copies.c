#include "align/copies.h"

#include "align/grams.h"

enum {
    LEAST = 4, /* features that a segment must have to be compared */
    RARE = 12, /* a feature in more segments than this proposes no candidates */
    TRIED = 64 /* candidates compared for one segment, at the most */
};

/* Segments by feature, and features by segment: of the features that more than one segment has. The
 * rare ones of a segment stand at the front of its room, in order, the common ones at its end. */
typedef struct features {
    size_t segments, count;
    uint32_t *holder;               /* of rare features, one after another */
    size_t *first;                  /* of each feature its first holder; count + 1 */
    const size_t *room;             /* of each segment where its room begins; segments + 1 */
    uint32_t *at;                   /* of each segment, in its room */
    uint32_t *rare, *common, *size; /* of each segment: how many; size: with those it has alone */
} features;

/* Room for so many features of each segment as `room` has. */
static bool features_open(features *x, size_t segments, const size_t *room)
{
    *x = (features){.segments = segments, .room = room};
    x->holder = couplet__alloc(room[segments], sizeof *x->holder);
    x->first = couplet__alloc(room[segments] + 1, sizeof *x->first);
    x->at = couplet__alloc(room[segments], sizeof *x->at);
    x->rare = couplet__zalloc(segments, sizeof *x->rare);
    x->common = couplet__zalloc(segments, sizeof *x->common);
    x->size = couplet__zalloc(segments, sizeof *x->size);
    if (x->first != NULL)
        x->first[0] = 0;
    return x->holder != NULL && x->first != NULL && x->at != NULL && x->rare != NULL &&
           x->common != NULL && x->size != NULL;
}

static void features_close(features *x)
{
    couplet__free(x->holder);
    couplet__free(x->first);
    couplet__free(x->at);
    couplet__free(x->rare);
    couplet__free(x->common);
    couplet__free(x->size);
}

/* Takes in a feature, whose segments the caller has put behind the holders. */
static void add_feature(features *x, size_t holders)
{
    const uint32_t *holder = x->holder + x->first[x->count];
    for (size_t i = 0; i < holders; i++) {
        uint32_t s = holder[i];
        x->size[s]++;
        if (holders > RARE)
            x->at[x->room[s + 1] - ++x->common[s]] = (uint32_t)x->count;
        else if (holders > 1)
            x->at[x->room[s] + x->rare[s]++] = (uint32_t)x->count;
    }
    if (holders > 1) {
        x->first[x->count + 1] = x->first[x->count] + (holders > RARE ? 0 : holders);
        x->count++;
    }
}

/* What comparing one segment with others needs. */
typedef struct comparison {
    uint32_t *mark;      /* of each feature: 1 + the last segment that had it while in hand */
    uint32_t *shared;    /* of each segment: rare features it shares with the one in hand; or 0 */
    uint32_t *candidate; /* segments that share any, and room for one more */
    size_t count;
} comparison;

static void mark_all(comparison *c, const features *x, size_t s)
{
    const uint32_t *at = x->at + x->room[s], *end = x->at + x->room[s + 1];
    const uint32_t *behind_rare = at + x->rare[s], *common = end - x->common[s];
    uint32_t *mark = c->mark, me = (uint32_t)s + 1;
    for (; at < behind_rare; at++)
        mark[*at] = me;
    for (at = common; at < end; at++)
        mark[*at] = me;
}

static size_t count_marked(const comparison *c, const uint32_t *at, size_t count, size_t s)
{
    const uint32_t *mark = c->mark;
    size_t marked = 0;
    for (size_t i = 0; i < count; i++)
        marked += mark[at[i]] == s + 1;
    return marked;
}

static size_t least_of(size_t a, size_t b) { return a < b ? a : b; }

static float share_of(const features *x, size_t a, size_t b, size_t common)
{
    size_t least = least_of(x->size[a], x->size[b]);
    return least < LEAST ? 0 : (float)common / (float)least;
}

/* Candidates in the order of the features that propose them. */
static void find_candidates(comparison *c, const features *x, size_t s)
{
    uint32_t *shared = c->shared, *to = c->candidate;
    shared[s] = 1; /* it is none itself */
    for (size_t i = x->room[s], end = i + x->rare[s]; i < end; i++) {
        const uint32_t *holder = x->holder + x->first[x->at[i]];
        const uint32_t *last = x->holder + x->first[x->at[i] + 1];
        for (; holder < last; holder++) {
            *to = *holder;
            to += shared[*holder]++ == 0;
        }
    }
    shared[s] = 0;
    c->count = (size_t)(to - c->candidate);
}

/* The largest share that one of the first candidates has; counts what is common only where that can
 * matter. */
static float best_share(comparison *c, const features *x, size_t s)
{
    float best = 0;
    for (size_t i = 0; i < c->count; i++) {
        uint32_t other = c->candidate[i], common = x->common[other];
        size_t shared = c->shared[other];
        c->shared[other] = 0;
        if (i >= TRIED || share_of(x, s, other, shared + least_of(x->common[s], common)) <= best)
            continue;
        shared += count_marked(c, x->at + x->room[other + 1] - common, common, s);
        float share = share_of(x, s, other, shared);
        best = share > best ? share : best;
    }
    return best;
}

static bool compare_all(couplet__surface *out, const features *x)
{
    comparison c = {.mark = couplet__zalloc(x->count, sizeof *c.mark),
                    .shared = couplet__zalloc(x->segments, sizeof *c.shared),
                    .candidate = couplet__alloc(x->segments + 1, sizeof *c.candidate)};
    bool ok = c.mark != NULL && c.shared != NULL && c.candidate != NULL;
    for (size_t s = 0; ok && s < x->segments; s++) {
        mark_all(&c, x, s);
        if (s > 0) {
            const uint32_t *rare = x->at + x->room[s - 1], *end = x->at + x->room[s];
            size_t shared = count_marked(&c, rare, x->rare[s - 1], s) +
                            count_marked(&c, end - x->common[s - 1], x->common[s - 1], s);
            out[s].again = share_of(x, s, s - 1, shared);
        }
        find_candidates(&c, x, s);
        out[s].copy = best_share(&c, x, s);
    }
    couplet__free(c.mark);
    couplet__free(c.shared);
    couplet__free(c.candidate);
    return ok;
}

/* The segments of a group of runs become the holders of the next feature; how many. */
static size_t hold_group(features *x, const couplet__grams *g, size_t group)
{
    uint32_t *holder = x->holder + x->first[x->count];
    size_t n = 0;
    for (size_t i = g->group[group]; i < g->group[group + 1]; i++) {
        uint32_t s = g->segment[g->start[i]];
        if (n == 0 || holder[n - 1] != s)
            holder[n++] = s;
    }
    return n;
}

/* Pairs of characters, in the order in which they are first met. */
static bool chinese_copies(couplet__surface *zh, const couplet__document *d)
{
    couplet__grams g;
    features x = {0};
    uint32_t *at_place = NULL;
    bool ok = couplet__grams_open(&g, d, false) && features_open(&x, d->S, g.first) &&
              (at_place = couplet__zalloc(g.places, sizeof *at_place)) != NULL;
    if (ok) {
        couplet__grams_grow(&g, 1);
        couplet__grams_grow(&g, 1);
        for (size_t k = 0; k < g.groups; k++) /* 1 + the group that is first met there */
            at_place[g.start[g.group[k]]] = (uint32_t)k + 1;
        for (size_t p = 0; p < g.places; p++)
            if (at_place[p] != 0)
                add_feature(&x, hold_group(&x, &g, at_place[p] - 1));
        ok = compare_all(zh, &x);
    }
    couplet__free(at_place);
    features_close(&x);
    couplet__grams_close(&g);
    return ok;
}

static bool english_copies(couplet__surface *en, const couplet__document *d)
{
    features x;
    bool ok = features_open(&x, d->T, d->token_first);
    for (size_t e = 0; ok && e < d->stems.count; e++) {
        uint32_t *holder = x.holder + x.first[x.count];
        size_t holders = d->posting_first[e + 1] - d->posting_first[e];
        for (size_t k = 0; k < holders; k++)
            holder[k] = d->postings[d->posting_first[e] + k].segment;
        add_feature(&x, holders);
    }
    ok = ok && compare_all(en, &x);
    features_close(&x);
    return ok;
}

bool couplet__copies_find(couplet__surface *zh, couplet__surface *en, const couplet__document *d)
{
    return chinese_copies(zh, d) && english_copies(en, d);
}
