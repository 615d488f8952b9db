#include "segment/abbreviations.h"

#include <string.h>

#include "base/embed.h"
#include "base/table.h"

COUPLET__EMBED(abbreviations, COUPLET_DATA "/segment/abbreviations.tsv");
COUPLET__EMBED(words, COUPLET_DATA "/segment/words.tsv");

enum { LONGEST = 31 };

static const char *value_of(const char *start, const char *end, const char *key, size_t size,
                            size_t *value_size)
{
    couplet__table table = {start, (size_t)(end - start)};
    return couplet__table_find(&table, key, size, value_size);
}

static couplet__short find_short(const char *word, size_t size)
{
    static const char *const NAMES[] = {"",    "always", "number", "month",
                                        "may", "time",   "end",    "brand"};
    size_t n = 0;
    const char *value =
        value_of(couplet__abbreviations_start, couplet__abbreviations_end, word, size, &n);
    for (int kind = COUPLET__SHORT_ALWAYS; value != NULL && kind <= COUPLET__SHORT_BRAND; kind++)
        if (n == strlen(NAMES[kind]) && memcmp(value, NAMES[kind], n) == 0)
            return (couplet__short)kind;
    return COUPLET__NOT_SHORT;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

couplet__short couplet__abbreviation(const char *word, size_t size)
{
    char form[LONGEST + 1];
    if (size < 2 || size > LONGEST)
        return COUPLET__NOT_SHORT;
    couplet__short kind = find_short(word, size);
    if (kind != COUPLET__NOT_SHORT)
        return kind;
    bool capitals = true; /* NOV., CO. */
    form[0] = word[0];
    for (size_t i = 1; i < size; i++) {
        form[i] = lower(word[i]);
        capitals = capitals && !(word[i] >= 'a' && word[i] <= 'z');
    }
    if (!capitals) { /* Approx. at the head of a sentence */
        memcpy(form, word, size);
        form[0] = lower(word[0]);
        kind = find_short(form, size);
        return form[0] != word[0] && kind == COUPLET__SHORT_ALWAYS ? kind : COUPLET__NOT_SHORT;
    }
    return size > 2 ? find_short(form, size) : COUPLET__NOT_SHORT;
}

static bool is_listed(const char *word, size_t size, const char *as)
{
    size_t n = 0;
    const char *value =
        size > LONGEST ? NULL : value_of(couplet__words_start, couplet__words_end, word, size, &n);
    return value != NULL && n == strlen(as) && memcmp(value, as, n) == 0;
}

bool couplet__starts_sentences(const char *word, size_t size)
{
    return is_listed(word, size, "starts");
}

bool couplet__reports_speech(const char *word, size_t size)
{
    return is_listed(word, size, "reports");
}

bool couplet__follows_time(const char *word, size_t size) { return is_listed(word, size, "zone"); }

const char *couplet__listed_word(size_t *at, const char *kind, size_t kind_size, size_t *size)
{
    size_t first = (size_t)(couplet__abbreviations_end - couplet__abbreviations_start);
    size_t second = (size_t)(couplet__words_end - couplet__words_start);
    while (*at < first + second) { /* the one table behind the other */
        const char *line =
            *at < first ? couplet__abbreviations_start + *at : couplet__words_start + (*at - first);
        const char *end = *at < first ? couplet__abbreviations_end : couplet__words_end;
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop == NULL ? end : stop;
        *at += (size_t)(stop - line) + (stop < end);
        const char *tab = memchr(line, '\t', (size_t)(stop - line));
        if (*line == '#' || tab == NULL || (size_t)(stop - tab - 1) != kind_size ||
            memcmp(tab + 1, kind, kind_size) != 0)
            continue;
        *size = (size_t)(tab - line);
        *size -= line[*size - 1] == '.';
        return line;
    }
    return NULL;
}
