#include "check/settle.h"

/* The first character, token of the bead that does not begin before byte `at`. */
static size_t char_at(const couplet__account *a, size_t at)
{
    size_t low = 0, high = a->chars;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (a->place.at[mid] < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t couplet__token_at(const couplet__account *a, const couplet__document *d, size_t at)
{
    size_t low = 0, high = a->tokens;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->tokens.at[a->token_first + mid].offset < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool couplet__settle(couplet__account *a, const couplet__document *d, couplet_span zh,
                     couplet_span en, couplet__tie_kind kind)
{
    size_t last = char_at(a, zh.offset + zh.length);
    for (size_t i = char_at(a, zh.offset); i < last; i++) {
        a->zh_covered.at[i] = 1;
        a->owner.at[i] = couplet__settled(kind);
    }
    last = couplet__token_at(a, d, en.offset + en.length);
    for (size_t i = couplet__token_at(a, d, en.offset); i < last; i++)
        a->en_covered.at[i] = 1;
    return couplet__vec_push(&a->ties, (couplet__tie){zh, en, 1, kind});
}

enum { SUITORS = 256 }; /* numbers of a bead that one is compared with: bounds outsize beads */

/* Marries the numbers that agree at least so well, each to the next free one in order. */
static bool marry(couplet__account *a, const couplet__study *study, couplet__agreement at_least)
{
    size_t from = 0; /* partners mostly stand in the same order */
    for (size_t i = 0; i < a->zh_numbers.count; i++)
        for (size_t k = 0; k < a->en_numbers.count && k < SUITORS && a->zh_partner.at[i] == 0;
             k++) {
            size_t j = (from + k) % a->en_numbers.count;
            const couplet__number *zh = &a->zh_numbers.at[i], *en = &a->en_numbers.at[j];
            if (a->en_partner.at[j] != 0 || couplet__number_compare(zh, en) < at_least)
                continue;
            a->zh_partner.at[i] = j + 1;
            a->en_partner.at[j] = i + 1;
            from = j + 1;
            if (!couplet__settle(a, &study->document, zh->bytes, en->bytes, COUPLET__TIE_NUMBER))
                return false;
        }
    return true;
}

static void shift(couplet__numbers *numbers, size_t by)
{
    for (size_t i = 0; i < numbers->count; i++)
        numbers->at[i].bytes.offset += by;
}

couplet_status couplet__settle_numbers(couplet__account *a, const couplet__study *study)
{
    const char *zh = couplet_text_bytes(study->zh, NULL), *en = couplet_text_bytes(study->en, NULL);
    couplet_status status =
        couplet__numbers_zh(&a->zh_numbers, zh + a->zh_bytes.offset, a->zh_bytes.length);
    if (status == COUPLET_OK)
        status = couplet__numbers_en(&a->en_numbers, en + a->en_bytes.offset, a->en_bytes.length);
    if (status != COUPLET_OK)
        return status;
    shift(&a->zh_numbers, a->zh_bytes.offset);
    shift(&a->en_numbers, a->en_bytes.offset);
    if (!couplet__vec_reserve(&a->zh_partner, a->zh_numbers.count) ||
        !couplet__vec_reserve(&a->en_partner, a->en_numbers.count))
        return COUPLET_ENOMEM;
    a->zh_partner.count = a->zh_numbers.count;
    a->en_partner.count = a->en_numbers.count;
    for (size_t i = 0; i < a->zh_partner.count; i++)
        a->zh_partner.at[i] = 0;
    for (size_t i = 0; i < a->en_partner.count; i++)
        a->en_partner.at[i] = 0;
    bool ok = marry(a, study, COUPLET__EQUAL) && marry(a, study, COUPLET__COMPATIBLE);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}

static bool chinese_terms(couplet__term_hits *out, const couplet__account *a,
                          const couplet_glossary *glossary)
{
    couplet__hits hits = {0};
    bool ok = couplet__glossary_find_zh(glossary, a->cp.at, a->chars, &hits);
    for (size_t i = 0; i < hits.count && ok; i++) {
        size_t from = a->place.at[hits.at[i].first];
        size_t last = a->place.at[hits.at[i].first + hits.at[i].count];
        ok = couplet__vec_push(out, (couplet__term_hit){hits.at[i].phrase, {from, last - from}});
    }
    couplet__vec_free(&hits);
    return ok;
}

static bool english_terms(couplet__term_hits *out, const couplet__account *a,
                          const couplet__study *study, const couplet_glossary *glossary)
{
    const couplet__document *d = &study->document;
    couplet__hits hits = {0};
    COUPLET__VEC(uint32_t) stems = {0};
    bool ok = couplet__vec_reserve(&stems, a->tokens);
    for (size_t i = 0; i < a->tokens && ok; i++) {
        size_t size;
        const char *stem =
            couplet__intern_key(&d->stems, d->tokens.at[a->token_first + i].stem, &size);
        stems.at[stems.count++] = couplet__glossary_stem(glossary, stem, size);
    }
    ok = ok && couplet__glossary_find_en(glossary, stems.at, stems.count, &hits);
    for (size_t i = 0; i < hits.count && ok; i++) {
        const couplet__occurrence *first = &d->tokens.at[a->token_first + hits.at[i].first];
        const couplet__occurrence *last = first + hits.at[i].count - 1;
        ok = couplet__vec_push(
            out, (couplet__term_hit){hits.at[i].phrase,
                                     {first->offset, last->offset + last->size - first->offset}});
    }
    couplet__vec_free(&hits);
    couplet__vec_free(&stems);
    return ok;
}

bool couplet__terms_of(couplet__term_hits *zh, couplet__term_hits *en, const couplet__account *a,
                       const couplet__study *study, size_t which)
{
    const couplet_glossary *glossary = study->options->glossaries[which];
    zh->count = en->count = 0;
    return chinese_terms(zh, a, glossary) && english_terms(en, a, study, glossary);
}

const couplet__term_hit *couplet__term_partner(const couplet_glossary *glossary,
                                               const couplet__term_hit *zh,
                                               const couplet__term_hits *en)
{
    size_t count;
    const couplet__entry *entries = couplet__glossary_entries(glossary, zh->phrase, &count);
    for (size_t i = 0; i < en->count; i++)
        for (size_t k = 0; k < count; k++)
            if (entries[k].en == en->at[i].phrase)
                return &en->at[i];
    return NULL;
}

couplet_status couplet__settle_terms(couplet__account *a, const couplet__study *study)
{
    couplet__term_hits zh = {0}, en = {0};
    bool ok = true;
    for (size_t i = 0; i < study->options->glossary_count && ok; i++) {
        ok = couplet__terms_of(&zh, &en, a, study, i);
        for (size_t k = 0; k < zh.count && ok; k++) {
            const couplet__term_hit *match =
                couplet__term_partner(study->options->glossaries[i], &zh.at[k], &en);
            if (match != NULL)
                ok = couplet__settle(a, &study->document, zh.at[k].bytes, match->bytes,
                                     COUPLET__TIE_TERM);
        }
    }
    couplet__vec_free(&zh);
    couplet__vec_free(&en);
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
