#include "align/cover.h"

#include "align/view.h"

typedef struct covers {
    couplet__view v;
    float *best;   /* by stem; 0 between two blocks */
    uint32_t *met; /* stems of one block, each once */
    float *g, *h;  /* of the row in hand */
} covers;

/* The stems that the segment has to do with in this block, in order, and the best link to each; how
 * many. */
static size_t meet(covers *c)
{
    size_t count = 0;
    for (size_t i = 0; i < c->v.seen.count; i++) {
        const couplet__seen *seen = &c->v.seen.at[i];
        const couplet__link *links = c->v.sight->links.at + seen->first;
        for (size_t k = 0; k < seen->count; k++) {
            float strength = links[k].strength * seen->share, *best = &c->best[links[k].stem];
            c->met[count] = links[k].stem;
            count += *best == 0;
            *best = strength > *best ? strength : *best;
        }
    }
    return count;
}

/* How often a stem stands in a segment that holds it. */
static uint32_t count_in(const couplet__document *d, uint32_t stem, size_t t)
{
    return d->postings[couplet__first_posting(d, stem, t)].count;
}

/* G_1 in this block. */
static bool add_g(void *user)
{
    covers *c = user;
    const couplet__sight *sight = c->v.sight;
    size_t count = meet(c), first = sight->block * COUPLET__SIGHT;
    for (size_t i = 0; i < count; i++) {
        uint32_t e = c->met[i];
        float w = c->best[e] * c->v.d->stem_weight[e];
        c->best[e] = 0;
        for (uint64_t left = sight->in[e] & c->v.window; left != 0; left &= left - 1) {
            size_t t = first + (size_t)__builtin_ctzll(left);
            bool once = (sight->twice[e] & left & -left) == 0;
            c->g[t - c->v.low] += w * (once ? 1 : (float)count_in(c->v.d, e, t));
        }
    }
    return true;
}

static void add_h(float *restrict h, float weight, const float *restrict cover, size_t from,
                  size_t to)
{
    for (size_t t = from; t < to; t++)
        h[t] += weight * cover[t];
}

static bool cover_row(covers *c, size_t s, size_t low, size_t high)
{
    if (!couplet__view_look(&c->v, s, low, high, add_g, c))
        return false;
    for (size_t i = 0; i < c->v.count; i++)
        add_h(c->h, c->v.weight[i], couplet__view_cover(&c->v, i), c->v.from[i], c->v.to[i]);
    return true;
}

couplet_status couplet__cover_build(couplet__cover *out, const couplet__band *band,
                                    const couplet__document *d, const couplet__links *links)
{
    size_t cells = band->start[band->rows], stems = d->stems.count;
    couplet__cover cover = {couplet__zalloc(cells, sizeof(float)),
                            couplet__zalloc(cells, sizeof(float))};
    covers c = {.best = couplet__zalloc(stems, sizeof *c.best),
                .met = couplet__alloc(stems + 1, sizeof *c.met)};
    bool ok = cover.g != NULL && cover.h != NULL && c.best != NULL && c.met != NULL;
    couplet__view_open(&c.v, d, links, NULL);
    for (size_t s = 0; ok && s < band->rows; s++) {
        c.g = cover.g + band->start[s];
        c.h = cover.h + band->start[s];
        ok = couplet__watch_on(d->watch, s, band->rows) &&
             cover_row(&c, s, band->low[s], band->high[s]);
    }
    couplet__view_close(&c.v);
    couplet__free(c.best);
    couplet__free(c.met);
    if (!ok)
        couplet__cover_free(&cover);
    *out = cover;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__cover_free(couplet__cover *cover)
{
    couplet__free(cover->g);
    couplet__free(cover->h);
    *cover = (couplet__cover){0};
}
