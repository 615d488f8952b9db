#include "align/copies.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST = 4, /* features that a segment must have to be compared */
    RARE = 12, /* a feature in more segments than this proposes no candidates */
    TRIED = 64 /* candidates compared for one segment, at the most */
};

/* Sets of features, one a segment, sorted. */
typedef struct sets {
    uint32_t *at;
    size_t *first;
    size_t count;
} sets;

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void sort_unique(uint32_t *at, size_t *count)
{
    if (*count == 0)
        return;
    qsort(at, *count, sizeof *at, by_number);
    size_t n = 1;
    for (size_t i = 1; i < *count; i++)
        if (at[i] != at[n - 1])
            at[n++] = at[i];
    *count = n;
}

static float overlap(const sets *x, size_t a, size_t b)
{
    size_t i = x->first[a], i_end = x->first[a + 1], k = x->first[b], k_end = x->first[b + 1];
    size_t least = i_end - i < k_end - k ? i_end - i : k_end - k, common = 0;
    if (least < LEAST)
        return 0;
    while (i < i_end && k < k_end) {
        if (x->at[i] == x->at[k]) {
            common++;
            i++;
            k++;
        } else if (x->at[i] < x->at[k]) {
            i++;
        } else {
            k++;
        }
    }
    return (float)common / (float)least;
}

/* Segments by feature: the first RARE + 1 that have it, enough to know whether it is rare. */
typedef struct holders {
    uint32_t segment[RARE + 1];
    uint32_t count;
} holders;

static bool compare_all(couplet__surface *out, const sets *x, size_t features)
{
    holders *by = couplet__zalloc(features, sizeof *by);
    uint32_t *tried = couplet__zalloc(x->count, sizeof *tried);
    bool ok = by != NULL && tried != NULL;
    for (size_t s = 0; ok && s < x->count; s++)
        for (size_t i = x->first[s]; i < x->first[s + 1]; i++) {
            holders *h = &by[x->at[i]];
            if (h->count <= RARE)
                h->segment[h->count++] = (uint32_t)s;
        }
    for (size_t s = 0; ok && s < x->count; s++) {
        size_t left = TRIED;
        out[s].again = s == 0 ? 0 : overlap(x, s, s - 1);
        for (size_t i = x->first[s]; i < x->first[s + 1] && left > 0; i++) {
            const holders *h = &by[x->at[i]];
            for (size_t k = 0; h->count <= RARE && k < h->count && left > 0; k++) {
                uint32_t other = h->segment[k];
                if (other == s || tried[other] == s + 1)
                    continue;
                tried[other] = (uint32_t)s + 1;
                left--;
                float share = overlap(x, s, other);
                if (share > out[s].copy)
                    out[s].copy = share;
            }
        }
    }
    couplet__free(by);
    couplet__free(tried);
    return ok;
}

static bool chinese_copies(couplet__surface *zh, const couplet__document *d)
{
    couplet__intern pairs = {0};
    sets x = {couplet__alloc(d->char_first[d->S], sizeof *x.at),
              couplet__zalloc(d->S + 1, sizeof *x.first), d->S};
    bool ok = x.at != NULL && x.first != NULL;
    for (size_t s = 0; ok && s < d->S; s++) {
        const couplet__folded *f = &d->folded[s];
        size_t n = 0;
        for (size_t i = 0; ok && i + 1 < f->count && i < COUPLET__MAX_READ; i++) {
            uint32_t id = couplet__intern_add(&pairs, (const char *)(f->cp + i), 2 * sizeof *f->cp);
            ok = id != COUPLET__ABSENT;
            x.at[x.first[s] + n++] = id;
        }
        sort_unique(x.at + x.first[s], &n);
        x.first[s + 1] = x.first[s] + n;
    }
    ok = ok && compare_all(zh, &x, pairs.count);
    couplet__intern_free(&pairs);
    couplet__free(x.at);
    couplet__free(x.first);
    return ok;
}

static bool english_copies(couplet__surface *en, const couplet__document *d)
{
    sets x = {couplet__alloc(d->tokens.count, sizeof *x.at),
              couplet__zalloc(d->T + 1, sizeof *x.first), d->T};
    bool ok = x.at != NULL && x.first != NULL;
    for (size_t t = 0; ok && t < d->T; t++) {
        size_t n = 0;
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++)
            x.at[x.first[t] + n++] = d->tokens.at[i].stem;
        sort_unique(x.at + x.first[t], &n);
        x.first[t + 1] = x.first[t] + n;
    }
    ok = ok && compare_all(en, &x, d->stems.count);
    couplet__free(x.at);
    couplet__free(x.first);
    return ok;
}

bool couplet__copies_find(couplet__surface *zh, couplet__surface *en, const couplet__document *d)
{
    return chinese_copies(zh, d) && english_copies(en, d);
}
