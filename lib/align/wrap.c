#include "align/result.h"
#include "segment/text.h"

static couplet_span bytes_of(const couplet_text *text, couplet_range range)
{
    if (range.count == 0)
        return (couplet_span){0, 0};
    size_t start = text->segments.at[range.first].bytes.offset;
    const couplet_segment *last = &text->segments.at[range.first + range.count - 1];
    return (couplet_span){start, last->bytes.offset + last->bytes.length - start};
}

/* Does the range go on where the segments so far ended? Then takes it. */
static bool follows(couplet_range *range, size_t *next, size_t count)
{
    if (range->count == 0) {
        range->first = *next;
        return true;
    }
    if (range->first != *next || range->count > count - *next)
        return false;
    *next += range->count;
    return true;
}

couplet_status couplet_result_wrap(couplet_result **out, const couplet_text *zh,
                                   const couplet_text *en, const couplet_bead *beads, size_t count,
                                   couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the result");
    *out = NULL;
    if (zh == NULL || en == NULL || zh->lang != COUPLET_ZH || en->lang != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "the sides are missing or swapped");
    couplet_result *result = couplet__zalloc(1, sizeof *result);
    if (result == NULL || !couplet__vec_reserve(&result->beads, count)) {
        couplet_result_free(result);
        return couplet__no_memory(error);
    }
    size_t next_zh = 0, next_en = 0;
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        couplet_bead bead = beads[i];
        ok = follows(&bead.zh, &next_zh, zh->segments.count) &&
             follows(&bead.en, &next_en, en->segments.count) &&
             bead.zh.count + bead.en.count != 0 && bead.confidence >= 0 && bead.confidence <= 1;
        if (!ok)
            break;
        bead.zh_bytes = bytes_of(zh, bead.zh);
        bead.en_bytes = bytes_of(en, bead.en);
        result->beads.at[result->beads.count++] = bead;
    }
    if (!ok || next_zh != zh->segments.count || next_en != en->segments.count) {
        couplet_result_free(result);
        return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                             "the beads do not cover both texts in order");
    }
    *out = result;
    return COUPLET_OK;
}
