#include "align/affinity.h"

#include <string.h>

enum {
    COMMON = 64, /* a word in more English segments proposes no partner */
    ENOUGH = 512 /* Chinese segments to take means over */
};
static const float PROPOSES = 0.3f; /* strength of a word that proposes */
static const double SMOOTH = 3;     /* as in the staircase */

static double share_of_segments(const couplet__document *d, uint32_t stem)
{
    return (double)(d->posting_first[stem + 1] - d->posting_first[stem]) / (double)d->T;
}

/* What the segment vouches for. */
static bool hear(couplet__affinity *a, size_t segment)
{
    for (size_t i = 0; i < a->vouches.count; i++)
        a->heard[a->vouches.at[i].stem] = (couplet__heard){0, 0};
    if (!couplet__vouches_of(&a->vouches, a->document, a->links, NULL, segment))
        return false;
    a->taught = a->vouches.count;
    if (!couplet__learned_vouches(&a->vouches, a->learned, a->document, segment) ||
        !couplet__vec_reserve(&a->next, a->vouches.count))
        return false;
    const couplet__vouch *v = a->vouches.at;
    couplet__heard *heard = a->heard;
    uint32_t *next = a->next.at, count = (uint32_t)a->vouches.count;
    for (uint32_t i = 0; i < count; i++) {
        couplet__heard before = heard[v[i].stem];
        float strength = v[i].strength > before.strength ? v[i].strength : before.strength;
        heard[v[i].stem] = (couplet__heard){strength, i + 1};
        next[i] = before.last;
    }
    return true;
}

/* One round over the Chinese, or over some of it from all parts where there is much. */
static bool find_means(couplet__affinity *a)
{
    size_t S = a->document->S, step = S / ENOUGH + 1;
    double rounds = (double)((S + step - 1) / step);
    for (size_t s = 0; s < S; s += step) {
        if (!hear(a, s))
            return false;
        for (size_t i = 0; i < a->vouches.count; i++) {
            uint32_t e = a->vouches.at[i].stem;
            a->mean[e] += a->heard[e].strength / rounds;
            a->heard[e].strength = 0; /* once a stem */
        }
    }
    return true;
}

/* What words cover of a character on average: by their links, and at most by what was learned. */
static bool find_usual(couplet__affinity *a)
{
    const couplet__document *d = a->document;
    const couplet__links *links = a->links;
    const couplet__learned *learned = a->learned;
    double *share = couplet__alloc(d->stems.count, sizeof *share);
    for (uint32_t e = 0; share != NULL && e < d->stems.count; e++)
        share[e] = share_of_segments(d, e);
    for (size_t w = 0; share != NULL && w < d->words.count; w++)
        for (size_t k = links->first[w]; k < links->first[w + 1]; k++)
            a->word_usual[w] +=
                (float)(links->links.at[k].strength * share[links->links.at[k].stem]);
    for (size_t w = 0; share != NULL && w < learned->word_count; w++)
        for (size_t k = learned->words[w].first; k < learned->words[w + 1].first; k++) {
            const couplet__pair *p = &learned->pairs.at[k];
            a->word_taught[w] += (float)(couplet__learned_most(learned, w, p) * share[p->stem]);
        }
    couplet__free(share);
    return share != NULL;
}

bool couplet__affinity_open(couplet__affinity *a, const couplet__document *d,
                            const couplet__links *links, const couplet__learned *learned)
{
    size_t longest = 0;
    *a = (couplet__affinity){.document = d, .links = links, .learned = learned};
    for (size_t s = 0; s < d->S; s++)
        if (d->char_first[s + 1] - d->char_first[s] > longest)
            longest = d->char_first[s + 1] - d->char_first[s];
    a->mean = couplet__zalloc(d->stems.count, sizeof *a->mean);
    a->word_usual = couplet__zalloc(d->words.count, sizeof *a->word_usual);
    a->word_taught = couplet__zalloc(learned->word_count, sizeof *a->word_taught);
    a->heard = couplet__zalloc(d->stems.count, sizeof *a->heard);
    a->score = couplet__zalloc(d->T, sizeof *a->score);
    a->touched = couplet__alloc(d->T + 1, sizeof *a->touched);
    a->best = couplet__alloc(longest, sizeof *a->best);
    if (a->mean == NULL || a->word_usual == NULL || a->word_taught == NULL || a->heard == NULL ||
        a->score == NULL || a->touched == NULL || a->best == NULL)
        return false;
    return find_usual(a) && find_means(a);
}

void couplet__affinity_close(couplet__affinity *a)
{
    couplet__free(a->mean);
    couplet__free(a->word_usual);
    couplet__free(a->word_taught);
    couplet__free(a->heard);
    couplet__free(a->score);
    couplet__free(a->best);
    couplet__vec_free(&a->vouches);
    couplet__vec_free(&a->turned);
    couplet__vec_free(&a->next);
    couplet__free(a->loose);
    couplet__free(a->loose_first);
    couplet__free(a->touched);
}

static double sum_of_best(const couplet__affinity *a)
{
    const couplet__document *d = a->document;
    size_t first = d->char_first[a->segment], count = d->char_first[a->segment + 1] - first;
    double sum = 0;
    for (size_t p = 0; p < count; p++)
        sum += d->char_weight[first + p] * (a->best[p] < 1 ? a->best[p] : 1);
    return sum;
}

static void add_usual(couplet__affinity *a, uint32_t start, uint32_t length, float usual)
{
    for (uint32_t p = start; p < start + length; p++)
        a->best[p] += usual;
}

/* What links cover of each character of a segment on average. */
static void add_linked(couplet__affinity *a, size_t segment)
{
    const couplet__document *d = a->document;
    size_t count = d->char_first[segment + 1] - d->char_first[segment];
    a->segment = segment;
    memset(a->best, 0, count * sizeof *a->best);
    for (size_t u = d->unit_first[segment]; u < d->unit_first[segment + 1]; u++) {
        const couplet__unit *unit = &d->units.at[u];
        add_usual(a, unit->start, unit->length,
                  a->word_usual[unit->word] * couplet__unit_share(unit));
    }
}

/* Turns to a segment about which the document taught the vouches from the first on. */
static void turn(couplet__affinity *a, size_t segment, const couplet__vouches *from, size_t first)
{
    add_linked(a, segment);
    for (size_t k = first; k < from->count; k++) {
        const couplet__vouch *v = &from->at[k];
        add_usual(a, v->start, v->length,
                  (float)(v->strength * share_of_segments(a->document, v->stem)));
    }
    a->usual = sum_of_best(a);
}

void couplet__affinity_glance(couplet__affinity *a, size_t segment)
{
    const couplet__learned *l = a->learned;
    add_linked(a, segment);
    for (size_t u = l->unit_first[segment]; u < l->unit_first[segment + 1]; u++)
        add_usual(a, l->units.at[u].start, l->units.at[u].length,
                  a->word_taught[l->units.at[u].word]);
    a->usual = sum_of_best(a);
}

bool couplet__affinity_turn(couplet__affinity *a, size_t segment)
{
    a->turned.count = 0;
    if (!couplet__learned_vouches(&a->turned, a->learned, a->document, segment))
        return false;
    turn(a, segment, &a->turned, 0);
    return true;
}

bool couplet__affinity_look(couplet__affinity *a, size_t segment)
{
    if (!hear(a, segment))
        return false;
    turn(a, segment, &a->vouches, a->taught);
    return true;
}

/* Evidence from G and H with an English segment, of which G usual is g_usual. */
static float evidence(const couplet__affinity *a, size_t t, double g, double g_usual, double h)
{
    const couplet__document *d = a->document;
    return (float)((g - g_usual) / (d->en_weight[t] + SMOOTH) +
                   (h - a->usual) / (d->zh_weight[a->segment] + SMOOTH));
}

float couplet__affinity_from(const couplet__affinity *a, size_t t, float g, float h)
{
    const couplet__document *d = a->document;
    double usual = 0;
    for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++)
        usual += d->stem_weight[d->tokens.at[i].stem] * a->mean[d->tokens.at[i].stem];
    return evidence(a, t, g, usual, h);
}

/* The characters that the vouches account for from the last one for a stem back to its first. */
static void cover(float *best, const couplet__vouch *vouches, const uint32_t *next, uint32_t last)
{
    for (; last != 0; last = next[last - 1]) {
        couplet__vouch v = vouches[last - 1];
        for (uint32_t p = v.start; p < v.start + v.length; p++)
            best[p] = v.strength > best[p] ? v.strength : best[p];
    }
}

float couplet__affinity_of(couplet__affinity *a, size_t t)
{
    const couplet__document *d = a->document;
    const couplet__heard *heard = a->heard;
    const float *weight = d->stem_weight;
    size_t count = d->char_first[a->segment + 1] - d->char_first[a->segment];
    double g = 0, usual = 0;
    memset(a->best, 0, count * sizeof *a->best);
    for (size_t i = d->token_first[t], end = d->token_first[t + 1]; i < end; i++) {
        uint32_t e = d->tokens.at[i].stem;
        g += weight[e] * heard[e].strength;
        usual += weight[e] * a->mean[e];
        cover(a->best, a->vouches.at, a->next.at, heard[e].last);
    }
    return evidence(a, t, g, usual, sum_of_best(a));
}

/* Whether a word of some strength proposes: it says something, and stands in few segments. */
static bool proposes(const couplet__document *d, uint32_t stem)
{
    return d->stem_weight[stem] > 0 && !d->stem_stop[stem] &&
           d->posting_first[stem + 1] - d->posting_first[stem] <= COMMON;
}

bool couplet__affinity_propose_among(couplet__affinity *a, const bool *loose)
{
    const couplet__document *d = a->document;
    size_t stems = d->stems.count, count = 0;
    a->loose = couplet__alloc(d->posting_first[stems], sizeof *a->loose);
    a->loose_first = couplet__alloc(stems + 1, sizeof *a->loose_first);
    if (a->loose == NULL || a->loose_first == NULL)
        return false;
    for (uint32_t e = 0; e < stems; e++) {
        a->loose_first[e] = count;
        for (size_t k = d->posting_first[e]; proposes(d, e) && k < d->posting_first[e + 1]; k++)
            if (loose[d->postings[k].segment])
                a->loose[count++] = d->postings[k].segment;
    }
    a->loose_first[stems] = count;
    return true;
}

typedef struct suitor {
    uint32_t t;
    float worth;
} suitor;

/* Takes one into the list of the best n, in order; their number. */
static size_t rank(suitor top[COUPLET__SUITORS], size_t n, suitor x)
{
    size_t at = n < COUPLET__SUITORS ? n++ : COUPLET__SUITORS;
    for (; at > 0 && top[at - 1].worth < x.worth; at--)
        if (at < COUPLET__SUITORS)
            top[at] = top[at - 1];
    if (at < COUPLET__SUITORS)
        top[at] = x;
    return n;
}

/* Adds up what the loose English segments share with the segment in hand; how many share any. */
static size_t add_shares(couplet__affinity *a)
{
    const float *weight = a->document->stem_weight;
    const uint32_t *loose = a->loose;
    const size_t *first = a->loose_first;
    float *score = a->score;
    uint32_t *to = a->touched;
    for (size_t i = 0; i < a->vouches.count; i++) {
        const couplet__vouch *v = &a->vouches.at[i];
        float worth = v->strength * weight[v->stem];
        if (worth <= 0 || v->strength < PROPOSES)
            continue;
        for (size_t k = first[v->stem], end = first[v->stem + 1]; k < end; k++) {
            uint32_t t = loose[k];
            float before = score[t];
            *to = t;
            to += before == 0;
            score[t] = before + worth;
        }
    }
    return (size_t)(to - a->touched);
}

size_t couplet__affinity_propose(couplet__affinity *a, uint32_t out[COUPLET__SUITORS])
{
    suitor top[COUPLET__SUITORS];
    size_t n = 0, touched = add_shares(a);
    for (size_t i = 0; i < touched; i++) {
        suitor x = {a->touched[i], a->score[a->touched[i]]};
        a->score[x.t] = 0;
        if (n < COUPLET__SUITORS || x.worth > top[n - 1].worth)
            n = rank(top, n, x);
    }
    for (size_t i = 0; i < n; i++)
        out[i] = top[i].t;
    return n;
}
