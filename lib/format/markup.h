/* What XML needs of text: no forbidden characters, the five entities; and what a language code
 * must look like for the readers of such files. */
#ifndef COUPLET_FORMAT_MARKUP_H
#define COUPLET_FORMAT_MARKUP_H

#include "base/buf.h"
#include "couplet/couplet.h"
#include "format/xml.h"

/* Adds text without the characters that XML 1.0 forbids, and returns how many those were. What
 * their loss leaves behind is tidied: no white space at either end, no two spaces in a row. */
size_t couplet__markup_clean(couplet__buf *out, const char *text, size_t size);

/* Adds clean text as the content of an element. */
void couplet__markup_text(couplet__buf *out, const char *text, size_t size);

/* Adds a date as TMX wants it, YYYYMMDDThhmmssZ, or as XML Schema does, YYYY-MM-DDThh:mm:ssZ. */
typedef enum couplet__date { COUPLET__DATE_BASIC, COUPLET__DATE_EXTENDED } couplet__date;
void couplet__markup_date(couplet__buf *out, int64_t seconds, couplet__date form);
#define COUPLET__DATE_MAX 253402300799 /* the last second of the year 9999 */

/* NULL when code is one that may be written for the language: BCP 47, "zh" or "en", then at most
 * a script, a region and variants. Else a message that says what is wrong. */
const char *couplet__code_fault(const char *code, couplet_lang lang);

/* The language that a code found in a file means, whatever its style (zh-TW, ZH_tw, zho, cmn);
 * 0: neither of ours. *traditional: the code says so by its script or region. */
couplet_lang couplet__code_lang(const char *code, size_t size, bool *traditional);

/* The same for what xml:lang, or else lang, says of an element. */
couplet_lang couplet__xml_lang(const couplet__xml_attributes *with, bool *traditional);

#endif
