#include "text/language.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"
#include "text/words.h"

typedef struct counts {
    size_t han, letters;      /* letters: of any alphabet but Han */
    size_t words, stop_words; /* English; counted when asked for */
} counts;

/* Letters beyond Latin: Greek, Cyrillic, kana, Hangul … so that they do not count as nothing. */
static bool is_other_letter(uint32_t c)
{
    return (c >= 0x370 && c <= 0x1FFF) || (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ||
           (c >= 0x3105 && c <= 0x312F) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

static const uint64_t EACH = UINT64_C(0x0101010101010101), HIGH = UINT64_C(0x8080808080808080);

/* How many letters are among eight bytes of ASCII. */
static size_t letters_of(uint64_t eight)
{
    uint64_t lower = eight | 0x20 * EACH;
    uint64_t from_a = lower + (0x80 - 'a') * EACH, behind_z = lower + (0x7F - 'z') * EACH;
    return (size_t)(((from_a & ~behind_z & HIGH) >> 7) * EACH >> 56);
}

/* Reads ASCII by eights, up to where a bracket may stand. Returns how many bytes. */
static size_t count_eights(size_t *letters, const char *s, size_t size)
{
    size_t at = 0;
    for (uint64_t eight; size - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, s + at, sizeof eight);
        uint64_t others = (eight ^ '(' * EACH) & 0xFE * EACH; /* 0: a bracket of either kind */
        if (((eight | ((others - EACH) & ~others)) & HIGH) != 0)
            break;
        *letters += letters_of(eight);
    }
    return at;
}

/* Reads a run of Han characters: nearly all of those there are begin with one of five bytes.
 * Returns how many bytes. */
static size_t count_han(size_t *han, const char *s, size_t size)
{
    size_t at = 0;
    while (size - at >= 3 && (unsigned char)s[at] >= 0xE5 && (unsigned char)s[at] <= 0xE9)
        at += 3;
    *han += at / 3;
    return at;
}

/* What stands outside round brackets counts into n[0], the rest into n[1]. */
static void count(counts n[2], const char *s, size_t size, bool count_words)
{
    size_t word = size; /* where the word being read starts; size: in none */
    size_t depth = 0;
    n[0] = n[1] = (counts){0};
    for (size_t at = 0; at <= size;) {
        counts *to = &n[depth != 0];
        if (!count_words) { /* words aside, which are what may be open */
            at += count_eights(&to->letters, s + at, size - at);
            at += count_han(&to->han, s + at, size - at);
        }
        size_t here = at;
        uint32_t c = at < size ? couplet__utf8_next(s, size, &at) : 0;
        if (c >= 0x4E00 && c <= 0x9FFF && word == size) { /* the usual Han character */
            to->han++;
        } else if (couplet__is_latin(c)) {
            to->letters++;
            word = word == size && count_words ? here : word;
        } else {
            if (word != size) {
                to->words++;
                to->stop_words += couplet__is_stop_word(s + word, here - word);
            }
            word = size;
            if (c >= 0x80) {
                to->han += couplet__is_han(c);
                to->letters += is_other_letter(c);
            }
            depth += c == '(' || c == 0xFF08;
            depth -= depth != 0 && (c == ')' || c == 0xFF09);
        }
        if (here == size)
            break;
    }
}

double couplet_han_share(const char *utf8, size_t size)
{
    if (utf8 == NULL || couplet__utf8_check(utf8, size) != size)
        return -1;
    counts n[2];
    count(n, utf8, size, false);
    size_t han = n[0].han + n[1].han, all = han + n[0].letters + n[1].letters;
    return all == 0 ? -1 : (double)han / (double)all;
}

couplet_lang couplet__language_of(const char *utf8, size_t size)
{
    counts both[2];
    count(both, utf8, size, false);
    /* a name or a gloss in brackets says nothing of the sentence around it */
    const counts *n = &both[both[0].han + both[0].letters == 0];
    if (n->han + n->letters == 0)
        return (couplet_lang)0;
    if (n->han * 3 >= n->letters)
        return COUPLET_ZH;
    if (n->han * 25 < n->letters)
        return COUPLET_EN;
    /* between the clear cases stand a Chinese sentence with long names in it and an English one
     * that quotes Chinese words: only the second is held together by function words */
    count(both, utf8, size, true);
    size_t one_in = n->han * 9 < n->letters ? 12 : 5;
    return n->stop_words * one_in >= n->words ? COUPLET_EN : COUPLET_ZH;
}
