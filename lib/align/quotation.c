#include "align/quotation.h"

#include "text/utf8.h"

enum {
    DOUBLE = '"',
    SINGLE = '\'',
    LEFT = 0x201C,
    RIGHT = 0x201D,
    LEFT1 = 0x2018,
    RIGHT1 = 0x2019
};

static bool is_edge(uint32_t c) { return c == 0 || couplet__is_space(c); }

static bool is_alnum(uint32_t c) { return couplet__is_latin(c) || (c >= '0' && c <= '9'); }

void couplet__quotes_enter(couplet__quotes *q, const char *bytes, size_t size)
{
    q->bytes = bytes;
    q->size = size;
    q->opened = q->closed = SIZE_MAX;
    q->names_speaker = false;
    q->opens = q->closes = 0;
}

/* The last character before the mark that ends at `end`, white space apart, or 0. */
static uint32_t solid_before(const couplet__quotes *q, size_t end)
{
    uint32_t c = 0;
    couplet__utf8_prev(q->bytes, &end);
    while (end > 0 && is_edge(c))
        c = couplet__utf8_prev(q->bytes, &end);
    return is_edge(c) ? 0 : c;
}

static void open(couplet__quotes *q, size_t end)
{
    q->inside = true;
    q->opened = q->counted = end;
    q->closed = SIZE_MAX;
    q->spaces = 0;
    if (q->opens < UINT8_MAX)
        q->opens++;
}

static void close(couplet__quotes *q, size_t end)
{
    q->inside = false;
    q->closed = end;
    if (q->closes < UINT8_MAX)
        q->closes++;
}

static uint32_t closer_of(uint32_t c)
{
    switch (c) {
    case 0x300C: /* 「 */
    case 0x300E: /* 『 */
    case 0x301D: /* 〝 */
    case LEFT:
        return c + 1;
    case DOUBLE:
        return c;
    default:
        return 0;
    }
}

void couplet__quotes_read_zh(couplet__quotes *q, uint32_t c, size_t end)
{
    uint32_t closer = closer_of(c);
    if (q->inside && c == q->closer) {
        close(q, end);
    } else if (closer != 0 && (!q->inside || closer == q->closer)) {
        q->names_speaker |= couplet__one_of(solid_before(q, end), U"：:，,");
        q->closer = closer;
        open(q, end);
    }
}

/* Does a single mark that stands inside a quotation end it, or is it an apostrophe? */
static bool ends_single(couplet__quotes *q, uint32_t p, uint32_t n, size_t end)
{
    if (is_alnum(p) && is_alnum(n))
        return false;
    if (n == 0)
        return !is_edge(p);
    if (couplet__one_of(p, U".,!?—…–-;:\"”") && (is_edge(n) || couplet__one_of(n, U")—–,.;:")))
        return true;
    if (is_alnum(p) && couplet__one_of(n, U".,;:!?)—–"))
        return true;
    if (is_edge(p) && is_edge(n))
        return true;
    if (!is_alnum(p) || !is_edge(n) || q->opened == SIZE_MAX)
        return false;
    /* 'cake room' ends here; of the boys' it is not known, unless the quotation is but two words */
    for (; q->counted < end; q->counted++) /* each byte once, however many marks stand there */
        q->spaces += q->bytes[q->counted] == ' ';
    return p != 's' || q->spaces < 3;
}

static bool opens_english(const couplet__quotes *q, uint32_t p, uint32_t c, uint32_t n)
{
    if (c == LEFT || c == RIGHT)
        return c == LEFT;
    if (!(is_edge(p) || couplet__one_of(p, q->single ? U"([—–-\"“" : U"([—–-")))
        return false;
    return is_alnum(n) || couplet__one_of(n, q->single ? U".…—¿\"“" : U".…—¿'‘“");
}

/* Goes the sentence on behind the last quotation, as in `'…!' cried Trinket`? */
static bool goes_on(const couplet__quotes *q)
{
    size_t at = q->closed;
    return at < q->size - 1 && q->bytes[at] == ' ' && q->bytes[at + 1] >= 'a' &&
           q->bytes[at + 1] <= 'z';
}

void couplet__quotes_read_en(couplet__quotes *q, uint32_t before, uint32_t c, uint32_t next,
                             size_t end)
{
    bool own = q->single ? c == SINGLE || c == LEFT1 || c == RIGHT1
                         : c == DOUBLE || c == LEFT || c == RIGHT;
    if (!own)
        return;
    if ((!q->inside || !q->single) && opens_english(q, before, c, next)) {
        bool capital = next >= 'A' && next <= 'Z';
        q->names_speaker |= goes_on(q) || (capital && couplet__one_of(solid_before(q, end), U",:"));
        open(q, end);
    } else if (q->inside && (!q->single || ends_single(q, before, next, end))) {
        close(q, end);
    }
}

/* Is what stands behind the last quotation a bare "he said"? */
static bool only_says(const couplet__quotes *q)
{
    enum { LONGEST = 14 }; /* code points, the full stop among them */
    size_t at = q->closed, length = 0;
    bool verb = false;
    while (at < q->size && length <= LONGEST) {
        uint32_t c = couplet__utf8_next(q->bytes, q->size, &at);
        length += !couplet__is_space(c);
        verb |= couplet__one_of(c, U"說说道問问答笑喊叫稱称");
    }
    return verb && length >= 2 && length <= LONGEST;
}

void couplet__quotes_leave(couplet__quotes *q, couplet_lang lang)
{
    q->names_speaker |= lang == COUPLET_ZH ? only_says(q) : goes_on(q);
}

bool couplet__quotes_trail(const couplet__quotes *q)
{
    size_t at = q->closed;
    while (at < q->size)
        if (couplet__is_latin(couplet__utf8_next(q->bytes, q->size, &at)))
            return true;
    return false;
}

int couplet__quotes_style(const char *bytes, size_t size)
{
    size_t at = couplet__skip_spaces(bytes, size, 0);
    uint32_t c = at < size ? couplet__utf8_next(bytes, size, &at) : 0;
    return (c == SINGLE || c == LEFT1) - (c == DOUBLE || c == LEFT);
}
