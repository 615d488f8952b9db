/* Text into HTML: nothing that a sentence holds can become markup. */
#include "format/html.h"

#include "text/utf8.h"

static bool unprintable(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

static void put(couplet__buf *out, char c)
{
    switch (c) {
    case '&':
        couplet__buf_str(out, "&amp;");
        break;
    case '<':
        couplet__buf_str(out, "&lt;");
        break;
    case '>':
        couplet__buf_str(out, "&gt;");
        break;
    case '"':
        couplet__buf_str(out, "&quot;");
        break;
    case '\'':
        couplet__buf_str(out, "&#39;");
        break;
    default:
        if (unprintable((unsigned char)c))
            couplet__buf_str(out, "\xEF\xBF\xBD");
        else
            couplet__buf_char(out, c);
    }
}

void couplet__html_escape(couplet__buf *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        put(out, bytes[i]);
}

/* What holds at a byte: a flaw, a link, both or nothing. */
typedef struct ink {
    size_t link;
    char flaw;
} ink;

static void open_marks(couplet__buf *out, ink now)
{
    if (now.flaw != 0)
        couplet__buf_str(out, now.flaw == 'x' ? "<span class=\"w extra\">" : "<span class=\"w\">");
    if (now.link != 0) {
        couplet__buf_str(out, "<span class=\"a\" data-a=\"");
        couplet__buf_uint(out, now.link);
        couplet__buf_str(out, "\">");
    }
}

static void close_marks(couplet__buf *out, ink now)
{
    if (now.link != 0)
        couplet__buf_str(out, "</span>");
    if (now.flaw != 0)
        couplet__buf_str(out, "</span>");
}

static ink ink_at(const couplet__mark *marks, size_t count, size_t at)
{
    ink found = {0, 0};
    for (size_t i = 0; i < count && marks[i].start <= at; i++) {
        if (at >= marks[i].end)
            continue;
        if (marks[i].link != 0 && found.link == 0)
            found.link = marks[i].link;
        if (marks[i].flaw != 0)
            found.flaw = marks[i].flaw;
    }
    return found;
}

/* White space from *at on: skipped; what stands for it is one space, or nothing between Han. */
static bool spaced(const char *bytes, size_t end, size_t *at, uint32_t before)
{
    size_t next = *at;
    while (next < end) {
        size_t after = next;
        uint32_t c = couplet__utf8_next(bytes, end, &after);
        if (!couplet__is_space(c)) {
            *at = next;
            return !(couplet__is_han(before) && couplet__is_han(c));
        }
        next = after;
    }
    *at = end;
    return false;
}

void couplet__html_span(couplet__buf *out, const couplet_text *text, couplet_span span,
                        const couplet__mark *marks, size_t count)
{
    const char *bytes = couplet_text_bytes(text, NULL);
    size_t at = span.offset, end = span.offset + span.length;
    ink now = {0, 0};
    uint32_t before = 0;
    while (at < end) {
        size_t next = at;
        uint32_t c = couplet__utf8_next(bytes, end, &next);
        ink here = count == 0 ? now : ink_at(marks, count, at);
        if (here.link != now.link || here.flaw != now.flaw) {
            close_marks(out, now);
            open_marks(out, here);
            now = here;
        }
        if (couplet__is_space(c)) {
            if (spaced(bytes, end, &at, before))
                couplet__buf_char(out, ' ');
            continue;
        }
        for (; at < next; at++)
            put(out, bytes[at]);
        before = c;
    }
    close_marks(out, now);
}
