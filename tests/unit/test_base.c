/* The base room: vectors, buffers, interning, tables, real numbers. */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/real.h"
#include "base/table.h"
#include "base/vec.h"
#include "suite.h"

START_TEST(log_and_exp_agree_with_the_c_library)
{
    for (double x = 1e-12; x < 1e12; x *= 1.0371) {
        ck_assert_double_eq_tol(couplet__log(x), log(x), 4e-15 * (1 + fabs(log(x))));
        ck_assert_double_eq_tol(couplet__log1p(x), log1p(x), 4e-15 * (1e-300 + fabs(log1p(x))));
    }
    for (double x = -690; x < 690; x += 0.773)
        ck_assert_double_eq_tol(couplet__exp(x) / exp(x), 1, 4e-15);
    ck_assert_double_eq(couplet__exp(-1000), 0);
    ck_assert_double_eq(couplet__log(0), -1e300);
}
END_TEST

START_TEST(interned_strings_keep_their_numbers)
{
    couplet__intern set = {0};
    char key[16];
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "k%u", i * 7919u);
        ck_assert_uint_eq(couplet__intern_add(&set, key, (size_t)n), i);
    }
    ck_assert_uint_eq(couplet__intern_add(&set, "k7919", 5), 1);
    ck_assert_uint_eq(couplet__intern_find(&set, "absent", 6), COUPLET__ABSENT);
    ck_assert_uint_eq(couplet__intern_add(&set, "", 0), 5000);
    size_t size;
    ck_assert_int_eq(memcmp(couplet__intern_key(&set, 1, &size), "k7919", 5), 0);
    ck_assert_uint_eq(size, 5);
    couplet__intern_free(&set);
}
END_TEST

static const struct {
    double value;
    int digits;
    const char *text;
} FIXED[] = {{0, 2, "0.00"},    {0.005, 2, "0.01"},   {1, 0, "1"},
             {-2.5, 1, "-2.5"}, {0.9996, 3, "1.000"}, {12345.678, 3, "12345.678"}};

START_TEST(numbers_are_printed_the_same_everywhere)
{
    couplet__buf buf = {0};
    couplet__buf_fixed(&buf, FIXED[_i].value, FIXED[_i].digits);
    ck_assert_str_eq(buf.at, FIXED[_i].text);
    couplet__buf_free(&buf);
}
END_TEST

START_TEST(tables_are_bisected)
{
    static const char TEXT[] = "# a comment\na\t1\nab\t2\nb\t\nc\td e";
    couplet__table table = {TEXT, sizeof TEXT - 1};
    size_t size;
    const char *value = couplet__table_find(&table, "ab", 2, &size);
    ck_assert_ptr_nonnull(value);
    ck_assert(size == 1 && *value == '2');
    value = couplet__table_find(&table, "c", 1, &size);
    ck_assert(value != NULL && size == 3 && memcmp(value, "d e", 3) == 0);
    value = couplet__table_find(&table, "b", 1, &size);
    ck_assert(value != NULL && size == 0);
    ck_assert_ptr_null(couplet__table_find(&table, "aa", 2, &size));
    ck_assert_ptr_null(couplet__table_find(&table, "", 0, &size));
    ck_assert_ptr_null(couplet__table_find(&table, "z", 1, &size));
}
END_TEST

/* What is found at the head of a text, and how much of it is the key; NULL: nothing. */
static const struct {
    const char *text, *key, *value;
} LONGEST[] = {
    {"一下子", "一下子", "3"}, {"一下子來", "一下子", "3"}, {"一下午", "一下", "2"},
    {"一下", "一下", "2"},     {"一個", "一", "1"},         {"七上八下", "七上八下", "4"},
    {"七上八", NULL, NULL},    {"七上九下", NULL, NULL},    {"", NULL, NULL},
    {"八", NULL, NULL},        {"zebra", "z", "last"},      {"A", NULL, NULL},
};

START_TEST(the_longest_key_of_a_text_is_found)
{
    static const char TEXT[] =
        "# a comment\nz\tlast\n一\t1\n一下\t2\n一下子\t3\n七上八下\t4\n七不\t5\n";
    couplet__table table = {TEXT, sizeof TEXT - 1};
    size_t size = strlen(LONGEST[_i].text), value_size;
    const char *value = couplet__table_longest(&table, LONGEST[_i].text, &size, &value_size);
    if (LONGEST[_i].key == NULL) {
        ck_assert_ptr_null(value);
        return;
    }
    ck_assert_ptr_nonnull(value);
    ck_assert_uint_eq(size, strlen(LONGEST[_i].key));
    ck_assert_uint_eq(value_size, strlen(LONGEST[_i].value));
    ck_assert(memcmp(value, LONGEST[_i].value, value_size) == 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *tc = tcase_create("base");
    tcase_add_test(tc, log_and_exp_agree_with_the_c_library);
    tcase_add_test(tc, interned_strings_keep_their_numbers);
    tcase_add_loop_test(tc, numbers_are_printed_the_same_everywhere, 0,
                        (int)(sizeof FIXED / sizeof *FIXED));
    tcase_add_test(tc, tables_are_bisected);
    tcase_add_loop_test(tc, the_longest_key_of_a_text_is_found, 0,
                        (int)(sizeof LONGEST / sizeof *LONGEST));
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
