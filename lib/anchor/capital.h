/* Capitalised words of the English text, and runs of them: what may be the names that Chinese
 * renders by their sound. */
#ifndef COUPLET_ANCHOR_CAPITAL_H
#define COUPLET_ANCHOR_CAPITAL_H

#include "base/intern.h"
#include "segment/text.h"

/* Adds every word that is always capitalised in the text, and every run of two to four capitalised
 * words of which one is, in lower case, the words of a run joined by one space: "ting-yueh", "chung
 * ting-yueh". false: out of memory. */
bool couplet__capitals_find(couplet__intern *names, const couplet_text *en);

#endif
