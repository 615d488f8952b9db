/* Words in Latin letters that stand in Chinese text: AM, MWP, COVID-19, iPhone, addresses. What is
 * written so in the Chinese is written so in the English. */
#ifndef COUPLET_ANCHOR_LATIN_H
#define COUPLET_ANCHOR_LATIN_H

#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"
#include "text/fold.h"

typedef struct couplet__latin {
    uint32_t start, length; /* code points of the folded segment */
    size_t text, size;      /* lower-case UTF-8: bytes.at[text .. text + size) */
    bool part;              /* a run of letters alone (covid), as English words are cut */
} couplet__latin;

typedef struct couplet__latins {
    COUPLET__VEC(couplet__latin) at;
    couplet__buf bytes;
} couplet__latins; /* zeroed: empty; reusable from segment to segment */

/* Replaces what *out held. Every run of letters is a part; what joins letters with digits or
 * hyphens (covid-19, h5n1), and an address of the web or of mail, also stands whole, before its
 * parts. The parts of an address are not given. COUPLET_ENOMEM is the only failure. */
couplet_status couplet__latin_find(couplet__latins *out, const couplet__folded *zh);
void couplet__latins_free(couplet__latins *latins);

#endif
