#include "text/tables.h"

#include <string.h>

#include "base/embed.h"

COUPLET__EMBED(variants, COUPLET_DATA "/text/variants.tsv");
COUPLET__EMBED(irregular, COUPLET_DATA "/text/irregular.tsv");
COUPLET__EMBED(spellings, COUPLET_DATA "/text/spellings.tsv");
COUPLET__EMBED(readings, COUPLET_DATA "/text/readings.tsv");
COUPLET__EMBED(frequency, COUPLET_DATA "/text/frequency.tsv");

static couplet__table table(const char *start, const char *end)
{
    return (couplet__table){start, (size_t)(end - start)};
}

static couplet__table without_comment(couplet__table t)
{
    while (t.size != 0 && *t.bytes == '#') {
        const char *end = t.bytes + t.size, *newline = memchr(t.bytes, '\n', t.size);
        t.bytes = newline == NULL ? end : newline + 1;
        t.size = (size_t)(end - t.bytes);
    }
    return t;
}

couplet__table couplet__variants(void)
{
    return without_comment(table(couplet__variants_start, couplet__variants_end));
}

couplet__table couplet__frequencies(void)
{
    return without_comment(table(couplet__frequency_start, couplet__frequency_end));
}

couplet__table couplet__irregular(void)
{
    return table(couplet__irregular_start, couplet__irregular_end);
}

couplet__table couplet__american(void)
{
    return table(couplet__spellings_start, couplet__spellings_end);
}

couplet__table couplet__readings(void)
{
    return table(couplet__readings_start, couplet__readings_end);
}
