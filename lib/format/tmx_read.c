/* TMX in: of each unit one Chinese and one English text. */
#include <string.h>

#include "format/markup.h"
#include "format/xml.h"

typedef struct unit_side { /* the best variant of a language so far, and how good it is */
    couplet__buf text;
    int rank; /* 0: none; 1: some variant; 2: Traditional Chinese, or English */
} unit_side;

typedef struct tmx {
    couplet_tmx_pair_fn pair;
    void *user;
    couplet_tmx_counts counts;
    size_t depth;      /* of open elements */
    size_t seg_depth;  /* that of the open seg; 0: outside */
    size_t code_depth; /* that of the outermost open code, whose text is dropped; 0: outside */
    bool in_unit, gap; /* gap: white space waits for the next character */
    couplet_lang lang; /* of the open tuv; 0: neither of ours */
    int rank;
    couplet__buf seg;
    unit_side zh, en;
} tmx;

static bool any_of(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(name, *names) != 0)
        names++;
    return *names != NULL;
}

static void begin_variant(tmx *t, const couplet__xml_attributes *with)
{
    size_t size;
    bool traditional = false;
    const char *code = couplet__xml_attribute(with, "xml:lang", &size);
    if (code == NULL)
        code = couplet__xml_attribute(with, "lang", &size);
    t->lang = code != NULL ? couplet__code_lang(code, size, &traditional) : (couplet_lang)0;
    t->rank = t->lang == COUPLET_EN || traditional ? 2 : 1;
}

static void begin_unit(tmx *t)
{
    t->in_unit = true;
    t->lang = (couplet_lang)0;
    t->zh.rank = t->en.rank = 0;
    t->counts.units++;
}

/* A code inside a segment: its text, if any, is formatting of another program. */
static void begin_code(tmx *t, const couplet__xml_attributes *with)
{
    size_t size;
    const char *type = couplet__xml_attribute(with, "type", &size);
    if (type != NULL &&
        ((size == 2 && memcmp(type, "lb", 2) == 0) || (size == 4 && memcmp(type, "x-lb", 4) == 0)))
        t->gap = true;
    t->code_depth = t->depth;
}

static couplet_status on_start(void *user, const char *name, const couplet__xml_attributes *with)
{
    static const char *const CODES[] = {"bpt", "ept", "ph", "it", "ut", NULL};
    tmx *t = user;
    t->depth++;
    if (t->depth == 1)
        return strcmp(name, "tmx") == 0 ? COUPLET_OK : COUPLET_EDATA;
    if (t->seg_depth != 0) {
        if (t->code_depth == 0 && any_of(name, CODES))
            begin_code(t, with);
    } else if (strcmp(name, "tu") == 0) {
        begin_unit(t);
    } else if (t->in_unit && strcmp(name, "tuv") == 0) {
        begin_variant(t, with);
    } else if (t->in_unit && strcmp(name, "seg") == 0) {
        t->seg_depth = t->depth;
        t->gap = false;
        couplet__buf_clear(&t->seg);
    }
    return COUPLET_OK;
}

/* Keeps the segment that ended when its variant is better than the one at hand. */
static void end_segment(tmx *t)
{
    unit_side *side = t->lang == COUPLET_ZH ? &t->zh : t->lang == COUPLET_EN ? &t->en : NULL;
    if (side == NULL || t->seg.size == 0 || t->rank <= side->rank)
        return;
    couplet__buf swap = side->text;
    side->text = t->seg;
    side->rank = t->rank;
    t->seg = swap;
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
    size_t depth = t->depth--;
    if (depth == t->code_depth)
        t->code_depth = 0;
    if (t->seg_depth == 0)
        return t->in_unit && strcmp(name, "tu") == 0 ? end_unit(t) : COUPLET_OK;
    if (depth == t->seg_depth) {
        t->seg_depth = 0;
        end_segment(t);
    }
    return t->seg.failed ? COUPLET_ENOMEM : COUPLET_OK;
}

static couplet_status on_text(void *user, const char *text, size_t size)
{
    tmx *t = user;
    if (t->seg_depth == 0 || t->code_depth != 0)
        return COUPLET_OK;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
            t->gap = true;
            continue;
        }
        if (t->gap && t->seg.size != 0)
            couplet__buf_char(&t->seg, ' ');
        t->gap = false;
        couplet__buf_char(&t->seg, text[i]);
    }
    return t->seg.failed ? COUPLET_ENOMEM : COUPLET_OK;
}

static const char *refusal(couplet_status status)
{
    return status == COUPLET_EDATA ? "not a TMX file" : couplet_status_text(status);
}

couplet_status couplet_tmx_read(const void *bytes, size_t size, couplet_tmx_pair_fn pair,
                                void *user, couplet_tmx_counts *counts, couplet_error *error)
{
    if ((bytes == NULL && size != 0) || pair == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to read, or nobody to tell");
    tmx t = {0};
    t.pair = pair;
    t.user = user;
    const couplet__xml_events events = {&t, on_start, on_end, on_text, refusal};
    couplet_status status = couplet__xml_read(bytes, size, &events, error);
    couplet__buf_free(&t.seg);
    couplet__buf_free(&t.zh.text);
    couplet__buf_free(&t.en.text);
    if (counts != NULL)
        *counts = t.counts;
    return status;
}
