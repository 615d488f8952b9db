#include "lexicon/model1.h"

#include <stdlib.h>
#include <string.h>

enum { RARE = 3 };                      /* sentences: too few to tell chance from translation */
static const double ABOVE_CHANCE = 1.3; /* times as often as independent words would meet */
static const double SMOOTHING = 0.5;    /* counts kept back for what was not seen */

/* Parameters in rows, one for each Chinese word and a last one for the empty word, which may
 * render any English word: columns row[z] .. row[z + 1] - 1 hold English words, increasing. */
typedef struct table {
    const couplet__pairs *pairs;
    size_t *row;
    COUPLET__VEC(uint32_t) column;
    float *en_given_zh, *zh_given_en, *en_counts, *zh_counts; /* one a column */
    float *zh_given_none, *none_counts; /* one a Chinese word: the empty English word renders it */
    double *sums;                       /* one an English word */
    size_t *found;                      /* of one sentence pair: column of each pair of words */
} table;

static const size_t NONE = SIZE_MAX;

static void table_free(table *t)
{
    couplet__free(t->row);
    couplet__vec_free(&t->column);
    couplet__free(t->en_given_zh);
    couplet__free(t->zh_given_en);
    couplet__free(t->en_counts);
    couplet__free(t->zh_counts);
    couplet__free(t->zh_given_none);
    couplet__free(t->none_counts);
    couplet__free(t->sums);
    couplet__free(t->found);
}

/* The sentence pairs that hold each Chinese word: first[z] .. first[z + 1] - 1 in *list. */
static bool occurrences(const couplet__pairs *p, size_t **first, uint32_t **list)
{
    size_t total = 0;
    *first = couplet__zalloc((size_t)p->zh_words + 2, sizeof **first);
    for (size_t i = 0; i < p->list.count; i++)
        total += p->list.at[i].zh_count;
    *list = couplet__alloc(total, sizeof **list);
    if (*first == NULL || *list == NULL)
        return false;
    size_t *next = *first + 1; /* shifted by one while filling */
    for (size_t i = 0; i < p->list.count; i++)
        for (uint32_t k = 0; k < p->list.at[i].zh_count; k++)
            next[p->words.at[p->list.at[i].zh + k] + 1]++;
    for (uint32_t z = 0; z < p->zh_words; z++)
        next[z + 1] += next[z];
    for (size_t i = 0; i < p->list.count; i++)
        for (uint32_t k = 0; k < p->list.at[i].zh_count; k++)
            (*list)[next[p->words.at[p->list.at[i].zh + k]]++] = (uint32_t)i;
    return true;
}

static int by_value(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* The English words that meet Chinese word z more often than by chance, as a new row. */
static bool add_row(table *t, const uint32_t *sentences, size_t count, uint32_t *met,
                    const uint32_t *frequency)
{
    const couplet__pairs *p = t->pairs;
    size_t start = t->column.count, kept = start;
    for (size_t i = 0; i < count; i++) {
        const couplet__pair *pair = &p->list.at[sentences[i]];
        for (uint32_t k = 0; k < pair->en_count; k++) {
            uint32_t e = p->words.at[pair->en + k];
            if (met[e]++ == 0 && !couplet__vec_push(&t->column, e))
                return false;
        }
    }
    for (size_t i = start; i < t->column.count; i++) {
        uint32_t e = t->column.at[i];
        double chance = (double)count * frequency[e] / (double)p->list.count;
        if (count <= RARE || met[e] > chance * ABOVE_CHANCE)
            t->column.at[kept++] = e;
        met[e] = 0;
    }
    t->column.count = kept;
    if (kept != start)
        qsort(t->column.at + start, kept - start, sizeof *t->column.at, by_value);
    return true;
}

static bool build_rows(table *t)
{
    const couplet__pairs *p = t->pairs;
    size_t *first = NULL;
    uint32_t *list = NULL, *met = couplet__zalloc(p->en_words, sizeof *met);
    uint32_t *frequency = couplet__zalloc(p->en_words, sizeof *frequency);
    t->row = couplet__alloc((size_t)p->zh_words + 2, sizeof *t->row);
    bool done = occurrences(p, &first, &list) && met != NULL && frequency != NULL && t->row != NULL;
    for (size_t i = 0; done && i < p->list.count; i++)
        for (uint32_t k = 0; k < p->list.at[i].en_count; k++)
            frequency[p->words.at[p->list.at[i].en + k]]++;
    for (uint32_t z = 0; done && z < p->zh_words; z++) {
        t->row[z] = t->column.count;
        done = add_row(t, list + first[z], first[z + 1] - first[z], met, frequency);
    }
    if (done)
        t->row[p->zh_words] = t->column.count;
    for (uint32_t e = 0; done && e < p->en_words; e++)
        done = couplet__vec_push(&t->column, e);
    if (done)
        t->row[p->zh_words + 1] = t->column.count;
    couplet__free(first);
    couplet__free(list);
    couplet__free(met);
    couplet__free(frequency);
    return done;
}

/* Every parameter of a row, and of a column, alike. */
static bool begin(table *t)
{
    const couplet__pairs *p = t->pairs;
    size_t n = t->column.count, longest = 0;
    for (size_t i = 0; i < p->list.count; i++) {
        size_t cells = ((size_t)p->list.at[i].zh_count + 1) * p->list.at[i].en_count;
        longest = cells > longest ? cells : longest;
    }
    t->found = couplet__alloc(longest, sizeof *t->found);
    t->en_given_zh = couplet__alloc(n, sizeof(float));
    t->zh_given_en = couplet__alloc(n, sizeof(float));
    t->en_counts = couplet__alloc(n, sizeof(float));
    t->zh_counts = couplet__alloc(n, sizeof(float));
    t->zh_given_none = couplet__alloc(p->zh_words, sizeof(float));
    t->none_counts = couplet__alloc(p->zh_words, sizeof(float));
    t->sums = couplet__zalloc(p->en_words, sizeof(double));
    if (t->found == NULL || t->en_given_zh == NULL || t->zh_given_en == NULL ||
        t->en_counts == NULL || t->zh_counts == NULL || t->zh_given_none == NULL ||
        t->none_counts == NULL || t->sums == NULL)
        return false;
    for (size_t k = 0; k < n; k++)
        t->sums[t->column.at[k]] += 1;
    for (uint32_t z = 0; z <= p->zh_words; z++)
        for (size_t k = t->row[z]; k < t->row[z + 1]; k++) {
            t->en_given_zh[k] = (float)(1.0 / (double)(t->row[z + 1] - t->row[z]));
            t->zh_given_en[k] = (float)(1.0 / t->sums[t->column.at[k]]);
        }
    for (uint32_t z = 0; z < p->zh_words; z++)
        t->zh_given_none[z] = (float)(1.0 / p->zh_words);
    return true;
}

/* Both lists increase: a merge where they are of like length, else bisection. */
static void find_row(const table *t, uint32_t z, const uint32_t *en, uint32_t count, size_t *found)
{
    size_t low = t->row[z], end = t->row[z + 1];
    for (uint32_t j = 0; j < count; j++) {
        size_t high = end, step = 1;
        while (low + step < end && t->column.at[low + step] <= en[j])
            step *= 2; /* the next one is near, as a rule */
        if (low + step < end)
            high = low + step;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (t->column.at[mid] < en[j])
                low = mid + 1;
            else
                high = mid;
        }
        found[j] = low < end && t->column.at[low] == en[j] ? low : NONE;
    }
}

/* Expected counts of one sentence pair, in both directions. */
static void count_pair(table *t, const couplet__pair *pair)
{
    const couplet__pairs *p = t->pairs;
    const uint32_t *zh = p->words.at + pair->zh, *en = p->words.at + pair->en;
    uint32_t n = pair->zh_count, m = pair->en_count;
    for (uint32_t i = 0; i < n; i++)
        find_row(t, zh[i], en, m, t->found + (size_t)i * m);
    for (uint32_t j = 0; j < m; j++)
        t->found[(size_t)n * m + j] = t->row[p->zh_words] + en[j];
    for (uint32_t j = 0; j < m; j++) {
        double sum = 0;
        for (uint32_t i = 0; i <= n; i++)
            if (t->found[(size_t)i * m + j] != NONE)
                sum += (double)t->en_given_zh[t->found[(size_t)i * m + j]];
        for (uint32_t i = 0; i <= n && sum > 0; i++) {
            size_t k = t->found[(size_t)i * m + j];
            if (k != NONE)
                t->en_counts[k] += (float)((double)pair->weight * (double)t->en_given_zh[k] / sum);
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        double sum = (double)t->zh_given_none[zh[i]];
        for (uint32_t j = 0; j < m; j++)
            if (t->found[(size_t)i * m + j] != NONE)
                sum += (double)t->zh_given_en[t->found[(size_t)i * m + j]];
        for (uint32_t j = 0; j < m && sum > 0; j++) {
            size_t k = t->found[(size_t)i * m + j];
            if (k != NONE)
                t->zh_counts[k] += (float)((double)pair->weight * (double)t->zh_given_en[k] / sum);
        }
        if (sum > 0)
            t->none_counts[zh[i]] +=
                (float)((double)pair->weight * (double)t->zh_given_none[zh[i]] / sum);
    }
}

/* Counts become probabilities. */
static void normalise(table *t)
{
    const couplet__pairs *p = t->pairs;
    for (uint32_t z = 0; z <= p->zh_words; z++) {
        double sum = z < p->zh_words ? SMOOTHING : 0;
        for (size_t k = t->row[z]; k < t->row[z + 1]; k++)
            sum += (double)t->en_counts[k];
        for (size_t k = t->row[z]; k < t->row[z + 1]; k++)
            t->en_given_zh[k] = sum > 0 ? (float)((double)t->en_counts[k] / sum) : 0;
    }
    for (uint32_t e = 0; e < p->en_words; e++)
        t->sums[e] = SMOOTHING;
    for (size_t k = 0; k < t->row[p->zh_words]; k++)
        t->sums[t->column.at[k]] += (double)t->zh_counts[k];
    for (size_t k = 0; k < t->row[p->zh_words]; k++)
        t->zh_given_en[k] = (float)((double)t->zh_counts[k] / t->sums[t->column.at[k]]);
    double none = 1e-9;
    for (uint32_t z = 0; z < p->zh_words; z++)
        none += (double)t->none_counts[z];
    for (uint32_t z = 0; z < p->zh_words; z++)
        t->zh_given_none[z] = (float)((double)t->none_counts[z] / none);
}

static couplet_status iterate(table *t, int iterations,
                              int (*progress)(void *user, size_t done, size_t total), void *user)
{
    const couplet__pairs *p = t->pairs;
    size_t n = t->column.count, total = (size_t)iterations * p->list.count;
    for (int round = 0; round < iterations; round++) {
        memset(t->en_counts, 0, n * sizeof(float));
        memset(t->zh_counts, 0, n * sizeof(float));
        memset(t->none_counts, 0, p->zh_words * sizeof(float));
        for (size_t i = 0; i < p->list.count; i++) {
            count_pair(t, &p->list.at[i]);
            if (progress != NULL && i % 4096 == 0 &&
                progress(user, (size_t)round * p->list.count + i, total) != 0)
                return COUPLET_ECANCELED;
        }
        normalise(t);
    }
    return COUPLET_OK;
}

static bool is_likely(const couplet__learned *l)
{
    return (l->en_given_zh > 0.02F || l->zh_given_en > 0.02F) &&
           l->en_given_zh * l->zh_given_en > 1e-5F;
}

couplet_status couplet__model1(couplet__learned_list *out, const couplet__pairs *pairs,
                               int iterations,
                               int (*progress)(void *user, size_t done, size_t total), void *user)
{
    table t = {.pairs = pairs};
    couplet_status status = COUPLET_ENOMEM;
    out->count = 0;
    if (build_rows(&t) && begin(&t))
        status = iterate(&t, iterations, progress, user);
    for (uint32_t z = 0; status == COUPLET_OK && z < pairs->zh_words; z++)
        for (size_t k = t.row[z]; status == COUPLET_OK && k < t.row[z + 1]; k++) {
            couplet__learned l = {z, t.column.at[k], t.en_given_zh[k], t.zh_given_en[k],
                                  t.en_counts[k] + t.zh_counts[k]};
            if (is_likely(&l) && !couplet__vec_push(out, l))
                status = COUPLET_ENOMEM;
        }
    table_free(&t);
    return status;
}
