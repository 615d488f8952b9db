/* What a long call is asked while it works: how far it is, whether it may go on, and whether it
 * may have so much more memory. Loops ask now and then; the answer "no" stays one. */
#ifndef COUPLET_BASE_WATCH_H
#define COUPLET_BASE_WATCH_H

#include <stdbool.h>

#include "base/status.h"

/* The work in these parts: the caller is told of each that is newly reached. */
enum { COUPLET__WATCH_PARTS = 200 };

typedef struct couplet__watch {
    int (*progress)(void *user, size_t done, size_t total); /* or NULL */
    void *user;
    size_t limit;      /* bytes; 0: none */
    unsigned from, to; /* the present stage, in parts */
    unsigned told;
    bool stopped; /* the caller said stop; what fails then is a cancellation, whatever it is called
                     on its way up */
} couplet__watch;

/* Ends the stage before and begins one that ends when so many parts are done. watch may be NULL
 * here and below. false: stop. */
bool couplet__watch_stage(couplet__watch *watch, unsigned to);

/* So much of the stage is done. false: stop. */
bool couplet__watch_on(couplet__watch *watch, size_t done, size_t of);

/* May the call hold so many bytes at once? */
couplet_status couplet__watch_room(const couplet__watch *watch, size_t bytes);

#endif
