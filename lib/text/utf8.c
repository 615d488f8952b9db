#include "text/utf8.h"

#include <string.h>

uint32_t couplet__utf8_prev(const char *bytes, size_t *at)
{
    size_t start = *at - 1;
    while (start > 0 && ((unsigned char)bytes[start] & 0xC0) == 0x80)
        start--;
    size_t end = *at, next = start;
    *at = start;
    return couplet__utf8_next(bytes, end, &next);
}

size_t couplet__ascii_run(const char *bytes, size_t size)
{
    size_t i = 0;
    for (uint64_t eight; size - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, bytes + i, sizeof eight);
        if ((eight & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (i < size && (unsigned char)bytes[i] < 0x80)
        i++;
    return i;
}

size_t couplet__utf8_check(const char *bytes, size_t size)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t i = 0;
    while (i < size) {
        if (p[i] < 0x80) {
            i += couplet__ascii_run(bytes + i, size - i);
            continue;
        }
        /* nearly all Chinese: no byte of these narrows what may follow it */
        if (p[i] >= 0xE1 && p[i] <= 0xEC && size - i >= 3 && (p[i + 1] & 0xC0) == 0x80 &&
            (p[i + 2] & 0xC0) == 0x80) {
            i += 3;
            continue;
        }
        size_t n = p[i] >= 0xC2 && p[i] < 0xE0   ? 2
                   : p[i] >= 0xE0 && p[i] < 0xF0 ? 3
                   : p[i] >= 0xF0 && p[i] < 0xF5 ? 4
                                                 : 0;
        if (n == 0 || n > size - i)
            return i;
        for (size_t k = 1; k < n; k++)
            if ((p[i + k] & 0xC0) != 0x80)
                return i;
        if ((p[i] == 0xE0 && p[i + 1] < 0xA0) || (p[i] == 0xED && p[i + 1] > 0x9F) ||
            (p[i] == 0xF0 && p[i + 1] < 0x90) || (p[i] == 0xF4 && p[i + 1] > 0x8F))
            return i;
        i += n;
    }
    return size;
}

size_t couplet__skip_spaces(const char *bytes, size_t end, size_t at)
{
    while (at < end) {
        size_t next = at;
        if (!couplet__is_space(couplet__utf8_next(bytes, end, &next)))
            break;
        at = next;
    }
    return at;
}
