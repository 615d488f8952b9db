/* Each name is cut into syllables in every way that one system of spelling allows; the sounds of
 * each way, packed into a number, go into a hash table with all their beginnings. The text is read
 * character by character: a run of sounds is followed as long as the table holds it. */
#include "anchor/name.h"

#include <string.h>

#include "anchor/name_foreign.h"
#include "anchor/tables.h"
#include "text/reading.h"

enum {
    MAX_SYLLABLES = 5, /* of a name: five sounds of twelve bits fit a key */
    SOUND_BITS = 12,
    MAX_LETTERS = 40, /* of a name */
    MAX_STEPS = 600,  /* in cutting one name: far beyond any real one */
    PAIR_BITS = 1 << 16,
    ANY_SYSTEM = 0xFFFF
};

typedef struct posting {
    uint32_t name, next; /* next: number of a posting + 1, 0: none */
} posting;

typedef struct finder {
    couplet__name_hits *out;
    const couplet__intern *names;
    couplet__sounds *sounds;
    couplet__intern keys;         /* of runs of sounds, beginnings included */
    COUPLET__VEC(uint32_t) heads; /* of each key: posting + 1 */
    COUPLET__VEC(posting) postings;
    uint32_t single[COUPLET__SOUNDS + 1]; /* key of a sound alone, + 1; 0: none */
    uint64_t pairs[PAIR_BITS / 64];       /* bits of the keys of two sounds */
    couplet__han_set usual;               /* surnames */
    couplet__intern surnames; /* name and character that stand together in a full name */
    bool *known;              /* of each name: has it a pair in surnames? */
} finder;

/* ---- names to sounds ---- */

typedef struct letters {
    char at[MAX_LETTERS];
    bool edge[MAX_LETTERS + 1]; /* a syllable ends here: hyphen or space */
    bool word[MAX_LETTERS + 1]; /* a word ends here */
    size_t count;
} letters;

typedef struct cutting {
    finder *f;
    const letters *l;
    uint32_t name;
    int steps;
    bool no_memory;
} cutting;

static bool is_single(uint64_t key) { return key >> SOUND_BITS == 0; }
static bool is_pair(uint64_t key) { return !is_single(key) && key >> 2 * SOUND_BITS == 0; }
static uint32_t pair_bit(uint64_t key) { return (uint32_t)(key * 0x9E3779B97F4A7C15u >> 48); }

static uint32_t key_number(finder *f, uint64_t key)
{
    uint32_t id = couplet__intern_add(&f->keys, (const char *)&key, sizeof key);
    if (id == COUPLET__ABSENT)
        return id;
    if (is_single(key))
        f->single[key - 1] = id + 1;
    else if (is_pair(key))
        f->pairs[pair_bit(key) / 64] |= (uint64_t)1 << pair_bit(key) % 64;
    while (f->heads.count <= id)
        if (!couplet__vec_push(&f->heads, 0))
            return COUPLET__ABSENT;
    return id;
}

static bool add_name(finder *f, uint64_t key, uint32_t name)
{
    for (uint64_t begin = key >> SOUND_BITS; begin != 0; begin >>= SOUND_BITS)
        if (key_number(f, begin) == COUPLET__ABSENT)
            return false;
    uint32_t id = key_number(f, key);
    if (id == COUPLET__ABSENT)
        return false;
    for (uint32_t p = f->heads.at[id]; p != 0; p = f->postings.at[p - 1].next)
        if (f->postings.at[p - 1].name == name)
            return true;
    if (!couplet__vec_push(&f->postings, (posting){name, f->heads.at[id]}))
        return false;
    f->heads.at[id] = (uint32_t)f->postings.count;
    return true;
}

static void cut(cutting *c, size_t at, uint64_t key, int syllables, unsigned systems)
{
    const letters *l = c->l;
    if (at == l->count) {
        c->no_memory |= !add_name(c->f, key, c->name);
        return;
    }
    if (syllables == MAX_SYLLABLES)
        return;
    for (size_t n = 1; n <= COUPLET__MAX_SPELLING && at + n <= l->count; n++) {
        const couplet__spelling *found;
        size_t count = couplet__spellings_of(c->f->sounds, l->at + at, n, &found);
        for (size_t i = 0; i < count && c->steps > 0 && !c->no_memory; i++) {
            unsigned left = systems & found[i].systems;
            if (left == 0)
                continue;
            c->steps--;
            cut(c, at + n, key << SOUND_BITS | (found[i].sound + 1u), syllables + 1,
                l->word[at + n] ? ANY_SYSTEM : left);
        }
        if (l->edge[at + n])
            return;
    }
}

/* Letters of a form in the order of its words that begins with word `from`; false: no letters of
 * ours, or too many. */
static bool read_letters(letters *l, const char *form, size_t size)
{
    memset(l, 0, sizeof *l);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)form[i];
        if (c >= 'a' && c <= 'z') {
            if (l->count == MAX_LETTERS)
                return false;
            l->at[l->count++] = (char)c;
        } else if (c == 0xC3 && i + 1 < size && (unsigned char)form[i + 1] == 0xBC) { /* ü */
            if (l->count == 0 || l->count == MAX_LETTERS)
                return false;
            char before = l->at[l->count - 1];
            l->at[l->count++] = before == 'l' || before == 'n' ? 'v' : 'u';
            i++;
        } else if (c == ' ' || c == '-' || c == '\'') {
            l->edge[l->count] = true;
            l->word[l->count] |= c == ' ';
        } else if (c == 0xE2 && i + 2 < size && (unsigned char)form[i + 1] == 0x80) { /* ’ ‐ – */
            l->edge[l->count] = true;
            i += 2;
        } else {
            return false;
        }
    }
    return l->count != 0;
}

static bool cut_form(finder *f, uint32_t name, const char *form, size_t size)
{
    letters l;
    if (!read_letters(&l, form, size))
        return true;
    cutting c = {.f = f, .l = &l, .name = name, .steps = MAX_STEPS};
    cut(&c, 0, 0, 0, ANY_SYSTEM);
    return !c.no_memory;
}

/* The form as it stands, and with its last word first: Ting-yueh Chung is 鍾庭樾. */
static bool add_form(finder *f, uint32_t name)
{
    size_t size;
    const char *form = couplet__intern_key(f->names, name, &size);
    if (size == 0 || size > MAX_LETTERS + 8)
        return true;
    if (!cut_form(f, name, form, size))
        return false;
    size_t space = size;
    while (space > 0 && form[space - 1] != ' ')
        space--;
    if (space < 2 || space == size)
        return true;
    char turned[MAX_LETTERS + 8];
    size_t last = size - space;
    memcpy(turned, form + space, last);
    turned[last] = ' ';
    memcpy(turned + last + 1, form, space - 1);
    return cut_form(f, name, turned, size);
}

/* ---- the text ---- */

static uint32_t find_key(const finder *f, uint64_t key)
{
    if (is_single(key))
        return f->single[key - 1] == 0 ? COUPLET__ABSENT : f->single[key - 1] - 1;
    if (is_pair(key) && (f->pairs[pair_bit(key) / 64] >> pair_bit(key) % 64 & 1) == 0)
        return COUPLET__ABSENT;
    return couplet__intern_find(&f->keys, (const char *)&key, sizeof key);
}

static float strength_of(const finder *f, uint32_t name, uint32_t syllables)
{
    size_t size;
    if (syllables == 1)
        return 0; /* it is judged at the end */
    couplet__intern_key(f->names, name, &size);
    return size >= 5 ? 1 : 0.8f;
}

static bool push_hits(finder *f, uint32_t head, uint32_t segment, uint32_t start, uint32_t length)
{
    size_t first = f->out->count;
    while (first > 0 && f->out->at[first - 1].segment == segment &&
           f->out->at[first - 1].start == start)
        first--;
    for (uint32_t p = head; p != 0; p = f->postings.at[p - 1].next) {
        uint32_t name = f->postings.at[p - 1].name;
        bool again = false; /* by another reading of the same characters */
        for (size_t i = first; i < f->out->count; i++)
            again |= f->out->at[i].name == name && f->out->at[i].length == length;
        couplet__name_hit hit = {name, segment, start, length, strength_of(f, name, length)};
        if (!again && !couplet__vec_push(f->out, hit))
            return false;
    }
    return true;
}

/* Follows every reading of cp[start + depth ..] that the table holds. */
static bool follow(finder *f, const couplet__folded *zh, uint32_t segment, uint32_t start,
                   uint32_t depth, uint64_t key)
{
    const uint16_t *sounds;
    size_t count = start + depth < zh->count && depth < MAX_SYLLABLES
                       ? couplet__sounds_of(f->sounds, zh->cp[start + depth], &sounds)
                       : 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t next = key << SOUND_BITS | (sounds[i] + 1u);
        uint32_t id = find_key(f, next);
        if (id == COUPLET__ABSENT)
            continue;
        uint32_t head = f->heads.at[id];
        if ((head != 0 && !push_hits(f, head, segment, start, depth + 1)) ||
            !follow(f, zh, segment, start, depth + 1, next))
            return false;
    }
    return true;
}

/* ---- surnames alone ---- */

typedef struct surname {
    uint32_t name, character;
} surname;

/* A full name was found at this character: its first and last word may stand alone for it. */
static bool learn_surname(finder *f, const couplet__name_hit *hit, uint32_t character)
{
    size_t size;
    const char *form = couplet__intern_key(f->names, hit->name, &size);
    const char *space = memchr(form, ' ', size);
    if (space == NULL)
        return true;
    size_t last = size;
    while (form[last - 1] != ' ')
        last--;
    uint32_t words[2] = {couplet__intern_find(f->names, form, (size_t)(space - form)),
                         couplet__intern_find(f->names, form + last, size - last)};
    for (int i = 0; i < 2; i++) {
        if (words[i] == COUPLET__ABSENT)
            continue;
        surname pair = {words[i], character};
        if (couplet__intern_add(&f->surnames, (const char *)&pair, sizeof pair) == COUPLET__ABSENT)
            return false;
        f->known[words[i]] = true;
    }
    return true;
}

/* The strength of a name of one syllable at this character; 0: none. 鍾 and 鐘 are one character
 * here, so that it counts for less where no full name begins. */
static float judge_single(const finder *f, uint32_t name, uint32_t character, bool in_full)
{
    surname pair = {name, character};
    if (!f->known[name])
        return couplet__han_set_has(&f->usual, character) ? 0.5f : 0;
    if (couplet__intern_find(&f->surnames, (const char *)&pair, sizeof pair) == COUPLET__ABSENT)
        return 0;
    return in_full ? 0.7f : 0.4f;
}

static bool judge_singles(finder *f, const couplet__folded *zh)
{
    couplet__name_hits *out = f->out;
    for (size_t i = 0; i < out->count; i++)
        if (out->at[i].length > 1 &&
            !learn_surname(f, &out->at[i], zh[out->at[i].segment].cp[out->at[i].start]))
            return false;
    size_t kept = 0, place = 0; /* place: behind the hits at this segment and start */
    bool in_full = false;
    for (size_t i = 0; i < out->count; i++) {
        couplet__name_hit hit = out->at[i];
        if (i >= place) {
            in_full = false;
            for (place = i; place < out->count && out->at[place].segment == hit.segment &&
                            out->at[place].start == hit.start;
                 place++)
                in_full |= out->at[place].length > 1;
        }
        if (hit.length == 1)
            hit.strength = judge_single(f, hit.name, zh[hit.segment].cp[hit.start], in_full);
        if (hit.strength > 0)
            out->at[kept++] = hit;
    }
    out->count = kept;
    return true;
}

static bool before(const couplet__name_hit *a, const couplet__name_hit *b)
{
    return a->segment != b->segment ? a->segment < b->segment : a->start <= b->start;
}

/* Foreign names, merged with the others by place. */
static bool add_foreign(finder *f, const couplet__folded *zh, size_t segments)
{
    couplet__name_hits foreign = {0}, all = {0};
    bool *read = couplet__zalloc(f->names->count, sizeof *read);
    for (size_t i = 0; read != NULL && i < f->out->count; i++)
        read[f->out->at[i].name] = true;
    bool done =
        read != NULL &&
        couplet__names_foreign(&foreign, zh, segments, f->names, read, f->sounds) == COUPLET_OK &&
        couplet__vec_reserve(&all, f->out->count + foreign.count + 1);
    for (size_t i = 0, k = 0; done && (i < f->out->count || k < foreign.count);) {
        bool own =
            k == foreign.count || (i < f->out->count && before(&f->out->at[i], &foreign.at[k]));
        done = couplet__vec_push(&all, own ? f->out->at[i++] : foreign.at[k++]);
    }
    if (done) {
        couplet__vec_free(f->out);
        f->out->at = all.at;
        f->out->count = all.count;
        f->out->room = all.room;
    } else {
        couplet__vec_free(&all);
    }
    couplet__vec_free(&foreign);
    couplet__free(read);
    return done;
}

static bool find(finder *f, const couplet__folded *zh, size_t segments)
{
    couplet__table spellings = couplet__cantonese();
    f->known = couplet__zalloc(f->names->count + 1, sizeof *f->known);
    f->sounds = couplet__sounds_new(&spellings);
    if (f->known == NULL || f->sounds == NULL)
        return false;
    couplet__han_set_read(&f->usual, couplet__surnames());
    for (uint32_t i = 0; i < f->names->count; i++)
        if (!add_form(f, i))
            return false;
    for (uint32_t s = 0; s < segments; s++)
        for (uint32_t at = 0; at < zh[s].count; at++)
            if (!follow(f, &zh[s], s, at, 0, 0))
                return false;
    return judge_singles(f, zh) && add_foreign(f, zh, segments);
}

couplet_status couplet__names_find(couplet__name_hits *out, const couplet__folded *zh,
                                   size_t segments, const couplet__intern *names)
{
    out->count = 0;
    if (names->count == 0)
        return COUPLET_OK;
    finder *f = couplet__zalloc(1, sizeof *f);
    if (f == NULL)
        return COUPLET_ENOMEM;
    f->out = out;
    f->names = names;
    bool done = find(f, zh, segments);
    couplet__intern_free(&f->keys);
    couplet__intern_free(&f->surnames);
    couplet__vec_free(&f->heads);
    couplet__vec_free(&f->postings);
    couplet__sounds_free(f->sounds);
    couplet__free(f->known);
    couplet__free(f);
    return done ? COUPLET_OK : COUPLET_ENOMEM;
}
