#include "format/write.h"

#include "text/utf8.h"

static void escaped(couplet__writing *w, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        switch (text[i]) {
        case '&':
            couplet__buf_str(&w->out, "&amp;");
            break;
        case '<':
            couplet__buf_str(&w->out, "&lt;");
            break;
        case '>':
            couplet__buf_str(&w->out, "&gt;");
            break;
        default:
            couplet__buf_char(&w->out, text[i]);
        }
}

static couplet_status tuv(couplet__writing *w, const couplet_text *text, const char *code,
                          couplet_range range)
{
    char *shown;
    size_t size;
    couplet_status status = couplet_text_show(&shown, &size, text, range, NULL);
    if (status != COUPLET_OK)
        return status;
    couplet__buf_str(&w->out, "      <tuv xml:lang=\"");
    couplet__buf_str(&w->out, code);
    couplet__buf_str(&w->out, "\">\n        <seg>");
    escaped(w, shown, size);
    couplet__buf_str(&w->out, "</seg>\n      </tuv>\n");
    couplet_free(shown);
    return COUPLET_OK;
}

couplet_status couplet__write_tmx(couplet__writing *w)
{
    couplet__buf_str(&w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
                              "  <header creationtool=\"couplet\" creationtoolversion=\"" COUPLET_VERSION
                              "\" segtype=\"sentence\" o-tmf=\"couplet\" adminlang=\"en\" srclang=\"");
    couplet__buf_str(&w->out, w->options->zh_code);
    couplet__buf_str(&w->out, "\" datatype=\"plaintext\"/>\n  <body>\n");
    for (size_t i = 0; i < couplet_result_count(w->result); i++) {
        const couplet_bead *bead = couplet_result_bead(w->result, i);
        if (bead->zh.count == 0 || bead->en.count == 0) {
            w->written->empty++;
            continue;
        }
        couplet__buf_str(&w->out, "    <tu>\n");
        couplet_status status = tuv(w, w->zh, w->options->zh_code, bead->zh);
        if (status == COUPLET_OK)
            status = tuv(w, w->en, w->options->en_code, bead->en);
        couplet__buf_str(&w->out, "    </tu>\n");
        if (status == COUPLET_OK)
            status = couplet__flush(w);
        if (status != COUPLET_OK)
            return status;
        w->written->units++;
    }
    couplet__buf_str(&w->out, "  </body>\n</tmx>\n");
    return couplet__flush(w);
}
