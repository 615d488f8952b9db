#include "text/line.h"

#include "text/language.h"
#include "text/paragraph.h"
#include "text/utf8.h"

static bool ends_line(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Whether a character that ends a line may begin, or go on, with this byte. */
static bool may_end_line(char byte)
{
    static const bool MAY[256] = {
        ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true, [0xC2] = true, [0xE2] = true};
    return MAY[(unsigned char)byte];
}

static bool is_invisible(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD;
}

static uint32_t columns(uint32_t c, uint32_t at)
{
    if (c >= 0x2E80 && c <= 0xA4CF)
        return 2;
    if (c >= ' ' && c < 0x80)
        return 1;
    if (c == '\t')
        return 8 - at % 8;
    if (is_invisible(c))
        return 0;
    bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0xAC00 && c <= 0xD7A3) ||
                (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
                (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
                (c >= 0x1F300 && c <= 0x1FAFF) || c >= 0x20000;
    return wide ? 2 : 1;
}

static bool is_closer(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '*' || c == '_' || c == 0x2019 ||
           c == 0x201D || c == 0xBB || c == 0x3009 || c == 0x300B || c == 0x300D || c == 0x300F ||
           c == 0x3011 || c == 0x3015 || c == 0xFF09 || c == 0xFF3D;
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x3002 || c == 0xFF01 ||
           c == 0xFF1F || c == 0xFF0E || c == 0xFF1A || c == 0x2026 || c == 0xFF61;
}

static bool stops(const char *s, size_t start, size_t end)
{
    while (end > start) {
        uint32_t c = couplet__utf8_prev(s, &end);
        if (!is_closer(c) && !is_invisible(c))
            return is_stop(c);
    }
    return false;
}

/* Columns of what a wrapping program would not have broken: a word, or one Han character. */
static uint32_t first_word(const char *s, size_t start, size_t end)
{
    uint32_t width = 0;
    while (start < end) {
        uint32_t c = couplet__utf8_next(s, end, &start), add = columns(c, 0);
        if (couplet__is_space(c) || (width != 0 && c >= 0x2E80))
            break;
        width += add;
        if (c >= 0x2E80)
            break;
    }
    return width;
}

/* All that tells where paragraphs start and whether lines are wrapped, but for where the line
 * begins and ends, which is known; start: where the white space in front begins. */
static void measure(couplet__line *line, const char *s, size_t start)
{
    size_t at = line->start, end = line->end, first = at;
    while (start < at) {
        uint32_t c = couplet__utf8_next(s, at, &start);
        line->indent += columns(c, line->indent);
        line->wide_indent = line->wide_indent || c == 0x3000;
        line->chars++;
    }
    if (at == end)
        return;
    uint32_t c = couplet__utf8_next(s, end, &first);
    line->continues = (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
                      c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == 0xFF1F ||
                      c == 0xFF01 || c == ',' || c == ';' || c == 0x300D || c == 0xFF09;
    line->width = line->indent;
    for (size_t i = at; i < end; line->chars++)
        line->width += columns(couplet__utf8_next(s, end, &i), line->width);
    line->first_word = first_word(s, at, end);
    line->lang = couplet__language_of(s + at, end - at);
    size_t marker = couplet__list_marker(s + at, end - at);
    line->item = marker != 0 && marker < end - at; /* "by Nov.\n22." is no item */
    line->stops = stops(s, at, end);
}

/* The line s[start..end), whose terminator is cut off. */
static couplet__line look(const char *s, size_t start, size_t end, size_t number, bool measured)
{
    couplet__line line = {.start = couplet__skip_spaces(s, end, start), .number = number};
    while (end > line.start) {
        size_t last = end;
        if (!couplet__is_space(couplet__utf8_prev(s, &last)))
            break;
        end = last;
    }
    line.end = end;
    if (measured)
        measure(&line, s, start);
    return line;
}

bool couplet__lines(couplet__line_list *out, const char *s, size_t size, bool measured)
{
    size_t start = 0, number = 1;
    out->count = 0;
    for (size_t at = 0; at < size;) {
        size_t end = at;
        if (!may_end_line(s[at])) {
            at++;
            continue;
        }
        uint32_t c = couplet__utf8_next(s, size, &at);
        if (!ends_line(c))
            continue;
        bool counts = c == '\n' || c == '\r';
        if (c == '\r' && at < size && s[at] == '\n')
            at++;
        /* a form feed at the head of a page does not make a blank line of its own */
        if (counts || c == 0x2028 || c == 0x2029 || end > start) {
            couplet__line line = look(s, start, end, number, measured);
            line.breaks = c == 0x2029;
            if (!couplet__vec_push(out, line))
                return false;
        }
        start = at;
        number += counts;
    }
    return start == size || couplet__vec_push(out, look(s, start, size, number, measured));
}
