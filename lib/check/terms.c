/* Glossary terms: rendered as the glossary has it, and always in the same way? */
#include "check/exam.h"
#include "check/settle.h"

static couplet_status missed(couplet__exam *exam, size_t bead, const couplet_glossary *glossary,
                             const couplet__term_hit *hit)
{
    size_t count;
    const couplet__entry *entries = couplet__glossary_entries(glossary, hit->phrase, &count);
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_TERM, COUPLET_WARNING, bead);
    f.zh_bytes = hit->bytes;
    f.confidence *= 0.8;
    couplet__quote(exam, exam->report->zh, hit->bytes);
    couplet__buf_str(&exam->text, " is not rendered as ");
    for (size_t i = 0; i < count && i < 4; i++) {
        couplet__buf_str(&exam->text, i == 0 ? "\u201C" : " or \u201C");
        couplet__buf_add(&exam->text, couplet__glossary_text(glossary) + entries[i].en_at.offset,
                         entries[i].en_at.length);
        couplet__buf_str(&exam->text, "\u201D");
    }
    return couplet__found(exam, f, 20);
}

static couplet_status varies(couplet__exam *exam, size_t bead, const couplet__term_hit *zh,
                             const couplet__term_hit *en, couplet_span before)
{
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_VARIANTS, COUPLET_NOTE, bead);
    f.zh_bytes = zh->bytes;
    f.en_bytes = en->bytes;
    couplet__quote(exam, exam->report->zh, zh->bytes);
    couplet__buf_str(&exam->text, " is ");
    couplet__quote(exam, exam->report->en, en->bytes);
    couplet__buf_str(&exam->text, " here, ");
    couplet__quote(exam, exam->report->en, before);
    couplet__buf_str(&exam->text, " before");
    return couplet__found(exam, f, 10);
}

/* Of each Chinese phrase of a glossary, which rendering stood first, and whether another has been
 * reported since. */
static couplet__usage *usage_of(couplet__exam *exam, size_t which)
{
    const couplet_report_options *options = &exam->report->options;
    if (exam->usage == NULL)
        exam->usage = couplet__zalloc(options->glossary_count, sizeof *exam->usage);
    if (exam->usage == NULL)
        return NULL;
    if (exam->usage[which] == NULL)
        exam->usage[which] =
            couplet__zalloc(couplet__glossary_phrases(options->glossaries[which], COUPLET_ZH),
                            sizeof(couplet__usage));
    return exam->usage[which];
}

static couplet_status check_hit(couplet__exam *exam, size_t bead, size_t which,
                                const couplet__term_hit *zh, const couplet__term_hits *en)
{
    const couplet_glossary *glossary = exam->report->options.glossaries[which];
    const couplet__term_hit *match = couplet__term_partner(glossary, zh, en);
    couplet_metrics *metrics = &exam->report->metrics;
    couplet__usage *usage = usage_of(exam, which);
    if (usage == NULL)
        return COUPLET_ENOMEM;
    metrics->terms.whole++;
    if (match == NULL)
        return exam->account.en.count == 0 ? COUPLET_OK : missed(exam, bead, glossary, zh);
    metrics->terms.part++;
    couplet__usage *use = &usage[zh->phrase];
    if (use->bytes.length == 0) {
        use->phrase = match->phrase;
        use->bytes = match->bytes;
    } else if (use->phrase != match->phrase && !use->varies) {
        use->varies = true;
        metrics->inconsistent_terms++;
        return varies(exam, bead, zh, match, use->bytes);
    }
    return COUPLET_OK;
}

couplet_status couplet__check_terms(couplet__exam *exam, size_t bead)
{
    couplet__term_hits zh = {0}, en = {0};
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; i < exam->report->options.glossary_count && status == COUPLET_OK; i++) {
        if (!couplet__terms_of(&zh, &en, &exam->account, &exam->study, i))
            status = COUPLET_ENOMEM;
        for (size_t k = 0; k < zh.count && status == COUPLET_OK; k++)
            status = check_hit(exam, bead, i, &zh.at[k], &en);
    }
    couplet__vec_free(&zh);
    couplet__vec_free(&en);
    return status;
}
