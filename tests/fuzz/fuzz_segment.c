/* Any bytes: the first chooses language, profile and wrapping, the rest are the text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../segment/properties.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *wrong)
{
    if (wrong != NULL) {
        fprintf(stderr, "%s\n", wrong);
        abort();
    }
}

static void check_shown(const couplet_text *text)
{
    char *shown;
    size_t size;
    couplet_range all = {0, couplet_text_count(text)};
    if (couplet_text_show(&shown, &size, text, all, NULL) != COUPLET_OK)
        return;
    check(couplet__utf8_check(shown, size) == size ? NULL : "not UTF-8 when shown");
    couplet_free(shown);
}

static void check_text(couplet_lang lang, const couplet_segment_options *options, const char *utf8,
                       size_t size)
{
    couplet_text *text = NULL, *again = NULL, *en = NULL;
    couplet_error error;
    couplet_status status = couplet_text_segment(&text, lang, utf8, size, options, &error);
    check(status == COUPLET_OK ? NULL : couplet_status_text(status));
    check(wrong_text(text, utf8, size));
    check_shown(text);
    check(couplet_text_segment(&again, lang, utf8, size, options, NULL) == COUPLET_OK
              ? NULL
              : "fails at the second call");
    check(same_texts(text, again) ? NULL : "another result at the second call");
    couplet_text_free(again);
    couplet_text_free(text);
    if (couplet_text_split(&text, &en, utf8, size, options, NULL) == COUPLET_OK) {
        check_shown(text);
        check_shown(en);
        couplet_text_free(text);
        couplet_text_free(en);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    couplet_lang lang = data[0] & 1 ? COUPLET_EN : COUPLET_ZH;
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = (couplet_profile)((data[0] >> 1 & 3) % 3);
    options.wrap = (couplet_wrap)((data[0] >> 3 & 3) % 3);
    char *utf8 = malloc(size);
    if (utf8 == NULL)
        return 0;
    memcpy(utf8, data + 1, size - 1);
    for (size_t bad; (bad = couplet__utf8_check(utf8, size - 1)) != size - 1;) {
        couplet_text *text = NULL;
        couplet_error error;
        couplet_status status = couplet_text_segment(&text, lang, utf8, size - 1, &options, &error);
        check(status == COUPLET_EENCODING && error.offset == bad ? NULL : "bad bytes not refused");
        while (bad < size - 1 && ((unsigned char)utf8[bad] & 0x80)) /* go on with the rest */
            utf8[bad++] = '.';
    }
    check_text(lang, &options, utf8, size - 1);
    free(utf8);
    return 0;
}
