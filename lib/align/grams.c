#include "align/grams.h"

#include "text/utf8.h"

static size_t read_of(const couplet__folded *f)
{
    enum { MOST = COUPLET__MAX_READ + COUPLET__LONGEST_GRAM };
    return f->count < MOST ? f->count : MOST;
}

/* Reads the text; the highest code. */
static uint32_t read_places(couplet__grams *g, const couplet__document *d, bool han)
{
    uint32_t place = 0, starts = 0, highest = 0;
    for (size_t s = 0; s < d->S; s++) {
        const couplet__folded *f = &d->folded[s];
        size_t count = read_of(f);
        g->first[s] = place;
        for (size_t i = 0; i <= count; i++, place++) {
            uint32_t code = i < count && (!han || couplet__is_han(f->cp[i])) ? f->cp[i] + 1 : 0;
            highest = code > highest ? code : highest;
            g->code[place] = code;
            g->segment[place] = (uint32_t)s;
            if (code != 0 && i < COUPLET__MAX_READ)
                g->start[starts++] = place;
        }
    }
    g->first[d->S] = place;
    g->groups = starts != 0;
    g->group[0] = 0;
    g->group[g->groups] = starts;
    return highest;
}

bool couplet__grams_open(couplet__grams *g, const couplet__document *d, bool han)
{
    *g = (couplet__grams){0};
    for (size_t s = 0; s < d->S; s++)
        g->places += read_of(&d->folded[s]) + 1;
    if (g->places >= UINT32_MAX)
        return false;
    g->code = couplet__alloc(g->places, sizeof *g->code);
    g->segment = couplet__alloc(g->places, sizeof *g->segment);
    g->first = couplet__alloc(d->S + 1, sizeof *g->first);
    g->start = couplet__alloc(g->places, sizeof *g->start);
    g->group = couplet__alloc(g->places + 1, sizeof *g->group);
    g->next_start = couplet__alloc(g->places, sizeof *g->next_start);
    g->next_group = couplet__alloc(g->places + 1, sizeof *g->next_group);
    if (g->code == NULL || g->segment == NULL || g->first == NULL || g->start == NULL ||
        g->group == NULL || g->next_start == NULL || g->next_group == NULL)
        return false;
    size_t codes = (size_t)read_places(g, d, han) + 1;
    g->met = couplet__zalloc(codes, sizeof *g->met);
    g->bound = couplet__alloc(codes, sizeof *g->bound);
    g->touched = couplet__alloc(codes + 1, sizeof *g->touched);
    return g->met != NULL && g->bound != NULL && g->touched != NULL;
}

size_t couplet__grams_segments(const couplet__grams *g, size_t group, size_t most)
{
    const uint32_t *at = g->start + g->group[group], *end = g->start + g->group[group + 1];
    size_t count = 1;
    for (at++; count < most && at < end; at++)
        count += g->segment[*at] != g->segment[at[-1]];
    return count < most ? count : most;
}

/* Parts one group by the next character; appends the parts. */
static void part(couplet__grams *g, size_t group, size_t *groups, uint32_t *starts)
{
    enum { AHEAD = 16 }; /* starts whose next characters are sent for, in this group or behind */
    const uint32_t *from = g->start + g->group[group], *end = g->start + g->group[group + 1];
    const uint32_t *last = g->start + g->group[g->groups], *next = g->code + g->length;
    size_t touched = 0;
    for (const uint32_t *at = from; at < end; at++) {
        uint32_t c = next[*at];
        if (last - at > AHEAD)
            __builtin_prefetch(next + at[AHEAD]);
        g->touched[touched] = c;
        touched += g->met[c]++ == 0;
    }
    for (size_t i = 0; i < touched; i++) {
        uint32_t c = g->touched[i], count = c == 0 ? 0 : g->met[c];
        g->met[c] = 0;
        if (count == 0)
            continue;
        g->bound[c] = *starts;
        *starts += count;
        g->next_group[++*groups] = *starts;
    }
    for (const uint32_t *at = from; at < end; at++)
        if (next[*at] != 0)
            g->next_start[g->bound[next[*at]]++] = *at;
}

void couplet__grams_grow(couplet__grams *g, size_t least)
{
    uint32_t *start = g->start, *group = g->group, starts = 0;
    size_t groups = 0;
    g->next_group[0] = 0;
    for (size_t k = 0; k < g->groups; k++)
        if (couplet__grams_segments(g, k, least) >= least)
            part(g, k, &groups, &starts);
    g->start = g->next_start;
    g->group = g->next_group;
    g->next_start = start;
    g->next_group = group;
    g->groups = groups;
    g->length++;
}

void couplet__grams_close(couplet__grams *g)
{
    couplet__free(g->code);
    couplet__free(g->segment);
    couplet__free(g->first);
    couplet__free(g->start);
    couplet__free(g->group);
    couplet__free(g->next_start);
    couplet__free(g->next_group);
    couplet__free(g->met);
    couplet__free(g->bound);
    couplet__free(g->touched);
}
