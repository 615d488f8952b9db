/* couplet_align() as a caller sees it: what every result has, and what hooks and options do. */
#include <check.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "lines.h"
#include "suite.h"

typedef struct pair {
    char *zh_bytes, *en_bytes;
    couplet_text *zh, *en;
} pair;

static pair pair_of(char *zh, char *en)
{
    return (pair){zh, en, lines_of(COUPLET_ZH, zh), lines_of(COUPLET_EN, en)};
}

static void release(pair *p)
{
    couplet_text_free(p->zh);
    couplet_text_free(p->en);
    free(p->zh_bytes);
    free(p->en_bytes);
}

static char *copy(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(malloc(n), s, n);
}

/* The file tests/eval/NAME, behind what `before` holds, which is released. */
static char *add_file(char *before, const char *name)
{
    char path[400];
    snprintf(path, sizeof path, "%s/eval/%s", COUPLET_TESTS, name);
    FILE *f = fopen(path, "rb");
    ck_assert_msg(f != NULL, "%s", path);
    size_t old = before == NULL ? 0 : strlen(before);
    char *bytes = realloc(before, old + (1 << 20));
    bytes[old + fread(bytes + old, 1, (1 << 20) - 1, f)] = '\0';
    fclose(f);
    return bytes;
}

static char *repeat(const char *line, size_t count)
{
    size_t n = strlen(line);
    char *bytes = malloc(count * n + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * n, line, n);
    bytes[count * n] = '\0';
    return bytes;
}

static couplet_result *align_with(const pair *p, const couplet_options *options,
                                  const couplet_hooks *hooks)
{
    couplet_aligner *aligner;
    couplet_result *result;
    couplet_error error = {0};
    ck_assert_int_eq(couplet_aligner_new(&aligner, options, &error), COUPLET_OK);
    couplet_status status = couplet_align(&result, aligner, p->zh, p->en, hooks, &error);
    ck_assert_msg(status == COUPLET_OK, "%s", error.message);
    couplet_aligner_free(aligner);
    return result;
}

/* Every segment is in exactly one bead, in order; spans and confidences are as they should be. */
static void check_result(const couplet_result *r, const pair *p)
{
    size_t s = 0, t = 0;
    for (size_t i = 0; i < couplet_result_count(r); i++) {
        const couplet_bead *b = couplet_result_bead(r, i);
        ck_assert_uint_eq(b->zh.first, s);
        ck_assert_uint_eq(b->en.first, t);
        ck_assert_uint_gt(b->zh.count + b->en.count, 0);
        ck_assert(b->confidence >= 0 && b->confidence <= 1.0001);
        s += b->zh.count;
        t += b->en.count;
        if (b->zh.count != 0)
            ck_assert_uint_eq(b->zh_bytes.offset,
                              couplet_text_at(p->zh, b->zh.first)->bytes.offset);
    }
    ck_assert_uint_eq(s, couplet_text_count(p->zh));
    ck_assert_uint_eq(t, couplet_text_count(p->en));
    for (size_t i = 0; i < couplet_result_moved_count(r); i++) {
        const couplet_bead *b = couplet_result_moved(r, i);
        ck_assert(b->zh.count != 0 && b->en.count != 0);
        ck_assert_uint_le(b->zh.first + b->zh.count, s);
        ck_assert_uint_le(b->en.first + b->en.count, t);
    }
    ck_assert_ptr_null(couplet_result_bead(r, couplet_result_count(r)));
}

static void check_equal(const couplet_result *a, const couplet_result *b)
{
    ck_assert_uint_eq(couplet_result_count(a), couplet_result_count(b));
    for (size_t i = 0; i < couplet_result_count(a); i++)
        ck_assert_mem_eq(couplet_result_bead(a, i), couplet_result_bead(b, i),
                         sizeof(couplet_bead));
}

static pair report(const char *name)
{
    char zh[100], en[100];
    snprintf(zh, sizeof zh, "%s.zh", name);
    snprintf(en, sizeof en, "%s.en", name);
    return pair_of(add_file(NULL, zh), add_file(NULL, en));
}

START_TEST(twice_the_same)
{
    pair p = report("symposium/harbour");
    couplet_result *a = align_with(&p, NULL, NULL), *b = align_with(&p, NULL, NULL);
    check_result(a, &p);
    check_equal(a, b);
    couplet_result_free(a);
    couplet_result_free(b);
    release(&p);
}
END_TEST

START_TEST(empty_sides)
{
    static const char *const SIDES[][2] = {{"", ""}, {"甲。\n乙。\n", ""}, {"", "A.\nB.\n"}};
    for (size_t i = 0; i < 3; i++) {
        pair p = pair_of(copy(SIDES[i][0]), copy(SIDES[i][1]));
        couplet_result *r = align_with(&p, NULL, NULL);
        check_result(r, &p);
        couplet_result_free(r);
        release(&p);
    }
}
END_TEST

/* Shapes that no translation has, and that must end all the same. */
static const struct {
    size_t zh, en;
    const char *zh_line, *en_line;
} SHAPES[] = {{1, 5000, "水庫去年完工。\n", "The reservoir was finished last year.\n"},
              {5000, 1, "水庫去年完工。\n", "The reservoir was finished last year.\n"},
              {800, 800, "好。\n", "Good.\n"},
              {3000, 3000, "他說了2次。\n", "He said it twice.\n"},
              {2000, 2500, "……\n", "* * *\n"},
              {300, 1, "他走了。\n", "''''\n"}}; /* no English word at all */

START_TEST(shape)
{
    pair p = pair_of(repeat(SHAPES[_i].zh_line, SHAPES[_i].zh),
                     repeat(SHAPES[_i].en_line, SHAPES[_i].en));
    couplet_result *r = align_with(&p, NULL, NULL);
    check_result(r, &p);
    couplet_result_free(r);
    release(&p);
}
END_TEST

START_TEST(arguments)
{
    pair p = pair_of(copy("甲。\n"), copy("A.\n"));
    couplet_options options;
    couplet_hooks hooks;
    couplet_aligner *aligner;
    couplet_result *result = (couplet_result *)&p;
    couplet_error error;
    const couplet_glossary *none[1] = {NULL};
    struct {
        couplet_options known;
        size_t tail;
    } newer;

    ck_assert_int_eq(couplet_aligner_new(NULL, NULL, &error), COUPLET_EINVAL);
    for (int i = 0; i < 8; i++) {
        couplet_options_init(&options, sizeof options);
        if (i == 0)
            options.max_zh = 0;
        else if (i == 1)
            options.max_zh = 5;
        else if (i == 2)
            options.max_en = 0;
        else if (i == 3)
            options.max_en = 8;
        else if (i == 4)
            options.glossary_count = 1;
        else if (i == 5)
            options.glossary_count = 1, options.glossaries = none;
        else if (i == 6)
            options.weights_size = 1;
        else
            options.size = 0;
        ck_assert_int_eq(couplet_aligner_new(&aligner, &options, &error), COUPLET_EINVAL);
        ck_assert_ptr_null(aligner);
    }
    couplet_options_init(&options, sizeof options);
    options.weights = "no such feature\t1\t2\n";
    options.weights_size = strlen(options.weights);
    ck_assert_int_eq(couplet_aligner_new(&aligner, &options, &error), COUPLET_EDATA);
    ck_assert_uint_eq(error.line, 1);

    memset(&newer, 0, sizeof newer);
    couplet_options_init(&newer.known, sizeof newer);
    ck_assert_int_eq(couplet_aligner_new(&aligner, &newer.known, &error), COUPLET_OK);
    couplet_aligner_free(aligner);
    newer.tail = 1;
    ck_assert_int_eq(couplet_aligner_new(&aligner, &newer.known, &error), COUPLET_EINVAL);
    couplet_options_init(&options, offsetof(couplet_options, lexicon)); /* an older header */
    ck_assert_int_eq(couplet_aligner_new(&aligner, &options, &error), COUPLET_OK);

    ck_assert_int_eq(couplet_align(NULL, aligner, p.zh, p.en, NULL, &error), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_align(&result, aligner, NULL, p.en, NULL, &error), COUPLET_EINVAL);
    ck_assert_ptr_null(result);
    ck_assert_int_eq(couplet_align(&result, NULL, p.zh, p.en, NULL, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_align(&result, aligner, p.en, p.zh, NULL, &error), COUPLET_EINVAL);
    ck_assert_ptr_nonnull(strstr(error.message, "swapped"));
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.pin_count = 1;
    ck_assert_int_eq(couplet_align(&result, aligner, p.zh, p.en, &hooks, &error), COUPLET_EINVAL);
    couplet_aligner_free(aligner);
    release(&p);
}
END_TEST

static int count_down(void *user, size_t done, size_t total)
{
    size_t *left = user;
    ck_assert_uint_le(done, total);
    return (*left)-- == 0;
}

START_TEST(progress)
{
    pair p = report("reports/care");
    couplet_hooks hooks;
    couplet_aligner *aligner;
    couplet_result *result;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.progress = count_down;
    ck_assert_int_eq(couplet_aligner_new(&aligner, NULL, NULL), COUPLET_OK);
    size_t calls = SIZE_MAX - 1;
    hooks.user = &calls;
    ck_assert_int_eq(couplet_align(&result, aligner, p.zh, p.en, &hooks, NULL), COUPLET_OK);
    couplet_result_free(result);
    calls = SIZE_MAX - 1 - calls;
    ck_assert_uint_gt(calls, 50);
    ck_assert_uint_le(calls, 200);
    for (size_t stop = 0; stop < calls; stop++) { /* wherever it is stopped */
        size_t left = stop;
        hooks.user = &left;
        ck_assert_int_eq(couplet_align(&result, aligner, p.zh, p.en, &hooks, NULL),
                         COUPLET_ECANCELED);
        ck_assert_ptr_null(result);
    }
    couplet_aligner_free(aligner);
    release(&p);
}
END_TEST

typedef struct opinion {
    double value;
    int stop;
    size_t zh, en; /* the pair that is praised; others get 1 - value */
} opinion;

static int judge(void *user, couplet_range zh, couplet_range en, double *out)
{
    const opinion *o = user;
    int it = zh.first == o->zh && en.first == o->en && zh.count == 1 && en.count == 1;
    *out = it ? o->value : 0.5;
    return o->stop;
}

static const couplet_bead *bead_of(const couplet_result *r, size_t zh)
{
    for (size_t i = 0; i < couplet_result_count(r); i++) {
        const couplet_bead *b = couplet_result_bead(r, i);
        if (zh >= b->zh.first && zh < b->zh.first + b->zh.count)
            return b;
    }
    return NULL;
}

START_TEST(similarity)
{
    /* Nothing but the caller's word tells which of the two is rendered. */
    pair p = pair_of(copy("蝶舞蜂飛。\n蜂飛蝶舞。\n"), copy("Qwertz uiop.\n"));
    couplet_hooks hooks;
    couplet_aligner *aligner;
    couplet_result *result;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.similarity = judge;
    ck_assert_int_eq(couplet_aligner_new(&aligner, NULL, NULL), COUPLET_OK);
    for (size_t i = 0; i < 2; i++) {
        opinion o = {1, 0, i, 0};
        hooks.user = &o;
        ck_assert_int_eq(couplet_align(&result, aligner, p.zh, p.en, &hooks, NULL), COUPLET_OK);
        ck_assert_uint_eq(bead_of(result, i)->en.count, 1);
        ck_assert_uint_eq(bead_of(result, 1 - i)->en.count, 0);
        couplet_result_free(result);
    }
    static const opinion BAD[] = {{1.5, 0, 0, 0}, {-0.1, 0, 0, 0}, {NAN, 0, 0, 0}, {0.5, 1, 0, 0}};
    for (size_t i = 0; i < 4; i++) {
        opinion o = BAD[i];
        hooks.user = &o;
        ck_assert_int_eq(couplet_align(&result, aligner, p.zh, p.en, &hooks, NULL),
                         COUPLET_ECALLBACK);
        ck_assert_ptr_null(result);
    }
    couplet_aligner_free(aligner);
    release(&p);
}
END_TEST

static const struct {
    couplet_pin pins[4];
    size_t count;
    couplet_status status;
} PINS[] = {
    {{{10, 10}}, 1, COUPLET_OK},
    {{{0, 54}}, 1, COUPLET_OK}, /* corner to corner */
    {{{52, 0}}, 1, COUPLET_OK},
    {{{3, 3}, {20, 2}}, 2, COUPLET_EINVAL},
    {{{5, 30}, {6, 31}, {40, 32}, {52, 54}}, 4, COUPLET_OK},
    {{{5, 9}, {5, 10}, {6, 10}}, 3, COUPLET_OK}, /* one 2-2 bead */
    {{{5, 9}, {5, 16}}, 2, COUPLET_EINVAL},      /* 1-8 */
    {{{5, 9}, {5, 15}}, 2, COUPLET_OK},          /* 1-7 */
    {{{5, 9}, {9, 9}}, 2, COUPLET_EINVAL},       /* 5-1 */
    {{{53, 0}}, 1, COUPLET_EINVAL},
    {{{0, 55}}, 1, COUPLET_EINVAL},
    {{{7, 7}, {7, 7}}, 2, COUPLET_OK},
};

START_TEST(pins)
{
    pair p = report("reports/river");
    couplet_hooks hooks;
    couplet_aligner *aligner;
    couplet_result *result;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.pins = PINS[_i].pins;
    hooks.pin_count = PINS[_i].count;
    ck_assert_int_eq(couplet_aligner_new(&aligner, NULL, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_align(&result, aligner, p.zh, p.en, &hooks, NULL), PINS[_i].status);
    for (size_t i = 0; PINS[_i].status == COUPLET_OK && i < PINS[_i].count; i++) {
        const couplet_bead *b = bead_of(result, PINS[_i].pins[i].zh);
        ck_assert_uint_le(b->en.first, PINS[_i].pins[i].en);
        ck_assert_uint_gt(b->en.first + b->en.count, PINS[_i].pins[i].en);
    }
    if (PINS[_i].status == COUPLET_OK)
        check_result(result, &p);
    couplet_result_free(result);
    couplet_aligner_free(aligner);
    release(&p);
}
END_TEST

START_TEST(glossary_decides)
{
    static const char *const TERMS[] = {"嘎瓦\tBlue Gate\n咕里\tRed Gate\n",
                                        "嘎瓦\tRed Gate\n咕里\tBlue Gate\n"};
    pair p = pair_of(copy("市議會星期一通過了明年的預算。\n"
                          "嘎瓦昨天下午完工，市長出席了開幕典禮，並且感謝所有工程人員的努力。\n"
                          "咕里昨天下午完工，市長出席了開幕典禮，並且感謝所有工程人員的努力。\n"
                          "圖書館將在十月重新開放，學生可以免費借書。\n"),
                     copy("The city council passed next year's budget on Monday.\n"
                          "The Blue Gate was finished yesterday afternoon, and the mayor attended "
                          "the opening ceremony and thanked all the engineers for their efforts.\n"
                          "The library will reopen in October, and students may borrow books free "
                          "of charge.\n"));
    for (size_t i = 0; i < 2; i++) {
        couplet_glossary *glossary;
        couplet_options options;
        couplet_options_init(&options, sizeof options);
        ck_assert_int_eq(couplet_glossary_new(&glossary, TERMS[i], strlen(TERMS[i]), NULL),
                         COUPLET_OK);
        const couplet_glossary *list[1] = {glossary};
        options.glossaries = list;
        options.glossary_count = 1;
        options.max_zh = 1; /* one of the two, not both */
        couplet_result *r = align_with(&p, &options, NULL);
        ck_assert_uint_eq(bead_of(r, 1 + i)->en.count, 1);
        ck_assert_uint_eq(bead_of(r, 2 - i)->en.count, 0);
        ck_assert_uint_eq(couplet_result_terms_used(r), 1);
        couplet_result_free(r);
        couplet_glossary_free(glossary);
    }
    release(&p);
}
END_TEST

START_TEST(swapped_chapters)
{
    static const char *const ZH[] = {"reports/care.zh", "reports/river.zh", "symposium/port.zh"};
    static const char *const EN[] = {"reports/care.en", "symposium/port.en", "reports/river.en"};
    char *zh = NULL, *en = NULL;
    for (size_t i = 0; i < 3; i++) {
        zh = add_file(zh, ZH[i]);
        en = add_file(en, EN[i]);
    }
    pair p = pair_of(zh, en);
    couplet_result *r = align_with(&p, NULL, NULL);
    check_result(r, &p);
    ck_assert_uint_gt(couplet_result_moved_count(r), 30); /* of 40 and more beads */
    size_t last = 0;
    for (size_t i = 0; i < couplet_result_moved_count(r); i++) {
        const couplet_bead *b = couplet_result_moved(r, i);
        ck_assert(i == 0 || b->zh.first > last);
        last = b->zh.first;
        ck_assert(b->confidence >= 0.5);
    }
    couplet_result_free(r);
    release(&p);
}
END_TEST

static const struct {
    const char *name;
    size_t moved, zh, en;                 /* how many there are; one of them */
} MOVES[] = {{"reports/care", 1, 38, 40}, /* within what would else be one bead */
             {"reports/river", 1, 35, 37},     {"symposium/farming", 1, 5, 18},
             {"symposium/harbour", 1, 11, 14}, {"symposium/opening", 1, 30, 26},
             {"symposium/port", 0, 0, 0},      {"symposium/railway", 0, 0, 0},
             {"symposium/vocational", 0, 0, 0}};

START_TEST(moved_sentence)
{
    pair p = report(MOVES[_i].name);
    couplet_result *r = align_with(&p, NULL, NULL);
    ck_assert_uint_eq(couplet_result_moved_count(r), MOVES[_i].moved);
    if (MOVES[_i].moved != 0) {
        ck_assert_uint_eq(couplet_result_moved(r, 0)->zh.first, MOVES[_i].zh);
        ck_assert_uint_eq(couplet_result_moved(r, 0)->en.first, MOVES[_i].en);
    }
    couplet_result_free(r);
    release(&p);
}
END_TEST

typedef struct share { /* what threads have in common */
    const couplet_aligner *aligner;
    const pair *p;
    couplet_result *result;
} share;

static void *align_again(void *user)
{
    share *s = user;
    couplet_align(&s->result, s->aligner, s->p->zh, s->p->en, NULL, NULL);
    return NULL;
}

START_TEST(shared_by_threads)
{
    pair p = report("reports/river");
    couplet_aligner *aligner;
    pthread_t threads[4];
    share shares[4];
    ck_assert_int_eq(couplet_aligner_new(&aligner, NULL, NULL), COUPLET_OK);
    for (size_t i = 0; i < 4; i++) {
        shares[i] = (share){aligner, &p, NULL};
        ck_assert_int_eq(pthread_create(&threads[i], NULL, align_again, &shares[i]), 0);
    }
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_ptr_nonnull(shares[i].result);
        check_equal(shares[0].result, shares[i].result);
    }
    for (size_t i = 0; i < 4; i++)
        couplet_result_free(shares[i].result);
    couplet_aligner_free(aligner);
    release(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align");
    TCase *tc = tcase_create("align");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, twice_the_same);
    tcase_add_test(tc, empty_sides);
    tcase_add_loop_test(tc, shape, 0, sizeof SHAPES / sizeof *SHAPES);
    tcase_add_test(tc, arguments);
    tcase_add_test(tc, progress);
    tcase_add_test(tc, similarity);
    tcase_add_loop_test(tc, pins, 0, sizeof PINS / sizeof *PINS);
    tcase_add_test(tc, glossary_decides);
    tcase_add_test(tc, swapped_chapters);
    tcase_add_loop_test(tc, moved_sentence, 0, sizeof MOVES / sizeof *MOVES);
    tcase_add_test(tc, shared_by_threads);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
