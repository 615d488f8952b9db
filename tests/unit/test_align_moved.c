/* Texts of which one side was put into another order: what is told to have moved, and that the
 * outcome is well-formed whatever the order. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "lines.h"
#include "suite.h"

enum { MOST = 600 };

typedef struct rows { /* lines of several files */
    char *bytes;
    const char *at[MOST];
    size_t count;
} rows;

static const char *const REPORTS[] = {
    "reports/care",   "reports/river",     "symposium/farming", "symposium/opening",
    "symposium/port", "symposium/railway", "symposium/harbour", "symposium/vocational"};
enum { ALL = sizeof REPORTS / sizeof *REPORTS };

static rows read_rows(size_t first, size_t count, const char *end)
{
    rows r = {calloc(1, 1 << 20), {0}, 0};
    size_t size = 0;
    for (size_t i = first; i < first + count; i++) {
        char path[400];
        snprintf(path, sizeof path, "%s/eval/%s.%s", COUPLET_TESTS, REPORTS[i], end);
        FILE *f = fopen(path, "rb");
        ck_assert_msg(f != NULL, "%s", path);
        size += fread(r.bytes + size, 1, (1 << 20) - 1 - size, f);
        fclose(f);
    }
    for (char *line = strtok(r.bytes, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        ck_assert_uint_lt(r.count, MOST);
        r.at[r.count++] = line;
    }
    return r;
}

/* The rows in this order, as one text. */
static char *lay(const rows *r, const size_t *order)
{
    char *text = calloc(1, 1 << 20);
    size_t size = 0;
    for (size_t i = 0; i < r->count; i++)
        size += (size_t)snprintf(text + size, (1 << 20) - size, "%s\n", r->at[order[i]]);
    return text;
}

static void in_order(size_t *order)
{
    for (size_t i = 0; i < MOST; i++)
        order[i] = i;
}

/* Takes `count` entries from `from` on, and puts them where `to` is when they are gone. */
static void move(size_t *order, size_t from, size_t count, size_t to)
{
    size_t taken[MOST];
    memcpy(taken, order + from, count * sizeof *taken);
    memmove(order + from, order + from + count, (MOST - from - count) * sizeof *order);
    memmove(order + to + count, order + to, (MOST - to - count) * sizeof *order);
    memcpy(order + to, taken, count * sizeof *taken);
}

typedef struct outcome {
    couplet_text *zh, *en;
    char *zh_bytes, *en_bytes;
    couplet_result *result;
} outcome;

static outcome align_rows(const rows *zh, const rows *en, const size_t *order,
                          const couplet_hooks *hooks)
{
    size_t same[MOST];
    couplet_aligner *aligner;
    in_order(same);
    outcome o = {.zh_bytes = lay(zh, same), .en_bytes = lay(en, order)};
    o.zh = lines_of(COUPLET_ZH, o.zh_bytes);
    o.en = lines_of(COUPLET_EN, o.en_bytes);
    ck_assert_int_eq(couplet_aligner_new(&aligner, NULL, NULL), COUPLET_OK);
    ck_assert_int_eq(couplet_align(&o.result, aligner, o.zh, o.en, hooks, NULL), COUPLET_OK);
    couplet_aligner_free(aligner);
    return o;
}

static void release(outcome *o)
{
    couplet_result_free(o->result);
    couplet_text_free(o->zh);
    couplet_text_free(o->en);
    free(o->zh_bytes);
    free(o->en_bytes);
}

/* Beads cover both texts in order; moved pairs share no segment, and theirs stand alone. */
static void check(const outcome *o)
{
    bool zh_alone[MOST] = {0}, en_alone[MOST] = {0};
    size_t s = 0, t = 0;
    for (size_t i = 0; i < couplet_result_count(o->result); i++) {
        const couplet_bead *b = couplet_result_bead(o->result, i);
        ck_assert_uint_eq(b->zh.first, s);
        ck_assert_uint_eq(b->en.first, t);
        ck_assert(b->zh.count + b->en.count != 0);
        ck_assert(b->confidence >= 0 && b->confidence <= 1.0001);
        for (size_t k = 0; k < b->zh.count; k++)
            zh_alone[s++] = b->en.count == 0;
        for (size_t k = 0; k < b->en.count; k++)
            en_alone[t++] = b->zh.count == 0;
    }
    ck_assert_uint_eq(s, couplet_text_count(o->zh));
    ck_assert_uint_eq(t, couplet_text_count(o->en));
    for (size_t i = 0; i < couplet_result_moved_count(o->result); i++) {
        const couplet_bead *b = couplet_result_moved(o->result, i);
        ck_assert(b->zh.count != 0 && b->en.count != 0);
        ck_assert(i == 0 || couplet_result_moved(o->result, i - 1)->zh.first < b->zh.first);
        ck_assert(b->confidence > 0 && b->confidence <= 1);
        for (size_t k = b->zh.first; k < b->zh.first + b->zh.count; k++) {
            ck_assert(zh_alone[k]);
            zh_alone[k] = false;
        }
        for (size_t k = b->en.first; k < b->en.first + b->en.count; k++) {
            ck_assert(en_alone[k]);
            en_alone[k] = false;
        }
        ck_assert_uint_eq(b->en_bytes.offset, couplet_text_at(o->en, b->en.first)->bytes.offset);
    }
}

/* The English segment that a moved pair joins with a Chinese one; SIZE_MAX: none does. */
static size_t moved_to(const outcome *o, size_t zh)
{
    for (size_t i = 0; i < couplet_result_moved_count(o->result); i++) {
        const couplet_bead *b = couplet_result_moved(o->result, i);
        if (zh >= b->zh.first && zh < b->zh.first + b->zh.count)
            return b->en.first;
    }
    return SIZE_MAX;
}

/* A paragraph of the first report stands in the last: of a text so long, only what is around the
 * two places is aligned again. */
START_TEST(far_away)
{
    rows zh = read_rows(0, ALL, "zh"), en = read_rows(0, ALL, "en");
    size_t order[MOST], to = en.count - 20;
    in_order(order);
    move(order, 22, 5, to); /* renders 21 .. 24 of the Chinese, one by one but for 23, 24 */
    outcome o = align_rows(&zh, &en, order, NULL);
    check(&o);
    ck_assert_uint_eq(moved_to(&o, 21), to);
    ck_assert_uint_eq(moved_to(&o, 22), to + 1);
    ck_assert_uint_eq(moved_to(&o, 23), to + 3);
    ck_assert_uint_eq(moved_to(&o, 24), to + 4);
    release(&o);
    free(zh.bytes);
    free(en.bytes);
}
END_TEST

/* What is pinned does not move, and stays together; all else is as well-formed as ever. */
START_TEST(any_order)
{
    rows zh = read_rows(0, _i % 4 == 3 ? ALL : 1, "zh"),
         en = read_rows(0, _i % 4 == 3 ? ALL : 1, "en");
    size_t order[MOST];
    uint32_t chance = (uint32_t)_i * 2654435761u + 1;
    in_order(order);
    for (int i = 0; i < 1 + _i % 5; i++) {
        size_t drawn[3];
        for (size_t k = 0; k < 3; k++) {
            chance = chance * 1664525u + 1013904223u;
            drawn[k] = chance >> 8;
        }
        size_t count = 1 + drawn[0] % 12, room = en.count - count;
        move(order, drawn[1] % room, count, drawn[2] % room);
    }
    couplet_pin pins[] = {{7, 9}, {7, 10}, {30, 30}};
    couplet_hooks hooks;
    couplet_hooks_init(&hooks, sizeof hooks);
    hooks.pins = pins;
    hooks.pin_count = _i % 2 == 0 ? 0 : 3;
    outcome o = align_rows(&zh, &en, order, &hooks);
    check(&o);
    for (size_t i = 0; i < hooks.pin_count; i++) {
        bool together = false;
        for (size_t k = 0; k < couplet_result_count(o.result); k++) {
            const couplet_bead *b = couplet_result_bead(o.result, k);
            together |= pins[i].zh >= b->zh.first && pins[i].zh < b->zh.first + b->zh.count &&
                        pins[i].en >= b->en.first && pins[i].en < b->en.first + b->en.count;
        }
        ck_assert(together);
    }
    release(&o);
    free(zh.bytes);
    free(en.bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("align_moved");
    TCase *tc = tcase_create("moved");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, far_away);
    tcase_add_loop_test(tc, any_order, 0, 40);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
