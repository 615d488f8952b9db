/* The behaviour of OmegaT 3.6 with its default settings, observed rule by rule. What differs from
 * our own rules: an end mark counts only when white space (English) or anything at all (Chinese)
 * follows it directly, so 。」 and ." end nothing; Chinese is cut inside quotations, and half-width
 * full stops and commas never end anything there. */
#include <string.h>

#include "segment/cut.h"
#include "text/utf8.h"

typedef struct reader {
    const char *bytes;
    size_t start, end; /* of the line */
} reader;

static bool is_blank(uint32_t c) /* Java's \s */ { return c == ' ' || (c >= 9 && c <= 13); }

static bool is_capital(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

static uint32_t peek(const reader *r, size_t at)
{
    return at < r->end ? couplet__utf8_next(r->bytes, r->end, &at) : 0;
}

/* The ASCII character n places before `at`, 0 before the line begins. */
static char back(const reader *r, size_t at, size_t n)
{
    return at >= r->start + n ? r->bytes[at - n] : '\0';
}

static bool ends_in(const reader *r, size_t at, const char *text)
{
    size_t size = strlen(text);
    return at >= r->start + size && memcmp(r->bytes + at - size, text, size) == 0;
}

static bool ends_in_any_case(const reader *r, size_t at, const char *text)
{
    size_t size = strlen(text);
    if (at < r->start + size)
        return false;
    for (size_t i = 0; i < size; i++) {
        char c = r->bytes[at - size + i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != text[i])
            return false;
    }
    return true;
}

/* Blanks, then something that is no capital; a second blank is no capital either. */
static bool no_capital_follows(const reader *r, size_t at)
{
    if (!is_blank(peek(r, at)) || at + 1 >= r->end)
        return false;
    return !is_capital(peek(r, at + 1));
}

static bool is_time(const reader *r, size_t at) /* am. a.m. PM. before a small letter */
{
    size_t n = back(r, at, 3) == '.' ? 4 : 3;
    char half = back(r, at, n), m = back(r, at, 2);
    uint32_t next = peek(r, at + 1);
    return at >= r->start + n && strchr("apAP", half) != NULL && half != '\0' &&
           (m == 'm' || m == 'M') && next >= 'a' && next <= 'z';
}

/* English short forms behind which nothing is cut. `at` is behind their full stop, on a blank. */
static bool is_short_form(const reader *r, size_t at)
{
    static const char *const FORMS[] = {"Dr.",   "U.K.",  "M.",  "Mr.", "Mrs.",    "Ms.",
                                        "Prof.", "resp.", "St.", "Mt.", "approx.", "Approx."};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (ends_in(r, at, FORMS[i]))
            return true;
    if (ends_in_any_case(r, at, "e.g.") || ends_in_any_case(r, at, "i.e.") ||
        ends_in_any_case(r, at, "fig."))
        return true;
    if (ends_in(r, at, "No.") && is_digit(peek(r, at + 1)))
        return true;
    if (ends_in(r, at, "etc."))
        return no_capital_follows(r, at);
    bool blank_1 = is_blank((unsigned char)back(r, at, 3)),
         blank_2 = is_blank((unsigned char)back(r, at, 4));
    char last = back(r, at, 2), before = back(r, at, 3);
    if (blank_1 && ((last >= 'A' && last <= 'Z') || last == 'v'))
        return true;
    if (blank_2 && (before == 'v' || before == 'V') && (last == 's' || last == 'S'))
        return true;
    if (ends_in(r, at, "tel.") && is_blank((unsigned char)back(r, at, 5)))
        return true;
    const char *const units[] = {"min.", "mn.", "sec."};
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(units[i]);
        if (ends_in(r, at, units[i]) && is_blank((unsigned char)back(r, at, n + 1)) &&
            is_digit((unsigned char)back(r, at, n + 2)))
            return true;
    }
    return is_time(r, at);
}

static bool is_chinese_stop(uint32_t c) { return c == 0x3002 || c == 0xFF1F || c == 0xFF01; }

/* What stays with a Chinese end mark before it. */
static bool is_held(uint32_t c)
{
    return c == 0x2019 || c == 0x201D || c == '"' || c == 0x300D || c == 0xFF09 || c == 0x300F ||
           c == 0xFF1F || c == 0x2014;
}

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Is the text cut at `at`, behind the character c? */
static bool cuts_here(const reader *r, couplet_lang lang, uint32_t c, size_t at)
{
    uint32_t next = peek(r, at);
    if (lang == COUPLET_ZH && is_chinese_stop(c))
        return !is_held(next) && !is_line_end(next);
    if ((c != '.' && c != '!' && c != '?') || !is_blank(next))
        return false;
    if (lang == COUPLET_ZH)
        return c != '.';
    if (c == '.' && is_short_form(r, at))
        return false;
    return !(ends_in(r, at, "...") && no_capital_follows(r, at));
}

/* The end of a number at the head of a line, "12.3) ", behind which a capital begins; or 0. */
static size_t heading_number(const reader *r)
{
    size_t at = r->start, digits = 0, more = 0;
    while (at < r->end && is_blank((unsigned char)r->bytes[at]))
        at++;
    for (; at < r->end; at++, more += digits != 0) {
        char c = r->bytes[at];
        bool digit = c >= '0' && c <= '9';
        if (!digit && !(digits != 0 && (c == '.' || c == ')' || c == ']')))
            break;
        digits += digit;
    }
    size_t blanks = at;
    while (at < r->end && is_blank((unsigned char)r->bytes[at]))
        at++;
    return more > 1 && at > blanks && is_capital(peek(r, at)) ? at : 0;
}

bool couplet__cut_omegat(couplet__cuts *cuts, couplet_lang lang, const char *bytes,
                         couplet_span line)
{
    reader r = {bytes, line.offset, line.offset + line.length};
    size_t heading = heading_number(&r);
    bool ok = true;
    for (size_t at = r.start; ok && at < r.end;) {
        if (at == heading && heading != 0)
            ok = couplet__vec_push(cuts, at);
        uint32_t c = couplet__utf8_next(bytes, r.end, &at);
        bool indented = c == '\n' && at < r.end && bytes[at] == ' ';
        if (ok && at < r.end && (indented || cuts_here(&r, lang, c, at)))
            ok = couplet__vec_push(cuts, at);
    }
    return ok;
}
