/* In place of builtin.c: for the executable that packs the lexicon, and where none is wanted. */
#include "couplet/couplet.h"

const couplet_lexicon *couplet_lexicon_builtin(void) { return NULL; }
