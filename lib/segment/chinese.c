#include <string.h>

#include "segment/abbreviations.h"
#include "segment/cut.h"
#include "segment/marks.h"
#include "text/utf8.h"

/* A quotation or bracket that is longer than this is never held together: a closing mark that far
 * off is as likely to belong to something else. */
enum { HELD_BYTES = 400, HELD_QUOTE_BYTES = 90, LEAD_BYTES = 64 };

typedef struct reader {
    const char *bytes;
    size_t end;
    size_t sentence; /* where the sentence in hand begins */
    size_t hold;     /* end marks before this offset belong to something embedded */
    bool straight;   /* inside "..." */
    bool wide_stops; /* the paragraph has 。, so 崔西.烏嫚 is a name */
    couplet__pairs pairs;
    size_t pair; /* the next one to be met */
} reader;

/* After a closing quotation mark these go on with the sentence that holds the quotation:
 * 「你是誰？」的問題, 「加油！」聲. */
static const char *const GO_ON[] = {
    "的",     "之",   "等",       "聲",       "一詞",   "一語",   "一文",     "一書",   "一句",
    "一類",   "二字", "兩字",     "三字",     "兩個字", "三個字", "四個字",   "四字",   "字樣",
    "是",     "就是", "成了",     "成為",     "變成",   "為題",   "為名",     "為主題", "為口號",
    "來形容", "這句", "這個問題", "這個口號", "這個詞", "這個字", "這個概念", "這類",   "這種",
    "這樣的", "這一", "這些",     "這幾個",   "這四個", "與「",   "和「",     "及「",   "或「",
    "與“",    "和“",  "及“",      "或“",      "、"};

static bool begins_with(const reader *r, size_t at, const char *text)
{
    size_t size = strlen(text);
    return size <= r->end - at && memcmp(r->bytes + at, text, size) == 0;
}

static bool goes_on(const reader *r, size_t at)
{
    for (size_t i = 0; i < sizeof GO_ON / sizeof *GO_ON; i++)
        if (begins_with(r, at, GO_ON[i]))
            return true;
    return false;
}

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

static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }

static bool is_word(uint32_t c) { return is_digit(c) || couplet__is_latin(c); }

static bool is_full_stop(uint32_t c) /* 。！？ in all their forms */
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 ||
           (c >= 0x203C && c <= 0x203D) || (c >= 0x2047 && c <= 0x2049) || c == 0xFE52 ||
           c == 0xFE56 || c == 0xFE57;
}

static bool is_trail(uint32_t c) /* stands in a run of end marks: ！？…… */
{
    return is_full_stop(c) || c == '!' || c == '?' || c == 0x2026 || c == 0x22EF || c == '~' ||
           c == 0xFF5E;
}

static bool is_pause(uint32_t c) /* cannot begin a sentence */
{
    return c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A || c == ',' || c == ';' ||
           c == ':' || c == 0xFE50 || c == 0xFE51 || c == 0xFF64 || couplet__closes(c);
}

/* The word before a half-width full stop, with it: for the list of abbreviations. */
static bool is_abbreviation(const reader *r, size_t stop)
{
    size_t start = stop;
    while (start > r->sentence && stop - start < 16) {
        size_t at = start;
        uint32_t c = couplet__utf8_prev(r->bytes, &at);
        if (!is_word(c) && c != '.')
            break;
        start = at;
    }
    return stop - start == 1 ||
           couplet__abbreviation(r->bytes + start, stop + 1 - start) != COUPLET__NOT_SHORT;
}

/* Half-width . ! ? in Chinese. A full stop ends a sentence behind a Han character or a closing mark
 * when no Latin word goes on, and behind a Latin word or a number when a space and Han follow. */
static bool is_half_width_stop(const reader *r, uint32_t c, size_t at, size_t next)
{
    uint32_t last = before(r, at), following = peek(r, next);
    if (c == '?')
        return !is_word(following) && following != '=';
    if (c == '!')
        return !is_word(following) && !(is_word(last) && couplet__is_han(following));
    if (c != '.' || last == '.' || following == '.' || is_word(following))
        return false;
    if (couplet__is_han(last) && couplet__is_han(following))
        return !r->wide_stops;
    if (couplet__is_han(last) || couplet__closes(last) || last == '"' || last == '%')
        return true;
    if (!is_word(last) || !(following == 0 || couplet__is_space(following)))
        return false;
    size_t behind = skip_spaces(r, next);
    if (behind == r->end)
        return true;
    size_t start = at; /* a number that stands alone at the head: 1. 首先 */
    while (start > r->sentence && is_word((unsigned char)r->bytes[start - 1]))
        start--;
    return start > r->sentence && couplet__is_han(peek(r, behind)) && !is_abbreviation(r, at);
}

static bool is_brand(const reader *r, size_t at, size_t next)
{
    size_t start = at;
    while (start > r->sentence && is_word((unsigned char)r->bytes[start - 1]))
        start--;
    return start < at &&
           couplet__abbreviation(r->bytes + start, next - start) == COUPLET__SHORT_BRAND;
}

static bool is_emoji(uint32_t c)
{
    return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x26FF) || c == 0xFE0F;
}

/* "[3]" behind an end mark is a note of the sentence before. */
static size_t note_end(const reader *r, size_t at)
{
    size_t next = at + 1;
    while (next < r->end && next - at < 6 && is_digit((unsigned char)r->bytes[next]))
        next++;
    return next > at + 1 && next < r->end && r->bytes[next] == ']' ? next + 1 : at;
}

/* Takes the rest of a run of end marks with its closing marks: ！？」』) A wrapped line may begin
 * with one of them. */
static size_t take_tail(reader *r, size_t at, bool *closed)
{
    while (at < r->end) {
        size_t next = at;
        uint32_t c = couplet__utf8_next(r->bytes, r->end, &next);
        if (c == '\n' && couplet__closes(peek(r, next)))
            c = couplet__utf8_next(r->bytes, r->end, &next);
        bool quote = (c == '"' || c == 0xFF02) && r->straight;
        bool bare = c == '\'' && !is_word(peek(r, next));
        if (quote)
            r->straight = false;
        if (quote || bare || couplet__closes(c))
            *closed = true;
        else if (c == '[' && note_end(r, at) != at)
            next = note_end(r, at);
        else if (!is_trail(c) && !is_emoji(c) && !(c == '.' && *closed && !is_word(peek(r, next))))
            break;
        at = next;
    }
    return at;
}

/* 說 稱 問 ... before a quotation without a colon: 甲方稱「已付款。」 */
static bool is_saying(uint32_t c)
{
    static const uint32_t VERBS[] = {0x8AAA, 0x7A31, 0x554F, 0x9053, 0x558A, 0x7B54,
                                     0x53EB, 0x66F0, 0x4E91, 0x56B7, 0x7F75, 0x5606};
    for (size_t i = 0; i < sizeof VERBS / sizeof *VERBS; i++)
        if (VERBS[i] == c)
            return true;
    return false;
}

/* Is what an opening mark opens part of the sentence around it, so that end marks inside do not
 * count? Brackets and titles in mid-sentence are; so is a quotation that neither begins a
 * sentence nor follows a colon or comma: 他用「你好！再見！」打招呼. */
static bool is_embedded(const reader *r, const couplet__pair *pair)
{
    if (pair->close == 0 || pair->close - pair->open > HELD_BYTES)
        return false;
    size_t last = pair->open, start = r->sentence;
    uint32_t mark = peek(r, pair->open), lead = 0;
    size_t floor = last - start > LEAD_BYTES ? last - LEAD_BYTES : start;
    while (last > floor && (lead == 0 || couplet__is_space(lead) || couplet__opens(lead)))
        lead = couplet__utf8_prev(r->bytes, &last);
    bool heads = lead == 0 || couplet__opens(lead) || couplet__is_space(lead);
    bool title = mark == 0x300A || mark == 0x3008 || mark == 0xAB;
    bool quote = mark == 0x300C || mark == 0x300E || mark == 0x201C || mark == 0x2018 ||
                 mark == '"' || mark == 0xFF02 || mark == 0xFF62 || mark == 0x301D;
    if (!quote)
        return title || !heads;
    size_t next = pair->close;
    couplet__utf8_next(r->bytes, r->end, &next);
    uint32_t final = before(r, pair->close);
    bool ends = is_trail(final) || final == 0x2014 || couplet__closes(final) || final == '.';
    bool speech = heads || lead == 0xFF1A || lead == ':' || lead == 0xFF0C || lead == ',' ||
                  lead == 0x2014 || is_saying(lead) || is_trail(lead) || couplet__closes(lead);
    if (ends && next < r->end && goes_on(r, next))
        return pair->close - pair->open < HELD_QUOTE_BYTES;
    if (!speech)
        return pair->close - pair->open < HELD_QUOTE_BYTES || !ends;
    return false;
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

/* Behind a run of end marks: does a new sentence begin? */
static bool begins_anew(const reader *r, size_t at, bool ended, bool closed)
{
    size_t next = skip_spaces(r, at);
    uint32_t c = peek(r, next);
    if (next == r->end || is_pause(c))
        return false;
    if (closed && goes_on(r, next))
        return false;
    if (!ended) /* 「可是……」「沒有可是！」 another speaks */
        return closed && (c == 0x300C || c == 0x300E || c == 0x201C);
    return true;
}

static bool has_wide_stops(const reader *r, size_t at)
{
    while (at < r->end)
        if (couplet__utf8_next(r->bytes, r->end, &at) == 0x3002)
            return true;
    return false;
}

bool couplet__cut_chinese(couplet__cuts *cuts, const char *bytes, couplet_span paragraph)
{
    reader r = {.bytes = bytes, .end = paragraph.offset + paragraph.length};
    r.sentence = skip_spaces(&r, paragraph.offset);
    r.wide_stops = has_wide_stops(&r, paragraph.offset);
    bool ok = couplet__pairs_find(&r.pairs, bytes, paragraph.offset, r.end);
    for (size_t at = paragraph.offset; ok && at < r.end;) {
        size_t here = at;
        uint32_t c = couplet__utf8_next(bytes, r.end, &at);
        if (c == '"' || c == 0xFF02)
            r.straight = !r.straight;
        if (couplet__opens(c) || c == '"' || c == 0xFF02)
            open_pair(&r, here);
        bool sighs = c == 0x2026 || c == 0x22EF || c == 0x2014;
        bool stops = is_full_stop(c) || is_half_width_stop(&r, c, here, at);
        if (!sighs && (!stops || is_brand(&r, here, at)))
            continue;
        if (here < r.hold)
            continue;
        bool closed = false;
        size_t tail = at;
        at = take_tail(&r, at, &closed);
        for (size_t i = tail; !stops && i < at;) /* ……！ */
            stops = is_full_stop(couplet__utf8_next(bytes, at, &i));
        if (!begins_anew(&r, at, stops, closed))
            continue;
        ok = couplet__vec_push(cuts, at);
        r.sentence = skip_spaces(&r, at);
    }
    couplet__vec_free(&r.pairs);
    return ok;
}
