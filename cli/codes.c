#include "codes.h"

#include <ctype.h>
#include <string.h>

#include "message.h"

/* Language, then subtags of 2 to 8 letters and digits (BCP 47). */
static bool is_well_formed(const char *code)
{
    size_t run = 0;
    bool first = true;
    for (const char *c = code;; c++) {
        if (isalnum((unsigned char)*c) && (!first || isalpha((unsigned char)*c))) {
            run++;
            continue;
        }
        if (run < 2 || run > (first ? 3 : 8) || (*c != '\0' && *c != '-'))
            return false;
        if (*c == '\0')
            return true;
        run = 0;
        first = false;
    }
}

static bool is_language(const char *code, const char *language)
{
    return tolower((unsigned char)code[0]) == language[0] &&
           tolower((unsigned char)code[1]) == language[1] && (code[2] == '\0' || code[2] == '-');
}

static couplet_lang language_of(const char *option, const char *code)
{
    if (is_well_formed(code) && is_language(code, "zh"))
        return COUPLET_ZH;
    if (is_well_formed(code) && is_language(code, "en"))
        return COUPLET_EN;
    cli_complain("--%s cannot be '%s'; codes are such as zh-TW, zh-HK, zh-Hant, en-US, en-GB",
                 option, code);
    return (couplet_lang)0;
}

cli_exit cli_set_codes(couplet_write_options *options, const char *source, const char *target)
{
    couplet_lang from = source != NULL ? language_of("src-lang", source) : (couplet_lang)0;
    couplet_lang to = target != NULL ? language_of("tgt-lang", target) : (couplet_lang)0;
    if ((source != NULL && from == 0) || (target != NULL && to == 0))
        return CLI_USAGE;
    if (from != 0 && from == to) {
        cli_complain("--src-lang %s and --tgt-lang %s are the same language", source, target);
        return CLI_USAGE;
    }
    if (from != 0 || to != 0)
        options->source = from == COUPLET_EN || to == COUPLET_ZH ? COUPLET_EN : COUPLET_ZH;
    const char *zh = from == COUPLET_ZH ? source : to == COUPLET_ZH ? target : NULL;
    const char *en = from == COUPLET_EN ? source : to == COUPLET_EN ? target : NULL;
    if (zh != NULL)
        options->zh_code = zh;
    if (en != NULL)
        options->en_code = en;
    return CLI_OK;
}
