/* UTF-8, one code point at a time. */
#ifndef COUPLET_TEXT_UTF8_H
#define COUPLET_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at bytes[*at]; moves *at behind it. The bytes must be valid. */
uint32_t couplet__utf8_next(const char *bytes, size_t size, size_t *at);

/* The code point that ends before bytes[*at]; moves *at to its start. The bytes must be valid. */
uint32_t couplet__utf8_prev(const char *bytes, size_t *at);

/* The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), or size.
 */
size_t couplet__utf8_check(const char *bytes, size_t size);

bool couplet__is_han(uint32_t c);   /* ideographs, 〇 and 々 */
bool couplet__is_space(uint32_t c); /* white space, U+3000, no-break and zero-width spaces, BOM */
bool couplet__is_latin(uint32_t c); /* letters of the Latin script up to U+024F */

/* The offset behind the white space at bytes[at], at most end. The bytes must be valid. */
size_t couplet__skip_spaces(const char *bytes, size_t end, size_t at);

#endif
