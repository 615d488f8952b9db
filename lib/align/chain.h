/* The coarse band of a long text. A short text's band is its whole grid.
 *
 * Words that are rare on both sides and vouch for each other propose points (after Melamed 1999,
 * "Bitext maps and alignment via pattern recognition"); the heaviest increasing chain of points is
 * found with a Fenwick tree; points whose neighbours in the chain keep pace on both sides are safe.
 * Between safe points that stand close together everything is searched; between others the same is
 * tried again with what is rare there; where nothing is, a strip along the diagonal must do. Time
 * and memory grow with the text. */
#ifndef COUPLET_ALIGN_CHAIN_H
#define COUPLET_ALIGN_CHAIN_H

#include "align/band.h"
#include "anchor/link.h"

couplet_status couplet__chain_band(couplet__band *out, const couplet__document *document,
                                   const couplet__links *links);

#endif
