/* Names that differ from their other occurrences or from their reading.
 *
 * A stranger is a capitalised word that nothing in its bead answers for and that no characters of
 * the bead read like. It is reported when it looks like a name that the Chinese has there; when it
 * nearly reads like characters that nothing answers for; when it stands where the rest of a name
 * ought to; or when it is another's name while the Chinese names somebody who is missing. */
#include <string.h>

#include "anchor/tables.h"
#include "check/exam.h"
#include "check/settle.h"
#include "check/sounding.h"
#include "lexicon/lexicon.h"
#include "text/utf8.h"

enum {
    STRANGERS = 64,
    CHARACTERS = 4096
}; /* of one bead that are looked at: bounds outsize ones */

typedef struct suspicion { /* against a stranger */
    couplet_span zh;
    const char *form; /* the name that is meant; NULL: not known */
    size_t size;
    double confidence; /* 0: none */
} suspicion;

/* Letters to be changed, dropped, added or swapped between two words; most + 1: more than that. */
static size_t edits(const char *a, size_t n, const char *b, size_t m, size_t most)
{
    enum { LONGEST = 48 };
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
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

static bool looks_like(const char *a, size_t n, const char *b, size_t m)
{
    size_t shorter = n < m ? n : m, most = shorter < 2 ? 0 : shorter < 7 ? 1 : 2;
    return (n != m || memcmp(a, b, n) != 0) && edits(a, n, b, m, most) <= most;
}

/* Is the calling a single word of whose letters less than half are answered for? */
static bool is_stranger(const couplet__exam *exam, const couplet__calling *c)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    size_t all = 0, answered = 0;
    for (size_t i = couplet__token_at(a, d, c->offset); i < a->tokens; i++) {
        const couplet__occurrence *token = &d->tokens.at[a->token_first + i];
        if (token->offset >= c->offset + c->size)
            break;
        all += token->size;
        if (a->en_covered.at[i] >= 0.5F)
            answered += token->size;
    }
    return c->words == 1 && 2 * answered < all;
}

/* Is it a common English word? One with a hyphen is not. */
static bool is_english(const couplet__exam *exam, const couplet__calling *c)
{
    const couplet__account *a = &exam->account;
    const couplet__document *d = &exam->study.document;
    const couplet_lexicon *lexicon = exam->report->options.lexicon;
    size_t token = a->token_first + couplet__token_at(a, d, c->offset), size;
    if (lexicon == NULL || d->tokens.at[token].size != c->size)
        return false;
    const char *stem = couplet__intern_key(&d->stems, d->tokens.at[token].stem, &size);
    uint32_t id = couplet__lexicon_find_stem(lexicon, stem, size);
    return id != COUPLET__ABSENT && couplet__lexicon_frequency(lexicon, id) >= 1e-5;
}

static bool is_named(const couplet__account *a, size_t i)
{
    return a->owner.at[i] == couplet__settled(COUPLET__TIE_NAME);
}

static couplet_span place(const couplet__account *a, size_t first, size_t end)
{
    return (couplet_span){a->place.at[first], a->place.at[end] - a->place.at[first]};
}

/* A reading whose name stands elsewhere, but not here; first: character of the bead. */
static bool lacks_name(const couplet__exam *exam, const couplet__name_hit *h, size_t first)
{
    const couplet__account *a = &exam->account;
    for (size_t i = first; i < first + h->length; i++)
        if (is_named(a, i))
            return false;
    return couplet__intern_find(&exam->roster.zh, (const char *)(a->cp.at + first),
                                h->length * sizeof(uint32_t)) != COUPLET__ABSENT;
}

/* Is a character beside the reading named? Then it is the rest of a name: 潘蕙如 as "Pan". */
static bool is_rest(const couplet__account *a, const couplet__name_hit *h, size_t first)
{
    return (first > 0 && is_named(a, first - 1)) ||
           (first + h->length < a->chars && is_named(a, first + h->length));
}

/* The tie of a name right beside bytes of the English. */
static const couplet__tie *name_beside(const couplet__account *a, size_t start, size_t end)
{
    for (size_t i = 0; i < a->ties.count; i++) {
        const couplet__tie *t = &a->ties.at[i];
        if (t->kind == COUPLET__TIE_NAME &&
            (t->en.offset + t->en.length + 1 == start || t->en.offset == end + 1))
            return t;
    }
    return NULL;
}

/* Does the stranger stand beside the English of what is beside the reading: 浩文 of 麥浩文 where
 * the English has "Mak Wai-han"? */
static bool stands_as_rest(const couplet__exam *exam, const couplet__calling *c,
                           const couplet__name_hit *h, size_t first)
{
    const couplet__account *a = &exam->account;
    const couplet__tie *tie = name_beside(a, c->offset, c->offset + c->size);
    size_t end = first + h->length;
    return tie != NULL && (tie->zh.offset + tie->zh.length == a->place.at[first] ||
                           (end < a->chars && tie->zh.offset == a->place.at[end]));
}

/* Compares a stranger with the names that the Chinese has here and the English has elsewhere. */
static suspicion compare_known(const couplet__exam *exam, const couplet__calling *c)
{
    const couplet__account *a = &exam->account;
    const couplet__roster *r = &exam->roster;
    suspicion found = {{0, 0}, NULL, 0, 0};
    size_t n;
    const char *word = couplet__intern_key(&r->forms, c->form, &n);
    bool known = r->met[c->form] || (r->form_count[c->form] > 1 && !is_english(exam, c));
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count; s++)
        for (size_t k = r->hit_first[s]; k < r->hit_first[s + 1] && found.confidence < 0.8; k++) {
            const couplet__name_hit *h = &r->hits.at[k];
            size_t first = exam->study.document.char_first[s] - a->char_first + h->start, size;
            const char *form = couplet__intern_key(&r->forms, h->name, &size);
            if (first >= CHARACTERS || h->strength < 0.4F || memchr(form, ' ', size) != NULL ||
                !lacks_name(exam, h, first))
                continue;
            bool alike = looks_like(word, n, form, size);
            bool apart = !is_rest(a, h, first) || stands_as_rest(exam, c, h, first);
            bool other = known && h->strength >= 0.6F && apart && r->form_mark[h->name] != a->mark;
            if (alike || other)
                found = (suspicion){place(a, first, first + h->length), form, size,
                                    alike             ? 0.85
                                    : r->met[c->form] ? 0.7
                                                      : 0.6};
        }
    return found;
}

/* Looks for characters, two to four, that the stranger nearly reads like. *exact: some do, or a
 * surname does. */
static suspicion compare_readings(const couplet__exam *exam, couplet__sounding *sounding,
                                  bool *exact)
{
    const couplet__account *a = &exam->account;
    size_t best = sounding->size < 5 ? 0 : sounding->size < 9 ? 1 : 2;
    suspicion found = {{0, 0}, NULL, 0, 0};
    *exact = false;
    for (size_t first = 0; first < a->chars && first < CHARACTERS; first++) {
        couplet__sounding_reset(sounding);
        for (size_t i = first; i < a->chars && i < first + 4; i++) {
            if (!couplet__is_han(a->cp.at[i]))
                break;
            size_t away = couplet__sounding_take(sounding, a->cp.at[i]);
            if (away == 0 && (i > first || (!is_named(a, i) && couplet__is_surname(a->cp.at[i])))) {
                *exact = true;
                return found;
            }
            bool free = !is_named(a, first) && !is_named(a, i);
            if (i > first && free && away <= best && (found.confidence == 0 || away < best)) {
                best = away;
                found = (suspicion){place(a, first, i + 1), NULL, 0, 0.65};
            }
        }
    }
    return found;
}

/* Foreign names are written with a dot between their parts: 馬倫‧歐斯維克. */
static bool is_name_dot(uint32_t c)
{
    return c == 0xB7 || c == 0x2027 || c == 0x2022 || c == 0x30FB || c == 0xFF65;
}

/* What is beside a tie that nothing answers for: two characters behind it, or one before. Nothing
 * where the name is foreign: its sounds are too loosely rendered to judge by. */
static couplet_span rest_of_name(const couplet__account *a, const couplet__tie *tie)
{
    size_t begin = 0, end;
    while (begin < a->chars && a->place.at[begin] < tie->zh.offset)
        begin++;
    for (end = begin; end < a->chars && a->place.at[end] < tie->zh.offset + tie->zh.length;)
        end++;
    if ((begin > 0 && is_name_dot(a->cp.at[begin - 1])) ||
        (end < a->chars && is_name_dot(a->cp.at[end])))
        return (couplet_span){0, 0};
    size_t last = end;
    while (last < a->chars && last - end < 2 && couplet__is_han(a->cp.at[last]) &&
           a->zh_covered.at[last] < 0.6F)
        last++;
    if (last > end)
        return place(a, end, last);
    bool before =
        begin > 0 && couplet__is_han(a->cp.at[begin - 1]) && a->zh_covered.at[begin - 1] < 0.6F;
    return before ? place(a, begin - 1, begin) : (couplet_span){0, 0};
}

/* Does the stranger stand where the rest of a name ought to: 紀沛川 as "Chi Bei-chuan"? Who is
 * called so more than once, without being anyone else, is called so on purpose. */
static suspicion compare_parts(const couplet__exam *exam, const couplet__sounding *sounding,
                               const couplet__calling *c)
{
    const couplet__roster *r = &exam->roster;
    suspicion none = {{0, 0}, NULL, 0, 0};
    const couplet__tie *tie = name_beside(&exam->account, c->offset, c->offset + c->size);
    if (tie == NULL || (r->form_count[c->form] > 1 && !r->met[c->form]) ||
        (is_english(exam, c) && !couplet__sounding_is_chinese(sounding)))
        return none;
    couplet_span rest = rest_of_name(&exam->account, tie);
    return rest.length == 0 ? none : (suspicion){rest, NULL, 0, 0.6};
}

static suspicion suspect(couplet__exam *exam, const couplet__calling *c)
{
    const couplet__roster *r = &exam->roster;
    couplet__sounding sounding;
    size_t size;
    const char *word = couplet__intern_key(&r->forms, c->form, &size);
    suspicion none = {{0, 0}, NULL, 0, 0};
    if (!couplet__sounding_begin(&sounding, exam->sounds, word, size))
        return none;
    suspicion known = compare_known(exam, c);
    if (known.confidence >= 0.8)
        return known;
    bool exact;
    suspicion read = compare_readings(exam, &sounding, &exact);
    if (exact)
        return none;
    if (known.confidence > 0)
        return known;
    if (read.confidence > 0 && r->form_count[c->form] == 1 && !is_english(exam, c))
        return read;
    return compare_parts(exam, &sounding, c);
}

static couplet_status report_name(couplet__exam *exam, size_t bead, const couplet__calling *c,
                                  const suspicion *s)
{
    couplet_level level = s->confidence >= 0.7 ? COUPLET_ERROR : COUPLET_WARNING;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_NAME, level, bead);
    f.zh_bytes = s->zh;
    f.en_bytes = (couplet_span){c->offset, c->size};
    f.confidence *= s->confidence;
    couplet__quote(exam, exam->report->zh, s->zh);
    couplet__buf_str(&exam->text, " is ");
    couplet__quote(exam, exam->report->en, f.en_bytes);
    if (s->form != NULL) {
        couplet__buf_str(&exam->text, " here, \u201C");
        couplet__buf_add(&exam->text, s->form, s->size);
        couplet__buf_str(&exam->text, "\u201D elsewhere");
    } else {
        couplet__buf_str(&exam->text, ", which does not read like it");
    }
    exam->partial[bead] = true;
    return couplet__found(exam, f, 30);
}

couplet_status couplet__check_names(couplet__exam *exam, size_t bead)
{
    const couplet__roster *r = &exam->roster;
    couplet_range en = exam->account.en;
    size_t strangers = 0;
    couplet_status status = COUPLET_OK;
    if (couplet_result_bead(exam->report->result, bead)->confidence <
        exam->report->options.confident)
        return COUPLET_OK;
    if (exam->sounds == NULL) {
        couplet__table spellings = couplet__cantonese();
        exam->sounds = couplet__sounds_new(&spellings);
    }
    if (exam->sounds == NULL)
        return COUPLET_ENOMEM;
    for (size_t i = r->calling_first[en.first];
         i < r->calling_first[en.first + en.count] && status == COUPLET_OK; i++) {
        const couplet__calling *c = &r->callings.at[i];
        if (exam->stands.en[c->segment].doubt >= COUPLET__DOUBTFUL || !is_stranger(exam, c))
            continue;
        if (++strangers > STRANGERS)
            break;
        suspicion s = suspect(exam, c);
        if (s.confidence > 0)
            status = report_name(exam, bead, c, &s);
    }
    return status;
}
