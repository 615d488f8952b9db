/* TMX in: of each unit one Chinese and one English text. */
#include <string.h>

#include "format/content.h"
#include "format/markup.h"

typedef struct unit_side { /* the best variant of a language so far, and how good it is */
    couplet__buf text;
    int rank; /* 0: none; 1: some variant; 2: Traditional Chinese, or English */
} unit_side;

typedef struct tmx {
    couplet_pair_fn pair;
    void *user;
    couplet_tmx_counts counts;
    bool begun, in_unit;
    couplet_lang lang; /* of the open tuv; 0: neither of ours */
    int rank;
    couplet__content seg;
    unit_side zh, en;
} tmx;

static void begin_unit(tmx *t)
{
    t->in_unit = true;
    t->lang = (couplet_lang)0;
    t->zh.rank = t->en.rank = 0;
    t->counts.units++;
}

static void begin_variant(tmx *t, const couplet__xml_attributes *with)
{
    bool traditional;
    t->lang = couplet__xml_lang(with, &traditional);
    t->rank = t->lang == COUPLET_EN || traditional ? 2 : 1;
}

static couplet_status on_start(void *user, const char *name, const couplet__xml_attributes *with)
{
    tmx *t = user;
    if (!t->begun) {
        t->begun = true;
        return strcmp(name, "tmx") == 0 ? COUPLET_OK : COUPLET_EDATA;
    }
    if (t->seg.depth != 0)
        couplet__content_start(&t->seg, name, with);
    else if (strcmp(name, "tu") == 0)
        begin_unit(t);
    else if (t->in_unit && strcmp(name, "tuv") == 0)
        begin_variant(t, with);
    else if (t->in_unit && strcmp(name, "seg") == 0)
        couplet__content_open(&t->seg);
    return COUPLET_OK;
}

/* Keeps the segment that ended when its variant is better than the one at hand. */
static void end_segment(tmx *t)
{
    unit_side *side = t->lang == COUPLET_ZH ? &t->zh : t->lang == COUPLET_EN ? &t->en : NULL;
    if (side == NULL || t->seg.text.size == 0 || t->rank <= side->rank)
        return;
    couplet__buf swap = side->text;
    side->text = t->seg.text;
    side->rank = t->rank;
    t->seg.text = swap;
}

static couplet_status end_unit(tmx *t)
{
    t->in_unit = false;
    if (t->zh.rank == 0 || t->en.rank == 0)
        return COUPLET_OK;
    t->counts.pairs++;
    return t->pair(t->user, t->zh.text.at, t->zh.text.size, t->en.text.at, t->en.text.size) == 0
               ? COUPLET_OK
               : COUPLET_ECALLBACK;
}

static couplet_status on_end(void *user, const char *name)
{
    tmx *t = user;
    if (t->seg.text.failed)
        return COUPLET_ENOMEM;
    if (t->seg.depth == 0)
        return t->in_unit && strcmp(name, "tu") == 0 ? end_unit(t) : COUPLET_OK;
    if (couplet__content_end(&t->seg))
        end_segment(t);
    return COUPLET_OK;
}

static couplet_status on_text(void *user, const char *text, size_t size)
{
    tmx *t = user;
    couplet__content_text(&t->seg, text, size);
    return t->seg.text.failed ? COUPLET_ENOMEM : COUPLET_OK;
}

static const char *refusal(couplet_status status)
{
    return status == COUPLET_EDATA ? "not a TMX file" : couplet_status_text(status);
}

couplet_status couplet_tmx_read(const void *bytes, size_t size, couplet_pair_fn pair, void *user,
                                couplet_tmx_counts *counts, couplet_error *error)
{
    if ((bytes == NULL && size != 0) || pair == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to read, or nobody to tell");
    tmx t = {0};
    t.pair = pair;
    t.user = user;
    const couplet__xml_events events = {&t, on_start, on_end, on_text, refusal};
    couplet_status status = couplet__xml_read(bytes, size, &events, error);
    couplet__buf_free(&t.seg.text);
    couplet__buf_free(&t.zh.text);
    couplet__buf_free(&t.en.text);
    if (counts != NULL)
        *counts = t.counts;
    return status;
}
