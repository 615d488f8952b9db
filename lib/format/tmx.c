/* TMX 1.4 as every known reader accepts it: OmegaT, translate-toolkit, the DTD and the schema.
 *
 * A header with all seven attributes; srclang a real code, that of the first tuv; two tuv in a
 * unit, source first; note and prop before them, prop types with x- (OmegaT treats file, id, path,
 * prev and next as keys of a context); no white space of ours inside seg. A segment's text is
 * trimmed by couplet__shown(). */
#include <string.h>

#include "base/intern.h"
#include "format/markup.h"
#include "format/write.h"

#define OVERLONG 2000 /* characters of a side; translators' tools grow slow above it */

static const char *source_code(const couplet__writing *w)
{
    return w->options.source == COUPLET_ZH ? w->options.zh_code : w->options.en_code;
}

static void creationdate(couplet__writing *w)
{
    if (w->options.created < 0)
        return;
    couplet__buf_str(&w->out, " creationdate=\"");
    couplet__markup_date(&w->out, w->options.created, COUPLET__DATE_BASIC);
    couplet__buf_char(&w->out, '"');
}

void couplet__tmx_head(couplet__writing *w)
{
    couplet__buf_str(&w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<tmx version=\"1.4\">\n"
                              "  <header creationtool=\"couplet\" creationtoolversion=\"" //
                     COUPLET_VERSION "\" segtype=\"sentence\" o-tmf=\"couplet\" "
                              "adminlang=\"en\" srclang=\"");
    couplet__buf_str(&w->out, source_code(w));
    couplet__buf_str(&w->out, "\" datatype=\"plaintext\"");
    creationdate(w);
    couplet__buf_str(&w->out, "/>\n  <body>\n");
}

void couplet__tmx_tail(couplet__writing *w) { couplet__buf_str(&w->out, "  </body>\n</tmx>\n"); }

static bool same(const couplet__buf *a, const couplet__buf *b)
{
    return a->size == b->size && (a->size == 0 || memcmp(a->at, b->at, a->size) == 0);
}

/* The first unit under this hash whose text is that of the bead in hand: its source, and its
 * target too where `whole`. */
static couplet_status find(couplet__writing *w, const couplet__seen *seen, uint64_t hash,
                           bool whole, size_t *found)
{
    size_t cursor = 0;
    while ((*found = couplet__seen_next(seen, hash, &cursor)) != COUPLET__SEEN_NONE) {
        size_t dropped;
        couplet_status status = couplet__shown(w, couplet__numbered(w, *found), &w->zh_earlier,
                                               &w->en_earlier, &dropped);
        if (status != COUPLET_OK)
            return status;
        bool zh = same(&w->zh_shown, &w->zh_earlier), en = same(&w->en_shown, &w->en_earlier);
        if (whole ? zh && en : w->options.source == COUPLET_ZH ? zh : en)
            break;
    }
    return COUPLET_OK;
}

/* Has the bead in hand been written already, or its source with another target? Remembers it. */
static couplet_status compare(couplet__writing *w, size_t number, bool *repeated)
{
    bool zh_first = w->options.source == COUPLET_ZH;
    const couplet__buf *source = zh_first ? &w->zh_shown : &w->en_shown;
    const couplet__buf *target = zh_first ? &w->en_shown : &w->zh_shown;
    uint64_t hash = couplet__hash(source->at, source->size);
    uint64_t pair = hash * 3 + couplet__hash(target->at, target->size);
    size_t earlier;
    couplet_status status = find(w, &w->pairs, pair, true, &earlier);
    *repeated = status == COUPLET_OK && earlier != COUPLET__SEEN_NONE;
    if (status != COUPLET_OK || *repeated)
        return status;
    if (!couplet__seen_add(&w->pairs, pair, number))
        return COUPLET_ENOMEM;
    status = find(w, &w->sources, hash, false, &earlier);
    if (status != COUPLET_OK)
        return status;
    if (earlier == COUPLET__SEEN_NONE)
        return couplet__seen_add(&w->sources, hash, number) ? COUPLET_OK : COUPLET_ENOMEM;
    w->written->conflicts++;
    if (w->options.conflict != NULL &&
        w->options.conflict(w->options.conflict_user, couplet__numbered(w, earlier),
                            couplet__numbered(w, number)) != 0)
        return COUPLET_ECALLBACK;
    return COUPLET_OK;
}

static void open_prop(couplet__writing *w, const char *type)
{
    couplet__buf_str(&w->out, "      <prop type=\"");
    couplet__buf_str(&w->out, type);
    couplet__buf_str(&w->out, "\">");
}

static void close_prop(couplet__writing *w) { couplet__buf_str(&w->out, "</prop>\n"); }

static void props(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    open_prop(w, "x-id");
    couplet__buf_uint(&w->out, number);
    close_prop(w);
    open_prop(w, "x-confidence");
    couplet__buf_fixed(&w->out, bead->confidence, 4);
    close_prop(w);
    open_prop(w, "x-zh-segments");
    couplet__write_segments(&w->out, bead->zh);
    close_prop(w);
    open_prop(w, "x-en-segments");
    couplet__write_segments(&w->out, bead->en);
    close_prop(w);
    open_prop(w, "x-zh-lines");
    couplet__write_lines(&w->out, w->zh, bead->zh);
    close_prop(w);
    open_prop(w, "x-en-lines");
    couplet__write_lines(&w->out, w->en, bead->en);
    close_prop(w);
    if (couplet__is_moved(w, number))
        couplet__buf_str(&w->out, "      <prop type=\"x-moved\">yes</prop>\n");
}

static void tuv(couplet__writing *w, const char *code, const couplet__buf *text)
{
    couplet__buf_str(&w->out, "      <tuv xml:lang=\"");
    couplet__buf_str(&w->out, code);
    couplet__buf_str(&w->out, "\"><seg>");
    couplet__markup_text(&w->out, text->at, text->size);
    couplet__buf_str(&w->out, "</seg></tuv>\n");
}

static bool overlong(const couplet__buf *text)
{
    size_t characters = 0;
    for (size_t i = 0; i < text->size; i++)
        characters += ((unsigned char)text->at[i] & 0xC0) != 0x80;
    return characters > OVERLONG;
}

couplet_status couplet__tmx_unit(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    bool repeated;
    couplet_status status = compare(w, number, &repeated);
    if (status != COUPLET_OK)
        return status;
    if (repeated) {
        w->written->repeated++;
        return COUPLET_OK;
    }
    bool zh_first = w->options.source == COUPLET_ZH;
    couplet__buf_str(&w->out, "    <tu");
    creationdate(w);
    couplet__buf_str(&w->out, ">\n");
    props(w, number, bead);
    if (zh_first)
        tuv(w, w->options.zh_code, &w->zh_shown);
    tuv(w, w->options.en_code, &w->en_shown);
    if (!zh_first)
        tuv(w, w->options.zh_code, &w->zh_shown);
    couplet__buf_str(&w->out, "    </tu>\n");
    w->written->units++;
    w->written->overlong += overlong(&w->zh_shown) || overlong(&w->en_shown);
    return COUPLET_OK;
}
