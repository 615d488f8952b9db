/* TBX in: the terms of each entry, Chinese with English. Entries are termEntry (ISO 30042:2008)
 * or conceptEntry (2019); within, langSet or langSec names the language of each term. */
#include <string.h>

#include "base/vec.h"
#include "format/content.h"
#include "format/markup.h"

#define MOST_TERMS 64 /* of one language in one entry, for every two of them are a pair */

typedef COUPLET__VEC(char *) terms;

typedef struct tbx {
    couplet_pair_fn pair;
    void *user;
    couplet_tmx_counts counts;
    bool begun, in_entry;
    couplet_lang lang; /* of the open langSet */
    couplet__content term;
    terms zh, en;
} tbx;

static bool either(const char *name, const char *older, const char *newer)
{
    return strcmp(name, older) == 0 || strcmp(name, newer) == 0;
}

static couplet_status on_start(void *user, const char *name, const couplet__xml_attributes *with)
{
    tbx *t = user;
    bool traditional;
    if (!t->begun) {
        t->begun = true;
        return either(name, "martif", "tbx") ? COUPLET_OK : COUPLET_EDATA;
    }
    if (t->term.depth != 0) {
        couplet__content_start(&t->term, name, with);
    } else if (either(name, "termEntry", "conceptEntry")) {
        t->in_entry = true;
        t->lang = (couplet_lang)0;
        t->counts.units++;
    } else if (either(name, "langSet", "langSec")) {
        t->lang = couplet__xml_lang(with, &traditional);
    } else if (t->in_entry && t->lang != 0 && strcmp(name, "term") == 0) {
        couplet__content_open(&t->term);
    }
    return COUPLET_OK;
}

static couplet_status end_term(tbx *t)
{
    terms *side = t->lang == COUPLET_ZH ? &t->zh : &t->en;
    if (t->term.text.size == 0)
        return COUPLET_OK;
    if (side->count == MOST_TERMS)
        return COUPLET_ELIMIT;
    char *term = couplet__copy(t->term.text.at, t->term.text.size);
    if (term != NULL && couplet__vec_push(side, term))
        return COUPLET_OK;
    couplet__free(term);
    return COUPLET_ENOMEM;
}

static void forget(terms *side)
{
    while (side->count != 0)
        couplet__free(side->at[--side->count]);
}

static couplet_status end_entry(tbx *t)
{
    for (size_t i = 0; i < t->zh.count; i++)
        for (size_t k = 0; k < t->en.count; k++) {
            const char *zh = t->zh.at[i], *en = t->en.at[k];
            t->counts.pairs++;
            if (t->pair(t->user, zh, strlen(zh), en, strlen(en)) != 0)
                return COUPLET_ECALLBACK;
        }
    forget(&t->zh);
    forget(&t->en);
    t->in_entry = false;
    return COUPLET_OK;
}

static couplet_status on_end(void *user, const char *name)
{
    tbx *t = user;
    if (t->term.text.failed)
        return COUPLET_ENOMEM;
    if (t->term.depth != 0)
        return couplet__content_end(&t->term) ? end_term(t) : COUPLET_OK;
    return t->in_entry && either(name, "termEntry", "conceptEntry") ? end_entry(t) : COUPLET_OK;
}

static couplet_status on_text(void *user, const char *text, size_t size)
{
    tbx *t = user;
    couplet__content_text(&t->term, text, size);
    return t->term.text.failed ? COUPLET_ENOMEM : COUPLET_OK;
}

static const char *refusal(couplet_status status)
{
    return status == COUPLET_EDATA    ? "not a TBX file"
           : status == COUPLET_ELIMIT ? "more than 64 terms of one language in an entry"
                                      : couplet_status_text(status);
}

couplet_status couplet_tbx_read(const void *bytes, size_t size, couplet_pair_fn pair, void *user,
                                couplet_tmx_counts *counts, couplet_error *error)
{
    if ((bytes == NULL && size != 0) || pair == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to read, or nobody to tell");
    tbx t = {0};
    t.pair = pair;
    t.user = user;
    const couplet__xml_events events = {&t, on_start, on_end, on_text, refusal};
    couplet_status status = couplet__xml_read(bytes, size, &events, error);
    forget(&t.zh);
    forget(&t.en);
    couplet__vec_free(&t.zh);
    couplet__vec_free(&t.en);
    couplet__buf_free(&t.term.text);
    if (counts != NULL)
        *counts = t.counts;
    return status;
}
