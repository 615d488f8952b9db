/* Scoring: counts against ladders scored by hand, and ladders that are not ladders. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "suite.h"

typedef struct score_case {
    const char *name, *gold, *other, *test;
    couplet_score want;
} score_case;

static const score_case CASES[] = {
    {"all right",
     "[0]:[0]\n[1]:[1,2]\n",
     NULL,
     "[0]:[0]\n[1]:[1,2]\n",
     {2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, {0}}},
    {"a null bead counts against precision, not in recall",
     "[0]:[0]\n[1]:[]\n",
     NULL,
     "[0]:[]\n[1]:[]\n[]:[0]\n",
     {1, 1, 3, 0, 0, 1, 0, 1, 2, 1, 0, 1, 0, {0}}},
    {"lax: one pair of segments in common",
     "[0,1]:[0]\n[2]:[1]\n",
     NULL,
     "[0]:[0]\n[1,2]:[1]\n",
     {0, 2, 2, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, {0}}},
    {"order, blanks, comments and further fields do not matter",
     "# by hand\n[1, 0] : [0]\r\n\n",
     NULL,
     "[0,1]:[0]:0.75\n",
     {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, {0}}},
    {"cut finer but never across a border: whole",
     "[0,1]:[0,1]\n[2]:[2]\n",
     NULL,
     "[0]:[0]\n[1]:[1]\n[2]:[2]\n",
     {1, 3, 3, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, {0}}},
    {"joined across a border: neither is whole",
     "[0]:[0]\n[1]:[1]\n[2]:[2]\n",
     NULL,
     "[0,1]:[0,1]\n[2]:[2]\n",
     {1, 2, 2, 1, 3, 3, 1, 0, 0, 0, 0, 0, 0, {0}}},
    {"nulls alone do not keep a bead whole",
     "[0]:[0]\n",
     NULL,
     "[0]:[]\n[]:[0]\n",
     {0, 0, 2, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, {0}}},
    {"a bead of the second gold counts too",
     "[0]:[0]\n[1]:[1]\n",
     "[0]:[1]\n[1]:[0]\n",
     "[0]:[1]\n[1]:[]\n[]:[0]\n",
     {1, 1, 3, 1, 1, 2, 0, 0, 1, 0, 0, 1, 0, {0}}},
    {"recall is at most the number of gold beads",
     "[0]:[0]\n[1]:[]\n[]:[1]\n",
     "[1]:[1]\n",
     "[0]:[0]\n[1]:[1]\n",
     {2, 2, 2, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, {0}}},
    {"nothing", "", NULL, "", {0}},
    {"a bead without segments says nothing", "[]:[]\n", NULL, "[]:[]\n", {0}},
    {"no line end behind the last line",
     "[0]:[0]",
     NULL,
     "[0]:[0]",
     {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, {0}}},
};

START_TEST(counts_are_as_by_hand)
{
    const score_case *c = &CASES[_i];
    couplet_score score;
    memset(&score, 0, sizeof score);
    couplet_error error;
    ck_assert_msg(couplet_score_add(&score, c->gold, strlen(c->gold), c->other,
                                    c->other != NULL ? strlen(c->other) : 0, c->test,
                                    strlen(c->test), &error) == COUPLET_OK,
                  "%s: %s", c->name, error.message);
#define SAME(field)                                                                                \
    ck_assert_msg(score.field == c->want.field, "%s: %s is %zu, not %zu", c->name, #field,         \
                  score.field, c->want.field)
    SAME(strict_found);
    SAME(lax_found);
    SAME(tested);
    SAME(strict_recalled);
    SAME(lax_recalled);
    SAME(gold);
    SAME(whole);
    SAME(zh_null_found);
    SAME(zh_null_tested);
    SAME(zh_null_gold);
    SAME(en_null_found);
    SAME(en_null_tested);
    SAME(en_null_gold);
#undef SAME
}
END_TEST

static const struct {
    const char *text;
    size_t line; /* 0: not of one line */
} BAD[] = {
    {"[0]", 1},
    {"[0]:[0]\n[1]:[1", 2},
    {"[0]:[0]x", 1},
    {"[-1]:[0]", 1},
    {"[0,]:[0]", 1},
    {"[,0]:[0]", 1},
    {"[4294967296]:[0]", 1},
    {"[99999999999999999999999]:[0]", 1},
    {"# fine\n\nzh\ten", 3},
    {"[0]:[0]\n[0]:[1]", 0},
    {"[0]:[0,0]", 0},
};

START_TEST(malformed_ladders_are_refused_with_their_line)
{
    static const char FINE[] = "[0]:[0]\n";
    couplet_score score, zero;
    memset(&score, 0, sizeof score);
    memset(&zero, 0, sizeof zero);
    couplet_error error;
    const char *bad = BAD[_i].text;
    size_t size = strlen(bad), fine = sizeof FINE - 1;
    ck_assert_int_eq(couplet_score_add(&score, bad, size, NULL, 0, FINE, fine, &error),
                     COUPLET_EDATA);
    ck_assert_uint_eq(error.line, BAD[_i].line);
    ck_assert_int_eq(couplet_score_add(&score, FINE, fine, NULL, 0, bad, size, &error),
                     COUPLET_EDATA);
    ck_assert_ptr_nonnull(strstr(error.message, "test ladder"));
    ck_assert_int_eq(couplet_score_add(&score, FINE, fine, bad, size, FINE, fine, &error),
                     COUPLET_EDATA);
    ck_assert_ptr_nonnull(strstr(error.message, "second gold"));
    ck_assert_mem_eq(&score, &zero, sizeof score);
}
END_TEST

/* One bead of 200,000 by 200,000, against as many of one by one: no pair is enumerated. */
START_TEST(large_beads_are_no_matter)
{
    enum { COUNT = 200000 };
    size_t room = COUNT * 20 + 16;
    char *wide = malloc(2 * room), *narrow = malloc(2 * room);
    ck_assert(wide != NULL && narrow != NULL);
    size_t w = 0, n = 0;
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < COUNT; i++)
            w += (size_t)sprintf(wide + w, "%s%d", i == 0 ? (side == 0 ? "[" : ":[") : ",", i);
        w += (size_t)sprintf(wide + w, "]");
    }
    for (int i = 0; i < COUNT; i++)
        n += (size_t)sprintf(narrow + n, "[%d]:[%d]\n", i, i);
    couplet_score score;
    memset(&score, 0, sizeof score);
    ck_assert_int_eq(couplet_score_add(&score, wide, w, narrow, n, narrow, n, NULL), COUPLET_OK);
    ck_assert_uint_eq(score.strict_found, COUNT);
    ck_assert_uint_eq(score.strict_recalled, 1);
    ck_assert_uint_eq(score.whole, 1);
    free(wide);
    free(narrow);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("score");
    TCase *tc = tcase_create("score");
    tcase_add_loop_test(tc, counts_are_as_by_hand, 0, (int)(sizeof CASES / sizeof *CASES));
    tcase_add_loop_test(tc, malformed_ladders_are_refused_with_their_line, 0,
                        (int)(sizeof BAD / sizeof *BAD));
    tcase_add_test(tc, large_beads_are_no_matter);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
