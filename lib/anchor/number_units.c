#include <string.h>

#include "anchor/number_parts.h"
#include "anchor/tables.h"

enum { KEY_ROOM = 96 };

/* UTF-8 of cp[0..count), or 0 when it does not fit. */
static size_t encode(char out[KEY_ROOM], const uint32_t *cp, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = couplet__lower(cp[i]);
        if (n + 4 > KEY_ROOM)
            return 0;
        if (c < 0x80) {
            out[n++] = (char)c;
        } else if (c < 0x800) {
            out[n++] = (char)(0xC0 | c >> 6);
            out[n++] = (char)(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out[n++] = (char)(0xE0 | c >> 12);
            out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[n++] = (char)(0x80 | (c & 0x3F));
        } else {
            out[n++] = (char)(0xF0 | c >> 18);
            out[n++] = (char)(0x80 | (c >> 12 & 0x3F));
            out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[n++] = (char)(0x80 | (c & 0x3F));
        }
    }
    return n;
}

static const struct {
    const char *name;
    couplet__measure unit;
} UNITS[] = {
    {"piece", COUPLET__PIECES},  {"length", COUPLET__LENGTH}, {"area", COUPLET__AREA},
    {"volume", COUPLET__VOLUME}, {"mass", COUPLET__MASS},     {"power", COUPLET__POWER},
    {"energy", COUPLET__ENERGY}, {"degree", COUPLET__DEGREE}, {"second", COUPLET__SECOND},
    {"month", COUPLET__MONTH},   {"age", COUPLET__AGE},       {"byte", COUPLET__BYTE},
    {"hertz", COUPLET__HERTZ},   {"point", COUPLET__POINT},   {"any", COUPLET__ANY_MONEY},
    {"twd", COUPLET__TWD},       {"cny", COUPLET__CNY},       {"hkd", COUPLET__HKD},
    {"usd", COUPLET__USD},       {"jpy", COUPLET__JPY},       {"eur", COUPLET__EUR},
    {"gbp", COUPLET__GBP},       {"krw", COUPLET__KRW},       {"other", COUPLET__OTHER_MONEY}};

/* A decimal of the table: digits with at most one point. */
static double factor_of(const char *s, size_t size)
{
    double value = 0, scale = 0;
    for (size_t i = 0; i < size; i++) {
        if (s[i] == '.') {
            scale = 1;
        } else {
            value = value * 10 + (s[i] - '0');
            scale *= 10;
        }
    }
    return scale > 1 ? value / scale : value;
}

/* What a line of the table says of a unit. */
static bool read_unit(const char *value, size_t size, couplet__measure *unit, double *factor)
{
    const char *space = memchr(value, ' ', size);
    size_t name = space == NULL ? size : (size_t)(space - value);
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (strlen(UNITS[i].name) == name && memcmp(UNITS[i].name, value, name) == 0) {
            *unit = UNITS[i].unit;
            *factor = space == NULL ? 1 : factor_of(space + 1, size - name - 1);
            return true;
        }
    return false;
}

bool couplet__measure_find(const uint32_t *cp, size_t count, couplet__measure *unit, double *factor)
{
    char key[KEY_ROOM];
    size_t size = encode(key, cp, count), value_size;
    couplet__table table = couplet__measures();
    const char *value = size == 0 ? NULL : couplet__table_find(&table, key, size, &value_size);
    return value != NULL && read_unit(value, value_size, unit, factor);
}

/* The code points whose UTF-8 is bytes[0..size). */
static size_t characters(const char *bytes, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return n;
}

size_t couplet__measure_longest(const uint32_t *cp, size_t count, couplet__measure *unit,
                                double *factor)
{
    char key[KEY_ROOM];
    size_t size = encode(key, cp, count), value_size;
    couplet__table table = couplet__measures();
    const char *value = couplet__table_longest(&table, key, &size, &value_size);
    return value != NULL && read_unit(value, value_size, unit, factor) ? characters(key, size) : 0;
}

size_t couplet__idiom(const uint32_t *cp, size_t count, size_t at)
{
    enum { LONGEST = 5 };
    couplet__table table = couplet__idioms();
    char key[KEY_ROOM];
    size_t most = count - at < LONGEST ? count - at : LONGEST, ignored;
    size_t size = encode(key, cp + at, most);
    return couplet__table_longest(&table, key, &size, &ignored) != NULL ? characters(key, size) : 0;
}
