/* Whether a bead renders only part of its Chinese, and which stretches of it are the likeliest to
 * have been left out. All of it looks at the account in hand. */
#ifndef COUPLET_CHECK_PARTIAL_H
#define COUPLET_CHECK_PARTIAL_H

#include "check/exam.h"

typedef struct couplet__clause { /* a sentence's words up to the next comma, or a run of them */
    size_t first, end;           /* characters of the bead */
    size_t han;
    double mass, covered; /* weight of its characters, and of what the English answers for */
} couplet__clause;

static inline double couplet__clause_share(const couplet__clause *c)
{
    return c->mass > 0 ? c->covered / c->mass : 1;
}

/* Fills exam->says: what each character of the bead weighs, 0 where it says nothing that a
 * translation owes: marks, the reporter's name in brackets, sentences that are reported as a whole.
 * false: out of memory. */
bool couplet__weigh_bead(couplet__exam *exam);

/* Does a clause end with a character of the account? Full-width marks are folded to their ASCII
 * forms; 1,200 holds no comma of a sentence. */
bool couplet__ends_clause(const couplet__account *account, size_t i);

/* The clause that begins at a character; it ends at `limit` at the latest. */
couplet__clause couplet__next_clause(const couplet__exam *exam, size_t from, size_t limit);

/* The stretch, across commas or within a clause, with the greatest sum of weight times (half of
 * the usual coverage - coverage) (Bentley 1984, "Algorithm design techniques", the maximum
 * subvector). han 0: there is none. */
couplet__clause couplet__longest_stretch(const couplet__exam *exam);

/* The coverage of the bead's best clause; *worst: the least of those that weigh something, 1 where
 * there are no two clauses. */
double couplet__best_clause(const couplet__exam *exam, double *worst);

/* The share of the usual length that the English lacks; negative where it is longer. Sentences
 * that are reported as a whole do not count on either side. */
double couplet__shortfall(const couplet__exam *exam);

/* What speaks for a bead's English leaving a part out, to be weighed. */
enum couplet__part {
    COUPLET__PART_ONE,     /* 1 */
    COUPLET__PART_SHORT,   /* of the usual length, within .6 */
    COUPLET__PART_ODDS,    /* log odds of the bead's confidence */
    COUPLET__PART_STRETCH, /* characters of the longest stretch / 10, at most 2 */
    COUPLET__PART_EXTENT,  /* its share of the bead */
    COUPLET__PART_USUAL,   /* share of a sentence that is accounted for in these texts */
    COUPLET__PART_BALANCE, /* what is open in the Chinese, at its usual length in English, less what
                              is open there, as a share of the bead */
    COUPLET__PART_ZH_OPEN, /* share of the characters that nothing answers for */
    COUPLET__PART_EN_OPEN, /* ... of the English letters */
    COUPLET__PART_CONTRAST, /* between the best and the worst clause */
    COUPLET__PART_LONE,     /* numbers without counterpart, up to two */
    COUPLET__PART_MISSING,  /* log of the share of sentences that are left alone, at most -2 */
    COUPLET__PART_OFFICE,   /* open characters / 10 right before a name that is answered for */
    COUPLET__PARTS
};

void couplet__part_evidence(const couplet__exam *exam, size_t bead,
                            double evidence[COUPLET__PARTS]);

/* 0..1, that a part was left out. */
double couplet__part_doubt(const couplet__exam *exam, size_t bead);

#endif
