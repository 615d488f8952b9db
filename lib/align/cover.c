#include "align/cover.h"

#include "align/view.h"

/* What a stem brings to each column of the block that holds it. */
typedef struct gift {
    float g[2]; /* to one that holds it once, and twice */
    uint32_t stem;
    couplet__often often;
} gift;

typedef struct covers {
    couplet__view v;
    float *best;                 /* by stem; 0 between two blocks */
    COUPLET__VEC(uint32_t) met;  /* stems of one block, each once */
    COUPLET__VEC(gift) gifts;    /* of those that columns asked for hold */
    COUPLET__VEC(uint64_t) bits; /* which */
    float *g, *h;                /* of the row in hand */
} covers;

static bool room(covers *c)
{
    size_t need = 1;
    for (size_t i = 0; i < c->v.seen.count; i++)
        need += c->v.seen.at[i].count;
    return couplet__vec_reserve(&c->met, need) && couplet__vec_reserve(&c->gifts, need) &&
           couplet__vec_reserve(&c->bits, need);
}

/* Finds the stems that the segment has to do with in this block, in order, and the best link to
 * each. */
static void meet(covers *c)
{
    uint32_t *met = c->met.at;
    for (size_t i = 0; i < c->v.seen.count; i++) {
        couplet__seen x = c->v.seen.at[i];
        const couplet__link *at = c->v.sight->links.at + x.first, *end = at + x.count;
        for (; at < end; at++) {
            float strength = at->strength * x.share, old = c->best[at->stem];
            *met = at->stem;
            met += old == 0;
            c->best[at->stem] = strength > old ? strength : old;
        }
    }
    c->met.count = (size_t)(met - c->met.at);
}

static void weigh(covers *c)
{
    const couplet__sight *sight = c->v.sight;
    const float *weight = c->v.d->stem_weight;
    float *best = c->best;
    gift *gifts = c->gifts.at;
    uint64_t *bits = c->bits.at, window = c->v.window;
    size_t count = 0;
    for (size_t i = 0; i < c->met.count; i++) {
        uint32_t e = c->met.at[i];
        uint64_t in = sight->in[e] & window;
        gifts[count].stem = e;
        gifts[count].g[0] = best[e];
        bits[count] = in;
        count += in != 0;
        best[e] = 0;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t e = gifts[i].stem;
        float g = gifts[i].g[0] * weight[e];
        gifts[i] = (gift){{g, g * 2}, e, sight->often[e]};
    }
    c->gifts.count = count;
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
    size_t first = c->v.sight->block * COUPLET__SIGHT;
    if (!room(c))
        return false;
    meet(c);
    weigh(c);
    const gift *const gifts = c->gifts.at;
    float *const g = c->g;
    size_t count = c->gifts.count, low = c->v.low;
    for (couplet__bits b = couplet__bits_of(c->bits.at); b.k < count;) {
        const gift *x = &gifts[b.k];
        size_t bit = couplet__bits_next(&b), t = first + bit;
        float more = x->g[x->often.twice >> bit & 1];
        if ((x->often.more >> bit & 1) != 0)
            more = x->g[0] * (float)count_in(c->v.d, x->stem, t);
        g[t - low] += more;
    }
    return true;
}

static void add_h(float *restrict h, float weight, const float *restrict cover, size_t width)
{
    for (size_t t = 0; t < width; t++)
        h[t] += weight * cover[t];
}

static bool cover_row(covers *c, size_t s, size_t low, size_t high)
{
    if (!couplet__view_look(&c->v, s, low, high, add_g, c))
        return false;
    for (size_t i = 0; i < c->v.count; i++)
        add_h(c->h, c->v.weight[i], couplet__view_cover(&c->v, i), c->v.width);
    return true;
}

couplet_status couplet__cover_build(couplet__cover *out, const couplet__band *band,
                                    const couplet__document *d, const couplet__links *links)
{
    size_t cells = band->start[band->rows];
    couplet__cover cover = {couplet__zalloc(cells, sizeof(float)),
                            couplet__zalloc(cells, sizeof(float))};
    covers c = {.best = couplet__zalloc(d->stems.count, sizeof *c.best)};
    bool ok = cover.g != NULL && cover.h != NULL && c.best != NULL;
    couplet__view_open(&c.v, d, links, NULL);
    for (size_t s = 0; ok && s < band->rows; s++) {
        c.g = cover.g + band->start[s];
        c.h = cover.h + band->start[s];
        ok = couplet__watch_on(d->watch, s, band->rows) &&
             cover_row(&c, s, band->low[s], band->high[s]);
    }
    couplet__view_close(&c.v);
    couplet__free(c.best);
    couplet__vec_free(&c.met);
    couplet__vec_free(&c.gifts);
    couplet__vec_free(&c.bits);
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
