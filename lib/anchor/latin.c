#include "anchor/latin.h"

#include <string.h>

#include "text/utf8.h"

static uint32_t peek(const couplet__folded *f, size_t i) { return i < f->count ? f->cp[i] : 0; }

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static uint32_t lower(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ? c + 32 : c;
}

static bool begins_with(const couplet__folded *f, size_t at, const char *word)
{
    for (size_t i = 0; word[i] != '\0'; i++)
        if (lower(peek(f, at + i)) != (uint32_t)word[i])
            return false;
    return true;
}

/* Characters of addresses: ASCII without space, quotes and brackets. */
static bool is_address(uint32_t c)
{
    return c > ' ' && c < 0x7F && strchr("\"'<>()[]{}|\\^`,;", (int)c) == NULL;
}

static size_t address_run(const couplet__folded *f, size_t at)
{
    size_t end = at;
    while (end < f->count && is_address(f->cp[end]))
        end++;
    while (end > at && strchr(".!?:-/", (int)f->cp[end - 1]) != NULL)
        end--; /* the mark behind it is the sentence's; a last slash says nothing */
    return end;
}

/* The end of an address at cp[at], or 0: https://…, www.…, name@host, host.tld/… A run of
 * characters is looked through once: *checked is the end of the last one. */
static size_t address_end(const couplet__folded *f, size_t at, size_t *checked)
{
    if (begins_with(f, at, "http://") || begins_with(f, at, "https://") ||
        begins_with(f, at, "www."))
        return address_run(f, at);
    if (at < *checked)
        return 0;
    size_t end = address_run(f, at);
    *checked = end;
    bool mail = false, dot = false, slash = false, letter_behind_dot = false;
    for (size_t i = at; i < end; i++) {
        uint32_t c = f->cp[i];
        mail |= c == '@' && i > at && i + 1 < end;
        slash |= c == '/' && dot;
        letter_behind_dot |= dot && couplet__is_latin(c);
        dot |= c == '.' && i > at;
    }
    return letter_behind_dot && (mail || slash) ? end : 0;
}

/* The end of letters with the digits, hyphens and inner points that belong to them. */
static size_t word_end(const couplet__folded *f, size_t at)
{
    size_t i = at;
    for (;;) {
        uint32_t c = peek(f, i), next = peek(f, i + 1);
        bool more = couplet__is_latin(next) || is_digit(next);
        if (couplet__is_latin(c) || is_digit(c))
            i++;
        else if ((c == '-' || c == 0x2010 || c == '&' || c == '\'' || c == 0x2019) && i > at &&
                 more)
            i++;
        else
            return i;
    }
}

static bool push(couplet__latins *out, const couplet__folded *f, size_t from, size_t to, bool part)
{
    size_t text = out->bytes.size;
    for (size_t i = from; i < to; i++) {
        uint32_t c = f->cp[i] == 0x2010 ? '-' : f->cp[i] == 0x2019 ? '\'' : lower(f->cp[i]);
        couplet__buf_utf8(&out->bytes, c);
    }
    couplet__latin l = {(uint32_t)from, (uint32_t)(to - from), text, out->bytes.size - text, part};
    return !out->bytes.failed && couplet__vec_push(&out->at, l);
}

static bool push_parts(couplet__latins *out, const couplet__folded *f, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        size_t end = i;
        while (end < to && couplet__is_latin(f->cp[end]))
            end++;
        if (end > i && !push(out, f, i, end, true))
            return false;
        i = end > i ? end : i + 1;
    }
    return true;
}

/* Reads on from a letter, or from a digit that letters follow (5G); *end behind what was read. */
static bool read_word(couplet__latins *out, const couplet__folded *f, size_t at, size_t *checked,
                      size_t *end)
{
    size_t stop = address_end(f, at, checked);
    if (stop != 0) {
        *end = stop;
        return push(out, f, at, stop, false);
    }
    *end = word_end(f, at);
    bool letters = false, others = false;
    for (size_t i = at; i < *end; i++) {
        letters |= couplet__is_latin(f->cp[i]);
        others |= !couplet__is_latin(f->cp[i]);
    }
    if (!letters)
        return true;
    return (!others || push(out, f, at, *end, false)) && push_parts(out, f, at, *end);
}

couplet_status couplet__latin_find(couplet__latins *out, const couplet__folded *zh)
{
    out->at.count = 0;
    couplet__buf_clear(&out->bytes);
    size_t checked = 0;
    for (size_t at = 0; at < zh->count;) {
        size_t end = at + 1;
        uint32_t c = zh->cp[at];
        if ((couplet__is_latin(c) || is_digit(c)) && !read_word(out, zh, at, &checked, &end))
            return COUPLET_ENOMEM;
        at = end;
    }
    return COUPLET_OK;
}

void couplet__latins_free(couplet__latins *latins)
{
    couplet__vec_free(&latins->at);
    couplet__buf_free(&latins->bytes);
}
