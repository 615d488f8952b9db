#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "text/utf8.h"

enum { PIECE = 8192 }; /* bytes of UTF-8 handed on at once */

typedef union input { /* iconv's prototype lacks a const */
    const char *given;
    char *taken;
} input;

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static bool same_name(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

const char *couplet__charset_name(const char *name)
{
    /* Names that iconv does not know. What is called GB2312 is in practice GBK, its superset, as
     * browsers take it, too. */
    static const struct {
        const char *other, *name;
    } NAMES[] = {
        {"utf8", "utf-8"},           {"utf16", "utf-16"},        {"utf-8-sig", "utf-8"},
        {"gb2312", "gbk"},           {"ms950", "cp950"},         {"windows-950", "cp950"},
        {"big5hkscs", "big5-hkscs"}, {"x-windows-950", "cp950"}, {"big5-eten", "big5"},
        {"windows-936", "gbk"},      {"cp1252", "windows-1252"}, {"euctw", "euc-tw"},
        {"utf16le", "utf-16le"},     {"utf16be", "utf-16be"},    {"hkscs", "big5-hkscs"},
        {"ansi", "windows-1252"},    {"x-euc-tw", "euc-tw"},
    };
    static const char *const OWN[] = {"utf-8", "utf-16", "utf-16le",    "utf-16be",
                                      "big5",  "cp950",  "big5-hkscs",  "gb18030",
                                      "gbk",   "euc-tw", "windows-1252"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (same_name(name, NAMES[i].other))
            return NAMES[i].name;
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        if (same_name(name, OWN[i]))
            return OWN[i];
    return name;
}

static couplet__charset_end read_utf8(const char *bytes, size_t size, couplet__charset_sink *sink,
                                      void *user, size_t *offset)
{
    size_t good = couplet__utf8_check(bytes, size);
    *offset = good;
    if (good != 0 && !sink(user, bytes, good))
        return COUPLET__CHARSET_STOPPED;
    if (good == size)
        return COUPLET__CHARSET_WHOLE;
    /* cut, if what is left would be the start of a character: it becomes one when it goes on */
    static const char *const TAILS[] = {"\x80",     "\x80\x80",     "\xBF",
                                        "\xBF\x80", "\x80\x80\x80", "\xBF\x80\x80"};
    char whole[8];
    for (size_t i = 0; size - good < 4 && i < sizeof TAILS / sizeof *TAILS; i++) {
        size_t tail = strlen(TAILS[i]), left = size - good;
        memcpy(whole, bytes + good, left);
        memcpy(whole + left, TAILS[i], tail);
        if (couplet__utf8_check(whole, left + tail) == left + tail)
            return COUPLET__CHARSET_CUT;
    }
    return COUPLET__CHARSET_BAD;
}

static couplet__charset_end read_all(iconv_t open, const char *bytes, size_t size,
                                     couplet__charset_sink *sink, void *user, size_t *offset)
{
    char piece[PIECE];
    input in = {bytes};
    size_t left = size;
    for (;;) {
        char *out = piece;
        size_t room = sizeof piece;
        size_t rc = left == 0 ? iconv(open, NULL, NULL, &out, &room)
                              : iconv(open, &in.taken, &left, &out, &room);
        int failed = rc == (size_t)-1 ? errno : 0;
        bool last = rc != (size_t)-1 && in.given == bytes + size && out == piece;
        if (out != piece && !sink(user, piece, (size_t)(out - piece)))
            return COUPLET__CHARSET_STOPPED;
        *offset = (size_t)(in.given - bytes);
        if (failed == EILSEQ)
            return COUPLET__CHARSET_BAD;
        if (failed == EINVAL)
            return COUPLET__CHARSET_CUT;
        if (failed != 0 && failed != E2BIG)
            return COUPLET__CHARSET_BAD;
        if (last)
            return COUPLET__CHARSET_WHOLE;
    }
}

couplet__charset_end couplet__charset_read(const char *name, const char *bytes, size_t size,
                                           couplet__charset_sink *sink, void *user, size_t *offset)
{
    *offset = 0;
    name = couplet__charset_name(name);
    if (same_name(name, "utf-8"))
        return read_utf8(bytes, size, sink, user, offset);
    /* "" is the locale's encoding to iconv, and "//IGNORE" would hide faults */
    if (*name == '\0' || strchr(name, '/') != NULL)
        return COUPLET__CHARSET_UNKNOWN;
    iconv_t open = iconv_open("UTF-8", name);
    if (open == (iconv_t)-1)
        return errno == ENOMEM ? COUPLET__CHARSET_NO_MEMORY : COUPLET__CHARSET_UNKNOWN;
    couplet__charset_end end = read_all(open, bytes, size, sink, user, offset);
    iconv_close(open);
    return end;
}

size_t couplet__charset_offset(const char *name, const char *bytes, size_t size, size_t utf8_size)
{
    name = couplet__charset_name(name);
    if (same_name(name, "utf-8"))
        return utf8_size;
    iconv_t open = iconv_open("UTF-8", name);
    input in = {bytes};
    size_t left = size;
    if (open == (iconv_t)-1)
        return 0;
    char piece[PIECE];
    while (utf8_size != 0) {
        char *out = piece;
        size_t room = utf8_size < sizeof piece ? utf8_size : sizeof piece, before = room;
        size_t rc = iconv(open, &in.taken, &left, &out, &room);
        utf8_size -= before - room;
        if (rc != (size_t)-1 || errno != E2BIG || before == room)
            break;
    }
    iconv_close(open);
    return (size_t)(in.given - bytes);
}
