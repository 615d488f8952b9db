/* What the user brings along: glossaries and a lexicon. */
#ifndef COUPLET_CLI_RESOURCES_H
#define COUPLET_CLI_RESOURCES_H

#include "cli.h"
#include "couplet/couplet.h"

typedef struct cli_resources {
    couplet_glossary **glossaries; /* count of them */
    size_t count;
    size_t terms;             /* entries of all glossaries */
    couplet_lexicon *lexicon; /* or NULL */
} cli_resources;

/* Loads glossaries and a lexicon (path or NULL). Start from a zeroed cli_resources; release it in
 * any case. On failure says what is wrong. */
cli_exit cli_resources_load(cli_resources *resources, const cli_list *glossaries,
                            const char *lexicon);

/* A lexicon from a packed file or a text table. On failure says what is wrong. */
cli_exit cli_lexicon_load(couplet_lexicon **out, const char *path);

void cli_resources_free(cli_resources *resources);

#endif
