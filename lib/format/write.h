/* What the writers share: one bead after another, with its text ready, through the caller's
 * callback. */
#ifndef COUPLET_FORMAT_WRITE_H
#define COUPLET_FORMAT_WRITE_H

#include "base/buf.h"
#include "base/status.h"
#include "format/seen.h"

typedef struct couplet__writing {
    const couplet_result *result;
    const couplet_text *zh, *en;
    couplet_write_options options; /* complete and checked: no NULL code, no side 0 */
    couplet_write_fn write;
    void *user;
    couplet_written *written;
    couplet__buf out;                    /* the piece in hand */
    couplet__buf zh_shown, en_shown;     /* the text of the bead in hand; empty: a missing side */
    couplet__buf zh_earlier, en_earlier; /* of a bead it is compared with */
    couplet__seen sources, pairs;        /* of the units written */
} couplet__writing;

/* Bead `number`, or the moved pair that has this number. */
const couplet_bead *couplet__numbered(const couplet__writing *w, size_t number);
bool couplet__is_moved(const couplet__writing *w, size_t number);

/* Completes *options from the caller's, which may be NULL or of an older or a newer header, and
 * returns what is wrong with them, or NULL. rejects: can the format list what a TMX leaves out? */
const char *couplet__take_write_options(couplet_write_options *options,
                                        const couplet_write_options *theirs, bool rejects);

/* One bead of the result, to be added to w->out. */
typedef couplet_status (*couplet__unit_fn)(couplet__writing *w, size_t number,
                                           const couplet_bead *bead);

/* The text of a bead's sides as it is written, replacing what the buffers hold. *dropped: forbidden
 * characters that are missing from it. */
couplet_status couplet__shown(couplet__writing *w, const couplet_bead *bead, couplet__buf *zh,
                              couplet__buf *en, size_t *dropped);

void couplet__tmx_head(couplet__writing *w);
couplet_status couplet__tmx_unit(couplet__writing *w, size_t number, const couplet_bead *bead);
void couplet__tmx_tail(couplet__writing *w);

void couplet__xliff_head(couplet__writing *w);
couplet_status couplet__xliff_unit(couplet__writing *w, size_t number, const couplet_bead *bead);
void couplet__xliff_tail(couplet__writing *w);

void couplet__tsv_head(couplet__writing *w);
couplet_status couplet__tsv_unit(couplet__writing *w, size_t number, const couplet_bead *bead);
couplet_status couplet__ladder_unit(couplet__writing *w, size_t number, const couplet_bead *bead);
couplet_status couplet__moses_unit(couplet__writing *w, size_t number, const couplet_bead *bead);

couplet_status couplet__json_unit(couplet__writing *w, size_t number, const couplet_bead *bead);

/* Segment numbers, or lines, of a range, from 1: `4`, `4..6`, or nothing. */
void couplet__write_segments(couplet__buf *out, couplet_range range);
void couplet__write_lines(couplet__buf *out, const couplet_text *text, couplet_range range);

#endif
