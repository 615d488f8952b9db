/* The text tables of data/lexicon. The first line names the kind, further `#` lines are comments:
 *
 *     # couplet table: cedict          (or wordnet, model1)
 *     和平 TAB peac:15 peacekeep:4     a word and stems with strengths of 1 .. 15
 *
 *     # couplet table: terms           (or names) a glossary: Chinese TAB English
 *     # couplet table: neighbours      stems on both sides
 *     # couplet table: frequency       a stem TAB its share of English text, such as 1.2e-05
 *
 * Stems stand there as couplet__stem() makes them, or as it would without regard to spelling (centr
 * for centre); words are folded again. */
#include <stdlib.h>
#include <string.h>

#include "lexicon/import.h"
#include "lexicon/spelling.h"
#include "text/fold.h"

typedef struct reader {
    couplet_draft *draft;
    couplet__folded word;
    unsigned source; /* 0: neighbours */
} reader;

typedef struct line {
    const char *at, *tab, *end; /* tab: the first one */
} line;

static bool read_steps(const char *at, const char *end, unsigned *steps)
{
    *steps = 0;
    if (at == end || end - at > 2)
        return false;
    for (; at < end; at++) {
        if (*at < '0' || *at > '9')
            return false;
        *steps = *steps * 10 + (unsigned)(*at - '0');
    }
    return *steps >= 1 && *steps <= 15;
}

/* "peac:15 peacekeep:4", each given to the word (or, as a neighbour, to the stem) of the line. */
static couplet_status read_stems(reader *r, const line *l)
{
    for (const char *at = l->tab + 1; at < l->end;) {
        const char *end = memchr(at, ' ', (size_t)(l->end - at));
        if (end == NULL)
            end = l->end;
        const char *steps_at = end; /* behind the last colon */
        while (steps_at > at && steps_at[-1] != ':')
            steps_at--;
        unsigned steps;
        if (steps_at - at < 2 || !read_steps(steps_at, end, &steps))
            return COUPLET_EDATA;
        size_t size = (size_t)(steps_at - 1 - at);
        bool done = r->source != 0
                        ? couplet__draft_gloss_add(r->draft, r->word.cp, r->word.count, at, size,
                                                   steps, r->source)
                        : couplet__draft_near_add(r->draft, l->at, (size_t)(l->tab - l->at), at,
                                                  size, steps);
        if (!done)
            return COUPLET_ENOMEM;
        at = end + (end < l->end);
    }
    return COUPLET_OK;
}

static couplet_status read_glosses(reader *r, const line *l)
{
    couplet_status status = couplet__fold(&r->word, l->at, (size_t)(l->tab - l->at));
    return status == COUPLET_OK ? read_stems(r, l) : status;
}

/* Digits, at most one point, and "e-05" or the like; read here because strtod() heeds the locale.
 */
static couplet_status read_rate(reader *r, const line *l)
{
    double value = 0, place = 1;
    int exponent = 0;
    const char *at = l->tab + 1;
    bool point = false;
    for (; at < l->end && ((*at >= '0' && *at <= '9') || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        value = value * 10 + (*at - '0');
        place *= point ? 10 : 1;
    }
    if (at < l->end) {
        if (l->end - at < 3 || at[0] != 'e' || at[1] != '-' || l->end - at > 4)
            return COUPLET_EDATA;
        for (at += 2; at < l->end; at++) {
            if (*at < '0' || *at > '9')
                return COUPLET_EDATA;
            exponent = exponent * 10 + (*at - '0');
        }
    }
    while (exponent-- > 0)
        place *= 10;
    value /= place;
    if (!(value >= 0 && value <= 1))
        return COUPLET_EDATA;
    return couplet__draft_rate_set(r->draft, l->at, (size_t)(l->tab - l->at), value)
               ? COUPLET_OK
               : COUPLET_ENOMEM;
}

typedef couplet_status read_fn(reader *r, const line *l);

static const struct kind {
    const char *name;
    unsigned source;
    read_fn *read; /* NULL: the whole of it is a glossary */
} KINDS[] = {
    {"cedict", COUPLET_FROM_CEDICT, read_glosses},
    {"wordnet", COUPLET_FROM_WORDNET, read_glosses},
    {"model1", COUPLET_FROM_MODEL1, read_glosses},
    {"names", COUPLET_FROM_NAMES, NULL},
    {"terms", COUPLET_FROM_TERMS, NULL},
    {"neighbours", 0, read_stems},
    {"frequency", 0, read_rate},
};

static const char HEAD[] = "# couplet table: ";

static const struct kind *kind_of(const char *bytes, size_t size)
{
    size_t head = sizeof HEAD - 1;
    if (size < head || memcmp(bytes, HEAD, head) != 0)
        return NULL;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        size_t n = strlen(KINDS[i].name);
        if (size >= head + n && memcmp(bytes + head, KINDS[i].name, n) == 0 &&
            (size == head + n || bytes[head + n] == '\n' || bytes[head + n] == '\r'))
            return &KINDS[i];
    }
    return NULL;
}

couplet_status couplet__draft_read_table(couplet_draft *d, const char *bytes, size_t size,
                                         couplet_error *error)
{
    const struct kind *kind = kind_of(bytes, size);
    if (kind != NULL && kind->read == NULL)
        return couplet__draft_read_terms(d, kind->source, bytes, size, error);
    if (kind == NULL)
        return couplet__fail(error, COUPLET_EDATA, 0, 1,
                             "the first line is not \"# couplet table: \" and a known kind");
    reader r = {.draft = d, .source = kind->source};
    couplet_status status = COUPLET_OK;
    size_t number = 1;
    for (size_t at = 0; status == COUPLET_OK && at < size; number++) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        size_t next = newline == NULL ? size : (size_t)(newline - bytes) + 1;
        line l = {bytes + at, NULL, newline == NULL ? bytes + size : newline};
        if (l.end > l.at && l.end[-1] == '\r')
            l.end--;
        l.tab = l.end == l.at ? NULL : memchr(l.at, '\t', (size_t)(l.end - l.at));
        if (l.end != l.at && *l.at != '#')
            status = l.tab == NULL || l.tab == l.at ? COUPLET_EDATA : kind->read(&r, &l);
        if (status != COUPLET_OK)
            status = couplet__fail(error, status, at, number,
                                   status == COUPLET_EDATA ? "a malformed line of a lexicon table"
                                                           : couplet_status_text(status));
        at = next;
    }
    couplet__folded_free(&r.word);
    return status;
}

static void put_word(couplet__buf *out, const couplet__spelling *word)
{
    for (size_t i = 0; i < word->size / sizeof(uint32_t); i++)
        couplet__buf_utf8(out, couplet__character(word, i));
}

/* The glosses with words and stems by their rank in sorted order, sorted. */
static couplet__draft_gloss *ranked(const couplet_draft *d, const couplet__spelling *words,
                                    const couplet__spelling *stems)
{
    size_t count = d->glosses.count;
    couplet__draft_gloss *list = couplet__alloc(count, sizeof *list);
    uint32_t *word_rank = couplet__alloc(d->words.count, sizeof *word_rank);
    uint32_t *stem_rank = couplet__alloc(d->stems.count, sizeof *stem_rank);
    if (list != NULL && word_rank != NULL && stem_rank != NULL) {
        for (uint32_t i = 0; i < d->words.count; i++)
            word_rank[words[i].id] = i;
        for (uint32_t i = 0; i < d->stems.count; i++)
            stem_rank[stems[i].id] = i;
        for (size_t i = 0; i < count; i++) {
            list[i] = d->glosses.at[i];
            list[i].word = word_rank[list[i].word];
            list[i].stem = stem_rank[list[i].stem];
        }
        couplet__strongest_first(list, count);
    } else {
        couplet__free(list);
        list = NULL;
    }
    couplet__free(word_rank);
    couplet__free(stem_rank);
    return list;
}

static void put_glosses(couplet__buf *out, const couplet__draft_gloss *list, size_t count,
                        const couplet__spelling *words, const couplet__spelling *stems)
{
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || list[i].word != list[i - 1].word;
        if (first) {
            if (i != 0)
                couplet__buf_char(out, '\n');
            put_word(out, &words[list[i].word]);
        }
        couplet__buf_char(out, first ? '\t' : ' ');
        couplet__buf_add(out, stems[list[i].stem].key, stems[list[i].stem].size);
        couplet__buf_char(out, ':');
        couplet__buf_uint(out, list[i].strength);
    }
    if (count != 0)
        couplet__buf_char(out, '\n');
}

/* The one kind of source that all glosses come from, or NULL. */
static const char *kind_name(const couplet_draft *d)
{
    unsigned sources = 0;
    for (size_t i = 0; i < d->glosses.count; i++)
        sources |= d->glosses.at[i].sources;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (KINDS[i].source == sources && KINDS[i].read == read_glosses)
            return KINDS[i].name;
    return NULL;
}

couplet_status couplet_draft_write_table(couplet_draft *d, couplet_write_fn write, void *user,
                                         couplet_error *error)
{
    const char *kind = d == NULL ? NULL : kind_name(d);
    if (kind == NULL || write == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                             "a table holds glosses of one kind of source");
    couplet__draft_merge(d);
    couplet__spelling *words = couplet__spellings(&d->words, 0);
    couplet__spelling *stems = couplet__spellings(&d->stems, 0);
    couplet__draft_gloss *list = NULL;
    couplet__buf out = {0};
    if (words != NULL && stems != NULL) {
        couplet__sort_characters(words, d->words.count);
        couplet__sort_bytes(stems, d->stems.count);
        list = ranked(d, words, stems);
    }
    if (list != NULL) {
        couplet__buf_str(&out, HEAD);
        couplet__buf_str(&out, kind);
        couplet__buf_char(&out, '\n');
        put_glosses(&out, list, d->glosses.count, words, stems);
    }
    couplet_status status = COUPLET_OK;
    if (list == NULL || out.failed)
        status = couplet__no_memory(error);
    else if (write(user, out.at, out.size) != 0)
        status = couplet__fail(error, COUPLET_ECALLBACK, 0, 0, "the table could not be written");
    couplet__free(words);
    couplet__free(stems);
    couplet__free(list);
    couplet__buf_free(&out);
    return status;
}
