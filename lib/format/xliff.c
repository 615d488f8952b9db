/* XLIFF 1.2: the beads as a translator's file. Beads without a target are units to translate. */
#include "format/markup.h"
#include "format/write.h"

void couplet__xliff_head(couplet__writing *w)
{
    bool zh_first = w->options.source == COUPLET_ZH;
    couplet__buf_str(&w->out,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
                     "  <file original=\"couplet\" datatype=\"plaintext\" source-language=\"");
    couplet__buf_str(&w->out, zh_first ? w->options.zh_code : w->options.en_code);
    couplet__buf_str(&w->out, "\" target-language=\"");
    couplet__buf_str(&w->out, zh_first ? w->options.en_code : w->options.zh_code);
    if (w->options.created >= 0) {
        couplet__buf_str(&w->out, "\" date=\"");
        couplet__markup_date(&w->out, w->options.created, COUPLET__DATE_EXTENDED);
    }
    couplet__buf_str(&w->out, "\">\n    <body>\n");
}

void couplet__xliff_tail(couplet__writing *w)
{
    couplet__buf_str(&w->out, "    </body>\n  </file>\n</xliff>\n");
}

couplet_status couplet__xliff_unit(couplet__writing *w, size_t number, const couplet_bead *bead)
{
    bool zh_first = w->options.source == COUPLET_ZH;
    const couplet__buf *source = zh_first ? &w->zh_shown : &w->en_shown;
    const couplet__buf *target = zh_first ? &w->en_shown : &w->zh_shown;
    couplet__buf_str(&w->out, "      <trans-unit id=\"");
    couplet__buf_uint(&w->out, number);
    couplet__buf_str(&w->out, "\">\n        <source>");
    couplet__markup_text(&w->out, source->at, source->size);
    couplet__buf_str(&w->out, "</source>\n");
    if (target->size != 0) {
        couplet__buf_str(&w->out, "        <target>");
        couplet__markup_text(&w->out, target->at, target->size);
        couplet__buf_str(&w->out, "</target>\n");
    }
    couplet__buf_str(&w->out, "        <note from=\"couplet\">confidence ");
    couplet__buf_fixed(&w->out, bead->confidence, 4);
    couplet__buf_str(&w->out, "</note>\n      </trans-unit>\n");
    w->written->units++;
    return COUPLET_OK;
}
