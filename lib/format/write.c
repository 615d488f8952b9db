/* Which beads a format takes, and how they reach the caller. */
#include "format/write.h"

#include <string.h>

#include "format/html.h"
#include "format/markup.h"

#define PIECE 65536 /* bytes handed over at a time, or a little more */

void couplet_write_options_init(couplet_write_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    const couplet_write_options defaults = {.size = size,
                                            .zh_code = "zh-TW",
                                            .en_code = "en-US",
                                            .source = COUPLET_ZH,
                                            .created = -1,
                                            .moses_side = COUPLET_ZH};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

typedef enum demand { ANY, SOURCE, BOTH } demand; /* sides that a bead must have */

static couplet_status page(couplet__writing *w)
{
    w->written->units = couplet_result_count(w->result);
    return couplet__write_html(w->result, w->zh, w->en, NULL, &w->options, w->write, w->user);
}

static const struct format {
    void (*head)(couplet__writing *w); /* or NULL, like tail */
    couplet__unit_fn unit;
    void (*tail)(couplet__writing *w);
    couplet_status (*whole)(couplet__writing *w); /* instead, where it is not bead after bead */
    demand demand;
    bool bare;    /* numbers only: no text, and every bead whatever its confidence */
    bool rejects; /* can list what a TMX leaves out */
    bool moved;   /* takes the moved pairs, too */
} FORMATS[] = {
    [COUPLET_FORMAT_TMX] = {.head = couplet__tmx_head,
                            .unit = couplet__tmx_unit,
                            .tail = couplet__tmx_tail,
                            .demand = BOTH,
                            .moved = true},
    [COUPLET_FORMAT_TSV] = {.head = couplet__tsv_head, .unit = couplet__tsv_unit, .rejects = true},
    [COUPLET_FORMAT_LADDER] = {.unit = couplet__ladder_unit, .bare = true},
    [COUPLET_FORMAT_MOSES] = {.unit = couplet__moses_unit, .demand = BOTH, .moved = true},
    [COUPLET_FORMAT_JSONL] = {.unit = couplet__json_unit, .rejects = true, .moved = true},
    [COUPLET_FORMAT_XLIFF] = {.head = couplet__xliff_head,
                              .unit = couplet__xliff_unit,
                              .tail = couplet__xliff_tail,
                              .demand = SOURCE},
    [COUPLET_FORMAT_HTML] = {.whole = page},
};

static bool is_side(couplet_lang lang) { return lang == COUPLET_ZH || lang == COUPLET_EN; }

const char *couplet__take_write_options(couplet_write_options *options,
                                        const couplet_write_options *theirs, bool rejects)
{
    couplet_write_options_init(options, sizeof *options);
    if (theirs != NULL) {
        if (theirs->size < sizeof theirs->size)
            return "the options were not initialised";
        for (size_t i = sizeof *options; i < theirs->size; i++)
            if (((const char *)theirs)[i] != 0)
                return "the options ask for something that this version does not know";
        memcpy(options, theirs, theirs->size < sizeof *options ? theirs->size : sizeof *options);
    }
    if (options->zh_code == NULL)
        options->zh_code = "zh-TW";
    if (options->en_code == NULL)
        options->en_code = "en-US";
    if (options->source == 0)
        options->source = COUPLET_ZH;
    if (options->moses_side == 0)
        options->moses_side = COUPLET_ZH;
    if (!is_side(options->source) || !is_side(options->moses_side))
        return "a side is Chinese or English";
    if (!(options->min_confidence >= 0 && options->min_confidence <= 1))
        return "the lowest confidence must be from 0 to 1";
    if (options->created > COUPLET__DATE_MAX)
        return "the date lies beyond the year 9999";
    if (options->rejects && !rejects)
        return "rejected beads can be written as TSV and JSONL only";
    const char *fault = couplet__code_fault(options->zh_code, COUPLET_ZH);
    return fault != NULL ? fault : couplet__code_fault(options->en_code, COUPLET_EN);
}

static couplet_status show(couplet__buf *out, const couplet_text *text, couplet_range range,
                           size_t *dropped)
{
    couplet__buf_clear(out);
    if (range.count == 0)
        return COUPLET_OK;
    char *shown;
    size_t size;
    couplet_status status = couplet_text_show(&shown, &size, text, range, NULL);
    if (status != COUPLET_OK)
        return status;
    *dropped += couplet__markup_clean(out, shown, size);
    couplet_free(shown);
    return out->failed ? COUPLET_ENOMEM : COUPLET_OK;
}

couplet_status couplet__shown(couplet__writing *w, const couplet_bead *bead, couplet__buf *zh,
                              couplet__buf *en, size_t *dropped)
{
    *dropped = 0;
    couplet_status status = show(zh, w->zh, bead->zh, dropped);
    return status == COUPLET_OK ? show(en, w->en, bead->en, dropped) : status;
}

/* Does the format take the bead in hand? Counts it when not. */
static bool wanted(couplet__writing *w, const struct format *format, const couplet_bead *bead)
{
    bool zh = w->zh_shown.size != 0, en = w->en_shown.size != 0;
    bool source = w->options.source == COUPLET_ZH ? zh : en;
    bool unsure = bead->confidence < w->options.min_confidence;
    if (w->options.rejects)
        return !zh || !en || unsure;
    if (format->demand == BOTH ? !zh || !en : format->demand == SOURCE && !source) {
        w->written->empty++;
        return false;
    }
    if (unsure)
        w->written->unsure++;
    return !unsure;
}

static couplet_status hand_over(couplet__writing *w, size_t at_least)
{
    if (w->out.failed)
        return COUPLET_ENOMEM;
    if (w->out.size < at_least || w->out.size == 0)
        return COUPLET_OK;
    if (w->write(w->user, w->out.at, w->out.size) != 0)
        return COUPLET_ECALLBACK;
    couplet__buf_clear(&w->out);
    return COUPLET_OK;
}

const couplet_bead *couplet__numbered(const couplet__writing *w, size_t number)
{
    size_t beads = couplet_result_count(w->result);
    return number < beads ? couplet_result_bead(w->result, number)
                          : couplet_result_moved(w->result, number - beads);
}

bool couplet__is_moved(const couplet__writing *w, size_t number)
{
    return number >= couplet_result_count(w->result);
}

static couplet_status write_bead(couplet__writing *w, const struct format *format, size_t number)
{
    const couplet_bead *bead = couplet__numbered(w, number);
    size_t dropped = 0;
    if (!format->bare) {
        couplet_status status = couplet__shown(w, bead, &w->zh_shown, &w->en_shown, &dropped);
        if (status != COUPLET_OK)
            return status;
        if (!wanted(w, format, bead))
            return COUPLET_OK;
    }
    w->written->dropped_chars += dropped;
    couplet_status status = format->unit(w, number, bead);
    return status == COUPLET_OK ? hand_over(w, PIECE) : status;
}

static couplet_status write_all(couplet__writing *w, const struct format *format)
{
    if (format->whole != NULL)
        return format->whole(w);
    if (format->head != NULL)
        format->head(w);
    size_t count = couplet_result_count(w->result);
    if (format->moved)
        count += couplet_result_moved_count(w->result);
    for (size_t i = 0; i < count; i++) {
        couplet_status status = write_bead(w, format, i);
        if (status != COUPLET_OK)
            return status;
    }
    if (format->tail != NULL)
        format->tail(w);
    return hand_over(w, 0);
}

couplet_status couplet_write(const couplet_result *result, const couplet_text *zh,
                             const couplet_text *en, couplet_format format,
                             const couplet_write_options *options, couplet_write_fn write,
                             void *user, couplet_written *written, couplet_error *error)
{
    couplet_written unasked;
    couplet__writing w = {0};
    w.result = result;
    w.zh = zh;
    w.en = en;
    w.write = write;
    w.user = user;
    w.written = written != NULL ? written : &unasked;
    memset(w.written, 0, sizeof *w.written);
    if (result == NULL || zh == NULL || en == NULL || write == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "nothing to write, or nowhere to");
    if (couplet_text_lang(zh) != COUPLET_ZH || couplet_text_lang(en) != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "the sides are swapped");
    if (format < COUPLET_FORMAT_TMX || (size_t)format >= sizeof FORMATS / sizeof *FORMATS)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no such format");
    const char *fault = couplet__take_write_options(&w.options, options, FORMATS[format].rejects);
    if (fault != NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, fault);
    couplet_status status = write_all(&w, &FORMATS[format]);
    couplet__buf *const buffers[] = {&w.out, &w.zh_shown, &w.en_shown, &w.zh_earlier,
                                     &w.en_earlier};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++)
        couplet__buf_free(buffers[i]);
    couplet__seen_free(&w.sources);
    couplet__seen_free(&w.pairs);
    return status == COUPLET_OK ? status
                                : couplet__fail(error, status, 0, 0, couplet_status_text(status));
}
