/* Markers at the head of list items. */
#include "text/paragraph.h"
#include "text/utf8.h"

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

static bool is_numeral(uint32_t c)
{
    static const uint32_t NUMERALS[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
                                        0x516B, 0x4E5D, 0x5341, 0x767E, 0x3007, 0x96F6, 0x5EFF};
    for (size_t i = 0; i < sizeof NUMERALS / sizeof *NUMERALS; i++)
        if (NUMERALS[i] == c)
            return true;
    return false;
}

static bool is_stem(uint32_t c) /* 甲乙丙丁戊己庚辛壬癸 */
{
    static const uint32_t STEMS[] = {0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A,
                                     0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678};
    for (size_t i = 0; i < sizeof STEMS / sizeof *STEMS; i++)
        if (STEMS[i] == c)
            return true;
    return false;
}

static uint32_t peek(const char *s, size_t size, size_t at)
{
    return at < size ? couplet__utf8_next(s, size, &at) : 0;
}

static void step(const char *s, size_t size, size_t *at)
{
    if (*at < size)
        couplet__utf8_next(s, size, at);
}

/* Moves *at over at most `most` characters of a kind; how many there were, or most + 1 for more. */
static size_t run(const char *s, size_t size, size_t *at, size_t most, bool (*kind)(uint32_t))
{
    size_t n = 0;
    while (*at < size && kind(peek(s, size, *at)) && n <= most) {
        step(s, size, at);
        n++;
    }
    return n;
}

static bool is_roman(uint32_t c)
{
    return c == 'i' || c == 'v' || c == 'x' || c == 'I' || c == 'V' || c == 'X';
}

/* 1 to `most` of digits, Chinese numerals, small Roman numerals, or one letter. */
static bool ordinal(const char *s, size_t size, size_t *at, bool letters)
{
    uint32_t c = peek(s, size, *at);
    size_t n = is_digit(c)              ? run(s, size, at, 3, is_digit)
               : is_numeral(c)          ? run(s, size, at, 3, is_numeral)
               : is_stem(c)             ? run(s, size, at, 1, is_stem)
               : letters && is_roman(c) ? run(s, size, at, 4, is_roman)
                                        : 0;
    if (n == 0 && letters && c < 0x80 && couplet__is_latin(c)) {
        step(s, size, at);
        return true;
    }
    return n != 0 && n <= (is_digit(c) ? 3 : is_numeral(c) ? 3 : is_stem(c) ? 1 : 4);
}

static bool is_bullet(uint32_t c)
{
    switch (c) {
    case 0x2022:
    case 0x2023:
    case 0x25CF:
    case 0x25CB:
    case 0x25A0:
    case 0x25A1:
    case 0x25AA:
    case 0x25C6:
    case 0x25C7:
    case 0x25B2:
    case 0x25B3:
    case 0x25CE:
    case 0x25E6:
    case 0x203B:
    case 0x2605:
    case 0x2606:
    case 0x27A2:
    case 0x2794:
    case 0x25B6:
    case 0x25BA:
    case 0xF06C:
    case 0xF0B7:
    case 0xF0D8:
    case 0x2713:
    case 0x2714:
        return true;
    default:
        return (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793) ||
               (c >= 0x3220 && c <= 0x3229) || (c >= 0x3280 && c <= 0x3289);
    }
}

static bool is_dash_bullet(uint32_t c)
{
    return c == '-' || c == '*' || c == '+' || c == 0x2013 || c == 0xB7;
}

static size_t blanks_behind(const char *s, size_t size, size_t at)
{
    while (at < size) {
        size_t next = at;
        if (!couplet__is_space(couplet__utf8_next(s, size, &next)))
            break;
        at = next;
    }
    return at;
}

static bool is_unit(uint32_t c) /* 條 章 節 項 款 編 回 部, and the simplified 条 节 项 编 */
{
    return c == 0x689D || c == 0x7AE0 || c == 0x7BC0 || c == 0x9805 || c == 0x6B3E || c == 0x7DE8 ||
           c == 0x56DE || c == 0x90E8 || c == 0x6761 || c == 0x8282 || c == 0x9879 || c == 0x7F16;
}

/* 第三條　…: only before white space or at the end, since "第三條規定" may open any line. */
static size_t article(const char *s, size_t size)
{
    size_t at = 3;
    if (run(s, size, &at, 5, is_digit) == 0 && run(s, size, &at, 6, is_numeral) == 0)
        return 0;
    at = blanks_behind(s, size, at);
    if (!is_unit(peek(s, size, at)))
        return 0;
    step(s, size, &at);
    return at == size || couplet__is_space(peek(s, size, at)) ? blanks_behind(s, size, at) : 0;
}

static size_t bracketed(const char *s, size_t size)
{
    size_t at = 0;
    step(s, size, &at);
    if (!ordinal(s, size, &at, true))
        return 0;
    uint32_t c = peek(s, size, at);
    if (c != ')' && c != 0xFF09 && c != ']' && c != 0x3015)
        return 0;
    step(s, size, &at);
    return blanks_behind(s, size, at);
}

size_t couplet__list_marker(const char *s, size_t size)
{
    size_t at = 0;
    uint32_t c = peek(s, size, 0);
    if (c == 0x7B2C)
        return article(s, size);
    if (c == '(' || c == 0xFF08 || c == '[' || c == 0x3014)
        return bracketed(s, size);
    step(s, size, &at);
    bool blank = couplet__is_space(peek(s, size, at));
    if (is_bullet(c) || (is_dash_bullet(c) && blank))
        return blanks_behind(s, size, at);
    at = 0;
    if (!ordinal(s, size, &at, false)) {
        /* a letter: "a) ", but not "A. Smith" */
        at = 1;
        if (c >= 0x80 || !couplet__is_latin(c) || peek(s, size, at) != ')')
            return 0;
    }
    uint32_t mark = peek(s, size, at);
    step(s, size, &at);
    blank = at == size || couplet__is_space(peek(s, size, at));
    if (mark == 0x3001 || mark == 0xFF0E || ((mark == ')' || mark == 0xFF09) && blank))
        return blanks_behind(s, size, at);
    /* "1. " and "1.總則", but not "1.5" */
    return mark == '.' && (blank || couplet__is_han(peek(s, size, at))) ? blanks_behind(s, size, at)
                                                                        : 0;
}
