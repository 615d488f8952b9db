#include "base/buf.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

static bool room_for(couplet__buf *buf, size_t more)
{
    if (buf->failed || more > SIZE_MAX - buf->size - 1) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->size + more + 1;
    if (need <= buf->room)
        return true;
    size_t room = buf->room < 64 ? 64 : buf->room;
    while (room < need)
        room = room > SIZE_MAX / 2 ? need : room * 2;
    char *grown = couplet__resize(buf->at, room, 1);
    if (grown == NULL) {
        buf->failed = true;
        return false;
    }
    buf->at = grown;
    buf->room = room;
    return true;
}

void couplet__buf_add(couplet__buf *buf, const char *bytes, size_t size)
{
    if (!room_for(buf, size))
        return;
    if (size != 0)
        memcpy(buf->at + buf->size, bytes, size);
    buf->size += size;
    buf->at[buf->size] = '\0';
}

void couplet__buf_str(couplet__buf *buf, const char *text)
{
    couplet__buf_add(buf, text, strlen(text));
}

void couplet__buf_char(couplet__buf *buf, char c) { couplet__buf_add(buf, &c, 1); }

void couplet__buf_uint(couplet__buf *buf, size_t value)
{
    char digits[24];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    couplet__buf_add(buf, digits + n, sizeof digits - n);
}

void couplet__buf_fixed(couplet__buf *buf, double value, int digits)
{
    double scale = 1;
    for (int i = 0; i < digits; i++)
        scale *= 10;
    if (value < 0) {
        couplet__buf_char(buf, '-');
        value = -value;
    }
    double scaled = floor(value * scale + 0.5);
    if (!(scaled < 1e15)) { /* also NaN: nothing here prints such values on purpose */
        couplet__buf_str(buf, "inf");
        return;
    }
    uint64_t n = (uint64_t)scaled, unit = (uint64_t)scale;
    couplet__buf_uint(buf, (size_t)(n / unit));
    if (digits == 0)
        return;
    couplet__buf_char(buf, '.');
    for (uint64_t place = unit / 10; place != 0; place /= 10)
        couplet__buf_char(buf, (char)('0' + n / place % 10));
}

void couplet__buf_utf8(couplet__buf *buf, unsigned c)
{
    char bytes[4];
    size_t n = 0;
    if (c < 0x80) {
        bytes[n++] = (char)c;
    } else if (c < 0x800) {
        bytes[n++] = (char)(0xC0 | c >> 6);
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        bytes[n++] = (char)(0xE0 | c >> 12);
        bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        bytes[n++] = (char)(0xF0 | c >> 18);
        bytes[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[n++] = (char)(0x80 | (c & 0x3F));
    }
    couplet__buf_add(buf, bytes, n);
}

void couplet__buf_clear(couplet__buf *buf)
{
    buf->size = 0;
    if (buf->at != NULL)
        buf->at[0] = '\0';
}

void couplet__buf_free(couplet__buf *buf)
{
    couplet__free(buf->at);
    memset(buf, 0, sizeof *buf);
}
