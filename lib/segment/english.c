#include <string.h>

#include "segment/abbreviations.h"
#include "segment/cut.h"
#include "segment/marks.h"
#include "text/utf8.h"

/* Bounds on what is looked at around a mark, so that the time stays linear. */
enum { HELD_BYTES = 300, HELD_QUOTE_BYTES = 80, WORD_BYTES = 32, LOOK_WORDS = 6 };

typedef struct reader {
    const char *bytes;
    size_t end;
    size_t sentence; /* where the sentence in hand begins */
    size_t hold;     /* end marks before this offset belong to something embedded */
    couplet__pairs pairs;
    size_t pair; /* the next one to be met */
} reader;

typedef struct stop {
    size_t first, end; /* the run of marks and the closing marks behind it */
    size_t dots;       /* full stops in the run; three or more: an ellipsis */
    bool strong;       /* holds ! or ? */
    bool closed;       /* closing marks stand in it or behind it */
} stop;

typedef struct word {
    size_t start, end;
} word;

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static bool is_upper(uint32_t c)
{
    if (c >= 0x100 && c <= 0x17F) /* pairs of capital and small, from here on alternating */
        return (c >= 0x139 && c <= 0x148) || c >= 0x179 ? c % 2 == 1 : c % 2 == 0;
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

static bool is_letter(uint32_t c)
{
    return couplet__is_latin(c) || couplet__is_han(c) || (c >= 0x370 && c <= 0x5FF);
}

static bool is_mark(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C || c == 0x203D ||
           (c >= 0x2047 && c <= 0x2049) || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

static bool is_wide_mark(uint32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; }

static uint32_t peek(const reader *r, size_t at)
{
    return at < r->end ? couplet__utf8_next(r->bytes, r->end, &at) : 0;
}

static uint32_t before(const reader *r, size_t at)
{
    return at > r->sentence ? couplet__utf8_prev(r->bytes, &at) : 0;
}

static size_t skip_spaces(const reader *r, size_t at)
{
    return couplet__skip_spaces(r->bytes, r->end, at);
}

static bool joins_word(uint32_t c)
{
    return is_digit(c) || is_letter(c) || c == '\'' || c == 0x2019 || c == '-' || c == '&';
}

static word word_at(const reader *r, size_t at)
{
    word w = {at, at};
    while (w.end < r->end && w.end - at < WORD_BYTES) {
        size_t next = w.end;
        if (!joins_word(couplet__utf8_next(r->bytes, r->end, &next)))
            break;
        w.end = next;
    }
    return w;
}

/* The word before a full stop, inner stops and all: U.S, a.m, Ph.D */
static word word_before(const reader *r, size_t at)
{
    word w = {at, at};
    while (w.start > r->sentence && at - w.start < WORD_BYTES) {
        size_t start = w.start;
        uint32_t c = couplet__utf8_prev(r->bytes, &start);
        if (!joins_word(c) && c != '.')
            break;
        w.start = start;
    }
    return w;
}

/* Straight marks show by what stands around them on which side of a word they are. */
static bool is_straight_closer(const reader *r, size_t next)
{
    uint32_t c = peek(r, next);
    return c == 0 || !(is_digit(c) || is_letter(c) || c == '$');
}

/* "[3]" behind an end mark is a note of the sentence before. */
static size_t note_end(const reader *r, size_t at)
{
    size_t next = at + 1;
    while (next < r->end && next - at < 6 && is_digit((unsigned char)r->bytes[next]))
        next++;
    return next > at + 1 && next < r->end && r->bytes[next] == ']' ? next + 1 : at;
}

/* Reads the run of end marks that begins at `at`, with its closing marks; ". . ." is one run. */
static stop read_stop(const reader *r, size_t at)
{
    stop s = {.first = at, .end = at};
    while (s.end < r->end) {
        size_t next = s.end;
        uint32_t c = couplet__utf8_next(r->bytes, r->end, &next);
        if (c == ' ' && s.dots != 0 && !s.closed && next + 1 <= r->end && peek(r, next) == '.' &&
            r->bytes[s.end - 1] == '.' && !is_digit(peek(r, next + 1))) {
            s.end = next;
            continue;
        }
        if (c == '[' && note_end(r, s.end) != s.end)
            next = note_end(r, s.end);
        else if (is_mark(c)) {
            s.dots += c == '.' ? 1 : c == 0x2026 ? 3 : 0;
            s.strong = s.strong || (c != '.' && c != 0x2026);
        } else if (couplet__closes(c) || ((c == '"' || c == '\'') && is_straight_closer(r, next)))
            s.closed = true;
        else
            break;
        s.end = next;
    }
    return s;
}

/* Brackets in mid-sentence, titles, and short quotations that neither begin a sentence nor follow a
 * comma or colon belong to the sentence around them: the film “Help! I Need” was shown. */
static bool is_embedded(const reader *r, const couplet__pair *pair)
{
    if (pair->close == 0 || pair->close - pair->open > HELD_BYTES)
        return false;
    uint32_t mark = peek(r, pair->open), lead = 0;
    size_t last = pair->open, floor = last > WORD_BYTES ? last - WORD_BYTES : 0;
    while (last > r->sentence && last > floor &&
           (lead == 0 || couplet__is_space(lead) || couplet__opens(lead)))
        lead = couplet__utf8_prev(r->bytes, &last);
    bool heads = lead == 0 || couplet__is_space(lead) || couplet__opens(lead);
    bool quote = mark == '"' || mark == 0x201C || mark == 0x2018 || mark == 0x201E || mark == 0xAB;
    if (!quote)
        return !heads;
    if (heads || lead == ',' || lead == ':' || is_mark(lead) || couplet__closes(lead) ||
        lead == '"')
        return false;
    if (pair->close - pair->open > HELD_QUOTE_BYTES)
        return false;
    size_t next = pair->close;
    couplet__utf8_next(r->bytes, r->end, &next);
    uint32_t follows = peek(r, skip_spaces(r, next));
    return !is_mark(before(r, pair->close)) || (couplet__is_latin(follows) && !is_upper(follows));
}

static void open_pair(reader *r, size_t at)
{
    while (r->pair < r->pairs.count && r->pairs.at[r->pair].open < at)
        r->pair++;
    if (r->pair < r->pairs.count && r->pairs.at[r->pair].open == at) {
        const couplet__pair *pair = &r->pairs.at[r->pair++];
        if (pair->close > r->hold && is_embedded(r, pair))
            r->hold = pair->close;
    }
}

/* Chinese, “Really?” Wen Jo-heng asked: a verb of saying within a few words, capitals before it. */
static bool is_attribution(const reader *r, size_t at)
{
    for (int i = 0; i < LOOK_WORDS && at < r->end; i++) {
        word w = word_at(r, at);
        if (w.end == w.start)
            return false;
        if (couplet__reports_speech(r->bytes + w.start, w.end - w.start))
            return i > 0;
        if (!is_upper(peek(r, w.start)) && i > 0)
            return false;
        if (i == 0 && couplet__starts_sentences(r->bytes + w.start, w.end - w.start) &&
            w.end - w.start > 1 && peek(r, w.start) != 'T')
            return false;
        if (w.end < r->end && r->bytes[w.end] == '.') { /* Mr. */
            if (couplet__abbreviation(r->bytes + w.start, w.end + 1 - w.start) !=
                COUPLET__SHORT_ALWAYS)
                return false;
            w.end++;
        }
        at = skip_spaces(r, w.end);
    }
    return false;
}

static bool is_roman(const reader *r, word w)
{
    for (size_t i = w.start; i < w.end; i++)
        if (memchr("IVXLCivxlc", r->bytes[i], 10) == NULL)
            return false;
    return w.end > w.start && w.end - w.start <= 6;
}

static bool is_acronym(const reader *r, word w) /* letters with stops between: U.S, a.k.a */
{
    if ((w.end - w.start) % 2 == 0 || w.end - w.start < 3)
        return false;
    for (size_t i = w.start; i < w.end; i++)
        if ((i - w.start) % 2 == 1 ? r->bytes[i] != '.'
                                   : !couplet__is_latin((unsigned char)r->bytes[i]))
            return false;
    return true;
}

static couplet__short short_form(const reader *r, word w)
{
    couplet__short kind = couplet__abbreviation(r->bytes + w.start, w.end + 1 - w.start);
    for (size_t i = w.end; kind == COUPLET__NOT_SHORT && i > w.start; i--) /* Vice-Gov. */
        if (r->bytes[i - 1] == '-' || r->bytes[i - 1] == '\'')
            return couplet__abbreviation(r->bytes + i, w.end + 1 - i);
    if (kind == COUPLET__NOT_SHORT && is_acronym(r, w))
        return COUPLET__SHORT_MAY;
    return kind;
}

/* One full stop before a capital or a number: does it end the sentence? `at` is where the next word
 * begins, `quoted` whether an opening mark stands before it. */
static bool full_stop_ends(const reader *r, const stop *s, size_t at, bool quoted)
{
    word last = word_before(r, s->first), next = word_at(r, at);
    size_t size = last.end - last.start, room = next.end - next.start;
    if (size == 0)
        return true;
    bool initial_next = room == 1 && next.end < r->end && r->bytes[next.end] == '.';
    bool starts = !initial_next && couplet__starts_sentences(r->bytes + next.start, room);
    bool digit = is_digit(peek(r, at));
    if (last.start == r->sentence && !s->closed && (size <= 2 || is_roman(r, last)) &&
        (is_digit((unsigned char)r->bytes[last.start]) || size == 1 || is_roman(r, last)))
        return false; /* 1. First   A. First   iv. First */
    if (s->closed)
        return short_form(r, last) != COUPLET__SHORT_ALWAYS;
    bool initial = size == 1 && is_upper((unsigned char)r->bytes[last.start]);
    if (initial)
        return digit || (starts && room > 1) || quoted;
    switch (short_form(r, last)) {
    case COUPLET__SHORT_ALWAYS:
        return false;
    case COUPLET__SHORT_NUMBER:
        return !digit && !(room == 1 && !starts) && !is_roman(r, next);
    case COUPLET__SHORT_MONTH:
        return !digit && (starts || quoted);
    case COUPLET__SHORT_MAY:
        return starts || quoted;
    case COUPLET__SHORT_TIME:
        return !couplet__follows_time(r->bytes + next.start,
                                      next.end - next.start + (initial_next ? 1 : 0));
    case COUPLET__SHORT_END:
    case COUPLET__SHORT_BRAND:
    case COUPLET__NOT_SHORT:
        break;
    }
    return true;
}

static bool brand_goes_on(const reader *r, const stop *s)
{
    word w = word_before(r, s->first);
    return s->end == s->first + 1 && w.end > w.start &&
           couplet__abbreviation(r->bytes + w.start, s->end - w.start) == COUPLET__SHORT_BRAND;
}

/* "It rained.The river rose": a space is missing. Between two whole words of prose only. */
static bool lacks_space(const reader *r, const stop *s)
{
    word last = word_before(r, s->first), next = word_at(r, s->end);
    if (s->dots > 1 || last.end - last.start < 3 || next.end - next.start < 2)
        return false;
    for (size_t i = last.start; i < last.end; i++)
        if (r->bytes[i] < 'a' || r->bytes[i] > 'z')
            return false;
    for (size_t i = next.start; i < next.end; i++)
        if ((i == next.start) != is_upper((unsigned char)r->bytes[i]))
            return false;
    static const char *const DOMAINS[] = {"Com", "Org", "Net", "Edu", "Gov"};
    for (size_t i = 0; i < sizeof DOMAINS / sizeof *DOMAINS; i++)
        if (next.end - next.start == 3 && memcmp(r->bytes + next.start, DOMAINS[i], 3) == 0)
            return false;
    return next.end < r->end && (r->bytes[next.end] == ' ' || r->bytes[next.end] == ',');
}

/* Does a sentence end with this stop? */
static bool ends_sentence(const reader *r, const stop *s)
{
    size_t at = skip_spaces(r, s->end);
    bool spaced = at > s->end, quoted = false;
    bool wide = is_wide_mark(peek(r, s->first));
    while (at < r->end) { /* to the first letter or digit */
        size_t next = at;
        uint32_t c = couplet__utf8_next(r->bytes, r->end, &next);
        if (is_digit(c) || is_letter(c))
            break;
        if (is_mark(c)) /* which will be asked in its turn */
            return false;
        if (c == ',' || c == ';' || c == ':' ||
            (!spaced && !wide && !couplet__opens(c) && c != '"'))
            return false;
        quoted = quoted || (couplet__opens(c) && c != '(' && c != '[') || c == '"';
        spaced = spaced || couplet__is_space(c) || quoted;
        at = next;
    }
    if (at == r->end)
        return false;
    if (!spaced && !wide)
        return lacks_space(r, s);
    uint32_t c = couplet__utf8_next(r->bytes, r->end, &at), second = peek(r, at);
    couplet__utf8_prev(r->bytes, &at);
    if (couplet__is_latin(c) && !is_upper(c) && !is_upper(second)) /* but iPhone */
        return false;
    bool one_stop = s->dots == 1 && !s->strong;
    if (one_stop)
        return full_stop_ends(r, s, at, quoted);
    if (s->strong && !is_digit(c))
        return !(s->closed && !quoted && is_attribution(r, at)) && !brand_goes_on(r, s);
    if (s->dots == 2 || s->dots == 3) { /* an ellipsis */
        word next = word_at(r, at);
        bool self = c == 'I' && (next.end == at + 1 || r->bytes[at + 1] == '\'' ||
                                 (unsigned char)r->bytes[at + 1] == 0xE2);
        if (s->closed)
            return !(!quoted && is_attribution(r, at));
        return !is_digit(c) && !self;
    }
    return true;
}

bool couplet__cut_english(couplet__cuts *cuts, const char *bytes, couplet_span paragraph)
{
    reader r = {.bytes = bytes, .end = paragraph.offset + paragraph.length};
    r.sentence = skip_spaces(&r, paragraph.offset);
    bool ok = couplet__pairs_find(&r.pairs, bytes, paragraph.offset, r.end);
    for (size_t at = paragraph.offset; ok && at < r.end;) {
        size_t here = at;
        uint32_t c = couplet__utf8_next(bytes, r.end, &at);
        if (couplet__opens(c) || c == '"')
            open_pair(&r, here);
        if (!is_mark(c) || (c == '.' && is_digit(before(&r, here)) && is_digit(peek(&r, at))))
            continue;
        if (here < r.hold)
            continue;
        stop s = read_stop(&r, here);
        at = s.end;
        if (!ends_sentence(&r, &s))
            continue;
        ok = couplet__vec_push(cuts, s.end);
        r.sentence = skip_spaces(&r, s.end);
    }
    couplet__vec_free(&r.pairs);
    return ok;
}
