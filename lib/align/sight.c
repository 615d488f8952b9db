#include "align/sight.h"

#include <string.h>

static const size_t NO_BLOCK = SIZE_MAX;

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Takes the stems of a block into the bits. */
static void set_bits(couplet__sight *x, const couplet__document *d)
{
    size_t from = x->block * COUPLET__SIGHT, to = least(from + COUPLET__SIGHT, d->T);
    for (size_t t = from; t < to; t++)
        for (size_t i = d->token_first[t]; i < d->token_first[t + 1]; i++) {
            uint32_t stem = d->tokens.at[i].stem;
            uint64_t bit = (uint64_t)1 << (t - from);
            x->often[stem].more |= x->often[stem].twice & bit;
            x->often[stem].twice |= x->in[stem] & bit;
            x->in[stem] |= bit;
        }
}

/* Makes it hold no block. */
static void forget(couplet__sight *x, const couplet__document *d)
{
    if (x->block == NO_BLOCK)
        return;
    size_t from = x->block * COUPLET__SIGHT, to = least(from + COUPLET__SIGHT, d->T);
    for (size_t i = d->token_first[from]; i < d->token_first[to]; i++) {
        x->in[d->tokens.at[i].stem] = 0;
        x->often[d->tokens.at[i].stem] = (couplet__often){0};
    }
    for (size_t i = 0; i < x->glimpses.count; i++)
        x->glimpse_of[x->glimpses.at[i].word] = 0;
    x->glimpses.count = x->links.count = x->cover.count = 0;
    x->block = NO_BLOCK;
}

void couplet__sights_keep(couplet__sights *sights, size_t blocks)
{
    for (size_t k = 0; k < sights->kept; k++)
        if (sights->at[k].in != NULL)
            forget(&sights->at[k], sights->d);
    sights->kept = least(blocks, COUPLET__SIGHTS);
}

static bool open(couplet__sight *x, const couplet__document *d)
{
    x->block = NO_BLOCK;
    x->often = couplet__zalloc(d->stems.count, sizeof *x->often);
    x->glimpse_of = couplet__zalloc(d->words.count, sizeof *x->glimpse_of);
    if (x->often != NULL && x->glimpse_of != NULL)
        x->in = couplet__zalloc(d->stems.count, sizeof *x->in);
    return x->in != NULL;
}

static void close(couplet__sight *x)
{
    couplet__free(x->in);
    couplet__free(x->often);
    couplet__free(x->glimpse_of);
    couplet__vec_free(&x->glimpses);
    couplet__vec_free(&x->links);
    couplet__vec_free(&x->cover);
}

void couplet__sights_free(couplet__sights *sights)
{
    for (size_t k = 0; k < COUPLET__SIGHTS; k++)
        close(&sights->at[k]);
    couplet__vec_free(&sights->bits);
}

couplet__sight *couplet__sights_block(couplet__sights *sights, size_t block)
{
    couplet__sight *x = &sights->at[block % sights->kept];
    if (x->in == NULL) {
        close(x);
        *x = (couplet__sight){0};
        if (!open(x, sights->d))
            return NULL;
    }
    if (x->block != block) {
        forget(x, sights->d);
        x->block = block;
        set_bits(x, sights->d);
    }
    return x;
}

/* Appends the word's links with stems of the block, and tells the bits of those. There is room for
 * all and one more. */
static void append_links(couplet__sight *x, couplet__glimpse *g, uint64_t *bits,
                         const couplet__links *links)
{
    const couplet__link *all = links->links.at;
    size_t end = links->first[g->word + 1];
    couplet__link *out = x->links.at + x->links.count;
    const uint64_t *in_block = x->in;
    uint64_t columns = 0;
    uint32_t count = 0;
    for (size_t k = links->first[g->word]; k < end; k++) {
        uint64_t in = in_block[all[k].stem];
        out[count] = all[k];
        bits[count] = in;
        columns |= in;
        count += in != 0; /* as often as not: no branch */
    }
    g->columns = columns;
    g->count = count;
    x->links.count += count;
}

/* Appends the strongest link of each column. There is room. */
static void append_cover(couplet__sight *x, const uint64_t *bits, const couplet__glimpse *g)
{
    const couplet__link *links = x->links.at + g->first;
    float *out = x->cover.at + x->cover.count;
    float *four_of[COUPLET__SIGHT / 4];
    for (uint64_t left = couplet__fours(g->columns); left != 0; left &= left - 1, out += 4) {
        four_of[__builtin_ctzll(left) / 4] = out;
        memset(out, 0, 4 * sizeof *out);
    }
    x->cover.count = (size_t)(out - x->cover.at);
    for (couplet__bits b = couplet__bits_of(bits); b.k < g->count;) {
        float strength = links[b.k].strength;
        size_t t = couplet__bits_next(&b);
        float *cell = &four_of[t / 4][t % 4];
        *cell = strength > *cell ? strength : *cell;
    }
}

bool couplet__sights_meet(couplet__sights *sights, couplet__sight *x, uint32_t word,
                          couplet__glimpse *out)
{
    const couplet__links *links = sights->links;
    size_t room = links->first[word + 1] - links->first[word] + 1;
    couplet__glimpse g = {
        .word = word, .cover = (uint32_t)x->cover.count, .first = (uint32_t)x->links.count};
    if (!couplet__vec_reserve(&x->links, x->links.count + room) ||
        !couplet__vec_reserve(&x->cover, x->cover.count + COUPLET__SIGHT) ||
        !couplet__vec_reserve(&sights->bits, room))
        return false;
    append_links(x, &g, sights->bits.at, links);
    if (g.count != 0)
        append_cover(x, sights->bits.at, &g);
    if (!couplet__vec_push(&x->glimpses, g))
        return false;
    x->glimpse_of[word] = (uint32_t)x->glimpses.count;
    *out = g;
    return true;
}
