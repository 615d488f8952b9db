/* How each sentence stands in its bead: what the other side accounts for, and the doubt, from that
 * and from what is typical of the texts, whether it renders the sentence at all. */
#ifndef COUPLET_CHECK_STANDS_H
#define COUPLET_CHECK_STANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "couplet/couplet.h"

struct couplet__exam; /* check/exam.h */

typedef struct couplet__stand { /* zeroed: of a sentence in a bead of one side */
    float mass, covered;        /* weight of its words, and of what is accounted for */
    float core;                 /* of the Chinese: share of its best clause, 0..1 */
    unsigned lone, met;         /* its numbers without and with a counterpart */
    size_t length;              /* letters, digits and Han characters */
    float doubt;                /* 0..1 */
} couplet__stand;

typedef struct couplet__stands {
    couplet__stand *zh, *en;   /* by segment */
    double zh_usual, en_usual; /* share of a sentence that is accounted for, typically */
    double missing;            /* log of the share of segments in beads of one side */
} couplet__stands;

/* What speaks for a sentence having no counterpart in its bead, to be weighed. */
enum couplet__evidence {
    COUPLET__EVIDENCE_ONE,     /* 1 */
    COUPLET__EVIDENCE_SHARE,   /* of its words that are accounted for, against what is typical */
    COUPLET__EVIDENCE_ANSWER,  /* the same of all that the other side of the bead holds */
    COUPLET__EVIDENCE_GAP,     /* by how much the best of its fellows is better accounted for */
    COUPLET__EVIDENCE_ODDS,    /* log odds of the bead's confidence */
    COUPLET__EVIDENCE_FITS,    /* how much nearer the usual length the bead comes without it */
    COUPLET__EVIDENCE_LONE,    /* numbers without counterpart, up to two */
    COUPLET__EVIDENCE_MET,     /* ... with one */
    COUPLET__EVIDENCE_JOINED,  /* 1: it has fellows in its bead */
    COUPLET__EVIDENCE_BULK,    /* log of the weight of its words: of a short one little is known */
    COUPLET__EVIDENCE_MISSING, /* log of the share of sentences that the alignment leaves alone */
    COUPLET__EVIDENCE
};

/* Doubts from here on are reported. */
#define COUPLET__DOUBTFUL 0.5F

/* Fills exam->stands. */
couplet_status couplet__take_stands(struct couplet__exam *exam);
void couplet__stands_free(couplet__stands *stands);

/* The evidence on segment `which` of a bead's side, for calibration. */
void couplet__stand_evidence(const struct couplet__exam *exam, size_t bead, couplet_lang lang,
                             size_t which, double evidence[COUPLET__EVIDENCE]);

#endif
