/* What a lexicon knows of one word. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"
#include "text/fold.h"
#include "text/traditional.h"
#include "text/utf8.h"
#include "text/words.h"

/* A headword that an English stem renders. */
typedef struct rendering {
    couplet__gloss gloss;
    uint32_t cp[COUPLET__MAX_WORD]; /* 0 behind the last */
} rendering;

typedef struct teller {
    const couplet_lexicon *lexicon;
    couplet_known_fn *tell;
    void *user;
    uint32_t stem; /* what was asked for, where that is English */
    uint32_t cp[COUPLET__MAX_WORD];
    COUPLET__VEC(rendering) found;
} teller;

/* zh NULL: a neighbour. */
static couplet_status tell(const teller *t, couplet__gloss gloss, const char *zh, size_t zh_size)
{
    couplet_known known = {.strength = (double)gloss.strength, .sources = gloss.sources};
    known.zh = zh;
    known.zh_size = zh_size;
    known.stem = couplet__lexicon_stem(t->lexicon, gloss.stem, &known.stem_size);
    known.frequency = couplet__lexicon_frequency(t->lexicon, gloss.stem);
    return t->tell(t->user, &known) == 0 ? COUPLET_OK : COUPLET_ECALLBACK;
}

/* The glosses of a Chinese word, which is told of as it was asked for. */
static couplet_status show_zh(const teller *t, const char *word, size_t size)
{
    couplet__folded folded = {0};
    couplet__match matches[COUPLET__MAX_WORD];
    couplet_status status = couplet__fold(&folded, word, size);
    size_t count = 0, glosses = 0;
    if (status == COUPLET_OK && folded.count <= COUPLET__MAX_WORD)
        count = couplet__lexicon_match(t->lexicon, folded.cp, folded.count, matches);
    if (count != 0 && matches[count - 1].length == folded.count)
        glosses = couplet__lexicon_gloss_count(t->lexicon, matches[count - 1].word);
    for (size_t i = 0; i < glosses && status == COUPLET_OK; i++)
        status =
            tell(t, couplet__lexicon_gloss(t->lexicon, matches[count - 1].word, i), word, size);
    couplet__folded_free(&folded);
    return status;
}

/* Notes the headword that t->cp spells where it has the stem. */
static bool note_word(teller *t, uint32_t word, size_t length)
{
    size_t count = couplet__lexicon_gloss_count(t->lexicon, word);
    for (size_t i = 0; i < count; i++) {
        rendering one = {.gloss = couplet__lexicon_gloss(t->lexicon, word, i)};
        if (one.gloss.stem != t->stem)
            continue;
        memcpy(one.cp, t->cp, length * sizeof *t->cp);
        return couplet__vec_push(&t->found, one);
    }
    return true;
}

/* All headwords of a subtree, depth first. The walk ends: each node has one parent, which stands
 * before it, as couplet_lexicon_open() made sure. false: out of memory. */
static bool walk(teller *t, uint32_t node, size_t depth)
{
    uint32_t word, label = packed_u16(packed_section(t->lexicon, SECTION_EDGES) + 2 * (size_t)node);
    if (label >= packed_count(t->lexicon, PACKED_CHARACTERS))
        return true;
    t->cp[depth] = packed_at(t->lexicon, SECTION_ALPHABET, label);
    bool ok = !couplet__packed_word(t->lexicon, node, &word) || note_word(t, word, depth + 1);
    uint32_t end = packed_at(t->lexicon, SECTION_CHILDREN, (size_t)node + 1);
    for (uint32_t c = packed_at(t->lexicon, SECTION_CHILDREN, node);
         c < end && ok && depth + 1 < COUPLET__MAX_WORD; c++)
        ok = walk(t, c, depth + 1);
    return ok;
}

/* The strongest first, then by code points. */
static int by_strength(const void *a, const void *b)
{
    const rendering *one = a, *other = b;
    if (one->gloss.strength != other->gloss.strength)
        return one->gloss.strength > other->gloss.strength ? -1 : 1;
    for (size_t i = 0; i < COUPLET__MAX_WORD; i++)
        if (one->cp[i] != other->cp[i])
            return one->cp[i] < other->cp[i] ? -1 : 1;
    return 0;
}

/* The headwords that were found, in Traditional characters, a line each. */
static couplet_status spell(const teller *t, couplet__buf *out)
{
    couplet__buf folded = {0};
    for (size_t i = 0; i < t->found.count; i++) {
        for (size_t k = 0; k < COUPLET__MAX_WORD && t->found.at[i].cp[k] != 0; k++)
            couplet__buf_utf8(&folded, t->found.at[i].cp[k]);
        couplet__buf_char(&folded, '\n');
    }
    couplet_status status =
        folded.failed ? COUPLET_ENOMEM : couplet__traditional(out, folded.at, folded.size);
    couplet__buf_free(&folded);
    return status;
}

static couplet_status tell_renderings(teller *t)
{
    couplet__buf spelt = {0};
    couplet_status status = COUPLET_OK;
    for (uint32_t n = 0; n < packed_count(t->lexicon, PACKED_CHARACTERS); n++)
        if (!walk(t, n, 0))
            return COUPLET_ENOMEM;
    if (t->found.count == 0)
        return COUPLET_OK;
    qsort(t->found.at, t->found.count, sizeof *t->found.at, by_strength);
    status = spell(t, &spelt);
    const char *line = spelt.at;
    for (size_t i = 0; i < t->found.count && status == COUPLET_OK; i++) {
        size_t size = strcspn(line, "\n");
        status = tell(t, t->found.at[i].gloss, line, size);
        line += size + 1;
    }
    couplet__buf_free(&spelt);
    return status;
}

static couplet_status show_en(teller *t, const char *word, size_t size)
{
    couplet__stemmer *stemmer = couplet__stemmer_new();
    const char *stem = stemmer == NULL ? NULL : couplet__stem(stemmer, word, size, &size);
    couplet_status status = stem == NULL ? COUPLET_ENOMEM : COUPLET_OK;
    if (stem != NULL)
        t->stem = couplet__lexicon_find_stem(t->lexicon, stem, size);
    couplet__stemmer_free(stemmer);
    if (status != COUPLET_OK || t->stem == COUPLET__ABSENT)
        return status;
    status = tell_renderings(t);
    size_t near = couplet__lexicon_neighbour_count(t->lexicon, t->stem);
    for (size_t i = 0; i < near && status == COUPLET_OK; i++)
        status = tell(t, couplet__lexicon_neighbour(t->lexicon, t->stem, i), NULL, 0);
    return status;
}

couplet_status couplet_lexicon_show(const couplet_lexicon *lexicon, const char *word, size_t size,
                                    couplet_known_fn *tell_user, void *user, couplet_error *error)
{
    if (lexicon == NULL || word == NULL || tell_user == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no word to look up");
    size_t bad = couplet__utf8_check(word, size);
    if (bad != size)
        return couplet__fail(error, COUPLET_EENCODING, bad, 0, "not UTF-8");
    teller t = {.lexicon = lexicon, .tell = tell_user, .user = user};
    couplet_status status =
        couplet_han_share(word, size) > 0 ? show_zh(&t, word, size) : show_en(&t, word, size);
    couplet__vec_free(&t.found);
    return status == COUPLET_OK ? status
                                : couplet__fail(error, status, 0, 0, couplet_status_text(status));
}
