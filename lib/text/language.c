#include "text/language.h"

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

static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* What stands outside round brackets counts into n[0], the rest into n[1]. */
static void count(counts n[2], const char *s, size_t size, bool count_words)
{
    size_t word = size; /* where the word being read starts; size: in none */
    size_t depth = 0;
    n[0] = n[1] = (counts){0};
    for (size_t at = 0; at <= size;) {
        size_t here = at;
        counts *to = &n[depth != 0];
        while (at < size && is_ascii_letter(s[at]))
            at++;
        if (at != here) {
            to->letters += at - here;
            word = word == size ? here : word;
            continue;
        }
        uint32_t c = at < size ? couplet__utf8_next(s, size, &at) : 0;
        if (c >= 0x4E00 && c <= 0x9FFF && word == size) { /* the usual Han character */
            to->han++;
            continue;
        }
        if (couplet__is_latin(c)) {
            to->letters++;
            word = word == size ? here : word;
        } else {
            if (word != size && count_words) {
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
