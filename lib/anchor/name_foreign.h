/* Foreign names by their consonants: 佩特拉 (pei te la) and "Petra" are both P T L, 馬倫 and
 * "Maren" M L N. Weaker than a reading: vowels are not compared, and Chinese has fewer consonants.
 */
#ifndef COUPLET_ANCHOR_NAME_FOREIGN_H
#define COUPLET_ANCHOR_NAME_FOREIGN_H

#include "anchor/name.h"
#include "text/reading.h"

/* Appends the places where characters that are used to transcribe names agree with one of the
 * single words among names that are not marked in skip (of each name: it is read otherwise).
 * Strength: .6 when all consonants agree, .4 when the Chinese lacks one or has two characters only.
 */
couplet_status couplet__names_foreign(couplet__name_hits *out, const couplet__folded *zh,
                                      size_t segments, const couplet__intern *names,
                                      const bool *skip, const couplet__sounds *sounds);

#endif
