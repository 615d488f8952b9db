/* Language codes: strict in what is written (OmegaT and others skip what they do not know),
 * lenient in what is read. */
#include <stdint.h>
#include <string.h>

#include "format/markup.h"

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

static bool letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* The subtag at *at, up to `-` or `_`; moves *at behind it and its separator. */
static size_t subtag(const char *code, size_t size, size_t *at)
{
    size_t end = *at, start = *at;
    while (end < size && code[end] != '-' && code[end] != '_')
        end++;
    *at = end < size ? end + 1 : end;
    return end - start;
}

static bool is(const char *tag, size_t size, const char *name)
{
    if (size != strlen(name))
        return false;
    for (size_t i = 0; i < size; i++)
        if (lower(tag[i]) != name[i])
            return false;
    return true;
}

static bool every(const char *tag, size_t size, bool (*fits)(char))
{
    for (size_t i = 0; i < size; i++)
        if (!fits(tag[i]))
            return false;
    return true;
}

static bool letter_or_digit(char c) { return letter(c) || digit(c); }

/* RFC 5646, section 2.1: 1 script, 2 region, 3 variant; 0: none of them. */
static int order(const char *tag, size_t n)
{
    if (n == 4 && every(tag, n, letter))
        return 1;
    if ((n == 2 && every(tag, n, letter)) || (n == 3 && every(tag, n, digit)))
        return 2;
    if (every(tag, n, letter_or_digit) && ((n >= 5 && n <= 8) || (n == 4 && digit(tag[0]))))
        return 3;
    return 0;
}

const char *couplet__code_fault(const char *code, couplet_lang lang)
{
    size_t size = strlen(code), at = 0;
    if (memchr(code, '_', size) != NULL)
        return "a language code has `-` between its parts, not `_`";
    if (!is(code, subtag(code, size, &at), lang == COUPLET_ZH ? "zh" : "en"))
        return lang == COUPLET_ZH ? "the Chinese language code must be zh, or begin with zh-"
                                  : "the English language code must be en, or begin with en-";
    int before = 0;
    while (at < size) {
        const char *tag = code + at;
        int now = order(tag, subtag(code, size, &at));
        if (now == 0 || now < before || (now == before && now < 3))
            return "not a language code of BCP 47 with script, region and variants only";
        before = now;
    }
    return size != 0 && code[size - 1] == '-' ? "a language code cannot end in `-`" : NULL;
}

couplet_lang couplet__code_lang(const char *code, size_t size, bool *traditional)
{
    static const char *const ZH[] = {"zh", "zho", "chi", "cmn"};
    static const char *const TRADITIONAL[] = {"hant", "tw", "hk", "mo", "cht"};
    size_t at = 0, n = subtag(code, size, &at);
    *traditional = false;
    if (is(code, n, "en") || is(code, n, "eng"))
        return COUPLET_EN;
    bool chinese = false;
    for (size_t i = 0; i < sizeof ZH / sizeof *ZH; i++)
        chinese = chinese || is(code, n, ZH[i]);
    if (!chinese)
        return (couplet_lang)0;
    while (at < size) {
        const char *tag = code + at;
        n = subtag(code, size, &at);
        if (is(tag, n, "hans")) { /* whatever the region */
            *traditional = false;
            break;
        }
        for (size_t i = 0; i < sizeof TRADITIONAL / sizeof *TRADITIONAL; i++)
            *traditional = *traditional || is(tag, n, TRADITIONAL[i]);
    }
    return COUPLET_ZH;
}

couplet_lang couplet__xml_lang(const couplet__xml_attributes *with, bool *traditional)
{
    size_t size;
    *traditional = false;
    const char *code = couplet__xml_attribute(with, "xml:lang", &size);
    if (code == NULL)
        code = couplet__xml_attribute(with, "lang", &size);
    return code != NULL ? couplet__code_lang(code, size, traditional) : (couplet_lang)0;
}
