/* Quotations, from segment to segment. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "align/quotation.h"
#include "suite.h"
#include "text/utf8.h"

typedef struct expected {
    const char *segment;
    bool inside; /* at its end */
    bool names;  /* tells who speaks */
    unsigned opens, closes;
    bool trails; /* something stands behind the last quotation; English alone */
} expected;

static const expected CHINESE[] = {
    {"她推開窗。", false, false, 0, 0, false},
    {"「雨停了。", true, false, 1, 0, false},
    {"走吧。」", false, false, 0, 1, false},
    {"她說。", false, false, 0, 0, false}, /* bare: couplet__surface.speaks knows it */
    {"「走吧。」她說。", false, true, 1, 1, false},
    {"老闆笑道：「坐！」", false, true, 1, 1, false},
    {"他說，「他們說『再等等』，", true, true, 1, 0, false},
    {"『再等』就是不來。」", false, false, 0, 1, false},
    {"“你来。”她把門關上，又把燈點了起來，坐下。", false, false, 1, 1, false},
    {"『甲』與「乙」。", false, false, 2, 2, false},
    {"\"直的也行。\"", false, false, 1, 1, false},
    {"那〝東西〞", false, false, 1, 1, false},
    {"「一段。", true, false, 1, 0, false},
    {"「又一段，不曾收尾。", true, false, 1, 0, false},
    {"完。」", false, false, 0, 1, false},
};

static const expected DOUBLE_MARKED[] = {
    {"The rain stopped.", false, false, 0, 0, false},
    {"\"Let us go,\" she said.", false, true, 1, 1, true},
    {"\"It isn't far.", true, false, 1, 0, false},
    {"They call it 'the bend'.\"", false, false, 0, 1, false},
    {"He called back: \"Wait!\"", false, true, 1, 1, false},
    {"“One,” he said, “is enough.”", false, true, 2, 2, false},
    {"“Never!” Tu shouted.", false, false, 1, 1, true},
    {"The 6\" pipe leaked.", false, false, 0, 0, false},
};

static const expected SINGLE_MARKED[] = {
    {"'Why fight a dummy!' he cried.", false, true, 1, 1, true},
    {"'Why not try me?'", false, false, 1, 1, false},
    {"The boys' dog barked at Trinket's heels.", false, false, 0, 0, false},
    {"'It's the \"cake room\", isn't it?", true, false, 1, 0, false},
    {"The \"cake\" is mine.", true, false, 0, 0, false},
    {"You can't have it.'", false, false, 0, 1, false},
    {"They called it the 'cake room'.", false, false, 1, 1, false},
    {"He thought: ‘Ha!’", false, true, 1, 1, false},
    {"'The boys' dog is out,' she said.", false, true, 1, 1, true},
};

static void read_segment(couplet__quotes *q, couplet_lang lang, const char *s, size_t size)
{
    uint32_t before = 0;
    couplet__quotes_enter(q, s, size);
    for (size_t at = 0; at < size;) {
        uint32_t c = couplet__utf8_next(s, size, &at);
        size_t peek = at;
        uint32_t next = at < size ? couplet__utf8_next(s, size, &peek) : 0;
        if (lang == COUPLET_ZH)
            couplet__quotes_read_zh(q, c, at);
        else
            couplet__quotes_read_en(q, before, c, next, at);
        before = c;
    }
    couplet__quotes_leave(q, lang);
}

static void follow(const expected *rows, size_t count, couplet_lang lang, bool single)
{
    couplet__quotes q = {.single = single};
    for (size_t k = 0; k < count; k++) {
        const char *s = rows[k].segment;
        read_segment(&q, lang, s, strlen(s));
        ck_assert_msg(q.inside == rows[k].inside, "%s: inside %d", s, q.inside);
        ck_assert_msg(q.names_speaker == rows[k].names, "%s: names %d", s, q.names_speaker);
        ck_assert_msg(q.opens == rows[k].opens && q.closes == rows[k].closes, "%s: %u, %u", s,
                      q.opens, q.closes);
        if (lang == COUPLET_EN)
            ck_assert_msg(couplet__quotes_trail(&q) == rows[k].trails, "%s: trails", s);
    }
}

START_TEST(chinese) { follow(CHINESE, sizeof CHINESE / sizeof *CHINESE, COUPLET_ZH, false); }
END_TEST

START_TEST(double_marked)
{
    follow(DOUBLE_MARKED, sizeof DOUBLE_MARKED / sizeof *DOUBLE_MARKED, COUPLET_EN, false);
}
END_TEST

START_TEST(single_marked)
{
    follow(SINGLE_MARKED, sizeof SINGLE_MARKED / sizeof *SINGLE_MARKED, COUPLET_EN, true);
}
END_TEST

START_TEST(style)
{
    static const struct {
        const char *segment;
        int style;
    } ROWS[] = {{"'Go!'", 1},  {" ‘Go!’", 1},  {"\"Go!\"", -1},
                {"“Go!”", -1}, {"Go 'on'", 0}, {"", 0}};
    for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS; k++)
        ck_assert_int_eq(couplet__quotes_style(ROWS[k].segment, strlen(ROWS[k].segment)),
                         ROWS[k].style);
}
END_TEST

/* Marks and letters in any order, cut into segments anywhere: what is read stays in bounds, a
 * quotation closes no more often than one could have opened. */
START_TEST(any_marks)
{
    static const char *const PIECES[] = {"'",  "\"", "“",  "”",  "‘",  "’", "「", "」", "『",
                                         "』", "說", "。", "：", "，", " ", "a",  "B",  "."};
    uint64_t luck = 20261122;
    for (int round = 0; round < 4000; round++) {
        char s[1600];
        size_t size = 0, pieces = (size_t)(round % 40) * (round % 500 == 39 ? 12 : 1);
        couplet__quotes q = {.single = round % 2 == 0,
                             .inside = round % 3 == 0,
                             .closer = round % 3 == 0 ? 0x300D : 0};
        for (size_t k = 0; k < pieces; k++) {
            luck = luck * 6364136223846793005U + 1442695040888963407U;
            const char *piece = PIECES[(luck >> 33) % (sizeof PIECES / sizeof *PIECES)];
            memcpy(s + size, piece, strlen(piece));
            size += strlen(piece);
        }
        char *exact = malloc(size != 0 ? size : 1); /* a sanitizer sees a byte too many */
        memcpy(exact, s, size);
        read_segment(&q, round % 5 < 2 ? COUPLET_ZH : COUPLET_EN, exact, size);
        couplet__quotes_trail(&q);
        ck_assert_uint_le(q.closes, q.opens + 1U);
        free(exact);
    }
}
END_TEST

/* A segment of megabytes: no mark makes all before it read again, and counts stop at 255. */
START_TEST(many_marks)
{
    static const struct {
        couplet_lang lang;
        const char *head, *mark;
        unsigned opens, closes;
    } ROWS[] = {
        {COUPLET_EN, "'One two three four ", "boys' ", 1, 0},
        {COUPLET_EN, "", "'boys' ", 255, 255},
        {COUPLET_EN, "", "'", 0, 0},
        {COUPLET_ZH, "", "「好」", 255, 255},
        {COUPLET_ZH, "", "「『", 255, 0},
        {COUPLET_ZH, "「", "」", 1, 1},
    };
    enum { MARKS = 1000000 };
    size_t head = strlen(ROWS[_i].head), one = strlen(ROWS[_i].mark), size = head + MARKS * one;
    char *s = malloc(size);
    couplet__quotes q = {.single = true};
    ck_assert_ptr_nonnull(s);
    memcpy(s, ROWS[_i].head, head);
    for (size_t k = 0; k < MARKS; k++)
        memcpy(s + head + k * one, ROWS[_i].mark, one);
    read_segment(&q, ROWS[_i].lang, s, size);
    ck_assert_msg(q.opens == ROWS[_i].opens && q.closes == ROWS[_i].closes, "%s: %u, %u",
                  ROWS[_i].mark, q.opens, q.closes);
    free(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align/quotation");
    TCase *cases = tcase_create("quotation");
    tcase_add_test(cases, chinese);
    tcase_add_test(cases, double_marked);
    tcase_add_test(cases, single_marked);
    tcase_add_test(cases, style);
    tcase_add_test(cases, any_marks);
    tcase_add_loop_test(cases, many_marks, 0, 6);
    suite_add_tcase(suite, cases);
    return run_suite(suite);
}
