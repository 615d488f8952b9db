/* The strip: the document from top to bottom in one look. A row is a run of beads in the same
 * state, or, in long documents, a handful of neighbours shown as the gravest among them. */
#include "format/html.h"

#include "base/mem.h"

enum { ROWS = 480 }; /* about one for every two pixels of a tall window */

static const char LETTER[COUPLET__STATES] = {'s', 'f', 'u', 'g', 'g', 'm', 'a'};

/* How much a state calls for a look: where several share a row, the one that is shown. */
static const int GRAVITY[COUPLET__STATES] = {1, 2, 3, 6, 5, 4, 0};

static size_t weight_of(const couplet__page *page, size_t i)
{
    const couplet_bead *bead = couplet_result_bead(page->result, i);
    size_t zh = 0, en = 0;
    for (size_t k = 0; k < bead->zh.count; k++)
        zh += couplet_text_at(page->zh, bead->zh.first + k)->bytes.length;
    for (size_t k = 0; k < bead->en.count; k++)
        en += couplet_text_at(page->en, bead->en.first + k)->bytes.length;
    return (zh > en ? zh : en) + 40;
}

typedef struct row {
    size_t first, count, weight;
    size_t shown; /* the bead whose state is shown, and where a click leads */
    bool zh, en;  /* does any of its beads have this side? */
} row;

static bool same_look(const couplet__page *page, size_t a, size_t b)
{
    const couplet_bead *p = couplet_result_bead(page->result, a);
    const couplet_bead *q = couplet_result_bead(page->result, b);
    return page->state[a] == page->state[b] && (p->zh.count == 0) == (q->zh.count == 0) &&
           (p->en.count == 0) == (q->en.count == 0);
}

static void take(const couplet__page *page, row *r, size_t i)
{
    const couplet_bead *bead = couplet_result_bead(page->result, i);
    if (r->count == 0 || GRAVITY[page->state[i]] > GRAVITY[page->state[r->shown]]) {
        r->shown = i;
        r->zh = bead->zh.count != 0;
        r->en = bead->en.count != 0;
    }
    if (r->count == 0)
        r->first = i;
    r->count++;
    r->weight += weight_of(page, i);
}

static void emit(couplet__page *page, const row *r)
{
    couplet__buf *out = &page->out;
    char letter = LETTER[page->state[r->shown]];
    couplet__buf_str(out, "<a href=\"#b");
    couplet__buf_uint(out, r->shown);
    couplet__buf_str(out, "\" data-from=\"");
    couplet__buf_uint(out, r->first);
    couplet__buf_str(out, "\" tabindex=\"-1\" title=\"");
    couplet__buf_str(out, couplet__state_name(page->state[r->shown]));
    couplet__buf_str(out, "\" style=\"flex-grow:");
    couplet__buf_uint(out, r->weight);
    couplet__buf_str(out, "\" class=\"");
    if (r->zh) {
        couplet__buf_char(out, 'z');
        couplet__buf_char(out, letter);
    }
    if (r->en) {
        couplet__buf_str(out, r->zh ? " e" : "e");
        couplet__buf_char(out, letter);
    }
    couplet__buf_str(out, "\"></a>");
}

/* Lines from where a moved sentence stands in one text to where it stands in the other, in
 * thousandths of the strip's height. */
static couplet_status crossings(couplet__page *page)
{
    couplet__buf *out = &page->out;
    const couplet_result *result = page->result;
    size_t count = couplet_result_count(result), moved = couplet_result_moved_count(result);
    if (moved == 0)
        return COUPLET_OK;
    size_t *middle = couplet__alloc(count, sizeof *middle), total = 0;
    if (middle == NULL)
        return COUPLET_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        size_t weight = weight_of(page, i);
        middle[i] = total + weight / 2;
        total += weight;
    }
    couplet__buf_str(out, "<svg viewBox=\"0 0 100 1000\" preserveAspectRatio=\"none\">");
    size_t step = moved / ROWS + 1;
    for (size_t i = 0; i < moved; i += step) {
        const couplet_bead *pair = couplet_result_moved(result, i);
        couplet__buf_str(out, "<line x1=\"40\" x2=\"60\" y1=\"");
        couplet__buf_fixed(
            out, 1000.0 * (double)middle[page->zh_bead[pair->zh.first]] / (double)total, 1);
        couplet__buf_str(out, "\" y2=\"");
        couplet__buf_fixed(
            out, 1000.0 * (double)middle[page->en_bead[pair->en.first]] / (double)total, 1);
        couplet__buf_str(out, "\"/>");
    }
    couplet__buf_str(out, "</svg>");
    couplet__free(middle);
    return COUPLET_OK;
}

couplet_status couplet__html_strip(couplet__page *page)
{
    couplet__buf *out = &page->out;
    size_t count = couplet_result_count(page->result), per_row = count / ROWS + 1;
    couplet__buf_str(out, "<nav class=\"strip\" aria-hidden=\"true\"><div>");
    row r = {0};
    for (size_t i = 0; i < count; i++) {
        bool full = per_row > 1 ? r.count == per_row : r.count != 0 && !same_look(page, r.first, i);
        if (full) {
            emit(page, &r);
            r = (row){0};
        }
        take(page, &r, i);
    }
    if (r.count != 0)
        emit(page, &r);
    couplet_status status = crossings(page);
    couplet__buf_str(out, "</div></nav>\n");
    return status != COUPLET_OK ? status : couplet__html_flush(page, COUPLET__PIECE);
}
