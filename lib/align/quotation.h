/* Quotations: where the segments of a side speak, and where they tell who does. */
#ifndef COUPLET_ALIGN_QUOTATION_H
#define COUPLET_ALIGN_QUOTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "couplet/couplet.h"

/* Follows one side. Only its outer marks count: 『』 inside 「」, and "" inside ‘’, leave the
 * quotation open. */
typedef struct couplet__quotes {
    bool inside;     /* a quotation is open */
    bool single;     /* English: the text quotes with single marks */
    uint32_t closer; /* Chinese: the mark that ends the open quotation */

    /* of the segment that is read */
    const char *bytes;
    size_t size;
    size_t opened; /* behind the last opening mark, SIZE_MAX: it has none */
    size_t closed; /* behind the last closing mark, SIZE_MAX: none, or one has opened since */
    size_t spaces, counted; /* spaces behind the opening mark, and up to where they are counted */
    uint8_t opens, closes;  /* marks, 255 at the most */
    /* It tells who speaks. By form, for translators know more verbs of speech than any list: 說：「
     * and 」他說 in Chinese, `!' cried` and `called back: 'Live` in English. */
    bool names_speaker;
} couplet__quotes;

/* Goes on to the next segment. */
void couplet__quotes_enter(couplet__quotes *q, const char *bytes, size_t size);

/* Reads the character c that ends at byte `end` of the segment; of English ones, those before and
 * behind it, 0 at the edges. What is no quotation mark changes nothing. */
void couplet__quotes_read_zh(couplet__quotes *q, uint32_t c, size_t end);
void couplet__quotes_read_en(couplet__quotes *q, uint32_t before, uint32_t c, uint32_t next,
                             size_t end);

/* All of the segment is read. */
void couplet__quotes_leave(couplet__quotes *q, couplet_lang lang);

/* Does anything stand behind the last quotation of an English segment, as in `'…!' he cried.`? */
bool couplet__quotes_trail(const couplet__quotes *q);

/* The mark that an English segment begins with: 1 single, -1 double, 0 none. A text quotes with
 * what more of its segments begin with. */
int couplet__quotes_style(const char *bytes, size_t size);

#endif
