/* What the parts of `couplet lexicon` share. */
#ifndef COUPLET_CLI_LEXICON_H
#define COUPLET_CLI_LEXICON_H

#include <stddef.h>

#include "couplet/couplet.h"

int lexicon_learn(int argc, char **argv);

/* A couplet_write_fn to a FILE. */
int lexicon_put(void *user, const char *data, size_t size);

/* A lexicon from a packed file or a text table. Says what went wrong; returns an exit code. */
int lexicon_load(couplet_lexicon **out, const char *path);

#endif
