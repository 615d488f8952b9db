/* The user's term pairs and where they occur.
 *
 * Each side's distinct phrases are numbered; an entry joins two of them. Chinese phrases are folded
 * code points of any length, English ones sequences of stems, so that inflected English matches:
 *
 *     couplet__glossary_stem()      once for each distinct stem of the document
 *     couplet__glossary_find_zh()   phrases in a segment, leftmost and longest, not overlapping
 *     couplet__glossary_find_en()
 *     couplet__glossary_entries()   the English phrases that render a Chinese one */
#ifndef COUPLET_LEXICON_GLOSSARY_H
#define COUPLET_LEXICON_GLOSSARY_H

#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/status.h"
#include "base/vec.h"

typedef struct couplet__hit {
    uint32_t phrase;
    uint32_t first, count; /* code points, or tokens */
} couplet__hit;

typedef COUPLET__VEC(couplet__hit) couplet__hits;

typedef struct couplet__entry {
    uint32_t zh, en;           /* phrases */
    couplet_span zh_at, en_at; /* in the glossary's own text, as the user wrote them */
} couplet__entry;

/* The glossary's number of an English stem (or of a number, as it stands in the text);
 * COUPLET__ABSENT when no term holds it. */
uint32_t couplet__glossary_stem(const couplet_glossary *glossary, const char *stem, size_t size);

/* Replace what *out held. cp is folded text; stems are numbers from couplet__glossary_stem(), one
 * a token. Time: the length times the logarithm of the number of phrases. false: out of memory. */
bool couplet__glossary_find_zh(const couplet_glossary *glossary, const uint32_t *cp, size_t count,
                               couplet__hits *out);
bool couplet__glossary_find_en(const couplet_glossary *glossary, const uint32_t *stems,
                               size_t count, couplet__hits *out);

uint32_t couplet__glossary_phrases(const couplet_glossary *glossary, couplet_lang lang);

/* The entries of a Chinese phrase, by increasing English phrase. */
const couplet__entry *couplet__glossary_entries(const couplet_glossary *glossary, uint32_t zh,
                                                size_t *count);

/* The text that zh_at and en_at of an entry point into. */
const char *couplet__glossary_text(const couplet_glossary *glossary);

/* Entry 0 .. couplet_glossary_count() - 1. */
const couplet__entry *couplet__glossary_entry(const couplet_glossary *glossary, size_t i);

#endif
