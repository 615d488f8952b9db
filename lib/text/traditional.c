#include "text/traditional.h"

#include <stdint.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/mem.h"

static couplet_status outcome(UErrorCode failed)
{
    if (failed == U_MEMORY_ALLOCATION_ERROR)
        return COUPLET_ENOMEM;
    return U_FAILURE(failed) ? COUPLET_EINTERNAL : COUPLET_OK;
}

/* Characters stand one for one, but for a few that UTF-16 takes two units for. */
static couplet_status convert(UChar *units, int32_t *count, int32_t room)
{
    static const UChar ID[] = u"Simplified-Traditional";
    UErrorCode failed = U_ZERO_ERROR;
    UTransliterator *rules = utrans_openU(ID, -1, UTRANS_FORWARD, NULL, 0, NULL, &failed);
    int32_t limit = *count;
    if (failed != U_MEMORY_ALLOCATION_ERROR && U_FAILURE(failed))
        return COUPLET_OK; /* an ICU without these rules: the words stay as they are */
    if (U_SUCCESS(failed))
        utrans_transUChars(rules, units, count, room, 0, &limit, &failed);
    utrans_close(rules);
    return outcome(failed);
}

couplet_status couplet__traditional(couplet__buf *out, const char *utf8, size_t size)
{
    if (size > INT32_MAX / 4)
        return COUPLET_ELIMIT;
    int32_t room = 2 * (int32_t)size + 16, count = 0, bytes = 0;
    UErrorCode failed = U_ZERO_ERROR;
    UChar *units = couplet__alloc((size_t)room, sizeof *units);
    char *text = couplet__alloc((size_t)room, 2);
    couplet_status status = units == NULL || text == NULL ? COUPLET_ENOMEM : COUPLET_OK;
    if (status == COUPLET_OK) {
        u_strFromUTF8(units, room, &count, utf8, (int32_t)size, &failed);
        status = outcome(failed);
    }
    if (status == COUPLET_OK)
        status = convert(units, &count, room);
    if (status == COUPLET_OK) {
        u_strToUTF8(text, 2 * room, &bytes, units, count, &failed);
        status = outcome(failed);
    }
    if (status == COUPLET_OK) {
        couplet__buf_add(out, text, (size_t)bytes);
        status = out->failed ? COUPLET_ENOMEM : COUPLET_OK;
    }
    couplet__free(units);
    couplet__free(text);
    return status;
}
