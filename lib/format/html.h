/* The page: both texts side by side as beads in reading order, in one file that fetches nothing.
 * data/page/ holds its style and its script; html.c the frame, html_bead.c a bead, html_strip.c
 * the strip of the whole document, html_text.c escaping. */
#ifndef COUPLET_FORMAT_HTML_H
#define COUPLET_FORMAT_HTML_H

#include <stdbool.h>

#include "base/buf.h"
#include "check/report.h"

typedef enum couplet__state { /* what the reader is shown of a bead; the gravest applies */
                              COUPLET__SURE = 0,
                              COUPLET__FAIR = 1,
                              COUPLET__UNSURE = 2,
                              COUPLET__GAP = 3,   /* Chinese without English */
                              COUPLET__ADDED = 4, /* English without Chinese */
                              COUPLET__MOVED = 5, /* its counterpart stands elsewhere */
                              COUPLET__ASIDE = 6 /* alone, but a caption, byline, litter ...: no gap
                                                    in the text */
} couplet__state;

enum { COUPLET__STATES = 7 };

typedef struct couplet__page {
    const couplet_result *result;
    const couplet_text *zh, *en;
    const couplet_report *report;         /* or NULL */
    const couplet_write_options *options; /* complete */
    couplet_write_fn write;
    void *user;
    couplet__buf out;            /* the piece in hand */
    couplet__state *state;       /* of each bead */
    size_t *zh_bead, *en_bead;   /* the bead of each segment */
    size_t *zh_moved, *en_moved; /* 1 + the number of the moved pair that a segment is in, or 0 */
    size_t counts[COUPLET__STATES];
    size_t sending; /* beads that are not moved as a whole, but hold a moved segment */
} couplet__page;

/* A part of a text to be marked: bytes start .. end of the caller's text. */
typedef struct couplet__mark {
    size_t start, end;
    size_t link; /* number of the link within the bead, from 1; 0: none */
    char flaw;   /* 'w' something left out, 'x' something added; 0: none */
} couplet__mark;

/* Writes the page, with findings and anchors where there is a report. options: complete. */
couplet_status couplet__write_html(const couplet_result *result, const couplet_text *zh,
                                   const couplet_text *en, const couplet_report *report,
                                   const couplet_write_options *options, couplet_write_fn write,
                                   void *user);

/* Hands the piece in hand to the caller once it is large enough. */
couplet_status couplet__html_flush(couplet__page *page, size_t at_least);
enum { COUPLET__PIECE = 65536 }; /* bytes */

/* The name that CSS and script know a state by. */
const char *couplet__state_name(couplet__state state);

/* Is a segment of this bead rendered elsewhere? */
bool couplet__sends_away(const couplet__page *page, const couplet_bead *bead);

/* One bead as a list item. */
couplet_status couplet__html_bead(couplet__page *page, size_t bead);

/* The head of a page with findings: the metrics. */
void couplet__html_metrics(couplet__page *page);

/* The findings of a bead as a list, or nothing. */
void couplet__html_notes(couplet__page *page, size_t bead);

/* The gravest level among a bead's findings, 0: none. */
int couplet__html_level(const couplet__page *page, size_t bead);

/* What is marked in a bead's text: words that answer each other, words that a finding is about.
 * The array is couplet__free()'s. */
couplet_status couplet__html_marks(const couplet__page *page, size_t bead, couplet_lang lang,
                                   couplet__mark **marks, size_t *count);

/* The strip: at most a few hundred rows, however long the document. */
couplet_status couplet__html_strip(couplet__page *page);

/* Text as HTML shows it: markup escaped, control characters replaced by U+FFFD. */
void couplet__html_escape(couplet__buf *out, const char *bytes, size_t size);

/* A span of a text, escaped, with line breaks and runs of white space as couplet_text_show writes
 * them, and with marks (sorted by start; those of one sort do not overlap). */
void couplet__html_span(couplet__buf *out, const couplet_text *text, couplet_span span,
                        const couplet__mark *marks, size_t count);

#endif
