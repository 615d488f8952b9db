#include "couplet/couplet.h"

const char *couplet_version(void) { return COUPLET_VERSION; }
