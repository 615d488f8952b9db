#include "base/status.h"

#include <string.h>

couplet_status couplet__fail(couplet_error *error, couplet_status code, size_t offset, size_t line,
                             const char *message)
{
    if (error != NULL) {
        memset(error, 0, sizeof *error);
        error->code = code;
        error->message = message;
        error->offset = offset;
        error->line = line;
    }
    return code;
}

couplet_status couplet__no_memory(couplet_error *error)
{
    return couplet__fail(error, COUPLET_ENOMEM, 0, 0, "out of memory");
}

const char *couplet_status_text(couplet_status status)
{
    switch (status) {
    case COUPLET_OK:
        return "ok";
    case COUPLET_ENOMEM:
        return "out of memory";
    case COUPLET_EINVAL:
        return "invalid argument";
    case COUPLET_EENCODING:
        return "text is not in the stated encoding";
    case COUPLET_ELIMIT:
        return "a stated limit was reached";
    case COUPLET_ECANCELED:
        return "stopped by the caller";
    case COUPLET_ECALLBACK:
        return "a callback reported failure";
    case COUPLET_EDATA:
        return "malformed data";
    case COUPLET_EINTERNAL:
        return "internal error";
    }
    return "unknown status";
}
