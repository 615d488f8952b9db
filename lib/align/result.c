#include "align/result.h"

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
