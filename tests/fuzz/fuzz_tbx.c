/* Any bytes as a TBX: read without harm, twice alike. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "couplet/couplet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static int on_pair(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    expect(zh_size != 0 && zh[zh_size] == '\0' && en_size != 0 && en[en_size] == '\0');
    couplet__buf_add(user, zh, zh_size);
    couplet__buf_char(user, '\t');
    couplet__buf_add(user, en, en_size);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    couplet__buf first = {0}, second = {0};
    couplet_error error;
    couplet_status status = couplet_tbx_read(data, size, on_pair, &first, NULL, &error);
    expect(status == COUPLET_OK || status == COUPLET_EDATA || status == COUPLET_EENCODING ||
           status == COUPLET_ELIMIT);
    expect(status == COUPLET_OK || (error.message != NULL && error.offset <= size));
    expect(couplet_tbx_read(data, size, on_pair, &second, NULL, NULL) == status);
    expect(first.size == second.size &&
           (first.size == 0 || memcmp(first.at, second.at, first.size) == 0));
    couplet__buf_free(&first);
    couplet__buf_free(&second);
    return 0;
}
