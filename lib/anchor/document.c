#include "anchor/document.h"

#include <string.h>

#include "anchor/capital.h"
#include "anchor/english.h"
#include "anchor/latin.h"
#include "anchor/name.h"
#include "anchor/terms.h"
#include "anchor/weigh.h"
#include "lexicon/lexicon.h"
#include "text/utf8.h"

/* A line break inside a hard-wrapped Chinese sentence must not cut a word in two. */
static void drop_inner_space(couplet__folded *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++) {
        bool space = couplet__is_space(f->cp[i]);
        size_t next = i + 1;
        while (space && next < f->count && couplet__is_space(f->cp[next]))
            next++;
        if (space && n > 0 && couplet__is_han(f->cp[n - 1]) && next < f->count &&
            couplet__is_han(f->cp[next])) {
            i = next - 1;
            continue;
        }
        f->cp[n] = f->cp[i];
        f->offset[n++] = f->offset[i];
    }
    f->offset[n] = f->offset[f->count];
    f->count = n;
}

/* What the reading of one Chinese segment needs again and again. */
typedef struct reader {
    const couplet__sources *sources;
    uint32_t *word_of; /* of each headword of the first lexicon: its word + 1; 0: not met yet */
    couplet__numbers numbers;
    couplet__latins latins;
    couplet__intern names;
    couplet__name_hits hits;
    size_t hit; /* the first that is not behind */
} reader;

/* The words that cp[0..count) begins with: headwords of some lexicon, and the first character
 * alone. A bit for each length, and of each the headword of the first lexicon, or COUPLET__ABSENT.
 */
static unsigned words_at(uint32_t headword[COUPLET__MAX_WORD + 1], const couplet__sources *sources,
                         const uint32_t *cp, size_t count)
{
    unsigned lengths = 1u << 1;
    headword[1] = COUPLET__ABSENT;
    for (size_t k = sources->lexicon_count; k-- > 0;) {
        couplet__match match[COUPLET__MAX_WORD];
        size_t n = couplet__lexicon_match(sources->lexicons[k], cp, count, match);
        for (size_t q = 0; q < n; q++) {
            lengths |= 1u << match[q].length;
            headword[match[q].length] = k == 0 ? match[q].word : COUPLET__ABSENT;
        }
    }
    return lengths;
}

/* The word of these code points; COUPLET__ABSENT: out of memory. */
static uint32_t word_of(couplet__document *d, reader *r, const uint32_t *cp, uint32_t length,
                        uint32_t headword)
{
    if (headword != COUPLET__ABSENT && r->word_of[headword] != 0)
        return r->word_of[headword] - 1;
    uint32_t word = couplet__intern_add(&d->words, (const char *)cp, length * sizeof *cp);
    if (headword != COUPLET__ABSENT && word != COUPLET__ABSENT)
        r->word_of[headword] = word + 1;
    return word;
}

/* Every substring that is a headword of some lexicon, and every single Han character. One is
 * maximal when none that is longer holds it: it reaches furthest from its start, and no earlier one
 * reaches as far. */
static bool push_words(couplet__document *d, reader *r, const couplet__folded *f)
{
    size_t most = f->count < COUPLET__MAX_READ ? f->count : COUPLET__MAX_READ;
    uint32_t reach = 0; /* of the words that start earlier */
    size_t han = 0;     /* the end of the run of Han characters */
    for (uint32_t i = 0; i < most; i++) {
        if (!couplet__is_han(f->cp[i]))
            continue;
        for (han = han > i ? han : i; han < f->count && couplet__is_han(f->cp[han]);)
            han++;
        size_t run = han - i < COUPLET__MAX_WORD ? han - i : COUPLET__MAX_WORD;
        uint32_t headword[COUPLET__MAX_WORD + 1], last = 0;
        unsigned lengths = words_at(headword, r->sources, f->cp + i, run);
        for (uint32_t l = 1; lengths >> l != 0; l++) {
            if ((lengths >> l & 1) == 0)
                continue;
            last = i + l;
            bool maximal = lengths >> l == 1 && last > reach;
            uint32_t word = word_of(d, r, f->cp + i, l, headword[l]);
            if (word == COUPLET__ABSENT ||
                !couplet__vec_push(&d->units, (couplet__unit){word, i, l, maximal, COUPLET__WORD}))
                return false;
        }
        if (last > reach)
            reach = last;
    }
    return true;
}

bool couplet__number_tells(const couplet__number *n)
{
    return n->key != 0 && (n->sure || n->value >= 10);
}

uint32_t couplet__add_number(couplet__intern *set, const couplet__number *n)
{
    char key[1 + sizeof(couplet__number_key)] = "#";
    couplet__number_key both = {n->key, n->alt};
    memcpy(key + 1, &both, sizeof both);
    return couplet__intern_add(set, key, sizeof key);
}

bool couplet__is_number(const couplet__intern *set, uint32_t id, couplet__number_key *out)
{
    size_t size;
    const char *key = couplet__intern_key(set, id, &size);
    if (size != 1 + sizeof *out || key[0] != '#')
        return false;
    memcpy(out, key + 1, sizeof *out);
    return true;
}

/* The folded code point that stems from this byte of the segment, or the next one. */
static uint32_t place_of(const couplet__folded *f, size_t offset)
{
    size_t low = 0, high = f->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (f->offset[mid] < offset)
            low = mid + 1;
        else
            high = mid;
    }
    return (uint32_t)low;
}

/* A month that is written with a digit is the word that the lexicon knows: 4月 is 四月. */
static uint32_t add_month(couplet__intern *words, int month)
{
    static const uint32_t DIGITS[] = {0,      0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    uint32_t key[3];
    size_t n = 0;
    if (month >= 10)
        key[n++] = DIGITS[10];
    if (month != 10)
        key[n++] = DIGITS[month % 10];
    key[n++] = 0x6708; /* 月 */
    return couplet__intern_add(words, (const char *)key, n * sizeof *key);
}

static bool push_numbers(couplet__document *d, const couplet__folded *f,
                         const couplet__numbers *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const couplet__number *n = &found->at[i];
        uint32_t start = place_of(f, n->bytes.offset);
        uint32_t end = place_of(f, n->bytes.offset + n->bytes.length);
        if (!couplet__number_tells(n) || start >= end || end > COUPLET__MAX_READ)
            continue;
        uint32_t word = couplet__add_number(&d->words, n);
        if (word == COUPLET__ABSENT ||
            !couplet__vec_push(&d->units,
                               (couplet__unit){word, start, end - start, true, COUPLET__NUMBER}))
            return false;
        if (n->kind != COUPLET__DATE || n->month < 1 || n->month > 12)
            continue;
        word = add_month(&d->words, n->month);
        if (word == COUPLET__ABSENT ||
            !couplet__vec_push(&d->units,
                               (couplet__unit){word, start, end - start, true, COUPLET__WORD}))
            return false;
    }
    return true;
}

static bool push_latins(couplet__document *d, const couplet__latins *found)
{
    char key[65] = "~";
    for (size_t i = 0; i < found->at.count; i++) {
        const couplet__latin *l = &found->at.at[i];
        if (!l->part || l->size >= sizeof key || l->start + l->length > COUPLET__MAX_READ)
            continue;
        memcpy(key + 1, found->bytes.at + l->text, l->size);
        size_t size = l->size + 1;
        if (size % sizeof(uint32_t) == 0)
            key[size++] = ' '; /* no word's key is as long */
        uint32_t word = couplet__intern_add(&d->words, key, size);
        couplet__unit unit = {word, l->start, l->length, true, COUPLET__LATIN};
        if (word == COUPLET__ABSENT || !couplet__vec_push(&d->units, unit))
            return false;
    }
    return true;
}

const char *couplet__is_latin_word(const couplet__intern *words, uint32_t word, size_t *size)
{
    const char *key = couplet__intern_key(words, word, size);
    if (*size < 2 || *size % sizeof(uint32_t) == 0 || key[0] != '~')
        return NULL;
    *size -= key[*size - 1] == ' ' ? 2 : 1;
    return key + 1;
}

static bool is_headword(const couplet__sources *sources, const uint32_t *cp, size_t length)
{
    uint32_t headword[COUPLET__MAX_WORD + 1];
    return length <= COUPLET__MAX_WORD &&
           (words_at(headword, sources, cp, length) >> length & 1) != 0;
}

/* The names in one segment. A word of the lexicon that sounds like a name (背景, Beijing) is one
 * less surely than characters that mean nothing together. */
static bool push_names(couplet__document *d, reader *r, size_t s)
{
    char key[256] = "@";
    for (; r->hit < r->hits.count && r->hits.at[r->hit].segment == s; r->hit++) {
        const couplet__name_hit *h = &r->hits.at[r->hit];
        size_t size;
        const char *form = couplet__intern_key(&r->names, h->name, &size);
        if (h->strength < .75f || size > sizeof key - 4 || h->start + h->length > COUPLET__MAX_READ)
            continue;
        bool word_too =
            h->length > 1 && is_headword(r->sources, d->folded[s].cp + h->start, h->length);
        key[1] = (char)(unsigned char)(h->strength * (word_too ? 102 : 255));
        memcpy(key + 2, form, size);
        size += 2;
        if (size % sizeof(uint32_t) == 0)
            key[size++] = ' ';
        uint32_t id = couplet__intern_add(&d->words, key, size);
        couplet__unit unit = {id, h->start, h->length, true, COUPLET__NAME};
        if (id == COUPLET__ABSENT || !couplet__vec_push(&d->units, unit))
            return false;
    }
    return true;
}

const char *couplet__is_name(const couplet__intern *words, uint32_t word, size_t *size,
                             float *strength)
{
    const char *key = couplet__intern_key(words, word, size);
    if (*size < 3 || *size % sizeof(uint32_t) == 0 || key[0] != '@')
        return NULL;
    *strength = (float)(unsigned char)key[1] / 255;
    *size -= key[*size - 1] == ' ' ? 3 : 2;
    return key + 2;
}

static couplet_status fold_segments(couplet__document *d)
{
    d->folded = couplet__zalloc(d->S, sizeof *d->folded);
    d->unit_first = couplet__zalloc(d->S + 1, sizeof *d->unit_first);
    d->char_first = couplet__zalloc(d->S + 1, sizeof *d->char_first);
    couplet__folder *folder = couplet__folder_new();
    couplet_status status = COUPLET_OK;
    if (d->folded == NULL || d->unit_first == NULL || d->char_first == NULL || folder == NULL)
        status = COUPLET_ENOMEM;
    for (size_t s = 0; status == COUPLET_OK && s < d->S; s++) {
        couplet_span span = d->zh->segments.at[s].bytes;
        status = couplet__fold_with(&d->folded[s], folder, d->zh->bytes + span.offset, span.length);
        if (status == COUPLET_OK)
            drop_inner_space(&d->folded[s]);
        d->char_first[s + 1] = d->char_first[s] + d->folded[s].count;
    }
    couplet__folder_free(folder);
    return status;
}

static couplet_status read_segment(couplet__document *d, reader *r, size_t s)
{
    const couplet__folded *f = &d->folded[s];
    if (!couplet__watch_on(d->watch, s, d->S + d->T) || !push_words(d, r, f))
        return COUPLET_ENOMEM;
    couplet_status status = couplet__numbers_folded_zh(&r->numbers, f);
    if (status == COUPLET_OK && !push_numbers(d, f, &r->numbers))
        status = COUPLET_ENOMEM;
    if (status == COUPLET_OK)
        status = couplet__latin_find(&r->latins, f);
    if (status == COUPLET_OK && (!push_latins(d, &r->latins) || !push_names(d, r, s) ||
                                 !couplet__terms_zh(d, r->sources, f, d->unit_first[s])))
        status = COUPLET_ENOMEM;
    d->unit_first[s + 1] = d->units.count;
    return status;
}

static couplet_status read_chinese(couplet__document *d, const couplet__sources *sources)
{
    reader r = {.sources = sources};
    size_t headwords =
        sources->lexicon_count == 0 ? 0 : couplet__lexicon_words(sources->lexicons[0]);
    couplet_status status = fold_segments(d);
    if (status == COUPLET_OK && !couplet__capitals_find(&r.names, d->en))
        status = COUPLET_ENOMEM;
    if (status == COUPLET_OK)
        status = couplet__names_find(&r.hits, d->folded, d->S, &r.names);
    if (status == COUPLET_OK) {
        r.word_of = couplet__zalloc(headwords, sizeof *r.word_of);
        status = r.word_of == NULL ? COUPLET_ENOMEM : COUPLET_OK;
    }
    for (size_t s = 0; status == COUPLET_OK && s < d->S; s++)
        status = read_segment(d, &r, s);
    couplet__free(r.word_of);
    couplet__vec_free(&r.numbers);
    couplet__latins_free(&r.latins);
    couplet__intern_free(&r.names);
    couplet__vec_free(&r.hits);
    return status;
}

couplet_status couplet__document_read(couplet__document *out, const couplet_text *zh,
                                      const couplet_text *en, const couplet__sources *sources)
{
    couplet__document d = {.zh = zh,
                           .en = en,
                           .S = zh->segments.count,
                           .T = en->segments.count,
                           .watch = sources->watch};
    couplet_status status = read_chinese(&d, sources);
    if (status == COUPLET_OK)
        status = couplet__read_english(&d, sources);
    if (status == COUPLET_OK)
        status = couplet__weigh_chinese(&d);
    if (status == COUPLET_OK)
        status = couplet__weigh_english(&d, sources);
    if (status != COUPLET_OK)
        couplet__document_free(&d);
    *out = d;
    return status;
}

size_t couplet__first_posting(const couplet__document *d, uint32_t stem, size_t t)
{
    size_t low = d->posting_first[stem], count = d->posting_first[stem + 1] - low;
    while (count > 0) {
        size_t half = count - count / 2; /* it is behind so many of them, or not behind the last */
        size_t before = d->postings[low + half - 1].segment < t;
        low += half & (0 - before); /* no branch: it would be guessed wrong */
        count -= half;
    }
    return low;
}

void couplet__document_free(couplet__document *d)
{
    for (size_t s = 0; d->folded != NULL && s < d->S; s++)
        couplet__folded_free(&d->folded[s]);
    couplet__free(d->folded);
    couplet__intern_free(&d->words);
    couplet__vec_free(&d->units);
    couplet__free(d->unit_first);
    couplet__free(d->word_df);
    couplet__free(d->char_weight);
    couplet__free(d->char_first);
    couplet__free(d->zh_weight);
    couplet__intern_free(&d->stems);
    couplet__vec_free(&d->tokens);
    couplet__free(d->token_first);
    couplet__free(d->stem_weight);
    couplet__free(d->stem_stop);
    couplet__free(d->en_weight);
    couplet__free(d->postings);
    couplet__free(d->posting_first);
    *d = (couplet__document){0};
}
