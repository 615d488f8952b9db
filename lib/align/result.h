/* The outcome of an alignment: beads in order, and pairs that moved. */
#ifndef COUPLET_ALIGN_RESULT_H
#define COUPLET_ALIGN_RESULT_H

#include "base/status.h"
#include "base/vec.h"

typedef COUPLET__VEC(couplet_bead) couplet__beads;

struct couplet_result {
    couplet__beads beads, moved;
    size_t terms_used;
};

#endif
