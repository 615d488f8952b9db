/* What a lexicon knows of one word. */
#include <string.h>

#include "base/buf.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

typedef struct teller {
    const couplet_lexicon *lexicon;
    couplet_known_fn *tell;
    void *user;
    couplet__buf zh; /* the headword being told of */
    uint32_t cp[COUPLET__MAX_WORD];
    uint32_t stem; /* only this one */
} teller;

/* zh_size 0: a neighbour. */
static couplet_status tell(teller *t, couplet__gloss gloss, size_t zh_size)
{
    couplet_known known = {.strength = (double)gloss.strength, .sources = gloss.sources};
    known.zh = zh_size == 0 ? NULL : t->zh.at;
    known.zh_size = zh_size;
    known.stem = couplet__lexicon_stem(t->lexicon, gloss.stem, &known.stem_size);
    known.frequency = couplet__lexicon_frequency(t->lexicon, gloss.stem);
    return t->tell(t->user, &known) == 0 ? COUPLET_OK : COUPLET_ECALLBACK;
}

/* The glosses of a word by one stem, or by all (COUPLET__ABSENT). */
static couplet_status tell_word(teller *t, uint32_t word, size_t length)
{
    couplet_status status = COUPLET_OK;
    size_t count = couplet__lexicon_gloss_count(t->lexicon, word);
    bool spelt = false;
    for (size_t i = 0; i < count && status == COUPLET_OK; i++) {
        couplet__gloss gloss = couplet__lexicon_gloss(t->lexicon, word, i);
        if (t->stem != COUPLET__ABSENT && gloss.stem != t->stem)
            continue;
        if (!spelt) {
            couplet__buf_clear(&t->zh);
            for (size_t k = 0; k < length; k++)
                couplet__buf_utf8(&t->zh, t->cp[k]);
            spelt = true;
        }
        status = t->zh.failed ? COUPLET_ENOMEM : tell(t, gloss, t->zh.size);
    }
    return status;
}

/* All headwords of a subtree, depth first. The walk ends: each node has one parent, which stands
 * before it, as couplet_lexicon_open() made sure. */
static couplet_status walk(teller *t, uint32_t node, size_t depth)
{
    uint32_t word, label = packed_u16(packed_section(t->lexicon, SECTION_EDGES) + 2 * (size_t)node);
    if (label >= packed_count(t->lexicon, PACKED_CHARACTERS))
        return COUPLET_OK;
    t->cp[depth] = packed_at(t->lexicon, SECTION_ALPHABET, label);
    couplet_status status = COUPLET_OK;
    if (couplet__packed_word(t->lexicon, node, &word))
        status = tell_word(t, word, depth + 1);
    uint32_t end = packed_at(t->lexicon, SECTION_CHILDREN, (size_t)node + 1);
    for (uint32_t c = packed_at(t->lexicon, SECTION_CHILDREN, node);
         c < end && status == COUPLET_OK && depth + 1 < COUPLET__MAX_WORD; c++)
        status = walk(t, c, depth + 1);
    return status;
}

static couplet_status show_zh(teller *t, const char *word, size_t size)
{
    couplet__folded folded = {0};
    couplet__match found[COUPLET__MAX_WORD];
    couplet_status status = couplet__fold(&folded, word, size);
    size_t count = 0;
    if (status == COUPLET_OK && folded.count <= COUPLET__MAX_WORD)
        count = couplet__lexicon_match(t->lexicon, folded.cp, folded.count, found);
    if (count != 0 && found[count - 1].length == folded.count) {
        memcpy(t->cp, folded.cp, folded.count * sizeof *folded.cp);
        status = tell_word(t, found[count - 1].word, folded.count);
    }
    couplet__folded_free(&folded);
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
    for (uint32_t n = 0; n < packed_count(t->lexicon, PACKED_CHARACTERS) && status == COUPLET_OK;
         n++)
        status = walk(t, n, 0);
    size_t near = couplet__lexicon_neighbour_count(t->lexicon, t->stem);
    for (size_t i = 0; i < near && status == COUPLET_OK; i++)
        status = tell(t, couplet__lexicon_neighbour(t->lexicon, t->stem, i), 0);
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
    teller t = {.lexicon = lexicon, .tell = tell_user, .user = user, .stem = COUPLET__ABSENT};
    couplet_status status =
        couplet_han_share(word, size) > 0 ? show_zh(&t, word, size) : show_en(&t, word, size);
    couplet__buf_free(&t.zh);
    return status == COUPLET_OK ? status
                                : couplet__fail(error, status, 0, 0, couplet_status_text(status));
}
