/* Training texts made from aligned ones, so that the model learns what a missing translation looks
 * like: runs deleted, clauses dropped, neighbours compressed into one or exchanged, foreign blocks
 * and what pages have around a report inserted, segments repeated. Seeded: the same input gives the
 * same variants. */
#ifndef COUPLET_ALIGN_AUGMENT_H
#define COUPLET_ALIGN_AUGMENT_H

#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"

typedef struct couplet__line { /* one segment; borrows */
    const char *bytes;
    size_t size;
} couplet__line;

typedef COUPLET__VEC(couplet__line) couplet__lines;

typedef struct couplet__gold { /* a bead of aligned text: runs of both sides' lines */
    couplet_range zh, en;
} couplet__gold;

typedef COUPLET__VEC(couplet__gold) couplet__golds;

/* An aligned text. Lines may point into `made`, for those that were shortened. */
typedef struct couplet__sample {
    couplet__lines zh, en;
    couplet__golds gold; /* in order, covering both sides */
} couplet__sample;

void couplet__sample_free(couplet__sample *sample);

/* Strings that variants own; freed when the last variant is gone. */
typedef COUPLET__VEC(char *) couplet__strings;

typedef COUPLET__VEC(couplet__sample) couplet__samples;

/* Appends the variants of a sample to *out. pool: lines of other texts, for foreign blocks. */
couplet_status couplet__augment(couplet__samples *out, couplet__strings *made,
                                const couplet__sample *sample, const couplet__sample *pool,
                                uint64_t seed);

#endif
