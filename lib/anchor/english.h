/* Reading the English side of a document. */
#ifndef COUPLET_ANCHOR_ENGLISH_H
#define COUPLET_ANCHOR_ENGLISH_H

#include "anchor/document.h"

/* Fills in stems, tokens and token_first. */
couplet_status couplet__read_english(couplet__document *document, const couplet__sources *sources);

#endif
