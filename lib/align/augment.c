#include "align/augment.h"

#include <string.h>

#include "base/real.h"
#include "text/utf8.h"

/* SplitMix64 (Steele, Lea & Flood 2014): small, and the same on every machine. */
typedef struct chance {
    uint64_t state;
} chance;

static uint64_t draw(chance *c)
{
    uint64_t z = c->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static double unit(chance *c) { return (double)(draw(c) >> 11) / 9007199254740992.0; }

static size_t below(chance *c, size_t n) { return n == 0 ? 0 : (size_t)(draw(c) % n); }

/* A bead that holds its own lines, so that they can be dropped one by one. */
typedef struct piece {
    couplet__line zh[8], en[8];
    size_t n, m;
} piece;

typedef COUPLET__VEC(piece) pieces;

typedef struct maker {
    chance luck;
    couplet__samples *out;
    couplet__strings *made;
    const couplet__sample *pool;
} maker;

enum { CHUNK = 70 }; /* Chinese lines of one variant */

static const double THIN = .12; /* share of pairs that lose a side in a text with few gaps */
static const double MEET = .4;  /* ... and of these, whose neighbours lose the other one */

static bool take(pieces *out, const couplet__sample *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const couplet__gold *g = &s->gold.at[i];
        piece p = {.n = g->zh.count, .m = g->en.count};
        if (p.n > 8 || p.m > 8)
            continue;
        for (size_t k = 0; k < p.n; k++)
            p.zh[k] = s->zh.at[g->zh.first + k];
        for (size_t k = 0; k < p.m; k++)
            p.en[k] = s->en.at[g->en.first + k];
        if (!couplet__vec_push(out, p))
            return false;
    }
    return true;
}

static bool push_nulls(pieces *out, const piece *p)
{
    for (size_t k = 0; k < p->n; k++) {
        piece z = {.n = 1};
        z.zh[0] = p->zh[k];
        if (!couplet__vec_push(out, z))
            return false;
    }
    for (size_t k = 0; k < p->m; k++) {
        piece e = {.m = 1};
        e.en[0] = p->en[k];
        if (!couplet__vec_push(out, e))
            return false;
    }
    return true;
}

static void drop_line(couplet__line *lines, size_t *count, size_t at)
{
    memmove(lines + at, lines + at + 1, (*count - at - 1) * sizeof *lines);
    --*count;
}

/* Drops a share of one side's lines in runs; a bead that loses a side becomes nulls, and some lose
 * only a part. */
static bool delete_runs(maker *k, pieces *x, bool english, double share)
{
    size_t total = 0, gone = 0;
    bool *touched = couplet__zalloc(x->count, sizeof *touched);
    pieces out = {0};
    bool ok = touched != NULL;
    for (size_t i = 0; i < x->count; i++)
        total += english ? x->at[i].m : x->at[i].n;
    for (int tries = 0; ok && (double)gone < share * (double)total && tries < 10000; tries++) {
        size_t at = below(&k->luck, x->count);
        size_t run = 1 + (size_t)(-3.0 * couplet__log(1 - unit(&k->luck)));
        for (size_t i = at; i < x->count && i < at + run && (double)gone < share * (double)total;
             i++) {
            piece *p = &x->at[i];
            size_t *count = english ? &p->m : &p->n, other = english ? p->n : p->m;
            if (*count == 0 || touched[i])
                continue;
            touched[i] = true;
            if (*count > 1 && other == 1 && unit(&k->luck) < .25) {
                drop_line(english ? p->en : p->zh, count, below(&k->luck, *count));
                gone++;
                continue;
            }
            gone += *count;
            *count = 0;
        }
    }
    for (size_t i = 0; ok && i < x->count; i++)
        ok = x->at[i].n > 0 && x->at[i].m > 0 ? couplet__vec_push(&out, x->at[i])
                                              : push_nulls(&out, &x->at[i]);
    couplet__free(touched);
    couplet__vec_free(x);
    *x = out;
    return ok;
}

static bool is_clause_end(uint32_t c, bool english)
{
    return english ? c == ',' || c == ';' || c == ':' : c == 0xFF0C || c == 0xFF1B || c == 0xFF1A;
}

/* Cuts a run of clauses, at most half of the letters, out of a line. */
static bool shorten(maker *k, couplet__line *line, bool english)
{
    size_t ends[32], count = 0;
    for (size_t at = 0; at < line->size && count < 31;) {
        uint32_t c = couplet__utf8_next(line->bytes, line->size, &at);
        if (is_clause_end(c, english) && at < line->size && (!english || line->bytes[at] == ' ')) {
            while (at < line->size && line->bytes[at] == ' ')
                at++;
            ends[count++] = at;
        }
    }
    ends[count++] = line->size;
    if (count < 3)
        return true;
    size_t a = below(&k->luck, count), width = 1 + below(&k->luck, count / 2);
    size_t from = a == 0 ? 0 : ends[a - 1],
           to = a + width > count ? line->size : ends[a + width - 1];
    if (line->size - (to - from) < line->size * 45 / 100 || to - from == line->size)
        return true;
    char *cut = couplet__alloc(line->size, 1);
    if (cut == NULL || !couplet__vec_push(k->made, cut)) {
        couplet__free(cut);
        return false;
    }
    memcpy(cut, line->bytes, from);
    memcpy(cut + from, line->bytes + to, line->size - to);
    *line = (couplet__line){cut, line->size - (to - from)};
    return true;
}

/* The first or the last half of an English line's clauses, appended to *out. */
static void put_half(maker *k, couplet__buf *out, const couplet__line *line)
{
    size_t ends[32], count = 0;
    for (size_t at = 0; at < line->size && count < 31;) {
        uint32_t c = couplet__utf8_next(line->bytes, line->size, &at);
        if (is_clause_end(c, true) && at < line->size && line->bytes[at] == ' ')
            ends[count++] = at;
    }
    size_t from = 0, to = line->size;
    if (count > 0 && unit(&k->luck) < .5)
        to = ends[count / 2] - 1;
    else if (count > 0)
        from = ends[count / 2] + 1;
    couplet__buf_add(out, line->bytes + from, to - from);
    while (out->size > 0 && strchr(".,;:!?", out->at[out->size - 1]) != NULL)
        out->at[--out->size] = '\0';
}

/* As a summary does: two or three neighbouring 1-1 beads become one whose English keeps half of
 * each. */
static bool compress(maker *k, pieces *x, double share)
{
    size_t n = 0;
    for (size_t i = 0; i < x->count; i++) {
        size_t run = 2 + (unit(&k->luck) < .3), same = 0;
        while (same < run && i + same < x->count && x->at[i + same].n == 1 &&
               x->at[i + same].m == 1)
            same++;
        if (same < run || unit(&k->luck) >= share) {
            x->at[n++] = x->at[i];
            continue;
        }
        couplet__buf text = {0};
        piece joined = {.n = run, .m = 1};
        for (size_t q = 0; q < run; q++) {
            joined.zh[q] = x->at[i + q].zh[0];
            if (q > 0)
                couplet__buf_str(&text, q + 1 == run ? ", and " : ", ");
            put_half(k, &text, &x->at[i + q].en[0]);
        }
        couplet__buf_char(&text, '.');
        if (text.failed || !couplet__vec_push(k->made, text.at)) {
            couplet__buf_free(&text);
            return false;
        }
        joined.en[0] = (couplet__line){text.at, text.size};
        x->at[n++] = joined;
        i += run - 1;
    }
    x->count = n;
    return true;
}

static bool drop_clauses(maker *k, pieces *x, bool english, double share)
{
    for (size_t i = 0; i < x->count; i++) {
        piece *p = &x->at[i];
        if (p->n == 0 || p->m == 0 || unit(&k->luck) >= share)
            continue;
        couplet__line *line =
            english ? &p->en[below(&k->luck, p->m)] : &p->zh[below(&k->luck, p->n)];
        if (!shorten(k, line, english))
            return false;
    }
    return true;
}

static bool insert_at(pieces *x, size_t at, const piece *p)
{
    if (!couplet__vec_push(x, *p))
        return false;
    memmove(x->at + at + 1, x->at + at, (x->count - 1 - at) * sizeof *x->at);
    x->at[at] = *p;
    return true;
}

/* Runs of 1-6 lines of another text: at the head, at the tail, or anywhere. */
static bool insert_blocks(maker *k, pieces *x, bool english, size_t blocks)
{
    const couplet__lines *pool = english ? &k->pool->en : &k->pool->zh;
    for (size_t b = 0; b < blocks && pool->count > 6; b++) {
        size_t places[] = {0, x->count, below(&k->luck, x->count + 1),
                           below(&k->luck, x->count + 1)};
        size_t at = places[below(&k->luck, 4)], run = 1 + below(&k->luck, 6);
        size_t from = below(&k->luck, pool->count - run);
        for (size_t i = 0; i < run; i++) {
            piece p = {.n = english ? 0 : 1, .m = english ? 1 : 0};
            *(english ? p.en : p.zh) = pool->at[from + i];
            if (!insert_at(x, at + i, &p))
                return false;
        }
    }
    return true;
}

/* Copies of matched Chinese lines nearby: titles, captions. */
static bool repeat_lines(maker *k, pieces *x, size_t copies)
{
    for (size_t i = 0; i < copies && x->count > 0; i++) {
        size_t at = below(&k->luck, x->count), step = 2 + below(&k->luck, 11);
        const piece *p = &x->at[at];
        if (p->n == 0 || p->m == 0)
            continue;
        piece copy = {.n = 1};
        copy.zh[0] = p->zh[below(&k->luck, p->n)];
        bool back = unit(&k->luck) < .5;
        at = back ? (at > step ? at - step : 0) : (at + step < x->count ? at + step : x->count);
        if (!insert_at(x, at, &copy))
            return false;
    }
    return true;
}

/* What pages have around a report; written for this purpose. */
static const char *const LITTER_ZH[] = {
    "責任編輯：林以安",
    "（編輯：周書恩）1130512",
    "來源：本報綜合",
    "發佈時間：2023-05-08 10:21",
    "相關新聞",
    "分享到：",
    "版權所有，未經許可不得轉載",
    "【打印】【關閉】",
    "首頁 > 新聞 > 地方",
    "記者 何清 攝",
    "（資料圖片）",
    "上一篇：夏季用電創新高",
};
static const char *const LITTER_EN[] = {
    "Editor: Tang Yue",   "Source: Daily Desk | 2023-05-08 10:21:33 | Author:",
    "Top News",           "Related stories",
    "Photo by Lena Ward", "Home > News > Local",
    "Share this article", "Copyright 2023. All rights reserved.",
    "Enditem/kh",         "(By Sam Hill and Ho Ching)",
    "Most Viewed",        "New bridge opens to traffic ahead of schedule",
};

/* A few lines of it at the head or the tail of one side. */
static bool insert_litter(maker *k, pieces *x, bool english)
{
    size_t count =
        english ? sizeof LITTER_EN / sizeof *LITTER_EN : sizeof LITTER_ZH / sizeof *LITTER_ZH;
    size_t at = unit(&k->luck) < .4 ? 0 : x->count, run = 1 + below(&k->luck, 4);
    for (size_t i = 0; i < run; i++) {
        const char *text = (english ? LITTER_EN : LITTER_ZH)[below(&k->luck, count)];
        piece p = {.n = english ? 0 : 1, .m = english ? 1 : 0};
        *(english ? p.en : p.zh) = (couplet__line){text, strlen(text)};
        if (!insert_at(x, at + i, &p))
            return false;
    }
    return true;
}

/* Two neighbours in the other order: the beads, which do not cross, keep the first Chinese one. */
static bool swap_neighbours(pieces *x, size_t at)
{
    piece a = x->at[at], b = x->at[at + 1], lone = {.n = b.n};
    if (a.n != 1 || b.n != 1 || a.m != 1 || b.m != 1)
        return true;
    lone.zh[0] = b.zh[0];
    b.n = 0;
    x->at[at] = b; /* its English comes first now */
    x->at[at + 1] = a;
    return insert_at(x, at + 2, &lone);
}

static bool swap_some(maker *k, pieces *x)
{
    for (size_t i = 0; i + 1 < x->count; i++)
        if (unit(&k->luck) < .04) {
            if (!swap_neighbours(x, i))
                return false;
            i += 2;
        }
    return true;
}

static bool finish(maker *k, const pieces *x)
{
    size_t matched = 0;
    couplet__sample s = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < x->count; i++) {
        const piece *p = &x->at[i];
        couplet__gold g = {{s.zh.count, p->n}, {s.en.count, p->m}};
        matched += p->n > 0 && p->m > 0;
        for (size_t q = 0; ok && q < p->n; q++)
            ok = couplet__vec_push(&s.zh, p->zh[q]);
        for (size_t q = 0; ok && q < p->m; q++)
            ok = couplet__vec_push(&s.en, p->en[q]);
        ok = ok && couplet__vec_push(&s.gold, g);
    }
    if (ok && matched >= 5 && couplet__vec_push(k->out, s))
        return true;
    couplet__sample_free(&s);
    return ok && matched < 5;
}

/* One variant of a chunk: which side loses how much, and what else happens to it. */
static bool make(maker *k, const couplet__sample *s, size_t from, size_t to, bool english,
                 double share)
{
    pieces x = {0};
    bool ok = take(&x, s, from, to);
    if (ok && english && share > .2 && unit(&k->luck) < .6)
        ok = compress(k, &x, .0);
    ok = ok && delete_runs(k, &x, english, share * (.8 + .4 * unit(&k->luck)));
    if (ok && unit(&k->luck) < (english ? .6 : .5))
        ok = drop_clauses(k, &x, english, .4);
    if (ok && english && unit(&k->luck) < .4)
        ok = insert_blocks(k, &x, true, 1);
    if (ok && unit(&k->luck) < (english ? .4 : .5))
        ok = insert_blocks(k, &x, false, 1);
    if (ok && english && unit(&k->luck) < .3)
        ok = repeat_lines(k, &x, 3);
    if (ok && unit(&k->luck) < .5)
        ok = swap_some(k, &x);
    for (int side = 0; ok && side < 2; side++)
        if (unit(&k->luck) < .4)
            ok = insert_litter(k, &x, side == 1);
    ok = ok && finish(k, &x);
    couplet__vec_free(&x);
    return ok;
}

/* A text that is rendered in full but for a line here and there, of either side; where the next
 * line lacks its rendering on the other side, two that have nothing to do with each other meet. */
static bool make_thin(maker *k, const couplet__sample *s, size_t from, size_t to, bool english)
{
    pieces x = {0};
    bool ok = take(&x, s, from, to);
    for (size_t i = 0, free = 0; ok && i < x.count; i++) {
        piece *p = &x.at[i], *next = i + 1 < x.count ? p + 1 : p;
        if (i < free || p->n != 1 || p->m != 1 || unit(&k->luck) >= THIN)
            continue;
        *(english ? &p->m : &p->n) = 0;
        if (next->n == 1 && next->m == 1 && unit(&k->luck) < MEET)
            *(english ? &next->n : &next->m) = 0;
        free = i + 3;
    }
    ok = ok && finish(k, &x);
    couplet__vec_free(&x);
    return ok;
}

static bool make_litter(maker *k, const couplet__sample *s, size_t from, size_t to)
{
    pieces x = {0};
    bool ok = take(&x, s, from, to) && insert_blocks(k, &x, false, 1 + below(&k->luck, 3)) &&
              insert_blocks(k, &x, true, 1 + below(&k->luck, 3)) && finish(k, &x);
    couplet__vec_free(&x);
    return ok;
}

couplet_status couplet__augment(couplet__samples *out, couplet__strings *made,
                                const couplet__sample *sample, const couplet__sample *pool,
                                uint64_t seed)
{
    static const double ENGLISH[] = {.1, .3, .6, .75}, CHINESE[] = {.1, .4};
    maker k = {{seed}, out, made, pool};
    size_t from = 0, lines = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < sample->gold.count; i++) {
        lines += sample->gold.at[i].zh.count;
        size_t left = sample->zh.count - sample->gold.at[i].zh.first - sample->gold.at[i].zh.count;
        if (i + 1 < sample->gold.count && (lines < CHUNK || left < CHUNK / 2))
            continue;
        for (size_t v = 0; ok && v < sizeof ENGLISH / sizeof *ENGLISH; v++)
            ok = make(&k, sample, from, i + 1, true, ENGLISH[v]);
        for (size_t v = 0; ok && v < sizeof CHINESE / sizeof *CHINESE; v++)
            ok = make(&k, sample, from, i + 1, false, CHINESE[v]);
        for (int side = 0; ok && side < 2; side++)
            ok = make_thin(&k, sample, from, i + 1, side == 0);
        ok = ok && make_litter(&k, sample, from, i + 1);
        from = i + 1;
        lines = 0;
    }
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__sample_free(couplet__sample *sample)
{
    couplet__vec_free(&sample->zh);
    couplet__vec_free(&sample->en);
    couplet__vec_free(&sample->gold);
}
