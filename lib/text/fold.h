/* Folding: one form for what is the same to a reader, for matching only. NFKC, then each
 * character to the variant it is matched as (data/text/variants.tsv): 産 and 產 become 产,
 * １２ becomes 12, ㈱ becomes (株). What is not seen
 * (soft hyphens, zero-width characters, variation selectors) is dropped, and so is a line end
 * between two Chinese characters. */
#ifndef COUPLET_TEXT_FOLD_H
#define COUPLET_TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct couplet__folded {
    uint32_t *cp;     /* code points */
    uint32_t *offset; /* offset[i]: byte of the source that cp[i] came from; offset[count]: size */
    size_t count, room;
} couplet__folded; /* zeroed: empty; reusable from text to text */

/* Appends nothing: replaces what *out held. utf8 must be valid and below 4 GiB. */
couplet_status couplet__fold(couplet__folded *out, const char *utf8, size_t size);

/* The same for many texts: with the variants laid out for it. */
typedef struct couplet__folder couplet__folder;
couplet__folder *couplet__folder_new(void); /* NULL: out of memory */
void couplet__folder_free(couplet__folder *folder);
couplet_status couplet__fold_with(couplet__folded *out, const couplet__folder *folder /* or NULL */,
                                  const char *utf8, size_t size);

void couplet__folded_free(couplet__folded *folded);

uint32_t couplet__fold_variant(uint32_t c); /* of one character, without NFKC */

#endif
