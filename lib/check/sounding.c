#include "check/sounding.h"

#include <string.h>

#include "text/reading_spelling.h"

enum { FAR = 60 };

void couplet__sounding_reset(couplet__sounding *s)
{
    for (size_t i = 0; i <= s->size; i++)
        s->row[i] = (unsigned char)i;
}

bool couplet__sounding_begin(couplet__sounding *s, const couplet__sounds *sounds, const char *word,
                             size_t size)
{
    s->sounds = sounds;
    s->size = 0;
    for (size_t i = 0; i < size; i++) {
        char c = word[i];
        if (c == '-' || c == '\'')
            continue;
        if (c < 'a' || c > 'z' || s->size == COUPLET__SOUNDING_MOST)
            return false;
        s->word[s->size++] = c;
    }
    couplet__sounding_reset(s);
    return s->size != 0;
}

/* One spelling behind the row so far; the result is lowered into best. */
static void spell(const couplet__sounding *s, const char *letters, size_t count,
                  unsigned char *best)
{
    unsigned char row[COUPLET__SOUNDING_MOST + 1];
    memcpy(row, s->row, s->size + 1);
    for (size_t k = 0; k < count; k++) {
        unsigned char corner = row[0];
        row[0]++;
        for (size_t i = 1; i <= s->size; i++) {
            unsigned least = corner + (unsigned)(s->word[i - 1] != letters[k]);
            corner = row[i];
            if (row[i] + 1U < least)
                least = row[i] + 1U;
            if (row[i - 1] + 1U < least)
                least = row[i - 1] + 1U;
            row[i] = (unsigned char)(least < FAR ? least : FAR);
        }
    }
    for (size_t i = 0; i <= s->size; i++)
        if (row[i] < best[i])
            best[i] = row[i];
}

size_t couplet__sounding_take(couplet__sounding *s, uint32_t c)
{
    unsigned char best[COUPLET__SOUNDING_MOST + 1];
    const uint16_t *sounds;
    size_t count = couplet__sounds_of(s->sounds, c, &sounds);
    memset(best, FAR, sizeof best);
    for (size_t i = 0; i < count; i++) {
        size_t size;
        const char *pinyin = couplet__sound_letters(s->sounds, sounds[i], &size);
        couplet__variant_spelling variants[COUPLET__MAX_VARIANTS];
        size_t spellings = couplet__spelling_variants(pinyin, size, variants);
        for (size_t k = 0; k < spellings; k++)
            spell(s, variants[k].letters, strlen(variants[k].letters), best);
    }
    memcpy(s->row, best, s->size + 1);
    return s->row[s->size];
}

bool couplet__sounding_is_chinese(const couplet__sounding *s)
{
    bool ends[COUPLET__SOUNDING_MOST + 1] = {true}; /* syllables may end behind i letters */
    for (size_t i = 0; i < s->size; i++)
        for (size_t n = 1; ends[i] && n <= COUPLET__MAX_SPELLING && i + n <= s->size; n++) {
            const couplet__spelling *spellings;
            if (couplet__spellings_of(s->sounds, s->word + i, n, &spellings) != 0)
                ends[i + n] = true;
        }
    return ends[s->size];
}
