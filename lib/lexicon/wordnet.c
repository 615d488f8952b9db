/* A Chinese wordnet joined with Princeton WordNet: a lemma gets the English synonyms of each of
 * its synsets. Synsets are known by their byte offset in WordNet's data files and part of speech.
 */
#include <string.h>

#include "lexicon/gloss.h"
#include "lexicon/import.h"
#include "text/fold.h"

/* 0.8 for a synonym of one word, 0.4 for others, times 0.7: a synset is wider than a gloss. */
static const couplet__worth WORTH = {{8, 4, 4, 4}, 8};

enum { OFFSET = 8, SYNSET = OFFSET + 2 }; /* "02131777", "02131777-v" */

static bool next_line(const char *bytes, size_t size, size_t *at, const char **line,
                      const char **end)
{
    if (*at >= size)
        return false;
    *line = bytes + *at;
    *end = memchr(*line, '\n', size - *at);
    if (*end == NULL)
        *end = bytes + size;
    *at = (size_t)(*end - bytes) + (*end < bytes + size);
    if (*end > *line && (*end)[-1] == '\r')
        --*end;
    return true;
}

static const char *skip_field(const char *at, const char *end, char stop)
{
    const char *found = at < end ? memchr(at, stop, (size_t)(end - at)) : NULL;
    return found == NULL ? end : found + 1;
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Adjective satellites are adjectives in the tab file. */
static void synset_key(char key[SYNSET], const char *offset, char part)
{
    memcpy(key, offset, OFFSET);
    key[OFFSET] = '-';
    key[OFFSET + 1] = part == 's' ? 'a' : part;
}

/* "00006150 03 n 01 parent 0 001 …": offset, file, part of speech, how many words (hexadecimal),
 * then each word and a digit. */
static couplet_status read_synset(couplet_draft *d, const char *line, const char *end)
{
    char key[SYNSET];
    const char *at = skip_field(skip_field(line, end, ' '), end, ' ');
    if (at - line < OFFSET + 1 || end - at < 6 || hex(at[2]) < 0 || hex(at[3]) < 0)
        return COUPLET_EDATA;
    synset_key(key, line, at[0]);
    int words = hex(at[2]) * 16 + hex(at[3]);
    uint32_t known = (uint32_t)d->synsets.count;
    uint32_t id = couplet__intern_add(&d->synsets, key, SYNSET);
    if (id == COUPLET__ABSENT)
        return COUPLET_ENOMEM;
    if (id < known)
        return COUPLET_OK; /* the same file twice */
    for (at += 5; words > 0; words--) {
        const char *next = skip_field(at, end, ' ');
        if (next == end)
            return COUPLET_EDATA;
        for (; at < next - 1 && *at != '('; at++) /* "galore(ip)": a syntactic marker */
            couplet__buf_char(&d->synonyms, *at == '_' ? ' ' : *at);
        couplet__buf_char(&d->synonyms, ';');
        at = skip_field(next, end, ' ');
    }
    return !d->synonyms.failed && couplet__vec_push(&d->synonym_ends, d->synonyms.size)
               ? COUPLET_OK
               : COUPLET_ENOMEM;
}

couplet_status couplet__draft_read_wordnet(couplet_draft *d, const char *bytes, size_t size,
                                           couplet_error *error)
{
    const char *line, *end;
    couplet_status status = COUPLET_OK;
    size_t number = 1;
    for (size_t at = 0; status == COUPLET_OK && next_line(bytes, size, &at, &line, &end); number++)
        if (line != end && *line != ' ') { /* the licence is indented */
            status = read_synset(d, line, end);
            if (status != COUPLET_OK)
                couplet__fail(error, status, (size_t)(line - bytes), number,
                              status == COUPLET_EDATA ? "a line that is not WordNet's"
                                                      : couplet_status_text(status));
        }
    return status;
}

typedef struct reader {
    couplet_draft *draft;
    couplet__glosser glosser;
    couplet__folded word;
} reader;

static bool add_synonyms(reader *r, uint32_t synset)
{
    const couplet_draft *d = r->draft;
    size_t at = synset == 0 ? 0 : d->synonym_ends.at[synset - 1];
    while (at < d->synonym_ends.at[synset]) {
        const char *phrase = d->synonyms.at + at;
        size_t size = (size_t)((const char *)memchr(phrase, ';', d->synonyms.size - at) - phrase);
        if (!couplet__gloss_phrase(&r->glosser, r->draft, r->word.cp, r->word.count, phrase, size,
                                   &WORTH, COUPLET_FROM_WORDNET))
            return false;
        at += size + 1;
    }
    return true;
}

/* The word as it stands, without + and spaces; and, where the plus parts a word of two or more
 * characters from its particle (醒目+的), the word alone. */
static bool add_lemma(reader *r, uint32_t synset)
{
    size_t kept = 0, stem = 0;
    for (size_t i = 0; i < r->word.count; i++) {
        uint32_t c = r->word.cp[i];
        if (c == '+' && i + 2 == r->word.count &&
            (r->word.cp[i + 1] == 0x7684 /* 的 */ || r->word.cp[i + 1] == 0x5730 /* 地 */))
            stem = kept;
        if (c != '+' && c != ' ')
            r->word.cp[kept++] = c;
    }
    r->word.count = kept;
    if (!add_synonyms(r, synset))
        return false;
    r->word.count = stem;
    return stem < 2 || add_synonyms(r, synset);
}

/* "02998844-a TAB cmn:lemma TAB 50周年+的" */
static couplet_status read_lemma(reader *r, const char *line, const char *end)
{
    const char *kind = skip_field(line, end, '\t'), *word = skip_field(kind, end, '\t');
    if (word == end || kind - line != SYNSET + 1)
        return COUPLET_EDATA;
    if (word - kind < 7 || memcmp(word - 7, ":lemma\t", 7) != 0)
        return COUPLET_OK; /* definitions and examples */
    char key[SYNSET];
    synset_key(key, line, line[OFFSET + 1]);
    uint32_t synset = couplet__intern_find(&r->draft->synsets, key, SYNSET);
    if (synset == COUPLET__ABSENT)
        return COUPLET_OK;
    couplet_status status = couplet__fold(&r->word, word, (size_t)(end - word));
    if (status != COUPLET_OK)
        return status;
    return add_lemma(r, synset) ? COUPLET_OK : COUPLET_ENOMEM;
}

couplet_status couplet__draft_read_lemmas(couplet_draft *d, const char *bytes, size_t size,
                                          couplet_error *error)
{
    const char *line, *end;
    reader r = {.draft = d};
    couplet_status status = couplet__glosser_init(&r.glosser) ? COUPLET_OK : COUPLET_ENOMEM;
    size_t number = 1;
    if (status != COUPLET_OK)
        return couplet__no_memory(error);
    for (size_t at = 0; status == COUPLET_OK && next_line(bytes, size, &at, &line, &end); number++)
        if (line != end && *line != '#') {
            status = read_lemma(&r, line, end);
            if (status != COUPLET_OK)
                couplet__fail(error, status, (size_t)(line - bytes), number,
                              status == COUPLET_EDATA ? "a line that is not a wordnet's"
                                                      : couplet_status_text(status));
        }
    couplet__glosser_free(&r.glosser);
    couplet__folded_free(&r.word);
    return status;
}
