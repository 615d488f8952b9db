#include <stdlib.h>

#include "check/roster.h"
#include "check/settle.h"

typedef struct reading {
    size_t first; /* character of the bead */
    const couplet__name_hit *hit;
} reading;

static int by_length(const void *x, const void *y)
{
    const couplet__name_hit *a = ((const reading *)x)->hit, *b = ((const reading *)y)->hit;
    if (a->length != b->length)
        return a->length > b->length ? -1 : 1;
    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    if (((const reading *)x)->first != ((const reading *)y)->first)
        return ((const reading *)x)->first < ((const reading *)y)->first ? -1 : 1;
    return a->name < b->name ? -1 : a->name > b->name;
}

/* Where the form stands in the bead's English: the first place not yet answered for, or (*again)
 * the first. */
static const couplet__calling *calling_of(const couplet__account *a, const couplet__study *study,
                                          uint32_t form, bool *again)
{
    const couplet__roster *r = study->roster;
    const couplet__calling *first = NULL;
    *again = false;
    for (size_t i = r->calling_first[a->en.first]; i < r->calling_first[a->en.first + a->en.count];
         i++) {
        const couplet__calling *c = &r->callings.at[i];
        if (c->form != form)
            continue;
        if (first == NULL)
            first = c;
        size_t token = couplet__token_at(a, &study->document, c->offset);
        if (token < a->tokens && a->en_covered.at[token] < 1)
            return c;
    }
    *again = true;
    return first;
}

static bool settle_reading(couplet__account *a, const couplet__study *study, const reading *r)
{
    for (size_t i = r->first; i < r->first + r->hit->length; i++)
        if (a->owner.at[i] != 0)
            return true;
    bool again;
    const couplet__calling *c = calling_of(a, study, r->hit->name, &again);
    if (c == NULL)
        return true;
    size_t from = a->place.at[r->first], end = a->place.at[r->first + r->hit->length];
    return couplet__settle(a, &study->document, (couplet_span){from, end - from},
                           (couplet_span){c->offset, c->size},
                           again ? COUPLET__TIE_NAME_AGAIN : COUPLET__TIE_NAME);
}

couplet_status couplet__settle_names(couplet__account *a, const couplet__study *study)
{
    couplet__roster *r = study->roster;
    COUPLET__VEC(reading) readings = {0};
    bool ok = true;
    couplet__roster_mark(r, a->en, ++a->mark);
    for (size_t s = a->zh.first; s < a->zh.first + a->zh.count && ok; s++)
        for (size_t i = r->hit_first[s]; i < r->hit_first[s + 1] && ok; i++) {
            const couplet__name_hit *h = &r->hits.at[i];
            size_t first = study->document.char_first[s] - a->char_first + h->start;
            if (r->form_mark[h->name] == a->mark)
                ok = couplet__vec_push(&readings, (reading){first, h});
        }
    if (ok && readings.count > 1)
        qsort(readings.at, readings.count, sizeof *readings.at, by_length);
    for (size_t i = 0; i < readings.count && ok; i++)
        ok = settle_reading(a, study, &readings.at[i]);
    couplet__vec_free(&readings);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
