/* Our rules as SRX 2.0: those that two regular expressions around a place can say. What it cannot
 * say is which quotation a mark belongs to, so quotations and brackets in mid-sentence are kept
 * together here only as far as what follows them shows it. */
#include <string.h>

#include "base/buf.h"
#include "base/status.h"
#include "segment/abbreviations.h"

typedef struct rule {
    bool breaks;
    const char *before, *after;
} rule;

/* The tables of data/segment are put in at @name@. Where several rules fit a place the first
 * decides. */
#define CLOSERS                                                                                    \
    "[\"'\\x{2019}\\x{201D}\\x{300D}\\x{300F}\\x{300B}\\x{3009}\\x{FF09})\\]\\x{3011}\\x{301E}"    \
    "\\x{301F}\\x{00BB}]"
#define WIDE_STOPS "[\\x{3002}\\x{FF01}\\x{FF1F}\\x{FF61}]"
#define HAN "[\\x{3400}-\\x{9FFF}\\x{F900}-\\x{FAFF}]"

static const rule CHINESE[] = {
    {false, "[\\x{3002}\\x{FF01}\\x{FF1F}\\x{FF61}!?\\x{2026}]",
     "[\\x{3002}\\x{FF01}\\x{FF1F}\\x{FF61}!?\\x{2026}]"},
    {false, WIDE_STOPS "|[!?\\x{2026}.]", CLOSERS},
    {false, "(?:" WIDE_STOPS "|[!?\\x{2026}.])" CLOSERS, CLOSERS},
    {false, "(?:" WIDE_STOPS "|[!?\\x{2026}.])" CLOSERS "{0,3}",
     "\\s*[\\x{FF0C}\\x{3001}\\x{FF1B}\\x{FF1A},;:]"},
    {false, "(?:" WIDE_STOPS "|[!?])" CLOSERS "{1,3}",
     "\\s*(?:的|之|等|聲|是|就是|成為|這[句類種些]|[一二兩三四]個?字|為(?:主)?題)"},
    {false, "[\\x{FF08}(\\x{300A}\\x{3008}][^\\x{FF09})\\x{300B}\\x{3009}]{0,120}" WIDE_STOPS,
     "[^\\x{FF09})\\x{300B}\\x{3009}]{0,120}[\\x{FF09})\\x{300B}\\x{3009}]" HAN},
    {true, WIDE_STOPS "[!?\\x{2026}]{0,3}" CLOSERS "{0,3}", "."},
    {true, "\\x{2026}{1,2}" CLOSERS "{1,3}", "[\\x{300C}\\x{300E}\\x{201C}]"},
    {true,
     "(?:" HAN "|[%"
     "\\x{300D}\\x{201D}\\x{FF09}])[.!?]{1,3}" CLOSERS "{0,3}",
     "(?![\\w=.!?]).|\\s"},
};

static const rule ENGLISH[] = {
    {false, "\\b(?:@always@)\\.", "\\s"},
    {false, "\\b(?:@number@)\\.", "\\s+(?:\\d|[IVXLC]+\\b)"},
    {false, "\\b(?:@month@)\\.", "\\s+(?:\\d|(?!(?:@starts@)\\b)\\p{Lu})"},
    {false, "\\b(?:@may@)\\.", "\\s+(?!(?:@starts@)\\b)[\\p{Lu}\\d]"},
    {false, "\\b(?:@time@)\\.", "\\s+(?:@zone@)\\b"},
    {false, "\\b(?:[A-Za-z]\\.){2,}", "\\s+(?!(?:@starts@)\\b)\\p{Lu}"},
    {false, "(?:^|[\\s(\\x{201C}\"])\\p{Lu}\\.", "\\s+(?!(?:@starts@)\\b[^.])\\p{Lu}"},
    {false, "^\\s*(?:\\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})\\.", "\\s"},
    {false, "\\b(?:@brand@)", "\\s"},
    {false, "[.?!\\x{2026}]" CLOSERS "*",
     "\\s+(?:[\\x{2014}\\x{2013}-]+\\s*)?[\\x{201C}\\x{2018}\"'(]*\\p{Ll}(?!\\p{Lu})"},
    {false, "[?!\\x{2026}][\"\\x{201D}\\x{2019}']",
     "\\s+(?:(?:\\p{Lu}[\\p{L}'\\x{2019}-]*\\.?)\\s+){1,4}(?:@reports@)\\b"},
    {false, "(?:\\.\\.\\.|\\x{2026})", "\\s+(?:\\d|I\\b|\\.)"},
    {false, "\\([^()]{0,200}[.?!]", "[^()]{0,200}\\)(?!\\s*(?:[\\x{201C}\"(]?\\p{Lu}|$))"},
    {true, "[.?!\\x{2026}]+" CLOSERS "*(?:\\[\\d{1,4}\\])*", "\\s"},
};

/* Adds what the table lists under a name, as alternatives of a regular expression. */
static void add_words(couplet__buf *out, const char *name, size_t size)
{
    size_t at = 0, count = 0, length;
    for (const char *word; (word = couplet__listed_word(&at, name, size, &length)) != NULL;) {
        if (count++ != 0)
            couplet__buf_char(out, '|');
        for (size_t i = 0; i < length; i++) {
            if (strchr(".?!$", word[i]) != NULL)
                couplet__buf_char(out, '\\');
            if (word[i] == '&')
                couplet__buf_str(out, "&amp;");
            else
                couplet__buf_char(out, word[i]);
        }
    }
}

static void add_expression(couplet__buf *out, const char *text)
{
    while (*text != '\0') {
        const char *end = *text == '@' ? strchr(text + 1, '@') : NULL;
        if (end != NULL) {
            add_words(out, text + 1, (size_t)(end - text - 1));
            text = end + 1;
            continue;
        }
        if (*text == '&' || *text == '<' || *text == '>')
            couplet__buf_str(out, *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : "&gt;");
        else
            couplet__buf_char(out, *text);
        text++;
    }
}

static void add_rules(couplet__buf *out, const char *name, const rule *rules, size_t count)
{
    couplet__buf_str(out, "      <languagerule languagerulename=\"");
    couplet__buf_str(out, name);
    couplet__buf_str(out, "\">\n");
    for (size_t i = 0; i < count; i++) {
        couplet__buf_str(out, "        <rule break=\"");
        couplet__buf_str(out, rules[i].breaks ? "yes\">\n" : "no\">\n");
        couplet__buf_str(out, "          <beforebreak>");
        add_expression(out, rules[i].before);
        couplet__buf_str(out, "</beforebreak>\n          <afterbreak>");
        add_expression(out, rules[i].after);
        couplet__buf_str(out, "</afterbreak>\n        </rule>\n");
    }
    couplet__buf_str(out, "      </languagerule>\n");
}

static void add_document(couplet__buf *out, couplet_lang lang)
{
    couplet__buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n"
                          "  <header segmentsubflows=\"yes\" cascade=\"no\">\n"
                          "    <formathandle type=\"start\" include=\"no\"/>\n"
                          "    <formathandle type=\"end\" include=\"yes\"/>\n"
                          "    <formathandle type=\"isolated\" include=\"no\"/>\n"
                          "  </header>\n  <body>\n    <languagerules>\n");
    if (lang != COUPLET_EN)
        add_rules(out, "Chinese", CHINESE, sizeof CHINESE / sizeof *CHINESE);
    if (lang != COUPLET_ZH)
        add_rules(out, "English", ENGLISH, sizeof ENGLISH / sizeof *ENGLISH);
    couplet__buf_str(out, "    </languagerules>\n    <maprules>\n");
    if (lang != COUPLET_EN)
        couplet__buf_str(out, "      <languagemap languagepattern=\"[Zz][Hh].*\" "
                              "languagerulename=\"Chinese\"/>\n");
    if (lang != COUPLET_ZH)
        couplet__buf_str(out, "      <languagemap languagepattern=\"[Ee][Nn].*\" "
                              "languagerulename=\"English\"/>\n");
    couplet__buf_str(out, "    </maprules>\n  </body>\n</srx>\n");
}

couplet_status couplet_srx_write(couplet_lang lang, couplet_write_fn write, void *user,
                                 couplet_error *error)
{
    if (write == NULL || (lang != COUPLET_ZH && lang != COUPLET_EN && lang != 0))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no such rules or nowhere to write them");
    couplet__buf out = {0};
    add_document(&out, lang);
    couplet_status status = COUPLET_OK;
    if (out.failed)
        status = couplet__no_memory(error);
    else if (write(user, out.at, out.size) != 0)
        status = couplet__fail(error, COUPLET_ECALLBACK, 0, 0, "the rules could not be written");
    couplet__buf_free(&out);
    return status;
}
