#include "align/reorder.h"

#include <string.h>

#include "base/real.h"

enum {
    AROUND = 16, /* beads on either side of a place that is touched */
    NEAR = 8,    /* ... by no more segments than FEW */
    FEW = 4,
    SHORT = 300 /* beads of a text that is taken whole */
};

/* The bead of each segment of a side. */
static size_t *beads_of(const couplet__beads *beads, size_t count, bool zh)
{
    size_t *of = couplet__alloc(count, sizeof *of);
    for (size_t i = 0; of != NULL && i < beads->count; i++) {
        couplet_range r = zh ? beads->at[i].zh : beads->at[i].en;
        for (size_t k = r.first; k < r.first + r.count; k++)
            of[k] = i;
    }
    return of;
}

/* Marks the beads around those that segments of a range are in. */
static void mark(bool *at, size_t count, const size_t *bead_of, couplet_range r, size_t around)
{
    size_t done = 0; /* marked up to here */
    for (size_t k = r.first; k < r.first + r.count; k++) {
        size_t from = bead_of[k] < around ? 0 : bead_of[k] - around, to = bead_of[k] + around;
        for (size_t i = from > done ? from : done; i <= to && i < count; i++)
            at[i] = true;
        done = to + 1;
    }
}

static bool mark_all(bool *at, const couplet__beads *beads, const couplet__moves *moves, size_t S,
                     size_t T)
{
    if (beads->count <= SHORT) {
        memset(at, true, beads->count);
        return true;
    }
    size_t *zh = beads_of(beads, S, true), *en = beads_of(beads, T, false);
    bool ok = zh != NULL && en != NULL;
    for (size_t i = 0; ok && i < moves->count; i++) {
        const couplet__move *m = &moves->at[i];
        size_t around = m->zh.count + m->en.count <= FEW ? NEAR : AROUND;
        mark(at, beads->count, zh, m->zh, around);
        mark(at, beads->count, en, m->en, around);
        mark(at, beads->count, en, (couplet_range){m->place < T ? m->place : T - 1, 1}, around);
    }
    couplet__free(zh);
    couplet__free(en);
    return ok;
}

static bool strand_new(couplet__strand *x, const couplet_text *text)
{
    x->text = *text;
    x->text.segments.at = couplet__alloc(text->segments.count, sizeof *text->segments.at);
    x->text.segments.count = 0;
    x->origin = couplet__alloc(text->segments.count, sizeof *x->origin);
    x->seam = couplet__zalloc(text->segments.count, sizeof *x->seam);
    x->window = couplet__alloc(text->segments.count, sizeof *x->window);
    return x->text.segments.at != NULL && x->origin != NULL && x->seam != NULL && x->window != NULL;
}

static void strand_free(couplet__strand *x)
{
    couplet__free(x->text.segments.at);
    couplet__free(x->origin);
    couplet__free(x->seam);
    couplet__free(x->window);
}

static void append(couplet__strand *x, const couplet_text *text, size_t segment, uint32_t window)
{
    size_t n = x->text.segments.count++;
    x->text.segments.at[n] = text->segments.at[segment];
    x->origin[n] = (uint32_t)segment;
    x->window[n] = window;
    x->seam[n] = n > 0 && (x->origin[n - 1] + 1 != segment || x->window[n - 1] != window);
}

static const uint32_t OUT = UINT32_MAX; /* in no window */

typedef struct plan { /* of the English */
    uint32_t *window; /* of each segment, or OUT */
    uint32_t *zh_window;
    size_t *start; /* the segment that each window begins with */
} plan;

/* Lays the Chinese, and says what of the English goes with it. */
static void lay_zh(couplet__order *o, plan *p, const couplet_text *zh, const couplet__beads *beads)
{
    size_t t = 0;
    uint32_t windows = 0;
    for (size_t i = 0; i < beads->count; i++) {
        const couplet_bead *b = &beads->at[i];
        if (o->again[i] && (i == 0 || !o->again[i - 1]))
            p->start[windows++] = t;
        for (size_t k = b->zh.first; k < b->zh.first + b->zh.count; k++) {
            p->zh_window[k] = o->again[i] ? windows - 1 : OUT;
            if (o->again[i])
                append(&o->zh, zh, k, windows - 1);
        }
        for (size_t k = b->en.first; k < b->en.first + b->en.count; k++)
            p->window[k] = o->again[i] ? windows - 1 : OUT;
        t += b->en.count;
    }
}

/* Where a block goes: into the window of its Chinese, and not into what is pinned. */
static size_t place_of(const couplet__move *m, const plan *p, const couplet__blocks *pins)
{
    size_t start = p->start[p->zh_window[m->zh.first]];
    size_t at = m->place > start ? m->place : start, low = 0;
    for (size_t high = pins == NULL ? 0 : pins->count; low < high;) {
        size_t mid = low + (high - low) / 2;
        if (pins->at[mid].t1 <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return pins != NULL && low < pins->count && pins->at[low].t0 < at ? pins->at[low].t1 : at;
}

/* The English in the windows, with the moved blocks where they belong. */
static void lay_en(couplet__order *o, plan *p, const couplet_text *en, const couplet__moves *moves,
                   const couplet__blocks *pins)
{
    size_t T = en->segments.count, next = 0;
    for (size_t i = 0; i < moves->count; i++)
        for (size_t k = 0; k < moves->at[i].en.count; k++)
            p->window[moves->at[i].en.first + k] = OUT;
    for (size_t t = 0; t <= T; t++) {
        for (; next < moves->count && place_of(&moves->at[next], p, pins) <= t; next++)
            for (size_t k = 0; k < moves->at[next].en.count; k++) {
                size_t n = o->en.text.segments.count;
                append(&o->en, en, moves->at[next].en.first + k,
                       p->zh_window[moves->at[next].zh.first]);
                o->move[n] = (uint32_t)next + 1;
                o->en.seam[n] |= n > 0 && o->move[n - 1] != o->move[n];
            }
        if (t < T && p->window[t] != OUT) {
            size_t n = o->en.text.segments.count;
            append(&o->en, en, t, p->window[t]);
            o->en.seam[n] |= n > 0 && o->move[n - 1] != 0;
        }
    }
}

static bool lay(couplet__order *o, const couplet_text *zh, const couplet_text *en,
                const couplet__beads *beads, const couplet__moves *moves,
                const couplet__blocks *pins)
{
    plan p = {couplet__alloc(en->segments.count, sizeof *p.window),
              couplet__alloc(zh->segments.count, sizeof *p.zh_window),
              couplet__alloc(beads->count, sizeof *p.start)};
    bool ok = p.window != NULL && p.zh_window != NULL && p.start != NULL;
    if (ok) {
        lay_zh(o, &p, zh, beads);
        lay_en(o, &p, en, moves, pins);
    }
    couplet__free(p.window);
    couplet__free(p.zh_window);
    couplet__free(p.start);
    return ok;
}

/* What the caller wants together; a bead holds it whole, so that it is taken along whole or not. */
static bool lay_pins(couplet__order *o, const couplet__blocks *pins)
{
    size_t s = 0, t = 0;
    for (size_t i = 0; i < pins->count; i++) {
        couplet__block b = pins->at[i];
        while (s < o->zh.text.segments.count && o->zh.origin[s] < b.s0)
            s++;
        if (s == o->zh.text.segments.count || o->zh.origin[s] != b.s0)
            continue;
        while (o->en.origin[t] != b.t0) /* blocks apart, the English is in order, too */
            t++;
        if (!couplet__vec_push(&o->pins, (couplet__block){s, s + b.s1 - b.s0, t, t + b.t1 - b.t0}))
            return false;
    }
    return true;
}

couplet_status couplet__order_make(couplet__order *out, const couplet_text *zh,
                                   const couplet_text *en, const couplet__beads *beads,
                                   const couplet__moves *moves, const couplet__blocks *pins)
{
    *out = (couplet__order){.again = couplet__zalloc(beads->count, sizeof *out->again)};
    out->move = couplet__zalloc(en->segments.count, sizeof *out->move);
    bool ok = strand_new(&out->zh, zh) && strand_new(&out->en, en) && out->again != NULL &&
              out->move != NULL &&
              mark_all(out->again, beads, moves, zh->segments.count, en->segments.count) &&
              lay(out, zh, en, beads, moves, pins);
    if (ok && pins != NULL)
        ok = lay_pins(out, pins);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__order_free(couplet__order *order)
{
    strand_free(&order->zh);
    strand_free(&order->en);
    couplet__free(order->move);
    couplet__free(order->again);
    couplet__vec_free(&order->pins);
}

couplet_range couplet__order_origin(const couplet__strand *strand, couplet_range r)
{
    return (couplet_range){r.count == 0 ? 0 : strand->origin[r.first], r.count};
}

/* How many segments in front of a range, or behind it, are in a row of those that stand alone; they
 * do so no more. */
static size_t take_row(bool *alone, size_t count, couplet_range r, bool behind, size_t most)
{
    size_t n = 0, at = behind ? r.first + r.count : r.first - 1;
    while (n < most && at < count && alone[at]) { /* in front of 0 is SIZE_MAX */
        alone[at] = false;
        n++;
        at = behind ? at + 1 : at - 1;
    }
    return n;
}

/* On one end; as much on either side as could render the other. */
static size_t grow_end(couplet__move *m, bool *zh, size_t S, bool *en, size_t T, bool behind)
{
    enum { MOST_ZH = 2, MOST_EN = 4 }; /* to one of the other side */
    size_t left_en = take_row(en, T, m->en, behind, SIZE_MAX);
    size_t n = take_row(zh, S, m->zh, behind, left_en * MOST_ZH);
    size_t k = left_en < n * MOST_EN ? left_en : n * MOST_EN;
    m->zh.count += n;
    m->en.count += k;
    if (!behind) {
        m->zh.first -= n;
        m->en.first -= k;
    }
    return n;
}

bool couplet__order_grow(couplet__moves *moves, bool *grown, const couplet__order *order,
                         const couplet__beads *again, const couplet_text *zh,
                         const couplet_text *en)
{
    size_t S = zh->segments.count, T = en->segments.count;
    bool *zh_alone = couplet__zalloc(S, sizeof *zh_alone);
    bool *en_alone = couplet__zalloc(T, sizeof *en_alone);
    bool ok = zh_alone != NULL && en_alone != NULL;
    for (size_t i = 0; ok && i < again->count; i++) {
        const couplet_bead *b = &again->at[i];
        if (b->en.count == 0)
            zh_alone[order->zh.origin[b->zh.first]] = true;
        else if (b->zh.count == 0 && order->move[b->en.first] == 0)
            en_alone[order->en.origin[b->en.first]] = true;
    }
    for (size_t i = 0; ok && i < moves->count; i++)
        *grown |= grow_end(&moves->at[i], zh_alone, S, en_alone, T, false) +
                      grow_end(&moves->at[i], zh_alone, S, en_alone, T, true) !=
                  0;
    couplet__free(zh_alone);
    couplet__free(en_alone);
    return ok;
}

/* Beads that keep the order, by the Chinese segment they begin with, and how sure it is of each
 * segment that it stands alone. */
typedef struct ladder {
    couplet_bead *bead; /* en.count 0: none begins here */
    double *zh, *en;
} ladder;

static bool ladder_new(ladder *l, size_t S, size_t T)
{
    *l = (ladder){couplet__zalloc(S, sizeof *l->bead), couplet__zalloc(S, sizeof *l->zh),
                  couplet__zalloc(T, sizeof *l->en)};
    return l->bead != NULL && l->zh != NULL && l->en != NULL;
}

static void ladder_free(ladder *l)
{
    couplet__free(l->bead);
    couplet__free(l->zh);
    couplet__free(l->en);
}

static void set(double *at, couplet_range r, double value)
{
    for (size_t k = r.first; k < r.first + r.count; k++)
        at[k] = value;
}

/* Takes a bead in. One that moved leaves its segments alone here. */
static void enter(ladder *l, couplet_range zh, couplet_range en, double confidence, bool moved)
{
    if (zh.count != 0 && en.count != 0 && !moved) {
        l->bead[zh.first] = (couplet_bead){.zh = zh, .en = en, .confidence = confidence};
        return;
    }
    set(l->zh, zh, confidence);
    set(l->en, en, confidence);
}

/* The next bead from (s, t) on: one with both sides, or a null bead, the Chinese ones first. */
static couplet_bead next_of(const ladder *l, size_t S, size_t s, size_t t)
{
    const couplet_bead *b = s < S && l->bead[s].en.count != 0 ? &l->bead[s] : NULL;
    if (b != NULL && b->en.first == t)
        return *b;
    if (b == NULL && s < S)
        return (couplet_bead){.zh = {s, 1}, .en = {t, 0}, .confidence = l->zh[s]};
    return (couplet_bead){.zh = {s, 0}, .en = {t, 1}, .confidence = l->en[t]};
}

typedef struct path { /* along a ladder */
    const ladder *ladder;
    size_t s, t;
    bool torn; /* since both paths met, it has joined what moved to something else */
} path;

typedef struct joining {
    const couplet_text *zh, *en;
    const bool *zh_moved, *en_moved; /* by segment */
    couplet__beads *out;
} joining;

static void step(path *p, const joining *j)
{
    couplet_bead b = next_of(p->ladder, j->zh->segments.count, p->s, p->t);
    for (size_t k = b.zh.first; b.en.count != 0 && k < b.zh.first + b.zh.count; k++)
        p->torn |= j->zh_moved[k];
    for (size_t k = b.en.first; b.zh.count != 0 && k < b.en.first + b.en.count; k++)
        p->torn |= j->en_moved[k];
    p->s += b.zh.count;
    p->t += b.en.count;
}

/* Appends the beads of a ladder from where they are to (s, t). */
static bool copy(const joining *j, const ladder *l, size_t from_s, size_t from_t, size_t s,
                 size_t t)
{
    bool ok = true;
    while (ok && (from_s < s || from_t < t)) {
        couplet_bead b = next_of(l, j->zh->segments.count, from_s, from_t);
        ok = couplet__beads_push(j->out, j->zh, j->en, b.zh, b.en, b.confidence);
        from_s += b.zh.count;
        from_t += b.en.count;
    }
    return ok;
}

/* From one meeting of the two paths to the next, the old beads stay but where they joined what
 * moved to something else. */
static bool join(const joining *j, const ladder *old, const ladder *new)
{
    size_t S = j->zh->segments.count, T = j->en->segments.count, s = 0, t = 0;
    path a = {old, 0, 0, false}, b = {new, 0, 0, false};
    while (s < S || t < T) {
        do {
            bool behind = a.s + a.t <= b.s + b.t;
            step(behind ? &a : &b, j);
        } while (a.s != b.s || a.t != b.t);
        if (!copy(j, a.torn ? new : old, s, t, a.s, a.t))
            return false;
        s = a.s;
        t = a.t;
        a.torn = false;
    }
    return true;
}

/* Enters the beads of the second alignment, and appends those that moved. */
static bool enter_again(ladder *l, couplet__beads *moved, bool *zh_moved, bool *en_moved,
                        const couplet__order *order, const couplet__moves *all,
                        const couplet__beads *again, const couplet_text *zh, const couplet_text *en)
{
    bool ok = true;
    for (size_t i = 0; ok && i < again->count; i++) {
        const couplet_bead *b = &again->at[i];
        couplet_range s = couplet__order_origin(&order->zh, b->zh);
        couplet_range t = couplet__order_origin(&order->en, b->en);
        uint32_t move = b->en.count != 0 ? order->move[b->en.first] : 0;
        bool moves = move != 0;
        double sure = moves ? 1 / (1 + couplet__exp(-all->at[move - 1].odds)) : 1;
        enter(l, s, t, b->confidence * sure, moves);
        for (size_t k = t.first; moves && k < t.first + t.count; k++)
            en_moved[k] = true;
        for (size_t k = s.first; moves && k < s.first + s.count; k++)
            zh_moved[k] = true;
        if (moves && b->zh.count != 0 && b->confidence >= 0.5)
            ok = couplet__beads_push(moved, zh, en, s, t, b->confidence * sure);
    }
    return ok;
}

couplet_status couplet__order_undo(couplet__beads *beads, couplet__beads *moved,
                                   const couplet__order *order, const couplet__moves *moves,
                                   const couplet__beads *old, const couplet__beads *again,
                                   const couplet_text *zh, const couplet_text *en)
{
    size_t S = zh->segments.count, T = en->segments.count;
    ladder before = {0}, after = {0};
    bool *zh_moved = couplet__zalloc(S, sizeof *zh_moved);
    bool *en_moved = couplet__zalloc(T, sizeof *en_moved);
    bool ok = ladder_new(&before, S, T) && ladder_new(&after, S, T) && zh_moved != NULL &&
              en_moved != NULL;
    for (size_t i = 0; ok && i < old->count; i++) {
        const couplet_bead *b = &old->at[i];
        enter(&before, b->zh, b->en, b->confidence, false);
        if (!order->again[i])
            enter(&after, b->zh, b->en, b->confidence, false);
    }
    ok = ok && enter_again(&after, moved, zh_moved, en_moved, order, moves, again, zh, en) &&
         join(&(joining){zh, en, zh_moved, en_moved, beads}, &before, &after);
    couplet__free(zh_moved);
    couplet__free(en_moved);
    ladder_free(&before);
    ladder_free(&after);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
