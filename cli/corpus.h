/* Parallel corpora: sentence pairs from files of several kinds. */
#ifndef COUPLET_CLI_CORPUS_H
#define COUPLET_CLI_CORPUS_H

#include "couplet/couplet.h"

/* Nonzero stops; an exit code of cli.h. */
typedef int (*cli_pair_fn)(void *user, const char *zh, size_t zh_size, const char *en,
                           size_t en_size);

/* Reads a corpus, compressed by gzip or not: NAME.zh with NAME.en beside it (a line is a
 * sentence; NAME.zh.gz with NAME.en.gz), a TMX by its ending, else Chinese TAB English, or the
 * other way round where the second column is the Chinese one. Says on stderr what went wrong;
 * returns an exit code of cli.h. */
int cli_corpus_read(const char *path, cli_pair_fn pair, void *user);

#endif
