/* Recurring runs and near copies against counting everything in small texts. */
#include <check.h>
#include <string.h>

#include "align/copies.h"
#include "align/runs.h"
#include "lines.h"
#include "suite.h"

static uint32_t state;

static uint32_t draw(uint32_t below) /* the same on every machine */
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

enum { ROOM = 1 << 14 };

/* Lines of words drawn from a few. */
static couplet_text *draw_text(char bytes[ROOM], couplet_lang lang, size_t lines, uint32_t longest)
{
    static const char *const ZH[] = {"山", "水", "火", "木", "土", "，", "山水火"};
    static const char *const EN[] = {"hill ", "river ", "fire ", "wood ",
                                     "soil ", "field ", "sky "};
    char *to = bytes;
    for (size_t i = 0; i < lines; i++) {
        for (uint32_t k = 1 + draw(longest); k > 0; k--) {
            const char *word = (lang == COUPLET_ZH ? ZH : EN)[draw(7)];
            memcpy(to, word, strlen(word));
            to += strlen(word);
        }
        *to++ = '\n';
    }
    *to = '\0';
    return lines_of(lang, bytes);
}

typedef struct sample {
    char zh_bytes[ROOM], en_bytes[ROOM];
    couplet_text *zh, *en;
    couplet__document document;
} sample;

static void sample_open(sample *x, uint32_t seed, size_t lines, uint32_t longest)
{
    couplet__sources none = {.lexicon_count = 0};
    state = seed;
    x->zh = draw_text(x->zh_bytes, COUPLET_ZH, lines, longest);
    x->en = draw_text(x->en_bytes, COUPLET_EN, lines, longest);
    ck_assert_int_eq(couplet__document_read(&x->document, x->zh, x->en, &none), COUPLET_OK);
}

static void sample_close(sample *x)
{
    couplet__document_free(&x->document);
    couplet_text_free(x->zh);
    couplet_text_free(x->en);
}

static const uint32_t COMMA = ',';

static bool stands_at(const couplet__folded *f, size_t p, const uint32_t *run, size_t length)
{
    return p + length <= f->count && memcmp(f->cp + p, run, length * sizeof *run) == 0;
}

/* How often a run stands in the text, and in how many segments. */
static size_t count_run(const couplet__document *d, const uint32_t *run, size_t length,
                        size_t *segments)
{
    size_t all = 0;
    *segments = 0;
    for (size_t s = 0; s < d->S; s++) {
        size_t here = 0;
        for (size_t p = 0; p < d->folded[s].count; p++)
            here += stands_at(&d->folded[s], p, run, length);
        all += here;
        *segments += here != 0;
    }
    return all;
}

/* Is the run part of one, longer by a character, that stands about as often? */
static bool is_part(const couplet__document *d, const uint32_t *run, size_t length, size_t count)
{
    for (size_t s = 0; s < d->S; s++)
        for (size_t p = 0; length < COUPLET__LONGEST_RUN && p + length < d->folded[s].count; p++) {
            const uint32_t *longer = d->folded[s].cp + p;
            bool holds = memcmp(longer, run, length * sizeof *run) == 0 ||
                         memcmp(longer + 1, run, length * sizeof *run) == 0;
            size_t segments;
            for (size_t i = 0; i <= length; i++)
                holds = holds && longer[i] != COMMA;
            if (holds && count * 20 <= count_run(d, longer, length + 1, &segments) * 23 &&
                segments >= 3)
                return true;
        }
    return false;
}

START_TEST(runs_recur)
{
    sample x;
    couplet__runs runs;
    size_t found = 0;
    sample_open(&x, (uint32_t)_i, 12, 9);
    const couplet__document *d = &x.document;
    ck_assert_int_eq(couplet__runs_find(&runs, d), COUPLET_OK);
    for (size_t s = 0; s < d->S; s++)
        for (size_t p = 0; p < d->folded[s].count; p++)
            for (size_t l = COUPLET__SHORTEST_RUN; l <= COUPLET__LONGEST_RUN; l++) {
                const uint32_t *run = d->folded[s].cp + p;
                bool han = p + l <= d->folded[s].count;
                size_t segments;
                for (size_t i = 0; han && i < l; i++)
                    han = run[i] != COMMA;
                size_t count = han ? count_run(d, run, l, &segments) : 0;
                bool recurs = han && segments >= 3 && !is_part(d, run, l, count);
                ck_assert_int_eq(couplet__run_at(&runs, s, p, l) != COUPLET__ABSENT, recurs);
                found += recurs;
            }
    ck_assert_uint_gt(found, 0);
    couplet__runs_free(&runs);
    sample_close(&x);
}
END_TEST

/* Pairs of characters, or stems, each once. */
static size_t features_of(const couplet__document *d, couplet_lang lang, size_t segment,
                          uint64_t out[64])
{
    size_t count = 0, n = lang == COUPLET_EN ? d->token_first[segment + 1] - d->token_first[segment]
                                             : d->folded[segment].count - 1;
    for (size_t i = 0; i < n; i++) {
        const uint32_t *cp = d->folded[segment].cp + i;
        uint64_t feature = lang == COUPLET_EN ? d->tokens.at[d->token_first[segment] + i].stem
                                              : (uint64_t)cp[0] << 32 | cp[1];
        size_t k = 0;
        while (k < count && out[k] != feature)
            k++;
        out[k] = feature;
        count += k == count;
    }
    return count;
}

static float share_of(const couplet__document *d, couplet_lang lang, size_t a, size_t b)
{
    uint64_t x[64], y[64];
    size_t n = features_of(d, lang, a, x), m = features_of(d, lang, b, y), common = 0;
    size_t least = n < m ? n : m;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            common += x[i] == y[k];
    return least < 4 ? 0 : (float)common / (float)least;
}

static void check_copies(const couplet__document *d, couplet_lang lang, const couplet__surface *of)
{
    for (size_t s = 0; s < d->S; s++) {
        float best = 0;
        for (size_t o = 0; o < d->S; o++)
            if (o != s && share_of(d, lang, s, o) > best)
                best = share_of(d, lang, s, o);
        ck_assert_float_eq(of[s].copy, best);
        ck_assert_float_eq(of[s].again, s == 0 ? 0 : share_of(d, lang, s, s - 1));
    }
}

START_TEST(copies) /* every feature of so few segments is rare */
{
    enum { LINES = 10 };
    sample x;
    couplet__surface zh[LINES] = {{0}}, en[LINES] = {{0}};
    sample_open(&x, (uint32_t)_i, LINES, 14);
    ck_assert(couplet__copies_find(zh, en, &x.document));
    check_copies(&x.document, COUPLET_ZH, zh);
    check_copies(&x.document, COUPLET_EN, en);
    sample_close(&x);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_runs");
    TCase *tc = tcase_create("counted");
    tcase_add_loop_test(tc, runs_recur, 0, 20);
    tcase_add_loop_test(tc, copies, 0, 20);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
