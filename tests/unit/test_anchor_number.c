/* Numbers: tables of pairs (tests/anchor/numbers.tsv) and of findings (number_spans.tsv). */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchor/number.h"
#include "anchor/number_parts.h"
#include "anchor/tables.h"
#include "suite.h"

static const char *const KINDS[] = {
    "count",  "ordinal", "percent", "fraction", "times", "money", "quantity", "ratio",   "year",
    "decade", "century", "date",    "quarter",  "half",  "time",  "weekday",  "several", "code"};

/* Calls use(fields, line number) for each line of a TAB-separated file that is no comment. */
static size_t each_line(const char *name, int fields, void (*use)(char **field, unsigned line))
{
    char path[512], line[4096];
    snprintf(path, sizeof path, "%s/anchor/%s", COUPLET_TESTS, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    size_t used = 0;
    for (unsigned number = 1; fgets(line, sizeof line, file) != NULL; number++) {
        char *field[4] = {line};
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#' || *line == '\0')
            continue;
        int n = 1;
        for (char *p = line; n < fields && (p = strchr(p, '\t')) != NULL; n++) {
            *p++ = '\0';
            field[n] = p;
        }
        ck_assert_msg(n == fields, "%s:%u: %d fields", name, number, n);
        use(field, number);
        used++;
    }
    fclose(file);
    return used;
}

/* The best agreement of any number of one text with any of the other. */
static couplet__agreement best(const char *zh, const char *en, bool *match)
{
    couplet__numbers a = {0}, b = {0};
    ck_assert_int_eq(couplet__numbers_zh(&a, zh, strlen(zh)), COUPLET_OK);
    ck_assert_int_eq(couplet__numbers_en(&b, en, strlen(en)), COUPLET_OK);
    couplet__agreement result = COUPLET__DIFFERENT;
    *match = false;
    for (size_t i = 0; i < a.count; i++)
        for (size_t k = 0; k < b.count; k++) {
            couplet__agreement one = couplet__number_compare(&a.at[i], &b.at[k]);
            ck_assert_int_eq(one, couplet__number_compare(&b.at[k], &a.at[i]));
            if (one > result)
                result = one;
            *match |= couplet__number_match(&a.at[i], &b.at[k]);
        }
    couplet__vec_free(&a);
    couplet__vec_free(&b);
    return result;
}

static unsigned wrong;

static void check_pair(char **field, unsigned line)
{
    static const char *const WORDS[] = {"different", "compatible", "equal"};
    bool match;
    couplet__agreement got = best(field[0], field[1], &match);
    bool ok = strcmp(field[2], WORDS[got]) == 0 && (got != COUPLET__EQUAL || match);
    if (!ok) {
        fprintf(stderr, "numbers.tsv:%u: %s / %s: %s%s, expected %s\n", line, field[0], field[1],
                WORDS[got], match ? "" : " (no common key)", field[2]);
        wrong++;
    }
}

START_TEST(pairs_agree_or_differ)
{
    wrong = 0;
    size_t used = each_line("numbers.tsv", 3, check_pair);
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_ge(used, 250);
}
END_TEST

/* "kind:text ~ ?" of each finding, joined by " | " */
static void describe(char *out, size_t room, const couplet__numbers *found, const char *text)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < found->count && used < room; i++) {
        const couplet__number *n = &found->at[i];
        used += (size_t)snprintf(out + used, room - used, "%s%s:%.*s%s%s", i == 0 ? "" : " | ",
                                 KINDS[n->kind], (int)n->bytes.length, text + n->bytes.offset,
                                 n->approximate ? " ~" : "", n->sure ? "" : " ?");
    }
}

static void check_spans(char **field, unsigned line)
{
    couplet__numbers found = {0};
    char got[2048];
    size_t size = strlen(field[1]);
    bool zh = strcmp(field[0], "zh") == 0;
    ck_assert_int_eq((zh ? couplet__numbers_zh : couplet__numbers_en)(&found, field[1], size),
                     COUPLET_OK);
    describe(got, sizeof got, &found, field[1]);
    if (strcmp(got, field[2]) != 0) {
        fprintf(stderr, "number_spans.tsv:%u: %s\n  got      %s\n  expected %s\n", line, field[1],
                got, field[2]);
        wrong++;
    }
    couplet__vec_free(&found);
}

START_TEST(findings_have_their_spans)
{
    wrong = 0;
    each_line("number_spans.tsv", 3, check_spans);
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* Spans are in order, do not overlap, and stay inside the text, whatever it is. */
static void check_order(const couplet__numbers *found, size_t size)
{
    size_t end = 0;
    for (size_t i = 0; i < found->count; i++) {
        ck_assert_uint_ge(found->at[i].bytes.offset, end);
        ck_assert_uint_gt(found->at[i].bytes.length, 0);
        end = found->at[i].bytes.offset + found->at[i].bytes.length;
        ck_assert_uint_le(end, size);
        ck_assert_uint_ne(found->at[i].key, 0);
    }
}

START_TEST(any_mixture_is_read_without_harm)
{
    static const char *const PIECES[] = {
        "一",      "兩",     "十",  "百",   "千",     "萬",   "億",    "兆",       "〇",
        "零",      "廿",     "半",  "點",   "分之",   "分",   "秒",    "年",       "月",
        "日",      "時",     "第",  "首",   "數",     "幾",   "上",    "成",       "倍",
        "折",      "比",     "個",  "元",   "多",     "餘",   "週",    "星期",     "民國",
        "1",       "0",      "９",  "２,",  ",",      ".",    "-",     "–",        "/",
        ":",       "%",      "$",   "NT$",  " ",      "a ",   "half ", "hundred ", "million ",
        "twenty ", "third ", "of ", "and ", "April ", "May ", "a.m.",  "percent ", "dozen ",
        "s",       "th",     "½",   "㎡",   "℃",      "é",    "(",     ")"};
    uint32_t state = 12345;
    couplet__numbers found = {0};
    for (int round = 0; round < 6000; round++) {
        char text[256];
        size_t size = 0;
        for (int i = 0; i < 12; i++) {
            state = state * 1664525u + 1013904223u;
            const char *piece = PIECES[(state >> 16) % (sizeof PIECES / sizeof *PIECES)];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        ck_assert_int_eq(couplet__numbers_zh(&found, text, size), COUPLET_OK);
        check_order(&found, size);
        ck_assert_int_eq(couplet__numbers_en(&found, text, size), COUPLET_OK);
        check_order(&found, size);
    }
    couplet__vec_free(&found);
}
END_TEST

/* Long runs of one piece are read in time that grows with the text. */
START_TEST(long_runs_are_linear)
{
    static const char *const PIECES[] = {
        "1",        "一",     "1/",   "1-",    "1.",       "1:",      "1,",      "十",
        "萬",       "零",     "one ", "and ",  "million ", "twenty-", "half a ", "of ",
        "tens of ", "a",      "分之", "1,111", "點五",     "數",      "第",      "第1",
        "4月",      "April ", "a ",   "多",    "個半"};
    couplet__numbers found = {0};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        size_t size = strlen(PIECES[i]), total = 400000 / size * size;
        char *text = malloc(total);
        for (size_t at = 0; at < total; at += size)
            memcpy(text + at, PIECES[i], size);
        ck_assert_int_eq(couplet__numbers_zh(&found, text, total), COUPLET_OK);
        check_order(&found, total);
        ck_assert_int_eq(couplet__numbers_en(&found, text, total), COUPLET_OK);
        check_order(&found, total);
        free(text);
    }
    couplet__vec_free(&found);
}
END_TEST

/* What is looked up is folded text: a key that is not would never be found. */
static void check_keys(couplet__table table)
{
    couplet__folded folded = {0};
    for (size_t at = 0; at < table.size;) {
        const char *line = table.bytes + at;
        size_t end = (size_t)((const char *)memchr(line, '\n', table.size - at) - line);
        const char *tab = memchr(line, '\t', end);
        size_t size = tab == NULL ? end : (size_t)(tab - line), value_size;
        at += end + 1;
        if (*line == '#')
            continue;
        ck_assert_ptr_nonnull(couplet__table_find(&table, line, size, &value_size));
        ck_assert_int_eq(couplet__fold(&folded, line, size), COUPLET_OK);
        for (size_t i = 0; i < folded.count; i++)
            ck_assert_msg(folded.cp[i] == couplet__lower(couplet__fold_variant(folded.cp[i])) &&
                              folded.offset[folded.count] == size,
                          "%.*s", (int)size, line);
    }
    couplet__folded_free(&folded);
}

START_TEST(tables_hold_folded_keys)
{
    check_keys(couplet__measures());
    check_keys(couplet__idioms());
    check_keys(couplet__cantonese());
}
END_TEST

/* Text that is read for numbers, and text that is known to hold none. */
START_TEST(plain_words_make_no_numbers)
{
    static const char *const PLAIN[] = {"", "an éclair", "‘she’ – and…", "Ñandú is 大"};
    static const char *const MAKERS[] = {
        "apr",        "april",      "aug",        "august",     "billion",     "billions",
        "bn",         "centuries",  "dec",        "decades",    "december",    "double",
        "doubled",    "doubles",    "doubling",   "dozen",      "dozens",      "eight",
        "eighteen",   "eighteenth", "eighth",     "eighths",    "eighties",    "eightieth",
        "eighty",     "eleven",     "eleventh",   "feb",        "february",    "fifteen",
        "fifteenth",  "fifth",      "fifths",     "fifties",    "fiftieth",    "fifty",
        "first",      "five",       "fivefold",   "forties",    "fortieth",    "forty",
        "four",       "fourfold",   "fourteen",   "fourteenth", "fourth",      "fourths",
        "friday",     "half",       "halve",      "halved",     "halves",      "halving",
        "hundred",    "hundreds",   "hundredth",  "jan",        "january",     "jul",
        "july",       "jun",        "june",       "mar",        "march",       "may",
        "million",    "millions",   "mn",         "monday",     "nine",        "nineteen",
        "nineteenth", "nineties",   "ninetieth",  "ninety",     "ninth",       "ninths",
        "nov",        "november",   "oct",        "october",    "one",         "quadruple",
        "quadrupled", "quarter",    "quarters",   "saturday",   "second",      "sep",
        "sept",       "september",  "seven",      "seventeen",  "seventeenth", "seventh",
        "sevenths",   "seventies",  "seventieth", "seventy",    "six",         "sixteen",
        "sixteenth",  "sixth",      "sixths",     "sixties",    "sixtieth",    "sixty",
        "sunday",     "ten",        "tenfold",    "tens",       "tenth",       "tenths",
        "third",      "thirds",     "thirteen",   "thirteenth", "thirties",    "thirtieth",
        "thirty",     "thousand",   "thousands",  "three",      "threefold",   "thrice",
        "thursday",   "trillion",   "trillions",  "triple",     "tripled",     "triples",
        "tripling",   "tuesday",    "twelfth",    "twelve",     "twenties",    "twentieth",
        "twenty",     "twice",      "two",        "twofold",    "wednesday",   "zero",
        "several",    "few",        "latter",     "couple",     "Two",         "MAY",
    };
    static const char *const OTHERS[] = {"a",   "",           "on", "twos", "seventeenthly",
                                         "ſix", "quadrupling"};
    for (size_t i = 0; i < 3; i++)
        ck_assert(couplet__is_plain_english(PLAIN[i], strlen(PLAIN[i])));
    ck_assert(!couplet__is_plain_english(PLAIN[3], strlen(PLAIN[3])));
    ck_assert(!couplet__is_plain_english("½", 2));
    ck_assert(!couplet__is_plain_english("th\xE2\x80\x8Bree", 8));
    for (size_t i = 0; i < sizeof MAKERS / sizeof *MAKERS; i++)
        ck_assert_msg(couplet__makes_numbers(MAKERS[i], strlen(MAKERS[i])), "%s", MAKERS[i]);
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        ck_assert_msg(!couplet__makes_numbers(OTHERS[i], strlen(OTHERS[i])), "%s", OTHERS[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("anchor numbers");
    TCase *tc = tcase_create("numbers");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, pairs_agree_or_differ);
    tcase_add_test(tc, findings_have_their_spans);
    tcase_add_test(tc, any_mixture_is_read_without_harm);
    tcase_add_test(tc, long_runs_are_linear);
    tcase_add_test(tc, tables_hold_folded_keys);
    tcase_add_test(tc, plain_words_make_no_numbers);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
