/* Term pairs as entries of a lexicon. */
#include "lexicon/gloss.h"
#include "lexicon/glossary.h"
#include "lexicon/import.h"
#include "text/fold.h"

/* Written to be used as they stand, so that a word of a longer term is worth more than one of a
 * dictionary's gloss. */
static const couplet__worth WORTH = {{15, 12, 10, 8}, 15};

couplet_status couplet__draft_read_terms(couplet_draft *d, unsigned source, const char *bytes,
                                         size_t size, couplet_error *error)
{
    couplet_glossary *glossary = NULL;
    couplet__glosser glosser = {0};
    couplet__folded word = {0};
    couplet_status status = couplet_glossary_new(&glossary, bytes, size, error);
    if (status == COUPLET_OK && !couplet__glosser_init(&glosser))
        status = couplet__no_memory(error);
    for (size_t i = 0; status == COUPLET_OK && i < couplet_glossary_count(glossary); i++) {
        const couplet__entry *e = couplet__glossary_entry(glossary, i);
        status = couplet__fold(&word, bytes + e->zh_at.offset, e->zh_at.length);
        if (status == COUPLET_OK &&
            !couplet__gloss_phrase(&glosser, d, word.cp, word.count, bytes + e->en_at.offset,
                                   e->en_at.length, &WORTH, source))
            status = COUPLET_ENOMEM;
        if (status != COUPLET_OK)
            couplet__fail(error, status, e->zh_at.offset, 0, couplet_status_text(status));
    }
    couplet__glosser_free(&glosser);
    couplet__folded_free(&word);
    couplet_glossary_free(glossary);
    return status;
}
