#include "text/reading.h"

#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/vec.h"
#include "text/reading_spelling.h"
#include "text/tables.h"
#include "text/utf8.h"

enum { FIRST = 0x3400, LAST = 0x9FFF }; /* characters of one UTF-16 unit: nearly all names */

typedef struct character {
    uint16_t count, sound[COUPLET__MAX_SOUNDS];
} character;

/* A spelling before they are sorted by letters. */
typedef struct entry {
    uint32_t letters;
    couplet__spelling spelling;
} entry;

struct couplet__sounds {
    character *of;          /* LAST - FIRST + 1 */
    couplet__intern sounds; /* pinyin, or '@' and a Hong Kong spelling */
    couplet__intern letters;
    COUPLET__VEC(entry) entries;
    couplet__spelling *spellings; /* by letters */
    uint32_t *first;              /* of each letters: its spellings; letters.count + 1 */
    uint8_t sizes[27 * 27];       /* by two_letters(): a bit for each size of spellings */
};

static unsigned letter(char c) { return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') : 26; }

/* The first two letters as a number. */
static unsigned two_letters(const char *letters, size_t size)
{
    return letter(letters[0]) * 27 + (size > 1 ? letter(letters[1]) : 26);
}

static bool add_entry(couplet__sounds *s, uint16_t sound, unsigned system, const char *letters,
                      size_t size)
{
    uint32_t id = couplet__intern_add(&s->letters, letters, size);
    if (size <= COUPLET__MAX_SPELLING)
        s->sizes[two_letters(letters, size)] |= (uint8_t)(1u << size);
    return id != COUPLET__ABSENT &&
           couplet__vec_push(&s->entries, (entry){id, {sound, (uint16_t)system}});
}

/* A sound met for the first time gets its spellings. */
static bool spell(couplet__sounds *s, uint16_t sound, bool pinyin, const char *letters, size_t size)
{
    if (!pinyin)
        return add_entry(s, sound, COUPLET__HONG_KONG, letters, size);
    couplet__variant_spelling variants[COUPLET__MAX_VARIANTS];
    size_t count = couplet__spelling_variants(letters, size, variants);
    for (size_t i = 0; i < count; i++)
        if (!add_entry(s, sound, variants[i].system, variants[i].letters,
                       strlen(variants[i].letters)))
            return false;
    return true;
}

static bool add_sound(couplet__sounds *s, uint32_t c, bool pinyin, const char *letters, size_t size)
{
    if (c < FIRST || c > LAST || size == 0 || size > COUPLET__MAX_SPELLING)
        return true;
    character *at = &s->of[c - FIRST];
    if (at->count == COUPLET__MAX_SOUNDS)
        return true;
    char key[COUPLET__MAX_SPELLING + 1] = "@";
    memcpy(key + !pinyin, letters, size);
    size_t known = s->sounds.count;
    uint32_t id = couplet__intern_add(&s->sounds, key, size + !pinyin);
    if (id == COUPLET__ABSENT || id >= COUPLET__SOUNDS)
        return id != COUPLET__ABSENT;
    at->sound[at->count++] = (uint16_t)id;
    return id < known || spell(s, (uint16_t)id, pinyin, letters, size);
}

/* Every line of a table: character TAB letters, separated by spaces. */
static bool read_table(couplet__sounds *s, const couplet__table *table, bool pinyin)
{
    const char *p = table->bytes, *end = p + table->size;
    while (p < end) {
        if (*p == '#' || *p == '\n') {
            const char *newline = memchr(p, '\n', (size_t)(end - p));
            p = newline == NULL ? end : newline + 1;
            continue;
        }
        size_t next = 0;
        uint32_t c = couplet__utf8_next(p, (size_t)(end - p), &next);
        for (p += next; p < end && *p != '\n';) {
            const char *letters = ++p; /* behind the TAB or a space */
            while (p < end && *p != ' ' && *p != '\n')
                p++;
            if (!add_sound(s, c, pinyin, letters, (size_t)(p - letters)))
                return false;
        }
        p++;
    }
    return true;
}

/* Sorts the entries by letters, counting; equal sounds of one spelling join their systems. */
static bool group(couplet__sounds *s)
{
    s->first = couplet__zalloc(s->letters.count + 2, sizeof *s->first);
    s->spellings = couplet__alloc(s->entries.count + 1, sizeof *s->spellings);
    if (s->first == NULL || s->spellings == NULL)
        return false;
    for (size_t i = 0; i < s->entries.count; i++)
        s->first[s->entries.at[i].letters + 2]++;
    for (size_t i = 2; i < s->letters.count + 2; i++)
        s->first[i] += s->first[i - 1];
    for (size_t i = 0; i < s->entries.count; i++)
        s->spellings[s->first[s->entries.at[i].letters + 1]++] = s->entries.at[i].spelling;
    return true;
}

couplet__sounds *couplet__sounds_new(const couplet__table *names)
{
    couplet__sounds *s = couplet__zalloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    couplet__table readings = couplet__readings();
    s->of = couplet__zalloc(LAST - FIRST + 1, sizeof *s->of);
    if (s->of == NULL || !read_table(s, &readings, true) ||
        (names != NULL && !read_table(s, names, false)) || !group(s)) {
        couplet__sounds_free(s);
        return NULL;
    }
    return s;
}

void couplet__sounds_free(couplet__sounds *s)
{
    if (s == NULL)
        return;
    couplet__free(s->of);
    couplet__intern_free(&s->sounds);
    couplet__intern_free(&s->letters);
    couplet__vec_free(&s->entries);
    couplet__free(s->spellings);
    couplet__free(s->first);
    couplet__free(s);
}

size_t couplet__sounds_of(const couplet__sounds *s, uint32_t c, const uint16_t **out)
{
    if (c < FIRST || c > LAST)
        return 0;
    *out = s->of[c - FIRST].sound;
    return s->of[c - FIRST].count;
}

size_t couplet__spellings_of(const couplet__sounds *s, const char *letters, size_t size,
                             const couplet__spelling **out)
{
    if (size > COUPLET__MAX_SPELLING || (s->sizes[two_letters(letters, size)] >> size & 1) == 0)
        return 0;
    uint32_t id = couplet__intern_find(&s->letters, letters, size);
    if (id == COUPLET__ABSENT)
        return 0;
    *out = s->spellings + s->first[id];
    return s->first[id + 1] - s->first[id];
}

const char *couplet__sound_letters(const couplet__sounds *s, uint16_t sound, size_t *size)
{
    const char *key = couplet__intern_key(&s->sounds, sound, size);
    bool pinyin = *key != '@';
    *size -= !pinyin;
    return key + !pinyin;
}
