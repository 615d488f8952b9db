#include "align/units.h"

#include <string.h>

#include "align/runs.h"

/* Room for the units of one segment that begin at each of its characters. */
typedef struct spans {
    uint32_t *end;  /* where the longest of them ends; 0: nothing is kept that begins there */
    uint32_t *slot; /* where they go */
    bool *cut;      /* would a run that begins or ends there cut a word that links tell of? */
    COUPLET__VEC(couplet__unit) units;
} spans;

static bool is_edge(const couplet__document *d, size_t s, size_t p)
{
    return d->char_weight[d->char_first[s] + p] <= 0;
}

static bool push_span(spans *x, couplet__unit unit)
{
    uint32_t end = unit.start + unit.length;
    if (end > x->end[unit.start])
        x->end[unit.start] = end;
    return couplet__vec_push(&x->units, unit);
}

/* The segment's words and recurring runs. What is not maximal lies in something longer. */
static bool collect_spans(spans *x, const couplet__document *d, const bool *told,
                          const couplet__runs *r, size_t s, size_t count)
{
    x->units.count = 0;
    memset(x->end, 0, count * sizeof *x->end);
    memset(x->cut, false, (count + 1) * sizeof *x->cut);
    for (size_t i = d->unit_first[s]; i < d->unit_first[s + 1]; i++) {
        const couplet__unit *u = &d->units.at[i];
        if (u->maximal && !push_span(x, *u))
            return false;
        for (size_t p = 1; u->maximal && told[u->word] && p < u->length; p++)
            x->cut[u->start + p] = true;
    }
    for (size_t p = 0; p < count; p++)
        for (size_t l = COUPLET__SHORTEST_RUN; l <= COUPLET__LONGEST_RUN; l++) {
            uint32_t run = couplet__run_at(r, s, p, l);
            if (run == COUPLET__ABSENT || is_edge(d, s, p) || is_edge(d, s, p + l - 1) ||
                x->cut[p] || x->cut[p + l])
                continue;
            couplet__unit unit = {(uint32_t)d->words.count + run, (uint32_t)p, (uint32_t)l, true,
                                  COUPLET__WORD};
            if (!push_span(x, unit))
                return false;
        }
    return true;
}

/* Of which words is nothing to be learned? Of those that links tell enough of, that stand in too
 * few segments to meet anything often, or in every twelfth and more. links: NULL to learn of all.
 */
static bool *find_told(const couplet__document *d, const couplet__links *links, size_t words)
{
    enum { LEAST = 3, EVERY = 12 };
    static const float TOLD = .4f;
    bool *told = couplet__zalloc(words, sizeof *told);
    for (size_t w = 0; told != NULL && links != NULL && w < d->words.count; w++) {
        told[w] = d->word_df[w] < LEAST || d->word_df[w] > d->S / EVERY + EVERY;
        for (size_t k = links->first[w]; k < links->first[w + 1] && !told[w]; k++)
            told[w] = links->links.at[k].strength >= TOLD && !d->stem_stop[links->links.at[k].stem];
    }
    return told;
}

/* Those that no other of them holds and nothing is told of, appended to out by their beginnings. */
static bool choose_units(couplet__learned *out, spans *x, const couplet__document *d,
                         const bool *told, const couplet__runs *r, size_t s)
{
    size_t count = d->folded[s].count < COUPLET__MAX_READ ? d->folded[s].count : COUPLET__MAX_READ;
    uint32_t reach = 0, kept = 0;
    if (!collect_spans(x, d, told, r, s, count))
        return false;
    for (size_t p = 0; p < count; p++) {
        if (x->end[p] <= reach)
            x->end[p] = 0;
        else
            reach = x->end[p];
        x->slot[p] = 0;
    }
    size_t left = 0;
    for (size_t i = 0; i < x->units.count; i++) {
        couplet__unit u = x->units.at[i];
        if (u.start + u.length != x->end[u.start] || told[u.word])
            continue;
        x->units.at[left++] = u;
        x->slot[u.start]++;
    }
    x->units.count = left;
    for (size_t p = 0; p < count; p++) {
        uint32_t n = x->slot[p];
        x->slot[p] = kept;
        kept += n;
    }
    if (!couplet__vec_reserve(&out->units, out->units.count + kept))
        return false;
    for (size_t i = 0; i < x->units.count; i++) {
        const couplet__unit *u = &x->units.at[i];
        out->units.at[out->units.count + x->slot[u->start]++] = *u;
    }
    out->units.count += kept;
    return true;
}

bool couplet__units_collect(couplet__learned *out, const couplet__document *d,
                            const couplet__links *links, size_t *words)
{
    couplet__runs runs;
    spans x = {couplet__alloc(COUPLET__MAX_READ, sizeof *x.end),
               couplet__alloc(COUPLET__MAX_READ, sizeof *x.slot),
               couplet__alloc(COUPLET__MAX_READ + 1, sizeof *x.cut),
               {0}};
    bool ok = couplet__runs_find(&runs, d) == COUPLET_OK && x.end != NULL && x.slot != NULL &&
              x.cut != NULL;
    *words = d->words.count + runs.count;
    bool *told = find_told(d, links, *words);
    ok = ok && told != NULL;
    for (size_t s = 0; ok && s < d->S; s++) {
        ok = choose_units(out, &x, d, told, &runs, s);
        out->unit_first[s + 1] = out->units.count;
    }
    couplet__free(told);
    couplet__runs_free(&runs);
    couplet__free(x.end);
    couplet__free(x.slot);
    couplet__free(x.cut);
    couplet__vec_free(&x.units);
    return ok;
}
