#include "format/write.h"
#include "format/html.h"

#include <string.h>

void couplet_write_options_init(couplet_write_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    couplet_write_options defaults = {sizeof defaults, "zh-TW", "en-US", COUPLET_ZH, 0, -1, COUPLET_ZH, NULL, NULL};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
    options->size = size;
}

couplet_status couplet_write(const couplet_result *result, const couplet_text *zh,
                             const couplet_text *en, couplet_format format,
                             const couplet_write_options *options, couplet_write_fn write,
                             void *user, couplet_written *written, couplet_error *error)
{
    couplet_write_options defaults;
    couplet_written unasked;
    couplet_write_options_init(&defaults, sizeof defaults);
    couplet__writing w = {result, zh, en, options != NULL ? options : &defaults, write, user,
                          written != NULL ? written : &unasked, {0}};
    memset(w.written, 0, sizeof *w.written);
    couplet_status status;
    switch (format) {
    case COUPLET_FORMAT_TMX:
        status = couplet__write_tmx(&w);
        break;
    case COUPLET_FORMAT_LADDER:
        status = couplet__write_ladder(&w);
        break;
    case COUPLET_FORMAT_HTML:
        status = couplet__write_html(result, zh, en, w.options, write, user);
        break;
    default:
        status = COUPLET_EINVAL;
    }
    couplet__buf_free(&w.out);
    return status == COUPLET_OK ? status
                                : couplet__fail(error, status, 0, 0, couplet_status_text(status));
}

couplet_status couplet__flush(couplet__writing *w)
{
    if (w->out.failed)
        return COUPLET_ENOMEM;
    if (w->out.size != 0 && w->write(w->user, w->out.at, w->out.size) != 0)
        return COUPLET_ECALLBACK;
    couplet__buf_clear(&w->out);
    return COUPLET_OK;
}

static void ladder_side(couplet__buf *out, couplet_range range)
{
    couplet__buf_char(out, '[');
    for (size_t i = 0; i < range.count; i++) {
        if (i != 0)
            couplet__buf_char(out, ',');
        couplet__buf_uint(out, range.first + i);
    }
    couplet__buf_char(out, ']');
}

couplet_status couplet__write_ladder(couplet__writing *w)
{
    for (size_t i = 0; i < couplet_result_count(w->result); i++) {
        const couplet_bead *bead = couplet_result_bead(w->result, i);
        ladder_side(&w->out, bead->zh);
        couplet__buf_char(&w->out, ':');
        ladder_side(&w->out, bead->en);
        couplet__buf_char(&w->out, '\n');
        couplet_status status = couplet__flush(w);
        if (status != COUPLET_OK)
            return status;
        w->written->units++;
    }
    return COUPLET_OK;
}
