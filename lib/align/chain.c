#include "align/chain.h"

couplet_status couplet__chain_band(couplet__band *out, const couplet__document *d,
                                   const couplet__links *links)
{
    (void)links;
    couplet_status status = couplet__band_new(out, d->S, d->T);
    for (size_t s = 0; status == COUPLET_OK && s < d->S; s++)
        couplet__band_widen(out, s, 0, (int64_t)d->T);
    if (status == COUPLET_OK)
        couplet__band_close(out);
    return status;
}
