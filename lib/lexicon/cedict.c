/* CC-CEDICT's text form, one entry a line:
 *
 *     中國 中国 [Zhong1 guo2] /China/
 *     週 周 [zhou1] /variant of 周[zhou1]/
 *
 * Both forms of the headword get the content words of each gloss. A gloss that only points to
 * another entry ("variant of", "see", "abbr. for") brings that entry's words. */
#include <string.h>

#include "lexicon/gloss.h"
#include "lexicon/import.h"
#include "text/fold.h"
#include "text/utf8.h"

static const couplet__worth WORTH = {{15, 9, 6, 4}, 14};
/* What follows the comma behind a name describes it: "Heping, a district of Taichung, Taiwan". */
static const couplet__worth DESCRIPTION = {{4, 4, 4, 4}, 0};

typedef struct pointer { /* from a headword to another, by their numbers in the draft */
    uint32_t from, to;
} pointer;

typedef struct reader {
    couplet_draft *draft; /* only this dictionary's entries */
    couplet__glosser glosser;
    couplet__folded word[2], target; /* the two forms of the headword */
    couplet__buf plain;              /* a gloss without parentheses, readings and Chinese */
    COUPLET__VEC(pointer) pointers;
    bool name; /* the entry is a proper name: its reading has a capital */
} reader;

typedef struct piece {
    const char *at;
    size_t size;
} piece;

static bool starts(piece p, const char *with)
{
    size_t n = strlen(with);
    return p.size >= n && memcmp(p.at, with, n) == 0;
}

static bool ends(piece p, const char *with)
{
    size_t n = strlen(with);
    return p.size >= n && memcmp(p.at + p.size - n, with, n) == 0;
}

/* Glosses about the entry itself, not about its meaning. */
static bool is_remark(piece gloss)
{
    static const char *const REMARKS[] = {"CL:",
                                          "see also ",
                                          "also pr",
                                          "Taiwan pr",
                                          "used in ",
                                          "Kangxi",
                                          "one of the",
                                          "abbr. to ",
                                          "cf ",
                                          "cf. ",
                                          "classifier for ",
                                          "also ",
                                          "contrasted with "};
    for (size_t i = 0; i < sizeof REMARKS / sizeof *REMARKS; i++)
        if (starts(gloss, REMARKS[i]))
            return !starts(gloss, "also written ") && !starts(gloss, "also called ");
    return false;
}

static bool points(piece before)
{
    static const char *const POINTERS[] = {"variant of ",     "equivalent of ", "see ",
                                           "abbr. for ",      "abbr. of ",      "same as ",
                                           "also written ",   "also called ",   "now written ",
                                           "contraction of ", "slang for ",     "short for ",
                                           "erroneously for "};
    for (size_t i = 0; i < sizeof POINTERS / sizeof *POINTERS; i++)
        if (before.size < 80 && ends(before, POINTERS[i]))
            return true;
    return false;
}

/* The first run of Han characters: "variant of 啃書|啃书[ken3 shu1]" has 啃書 and, behind it, the
 * rest of the gloss from the closing bracket on. false: none. */
static bool first_han(piece gloss, piece *before, piece *han, piece *rest)
{
    size_t start = 0, at = 0;
    while (start < gloss.size) {
        if (couplet__is_han(couplet__utf8_next(gloss.at, gloss.size, &at)))
            break;
        start = at;
    }
    if (start >= gloss.size)
        return false;
    size_t end = at;
    while (at < gloss.size && couplet__is_han(couplet__utf8_next(gloss.at, gloss.size, &at)))
        end = at;
    *before = (piece){gloss.at, start};
    *han = (piece){gloss.at + start, end - start};
    const char *close = memchr(gloss.at + end, ']', gloss.size - end);
    size_t skip = close == NULL ? end : (size_t)(close + 1 - gloss.at);
    *rest = (piece){gloss.at + skip, gloss.size - skip};
    return true;
}

/* Drops (…), […], Chinese and the bar between its two forms. */
static void strip(reader *r, piece gloss)
{
    int depth = 0;
    couplet__buf_clear(&r->plain);
    for (size_t at = 0; at < gloss.size;) {
        size_t from = at;
        uint32_t c = couplet__utf8_next(gloss.at, gloss.size, &at);
        if (c == '(' || c == '[')
            depth++;
        else if ((c == ')' || c == ']') && depth > 0)
            depth--;
        else if (depth == 0 && (couplet__is_han(c) || c == '|'))
            couplet__buf_char(&r->plain, ' ');
        else if (depth == 0)
            couplet__buf_add(&r->plain, gloss.at + from, at - from);
    }
}

static bool for_both(reader *r, piece phrase, const couplet__worth *worth)
{
    for (int i = 0; i < 2; i++)
        if (!couplet__gloss_phrase(&r->glosser, r->draft, r->word[i].cp, r->word[i].count,
                                   phrase.at, phrase.size, worth, COUPLET_FROM_CEDICT))
            return false;
    return true;
}

/* A name's gloss is the name alone: "surname Wang". */
static piece without_label(piece phrase)
{
    static const char *const LABELS[] = {"surname ", "abbr. for ", "abbr. to ", "lit. ",
                                         "fig. ",    "esp. ",      "i.e. ",     "e.g. "};
    while (phrase.size != 0 && *phrase.at == ' ') {
        phrase.at++;
        phrase.size--;
    }
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
        if (starts(phrase, LABELS[i])) {
            phrase.at += strlen(LABELS[i]);
            phrase.size -= strlen(LABELS[i]);
        }
    return phrase;
}

/* The capitalised words that a phrase begins with, after an article: "the Mid-Autumn Festival on
 * 15th of 8th lunar month". */
static piece capitals(piece phrase)
{
    piece run = {phrase.at, 0};
    size_t at = starts(phrase, "the ") ? 4 : 0;
    while (at < phrase.size && phrase.at[at] >= 'A' && phrase.at[at] <= 'Z') {
        while (at < phrase.size && phrase.at[at] != ' ')
            at++;
        run.size = at;
        while (at < phrase.size && phrase.at[at] == ' ')
            at++;
    }
    return run;
}

/* A long phrase up to what only qualifies it: "a residence in the form of …". */
static piece head(piece phrase)
{
    static const char *const QUALIFIERS[] = {
        " in ",   " on ",    " at ",  " for ",  " from ",   " by ",      " with ",
        " that ", " which ", " who ", " used ", " during ", " between ", " consisting "};
    size_t words = 1;
    for (size_t i = 0; i < phrase.size; i++)
        words += phrase.at[i] == ' ';
    for (size_t i = 4; words > 5 && i < phrase.size; i++)
        for (size_t k = 0; k < sizeof QUALIFIERS / sizeof *QUALIFIERS; k++)
            if (starts((piece){phrase.at + i, phrase.size - i}, QUALIFIERS[k]))
                return (piece){phrase.at, i};
    return (piece){phrase.at, 0};
}

static bool add_phrase(reader *r, piece phrase, bool describes)
{
    if (describes)
        return for_both(r, phrase, &DESCRIPTION);
    return for_both(r, phrase, &WORTH) && for_both(r, head(phrase), &WORTH) &&
           (!r->name || for_both(r, capitals(phrase), &WORTH));
}

/* Phrases of a gloss are parted by ; and , and "or". */
static bool add_phrases(reader *r)
{
    const char *text = r->plain.at;
    size_t size = r->plain.size, start = 0;
    bool describes = false;
    for (size_t at = 0; at <= size; at++) {
        bool or = at + 4 <= size && memcmp(text + at, " or ", 4) == 0;
        if (at < size && text[at] != ';' && text[at] != ',' && ! or)
            continue;
        if (!add_phrase(r, without_label((piece){text + start, at - start}), describes))
            return false;
        describes = r->name && at < size && (text[at] == ',' || (describes && text[at] != ';'));
        start = at + (or ? 4 : 1);
    }
    return true;
}

static uint32_t number_of(reader *r, const couplet__folded *word)
{
    return couplet__intern_add(&r->draft->words, (const char *)word->cp,
                               word->count * sizeof *word->cp);
}

static couplet_status add_pointer(reader *r, piece han)
{
    couplet_status status = couplet__fold(&r->target, han.at, han.size);
    for (int i = 0; status == COUPLET_OK && i < 2; i++) {
        pointer p = {number_of(r, &r->word[i]), number_of(r, &r->target)};
        if (p.from == COUPLET__ABSENT || p.to == COUPLET__ABSENT ||
            !couplet__vec_push(&r->pointers, p))
            status = COUPLET_ENOMEM;
    }
    return status;
}

static couplet_status add_text(reader *r, piece gloss)
{
    strip(r, gloss);
    if (r->plain.failed)
        return COUPLET_ENOMEM;
    if (r->plain.size == 0 || strstr(r->plain.at, "suffix") != NULL)
        return COUPLET_OK; /* "noun suffix for a specialist, corresponding to -ist, -er" */
    return add_phrases(r) ? COUPLET_OK : COUPLET_ENOMEM;
}

static couplet_status add_gloss(reader *r, piece gloss)
{
    piece before, han, rest;
    if (is_remark(gloss))
        return COUPLET_OK;
    if (!first_han(gloss, &before, &han, &rest) || !points(before))
        return add_text(r, gloss);
    /* "strict control, abbr. for 嚴格控制|严格控制[…]; rigour" */
    while (before.size != 0 && strchr(",;(", before.at[before.size - 1]) == NULL)
        before.size--;
    couplet_status status = add_pointer(r, han);
    if (status == COUPLET_OK && before.size != 0)
        status = add_text(r, (piece){before.at, before.size - 1});
    return status == COUPLET_OK ? add_text(r, rest) : status;
}

/* The bytes up to the next `stop`; moves *at behind it. false: there is none. */
static bool field(const char *at, const char *end, char stop, piece *out, const char **next)
{
    const char *found = at < end ? memchr(at, stop, (size_t)(end - at)) : NULL;
    if (found == NULL)
        return false;
    *out = (piece){at, (size_t)(found - at)};
    *next = found + 1;
    return true;
}

static couplet_status read_entry(reader *r, const char *at, const char *end)
{
    piece form, gloss;
    for (int i = 0; i < 2; i++) {
        if (!field(at, end, ' ', &form, &at) || form.size == 0)
            return COUPLET_EDATA;
        couplet_status status = couplet__fold(&r->word[i], form.at, form.size);
        if (status != COUPLET_OK)
            return status;
    }
    r->name = end - at > 1 && at[0] == '[' && at[1] >= 'A' && at[1] <= 'Z';
    if (!field(at, end, '/', &gloss, &at))
        return COUPLET_EDATA;
    while (field(at, end, '/', &gloss, &at)) {
        couplet_status status = add_gloss(r, gloss);
        if (status != COUPLET_OK)
            return status;
    }
    return COUPLET_OK;
}

/* Gives each pointing word the glosses of the word it points to, which may have got them the same
 * way: three rounds follow the longest chains there are. */
static bool follow_pointers(reader *r)
{
    couplet_draft *d = r->draft;
    for (int round = 0; round < 3; round++) {
        couplet__draft_merge(d);
        size_t total = d->glosses.count;
        uint32_t *first = couplet__draft_firsts(d->glosses.at, total, d->words.count);
        bool done = first != NULL;
        for (size_t i = 0; done && i < r->pointers.count; i++) {
            pointer p = r->pointers.at[i];
            for (uint32_t k = first[p.to]; done && k < first[p.to + 1]; k++) {
                couplet__draft_gloss copy = d->glosses.at[k];
                copy.word = p.from;
                done = couplet__vec_push(&d->glosses, copy);
            }
        }
        couplet__free(first);
        if (!done)
            return false;
    }
    return true;
}

static void reader_free(reader *r)
{
    couplet__glosser_free(&r->glosser);
    couplet__folded_free(&r->word[0]);
    couplet__folded_free(&r->word[1]);
    couplet__folded_free(&r->target);
    couplet__buf_free(&r->plain);
    couplet__vec_free(&r->pointers);
    couplet_draft_free(r->draft);
}

couplet_status couplet__draft_read_cedict(couplet_draft *out, const char *bytes, size_t size,
                                          couplet_error *error)
{
    reader r = {0};
    size_t number = 1;
    couplet_status status = couplet_draft_new(&r.draft, error);
    if (status == COUPLET_OK && !couplet__glosser_init(&r.glosser))
        status = couplet__no_memory(error);
    for (size_t at = 0; status == COUPLET_OK && at < size; number++) {
        const char *newline = memchr(bytes + at, '\n', size - at);
        const char *end = newline == NULL ? bytes + size : newline;
        size_t next = newline == NULL ? size : (size_t)(newline - bytes) + 1;
        if (end != bytes + at && bytes[at] != '#' && bytes[at] != '\r')
            status = read_entry(&r, bytes + at, end);
        if (status != COUPLET_OK)
            couplet__fail(error, status, at, number,
                          status == COUPLET_EDATA ? "a line that is not CC-CEDICT's"
                                                  : couplet_status_text(status));
        at = next;
    }
    if (status == COUPLET_OK && (!follow_pointers(&r) || !couplet__draft_append(out, r.draft)))
        status = couplet__no_memory(error);
    reader_free(&r);
    return status;
}
