/* couplet_decode() and couplet_detect(): whatever the bytes, the answer is UTF-8 without NUL or an
 * error that lies within them. The first byte chooses the encoding. */
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

#include "couplet/couplet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void decode(const uint8_t *data, size_t size, const char *charset)
{
    char *utf8, *again;
    size_t utf8_size, again_size;
    couplet_error error;
    couplet_status status = couplet_decode(&utf8, &utf8_size, data, size, charset, &error);
    if (status != COUPLET_OK) {
        require(status == COUPLET_EENCODING && error.code == status && utf8 == NULL);
        require(error.message != NULL && error.offset <= size);
        return;
    }
    require(couplet__utf8_check(utf8, utf8_size) == utf8_size);
    require(strlen(utf8) == utf8_size);
    require(couplet_decode(&again, &again_size, data, size, charset, NULL) == COUPLET_OK);
    require(again_size == utf8_size && memcmp(again, utf8, utf8_size) == 0);
    couplet_free(again);
    couplet_free(utf8);
}

static void detect(const uint8_t *data, size_t size, couplet_lang lang)
{
    couplet_detection found;
    couplet_error error;
    couplet_status status = couplet_detect(&found, data, size, lang, &error);
    require(status == COUPLET_OK || status == COUPLET_EENCODING);
    if (status == COUPLET_OK)
        require(found.charset != NULL && found.certainty > 0 && found.certainty <= 1);
    else
        require(found.charset == NULL && error.offset <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const CHARSETS[] = {
        NULL,         "utf-8",   "utf-16", "utf-16le", "utf-16be", "big5",        "cp950",
        "big5-hkscs", "gb18030", "gbk",    "gb2312",   "euc-tw",   "windows-1252"};
    if (size == 0)
        return 0;
    size_t which = *data % (sizeof CHARSETS / sizeof *CHARSETS);
    detect(data + 1, size - 1, (couplet_lang)(*data % 3));
    decode(data + 1, size - 1, CHARSETS[which]);
    return 0;
}
