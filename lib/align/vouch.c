#include "align/vouch.h"

#include "align/learn.h"

bool couplet__vouches_of(couplet__vouches *out, const couplet__document *d,
                         const couplet__links *links, const couplet__learned *learned,
                         size_t segment)
{
    enum { LINE = 64 / sizeof(couplet__link) };
    size_t count = 0;
    for (size_t u = d->unit_first[segment]; u < d->unit_first[segment + 1]; u++) {
        uint32_t word = d->units.at[u].word;
        count += links->first[word + 1] - links->first[word];
        for (size_t k = links->first[word]; k < links->first[word + 1]; k += LINE)
            __builtin_prefetch(&links->links.at[k]); /* all over the memory */
    }
    out->count = 0;
    if (!couplet__vec_reserve(out, count))
        return false;
    for (size_t u = d->unit_first[segment]; u < d->unit_first[segment + 1]; u++) {
        const couplet__unit *unit = &d->units.at[u];
        float share = couplet__unit_share(unit);
        couplet__vouch vouch = {0, 0, unit->start, unit->length};
        for (size_t k = links->first[unit->word]; k < links->first[unit->word + 1]; k++) {
            vouch.stem = links->links.at[k].stem;
            vouch.strength = links->links.at[k].strength * share;
            out->at[out->count++] = vouch;
        }
    }
    return learned == NULL || couplet__learned_vouches(out, learned, d, segment);
}
