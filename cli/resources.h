/* What the user brings along: glossaries and a lexicon. */
#ifndef COUPLET_CLI_RESOURCES_H
#define COUPLET_CLI_RESOURCES_H

#include "cli.h"
#include "couplet/couplet.h"

typedef struct cli_resources {
    couplet_glossary **glossaries; /* count of them */
    size_t count;
    size_t terms; /* entries of all glossaries */
    const couplet_lexicon *lexicon,
        *base;               /* base: what lexicon stands on top of; each may be NULL */
    couplet_lexicon *own[2]; /* those of them that are to be freed */
} cli_resources;

/* Loads glossaries and a lexicon (path or NULL), and the one that it stands on top of. Start from a
 * zeroed cli_resources; release it in any case. On failure says what is wrong; where there is no
 * lexicon at all, says so and goes on. */
cli_exit cli_resources_load(cli_resources *resources, const cli_list *glossaries,
                            const char *lexicon);

/* The lexicon of a file, packed or a text table; of path NULL the one that is linked in, or in a
 * build without one the file that was installed with the command. *own is what to free, or NULL.
 * *lexicon is NULL where path is and there is none. On failure says what is wrong. */
cli_exit cli_lexicon_open(const couplet_lexicon **lexicon, couplet_lexicon **own, const char *path);

void cli_resources_free(cli_resources *resources);

#endif
