/* Formats of a bead a line: TSV, ladder, Moses. */
#include "format/write.h"

static void range(couplet__buf *out, size_t first, size_t last)
{
    couplet__buf_uint(out, first);
    if (last == first)
        return;
    couplet__buf_str(out, ".."); /* spreadsheets take 4-6 for a date and 4,6 for a number */
    couplet__buf_uint(out, last);
}

void couplet__write_segments(couplet__buf *out, couplet_range segments)
{
    if (segments.count != 0)
        range(out, segments.first + 1, segments.first + segments.count);
}

void couplet__write_lines(couplet__buf *out, const couplet_text *text, couplet_range segments)
{
    if (segments.count != 0)
        range(out, couplet_text_at(text, segments.first)->line,
              couplet_text_at(text, segments.first + segments.count - 1)->line);
}

void couplet__tsv_head(couplet__writing *w)
{
    couplet__buf_str(&w->out, "# confidence\tzh segments\ten segments\tzh lines\ten lines\t"
                              "zh text\ten text\n");
}

couplet_status couplet__tsv_unit(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    (void)number;
    couplet__buf_fixed(&w->out, bead->confidence, 4);
    couplet__buf_char(&w->out, '\t');
    couplet__write_segments(&w->out, bead->zh);
    couplet__buf_char(&w->out, '\t');
    couplet__write_segments(&w->out, bead->en);
    couplet__buf_char(&w->out, '\t');
    couplet__write_lines(&w->out, w->zh, bead->zh);
    couplet__buf_char(&w->out, '\t');
    couplet__write_lines(&w->out, w->en, bead->en);
    couplet__buf_char(&w->out, '\t');
    couplet__buf_add(&w->out, w->zh_shown.at, w->zh_shown.size);
    couplet__buf_char(&w->out, '\t');
    couplet__buf_add(&w->out, w->en_shown.at, w->en_shown.size);
    couplet__buf_char(&w->out, '\n');
    w->written->units++;
    return COUPLET_OK;
}

static void ladder_side(couplet__buf *out, couplet_range segments)
{
    couplet__buf_char(out, '[');
    for (size_t i = 0; i < segments.count; i++) {
        if (i != 0)
            couplet__buf_char(out, ',');
        couplet__buf_uint(out, segments.first + i);
    }
    couplet__buf_char(out, ']');
}

couplet_status couplet__ladder_unit(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    (void)number;
    ladder_side(&w->out, bead->zh);
    couplet__buf_char(&w->out, ':');
    ladder_side(&w->out, bead->en);
    couplet__buf_char(&w->out, '\n');
    w->written->units++;
    return COUPLET_OK;
}

couplet_status couplet__moses_unit(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    (void)number;
    (void)bead;
    const couplet__buf *side = w->options.moses_side == COUPLET_ZH ? &w->zh_shown : &w->en_shown;
    couplet__buf_add(&w->out, side->at, side->size);
    couplet__buf_char(&w->out, '\n');
    w->written->units++;
    return COUPLET_OK;
}
