/* The outcome of an alignment: beads in order, and pairs that moved. */
#ifndef COUPLET_ALIGN_RESULT_H
#define COUPLET_ALIGN_RESULT_H

#include "segment/text.h"

typedef COUPLET__VEC(couplet_bead) couplet__beads;

struct couplet_result {
    couplet__beads beads, moved;
    size_t terms_used;
};

/* Appends a bead with its bytes. false: out of memory. */
bool couplet__beads_push(couplet__beads *beads, const couplet_text *zh, const couplet_text *en,
                         couplet_range s, couplet_range t, double confidence);

#endif
