/* A report over a few lines: each line a segment, beads as a string of "n-m" with spaces between; a
 * bead's confidence may stand behind it ("1-1:.4"), and "moved Z E" joins two segments. */
#ifndef TESTS_CHECK_CASE_H
#define TESTS_CHECK_CASE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/result.h"
#include "lines.h"

typedef struct check_case {
    couplet_text *zh, *en;
    couplet_result *result;
} check_case;

static inline check_case check_open(const char *zh, const char *en, const char *beads)
{
    check_case c = {lines_of(COUPLET_ZH, zh), lines_of(COUPLET_EN, en), NULL};
    couplet_bead list[64];
    size_t count = 0, s = 0, t = 0, from, to;
    const char *at = beads;
    for (int n; sscanf(at, " %zu-%zu%n", &from, &to, &n) == 2;) {
        at += n;
        list[count] = (couplet_bead){{s, from}, {t, to}, {0, 0}, {0, 0}, 1};
        if (*at == ':')
            list[count].confidence = strtod(at + 1, (char **)(uintptr_t)&at);
        s += from;
        t += to;
        count++;
    }
    couplet_error error;
    ck_assert_msg(couplet_result_wrap(&c.result, c.zh, c.en, list, count, &error) == COUPLET_OK,
                  "%s: %s", beads, error.message);
    for (int n; sscanf(at, " moved %zu %zu%n", &from, &to, &n) == 2; at += n) {
        couplet_bead pair = {{from, 1}, {to, 1}, {0, 0}, {0, 0}, 0.9};
        ck_assert(couplet__vec_push(&c.result->moved, pair));
    }
    return c;
}

static inline void check_close(check_case *c)
{
    couplet_result_free(c->result);
    couplet_text_free(c->zh);
    couplet_text_free(c->en);
}

#endif
