/* JSON lines, by jansson. */
#include <jansson.h>

#include "format/write.h"

/* Takes over value; false: memory is exhausted. */
static bool set(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new_nocheck(object, key, value) == 0;
}

/* [a, b], or null when `missing`. */
static json_t *pair(size_t a, size_t b, bool missing)
{
    return missing ? json_null() : json_pack("[I,I]", (json_int_t)a, (json_int_t)b);
}

static size_t line(const couplet_text *text, size_t segment)
{
    const couplet_segment *at = couplet_text_at(text, segment);
    return at != NULL ? at->line : 0;
}

static json_t *side(const couplet_text *text, couplet_range range, couplet_span bytes,
                    const couplet__buf *shown)
{
    bool missing = range.count == 0;
    json_t *out = json_object();
    if (set(out, "segments", pair(range.first, range.count, false)) &&
        set(out, "lines",
            pair(line(text, range.first), line(text, range.first + range.count - 1), missing)) &&
        set(out, "bytes", pair(bytes.offset, bytes.length, missing)) &&
        set(out, "text", json_stringn(shown->size != 0 ? shown->at : "", shown->size)))
        return out;
    json_decref(out);
    return NULL;
}

static int add(const char *bytes, size_t size, void *out)
{
    couplet__buf_add(out, bytes, size);
    return ((couplet__buf *)out)->failed ? -1 : 0;
}

couplet_status couplet__json_unit(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    json_t *object = json_object();
    bool done =
        set(object, "bead", json_integer((json_int_t)number)) &&
        set(object, "confidence", json_real(bead->confidence)) &&
        (!couplet__is_moved(w, number) || set(object, "moved", json_true())) &&
        set(object, "zh", side(w->zh, bead->zh, bead->zh_bytes, &w->zh_shown)) &&
        set(object, "en", side(w->en, bead->en, bead->en_bytes, &w->en_shown)) &&
        json_dump_callback(object, add, &w->out,
                           JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(4)) == 0;
    json_decref(object);
    couplet__buf_char(&w->out, '\n');
    w->written->units += done;
    return done ? COUPLET_OK : COUPLET_ENOMEM;
}
