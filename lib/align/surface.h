/* The surface of a segment: what its form tells about where a bead may end, without its words. */
#ifndef COUPLET_ALIGN_SURFACE_H
#define COUPLET_ALIGN_SURFACE_H

#include "anchor/document.h"

typedef enum couplet__ending {
    COUPLET__ENDS_PLAIN,
    COUPLET__ENDS_QUESTION,
    COUPLET__ENDS_EXCLAMATION,
    COUPLET__ENDS_OPEN, /* …, a dash */
    COUPLET__ENDS_COLON /* : ; , */
} couplet__ending;

typedef struct couplet__surface {
    float length;          /* code points: of Chinese without white space, of English with it */
    float copy;            /* 0..1: how much of it stands again in another segment of its side */
    float again;           /* ... of the segment before it, 0 for the first */
    uint8_t opens, closes; /* quotation marks, 255 at the most */
    bool asks, exclaims;   /* holds ? or ! */
    bool figures;          /* holds a digit */
    bool starts_quoted, ends_quoted;
    bool inside;  /* a quotation is open at its end */
    bool reopens; /* English: not open, but "he said" stands behind it, and the next segment opens
                     one */
    bool names_speaker;               /* tells who speaks (align/quotation.h) */
    bool pronoun, conjunction, brief; /* begins with one; is very short */
    bool speaks; /* Chinese: nothing but "he said"; English: says so outside of quotations */
    bool aside;  /* all of it in brackets */
    couplet_kind kind;
    couplet__ending ending;
} couplet__surface;

/* S and T of them. */
couplet_status couplet__surfaces_build(couplet__surface **zh, couplet__surface **en,
                                       const couplet__document *document);

#endif
