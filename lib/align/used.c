#include "align/used.h"

#include "anchor/terms.h"
#include "lexicon/glossary.h"

/* Does an English segment of the bead hold the term? */
static bool renders(const couplet__document *d, const couplet_bead *bead, uint32_t stem)
{
    if (stem == COUPLET__ABSENT)
        return false;
    size_t low = d->posting_first[stem], end = d->posting_first[stem + 1], high = end;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->postings[mid].segment < bead->en.first)
            low = mid + 1;
        else
            high = mid;
    }
    return low < end && d->postings[low].segment < bead->en.first + bead->en.count;
}

/* Marks the entries of a Chinese term that the bead renders. */
static void mark(bool *used, const couplet__document *d, const couplet_bead *bead,
                 const couplet_glossary *glossary, couplet__term term)
{
    size_t count;
    const couplet__entry *all = couplet__glossary_entry(glossary, 0);
    const couplet__entry *entries = couplet__glossary_entries(glossary, term.phrase, &count);
    for (size_t i = 0; i < count; i++) {
        couplet__term en = {term.glossary, entries[i].en};
        if (renders(d, bead, couplet__find_term(&d->stems, en)))
            used[entries + i - all] = true;
    }
}

couplet_status couplet__terms_used(size_t *out, const couplet__document *d,
                                   const couplet__beads *beads, const couplet_options *options)
{
    size_t count = options->glossary_count, total = 0;
    size_t *first = couplet__zalloc(count + 1, sizeof *first);
    bool *used = NULL;
    *out = 0;
    for (size_t g = 0; first != NULL && g < count; g++)
        first[g + 1] = first[g] + couplet_glossary_count(options->glossaries[g]);
    if (first != NULL)
        used = couplet__zalloc(first[count], sizeof *used);
    if (used == NULL) {
        couplet__free(first);
        return COUPLET_ENOMEM;
    }
    for (size_t i = 0; count != 0 && i < beads->count; i++) {
        const couplet_bead *bead = &beads->at[i];
        if (bead->zh.count == 0 || bead->en.count == 0)
            continue;
        for (size_t u = d->unit_first[bead->zh.first];
             u < d->unit_first[bead->zh.first + bead->zh.count]; u++) {
            couplet__term term;
            if (d->units.at[u].kind == COUPLET__TERM &&
                couplet__is_term(&d->words, d->units.at[u].word, &term))
                mark(used + first[term.glossary], d, bead, options->glossaries[term.glossary],
                     term);
        }
    }
    for (size_t i = 0; i < first[count]; i++)
        total += used[i];
    *out = total;
    couplet__free(first);
    couplet__free(used);
    return COUPLET_OK;
}
