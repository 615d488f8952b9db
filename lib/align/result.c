#include "align/result.h"

static couplet_span span_of(const couplet_text *text, couplet_range range)
{
    if (range.count == 0)
        return (couplet_span){0, 0};
    couplet_span first = text->segments.at[range.first].bytes;
    couplet_span last = text->segments.at[range.first + range.count - 1].bytes;
    return (couplet_span){first.offset, last.offset + last.length - first.offset};
}

bool couplet__beads_push(couplet__beads *beads, const couplet_text *zh, const couplet_text *en,
                         couplet_range s, couplet_range t, double confidence)
{
    return couplet__vec_push(beads,
                             (couplet_bead){s, t, span_of(zh, s), span_of(en, t), confidence});
}

size_t couplet_result_count(const couplet_result *result) { return result->beads.count; }

const couplet_bead *couplet_result_bead(const couplet_result *result, size_t i)
{
    return i < result->beads.count ? &result->beads.at[i] : NULL;
}

size_t couplet_result_moved_count(const couplet_result *result) { return result->moved.count; }

const couplet_bead *couplet_result_moved(const couplet_result *result, size_t i)
{
    return i < result->moved.count ? &result->moved.at[i] : NULL;
}

size_t couplet_result_terms_used(const couplet_result *result) { return result->terms_used; }

void couplet_result_free(couplet_result *result)
{
    if (result == NULL)
        return;
    couplet__vec_free(&result->beads);
    couplet__vec_free(&result->moved);
    couplet__free(result);
}
