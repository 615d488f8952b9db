/* Links: how strongly, 0..1, a Chinese word of the document vouches for an English stem of it. The
 * strongest source counts: a gloss, a near neighbour of a gloss (times the gloss), equal numbers, a
 * name by its reading, a term of the user's. */
#ifndef COUPLET_ANCHOR_LINK_H
#define COUPLET_ANCHOR_LINK_H

#include "anchor/document.h"

typedef struct couplet__link {
    uint32_t stem;
    float strength;
} couplet__link;

typedef struct couplet__links {
    COUPLET__VEC(couplet__link) links; /* of word 0, of word 1 … */
    size_t *first;                     /* words + 1 */
} couplet__links;

couplet_status couplet__links_build(couplet__links *out, const couplet__document *document,
                                    const couplet__sources *sources);

/* Takes the links from a share of the words, drawn by their text and seed. */
void couplet__links_forget(couplet__links *links, const couplet__document *document, double share,
                           uint64_t seed);
void couplet__links_free(couplet__links *links);

#endif
