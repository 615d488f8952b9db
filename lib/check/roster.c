#include "check/roster.h"

#include <string.h>

#include "text/utf8.h"

enum { LONGEST_RUN = 4, LONGEST_WORD = 40 };

typedef struct word { /* letters with inner hyphens and apostrophes, without 's */
    size_t offset, size;
    bool capital;
    char lower[LONGEST_WORD];
} word;

static bool is_joint(uint32_t c) { return c == '-' || c == '\'' || c == 0x2019; }

/* The next word from *at on; false: none is left. */
static bool next_word(const char *bytes, size_t end, size_t *at, word *w)
{
    uint32_t c = 0;
    size_t start = *at;
    while (*at < end) {
        start = *at;
        c = couplet__utf8_next(bytes, end, at);
        if (couplet__is_latin(c))
            break;
    }
    if (!couplet__is_latin(c))
        return false;
    w->offset = start;
    w->capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
    size_t stop = *at;
    while (stop < end) {
        size_t next = stop, after;
        c = couplet__utf8_next(bytes, end, &next);
        after = next;
        if (is_joint(c) && next < end && couplet__is_latin(couplet__utf8_next(bytes, end, &after)))
            stop = after;
        else if (couplet__is_latin(c))
            stop = next;
        else
            break;
    }
    *at = stop;
    w->size = stop - start;
    if (w->size > 2 && bytes[stop - 1] == 's' && bytes[stop - 2] == '\'')
        w->size -= 2;
    else if (w->size > 4 && memcmp(bytes + stop - 4, "\u2019s", 4) == 0)
        w->size -= 4;
    for (size_t i = 0; i < w->size && i < LONGEST_WORD; i++) {
        char b = bytes[start + i];
        w->lower[i] = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
    }
    return true;
}

static bool collect_lower(couplet__intern *lower, const couplet_text *en)
{
    const char *bytes = couplet_text_bytes(en, NULL);
    for (size_t t = 0; t < couplet_text_count(en); t++) {
        couplet_span span = couplet_text_at(en, t)->bytes;
        word w;
        for (size_t at = span.offset; next_word(bytes, span.offset + span.length, &at, &w);)
            if (!w.capital &&
                couplet__intern_add(lower, bytes + w.offset, w.size) == COUPLET__ABSENT)
                return false;
    }
    return true;
}

static bool is_name(const couplet__intern *lower, const word *w)
{
    return w->capital && w->size > 1 && w->size <= LONGEST_WORD &&
           !couplet__is_stop_word(w->lower, w->size) &&
           couplet__intern_find(lower, w->lower, w->size) == COUPLET__ABSENT;
}

/* Adds the runs of names that end with the last of count words, the word alone first. */
static bool add_runs(couplet__roster *r, const word *words, size_t count, uint32_t segment)
{
    char form[LONGEST_RUN * (LONGEST_WORD + 1)];
    size_t size = 0;
    const word *last = &words[count - 1];
    for (size_t n = 1; n <= count && n <= LONGEST_RUN; n++) {
        const word *w = last - (n - 1);
        memmove(form + w->size + 1, form, size);
        memcpy(form, w->lower, w->size);
        form[w->size] = ' ';
        size += w->size + 1;
        uint32_t id = couplet__intern_add(&r->forms, form, size - 1);
        couplet__calling c = {id, segment, (uint32_t)w->offset,
                              (uint32_t)(last->offset + last->size - w->offset), (uint32_t)n};
        if (id == COUPLET__ABSENT || !couplet__vec_push(&r->callings, c))
            return false;
    }
    return true;
}

static bool collect_names(couplet__roster *r, const couplet__intern *lower, const couplet_text *en)
{
    const char *bytes = couplet_text_bytes(en, NULL);
    for (size_t t = 0; t < couplet_text_count(en); t++) {
        couplet_span span = couplet_text_at(en, t)->bytes;
        word run[LONGEST_RUN], w;
        size_t count = 0;
        for (size_t at = span.offset; next_word(bytes, span.offset + span.length, &at, &w);) {
            if (!is_name(lower, &w)) {
                count = 0;
                continue;
            }
            bool joins = count != 0 &&
                         run[count - 1].offset + run[count - 1].size + 1 == w.offset &&
                         bytes[w.offset - 1] == ' ';
            if (!joins)
                count = 0;
            if (count == LONGEST_RUN) {
                memmove(run, run + 1, (LONGEST_RUN - 1) * sizeof *run);
                count--;
            }
            run[count++] = w;
            if (!add_runs(r, run, count, (uint32_t)t))
                return false;
        }
        r->calling_first[t + 1] = r->callings.count;
    }
    return true;
}

void couplet__roster_mark(couplet__roster *r, couplet_range en, uint32_t mark)
{
    for (size_t t = en.first; t < en.first + en.count; t++)
        for (size_t i = r->calling_first[t]; i < r->calling_first[t + 1]; i++)
            r->form_mark[r->callings.at[i].form] = mark;
}

/* Finds out which readings stand with their names in a bead. */
static bool introduce(couplet__roster *r, const couplet__study *study)
{
    for (size_t i = 0; i < couplet_result_count(study->result); i++) {
        const couplet_bead *b = couplet_result_bead(study->result, i);
        if (b->zh.count == 0 || b->en.count == 0 || b->confidence < study->options->confident)
            continue;
        couplet__roster_mark(r, b->en, (uint32_t)i + 1);
        for (size_t s = b->zh.first; s < b->zh.first + b->zh.count; s++)
            for (size_t k = r->hit_first[s]; k < r->hit_first[s + 1]; k++) {
                const couplet__name_hit *h = &r->hits.at[k];
                const uint32_t *cp = study->document.folded[s].cp + h->start;
                if (r->form_mark[h->name] != i + 1)
                    continue;
                r->met[h->name] = true;
                if (couplet__intern_add(&r->zh, (const char *)cp, h->length * sizeof *cp) ==
                    COUPLET__ABSENT)
                    return false;
            }
    }
    memset(r->form_mark, 0, (r->forms.count + 1) * sizeof *r->form_mark);
    return true;
}

couplet_status couplet__roster_open(couplet__roster *r, const couplet__study *study)
{
    const couplet__document *d = &study->document;
    couplet__intern lower = {0};
    memset(r, 0, sizeof *r);
    r->calling_first = couplet__zalloc(d->T + 1, sizeof(size_t));
    r->hit_first = couplet__zalloc(d->S + 1, sizeof(size_t));
    couplet_status status = COUPLET_ENOMEM;
    if (r->calling_first == NULL || r->hit_first == NULL || !collect_lower(&lower, study->en) ||
        !collect_names(r, &lower, study->en))
        goto done;
    status = couplet__names_find(&r->hits, d->folded, d->S, &r->forms);
    if (status != COUPLET_OK)
        goto done;
    for (size_t i = 0; i < r->hits.count; i++)
        r->hit_first[r->hits.at[i].segment + 1] = i + 1;
    for (size_t s = 0; s < d->S; s++)
        if (r->hit_first[s + 1] < r->hit_first[s])
            r->hit_first[s + 1] = r->hit_first[s];
    r->met = couplet__zalloc(r->forms.count + 1, sizeof *r->met);
    r->form_mark = couplet__zalloc(r->forms.count + 1, sizeof *r->form_mark);
    r->form_count = couplet__zalloc(r->forms.count + 1, sizeof *r->form_count);
    if (r->met == NULL || r->form_mark == NULL || r->form_count == NULL || !introduce(r, study))
        status = COUPLET_ENOMEM;
    for (size_t i = 0; status == COUPLET_OK && i < r->callings.count; i++)
        r->form_count[r->callings.at[i].form]++;
done:
    couplet__intern_free(&lower);
    return status;
}

void couplet__roster_close(couplet__roster *r)
{
    couplet__intern_free(&r->forms);
    couplet__vec_free(&r->callings);
    couplet__free(r->calling_first);
    couplet__vec_free(&r->hits);
    couplet__free(r->hit_first);
    couplet__free(r->met);
    couplet__intern_free(&r->zh);
    couplet__free(r->form_count);
    couplet__free(r->form_mark);
    memset(r, 0, sizeof *r);
}
