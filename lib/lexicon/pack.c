/* From a draft to the packed form (packed.h says what stands where). */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lexicon/draft.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"
#include "lexicon/spelling.h"

typedef struct node { /* of the trie: the words low .. high - 1 share its first `depth` characters
                       */
    uint32_t low, high, depth, label, children;
    bool word;
} node;

typedef struct packer {
    couplet_draft *draft;
    couplet__buf *out;
    size_t start; /* of the lexicon in out */
    uint32_t counts[PACKED_COUNTS], sections[SECTIONS];
    couplet__spelling *words, *stems; /* sorted */
    uint32_t *stem_number;            /* from the draft's to the packed */
    uint32_t *word_of;                /* from the packed number to the draft's */
    uint32_t *alphabet;
    COUPLET__VEC(node) nodes;
} packer;

static void put_u16(couplet__buf *out, uint32_t value)
{
    char b[2] = {(char)(value & 255), (char)(value >> 8 & 255)};
    couplet__buf_add(out, b, 2);
}

static void put_u24(couplet__buf *out, uint32_t value)
{
    put_u16(out, value & 0xFFFF);
    couplet__buf_char(out, (char)(value >> 16 & 255));
}

static void put_u32(couplet__buf *out, uint32_t value)
{
    put_u16(out, value & 0xFFFF);
    put_u16(out, value >> 16);
}

static void set_u32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(value >> 8 * i & 255);
}

/* Fills up to a multiple of 8; a buffer without memory does not grow. */
static void pad(packer *p)
{
    while ((p->out->size - p->start) % 8 != 0 && !p->out->failed)
        couplet__buf_char(p->out, 0);
}

static void begin(packer *p, enum packed_section which)
{
    pad(p);
    p->sections[which] = (uint32_t)(p->out->size - p->start);
}

static int by_value(const void *left, const void *right)
{
    uint32_t a, b;
    memcpy(&a, left, sizeof a);
    memcpy(&b, right, sizeof b);
    return a < b ? -1 : a > b;
}

static bool collect_alphabet(packer *p)
{
    size_t count = p->draft->words.size / sizeof(uint32_t), kept = 0;
    p->alphabet = couplet__alloc(count, sizeof *p->alphabet);
    if (p->alphabet == NULL)
        return false;
    if (count != 0) {
        memcpy(p->alphabet, p->draft->words.bytes, count * sizeof *p->alphabet);
        qsort(p->alphabet, count, sizeof *p->alphabet, by_value);
    }
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || p->alphabet[kept - 1] != p->alphabet[i])
            p->alphabet[kept++] = p->alphabet[i];
    p->counts[PACKED_CHARACTERS] = (uint32_t)kept;
    return true;
}

static uint32_t label_of(const packer *p, uint32_t c)
{
    const uint32_t *found =
        bsearch(&c, p->alphabet, p->counts[PACKED_CHARACTERS], sizeof *p->alphabet, by_value);
    return (uint32_t)(found - p->alphabet);
}

/* The end of the words from `low` on that share character number `depth` with the first of them. */
static uint32_t run_end(const packer *p, uint32_t low, uint32_t high, uint32_t depth)
{
    uint32_t c = couplet__character(&p->words[low], depth);
    while (low < high && couplet__character(&p->words[low], depth) == c)
        low++;
    return low;
}

/* The words themselves are the queue of the breadth-first walk: nodes are pushed in order. */
static bool build_trie(packer *p)
{
    uint32_t words = (uint32_t)p->draft->words.count, low = 0;
    for (uint32_t i = 0; i < p->counts[PACKED_CHARACTERS]; i++) {
        uint32_t high = low;
        while (high < words && couplet__character(&p->words[high], 0) == p->alphabet[i])
            high++;
        if (!couplet__vec_push(&p->nodes, (node){low, high, 1, i, 0, false}))
            return false;
        low = high;
    }
    for (size_t n = 0; n < p->nodes.count; n++) {
        node here = p->nodes.at[n];
        here.children = (uint32_t)p->nodes.count;
        here.word =
            here.low < here.high && p->words[here.low].size == here.depth * sizeof(uint32_t);
        p->nodes.at[n] = here;
        for (low = here.low + here.word; low < here.high;) {
            uint32_t high = run_end(p, low, here.high, here.depth);
            uint32_t label = label_of(p, couplet__character(&p->words[low], here.depth));
            if (!couplet__vec_push(&p->nodes, (node){low, high, here.depth + 1, label, 0, false}))
                return false;
            low = high;
        }
    }
    p->counts[PACKED_NODES] = (uint32_t)p->nodes.count;
    return true;
}

static void number_words(packer *p)
{
    uint32_t number = 0;
    for (size_t n = 0; n < p->nodes.count; n++)
        if (p->nodes.at[n].word)
            p->word_of[number++] = p->words[p->nodes.at[n].low].id;
}

static void write_trie(packer *p)
{
    begin(p, SECTION_ALPHABET);
    for (uint32_t i = 0; i < p->counts[PACKED_CHARACTERS]; i++)
        put_u32(p->out, p->alphabet[i]);
    begin(p, SECTION_LABELS);
    for (uint32_t c = PACKED_FIRST_HAN, i = 0; c <= PACKED_LAST_HAN; c++) {
        while (i < p->counts[PACKED_CHARACTERS] && p->alphabet[i] < c)
            i++;
        bool used = i < p->counts[PACKED_CHARACTERS] && p->alphabet[i] == c;
        put_u16(p->out, used ? i + 1 : 0);
    }
    begin(p, SECTION_EDGES);
    for (size_t n = 0; n < p->nodes.count; n++)
        put_u16(p->out, p->nodes.at[n].label);
    begin(p, SECTION_CHILDREN);
    for (size_t n = 0; n < p->nodes.count; n++)
        put_u32(p->out, p->nodes.at[n].children);
    put_u32(p->out, p->counts[PACKED_NODES]);
    begin(p, SECTION_RANKS);
    uint32_t rank = 0;
    for (size_t n = 0; n < p->nodes.count; n += 32) {
        uint32_t bits = 0, before = rank;
        for (size_t i = n; i < n + 32 && i < p->nodes.count; i++)
            if (p->nodes.at[i].word) {
                bits |= (uint32_t)1 << (i - n);
                rank++;
            }
        put_u32(p->out, before);
        put_u32(p->out, bits);
    }
}

/* A copy of the draft's list with packed numbers of stems, the strongest of each owner first. */
static couplet__draft_gloss *renumbered(const packer *p, const couplet__draft_gloss *at,
                                        size_t total)
{
    couplet__draft_gloss *list = couplet__alloc(total, sizeof *list);
    if (list == NULL || total == 0)
        return list;
    for (size_t i = 0; i < total; i++) {
        list[i] = at[i];
        list[i].stem = p->stem_number[at[i].stem];
    }
    couplet__strongest_first(list, total);
    return list;
}

/* A list for each of `count` owners, which stand in the draft by other numbers: owner_of[]. Where
 * each begins, then all: glosses as u32, or neighbours in three bytes. */
static void write_lists(packer *p, const couplet__draft_gloss *at, const uint32_t *first,
                        const uint32_t *owner_of, uint32_t count, bool glosses)
{
    uint32_t start = 0;
    begin(p, glosses ? SECTION_STARTS : SECTION_NEARS);
    put_u32(p->out, 0);
    for (uint32_t i = 0; i < count; i++) {
        start += first[owner_of[i] + 1] - first[owner_of[i]];
        put_u32(p->out, start);
    }
    begin(p, glosses ? SECTION_GLOSSES : SECTION_NEIGHBOURS);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = first[owner_of[i]]; k < first[owner_of[i] + 1]; k++) {
            uint32_t packed = at[k].stem << PACKED_STRENGTH_BITS | at[k].strength;
            if (glosses)
                put_u32(p->out, packed << PACKED_SOURCE_BITS | at[k].sources);
            else
                put_u24(p->out, packed);
        }
}

static bool write_glosses(packer *p)
{
    const couplet_draft *d = p->draft;
    uint32_t *first = couplet__draft_firsts(d->glosses.at, d->glosses.count, d->words.count);
    couplet__draft_gloss *list = renumbered(p, d->glosses.at, d->glosses.count);
    bool done = first != NULL && list != NULL;
    if (done)
        write_lists(p, list, first, p->word_of, p->counts[PACKED_WORDS], true);
    couplet__free(list);
    couplet__free(first);
    return done;
}

static bool write_neighbours(packer *p)
{
    const couplet_draft *d = p->draft;
    uint32_t stems = p->counts[PACKED_STEMS];
    uint32_t *first = couplet__draft_firsts(d->nears.at, d->nears.count, stems);
    uint32_t *owner_of = couplet__alloc(stems, sizeof *owner_of);
    couplet__draft_gloss *list = renumbered(p, d->nears.at, d->nears.count);
    bool done = first != NULL && owner_of != NULL && list != NULL;
    for (uint32_t i = 0; done && i < stems; i++)
        owner_of[i] = p->stems[i].id;
    if (done)
        write_lists(p, list, first, owner_of, stems, false);
    couplet__free(list);
    couplet__free(owner_of);
    couplet__free(first);
    return done;
}

static void write_stems(packer *p)
{
    uint32_t stems = p->counts[PACKED_STEMS], at = 0;
    begin(p, SECTION_TEXTS);
    put_u32(p->out, 0);
    for (uint32_t i = 0; i < stems; i++)
        put_u32(p->out, at += (uint32_t)p->stems[i].size);
    begin(p, SECTION_LETTERS);
    for (uint32_t i = 0; i < stems; i++)
        couplet__buf_add(p->out, p->stems[i].key, p->stems[i].size);
    begin(p, SECTION_BUCKETS);
    for (uint32_t b = 0, i = 0; b <= (uint32_t)1 << p->counts[PACKED_BUCKET_BITS]; b++) {
        while (i < stems && p->stems[i].bucket < b)
            i++;
        put_u32(p->out, i);
    }
    begin(p, SECTION_RATES);
    for (uint32_t i = 0; i < stems; i++) {
        uint32_t id = p->stems[i].id;
        put_u16(p->out,
                couplet__packed_from_rate(id < p->draft->rates.count ? p->draft->rates.at[id] : 0));
    }
}

static bool sort_keys(packer *p)
{
    const couplet_draft *d = p->draft;
    while ((size_t)2 << p->counts[PACKED_BUCKET_BITS] < d->stems.count)
        p->counts[PACKED_BUCKET_BITS]++;
    p->words = couplet__spellings(&d->words, 0);
    p->stems = couplet__spellings(&d->stems, p->counts[PACKED_BUCKET_BITS]);
    p->word_of = couplet__alloc(d->words.count, sizeof *p->word_of);
    p->stem_number = couplet__alloc(d->stems.count, sizeof *p->stem_number);
    if (p->words == NULL || p->stems == NULL || p->word_of == NULL || p->stem_number == NULL)
        return false;
    couplet__sort_characters(p->words, d->words.count);
    couplet__sort_bytes(p->stems, d->stems.count);
    for (uint32_t i = 0; i < d->stems.count; i++)
        p->stem_number[p->stems[i].id] = i;
    return true;
}

static void write_header(packer *p)
{
    pad(p);
    if (p->out->failed)
        return;
    char *at = p->out->at + p->start;
    size_t size = p->out->size - p->start;
    memcpy(at, PACKED_MAGIC, 8);
    set_u32(at + PACKED_AT_VERSION, PACKED_VERSION);
    set_u32(at + PACKED_AT_SIZE, (uint32_t)size);
    for (unsigned i = 0; i < PACKED_COUNTS; i++)
        set_u32(at + PACKED_AT_COUNTS + 4 * i, p->counts[i]);
    for (unsigned i = 0; i < SECTIONS; i++)
        set_u32(at + PACKED_AT_SECTIONS + 4 * i, p->sections[i]);
    uint64_t sum = couplet__packed_checksum(at, size);
    set_u32(at + PACKED_AT_CHECKSUM, (uint32_t)sum);
    set_u32(at + PACKED_AT_CHECKSUM + 4, (uint32_t)(sum >> 32));
}

static bool pack(packer *p)
{
    if (!sort_keys(p) || !collect_alphabet(p) || !build_trie(p))
        return false;
    number_words(p);
    for (int i = 0; i < PACKED_HEADER; i++)
        couplet__buf_char(p->out, 0);
    write_trie(p);
    if (!write_glosses(p))
        return false;
    write_stems(p);
    if (!write_neighbours(p))
        return false;
    write_header(p);
    return !p->out->failed;
}

couplet_status couplet__draft_pack(couplet_draft *d, couplet__buf *out, couplet_error *error)
{
    if (!couplet__draft_unify(d))
        return couplet__no_memory(error);
    couplet__draft_merge(d);
    if (d->stems.count > PACKED_MAX_STEMS || d->glosses.count > UINT32_MAX / 8)
        return couplet__fail(error, COUPLET_ELIMIT, 0, 0, "more words than a lexicon can hold");
    packer p = {.draft = d, .out = out, .start = out->size};
    p.counts[PACKED_WORDS] = (uint32_t)d->words.count;
    p.counts[PACKED_STEMS] = (uint32_t)d->stems.count;
    p.counts[PACKED_GLOSSES] = (uint32_t)d->glosses.count;
    p.counts[PACKED_NEARS] = (uint32_t)d->nears.count;
    bool done = pack(&p);
    bool many = p.counts[PACKED_CHARACTERS] > 0xFFFF - 1 || out->size - p.start > UINT32_MAX;
    couplet__free(p.words);
    couplet__free(p.stems);
    couplet__free(p.word_of);
    couplet__free(p.stem_number);
    couplet__free(p.alphabet);
    couplet__vec_free(&p.nodes);
    if (!done)
        return couplet__no_memory(error);
    return many ? couplet__fail(error, COUPLET_ELIMIT, 0, 0, "more than a lexicon can hold")
                : COUPLET_OK;
}
