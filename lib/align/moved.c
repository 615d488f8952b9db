#include "align/moved.h"

#include <stdlib.h>
#include <string.h>

#include "base/real.h"

/* Fitted on reports, prose and news with moved sentences and without: true pairs reach 0.9 to 1.1,
 * false ones that nothing rivals stay below 0.5. */
enum {
    COMMON = 64, /* a word in more English segments proposes no partner */
    SUITORS = 8, /* partners that are looked at closely, of each segment */
    STEP = 4,    /* segments between neighbours of a run, on either side */
    RUN = 4      /* pairs that make a block */
};
static const double SMOOTH = 3;     /* as in the staircase */
static const float PROPOSES = 0.3f; /* strength of a word that proposes */
static const double STRONG = 0.5;   /* confidence of a bead that lets nothing loose */
static const double CROSSED = 0.3;  /* ... of one that a moved pair can be said to cross */
static const float SURE = 0.9f, MARGIN = 0.1f, IN_RUN = 0.35f, JOINED = 0.3f;

typedef struct pair {
    uint32_t s, t;
    float x; /* evidence */
} pair;

typedef COUPLET__VEC(pair) pairs;

/* The best partner of a segment, and the best that does not stand beside it. */
typedef struct choice {
    uint32_t first;
    float x, rival;
} choice;

typedef struct side { /* by segment */
    bool *loose;
    uint32_t *rank; /* beads with both sides in front of it */
    choice *choice;
} side;

typedef struct search {
    const couplet__document *d;
    const couplet__links *links;
    const couplet__learned *learned;
    const couplet__beads *beads;
    couplet_range *partners; /* English ones that a loose Chinese segment now has */
    side zh, en;
    const double *mean; /* by stem: strength that a Chinese segment vouches for it with */
    float *strength;    /* by stem: of the segment that is looked at; 0 elsewhere */
    float *score;       /* by English segment, likewise */
    uint32_t *holds;    /* by stem: the English segment last looked at that holds it, plus one */
    double usual;       /* H of that segment with an average English one */
    couplet__vouches vouches;
    pairs found;
} search;

static bool side_new(side *x, size_t count)
{
    x->loose = couplet__zalloc(count, sizeof *x->loose);
    x->rank = couplet__zalloc(count, sizeof *x->rank);
    x->choice = couplet__zalloc(count, sizeof *x->choice);
    for (size_t i = 0; x->choice != NULL && i < count; i++)
        x->choice[i].first = COUPLET__ABSENT;
    return x->loose != NULL && x->rank != NULL && x->choice != NULL;
}

static void side_free(side *x)
{
    couplet__free(x->loose);
    couplet__free(x->rank);
    couplet__free(x->choice);
}

static void mark(side *x, couplet_range r, bool loose, uint32_t rank)
{
    for (size_t i = r.first; i < r.first + r.count; i++) {
        x->loose[i] = loose;
        x->rank[i] = rank;
    }
}

/* Which segments are loose; false: not some on both sides. */
static bool find_loose(search *f)
{
    uint32_t rank = 0;
    bool zh = false, en = false;
    for (size_t i = 0; i < f->beads->count; i++) {
        const couplet_bead *b = &f->beads->at[i];
        bool both = b->zh.count != 0 && b->en.count != 0;
        bool loose = !both || b->confidence < STRONG;
        mark(&f->zh, b->zh, loose, rank);
        mark(&f->en, b->en, loose, rank);
        for (size_t s = b->zh.first; loose && s < b->zh.first + b->zh.count; s++)
            f->partners[s] = b->en;
        zh = zh || (loose && b->zh.count != 0);
        en = en || (loose && b->en.count != 0);
        rank += both && b->confidence >= CROSSED;
    }
    return zh && en;
}

/* Turns to segment s: what it vouches for. */
static bool look(search *f, size_t s)
{
    for (size_t i = 0; i < f->vouches.count; i++)
        f->strength[f->vouches.at[i].stem] = 0;
    if (!couplet__vouches_of(&f->vouches, f->d, f->links, f->learned, s))
        return false;
    for (size_t i = 0; i < f->vouches.count; i++) {
        const couplet__vouch *v = &f->vouches.at[i];
        if (v->strength > f->strength[v->stem])
            f->strength[v->stem] = v->strength;
    }
    return true;
}

/* H of segment s, the one looked at: with the English segment whose stems are marked `mark`, or (0)
 * with an average one, of which each word that vouches has its share. */
static double covered(search *f, size_t s, uint32_t marked, float *best)
{
    const couplet__document *d = f->d;
    size_t first = d->char_first[s], count = d->char_first[s + 1] - first;
    double sum = 0;
    memset(best, 0, count * sizeof *best);
    for (size_t i = 0; i < f->vouches.count; i++) {
        const couplet__vouch *v = &f->vouches.at[i];
        double share =
            (double)(d->posting_first[v->stem + 1] - d->posting_first[v->stem]) / (double)d->T;
        if (marked != 0 && f->holds[v->stem] != marked)
            continue;
        for (uint32_t p = v->start; p < v->start + v->length; p++) {
            if (marked == 0)
                best[p] += (float)(v->strength * share);
            else if (v->strength > best[p])
                best[p] = v->strength;
        }
    }
    for (size_t p = 0; p < count; p++)
        sum += d->char_weight[first + p] * (best[p] < 1 ? best[p] : 1);
    return sum;
}

/* Evidence of a pair, above what is usual for either; as in the staircase. */
static float evidence(search *f, size_t s, size_t t, float *room)
{
    const couplet__document *d = f->d;
    double g = 0;
    for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
        uint32_t e = d->tokens.at[i].stem;
        f->holds[e] = (uint32_t)t + 1;
        g += d->stem_weight[e] * (f->strength[e] - f->mean[e]);
    }
    double h = covered(f, s, (uint32_t)t + 1, room) - f->usual;
    return (float)(g / (d->en_weight[t] + SMOOTH) + h / (d->zh_weight[s] + SMOOTH));
}

/* The loose English segments that share most with segment s. */
static size_t propose(search *f, uint32_t top[SUITORS])
{
    const couplet__document *d = f->d;
    size_t n = 0;
    for (int round = 0; round < 2; round++) /* add up; choose and clear */
        for (size_t i = 0; i < f->vouches.count; i++) {
            const couplet__vouch *v = &f->vouches.at[i];
            size_t from = d->posting_first[v->stem], to = d->posting_first[v->stem + 1];
            if (v->strength < PROPOSES || to - from > COMMON || d->stem_stop[v->stem])
                continue;
            for (size_t k = from; k < to; k++) {
                uint32_t t = d->postings[k].segment;
                if (!f->en.loose[t])
                    continue;
                if (round == 0) {
                    f->score[t] += v->strength * d->stem_weight[v->stem];
                    continue;
                }
                if (f->score[t] <= 0)
                    continue;
                size_t at = n < SUITORS ? n++ : SUITORS;
                float worth = f->score[t];
                f->score[t] = -worth; /* chosen, or passed over */
                while (at > 0 && -f->score[top[at - 1]] < worth) {
                    if (at < SUITORS)
                        top[at] = top[at - 1];
                    at--;
                }
                if (at < SUITORS)
                    top[at] = t;
            }
        }
    for (size_t i = 0; i < f->vouches.count; i++) {
        const couplet__vouch *v = &f->vouches.at[i];
        size_t from = d->posting_first[v->stem], to = d->posting_first[v->stem + 1];
        for (size_t k = from; to - from <= COMMON && k < to; k++)
            f->score[d->postings[k].segment] = 0;
    }
    return n;
}

static void offer(choice *c, uint32_t partner, float x)
{
    bool beside = c->first != COUPLET__ABSENT && partner + 1 >= c->first && partner <= c->first + 1;
    if (c->first == COUPLET__ABSENT || x > c->x) {
        if (c->first != COUPLET__ABSENT && !beside && c->x > c->rival)
            c->rival = c->x;
        c->first = partner;
        c->x = x;
    } else if (!beside && x > c->rival) {
        c->rival = x;
    }
}

/* What a weak bead has now rivals what is offered, wherever it stands. */
static void hold(choice *c, float x) { c->rival = x > c->rival ? x : c->rival; }

static bool find_pairs(search *f, float *room)
{
    bool ok = true;
    for (uint32_t s = 0; ok && s < f->d->S; s++) {
        uint32_t top[SUITORS];
        if (!f->zh.loose[s])
            continue;
        ok = couplet__watch_on(f->d->watch, s, f->d->S) && look(f, s);
        f->usual = ok ? covered(f, s, 0, room) : 0;
        size_t n = ok ? propose(f, top) : 0;
        for (size_t i = 0; ok && i < n; i++) {
            float x = evidence(f, s, top[i], room);
            couplet_range now = f->partners[s];
            if (top[i] >= now.first && top[i] < now.first + now.count)
                continue;
            offer(&f->zh.choice[s], top[i], x);
            offer(&f->en.choice[top[i]], s, x);
        }
        for (size_t t = f->partners[s].first; ok && t < f->partners[s].first + f->partners[s].count;
             t++) {
            float x = evidence(f, s, t, room);
            hold(&f->zh.choice[s], x);
            hold(&f->en.choice[t], x);
        }
    }
    for (uint32_t s = 0; ok && s < f->d->S; s++) {
        uint32_t t = f->zh.choice[s].first;
        if (t != COUPLET__ABSENT && f->en.choice[t].first == s && f->zh.rank[s] != f->en.rank[t] &&
            f->zh.choice[s].x >= IN_RUN)
            ok = couplet__vec_push(&f->found, (pair){s, t, f->zh.choice[s].x});
    }
    return ok;
}

static bool stands_out(const search *f, const pair *p)
{
    float rival = f->zh.choice[p->s].rival, other = f->en.choice[p->t].rival;
    return p->x >= SURE && p->x - rival >= MARGIN && p->x - other >= MARGIN;
}

/* A run from pair `at` on: each a few steps behind the one before, on both sides. Its end. */
static size_t run_from(const pairs *found, size_t at)
{
    size_t end = at + 1;
    while (end < found->count && found->at[end].s - found->at[end - 1].s <= STEP &&
           found->at[end].t > found->at[end - 1].t &&
           found->at[end].t - found->at[end - 1].t <= STEP)
        end++;
    return end;
}

/* The loose segments around from .. to. */
static couplet_range widen(const side *x, size_t count, size_t from, size_t to)
{
    size_t rank = x->rank[from];
    while (from > 0 && x->loose[from - 1] && x->rank[from - 1] == rank)
        from--;
    while (to + 1 < count && x->loose[to + 1] && x->rank[to + 1] == rank)
        to++;
    return (couplet_range){from, to - from + 1};
}

/* The English segments around t that say what else segment s does. */
static bool gather(search *f, const pair *p, float *room, couplet_range *out)
{
    size_t from = p->t, to = p->t;
    if (!look(f, p->s))
        return false;
    f->usual = covered(f, p->s, 0, room);
    while (to + 1 < f->d->T && to - from < 2 && f->en.loose[to + 1] &&
           f->en.rank[to + 1] == f->en.rank[p->t] && f->en.choice[to + 1].first == p->s &&
           evidence(f, p->s, to + 1, room) >= JOINED)
        to++;
    while (from > 0 && to - from < 2 && f->en.loose[from - 1] &&
           f->en.rank[from - 1] == f->en.rank[p->t] && f->en.choice[from - 1].first == p->s &&
           evidence(f, p->s, from - 1, room) >= JOINED)
        from--;
    *out = (couplet_range){from, to - from + 1};
    return true;
}

/* Appends a patch, whose segments are then free no more. */
static bool claim(couplet__moved *out, search *f, couplet__patch p)
{
    for (size_t s = p.zh.first; s < p.zh.first + p.zh.count; s++)
        f->zh.loose[s] = false;
    for (size_t t = p.en.first; t < p.en.first + p.en.count; t++)
        f->en.loose[t] = false;
    return couplet__vec_push(out, p);
}

static int by_zh(const void *a, const void *b)
{
    const couplet__patch *x = a, *y = b;
    return x->zh.first < y->zh.first ? -1 : x->zh.first > y->zh.first;
}

/* Blocks first, then what stands alone. */
static bool settle(couplet__moved *out, search *f, float *room)
{
    bool ok = true;
    for (size_t i = 0, end; ok && i < f->found.count; i = end) {
        end = run_from(&f->found, i);
        const pair *first = &f->found.at[i], *last = &f->found.at[end - 1];
        if (!f->zh.loose[first->s] || !f->en.loose[first->t])
            end = i + 1; /* in a block that reaches further than its run */
        else if (end - i >= RUN)
            ok = claim(out, f,
                       (couplet__patch){widen(&f->zh, f->d->S, first->s, last->s),
                                        widen(&f->en, f->d->T, first->t, last->t), 0});
    }
    for (size_t i = 0; ok && i < f->found.count; i++) {
        const pair *p = &f->found.at[i];
        couplet__patch patch = {{p->s, 1}, {p->t, 1}, 0};
        if (!f->zh.loose[p->s] || !f->en.loose[p->t] || !stands_out(f, p))
            continue;
        patch.confidence = 1 / (1 + couplet__exp(-10 * (p->x - 0.7)));
        ok = gather(f, p, room, &patch.en) && claim(out, f, patch);
    }
    if (out->count != 0)
        qsort(out->at, out->count, sizeof *out->at, by_zh);
    return ok;
}

static bool open(search *f)
{
    const couplet__document *d = f->d;
    f->partners = couplet__zalloc(d->S, sizeof *f->partners);
    f->strength = couplet__zalloc(d->stems.count, sizeof *f->strength);
    f->holds = couplet__zalloc(d->stems.count, sizeof *f->holds);
    f->score = couplet__zalloc(d->T, sizeof *f->score);
    return side_new(&f->zh, d->S) && side_new(&f->en, d->T) && f->partners != NULL &&
           f->strength != NULL && f->holds != NULL && f->score != NULL;
}

couplet_status couplet__moved_find(couplet__moved *out, const couplet__beads *beads,
                                   const couplet__document *d, const couplet__links *links,
                                   const couplet__learned *learned, const double *mean)
{
    search f = {.d = d, .links = links, .learned = learned, .beads = beads, .mean = mean};
    size_t most = 0;
    for (size_t s = 0; s < d->S; s++)
        if (d->char_first[s + 1] - d->char_first[s] > most)
            most = d->char_first[s + 1] - d->char_first[s];
    float *room = couplet__alloc(most, sizeof *room);
    bool ok = room != NULL && open(&f);
    if (ok && find_loose(&f))
        ok = find_pairs(&f, room) && settle(out, &f, room);
    couplet__free(room);
    side_free(&f.zh);
    side_free(&f.en);
    couplet__free(f.partners);
    couplet__free(f.strength);
    couplet__free(f.holds);
    couplet__free(f.score);
    couplet__vec_free(&f.vouches);
    couplet__vec_free(&f.found);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
