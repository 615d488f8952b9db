#include "align/model.h"

#include <string.h>

#include "align/glance.h"
#include "base/embed.h"
#include "base/mem.h"

COUPLET__EMBED(weights, COUPLET_DATA "/model/weights.tsv");

size_t couplet__weight_count(bool first)
{
    return first ? couplet__glance_count() : couplet__feature_count() + COUPLET__RUN_WEIGHTS;
}

const char *couplet__weight_name(bool first, size_t i)
{
    if (first)
        return couplet__glance_name(i);
    size_t features = couplet__feature_count();
    return i < features ? couplet__feature_name(i) : i == features ? "run_z" : "run_e";
}

/* A decimal number without exponent at *at, independent of any locale; moves *at behind it. */
static bool read_number(const char **at, const char *end, double *out)
{
    const char *p = *at;
    double sign = 1, value = 0, unit = 1;
    bool any = false;
    if (p < end && (*p == '-' || *p == '+'))
        sign = *p++ == '-' ? -1 : 1;
    for (; p < end && *p >= '0' && *p <= '9'; p++, any = true)
        value = value * 10 + (*p - '0');
    if (p < end && *p == '.')
        for (p++; p < end && *p >= '0' && *p <= '9'; p++, any = true) {
            value = value * 10 + (*p - '0');
            unit *= 10;
        }
    *at = p;
    *out = sign * value / unit;
    return any && unit < 1e15;
}

static bool read_line(couplet__model *m, const char *line, const char *end)
{
    const char *tab = memchr(line, '\t', (size_t)(end - line));
    if (tab == NULL)
        return false;
    for (size_t i = 0; i < couplet__weight_count(true) + couplet__weight_count(false); i++) {
        bool first = i < couplet__weight_count(true);
        size_t k = first ? i : i - couplet__weight_count(true);
        const char *name = couplet__weight_name(first, k), *at = tab + 1;
        if (strlen(name) == (size_t)(tab - line) && memcmp(name, line, (size_t)(tab - line)) == 0)
            return read_number(&at, end, first ? &m->first[k] : &m->second[k]) &&
                   (at == end || *at == '\r');
    }
    return false;
}

couplet_status couplet__model_read(couplet__model *out, const char *tsv, size_t size,
                                   couplet_error *error)
{
    size_t line = 0, weights = 0;
    couplet__model m = {couplet__zalloc(couplet__weight_count(true), sizeof *m.first),
                        couplet__zalloc(couplet__weight_count(false), sizeof *m.second)};
    couplet_status status = COUPLET_OK;
    *out = (couplet__model){0};
    if (m.first == NULL || m.second == NULL)
        status = couplet__no_memory(error);
    for (size_t at = 0; status == COUPLET_OK && at < size;) {
        const char *end = memchr(tsv + at, '\n', size - at);
        size_t stop = end == NULL ? size : (size_t)(end - tsv);
        line++;
        bool told = stop > at && tsv[at] != '#';
        weights += told;
        if (told && !read_line(&m, tsv + at, tsv + stop))
            status =
                couplet__fail(error, COUPLET_EDATA, at, line, "not a weight: feature TAB number");
        at = stop + 1;
    }
    if (status == COUPLET_OK && weights == 0)
        status = couplet__fail(error, COUPLET_EDATA, size, line, "a table without weights");
    if (status != COUPLET_OK)
        couplet__model_free(&m);
    *out = m;
    return status;
}

couplet_status couplet__model_builtin(couplet__model *out, couplet_error *error)
{
    return couplet__model_read(out, couplet__weights_start,
                               (size_t)(couplet__weights_end - couplet__weights_start), error);
}

void couplet__model_free(couplet__model *model)
{
    couplet__free(model->first);
    couplet__free(model->second);
    *model = (couplet__model){0};
}
