#include "segment/cut.h"

bool couplet__cut_omegat(couplet__cuts *cuts, couplet_lang lang, const char *bytes,
                         couplet_span line)
{
    (void)lang;
    cuts->count = 0;
    return couplet__cut_chinese(cuts, bytes, line);
}
