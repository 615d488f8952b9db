/* The lexicon that is linked in: data/lexicon, packed by the build. */
#include "base/embed.h"
#include "lexicon/packed.h"

COUPLET__EMBED(lexicon, COUPLET_LEXICON_FILE);

static const couplet_lexicon BUILTIN = {couplet__lexicon_start, NULL};

/* Not checked here: that would read every page, and the tests of the build do it. */
const couplet_lexicon *couplet_lexicon_builtin(void) { return &BUILTIN; }
