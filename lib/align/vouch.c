#include "align/vouch.h"

#include "align/learn.h"

bool couplet__vouches_of(couplet__vouches *out, const couplet__document *d,
                         const couplet__links *links, const couplet__learned *learned,
                         size_t segment)
{
    out->count = 0;
    for (size_t u = d->unit_first[segment]; u < d->unit_first[segment + 1]; u++) {
        const couplet__unit *unit = &d->units.at[u];
        float share = unit->maximal ? 1.0f : 0.7f; /* fitted on literary prose */
        for (size_t k = links->first[unit->word]; k < links->first[unit->word + 1]; k++) {
            const couplet__link *link = &links->links.at[k];
            if (!couplet__vec_push(out, (couplet__vouch){link->stem, link->strength * share,
                                                         unit->start, unit->length}))
                return false;
        }
    }
    return learned == NULL || couplet__learned_vouches(out, learned, d, segment);
}
