#include "anchor/tables.h"

#include <string.h>

#include "base/embed.h"
#include "text/utf8.h"

COUPLET__EMBED(units, COUPLET_DATA "/anchor/units.tsv");
COUPLET__EMBED(idioms, COUPLET_DATA "/anchor/idioms.tsv");
COUPLET__EMBED(surnames, COUPLET_DATA "/anchor/surnames.tsv");
COUPLET__EMBED(transcribing, COUPLET_DATA "/anchor/transcribing.tsv");
COUPLET__EMBED(cantonese, COUPLET_DATA "/anchor/cantonese.tsv");

static couplet__table table(const char *start, const char *end)
{
    return (couplet__table){start, (size_t)(end - start)};
}

couplet__table couplet__measures(void) { return table(couplet__units_start, couplet__units_end); }

couplet__table couplet__idioms(void) { return table(couplet__idioms_start, couplet__idioms_end); }

couplet__table couplet__surnames(void)
{
    return table(couplet__surnames_start, couplet__surnames_end);
}

couplet__table couplet__transcribing(void)
{
    return table(couplet__transcribing_start, couplet__transcribing_end);
}

couplet__table couplet__cantonese(void)
{
    return table(couplet__cantonese_start, couplet__cantonese_end);
}

bool couplet__is_surname(uint32_t c)
{
    char key[3] = {(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
                   (char)(0x80 | (c & 0x3F))};
    size_t ignored;
    couplet__table table = couplet__surnames();
    return c >= 0x800 && c < 0x10000 && couplet__table_find(&table, key, 3, &ignored) != NULL;
}

void couplet__han_set_read(couplet__han_set *out, couplet__table t)
{
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < t.size;) {
        size_t next = at;
        couplet__han_set_add(out, couplet__utf8_next(t.bytes, t.size, &next));
        const char *end = memchr(t.bytes + at, '\n', t.size - at);
        at = end == NULL ? t.size : (size_t)(end - t.bytes) + 1;
    }
}
