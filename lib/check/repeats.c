/* Sentences that stand twice in one rendering and not in the other. */
#include "check/exam.h"
#include "text/utf8.h"

enum { SHORTEST = 8 }; /* characters of content: 「是的。」 may stand twice */

typedef struct firsts { /* sentences of one side by their folded text */
    couplet__intern set;
    COUPLET__VEC(size_t) segment; /* where each stood first */
} firsts;

/* The segment that says the same as this one and stands before it, or the segment itself. */
static couplet_status first_of(couplet__exam *exam, firsts *seen, const couplet_text *text,
                               size_t segment, size_t *first)
{
    couplet_span bytes = couplet_text_at(text, segment)->bytes;
    const char *all = couplet_text_bytes(text, NULL);
    couplet__folded *f = &exam->folded;
    couplet_status status = couplet__fold(f, all + bytes.offset, bytes.length);
    if (status != COUPLET_OK)
        return status;
    size_t n = 0;
    for (size_t i = 0; i < f->count; i++)
        if (!couplet__is_space(f->cp[i]))
            f->cp[n++] = f->cp[i];
    uint32_t id = couplet__intern_add(&seen->set, (const char *)f->cp, n * sizeof *f->cp);
    if (id == COUPLET__ABSENT ||
        (id == seen->segment.count && !couplet__vec_push(&seen->segment, segment)))
        return COUPLET_ENOMEM;
    *first = seen->segment.at[id];
    return COUPLET_OK;
}

/* Fills first[s] for each segment of a side. */
static couplet_status find_firsts(couplet__exam *exam, const couplet_text *text, size_t *first)
{
    firsts seen = {0};
    couplet_status status = COUPLET_OK;
    for (size_t s = 0; s < couplet_text_count(text) && status == COUPLET_OK; s++)
        status = first_of(exam, &seen, text, s, &first[s]);
    couplet__intern_free(&seen.set);
    couplet__vec_free(&seen.segment);
    return status;
}

static couplet_status report_repeats(couplet__exam *exam, couplet_lang lang, const size_t *first,
                                     const size_t *other_first)
{
    couplet_report *report = exam->report;
    bool zh = lang == COUPLET_ZH;
    const couplet_text *text = zh ? report->zh : report->en;
    couplet_status status = COUPLET_OK;
    for (size_t s = 0; s < couplet_text_count(text) && status == COUPLET_OK; s++) {
        couplet_span bytes = couplet_text_at(text, s)->bytes;
        if (first[s] == s || !couplet__counts(text, s) ||
            couplet__content(text, bytes) < (zh ? SHORTEST : 3 * SHORTEST))
            continue;
        size_t bead = (zh ? exam->zh_bead : exam->en_bead)[s];
        const couplet_bead *b = couplet_result_bead(report->result, bead);
        couplet_range other = zh ? b->en : b->zh;
        if (other.count != 0 && other_first[other.first] != other.first)
            continue; /* the other rendering repeats itself here, too */
        couplet_finding f = couplet__finding(exam, COUPLET_FINDING_REPEATED, COUPLET_NOTE, bead);
        f.confidence = 1;
        *(zh ? &f.zh : &f.en) = (couplet_range){s, 1};
        f.zh_bytes = zh ? bytes : (couplet_span){f.zh_bytes.offset, 0};
        f.en_bytes = zh ? (couplet_span){f.en_bytes.offset, 0} : bytes;
        couplet__quote(exam, text, bytes);
        couplet__buf_str(&exam->text, " stands at line ");
        couplet__buf_uint(&exam->text, couplet_text_at(text, first[s])->line);
        couplet__buf_str(&exam->text, " already");
        status = couplet__found(exam, f, couplet__content(text, bytes) / (zh ? 1 : 3));
    }
    return status;
}

couplet_status couplet__check_repeats(couplet__exam *exam)
{
    const couplet_report *report = exam->report;
    size_t *zh = couplet__alloc(couplet_text_count(report->zh), sizeof *zh);
    size_t *en = couplet__alloc(couplet_text_count(report->en), sizeof *en);
    couplet_status status =
        zh == NULL || en == NULL ? COUPLET_ENOMEM : find_firsts(exam, report->zh, zh);
    if (status == COUPLET_OK)
        status = find_firsts(exam, report->en, en);
    if (status == COUPLET_OK)
        status = report_repeats(exam, COUPLET_ZH, zh, en);
    if (status == COUPLET_OK)
        status = report_repeats(exam, COUPLET_EN, en, zh);
    couplet__free(zh);
    couplet__free(en);
    return status;
}
