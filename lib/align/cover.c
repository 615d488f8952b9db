#include "align/cover.h"

#include "align/view.h"

/* G_1 of a row. best: by stem, 0 before and after. */
static void add_g(float *g, couplet__view *v, float *best)
{
    const couplet__vouches *all = &v->vouches;
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].strength > best[all->at[i].stem])
            best[all->at[i].stem] = all->at[i].strength;
    for (size_t i = 0; i < all->count; i++) {
        uint32_t e = all->at[i].stem;
        float w = best[e] * v->d->stem_weight[e];
        best[e] = 0; /* once a stem */
        if (w > 0)
            couplet__view_add(v, e, w, g);
    }
}

static void add_h(float *restrict h, float weight, const float *restrict cover, size_t width)
{
    for (size_t t = 0; t < width; t++)
        h[t] += weight * cover[t];
}

couplet_status couplet__cover_build(couplet__cover *out, const couplet__band *band,
                                    const couplet__document *d, const couplet__links *links)
{
    size_t cells = band->start[band->rows];
    couplet__cover c = {couplet__zalloc(cells, sizeof *c.g), couplet__zalloc(cells, sizeof *c.h)};
    float *best = couplet__zalloc(d->stems.count, sizeof *best);
    couplet__view v;
    bool ok = couplet__view_open(&v, d, links, NULL) && c.g != NULL && c.h != NULL && best != NULL;
    for (size_t s = 0; ok && s < band->rows; s++) {
        ok = couplet__watch_on(d->watch, s, band->rows) &&
             couplet__view_look(&v, s, band->low[s], band->high[s]);
        if (!ok)
            break;
        add_g(c.g + band->start[s], &v, best);
        for (size_t i = 0; i < v.count; i++)
            add_h(c.h + band->start[s], v.weight[i], couplet__view_cover(&v, i), v.width);
    }
    couplet__view_close(&v);
    couplet__free(best);
    if (!ok)
        couplet__cover_free(&c);
    *out = c;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

void couplet__cover_free(couplet__cover *cover)
{
    couplet__free(cover->g);
    couplet__free(cover->h);
    *cover = (couplet__cover){0};
}
