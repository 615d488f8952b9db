#include "anchor/number_en.h"

#include <string.h>

#include "text/utf8.h"

/* Sorted by spelling. */
static const couplet__number_word WORDS[] = {{"apr", COUPLET__W_MONTH, 4},
                                             {"april", COUPLET__W_MONTH, 4},
                                             {"aug", COUPLET__W_MONTH, 8},
                                             {"august", COUPLET__W_MONTH, 8},
                                             {"billion", COUPLET__W_SCALE, 1e9},
                                             {"billions", COUPLET__W_SCALES, 1e9},
                                             {"bn", COUPLET__W_SCALE, 1e9},
                                             {"centuries", COUPLET__W_SCALES, 100},
                                             {"dec", COUPLET__W_MONTH, 12},
                                             {"decades", COUPLET__W_SCALES, 10},
                                             {"december", COUPLET__W_MONTH, 12},
                                             {"double", COUPLET__W_TIMES, 2},
                                             {"doubled", COUPLET__W_TIMES, 2},
                                             {"doubles", COUPLET__W_TIMES, 2},
                                             {"doubling", COUPLET__W_TIMES, 2},
                                             {"dozen", COUPLET__W_SCALE, 12},
                                             {"dozens", COUPLET__W_SCALES, 10},
                                             {"eight", COUPLET__W_ONES, 8},
                                             {"eighteen", COUPLET__W_ONES, 18},
                                             {"eighteenth", COUPLET__W_NTH, 18},
                                             {"eighth", COUPLET__W_NTH, 8},
                                             {"eighths", COUPLET__W_PARTS, 8},
                                             {"eighties", COUPLET__W_DECADE, 1980},
                                             {"eightieth", COUPLET__W_NTH, 80},
                                             {"eighty", COUPLET__W_TENS, 80},
                                             {"eleven", COUPLET__W_ONES, 11},
                                             {"eleventh", COUPLET__W_NTH, 11},
                                             {"feb", COUPLET__W_MONTH, 2},
                                             {"february", COUPLET__W_MONTH, 2},
                                             {"fifteen", COUPLET__W_ONES, 15},
                                             {"fifteenth", COUPLET__W_NTH, 15},
                                             {"fifth", COUPLET__W_NTH, 5},
                                             {"fifths", COUPLET__W_PARTS, 5},
                                             {"fifties", COUPLET__W_DECADE, 1950},
                                             {"fiftieth", COUPLET__W_NTH, 50},
                                             {"fifty", COUPLET__W_TENS, 50},
                                             {"first", COUPLET__W_NTH, 1},
                                             {"five", COUPLET__W_ONES, 5},
                                             {"fivefold", COUPLET__W_TIMES, 5},
                                             {"forties", COUPLET__W_DECADE, 1940},
                                             {"fortieth", COUPLET__W_NTH, 40},
                                             {"forty", COUPLET__W_TENS, 40},
                                             {"four", COUPLET__W_ONES, 4},
                                             {"fourfold", COUPLET__W_TIMES, 4},
                                             {"fourteen", COUPLET__W_ONES, 14},
                                             {"fourteenth", COUPLET__W_NTH, 14},
                                             {"fourth", COUPLET__W_NTH, 4},
                                             {"fourths", COUPLET__W_PARTS, 4},
                                             {"friday", COUPLET__W_DAY, 5},
                                             {"half", COUPLET__W_HALF, 0.5},
                                             {"halve", COUPLET__W_HALVE, 0.5},
                                             {"halved", COUPLET__W_HALVE, 0.5},
                                             {"halves", COUPLET__W_HALVE, 0.5},
                                             {"halving", COUPLET__W_HALVE, 0.5},
                                             {"hundred", COUPLET__W_SCALE, 100},
                                             {"hundreds", COUPLET__W_SCALES, 100},
                                             {"hundredth", COUPLET__W_NTH, 100},
                                             {"jan", COUPLET__W_MONTH, 1},
                                             {"january", COUPLET__W_MONTH, 1},
                                             {"jul", COUPLET__W_MONTH, 7},
                                             {"july", COUPLET__W_MONTH, 7},
                                             {"jun", COUPLET__W_MONTH, 6},
                                             {"june", COUPLET__W_MONTH, 6},
                                             {"mar", COUPLET__W_MONTH, 3},
                                             {"march", COUPLET__W_MONTH, 3},
                                             {"may", COUPLET__W_MONTH, 5},
                                             {"million", COUPLET__W_SCALE, 1e6},
                                             {"millions", COUPLET__W_SCALES, 1e6},
                                             {"mn", COUPLET__W_SCALE, 1e6},
                                             {"monday", COUPLET__W_DAY, 1},
                                             {"nine", COUPLET__W_ONES, 9},
                                             {"nineteen", COUPLET__W_ONES, 19},
                                             {"nineteenth", COUPLET__W_NTH, 19},
                                             {"nineties", COUPLET__W_DECADE, 1990},
                                             {"ninetieth", COUPLET__W_NTH, 90},
                                             {"ninety", COUPLET__W_TENS, 90},
                                             {"ninth", COUPLET__W_NTH, 9},
                                             {"ninths", COUPLET__W_PARTS, 9},
                                             {"nov", COUPLET__W_MONTH, 11},
                                             {"november", COUPLET__W_MONTH, 11},
                                             {"oct", COUPLET__W_MONTH, 10},
                                             {"october", COUPLET__W_MONTH, 10},
                                             {"one", COUPLET__W_ONES, 1},
                                             {"quadruple", COUPLET__W_TIMES, 4},
                                             {"quadrupled", COUPLET__W_TIMES, 4},
                                             {"quarter", COUPLET__W_QUARTER, 4},
                                             {"quarters", COUPLET__W_PARTS, 4},
                                             {"saturday", COUPLET__W_DAY, 6},
                                             {"second", COUPLET__W_NTH, 2},
                                             {"sep", COUPLET__W_MONTH, 9},
                                             {"sept", COUPLET__W_MONTH, 9},
                                             {"september", COUPLET__W_MONTH, 9},
                                             {"seven", COUPLET__W_ONES, 7},
                                             {"seventeen", COUPLET__W_ONES, 17},
                                             {"seventeenth", COUPLET__W_NTH, 17},
                                             {"seventh", COUPLET__W_NTH, 7},
                                             {"sevenths", COUPLET__W_PARTS, 7},
                                             {"seventies", COUPLET__W_DECADE, 1970},
                                             {"seventieth", COUPLET__W_NTH, 70},
                                             {"seventy", COUPLET__W_TENS, 70},
                                             {"six", COUPLET__W_ONES, 6},
                                             {"sixteen", COUPLET__W_ONES, 16},
                                             {"sixteenth", COUPLET__W_NTH, 16},
                                             {"sixth", COUPLET__W_NTH, 6},
                                             {"sixths", COUPLET__W_PARTS, 6},
                                             {"sixties", COUPLET__W_DECADE, 1960},
                                             {"sixtieth", COUPLET__W_NTH, 60},
                                             {"sixty", COUPLET__W_TENS, 60},
                                             {"sunday", COUPLET__W_DAY, 7},
                                             {"ten", COUPLET__W_ONES, 10},
                                             {"tenfold", COUPLET__W_TIMES, 10},
                                             {"tens", COUPLET__W_SCALES, 10},
                                             {"tenth", COUPLET__W_NTH, 10},
                                             {"tenths", COUPLET__W_PARTS, 10},
                                             {"third", COUPLET__W_NTH, 3},
                                             {"thirds", COUPLET__W_PARTS, 3},
                                             {"thirteen", COUPLET__W_ONES, 13},
                                             {"thirteenth", COUPLET__W_NTH, 13},
                                             {"thirties", COUPLET__W_DECADE, 1930},
                                             {"thirtieth", COUPLET__W_NTH, 30},
                                             {"thirty", COUPLET__W_TENS, 30},
                                             {"thousand", COUPLET__W_SCALE, 1e3},
                                             {"thousands", COUPLET__W_SCALES, 1e3},
                                             {"three", COUPLET__W_ONES, 3},
                                             {"threefold", COUPLET__W_TIMES, 3},
                                             {"thrice", COUPLET__W_TIMES, 3},
                                             {"thursday", COUPLET__W_DAY, 4},
                                             {"trillion", COUPLET__W_SCALE, 1e12},
                                             {"trillions", COUPLET__W_SCALES, 1e12},
                                             {"triple", COUPLET__W_TIMES, 3},
                                             {"tripled", COUPLET__W_TIMES, 3},
                                             {"triples", COUPLET__W_TIMES, 3},
                                             {"tripling", COUPLET__W_TIMES, 3},
                                             {"tuesday", COUPLET__W_DAY, 2},
                                             {"twelfth", COUPLET__W_NTH, 12},
                                             {"twelve", COUPLET__W_ONES, 12},
                                             {"twenties", COUPLET__W_DECADE, 1920},
                                             {"twentieth", COUPLET__W_NTH, 20},
                                             {"twenty", COUPLET__W_TENS, 20},
                                             {"twice", COUPLET__W_TIMES, 2},
                                             {"two", COUPLET__W_ONES, 2},
                                             {"twofold", COUPLET__W_TIMES, 2},
                                             {"wednesday", COUPLET__W_DAY, 3},
                                             {"zero", COUPLET__W_ONES, 0}};

/* Where the words that begin with a letter, from a to z, begin and end. */
static const uint8_t FIRST[27] = {0,  4,  7,  8,  17, 27,  49,  49,  57,  57,  63,  63,  63, 70,
                                  80, 83, 83, 87, 87, 109, 142, 142, 142, 143, 143, 143, 144};

/* The first eight letters as a number: in the order of the letters. */
static uint64_t head_of(const char *letters)
{
    const unsigned char *p = (const unsigned char *)letters;
    return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
           (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | (uint64_t)p[5] << 16 |
           (uint64_t)p[6] << 8 | p[7];
}

const couplet__number_word *couplet__number_word_find(const char word[COUPLET__WORD_ROOM])
{
    if (word[0] < 'a' || word[0] > 'z')
        return NULL;
    uint64_t head = head_of(word);
    size_t low = FIRST[word[0] - 'a'], high = FIRST[word[0] - 'a' + 1];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        uint64_t at = head_of(WORDS[mid].text);
        int order = head != at ? (head < at ? -1 : 1) : strcmp(word, WORDS[mid].text);
        if (order == 0)
            return &WORDS[mid];
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return NULL;
}

bool couplet__makes_numbers(const char *word, size_t size)
{
    static const char OTHERS[][COUPLET__WORD_ROOM] = {"several", "few",     "latter",   "couple",
                                                      "decade",  "century", "fortnight"};
    char lower[COUPLET__WORD_ROOM] = "";
    if (size >= sizeof lower)
        return false;
    for (size_t i = 0; i < size; i++)
        lower[i] = (char)couplet__lower((unsigned char)word[i]);
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(lower, OTHERS[i]) == 0)
            return true;
    return couplet__number_word_find(lower) != NULL;
}

/* Of the characters that are not ASCII, only usual punctuation (U+2010 .. U+2026: dashes, quotation
 * marks, an ellipsis) and letters with accents (U+00C0 .. U+00FF) are plain. */
bool couplet__is_plain_english(const char *utf8, size_t size)
{
    const unsigned char *p = (const unsigned char *)utf8;
    for (size_t i = 0; (i += couplet__ascii_run(utf8 + i, size - i)) < size;) {
        if (p[i] == 0xC3)
            i += 2;
        else if (p[i] == 0xE2 && p[i + 1] == 0x80 && p[i + 2] >= 0x90 && p[i + 2] <= 0xA6)
            i += 3;
        else
            return false;
    }
    return true;
}
