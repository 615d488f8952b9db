#include "text/plausible.h"

#include "base/mem.h"
#include "text/tables.h"
#include "text/utf8.h"

/* Costs in tenths of a nat. They are shares of running text as far as those are known
 * (letters, Han characters), else a guess at the order of magnitude; what no text holds costs most.
 */
enum {
    SPACE = 20,
    DIGIT = 45,
    ASCII_MARK = 50,
    CAPITAL = 55,
    CONTROL = 200,
    QUOTE = 45, /* ’ “ ” – — … in either language */
    LATIN_LETTER = 80,
    LATIN_MARK = 85,
    LATIN_SYMBOL = 115,
    CJK_MARK = 35, /* ，。、「」 */
    CJK_RARE_MARK = 75,
    FULL_WIDTH = 80,
    HAN_UNSEEN = 165,
    HAN_EXTENSION = 180,
    COMPATIBILITY = 170,
    OTHER_SCRIPT = 130, /* kana, Greek, Cyrillic: GB and Big5 hold them, reports rarely do */
    SYMBOL = 115,
    REST = 170,
    PRIVATE = 220,
    NO_TEXT = 230,
    SWITCH = 45,    /* a Latin letter beside a Han character */
    FAR_SWITCH = 20 /* the same with a space or a mark between them */
};

enum { BMP = 0x10000 };

struct couplet__costs {
    unsigned char of[BMP];
};

typedef struct range {
    uint32_t first, last;
    unsigned char cost;
} range;

static const range RANGES[] = {
    /* later ones overrule earlier ones */
    {0, 0xFFFF, REST},
    {0x00, 0x1F, CONTROL},
    {'\t', '\n', SPACE},
    {'\r', '\r', SPACE},
    {'\f', '\f', DIGIT},
    {' ', ' ', SPACE},
    {'!', '~', ASCII_MARK},
    {'0', '9', DIGIT},
    {'A', 'Z', CAPITAL},
    {0x7F, 0x9F, NO_TEXT},
    {0xA0, 0xBF, LATIN_SYMBOL},
    {0xA0, 0xA0, LATIN_MARK},
    {0xA3, 0xA3, LATIN_MARK},
    {0xA7, 0xA7, LATIN_MARK},
    {0xAB, 0xAB, LATIN_MARK},
    {0xB0, 0xB1, LATIN_MARK},
    {0xB7, 0xB7, LATIN_MARK},
    {0xBB, 0xBD, LATIN_MARK},
    {0xC0, 0xDE, LATIN_SYMBOL}, /* in a row of accented capitals it is no English */
    {0xDF, 0xFF, LATIN_LETTER},
    {0xD7, 0xD7, LATIN_MARK},
    {0xF7, 0xF7, LATIN_SYMBOL},
    {0x100, 0x24F, OTHER_SCRIPT},
    {0x370, 0x52F, OTHER_SCRIPT},
    {0x2010, 0x2012, LATIN_MARK},
    {0x2013, 0x2014, QUOTE},
    {0x2018, 0x2019, QUOTE},
    {0x201C, 0x201D, QUOTE},
    {0x2022, 0x2022, LATIN_MARK},
    {0x2026, 0x2027, QUOTE},
    {0x200B, 0x200F, OTHER_SCRIPT},
    {0x2028, 0x202F, OTHER_SCRIPT},
    {0x2032, 0x203B, LATIN_SYMBOL},
    {0x20AC, 0x20AC, LATIN_MARK},
    {0x2100, 0x214F, SYMBOL},
    {0x2160, 0x217F, SYMBOL},
    {0x2190, 0x2199, SYMBOL},
    {0x2460, 0x2473, SYMBOL},
    {0x25A0, 0x25CF, SYMBOL},
    {0x2605, 0x2606, SYMBOL},
    {0x3000, 0x303F, CJK_RARE_MARK},
    {0x3000, 0x3002, CJK_MARK},
    {0x3008, 0x3011, CJK_RARE_MARK - 20},
    {0x300C, 0x300D, CJK_MARK + 10},
    {0x3041, 0x30FF, OTHER_SCRIPT},
    {0x3105, 0x3129, OTHER_SCRIPT + 10},
    {0x3400, 0x4DBF, HAN_EXTENSION},
    {0x4E00, 0x9FFF, HAN_UNSEEN},
    {0xD800, 0xDFFF, NO_TEXT},
    {0xE000, 0xF8FF, PRIVATE},
    {0xFE30, 0xFE6B, SYMBOL},
    {0xFF01, 0xFF5E, FULL_WIDTH},
    {0xFF08, 0xFF09, CJK_MARK + 15},
    {0xFF0C, 0xFF0C, CJK_MARK},
    {0xFF01, 0xFF01, CJK_MARK + 25},
    {0xFF10, 0xFF19, CJK_MARK + 30},
    {0xFF1A, 0xFF1B, CJK_MARK + 15},
    {0xFF1F, 0xFF1F, CJK_MARK + 25},
    {0xFFFC, 0xFFFF, NO_TEXT},
};

/* a … z in English, by their share of running text (spaces counted) */
static const unsigned char LETTERS[] = {27, 43, 38, 34, 23, 40, 41, 30, 28, 66, 50, 34, 39,
                                        28, 28, 42, 69, 30, 29, 26, 38, 48, 40, 64, 42, 73};

static unsigned cost_of_digits(const char *value, size_t size)
{
    unsigned cost = 0;
    for (size_t i = 0; i < size; i++)
        cost = cost * 10 + (unsigned)(value[i] - '0');
    return cost > HAN_UNSEEN ? HAN_UNSEEN : cost;
}

static void fill_han(couplet__costs *costs)
{
    couplet__table table = couplet__frequencies();
    size_t at = 0;
    while (at < table.size) {
        uint32_t c = couplet__utf8_next(table.bytes, table.size, &at);
        size_t value = ++at; /* behind the TAB */
        while (at < table.size && table.bytes[at] != '\n')
            at++;
        costs->of[c] = (unsigned char)cost_of_digits(table.bytes + value, at - value);
        at++;
    }
    table = couplet__variants(); /* a variant is as frequent as what it is matched as */
    for (at = 0; at < table.size; at++) {
        uint32_t c = couplet__utf8_next(table.bytes, table.size, &at);
        at++;
        uint32_t folded = couplet__utf8_next(table.bytes, table.size, &at);
        if (c < BMP && folded < BMP)
            costs->of[c] = costs->of[folded];
    }
}

couplet__costs *couplet__costs_new(void)
{
    couplet__costs *costs = couplet__alloc(1, sizeof *costs);
    if (costs == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++)
        for (uint32_t c = RANGES[i].first; c <= RANGES[i].last; c++)
            costs->of[c] = RANGES[i].cost;
    for (uint32_t c = 'a'; c <= 'z'; c++)
        costs->of[c] = LETTERS[c - 'a'];
    for (uint32_t c = 0xF900; c <= 0xFAFF; c++)
        costs->of[c] = COMPATIBILITY;
    fill_han(costs);
    return costs;
}

void couplet__costs_free(couplet__costs *costs) { couplet__free(costs); }

enum { NEUTRAL, LATIN, HAN };

void couplet__reading_add(couplet__reading *r, const char *utf8, size_t size)
{
    uint64_t cost = 0, rare_cost = 0;
    int script = r->script;
    bool far = r->far;
    for (size_t at = 0; at < size;) {
        uint32_t c = couplet__utf8_next(utf8, size, &at);
        unsigned own = c < BMP ? r->costs->of[c] : couplet__is_han(c) ? HAN_EXTENSION : NO_TEXT;
        int now = couplet__is_latin(c) ? LATIN : couplet__is_han(c) ? HAN : NEUTRAL;
        if (now != NEUTRAL) {
            if (script != NEUTRAL && now != script)
                own += far ? FAR_SWITCH : SWITCH;
            script = now;
        }
        far = now == NEUTRAL;
        cost += own;
        r->chars++;
        r->nul += c == 0;
        r->lines += c == '\r' || (c == '\n' && r->before != '\r');
        r->before = c;
        if (c >= 0x80) {
            rare_cost += own;
            r->rare++;
        }
    }
    r->script = script;
    r->far = far;
    r->cost += (double)cost / 10;
    r->rare_cost += (double)rare_cost / 10;
}
