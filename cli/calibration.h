/* Do confidences keep what they promise? Beads by confidence, and how many of them are right. */
#ifndef COUPLET_CLI_CALIBRATION_H
#define COUPLET_CLI_CALIBRATION_H

#include <stdbool.h>

#include "couplet/couplet.h"

enum { CLI_BINS = 10 };

typedef struct cli_calibration {
    couplet_score bins[CLI_BINS]; /* of the beads from 0 to 0.1, to 0.2 ... */
    double sums[CLI_BINS];        /* of their confidences */
} cli_calibration;

/* Is it TSV as 'couplet align' writes it? */
bool cli_is_tsv(const char *text, size_t size);

/* The beads of a TSV as a ladder: of bin 0 .. CLI_BINS - 1, or -1 for all. *sum (or NULL) gains
 * their confidences. To be freed; NULL: memory is exhausted. */
char *cli_ladder_of(const char *tsv, size_t size, int bin, double *sum, size_t *ladder_size);

/* Adds the beads of a TSV compared with gold, and maybe a second gold. */
couplet_status cli_calibration_add(cli_calibration *c, const char *gold, size_t gold_size,
                                   const char *other, size_t other_size, const char *tsv,
                                   size_t size, couplet_error *error);

/* A line for each bin with beads; tsv: the same between tabs. */
void cli_calibration_print(const cli_calibration *c, bool tsv);

#endif
