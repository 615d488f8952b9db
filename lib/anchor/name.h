/* Names that are rendered by their sound: 鍾庭樾 and "Chung Ting-yueh", 高雄 and "Kaohsiung",
 * 冼靄汶 and "Sin Oi-man", 歐斯維克 and "Oskvik". */
#ifndef COUPLET_ANCHOR_NAME_H
#define COUPLET_ANCHOR_NAME_H

#include "base/intern.h"
#include "base/status.h"
#include "base/vec.h"
#include "text/fold.h"

typedef struct couplet__name_hit {
    uint32_t name; /* number of the form in `names` */
    uint32_t segment;
    uint32_t start, length; /* code points of the folded segment */
    float strength;         /* 0..1 */
} couplet__name_hit;

typedef COUPLET__VEC(couplet__name_hit) couplet__name_hits;

/* Replaces what *out held with the places where the Chinese reads as one of the names, by segment
 * and start.
 *
 * names: English forms in lower case: words as they stand, joined, hyphenated or split
 * ("ting-yueh", "tingyueh", "ting yueh"), and runs of two to four words with spaces ("chung
 * ting-yueh"), surname first or last. Only forms that never stand in lower case in the document
 * should be given.
 *
 * Strength: 1 for two or more syllables (.8 for very short ones). A surname alone: .7 where it
 * begins a full name, .4 for the same character elsewhere, .5 for a usual surname of which no full
 * name is known. A foreign name: .6 where the consonants agree, .4 where that says little. Each
 * word of a name is spelled in one system (Hanyu Pinyin, Wade-Giles, Tongyong, Hong Kong's).
 *
 * Time grows with the text and with the names, never with their product. */
couplet_status couplet__names_find(couplet__name_hits *out, const couplet__folded *zh,
                                   size_t segments, const couplet__intern *names);

#endif
