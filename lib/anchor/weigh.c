#include "anchor/weigh.h"

#include <string.h>

#include "anchor/tables.h"
#include "base/real.h"
#include "lexicon/lexicon.h"
#include "text/utf8.h"
#include "text/words.h"

/* Characters that hold sentences together and vouch for little. */
static const char FUNCTION_CHARS[] =
    "的了着是在和与也都就而及或被把将给对从向到于之其这那有个不没得地吧吗呢啊"
    "我你他她它们";

static couplet__han_set function_chars(void)
{
    couplet__han_set set = {{0}};
    for (size_t at = 0; at < sizeof FUNCTION_CHARS - 1;)
        couplet__han_set_add(&set,
                             couplet__utf8_next(FUNCTION_CHARS, sizeof FUNCTION_CHARS - 1, &at));
    return set;
}

static bool count_words(couplet__document *d)
{
    uint32_t *seen = couplet__zalloc(d->words.count, sizeof *seen); /* last segment + 1 */
    if (seen == NULL)
        return false;
    for (size_t s = 0; s < d->S; s++)
        for (size_t u = d->unit_first[s]; u < d->unit_first[s + 1]; u++)
            if (seen[d->units.at[u].word] != s + 1) {
                seen[d->units.at[u].word] = (uint32_t)(s + 1);
                d->word_df[d->units.at[u].word]++;
            }
    couplet__free(seen);
    return true;
}

/* How rare each word is; NULL: out of memory. */
static double *surprises(const couplet__document *d)
{
    double *surprise = couplet__alloc(d->words.count, sizeof *surprise);
    for (size_t word = 0; surprise != NULL && word < d->words.count; word++) {
        double x = couplet__log((double)(d->S + 1) / (d->word_df[word] + 0.5));
        surprise[word] = x > 0 ? x : 0;
    }
    return surprise;
}

/* Of the words that stand in no longer one, all together. */
static double mean_surprise(const couplet__document *d, const double *surprise)
{
    double sum = 0;
    size_t count = 0;
    for (size_t u = 0; u < d->units.count; u++)
        if (d->units.at[u].maximal && d->units.at[u].kind == COUPLET__WORD) {
            sum += surprise[d->units.at[u].word];
            count++;
        }
    return count == 0 ? 0 : sum / (double)count;
}

/* Each character of a segment weighs what the best unit it stands in gives it. */
static void weigh_segment(couplet__document *d, size_t s, const double *surprise, double mean,
                          const couplet__han_set *function)
{
    float *weight = d->char_weight + d->char_first[s];
    for (size_t u = d->unit_first[s]; u < d->unit_first[s + 1]; u++) {
        const couplet__unit *unit = &d->units.at[u];
        if (!unit->maximal || unit->kind == COUPLET__NAME)
            continue;
        double x = surprise[unit->word];
        if (unit->kind == COUPLET__TERM && x < mean)
            x = mean;
        float w = (float)(x / couplet__sqrt(unit->length));
        for (uint32_t p = unit->start; p < unit->start + unit->length; p++)
            weight[p] = w > weight[p] ? w : weight[p];
    }
    for (size_t p = 0; p < d->folded[s].count; p++) {
        if (couplet__han_set_has(function, d->folded[s].cp[p]))
            weight[p] *= 0.35f;
        d->zh_weight[s] += weight[p];
    }
}

couplet_status couplet__weigh_chinese(couplet__document *d)
{
    d->word_df = couplet__zalloc(d->words.count, sizeof *d->word_df);
    d->char_weight = couplet__zalloc(d->char_first[d->S], sizeof *d->char_weight);
    d->zh_weight = couplet__zalloc(d->S, sizeof *d->zh_weight);
    if (d->word_df == NULL || d->char_weight == NULL || d->zh_weight == NULL || !count_words(d))
        return COUPLET_ENOMEM;
    double *surprise = surprises(d);
    if (surprise == NULL)
        return COUPLET_ENOMEM;
    double mean = mean_surprise(d, surprise);
    couplet__han_set function = function_chars();
    for (size_t s = 0; s < d->S; s++)
        weigh_segment(d, s, surprise, mean, &function);
    couplet__free(surprise);
    return COUPLET_OK;
}

static double background(const char *stem, size_t size, const couplet__sources *sources)
{
    for (size_t k = 0; k < sources->lexicon_count; k++) {
        uint32_t id = couplet__lexicon_find_stem(sources->lexicons[k], stem, size);
        double p = id == COUPLET__ABSENT ? 0 : couplet__lexicon_frequency(sources->lexicons[k], id);
        if (p > 0)
            return p;
    }
    return 1e-6;
}

/* Marks the stems of function words. */
static couplet_status mark_stops(couplet__document *d)
{
    couplet__stemmer *stemmer = couplet__stemmer_new();
    bool ok = stemmer != NULL;
    for (const char *word = couplet__stop_words() + 1; ok && *word != '\0';) {
        size_t size = strcspn(word, " "), stem_size;
        const char *stem = couplet__stem(stemmer, word, size, &stem_size);
        uint32_t e = COUPLET__ABSENT;
        if (stem == NULL)
            ok = false;
        else
            e = couplet__intern_find(&d->stems, stem, stem_size);
        if (e != COUPLET__ABSENT)
            d->stem_stop[e] = true;
        word += size + 1;
    }
    couplet__stemmer_free(stemmer);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

/* Counts become starts of postings; then the postings are filled in, a repeated word once. */
static void fill_postings(couplet__document *d, size_t *fill)
{
    size_t stems = d->stems.count, to = 0;
    for (size_t e = 0; e < stems; e++) {
        d->posting_first[e + 1] += d->posting_first[e];
        fill[e] = d->posting_first[e];
    }
    for (size_t t = 0; t < d->T; t++)
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
            uint32_t e = d->tokens.at[i].stem;
            d->en_weight[t] += d->stem_weight[e];
            if (fill[e] > d->posting_first[e] && d->postings[fill[e] - 1].segment == t)
                d->postings[fill[e] - 1].count++;
            else
                d->postings[fill[e]++] = (couplet__posting){(uint32_t)t, 1};
        }
    for (size_t e = 0; e < stems; e++) { /* close the gaps that repetitions left */
        size_t from = d->posting_first[e];
        d->posting_first[e] = to;
        for (; from < fill[e]; from++)
            d->postings[to++] = d->postings[from];
    }
    d->posting_first[stems] = to;
}

couplet_status couplet__weigh_english(couplet__document *d, const couplet__sources *sources)
{
    size_t stems = d->stems.count;
    d->stem_weight = couplet__zalloc(stems, sizeof *d->stem_weight);
    d->stem_stop = couplet__zalloc(stems, sizeof *d->stem_stop);
    d->en_weight = couplet__zalloc(d->T, sizeof *d->en_weight);
    d->posting_first = couplet__zalloc(stems + 1, sizeof *d->posting_first);
    d->postings = couplet__zalloc(d->tokens.count, sizeof *d->postings);
    size_t *fill = couplet__zalloc(stems, sizeof *fill);
    if (d->stem_weight == NULL || d->stem_stop == NULL || d->en_weight == NULL ||
        d->posting_first == NULL || d->postings == NULL || fill == NULL ||
        mark_stops(d) != COUPLET_OK) {
        couplet__free(fill);
        return COUPLET_ENOMEM;
    }
    for (size_t i = 0; i < d->tokens.count; i++)
        d->posting_first[d->tokens.at[i].stem + 1]++;
    for (size_t e = 0; e < stems; e++) {
        size_t size;
        const char *key = couplet__intern_key(&d->stems, (uint32_t)e, &size);
        double p = 0.5 * (double)d->posting_first[e + 1] / (double)d->tokens.count +
                   0.5 * background(key, size, sources);
        double w = -couplet__log(30 * p);
        d->stem_weight[e] = w > 0 ? (float)(d->stem_stop[e] ? w * 0.35 : w) : 0;
    }
    fill_postings(d, fill);
    couplet__free(fill);
    return COUPLET_OK;
}
