#include "lexicon/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/phrases.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
    LONGEST_TERM = 256,   /* characters or words: what bounds the time that one place takes */
    MOST_OF_A_LINE = 1024 /* pairs that the alternatives of one line make */
};

struct couplet_glossary {
    char *text; /* a copy of what it was made from */
    couplet__phrases zh, en;
    couplet__intern stems;
    COUPLET__VEC(couplet__entry) entries; /* by zh, then en */
    uint32_t *first;                      /* first[zh] .. first[zh + 1] - 1: its entries */
};

typedef struct reader {
    couplet_glossary *glossary;
    couplet__stemmer *stemmer;
    couplet__tokens tokens;
    couplet__folded folded;
    COUPLET__VEC(uint32_t) units;
    bool zh_second; /* the columns stand English first */
} reader;

static couplet_status add_zh(reader *r, couplet_span at)
{
    couplet_status status = couplet__fold(&r->folded, r->glossary->text + at.offset, at.length);
    if (status != COUPLET_OK)
        return status;
    if (r->folded.count > LONGEST_TERM)
        return COUPLET_ELIMIT;
    return couplet__phrases_add(&r->glossary->zh, r->folded.cp, r->folded.count) ? COUPLET_OK
                                                                                 : COUPLET_ENOMEM;
}

/* A leading article or "to" belongs to the dictionary, not to the term. */
static bool is_lead(const couplet__token *token)
{
    static const char *const LEADS[] = {"the", "a", "an", "to"};
    for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++)
        if (token->size == strlen(LEADS[i]) && (token->bytes[0] | 0x20) == LEADS[i][0] &&
            memcmp(token->bytes + 1, LEADS[i] + 1, token->size - 1) == 0)
            return true;
    return false;
}

static couplet_status add_en(reader *r, couplet_span at)
{
    if (!couplet__english_tokens(&r->tokens, r->glossary->text + at.offset, at.length))
        return COUPLET_ENOMEM;
    r->units.count = 0;
    size_t i = r->tokens.count > 1 && is_lead(&r->tokens.at[0]);
    for (; i < r->tokens.count; i++) {
        size_t size;
        const couplet__token *token = &r->tokens.at[i];
        const char *stem = couplet__stem(r->stemmer, token->bytes, token->size, &size);
        uint32_t id =
            stem == NULL ? COUPLET__ABSENT : couplet__intern_add(&r->glossary->stems, stem, size);
        if (id == COUPLET__ABSENT || !couplet__vec_push(&r->units, id))
            return COUPLET_ENOMEM;
    }
    if (r->units.count == 0)
        return COUPLET_EDATA;
    if (r->units.count > LONGEST_TERM)
        return COUPLET_ELIMIT;
    return couplet__phrases_add(&r->glossary->en, r->units.at, r->units.count) ? COUPLET_OK
                                                                               : COUPLET_ENOMEM;
}

static couplet_span trimmed(const char *text, size_t at, size_t end)
{
    while (at < end) {
        size_t next = at;
        if (!couplet__is_space(couplet__utf8_next(text, end, &next)))
            break;
        at = next;
    }
    while (end > at) {
        size_t before = end;
        if (!couplet__is_space(couplet__utf8_prev(text, &before)))
            break;
        end = before;
    }
    return (couplet_span){at, end - at};
}

/* The next alternative of a column whose alternatives are parted by ; or ；. */
static bool next_choice(const char *text, size_t *at, size_t end, couplet_span *choice)
{
    while (*at < end) {
        size_t start = *at, stop = start;
        while (stop < end && text[stop] != ';' &&
               (end - stop < 3 || memcmp(text + stop, "\xEF\xBC\x9B", 3) != 0))
            stop++;
        *at = stop + (stop == end ? 0 : text[stop] == ';' ? 1 : 3);
        *choice = trimmed(text, start, stop);
        if (choice->length != 0)
            return true;
    }
    return false;
}

/* Every choice of one column with every choice of the other. */
static couplet_status add_entry(reader *r, couplet_span zh, couplet_span en)
{
    couplet_glossary *g = r->glossary;
    couplet_span zh_at, en_at;
    size_t added = 0;
    for (size_t i = zh.offset; next_choice(g->text, &i, zh.offset + zh.length, &zh_at);)
        for (size_t k = en.offset; next_choice(g->text, &k, en.offset + en.length, &en_at);) {
            couplet_status status = add_zh(r, zh_at);
            if (status == COUPLET_OK)
                status = add_en(r, en_at);
            if (status != COUPLET_OK)
                return status;
            couplet__entry entry = {(uint32_t)g->entries.count, (uint32_t)g->entries.count, zh_at,
                                    en_at};
            if (!couplet__vec_push(&g->entries, entry))
                return COUPLET_ENOMEM;
            if (++added > MOST_OF_A_LINE)
                return COUPLET_ELIMIT;
        }
    return added == 0 ? COUPLET_EDATA : COUPLET_OK;
}

typedef struct row {
    couplet_span column[2];
    bool han[2];
    bool comment; /* or blank, or the names of the columns */
} row;

static bool holds_han(const char *text, couplet_span at)
{
    for (size_t i = at.offset; i < at.offset + at.length;)
        if (couplet__is_han(couplet__utf8_next(text, at.offset + at.length, &i)))
            return true;
    return false;
}

/* "zh-TW", "Chinese", 英文 …: a spreadsheet's first line. */
static bool names_column(const char *text, couplet_span at)
{
    static const char *const NAMES[] = {"zh",      "en",    "chinese", "english", "source",
                                        "target",  "zh-tw", "en-us",   "zh-hk",   "en-gb",
                                        "zh-hant", "term",  "zh_tw",   "en_us",   "中文",
                                        "英文",    "原文",  "譯文",    "術語",    "詞彙"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        size_t n = strlen(NAMES[i]), k = 0;
        while (k < n && n == at.length &&
               (text[at.offset + k] == NAMES[i][k] ||
                (text[at.offset + k] >= 'A' && text[at.offset + k] + 32 == NAMES[i][k])))
            k++;
        if (k == n)
            return true;
    }
    return false;
}

/* Reads the line at *at and moves behind it. false: it has no second column, or an empty one. */
static bool read_row(const char *text, size_t size, size_t *at, bool first, row *out)
{
    size_t end = *at;
    while (end < size && text[end] != '\n')
        end++;
    couplet_span line = trimmed(text, *at, end);
    *out = (row){.comment = line.length == 0 || text[line.offset] == '#'};
    size_t start = *at;
    *at = end + (end < size);
    for (int i = 0; i < 2 && !out->comment; i++) {
        size_t stop = start;
        while (stop < end && text[stop] != '\t')
            stop++;
        out->column[i] = trimmed(text, start, stop);
        out->han[i] = holds_han(text, out->column[i]);
        if (out->column[i].length == 0)
            return false;
        start = stop + (stop < end);
    }
    if (first && !out->comment)
        out->comment = names_column(text, out->column[0]) && names_column(text, out->column[1]);
    return true;
}

static couplet_status malformed(couplet_error *error, size_t at, size_t line, const char *message)
{
    return couplet__fail(error, COUPLET_EDATA, at, line, message);
}

/* Lines with Han on one side only tell which column is Chinese; they must agree. */
static couplet_status find_order(reader *r, size_t size, couplet_error *error)
{
    const char *text = r->glossary->text;
    bool known = false;
    size_t line = 1;
    for (size_t at = 0; at < size; line++) {
        size_t start = at;
        row here;
        if (!read_row(text, size, &at, line == 1, &here))
            return malformed(error, start, line, "a line of a glossary without two columns");
        if (here.comment || here.han[0] == here.han[1])
            continue;
        if (known && r->zh_second != here.han[1])
            return malformed(error, start, line,
                             "a line of a glossary with its columns the other way round");
        r->zh_second = here.han[1];
        known = true;
    }
    return COUPLET_OK;
}

static couplet_status read_rows(reader *r, size_t size, couplet_error *error)
{
    const char *text = r->glossary->text;
    couplet_status status = find_order(r, size, error);
    size_t line = 1;
    for (size_t at = 0; status == COUPLET_OK && at < size; line++) {
        size_t start = at;
        row here;
        read_row(text, size, &at, line == 1, &here);
        if (here.comment)
            continue;
        status = add_entry(r, here.column[r->zh_second], here.column[!r->zh_second]);
        if (status == COUPLET_EDATA)
            malformed(error, start, line, "a line of a glossary without a word in one column");
        else if (status == COUPLET_ELIMIT)
            couplet__fail(error, status, start, line,
                          "a line of a glossary with too long a term or too many alternatives");
        else if (status != COUPLET_OK)
            couplet__fail(error, status, start, line, couplet_status_text(status));
    }
    return status;
}

static int by_phrases(const void *left, const void *right)
{
    const couplet__entry *a = left, *b = right;
    if (a->zh != b->zh)
        return a->zh < b->zh ? -1 : 1;
    if (a->en != b->en)
        return a->en < b->en ? -1 : 1;
    return a->zh_at.offset < b->zh_at.offset ? -1 : a->zh_at.offset > b->zh_at.offset;
}

/* Numbers phrases in sorted order, sorts entries by them and drops repeated ones. */
static bool settle(couplet_glossary *g)
{
    uint32_t *zh = couplet__phrases_sort(&g->zh), *en = couplet__phrases_sort(&g->en);
    g->first = couplet__zalloc(g->zh.list.count + 1, sizeof *g->first);
    bool done = zh != NULL && en != NULL && g->first != NULL;
    size_t kept = 0, count = done ? g->entries.count : 0;
    for (size_t i = 0; i < count; i++) {
        g->entries.at[i].zh = zh[i];
        g->entries.at[i].en = en[i];
    }
    if (count != 0)
        qsort(g->entries.at, count, sizeof *g->entries.at, by_phrases);
    for (size_t i = 0; i < count; i++) {
        couplet__entry e = g->entries.at[i];
        if (kept != 0 && g->entries.at[kept - 1].zh == e.zh && g->entries.at[kept - 1].en == e.en)
            continue;
        g->entries.at[kept++] = e;
        g->first[e.zh + 1]++;
    }
    g->entries.count = done ? kept : 0;
    for (size_t i = 0; done && i < g->zh.list.count; i++)
        g->first[i + 1] += g->first[i];
    couplet__free(zh);
    couplet__free(en);
    return done;
}

couplet_status couplet_glossary_new(couplet_glossary **out, const char *tsv, size_t size,
                                    couplet_error *error)
{
    if (out == NULL || (tsv == NULL && size != 0))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no glossary to read");
    *out = NULL;
    size_t bad = size == 0 ? 0 : couplet__utf8_check(tsv, size);
    if (bad != size)
        return couplet__fail(error, COUPLET_EENCODING, bad, 0, "a glossary that is not UTF-8");
    if (size > UINT32_MAX)
        return couplet__fail(error, COUPLET_ELIMIT, 0, 0, "a glossary of more than 4 GiB");
    couplet_status status = COUPLET_ENOMEM;
    reader r = {.glossary = couplet__zalloc(1, sizeof *r.glossary),
                .stemmer = couplet__stemmer_new()};
    if (r.glossary != NULL && r.stemmer != NULL)
        r.glossary->text = couplet__copy(size == 0 ? "" : tsv, size);
    if (r.glossary == NULL || r.stemmer == NULL || r.glossary->text == NULL) {
        couplet__no_memory(error);
    } else {
        status = read_rows(&r, size, error);
        if (status == COUPLET_OK && !settle(r.glossary))
            status = couplet__no_memory(error);
    }
    couplet__stemmer_free(r.stemmer);
    couplet__vec_free(&r.tokens);
    couplet__vec_free(&r.units);
    couplet__folded_free(&r.folded);
    if (status == COUPLET_OK)
        *out = r.glossary;
    else
        couplet_glossary_free(r.glossary);
    return status;
}

size_t couplet_glossary_count(const couplet_glossary *glossary)
{
    return glossary == NULL ? 0 : glossary->entries.count;
}

void couplet_glossary_free(couplet_glossary *g)
{
    if (g == NULL)
        return;
    couplet__free(g->text);
    couplet__phrases_free(&g->zh);
    couplet__phrases_free(&g->en);
    couplet__intern_free(&g->stems);
    couplet__vec_free(&g->entries);
    couplet__free(g->first);
    couplet__free(g);
}

uint32_t couplet__glossary_stem(const couplet_glossary *g, const char *stem, size_t size)
{
    return couplet__intern_find(&g->stems, stem, size);
}

static bool find(const couplet__phrases *phrases, const uint32_t *units, size_t count,
                 couplet__hits *out)
{
    out->count = 0;
    for (size_t i = 0; i < count;) {
        uint32_t phrase;
        size_t n = couplet__phrases_longest(phrases, units + i, count - i, &phrase);
        if (n != 0 && !couplet__vec_push(out, (couplet__hit){phrase, (uint32_t)i, (uint32_t)n}))
            return false;
        i += n == 0 ? 1 : n;
    }
    return true;
}

bool couplet__glossary_find_zh(const couplet_glossary *g, const uint32_t *cp, size_t count,
                               couplet__hits *out)
{
    return find(&g->zh, cp, count, out);
}

bool couplet__glossary_find_en(const couplet_glossary *g, const uint32_t *stems, size_t count,
                               couplet__hits *out)
{
    return find(&g->en, stems, count, out);
}

uint32_t couplet__glossary_phrases(const couplet_glossary *g, couplet_lang lang)
{
    return (uint32_t)(lang == COUPLET_ZH ? g->zh : g->en).list.count;
}

const couplet__entry *couplet__glossary_entries(const couplet_glossary *g, uint32_t zh,
                                                size_t *count)
{
    *count = g->first[zh + 1] - g->first[zh];
    return g->entries.at + g->first[zh];
}

const char *couplet__glossary_text(const couplet_glossary *glossary) { return glossary->text; }

const couplet__entry *couplet__glossary_entry(const couplet_glossary *g, size_t i)
{
    return &g->entries.at[i];
}
