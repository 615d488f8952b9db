/* What the words of a document weigh: see anchor/document.h. */
#ifndef COUPLET_ANCHOR_WEIGH_H
#define COUPLET_ANCHOR_WEIGH_H

#include "anchor/document.h"

/* Fills in word_df and the weights of the Chinese side. */
couplet_status couplet__weigh_chinese(couplet__document *document);

/* Fills in the weights and the postings of the English side. */
couplet_status couplet__weigh_english(couplet__document *document, const couplet__sources *sources);

#endif
