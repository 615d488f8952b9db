/* Names that the English spells in more than one way: 鍾庭樾 as "Chung Ting-yueh" here and "Zhong
 * Tingyue" there, 阮星瀾 as "Ruan Xinglan" and "Xinglan Ruan". Hyphens, spaces and capitals make no
 * difference, and each name is reported once. */
#include "check/exam.h"
#include "text/utf8.h"

/* The characters of a tie, folded, in *key; how many. 0: too many to be a name. */
static size_t read_name(const couplet__account *a, const couplet__tie *tie, uint32_t key[8])
{
    size_t count = 0;
    for (size_t i = 0; i < a->chars && a->place.at[i] < tie->zh.offset + tie->zh.length; i++) {
        if (a->place.at[i] < tie->zh.offset || !couplet__is_han(a->cp.at[i]))
            continue;
        if (count == 8)
            return 0;
        key[count++] = a->cp.at[i];
    }
    return count;
}

/* The letters of bytes of the English, small ones only. */
static void read_letters(couplet__buf *out, const couplet_text *en, couplet_span bytes)
{
    const char *all = couplet_text_bytes(en, NULL);
    couplet__buf_clear(out);
    for (size_t at = bytes.offset; at < bytes.offset + bytes.length;) {
        uint32_t c = couplet__utf8_next(all, bytes.offset + bytes.length, &at);
        if (couplet__is_latin(c))
            couplet__buf_utf8(out, c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
}

static couplet_status differs(couplet__exam *exam, size_t bead, const couplet__tie *tie,
                              couplet_span before)
{
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_VARIANTS, COUPLET_NOTE, bead);
    f.zh_bytes = tie->zh;
    f.en_bytes = tie->en;
    f.confidence *= 0.8;
    couplet__quote(exam, exam->report->zh, tie->zh);
    couplet__buf_str(&exam->text, " is ");
    couplet__quote(exam, exam->report->en, tie->en);
    couplet__buf_str(&exam->text, " here, ");
    couplet__quote(exam, exam->report->en, before);
    couplet__buf_str(&exam->text, " before");
    return couplet__found(exam, f, 10);
}

static couplet_status check_tie(couplet__exam *exam, size_t bead, const couplet__tie *tie)
{
    couplet__spelled *spelled = &exam->spelled;
    uint32_t key[8];
    size_t count = read_name(&exam->account, tie, key);
    if (count < 2)
        return COUPLET_OK;
    couplet__buf letters = {0};
    read_letters(&letters, exam->report->en, tie->en);
    uint32_t form = couplet__intern_add(&spelled->forms, letters.at, letters.size);
    uint32_t name = couplet__intern_add(&spelled->names, (const char *)key, count * sizeof *key);
    bool failed = letters.failed || form == COUPLET__ABSENT || name == COUPLET__ABSENT;
    couplet__buf_free(&letters);
    if (failed)
        return COUPLET_ENOMEM;
    if (name == spelled->first.count)
        return couplet__vec_push(&spelled->first, ((couplet__usage){form, false, tie->en}))
                   ? COUPLET_OK
                   : COUPLET_ENOMEM;
    couplet__usage *first = &spelled->first.at[name];
    if (first->phrase == form || first->varies)
        return COUPLET_OK;
    first->varies = true;
    return differs(exam, bead, tie, first->bytes);
}

couplet_status couplet__check_spellings(couplet__exam *exam, size_t bead)
{
    const couplet__account *a = &exam->account;
    couplet_status status = COUPLET_OK;
    for (size_t i = 0; i < a->ties.count && status == COUPLET_OK; i++)
        if (a->ties.at[i].kind == COUPLET__TIE_NAME)
            status = check_tie(exam, bead, &a->ties.at[i]);
    return status;
}
