/* Where the sentences of a paragraph end. */
#ifndef COUPLET_SEGMENT_CUT_H
#define COUPLET_SEGMENT_CUT_H

#include "base/status.h"
#include "base/vec.h"

typedef COUPLET__VEC(size_t) couplet__cuts;

/* Append the byte offsets, in order, behind which a new sentence begins inside the paragraph: after
 * an end mark and its closers, before any space. The ends of the paragraph itself are not
 * among them. The bytes must be valid UTF-8; the paragraph may hold line breaks, which count as
 * spaces. Time is linear in the paragraph. false: out of memory. */
bool couplet__cut_chinese(couplet__cuts *cuts, const char *bytes, couplet_span paragraph);
bool couplet__cut_english(couplet__cuts *cuts, const char *bytes, couplet_span paragraph);

/* As OmegaT 3.6 cuts a line with its default rules. */
bool couplet__cut_omegat(couplet__cuts *cuts, couplet_lang lang, const char *bytes,
                         couplet_span line);

#endif
