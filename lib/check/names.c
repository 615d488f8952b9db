/* Names that differ from their other occurrences or from their reading.
 *
 * In a bead there are readings that lack their name (the Chinese reads like a name that stands with
 * it elsewhere in the document, but not here) and strangers (capitalised words that nothing in the
 * Chinese answers for). A stranger that looks like the missing name is a slip of the pen; one that
 * is another's name is a mistaken person. Where a name stands only once, the part of it that reads
 * right gives away the part that does not. */
#include <string.h>

#include "check/exam.h"
#include "check/settle.h"
#include "lexicon/lexicon.h"
#include "text/utf8.h"

enum { LONGEST = 64 };

/* Letters to be changed, dropped, added or swapped between two words, counted up to `most` + 1. */
static size_t edits(const char *a, size_t n, const char *b, size_t m, size_t most)
{
    size_t row[3][LONGEST + 1];
    if (n > LONGEST || m > LONGEST || (n > m ? n - m : m - n) > most)
        return most + 1;
    for (size_t j = 0; j <= m; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *two = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            best = before[j] + 1 < best ? before[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

static bool looks_like(const char *a, size_t n, const char *b, size_t m)
{
    size_t shorter = n < m ? n : m, most = shorter < 3 ? 0 : shorter < 7 ? 1 : 2;
    return (n != m || memcmp(a, b, n) != 0) && edits(a, n, b, m, most) <= most;
}

/* Is the calling a word that nothing in the bead answers for? */
static bool is_stranger(const couplet__exam *exam, const couplet__calling *c)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    size_t token = couplet__token_at(a, d, c->offset), n = 0;
    if (c->words != 1)
        return false;
    for (; token < a->tokens; token++, n++) {
        if (d->tokens.at[a->token_first + token].offset >= c->offset + c->size)
            break;
        if (a->en_covered.at[token] >= 0.5F)
            return false;
    }
    return n != 0;
}

/* A reading that lacks its name in the bead in hand; first: character of the bead. */
static bool lacks_name(const couplet__exam *exam, const couplet__name_hit *h, size_t first)
{
    const couplet__account *a = &exam->account;
    if (exam->roster.form_mark[h->name] == a->mark || h->strength < 0.4F)
        return false;
    /* 潘蕙如 as "Pan": where a neighbour is settled, that is the rest of the name */
    size_t from = first == 0 ? 0 : first - 1, end = first + h->length + 1;
    for (size_t i = from; i < end && i < a->chars; i++)
        if (a->owner.at[i] == UINT32_MAX)
            return false;
    return couplet__intern_find(&exam->roster.zh, (const char *)(a->cp.at + first),
                                h->length * sizeof(uint32_t)) != COUPLET__ABSENT;
}

static couplet_status report_name(couplet__exam *exam, size_t bead, couplet_span zh,
                                  const couplet__calling *stranger, const char *form, size_t size,
                                  double confidence)
{
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_NAME,
                                         confidence >= 0.7 ? COUPLET_ERROR : COUPLET_WARNING, bead);
    f.zh_bytes = zh;
    f.en_bytes = (couplet_span){stranger->offset, stranger->size};
    f.confidence *= confidence;
    couplet__quote(exam, exam->report->zh, zh);
    couplet__buf_str(&exam->text, " is ");
    couplet__quote(exam, exam->report->en, f.en_bytes);
    if (form != NULL) {
        couplet__buf_str(&exam->text, " here, \u201C");
        couplet__buf_add(&exam->text, form, size);
        couplet__buf_str(&exam->text, "\u201D elsewhere");
    } else {
        couplet__buf_str(&exam->text, ", which does not read like it");
    }
    exam->partial[bead] = true;
    return couplet__found(exam, f, 30);
}

/* The stranger that stands for a missing name, or NULL; *alike: it looks like the name. */
static const couplet__calling *stranger_for(const couplet__exam *exam, const char *form,
                                            size_t size, float strength, bool *alike)
{
    const couplet__roster *r = &exam->roster;
    couplet_range en = exam->account.en;
    const couplet__calling *other = NULL;
    *alike = false;
    for (size_t i = r->calling_first[en.first]; i < r->calling_first[en.first + en.count]; i++) {
        const couplet__calling *c = &r->callings.at[i];
        size_t n;
        const char *word = couplet__intern_key(&r->forms, c->form, &n);
        if (!is_stranger(exam, c))
            continue;
        if (looks_like(word, n, form, size)) {
            *alike = true;
            return c;
        }
        if (strength >= 0.7F && r->met[c->form])
            other = c;
    }
    return other;
}

/* Looks for names that are established elsewhere; *found: something was reported. */
static couplet_status check_known(couplet__exam *exam, size_t bead, bool *found)
{
    const couplet__account *a = &exam->account;
    const couplet__roster *r = &exam->roster;
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count; s++)
        for (size_t k = r->hit_first[s]; k < r->hit_first[s + 1]; k++) {
            const couplet__name_hit *h = &r->hits.at[k];
            size_t first = exam->study.document.char_first[s] - a->char_first + h->start, size;
            const char *form = couplet__intern_key(&r->forms, h->name, &size);
            bool alike;
            if (memchr(form, ' ', size) != NULL || !lacks_name(exam, h, first))
                continue;
            const couplet__calling *c = stranger_for(exam, form, size, h->strength, &alike);
            if (c == NULL)
                continue;
            couplet_span zh = {a->place.at[first],
                               a->place.at[first + h->length] - a->place.at[first]};
            *found = true;
            return report_name(exam, bead, zh, c, form, size, alike ? 0.85 : 0.7);
        }
    return COUPLET_OK;
}

/* The tie of a name that ends right before byte `at` of the English, or begins there. */
static const couplet__tie *name_beside(const couplet__exam *exam, size_t start, size_t end)
{
    const couplet__account *a = &exam->account;
    for (size_t i = 0; i < a->ties.count; i++) {
        const couplet__tie *t = &a->ties.at[i];
        if (t->kind == COUPLET__TIE_NAME &&
            (t->en.offset + t->en.length + 1 == start || t->en.offset == end + 1))
            return t;
    }
    return NULL;
}

/* Characters beside a tie that nothing answers for, at most two: the rest of a name. */
static couplet_span rest_of_name(const couplet__exam *exam, const couplet__tie *tie, bool after)
{
    const couplet__account *a = &exam->account;
    size_t i = 0;
    while (i < a->chars &&
           a->place.at[i] < (after ? tie->zh.offset + tie->zh.length : tie->zh.offset))
        i++;
    size_t first = i, end = i;
    while (after && end < a->chars && end - first < 2 && couplet__is_han(a->cp.at[end]) &&
           a->zh_covered.at[end] < 0.5F)
        end++;
    while (!after && first > 0 && end - first < 1 && couplet__is_han(a->cp.at[first - 1]) &&
           a->zh_covered.at[first - 1] < 0.5F)
        first--;
    return (couplet_span){a->place.at[first], a->place.at[end] - a->place.at[first]};
}

static bool in_lexicon(const couplet__exam *exam, const couplet__calling *c)
{
    const couplet__document *d = &exam->study.document;
    const couplet_lexicon *lexicon = exam->report->options.lexicon;
    size_t token = couplet__token_at(&exam->account, d, c->offset), size;
    const char *stem =
        couplet__intern_key(&d->stems, d->tokens.at[exam->account.token_first + token].stem, &size);
    uint32_t id =
        lexicon == NULL ? COUPLET__ABSENT : couplet__lexicon_find_stem(lexicon, stem, size);
    return id != COUPLET__ABSENT && couplet__lexicon_frequency(lexicon, id) > 1e-5;
}

/* Looks for a stranger beside a name that reads right: 紀沛川 as "Chi Bei-chuan". Who is called so
 * more than once is called so on purpose. */
static couplet_status check_parts(couplet__exam *exam, size_t bead)
{
    const couplet__roster *r = &exam->roster;
    couplet_range en = exam->account.en;
    for (size_t i = r->calling_first[en.first]; i < r->calling_first[en.first + en.count]; i++) {
        const couplet__calling *c = &r->callings.at[i];
        if (!is_stranger(exam, c) || in_lexicon(exam, c) || r->form_count[c->form] > 1)
            continue;
        const couplet__tie *tie = name_beside(exam, c->offset, c->offset + c->size);
        if (tie == NULL)
            continue;
        couplet_span rest = rest_of_name(exam, tie, true);
        if (rest.length == 0)
            rest = rest_of_name(exam, tie, false);
        if (rest.length != 0)
            return report_name(exam, bead, rest, c, NULL, 0, 0.6);
    }
    return COUPLET_OK;
}

couplet_status couplet__check_names(couplet__exam *exam, size_t bead)
{
    bool found = false;
    couplet_status status = check_known(exam, bead, &found);
    return status == COUPLET_OK && !found ? check_parts(exam, bead) : status;
}
