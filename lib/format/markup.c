#include "format/markup.h"

#include "text/utf8.h"

/* The production Char of XML 1.0 (fifth edition, section 2.2). */
static bool allowed(uint32_t c)
{
    return c >= 0x20 ? !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF
                     : c == '\t' || c == '\n' || c == '\r';
}

static bool is_blank(uint32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

size_t couplet__markup_clean(couplet__buf *out, const char *text, size_t size)
{
    size_t dropped = 0, start = out->size;
    bool gap = false;
    for (size_t at = 0; at < size;) {
        uint32_t c = couplet__utf8_next(text, size, &at);
        if (!allowed(c)) {
            dropped++;
        } else if (is_blank(c) || (out->size == start && couplet__is_space(c))) {
            gap = true;
        } else {
            if (gap && out->size != start)
                couplet__buf_char(out, ' ');
            couplet__buf_utf8(out, c);
            gap = false;
        }
    }
    while (!out->failed && out->size > start) {
        size_t at = out->size;
        if (!couplet__is_space(couplet__utf8_prev(out->at, &at)))
            break;
        out->size = at;
        out->at[at] = '\0';
    }
    return dropped;
}

void couplet__markup_text(couplet__buf *out, const char *text, size_t size)
{
    size_t done = 0;
    for (size_t i = 0; i < size; i++) {
        const char *entity = text[i] == '&'   ? "&amp;"
                             : text[i] == '<' ? "&lt;"
                             : text[i] == '>' ? "&gt;" /* for the sake of "]]>" */
                                              : NULL;
        if (entity == NULL)
            continue;
        couplet__buf_add(out, text + done, i - done);
        couplet__buf_str(out, entity);
        done = i + 1;
    }
    couplet__buf_add(out, text + done, size - done);
}

static void digits(couplet__buf *out, int64_t value, int places)
{
    for (int64_t unit = places == 4 ? 1000 : 10; unit != 0; unit /= 10)
        couplet__buf_char(out, (char)('0' + value / unit % 10));
}

/* The civil date follows H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in
 * March, so that the leap day comes last, and 719,468 days lie between 0000-03-01 and 1970. */
void couplet__markup_date(couplet__buf *out, int64_t seconds, couplet__date form)
{
    bool extended = form == COUPLET__DATE_EXTENDED;
    int64_t days = seconds / 86400 + 719468, second = seconds % 86400;
    int64_t era = days / 146097, day = days % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= year * 365 + year / 4 - year / 100;
    int64_t march = (5 * day + 2) / 153, month = march < 10 ? march + 3 : march - 9;
    digits(out, era * 400 + year + (month <= 2), 4);
    couplet__buf_str(out, extended ? "-" : "");
    digits(out, month, 2);
    couplet__buf_str(out, extended ? "-" : "");
    digits(out, day - (153 * march + 2) / 5 + 1, 2);
    couplet__buf_char(out, 'T');
    digits(out, second / 3600, 2);
    couplet__buf_str(out, extended ? ":" : "");
    digits(out, second / 60 % 60, 2);
    couplet__buf_str(out, extended ? ":" : "");
    digits(out, second % 60, 2);
    couplet__buf_char(out, 'Z');
}
