/* UTF-8, one code point at a time. */
#ifndef COUPLET_TEXT_UTF8_H
#define COUPLET_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at bytes[*at]; moves *at behind it. The bytes must be valid. */
static inline uint32_t couplet__utf8_next(const char *bytes, size_t size, size_t *at)
{
    const unsigned char *p = (const unsigned char *)bytes + *at;
    size_t left = size - *at;
    if (p[0] < 0x80 || left < 2) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0 || left < 3) {
        *at += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0 || left < 4) {
        *at += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *at += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
           (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* The code point that ends before bytes[*at]; moves *at to its start. The bytes must be valid. */
uint32_t couplet__utf8_prev(const char *bytes, size_t *at);

/* The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), or size.
 */
size_t couplet__utf8_check(const char *bytes, size_t size);

/* How many bytes at the start are ASCII. */
size_t couplet__ascii_run(const char *bytes, size_t size);

/* Ideographs, 〇 and 々. */
static inline bool couplet__is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 ||
           c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) ||
           (c >= 0x2E80 && c <= 0x2FD5);
}

/* White space, U+3000, no-break and zero-width spaces, BOM. */
static inline bool couplet__is_space(uint32_t c)
{
    if (c > 0x3000)
        return c == 0xFEFF;
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x2060 || c == 0x3000;
}

/* Letters of the Latin script up to U+024F. */
static inline bool couplet__is_latin(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/* Is c, but for 0, one of the characters of the string? */
static inline bool couplet__one_of(uint32_t c, const uint_least32_t *set)
{
    while (*set != 0 && *set != c)
        set++;
    return c != 0 && *set != 0;
}

/* The offset behind the white space at bytes[at], at most end. The bytes must be valid. */
size_t couplet__skip_spaces(const char *bytes, size_t end, size_t at);

#endif
