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

/* Marks in the order of their start, and how far the last ones taken reach. */
typedef struct cursor {
    const couplet__mark *marks;
    size_t count, next;
    size_t link, link_end; /* what was taken first keeps its bytes */
    char flaw;
    size_t flaw_end;
} cursor;

static ink ink_at(cursor *c, size_t at)
{
    for (; c->next < c->count && c->marks[c->next].start <= at; c->next++) {
        const couplet__mark *mark = &c->marks[c->next];
        if (mark->link != 0 && mark->end > at && mark->start >= c->link_end) {
            c->link = mark->link;
            c->link_end = mark->end;
        }
        if (mark->flaw != 0 && mark->end > c->flaw_end) {
            c->flaw = mark->flaw;
            c->flaw_end = mark->end;
        }
    }
    return (ink){at < c->link_end ? c->link : 0, at < c->flaw_end ? c->flaw : 0};
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
    cursor marked = {.marks = marks, .count = count};
    ink now = {0, 0};
    uint32_t before = 0;
    while (at < end) {
        size_t next = at;
        uint32_t c = couplet__utf8_next(bytes, end, &next);
        ink here = ink_at(&marked, at);
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
