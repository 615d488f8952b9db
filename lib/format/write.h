/* What the writers share: one bead after another through the caller's callback. */
#ifndef COUPLET_FORMAT_WRITE_H
#define COUPLET_FORMAT_WRITE_H

#include "base/buf.h"
#include "base/status.h"

typedef struct couplet__writing {
    const couplet_result *result;
    const couplet_text *zh, *en;
    const couplet_write_options *options;
    couplet_write_fn write;
    void *user;
    couplet_written *written;
    couplet__buf out; /* the piece in hand */
} couplet__writing;

/* Hands the piece in hand to the caller and empties it. */
couplet_status couplet__flush(couplet__writing *w);

couplet_status couplet__write_tmx(couplet__writing *w);
couplet_status couplet__write_ladder(couplet__writing *w);

#endif
