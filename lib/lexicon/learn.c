/* Learning a table from a parallel corpus: sentences become words, then Model 1 looks at them. */
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "lexicon/draft.h"
#include "lexicon/lexicon.h"
#include "lexicon/model1.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
    ITERATIONS = 6,
    MOST_CHARACTERS = 250, /* longer "sentences" are seldom pairs of sentences */
    MOST_WORDS = 250
};

struct couplet_learner {
    const couplet_lexicon *lexicon;
    couplet__stemmer *stemmer;
    couplet__tokens tokens;
    couplet__folded folded;
    couplet__intern zh, en, seen; /* zh: code points; seen: hashes of sentence pairs */
    couplet__pairs pairs;
    COUPLET__VEC(uint32_t) ids;                                    /* of one sentence */
    uint32_t best[MOST_CHARACTERS + 1], step[MOST_CHARACTERS + 1]; /* cut_zh() */
};

couplet_status couplet_learner_new(couplet_learner **out, const couplet_lexicon *lexicon,
                                   couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nowhere to put the learner");
    *out = NULL;
    couplet_learner *l = couplet__zalloc(1, sizeof *l);
    if (l != NULL)
        l->stemmer = couplet__stemmer_new();
    if (l == NULL || l->stemmer == NULL) {
        couplet__free(l);
        return couplet__no_memory(error);
    }
    l->lexicon = lexicon;
    *out = l;
    return COUPLET_OK;
}

void couplet_learner_free(couplet_learner *l)
{
    if (l == NULL)
        return;
    couplet__stemmer_free(l->stemmer);
    couplet__vec_free(&l->tokens);
    couplet__folded_free(&l->folded);
    couplet__intern_free(&l->zh);
    couplet__intern_free(&l->en);
    couplet__intern_free(&l->seen);
    couplet__vec_free(&l->pairs.words);
    couplet__vec_free(&l->pairs.list);
    couplet__vec_free(&l->ids);
    couplet__free(l);
}

/* Fewest words, then fewest of one character, then the longest first: best[i] is the price of the
 * text from i on, step[i] the length of its first word. */
static void plan_words(couplet_learner *l)
{
    enum { WORD = 1000, SINGLE = 1001 };
    const couplet__folded *f = &l->folded;
    l->best[f->count] = 0;
    for (size_t i = f->count; i-- > 0;) {
        couplet__match found[COUPLET__MAX_WORD];
        size_t count = 0;
        bool han = couplet__is_han(f->cp[i]);
        l->step[i] = 1;
        l->best[i] = l->best[i + 1] + (han ? SINGLE : 0);
        if (han && l->lexicon != NULL)
            count = couplet__lexicon_match(l->lexicon, f->cp + i, f->count - i, found);
        for (size_t k = 0; k < count; k++) {
            uint32_t price = l->best[i + found[k].length] + WORD;
            if (found[k].length > 1 && price <= l->best[i]) {
                l->best[i] = price;
                l->step[i] = found[k].length;
            }
        }
    }
}

static bool cut_zh(couplet_learner *l)
{
    plan_words(l);
    l->ids.count = 0;
    for (size_t i = 0; i < l->folded.count; i += l->step[i]) {
        const uint32_t *cp = l->folded.cp + i;
        if (!couplet__is_han(*cp))
            continue;
        uint32_t id = couplet__intern_add(&l->zh, (const char *)cp, l->step[i] * sizeof *cp);
        if (id == COUPLET__ABSENT || !couplet__vec_push(&l->ids, id))
            return false;
    }
    return true;
}

static bool cut_en(couplet_learner *l, const char *en, size_t size)
{
    l->ids.count = 0;
    if (!couplet__english_tokens(&l->tokens, en, size))
        return false;
    for (size_t i = 0; i < l->tokens.count && i < MOST_WORDS; i++) {
        const couplet__token *token = &l->tokens.at[i];
        size_t n;
        if (token->number)
            continue;
        const char *stem = couplet__stem(l->stemmer, token->bytes, token->size, &n);
        uint32_t id = stem == NULL ? COUPLET__ABSENT : couplet__intern_add(&l->en, stem, n);
        if (id == COUPLET__ABSENT || !couplet__vec_push(&l->ids, id))
            return false;
    }
    return true;
}

static int by_value(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* The words of the sentence, each once, increasing; false: out of memory. */
static bool store_words(couplet_learner *l, size_t *first, uint32_t *count)
{
    *first = l->pairs.words.count;
    if (l->ids.count != 0)
        qsort(l->ids.at, l->ids.count, sizeof *l->ids.at, by_value);
    for (size_t i = 0; i < l->ids.count; i++)
        if ((i == 0 || l->ids.at[i] != l->ids.at[i - 1]) &&
            !couplet__vec_push(&l->pairs.words, l->ids.at[i]))
            return false;
    *count = (uint32_t)(l->pairs.words.count - *first);
    return true;
}

/* Repeated pairs teach nothing new. false: out of memory. */
static bool is_new(couplet_learner *l, const char *zh, size_t zh_size, const char *en,
                   size_t en_size, bool *is_new_pair)
{
    uint64_t key[2] = {couplet__hash(zh, zh_size), couplet__hash(en, en_size)};
    size_t before = l->seen.count;
    uint32_t id = couplet__intern_add(&l->seen, (const char *)key, sizeof key);
    *is_new_pair = l->seen.count != before;
    return id != COUPLET__ABSENT;
}

couplet_status couplet_learner_add(couplet_learner *l, const char *zh, size_t zh_size,
                                   const char *en, size_t en_size, double weight,
                                   couplet_error *error)
{
    if (l == NULL || zh == NULL || en == NULL || !(weight > 0 && weight <= 1000))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no sentence pair to learn from");
    size_t zh_bad = couplet__utf8_check(zh, zh_size), en_bad = couplet__utf8_check(en, en_size);
    if (zh_bad != zh_size || en_bad != en_size)
        return couplet__fail(error, COUPLET_EENCODING, zh_bad != zh_size ? zh_bad : en_bad, 0,
                             "a sentence that is not UTF-8");
    if (zh_size > (size_t)4 * MOST_CHARACTERS)
        return COUPLET_OK;
    bool fresh = false;
    couplet__pair pair = {.weight = (float)weight};
    couplet_status status = couplet__fold(&l->folded, zh, zh_size);
    if (status != COUPLET_OK)
        return couplet__fail(error, status, 0, 0, couplet_status_text(status));
    if (l->folded.count > MOST_CHARACTERS)
        return COUPLET_OK;
    if (!is_new(l, zh, zh_size, en, en_size, &fresh))
        return couplet__no_memory(error);
    if (!fresh)
        return COUPLET_OK;
    size_t before = l->pairs.words.count;
    if (!cut_zh(l) || !store_words(l, &pair.zh, &pair.zh_count) || !cut_en(l, en, en_size) ||
        !store_words(l, &pair.en, &pair.en_count))
        return couplet__no_memory(error);
    if (pair.zh_count == 0 || pair.en_count == 0) {
        l->pairs.words.count = before;
        return COUPLET_OK;
    }
    if (l->pairs.list.count >= UINT32_MAX - 1)
        return couplet__fail(error, COUPLET_ELIMIT, 0, 0, "more than 2^32 sentence pairs");
    return couplet__vec_push(&l->pairs.list, pair) ? COUPLET_OK : couplet__no_memory(error);
}

size_t couplet_learner_pairs(const couplet_learner *l)
{
    return l == NULL ? 0 : l->pairs.list.count;
}

/* The mean of both probabilities, times 1.5; from 0.05 on, and seen often enough. In steps of
 * 1/15; 0: leave it out. */
static unsigned strength_of(const couplet__learned *l)
{
    double strength = ((double)l->en_given_zh + (double)l->zh_given_en) / 2 * 1.5;
    if (strength <= 0.05 || l->count <= 0.7F)
        return 0;
    unsigned steps = (unsigned)(strength * 15 + 0.5);
    return steps > 15 ? 15 : steps < 1 ? 1 : steps;
}

static bool fill_draft(const couplet_learner *l, const couplet__learned_list *learned,
                       couplet_draft *draft)
{
    for (size_t i = 0; i < learned->count; i++) {
        uint32_t cp[COUPLET__MAX_WORD];
        size_t zh_size, en_size;
        const char *zh = couplet__intern_key(&l->zh, learned->at[i].zh, &zh_size);
        const char *en = couplet__intern_key(&l->en, learned->at[i].en, &en_size);
        memcpy(cp, zh, zh_size); /* a match is no longer than COUPLET__MAX_WORD */
        if (!couplet__draft_gloss_add(draft, cp, zh_size / sizeof *cp, en, en_size,
                                      strength_of(&learned->at[i]), COUPLET_FROM_MODEL1))
            return false;
    }
    return true;
}

couplet_status couplet_learner_write(couplet_learner *l, const couplet_hooks *hooks,
                                     couplet_write_fn write, void *user, couplet_error *error)
{
    if (l == NULL || write == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to write");
    couplet__learned_list learned = {0};
    couplet_draft *draft = NULL;
    l->pairs.zh_words = (uint32_t)l->zh.count;
    l->pairs.en_words = (uint32_t)l->en.count;
    couplet_status status =
        couplet__model1(&learned, &l->pairs, ITERATIONS, hooks == NULL ? NULL : hooks->progress,
                        hooks == NULL ? NULL : hooks->user);
    if (status != COUPLET_OK)
        couplet__fail(error, status, 0, 0, couplet_status_text(status));
    if (status == COUPLET_OK)
        status = couplet_draft_new(&draft, error);
    if (status == COUPLET_OK && !fill_draft(l, &learned, draft))
        status = couplet__no_memory(error);
    if (status == COUPLET_OK)
        status = couplet_draft_write_table(draft, write, user, error);
    couplet_draft_free(draft);
    couplet__vec_free(&learned);
    return status;
}
