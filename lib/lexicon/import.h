/* Dictionaries in their own formats, read into a draft. bytes are valid UTF-8. */
#ifndef COUPLET_LEXICON_IMPORT_H
#define COUPLET_LEXICON_IMPORT_H

#include "lexicon/draft.h"

couplet_status couplet__draft_read_cedict(couplet_draft *draft, const char *bytes, size_t size,
                                          couplet_error *error);

/* WordNet's data.noun, data.verb, data.adj or data.adv: remembered until Chinese lemmas come. */
couplet_status couplet__draft_read_wordnet(couplet_draft *draft, const char *bytes, size_t size,
                                           couplet_error *error);

/* A wordnet's tab file: "02131777-v TAB cmn:lemma TAB word". */
couplet_status couplet__draft_read_lemmas(couplet_draft *draft, const char *bytes, size_t size,
                                          couplet_error *error);

/* Term pairs, as couplet_glossary_new() reads them; source: a COUPLET_FROM_ bit. */
couplet_status couplet__draft_read_terms(couplet_draft *draft, unsigned source, const char *bytes,
                                         size_t size, couplet_error *error);

#endif
