/* The examination of an alignment: what the single checks share, and how they report. */
#ifndef COUPLET_CHECK_EXAM_H
#define COUPLET_CHECK_EXAM_H

#include "base/buf.h"
#include "check/account.h"
#include "check/report.h"
#include "check/roster.h"
#include "check/stands.h"
#include "text/reading.h"

typedef struct couplet__usage { /* how a glossary's Chinese phrase or a name was rendered first */
    uint32_t phrase;            /* English */
    bool varies;                /* another rendering has been seen since */
    couplet_span bytes;         /* length 0: not yet */
} couplet__usage;

typedef struct couplet__spelled { /* names, by their characters */
    couplet__intern names, forms; /* characters; letters of the English */
    COUPLET__VEC(couplet__usage) first;
} couplet__spelled;

typedef struct couplet__leftovers { /* numbers without partner in their bead */
    couplet__intern keys;           /* of the Chinese ones */
    COUPLET__VEC(size_t) zh;        /* how many, by key */
    couplet__numbers en;
} couplet__leftovers;

typedef struct couplet__exam {
    couplet_report *report;
    couplet__study study;
    couplet__roster roster;
    couplet__sounds *sounds; /* NULL: not asked for yet */
    couplet__stands stands;
    COUPLET__VEC(float) says;      /* of the bead in hand: see check/partial.h */
    couplet__account account;      /* of the bead in hand, for the checks of beads */
    couplet__buf text;             /* message in hand */
    couplet__folded folded;        /* scratch */
    couplet__intern accepted;      /* ids of findings */
    COUPLET__VEC(size_t) zh_lines; /* where the lines of the texts end */
    COUPLET__VEC(size_t) en_lines;
    size_t *zh_bead, *en_bead;   /* the bead of each segment */
    size_t *zh_moved, *en_moved; /* 1 + the number of a segment's moved pair, or 0 */
    couplet__leftovers leftovers;
    couplet__spelled spelled;
    double usual, spread;   /* median and MAD of the beads' log length ratios */
    size_t lengths;         /* beads that this was learned from */
    double unit;            /* what a character weighs here on the average, in those of a report of
                               fifty sentences: weights grow with the text */
    couplet__usage **usage; /* by glossary and phrase; NULL: not yet asked for */
    bool *partial;          /* of each bead: a clause, number or name has no counterpart */
} couplet__exam;

/* Opens exam->report, whose options are complete; all else of *exam is zero. Close it even when
 * that failed. */
couplet_status couplet__exam_open(couplet__exam *exam);
void couplet__exam_close(couplet__exam *exam);

/* Begins a finding about a bead with its ranges; the checks narrow the bytes down. */
couplet_finding couplet__finding(const couplet__exam *exam, couplet_finding_kind kind,
                                 couplet_level level, size_t bead);

/* Adds it, with exam->text as its message; the text of the bytes in question makes the id.
 * size: characters at stake. Empties exam->text. */
couplet_status couplet__found(couplet__exam *exam, couplet_finding finding, size_t size);

/* Adds bytes of a text to the message, in quotation marks, white space collapsed, at most about
 * fifty characters. */
void couplet__quote(couplet__exam *exam, const couplet_text *text, couplet_span bytes);

/* Notes where lines end, for couplet__found(). false: out of memory. */
bool couplet__find_lines(couplet__exam *exam);

/* What a span holds: Han characters, letters and digits 1 each. */
size_t couplet__content(const couplet_text *text, couplet_span bytes);

/* Is it a sentence of the report's body (not a headline, a caption ...) that says something? */
bool couplet__counts(const couplet_text *text, size_t segment);

/* The length ratio of a bead is log((English + RATIO_EN) / (Chinese + RATIO_ZH)), in characters of
 * content; short beads, where a name weighs much, are so drawn towards the usual. */
enum { COUPLET__RATIO_EN = 30, COUPLET__RATIO_ZH = 10 };
couplet_status couplet__usual_length(couplet__exam *exam);
double couplet__log_ratio(size_t zh, size_t en);

/* The chance that evidence makes by these weights; log odds of a chance, within what it can say. */
double couplet__logistic(const double *weights, const double *evidence, size_t count);
double couplet__log_odds(double chance);

/* Sorts. 0 for none. */
double couplet__median(double *values, size_t count);

/* The segment of a range, which is not empty, that holds a byte of the text. */
size_t couplet__segment_at(const couplet_text *text, couplet_range range, size_t at);

/* The checks. Each adds its findings. */
couplet_status couplet__check_missing(couplet__exam *exam); /* untranslated, added, moved */
couplet_status couplet__check_pairs(couplet__exam *exam, const couplet_text *text);
couplet_status couplet__check_repeats(couplet__exam *exam);
couplet_status couplet__check_lengths(couplet__exam *exam);
couplet_status couplet__check_clauses(couplet__exam *exam, size_t bead);
couplet_status couplet__check_numbers(couplet__exam *exam, size_t bead);
couplet_status couplet__check_names(couplet__exam *exam, size_t bead);
couplet_status couplet__check_spellings(couplet__exam *exam, size_t bead);
couplet_status couplet__check_terms(couplet__exam *exam, size_t bead);
couplet_status couplet__check_end_marks(couplet__exam *exam, size_t bead);
couplet_status couplet__check_script(couplet__exam *exam, size_t bead);

void couplet__take_metrics(couplet__exam *exam);
void couplet__count_document_numbers(couplet__exam *exam); /* the metrics that need no findings */

#endif
