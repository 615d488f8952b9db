/* The metrics: counts of parts and wholes. */
#include "check/exam.h"

static void count_side(couplet__exam *exam, couplet_lang lang)
{
    couplet_report *report = exam->report;
    bool zh = lang == COUPLET_ZH;
    const couplet_text *text = zh ? report->zh : report->en;
    couplet_share *sentences = zh ? &report->metrics.zh_sentences : &report->metrics.en_sentences;
    couplet_share *chars = zh ? &report->metrics.zh_chars : &report->metrics.en_chars;
    for (size_t s = 0; s < couplet_text_count(text); s++) {
        if (!couplet__counts(text, s))
            continue;
        size_t content = couplet__content(text, couplet_text_at(text, s)->bytes);
        size_t pair = (zh ? exam->zh_moved : exam->en_moved)[s];
        const couplet_bead *bead =
            couplet_result_bead(report->result, (zh ? exam->zh_bead : exam->en_bead)[s]);
        float doubt = (zh ? exam->stands.zh : exam->stands.en)[s].doubt;
        bool both = bead->zh.count != 0 && bead->en.count != 0 && doubt < 0.5F;
        double confidence = both ? bead->confidence : 0;
        if (pair != 0 && couplet_result_moved(report->result, pair - 1)->confidence > confidence)
            confidence = couplet_result_moved(report->result, pair - 1)->confidence;
        sentences->whole++;
        chars->whole += content;
        if ((both || pair != 0) && confidence >= report->options.confident) {
            sentences->part++;
            chars->part += content;
        }
    }
}

void couplet__take_metrics(couplet__exam *exam)
{
    couplet_report *report = exam->report;
    count_side(exam, COUPLET_ZH);
    count_side(exam, COUPLET_EN);
    couplet__count_document_numbers(exam);
    for (size_t i = 0; i < couplet_result_count(report->result); i++)
        report->metrics.partial_beads += exam->partial[i];
}
