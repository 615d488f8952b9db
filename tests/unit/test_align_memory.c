/* options.max_memory: the estimate is no less than what a call then holds, and at most twice as
 * much. This program's calls of malloc and the like are counted. */
#include <check.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "file.h"
#include "suite.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *p);

enum { SLACK = 128 * 1024 }; /* of small texts */

static size_t held, peak;

static void *take(void *p)
{
    if (p != NULL)
        held += malloc_usable_size(p);
    peak = held > peak ? held : peak;
    return p;
}

void *__wrap_malloc(size_t size) { return take(__real_malloc(size)); }
void *__wrap_calloc(size_t count, size_t size) { return take(__real_calloc(count, size)); }

void *__wrap_realloc(void *old, size_t size)
{
    size_t before = old == NULL ? 0 : malloc_usable_size(old);
    void *p = __real_realloc(old, size);
    if (p == NULL)
        return NULL;
    held += malloc_usable_size(p); /* both may be there at once */
    peak = held > peak ? held : peak;
    held -= before;
    return p;
}

void __wrap_free(void *p)
{
    held -= p == NULL ? 0 : malloc_usable_size(p);
    __real_free(p);
}

typedef struct pair {
    char *zh_bytes, *en_bytes;
    couplet_text *zh, *en;
} pair;

static char *append(char *to, const char *text)
{
    size_t n = strlen(text);
    memcpy(to, text, n);
    return to + n;
}

static const char *const ZH[] = {"水庫", "橋樑", "學校", "漁港", "鐵路", "醫院", "農場", "市場"};
static const char *const EN[] = {"reservoir", "bridge",   "school", "harbour",
                                 "railway",   "hospital", "farm",   "market"};

/* `zh` and `en` lines about this and that; about the same things where `same`. */
static pair make(size_t zh, size_t en, int same)
{
    pair p = {malloc(zh * 200 + 1), malloc(en * 200 + 1), NULL, NULL};
    char *to = p.zh_bytes, number[32];
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = COUPLET_PROFILE_LINES;
    for (size_t i = 0; i < zh; i++) {
        snprintf(number, sizeof number, "%zu", i * 7 + 13);
        to = append(append(to, "報告說，"), ZH[i % 8]);
        to = append(append(to, "去年花了"), number);
        to = append(append(to, "萬元整修，而且比"), ZH[i / 8 % 8]);
        to = append(to, "早三個月完工。\n");
    }
    *to = '\0';
    to = p.en_bytes;
    for (size_t i = 0; i < en; i++) {
        size_t k = same ? i : i * 31 + 5;
        snprintf(number, sizeof number, "%zu0,000", k * 7 + 13);
        to = append(append(to, "The report says that "), number);
        to = append(append(to, " dollars were spent last year on repairing the "), EN[k % 8]);
        to = append(append(to, ", which was finished three months before the "), EN[k / 8 % 8]);
        to = append(to, ".\n");
    }
    *to = '\0';
    couplet_text_segment(&p.zh, COUPLET_ZH, p.zh_bytes, strlen(p.zh_bytes), &options, NULL);
    couplet_text_segment(&p.en, COUPLET_EN, p.en_bytes, strlen(p.en_bytes), &options, NULL);
    return p;
}

static pair sample(void)
{
    pair p = {read_file(COUPLET_DATA "/sample/river.zh.txt"),
              read_file(COUPLET_DATA "/sample/river.en.txt"), NULL, NULL};
    couplet_text_segment(&p.zh, COUPLET_ZH, p.zh_bytes, strlen(p.zh_bytes), NULL, NULL);
    couplet_text_segment(&p.en, COUPLET_EN, p.en_bytes, strlen(p.en_bytes), NULL, NULL);
    return p;
}

static void release(pair *p)
{
    couplet_text_free(p->zh);
    couplet_text_free(p->en);
    free(p->zh_bytes);
    free(p->en_bytes);
}

static couplet_status run(const pair *p, size_t limit, size_t *used)
{
    couplet_options options;
    couplet_aligner *aligner;
    couplet_result *result;
    couplet_error error = {0};
    couplet_options_init(&options, sizeof options);
    options.max_memory = limit;
    ck_assert_int_eq(couplet_aligner_new(&aligner, &options, &error), COUPLET_OK);
    size_t before = held;
    peak = held;
    couplet_status status = couplet_align(&result, aligner, p->zh, p->en, NULL, &error);
    *used = peak - before;
    ck_assert(status == COUPLET_OK || status == COUPLET_ELIMIT);
    if (status == COUPLET_ELIMIT)
        ck_assert_ptr_nonnull(strstr(error.message, "max_memory"));
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    return status;
}

static const struct {
    size_t zh, en;
    int same;
} SIZES[] = {{0, 0, 0},     {40, 40, 1},     {40, 3, 1},  {300, 300, 1},
             {300, 300, 0}, {1200, 1200, 1}, {1, 4000, 1}};

START_TEST(estimate)
{
    pair p = SIZES[_i].zh == 0 ? sample() : make(SIZES[_i].zh, SIZES[_i].en, SIZES[_i].same);
    size_t used, again;
    ck_assert_int_eq(run(&p, 0, &used), COUPLET_OK);
    ck_assert_int_eq(run(&p, used - 1, &again), COUPLET_ELIMIT);
    ck_assert_uint_lt(again, used);
    ck_assert_int_eq(run(&p, used * 2 + SLACK, &again), COUPLET_OK);
    release(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_memory");
    TCase *tc = tcase_create("max_memory");
    tcase_set_timeout(tc, 240);
    tcase_add_loop_test(tc, estimate, 0, sizeof SIZES / sizeof *SIZES);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
