#include "text/words.h"

#include <libstemmer.h>
#include <string.h>

#include "base/intern.h"
#include "base/table.h"
#include "text/tables.h"
#include "text/utf8.h"

static bool is_ascii_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

static bool is_letter_at(const char *s, size_t size, size_t at)
{
    if (at < size && (unsigned char)s[at] < 0x80)
        return is_ascii_letter(s[at]);
    return at < size && couplet__is_latin(couplet__utf8_next(s, size, &at));
}

static bool is_digit(const char *s, size_t size, size_t at)
{
    return at < size && s[at] >= '0' && s[at] <= '9';
}

/* The length of an apostrophe at s[at], ' or ’, else 0. */
static size_t apostrophe(const char *s, size_t size, size_t at)
{
    if (at < size && s[at] == '\'')
        return 1;
    return at + 3 <= size && memcmp(s + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static size_t letters_end(const char *s, size_t size, size_t at)
{
    for (;;) {
        while (at < size && is_ascii_letter(s[at]))
            at++;
        if (at >= size || (unsigned char)s[at] < 0x80)
            break;
        size_t next = at;
        if (!couplet__is_latin(couplet__utf8_next(s, size, &next)))
            break;
        at = next;
    }
    return at;
}

static size_t number_end(const char *s, size_t size, size_t at)
{
    size_t end = at;
    while (at < size && (is_digit(s, size, at) || s[at] == ',' || s[at] == '.')) {
        if (is_digit(s, size, at))
            end = at + 1;
        at++;
    }
    return end;
}

static bool same(const char *a, size_t size, const char *b)
{
    if (strlen(b) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if ((a[i] | 0x20) != b[i])
            return false;
    return true;
}

static bool push(couplet__tokens *out, const char *bytes, size_t size, size_t offset, bool number,
                 bool capital)
{
    return couplet__vec_push(out, (couplet__token){bytes, size, offset, number, capital});
}

static bool push_static(couplet__tokens *out, const char *word, size_t offset)
{
    return push(out, word, strlen(word), offset, false, false);
}

/* Tokens of the word s[at..end) and the clitic s[clitic..clitic_end) behind its apostrophe. */
static bool push_word(couplet__tokens *out, const char *s, size_t at, size_t end, size_t clitic,
                      size_t clitic_end)
{
    size_t first = at;
    uint32_t c = couplet__utf8_next(s, end, &first);
    bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
    const char *tail = s + clitic;
    size_t tail_size = clitic_end - clitic;
    if (tail_size == 0)
        return push(out, s + at, end - at, at, false, capital);
    if (same(tail, tail_size, "t") && (s[end - 1] == 'n' || s[end - 1] == 'N')) {
        bool done = same(s + at, end - at, "can") ? push_static(out, "can", at)
                    : same(s + at, end - at, "won")
                        ? push_static(out, "will", at)
                        : push(out, s + at, end - at - 1, at, false, capital);
        return done && push_static(out, "not", at);
    }
    if (!push(out, s + at, end - at, at, false, capital))
        return false;
    if (same(tail, tail_size, "re") || same(tail, tail_size, "m"))
        return push_static(out, "be", clitic);
    if (same(tail, tail_size, "ve"))
        return push_static(out, "have", clitic);
    if (same(tail, tail_size, "ll"))
        return push_static(out, "will", clitic);
    return true;
}

static bool is_clitic(const char *s, size_t size)
{
    static const char *const CLITICS[] = {"s", "t", "re", "ve", "ll", "d", "m"};
    for (size_t i = 0; i < sizeof CLITICS / sizeof *CLITICS; i++)
        if (same(s, size, CLITICS[i]))
            return true;
    return false;
}

bool couplet__english_tokens(couplet__tokens *out, const char *s, size_t size)
{
    out->count = 0;
    for (size_t at = 0; at < size;) {
        if (is_digit(s, size, at)) {
            size_t end = number_end(s, size, at);
            if (!push(out, s + at, end - at, at, true, false))
                return false;
            at = end;
        } else if (is_letter_at(s, size, at)) {
            size_t end = letters_end(s, size, at), mark = apostrophe(s, size, end);
            size_t clitic = end + mark, stop = mark == 0 ? clitic : letters_end(s, size, clitic);
            if (mark == 0 || !is_clitic(s + clitic, stop - clitic))
                clitic = stop = end;
            if (!push_word(out, s, at, end, clitic, stop))
                return false;
            at = stop;
        } else {
            couplet__utf8_next(s, size, &at);
        }
    }
    return true;
}

/* Bytes of a word that is stemmed; words; words from which on it pays to know at a glance which may
 * be irregular or British; bits for that. */
enum { LONGEST = 63, REMEMBERED = 16384, MANY = 256, BITS = 1 << 16 };

typedef struct stem_of {
    uint8_t size;
    char bytes[LONGEST + 1];
} stem_of;

struct couplet__stemmer {
    struct sb_stemmer *snowball;
    char lower[LONGEST + 1];
    couplet__intern words;       /* those that came first, in lower case */
    COUPLET__VEC(stem_of) stems; /* of each of them */
    uint64_t *listed; /* a bit for each irregular form and British stem, many words on; else NULL */
};

couplet__stemmer *couplet__stemmer_new(void)
{
    couplet__stemmer *s = couplet__zalloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->snowball = sb_stemmer_new("english", "UTF_8");
    if (s->snowball == NULL) {
        couplet__free(s);
        return NULL;
    }
    return s;
}

void couplet__stemmer_free(couplet__stemmer *s)
{
    if (s == NULL)
        return;
    sb_stemmer_delete(s->snowball);
    couplet__intern_free(&s->words);
    couplet__vec_free(&s->stems);
    couplet__free(s->listed);
    couplet__free(s);
}

/* ASCII and Latin-1 capitals, whose lower-case forms are as long in UTF-8. */
static size_t lower_case(char *out, const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = word[i];
        if (word[i] >= 'A' && word[i] <= 'Z')
            out[i] = (char)(word[i] + 32);
        else if (i > 0 && (unsigned char)word[i - 1] == 0xC3 && (unsigned char)word[i] >= 0x80 &&
                 (unsigned char)word[i] <= 0x9E && (unsigned char)word[i] != 0x97)
            out[i] = (char)(word[i] + 32);
    }
    return size;
}

static uint32_t bit_of(const char *word, size_t size)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < size; i++)
        hash = hash * 33 + (unsigned char)word[i];
    return hash * 2654435761u >> 16;
}

/* Marks the bits of all keys. */
static void note_keys(couplet__stemmer *s, couplet__table table)
{
    const char *p = table.bytes, *end = p + table.size;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline == NULL ? end : newline;
        const char *tab = memchr(p, '\t', (size_t)(stop - p));
        uint32_t bit = bit_of(p, (size_t)((tab == NULL ? stop : tab) - p));
        s->listed[bit / 64] |= (uint64_t)1 << bit % 64;
        p = stop + 1;
    }
}

/* false: out of memory. */
static bool note_listed(couplet__stemmer *s)
{
    s->listed = couplet__zalloc(BITS / 64, sizeof *s->listed);
    if (s->listed == NULL)
        return false;
    note_keys(s, couplet__irregular());
    note_keys(s, couplet__american());
    return true;
}

static bool may_be_listed(const couplet__stemmer *s, const char *word, size_t size)
{
    uint32_t bit = bit_of(word, size);
    return s->listed == NULL || (s->listed[bit / 64] >> bit % 64 & 1) != 0;
}

const char *couplet__american_stem(const char *stem, size_t size, size_t *american_size)
{
    couplet__table table = couplet__american();
    const char *american = couplet__table_find(&table, stem, size, american_size);
    if (american == NULL)
        *american_size = size;
    return american == NULL ? stem : american;
}

/* Undoes irregular inflection, stems s->lower, then reads the stem as an American one. */
static const char *stem_lower(couplet__stemmer *s, size_t size, size_t *stem_size)
{
    size_t base_size = size;
    couplet__table irregular = couplet__irregular();
    const char *base = NULL;
    if (may_be_listed(s, s->lower, size))
        base = couplet__table_find(&irregular, s->lower, size, &base_size);
    if (base == NULL) {
        base = s->lower;
        base_size = size;
    }
    const char *stem =
        (const char *)sb_stemmer_stem(s->snowball, (const sb_symbol *)base, (int)base_size);
    if (stem == NULL)
        return NULL;
    *stem_size = (size_t)sb_stemmer_length(s->snowball);
    return may_be_listed(s, stem, *stem_size) ? couplet__american_stem(stem, *stem_size, stem_size)
                                              : stem;
}

const char *couplet__stem(couplet__stemmer *s, const char *word, size_t size, size_t *stem_size)
{
    if (size > LONGEST) {
        *stem_size = size;
        return word;
    }
    lower_case(s->lower, word, size);
    uint32_t known = couplet__intern_find(&s->words, s->lower, size);
    if (known != COUPLET__ABSENT) {
        *stem_size = s->stems.at[known].size;
        return s->stems.at[known].bytes;
    }
    if (s->stems.count == MANY && s->listed == NULL && !note_listed(s))
        return NULL;
    const char *stem = stem_lower(s, size, stem_size);
    if (stem == NULL || s->stems.count == REMEMBERED || *stem_size > LONGEST)
        return stem;
    stem_of found = {(uint8_t)*stem_size, ""};
    memcpy(found.bytes, stem, *stem_size);
    if (!couplet__vec_push(&s->stems, found) ||
        couplet__intern_add(&s->words, s->lower, size) == COUPLET__ABSENT)
        return NULL;
    return s->stems.at[s->stems.count - 1].bytes;
}

const char *couplet__stop_words(void)
{
    return " a an the of to in on at by for with and or but as is be are was were been being it "
           "its "
           "this that these those he she him her his hers they them their i me my we us our you "
           "your not no do does did have has had will would shall should can could may might must "
           "so than then there here from into up out about if what which who whom when where how "
           "all any some such other one's oneself sb sth etc am n't s t just very too only also ";
}

bool couplet__is_stop_word(const char *word, size_t size)
{
    char key[13];
    if (size == 0 || size > sizeof key - 3)
        return false;
    key[0] = ' ';
    memcpy(key + 1, word, size);
    key[size + 1] = ' ';
    key[size + 2] = '\0';
    return strstr(couplet__stop_words(), key) != NULL;
}
