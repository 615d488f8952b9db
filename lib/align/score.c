/* How good an alignment is, measured against one made by hand. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/vec.h"

enum { ZH = 0, EN = 1 };
#define NO_BEAD SIZE_MAX

typedef struct member { /* a segment and the bead it stands in */
    uint32_t segment;
    size_t bead;
} member;

typedef struct rung { /* a bead: runs of members, sorted by segment */
    size_t first[2], count[2];
} rung;

typedef struct ladder {
    COUPLET__VEC(rung) rungs;
    COUPLET__VEC(member) members[2]; /* bead by bead */
    member *sorted[2];               /* the same, by segment */
} ladder;

static const struct {
    const char *malformed, *twice;
} MESSAGES[3] = {
    {"not a bead of the gold ladder", "a segment of the gold ladder stands in two beads"},
    {"not a bead of the second gold ladder",
     "a segment of the second gold ladder stands in two beads"},
    {"not a bead of the test ladder", "a segment of the test ladder stands in two beads"},
};

static int by_segment(const void *a, const void *b)
{
    const member *one = a, *other = b;
    return one->segment < other->segment ? -1 : one->segment > other->segment;
}

static void ladder_free(ladder *l)
{
    couplet__vec_free(&l->rungs);
    for (int side = 0; side < 2; side++) {
        couplet__vec_free(&l->members[side]);
        couplet__free(l->sorted[side]);
    }
}

static void skip_blanks(const char *text, size_t end, size_t *at)
{
    while (*at < end && (text[*at] == ' ' || text[*at] == '\t' || text[*at] == '\r'))
        ++*at;
}

static bool take(const char *text, size_t end, size_t *at, char wanted)
{
    skip_blanks(text, end, at);
    if (*at == end || text[*at] != wanted)
        return false;
    ++*at;
    return true;
}

static bool take_number(const char *text, size_t end, size_t *at, uint32_t *value)
{
    skip_blanks(text, end, at);
    size_t start = *at;
    uint64_t sum = 0;
    while (*at < end && text[*at] >= '0' && text[*at] <= '9' && sum <= UINT32_MAX)
        sum = sum * 10 + (uint64_t)(text[(*at)++] - '0');
    *value = (uint32_t)sum;
    return *at > start && sum <= UINT32_MAX;
}

/* Reads "[1, 2]". */
static couplet_status read_side(ladder *l, int side, const char *text, size_t end, size_t *at)
{
    if (!take(text, end, at, '['))
        return COUPLET_EDATA;
    for (size_t n = 0; !take(text, end, at, ']'); n++) {
        member one = {0, l->rungs.count};
        if ((n != 0 && !take(text, end, at, ',')) || !take_number(text, end, at, &one.segment))
            return COUPLET_EDATA;
        if (!couplet__vec_push(&l->members[side], one))
            return COUPLET_ENOMEM;
    }
    return COUPLET_OK;
}

/* Reads a line, "[0]:[0,1]", maybe with more behind another colon. */
static couplet_status read_rung(ladder *l, const char *text, size_t at, size_t end)
{
    rung bead;
    for (int side = 0; side < 2; side++) {
        bead.first[side] = l->members[side].count;
        if (side == EN && !take(text, end, &at, ':'))
            return COUPLET_EDATA;
        couplet_status status = read_side(l, side, text, end, &at);
        if (status != COUPLET_OK)
            return status;
        bead.count[side] = l->members[side].count - bead.first[side];
        if (bead.count[side] > 1)
            qsort(l->members[side].at + bead.first[side], bead.count[side], sizeof(member),
                  by_segment);
    }
    skip_blanks(text, end, &at);
    if (at != end && text[at] != ':')
        return COUPLET_EDATA;
    if (bead.count[ZH] + bead.count[EN] == 0)
        return COUPLET_OK; /* says nothing */
    return couplet__vec_push(&l->rungs, bead) ? COUPLET_OK : COUPLET_ENOMEM;
}

/* Sorts the members by segment, to be found; no segment may stand there twice. */
static couplet_status index_members(ladder *l, int side)
{
    size_t count = l->members[side].count;
    l->sorted[side] = couplet__alloc(count, sizeof(member));
    if (l->sorted[side] == NULL)
        return COUPLET_ENOMEM;
    if (count == 0)
        return COUPLET_OK;
    memcpy(l->sorted[side], l->members[side].at, count * sizeof(member));
    qsort(l->sorted[side], count, sizeof(member), by_segment);
    for (size_t i = 1; i < count; i++)
        if (l->sorted[side][i].segment == l->sorted[side][i - 1].segment)
            return COUPLET_EDATA;
    return COUPLET_OK;
}

static couplet_status read_ladder(ladder *l, const char *text, size_t size, int which,
                                  couplet_error *error)
{
    memset(l, 0, sizeof *l);
    size_t line = 0;
    for (size_t at = 0; at < size;) {
        const char *feed = memchr(text + at, '\n', size - at);
        size_t start = at, end = feed != NULL ? (size_t)(feed - text) : size;
        at = end + 1;
        line++;
        skip_blanks(text, end, &start);
        if (start == end || text[start] == '#')
            continue;
        couplet_status status = read_rung(l, text, start, end);
        if (status == COUPLET_ENOMEM)
            return couplet__no_memory(error);
        if (status != COUPLET_OK)
            return couplet__fail(error, status, start, line, MESSAGES[which].malformed);
    }
    for (int side = 0; side < 2; side++) {
        couplet_status status = index_members(l, side);
        if (status == COUPLET_ENOMEM)
            return couplet__no_memory(error);
        if (status != COUPLET_OK)
            return couplet__fail(error, status, 0, 0, MESSAGES[which].twice);
    }
    return COUPLET_OK;
}

/* The bead that a segment stands in, or NO_BEAD. */
static size_t bead_of(const ladder *l, int side, uint32_t segment)
{
    member key = {segment, 0};
    const member *found =
        l->members[side].count == 0
            ? NULL
            : bsearch(&key, l->sorted[side], l->members[side].count, sizeof(member), by_segment);
    return found != NULL ? found->bead : NO_BEAD;
}

static const member *members_of(const ladder *l, size_t bead, int side)
{
    return l->members[side].at + l->rungs.at[bead].first[side];
}

static bool has_both_sides(const rung *bead)
{
    return bead->count[ZH] != 0 && bead->count[EN] != 0;
}

/* Does exactly this bead stand in the other ladder? */
static bool stands_in(const ladder *l, size_t bead, const ladder *other)
{
    const rung *one = &l->rungs.at[bead];
    int side = one->count[ZH] != 0 ? ZH : EN;
    size_t found = bead_of(other, side, members_of(l, bead, side)->segment);
    if (found == NO_BEAD)
        return false;
    const rung *two = &other->rungs.at[found];
    for (side = 0; side < 2; side++) {
        if (one->count[side] != two->count[side])
            return false;
        const member *a = members_of(l, bead, side), *b = members_of(other, found, side);
        for (size_t i = 0; i < one->count[side]; i++)
            if (a[i].segment != b[i].segment)
                return false;
    }
    return true;
}

/* Do a Chinese and an English segment of this bead stand together in the other ladder? marks has a
 * place for each bead of the other, where the number of the last bead that asked is left. */
static bool overlaps(const ladder *l, size_t bead, const ladder *other, size_t *marks)
{
    const rung *one = &l->rungs.at[bead];
    const member *zh = members_of(l, bead, ZH), *en = members_of(l, bead, EN);
    for (size_t i = 0; i < one->count[ZH]; i++) {
        size_t found = bead_of(other, ZH, zh[i].segment);
        if (found != NO_BEAD)
            marks[found] = bead + 1;
    }
    for (size_t i = 0; i < one->count[EN]; i++) {
        size_t found = bead_of(other, EN, en[i].segment);
        if (found != NO_BEAD && marks[found] == bead + 1)
            return true;
    }
    return false;
}

/* The one bead of the other ladder that all segments of this one stand in, or NO_BEAD. */
static size_t inside(const ladder *l, size_t bead, const ladder *other)
{
    size_t common = NO_BEAD;
    bool first = true;
    for (int side = 0; side < 2; side++) {
        const member *at = members_of(l, bead, side);
        for (size_t i = 0; i < l->rungs.at[bead].count[side]; i++) {
            size_t found = bead_of(other, side, at[i].segment);
            if (found == NO_BEAD || (!first && found != common))
                return NO_BEAD;
            common = found;
            first = false;
        }
    }
    return common;
}

/* Gold beads whose segments are all in test beads that lie within them; one at least has both
 * sides. */
static couplet_status count_whole(couplet_score *score, const ladder *gold, const ladder *test)
{
    size_t *home = couplet__alloc(test->rungs.count, sizeof *home);
    if (home == NULL)
        return COUPLET_ENOMEM;
    for (size_t t = 0; t < test->rungs.count; t++)
        home[t] = inside(test, t, gold);
    for (size_t g = 0; g < gold->rungs.count; g++) {
        bool whole = has_both_sides(&gold->rungs.at[g]), joined = false;
        for (int side = 0; side < 2; side++) {
            const member *at = members_of(gold, g, side);
            for (size_t i = 0; i < gold->rungs.at[g].count[side] && whole; i++) {
                size_t t = bead_of(test, side, at[i].segment);
                whole = t != NO_BEAD && home[t] == g;
                joined = joined || (whole && has_both_sides(&test->rungs.at[t]));
            }
        }
        score->whole += whole && joined;
    }
    couplet__free(home);
    return COUPLET_OK;
}

static bool is_null(const ladder *l, int side, uint32_t segment)
{
    size_t bead = bead_of(l, side, segment);
    return bead != NO_BEAD && l->rungs.at[bead].count[1 - side] == 0;
}

/* Segments of one side that have no counterpart. */
static void count_nulls(const ladder *gold, const ladder *test, int side, size_t *found,
                        size_t *tested, size_t *golden)
{
    for (size_t i = 0; i < test->members[side].count; i++) {
        uint32_t segment = test->members[side].at[i].segment;
        if (is_null(test, side, segment)) {
            ++*tested;
            *found += is_null(gold, side, segment);
        }
    }
    for (size_t i = 0; i < gold->members[side].count; i++)
        *golden += is_null(gold, side, gold->members[side].at[i].segment);
}

static size_t at_most(size_t value, size_t limit) { return value < limit ? value : limit; }

static couplet_status compare(couplet_score *score, const ladder *gold, const ladder *other,
                              const ladder *test)
{
    size_t most = gold->rungs.count > test->rungs.count ? gold->rungs.count : test->rungs.count;
    most = other != NULL && other->rungs.count > most ? other->rungs.count : most;
    size_t *marks[3] = {couplet__zalloc(most, sizeof(size_t)),
                        couplet__zalloc(most, sizeof(size_t)),
                        couplet__zalloc(most, sizeof(size_t))};
    couplet_status status =
        marks[0] != NULL && marks[1] != NULL && marks[2] != NULL ? COUPLET_OK : COUPLET_ENOMEM;
    size_t golden = 0, strict = 0, lax = 0, strict_either = 0, lax_either = 0;
    for (size_t t = 0; t < test->rungs.count && status == COUPLET_OK; t++) {
        bool both = has_both_sides(&test->rungs.at[t]);
        bool right = stands_in(test, t, gold) || (other != NULL && stands_in(test, t, other));
        bool partly = right || overlaps(test, t, gold, marks[0]) ||
                      (other != NULL && overlaps(test, t, other, marks[1]));
        score->strict_found += right;
        score->lax_found += partly;
        strict_either += right && both;
        lax_either += partly && both;
    }
    score->tested += test->rungs.count;
    for (size_t g = 0; g < gold->rungs.count && status == COUPLET_OK; g++) {
        if (!has_both_sides(&gold->rungs.at[g]))
            continue;
        golden++;
        bool right = stands_in(gold, g, test);
        strict += right;
        lax += right || overlaps(gold, g, test, marks[2]);
    }
    score->gold += golden;
    score->strict_recalled += other != NULL ? at_most(strict_either, golden) : strict;
    score->lax_recalled += other != NULL ? at_most(lax_either, golden) : lax;
    count_nulls(gold, test, ZH, &score->zh_null_found, &score->zh_null_tested,
                &score->zh_null_gold);
    count_nulls(gold, test, EN, &score->en_null_found, &score->en_null_tested,
                &score->en_null_gold);
    for (int i = 0; i < 3; i++)
        couplet__free(marks[i]);
    return status == COUPLET_OK ? count_whole(score, gold, test) : status;
}

couplet_status couplet_score_add(couplet_score *score, const char *gold, size_t gold_size,
                                 const char *other, size_t other_size, const char *test,
                                 size_t test_size, couplet_error *error)
{
    if (score == NULL || gold == NULL || test == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "score, gold and test are needed");
    ladder ladders[3];
    memset(ladders, 0, sizeof ladders);
    couplet_score sum = *score;
    couplet_status status = read_ladder(&ladders[0], gold, gold_size, 0, error);
    if (status == COUPLET_OK && other != NULL)
        status = read_ladder(&ladders[1], other, other_size, 1, error);
    if (status == COUPLET_OK)
        status = read_ladder(&ladders[2], test, test_size, 2, error);
    if (status == COUPLET_OK &&
        compare(&sum, &ladders[0], other != NULL ? &ladders[1] : NULL, &ladders[2]) != COUPLET_OK)
        status = couplet__no_memory(error);
    if (status == COUPLET_OK)
        *score = sum;
    for (int i = 0; i < 3; i++)
        ladder_free(&ladders[i]);
    return status;
}
