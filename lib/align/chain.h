/* The coarse band of a long text: rare words that vouch for each other, the best increasing chain
 * of them, and room around it. A short text's band is its whole grid. */
#ifndef COUPLET_ALIGN_CHAIN_H
#define COUPLET_ALIGN_CHAIN_H

#include "align/band.h"
#include "anchor/link.h"

couplet_status couplet__chain_band(couplet__band *out, const couplet__document *document,
                                   const couplet__links *links);

#endif
