#include "anchor/name_foreign.h"

#include <string.h>

#include "anchor/tables.h"

/* Classes of consonants: P T K F S M N L H, and O for a vowel at the beginning. */
enum { MOST = 12, LONGEST_RUN = 8, SHORTEST_WORD = 4, VARIANTS = 4 };

typedef struct skeleton {
    char at[MOST];
    size_t count;
} skeleton;

typedef struct entry {
    uint32_t name, next; /* next + 1 */
    bool lacks;          /* one consonant is left out */
} entry;

typedef struct finder {
    const couplet__sounds *sounds;
    couplet__intern keys;
    COUPLET__VEC(uint32_t) heads; /* entry + 1 */
    COUPLET__VEC(entry) entries;
    couplet__han_set transcribing; /* characters that do */
} finder;

static void add(skeleton *s, char class)
{
    if (s->count < MOST)
        s->at[s->count++] = class;
}

static bool is_vowel(char c) { return c != '\0' && strchr("aeiouy", c) != NULL; }

/* The class of the letter w[i] and how many letters it takes; '\0': it is not heard. */
static char letter_class(const char *w, size_t i, size_t *taken)
{
    char c = w[i], next = w[i + 1];
    *taken = 1;
    if (next == 'h' && strchr("pstcgk", c) != NULL) {
        *taken = 2;
        return c == 'p' ? 'F' : c == 't' ? 'T' : c == 'g' ? '\0' : c == 'k' ? 'K' : 'S';
    }
    if ((c == 't' && (next == 's' || next == 'z')) || (c == 'c' && next == 'k')) {
        *taken = 2;
        return c == 't' ? 'S' : 'K';
    }
    switch (c) {
    case 'b':
    case 'p':
        return 'P';
    case 'd':
    case 't':
        return 'T';
    case 'c':
        return next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K';
    case 'g':
    case 'k':
    case 'q':
        return 'K';
    case 'f':
    case 'v':
        return 'F';
    case 'w':
        return i == 0 || is_vowel(next) ? 'F' : '\0';
    case 's':
    case 'z':
    case 'j':
        return 'S';
    case 'm':
        return 'M';
    case 'n':
        *taken = next == 'g' && !is_vowel(w[i + 2]) ? 2 : 1;
        return 'N';
    case 'l':
    case 'r':
        return 'L';
    case 'h':
        return i == 0 ? 'H' : '\0';
    default:
        return '\0';
    }
}

/* variant & 1 leaves out the r that many speakers do not sound: Carter is 卡特; & 2 takes th for an
 * s: Smith is 史密斯. */
static skeleton of_word(const char *w, size_t size, int variant)
{
    skeleton s = {.count = 0};
    if (is_vowel(w[0]))
        add(&s, 'O');
    for (size_t i = 0, taken; i < size; i += taken) {
        char class = letter_class(w, i, &taken);
        if (w[i] == 'x')
            add(&s, 'K');
        if (w[i] == 'x')
            class = 'S';
        if ((variant & 2) != 0 && w[i] == 't' && w[i + 1] == 'h')
            class = 'S';
        bool doubled = i > 0 && w[i] == w[i - 1];
        bool silent = (variant & 1) != 0 && w[i] == 'r' && !is_vowel(w[i + 1]);
        if (class != '\0' && !doubled && !silent)
            add(&s, class);
    }
    return s;
}

/* The consonants of a syllable of Hanyu Pinyin, appended. */
static void add_syllable(skeleton *s, const char *p, size_t size)
{
    static const char FROM[] = "bpmfdtnlgkjqxrzcsw", TO[] = "PPMFTTNLKKSSSLSSSF";
    const char *found = memchr(FROM, p[0], sizeof FROM - 1);
    if (found != NULL)
        add(s, TO[found - FROM]);
    else if (s->count == 0)
        add(s, p[0] == 'h' ? 'H' : 'O');
    if (size == 2 && p[0] == 'e' && p[1] == 'r')
        add(s, 'L');
    else if (size > 1 && (p[size - 1] == 'n' || p[size - 1] == 'g'))
        add(s, 'N');
}

/* ---- the English words ---- */

static bool add_entry(finder *f, const skeleton *s, uint32_t name, bool lacks)
{
    uint32_t id = couplet__intern_add(&f->keys, s->at, s->count);
    if (id == COUPLET__ABSENT)
        return false;
    while (f->heads.count <= id)
        if (!couplet__vec_push(&f->heads, 0))
            return false;
    uint32_t head = f->heads.at[id];
    if (head != 0 && f->entries.at[head - 1].name == name)
        return true;
    if (!couplet__vec_push(&f->entries, (entry){name, head, lacks}))
        return false;
    f->heads.at[id] = (uint32_t)f->entries.count;
    return true;
}

static bool add_word(finder *f, const couplet__intern *names, uint32_t name)
{
    enum { LONGEST_WORD = 16 };
    char word[LONGEST_WORD + 3] = "";
    size_t size;
    const char *form = couplet__intern_key(names, name, &size);
    if (size < SHORTEST_WORD || size > LONGEST_WORD)
        return true;
    for (size_t i = 0; i < size; i++) {
        if (form[i] < 'a' || form[i] > 'z')
            return true;
        word[i] = form[i];
    }
    for (int v = 0; v < VARIANTS; v++) {
        skeleton s = of_word(word, size, v);
        if (s.count >= 3 && !add_entry(f, &s, name, false))
            return false;
    }
    skeleton whole = of_word(word, size, 0);
    for (size_t skip = 1; whole.count >= 5 && skip < whole.count; skip++) {
        skeleton s = whole;
        memmove(s.at + skip, s.at + skip + 1, s.count - skip - 1);
        s.count--;
        if (!add_entry(f, &s, name, true))
            return false;
    }
    return true;
}

/* ---- the Chinese ---- */

/* Matches cp[start ..] of the run that ends at `end`; what is not bounded on both sides by other
 * characters must agree in full. */
static bool match_from(finder *f, couplet__name_hits *out, const couplet__folded *zh,
                       uint32_t segment, size_t first, size_t start, size_t end)
{
    skeleton s = {.count = 0};
    for (size_t i = start; i < end && i < start + LONGEST_RUN; i++) {
        const uint16_t *sounds;
        if (couplet__sounds_of(f->sounds, zh->cp[i], &sounds) == 0)
            return true;
        size_t size;
        const char *letters = couplet__sound_letters(f->sounds, sounds[0], &size);
        add_syllable(&s, letters, size);
        bool bounded = start == first && i + 1 == end;
        if (i == start || s.count == MOST || s.count < (bounded ? 3u : 4u))
            continue;
        uint32_t id = couplet__intern_find(&f->keys, s.at, s.count);
        for (uint32_t e = id == COUPLET__ABSENT ? 0 : f->heads.at[id]; e != 0;
             e = f->entries.at[e - 1].next) {
            const entry *found = &f->entries.at[e - 1];
            couplet__name_hit hit = {found->name, segment, (uint32_t)start,
                                     (uint32_t)(i + 1 - start),
                                     found->lacks || i == start + 1 ? 0.4f : 0.6f};
            if ((!found->lacks || bounded) && !couplet__vec_push(out, hit))
                return false;
        }
    }
    return true;
}

static bool search(finder *f, couplet__name_hits *out, const couplet__folded *zh, uint32_t segment)
{
    for (size_t at = 0; at < zh->count;) {
        size_t end = at;
        while (end < zh->count && couplet__han_set_has(&f->transcribing, zh->cp[end]))
            end++;
        for (size_t start = at; start + 1 < end; start++)
            if (!match_from(f, out, zh, segment, at, start, end))
                return false;
        at = end + 1;
    }
    return true;
}

couplet_status couplet__names_foreign(couplet__name_hits *out, const couplet__folded *zh,
                                      size_t segments, const couplet__intern *names,
                                      const bool *skip, const couplet__sounds *sounds)
{
    finder f = {.sounds = sounds};
    bool done = true;
    couplet__han_set_read(&f.transcribing, couplet__transcribing());
    for (uint32_t i = 0; i < names->count && done; i++)
        done = skip[i] || add_word(&f, names, i);
    for (uint32_t s = 0; s < segments && done; s++)
        done = search(&f, out, &zh[s], s);
    couplet__intern_free(&f.keys);
    couplet__vec_free(&f.heads);
    couplet__vec_free(&f.entries);
    return done ? COUPLET_OK : COUPLET_ENOMEM;
}
