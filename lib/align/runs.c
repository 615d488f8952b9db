#include "align/runs.h"

#include "align/grams.h"

enum { RECURS = 3 }; /* segments */

typedef struct run {
    uint32_t place; /* where it stands first */
    uint32_t count; /* how often it stands anywhere */
    uint32_t length;
    bool part;       /* of a longer one */
    uint32_t number; /* in the end; 0: none */
} run;

typedef struct search {
    const couplet__document *d;
    couplet__grams grams;
    couplet__runs *out;
    COUPLET__VEC(run) runs;
} search;

/* A run that stands hardly ever without the longer one is part of it. */
static void drop_part(search *f, const run *longer, uint32_t part)
{
    if (part != 0 && f->runs.at[part - 1].count * 20 <= longer->count * 23)
        f->runs.at[part - 1].part = true;
}

/* Numbers a group of runs of the length in hand. */
static bool take(search *f, size_t group)
{
    const couplet__grams *g = &f->grams;
    const uint32_t *start = g->start + g->group[group], *end = g->start + g->group[group + 1];
    run r = {*start, (uint32_t)(end - start), (uint32_t)g->length, false, 0};
    uint32_t *at = f->out->at[g->length - COUPLET__SHORTEST_RUN];
    if (!couplet__vec_push(&f->runs, r))
        return false;
    for (const uint32_t *p = start; p < end; p++)
        at[*p] = (uint32_t)f->runs.count;
    if (g->length == COUPLET__SHORTEST_RUN)
        return true;
    const uint32_t *parts = f->out->at[g->length - COUPLET__SHORTEST_RUN - 1];
    drop_part(f, &r, parts[*start]);
    while (start < end - 1 && parts[*start + 1] == 0) /* a segment may be read up to there only */
        start++;
    drop_part(f, &r, parts[*start + 1]);
    return true;
}

static bool is_word(const search *f, const run *r)
{
    size_t s = f->grams.segment[r->place];
    const uint32_t *cp = f->d->folded[s].cp + (r->place - f->grams.first[s]);
    return couplet__intern_find(&f->d->words, (const char *)cp, r->length * sizeof *cp) !=
           COUPLET__ABSENT;
}

static bool find(search *f)
{
    couplet__grams *g = &f->grams;
    for (size_t length = 1; length <= COUPLET__LONGEST_RUN; length++) {
        couplet__grams_grow(g, length == 1 ? 1 : RECURS);
        for (size_t k = 0; length >= COUPLET__SHORTEST_RUN && k < g->groups; k++)
            if (couplet__grams_segments(g, k, RECURS) >= RECURS && !take(f, k))
                return false;
    }
    return true;
}

/* Numbers those that are left anew; the places of all others become free. */
static void renumber(search *f)
{
    for (size_t i = 0; i < f->runs.count; i++) {
        run *r = &f->runs.at[i];
        r->number = r->part || is_word(f, r) ? 0 : (uint32_t)++f->out->count;
    }
    for (size_t l = 0; l < COUPLET__RUN_LENGTHS; l++)
        for (size_t p = 0; p < f->grams.places; p++)
            if (f->out->at[l][p] != 0)
                f->out->at[l][p] = f->runs.at[f->out->at[l][p] - 1].number;
}

couplet_status couplet__runs_find(couplet__runs *out, const couplet__document *d)
{
    search f = {.d = d, .out = out};
    bool ok = couplet__grams_open(&f.grams, d, true);
    *out = (couplet__runs){0};
    for (size_t l = 0; ok && l < COUPLET__RUN_LENGTHS; l++)
        ok = (out->at[l] = couplet__zalloc(f.grams.places, sizeof *out->at[l])) != NULL;
    ok = ok && find(&f);
    if (ok) {
        renumber(&f);
        out->first = f.grams.first;
        f.grams.first = NULL;
    } else {
        couplet__runs_free(out);
    }
    couplet__grams_close(&f.grams);
    couplet__vec_free(&f.runs);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__runs_free(couplet__runs *runs)
{
    for (size_t l = 0; l < COUPLET__RUN_LENGTHS; l++)
        couplet__free(runs->at[l]);
    couplet__free(runs->first);
    *runs = (couplet__runs){0};
}
