/* Aligns two texts: the bytes in front of the first NUL are Chinese, those behind it English, a
 * segment a line; the first byte chooses limits of beads and pins. Every segment must be in one
 * bead, and a second run must say the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int truth)
{
    if (!truth)
        abort();
}

static couplet_text *cut(couplet_lang lang, const char *bytes, size_t size)
{
    couplet_segment_options options;
    couplet_text *text;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = COUPLET_PROFILE_LINES;
    couplet_text_segment(&text, lang, bytes, size, &options, NULL);
    return text;
}

static void check(const couplet_result *r, const couplet_text *zh, const couplet_text *en)
{
    size_t s = 0, t = 0;
    for (size_t i = 0; i < couplet_result_count(r); i++) {
        const couplet_bead *b = couplet_result_bead(r, i);
        must(b->zh.first == s && b->en.first == t && b->zh.count + b->en.count > 0);
        must(b->confidence >= 0 && b->confidence <= 1.0001);
        s += b->zh.count;
        t += b->en.count;
    }
    must(s == couplet_text_count(zh) && t == couplet_text_count(en));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 20000)
        return 0;
    const char *zh_bytes = (const char *)data + 1, *end = memchr(zh_bytes, 0, size - 1);
    if (end == NULL)
        return 0;
    couplet_text *zh = cut(COUPLET_ZH, zh_bytes, (size_t)(end - zh_bytes));
    couplet_text *en = cut(COUPLET_EN, end + 1, size - 2 - (size_t)(end - zh_bytes));
    couplet_options options;
    couplet_hooks hooks;
    couplet_aligner *aligner = NULL;
    couplet_result *result = NULL, *again = NULL;
    couplet_options_init(&options, sizeof options);
    couplet_hooks_init(&hooks, sizeof hooks);
    options.max_zh = 1 + data[0] % 4;
    options.max_en = 1 + data[0] / 4 % 7;
    couplet_pin pin = {data[0] % 5, data[0] % 7};
    hooks.pins = &pin;
    hooks.pin_count = data[0] >= 128;
    if (zh != NULL && en != NULL) {
        must(couplet_aligner_new(&aligner, &options, NULL) == COUPLET_OK);
        couplet_status status = couplet_align(&result, aligner, zh, en, &hooks, NULL);
        must(status == COUPLET_OK || (status == COUPLET_EINVAL && hooks.pin_count != 0));
        if (status == COUPLET_OK) {
            check(result, zh, en);
            must(couplet_align(&again, aligner, zh, en, &hooks, NULL) == COUPLET_OK);
            must(couplet_result_count(again) == couplet_result_count(result));
            for (size_t i = 0; i < couplet_result_count(result); i++)
                must(memcmp(couplet_result_bead(result, i), couplet_result_bead(again, i),
                            sizeof(couplet_bead)) == 0);
        }
    }
    couplet_result_free(result);
    couplet_result_free(again);
    couplet_aligner_free(aligner);
    couplet_text_free(zh);
    couplet_text_free(en);
    return 0;
}
