/* The fitted weights, data/model/weights.tsv: name TAB weight. */
#ifndef COUPLET_ALIGN_MODEL_H
#define COUPLET_ALIGN_MODEL_H

#include <stdbool.h>

#include "base/status.h"

typedef struct couplet__model {
    double *first;  /* couplet__glance_count() */
    double *second; /* couplet__feature_count() + COUPLET__RUN_WEIGHTS */
} couplet__model;

/* Reads a table of weights. A feature that it lacks weighs nothing; one that is not known is
 * COUPLET_EDATA with its line. */
couplet_status couplet__model_read(couplet__model *out, const char *tsv, size_t size,
                                   couplet_error *error);
couplet_status couplet__model_builtin(couplet__model *out, couplet_error *error);
void couplet__model_free(couplet__model *model);

size_t couplet__weight_count(bool first);

/* The name of weight i of a pass; in the second, features and then "run_z", "run_e". */
const char *couplet__weight_name(bool first, size_t i);

#endif
