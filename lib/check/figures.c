/* Numbers, dates, units and percentages that differ, or stand on one side only. */
#include <math.h>

#include "check/exam.h"

typedef enum family { SIZE, SHARE, DAY, HOUR, RANK, OTHER } family;

/* What may have been mistaken for what: a wrong figure stays of its kind. */
static family family_of(const couplet__number *n)
{
    switch (n->kind) {
    case COUPLET__COUNT:
    case COUPLET__MONEY:
    case COUPLET__QUANTITY:
    case COUPLET__SEVERAL:
    case COUPLET__TIMES:
        return SIZE;
    case COUPLET__PERCENT:
    case COUPLET__FRACTION:
    case COUPLET__RATIO:
        return SHARE;
    case COUPLET__YEAR:
    case COUPLET__DECADE:
    case COUPLET__CENTURY:
    case COUPLET__DATE:
    case COUPLET__QUARTER:
    case COUPLET__HALF:
    case COUPLET__WEEKDAY:
        return DAY;
    case COUPLET__TIME:
        return HOUR;
    case COUPLET__ORDINAL:
        return RANK;
    default:
        return OTHER;
    }
}

static bool may_be_meant(const couplet__number *zh, const couplet__number *en)
{
    if (zh->kind == COUPLET__WEEKDAY || en->kind == COUPLET__WEEKDAY)
        return zh->kind == en->kind;
    family a = family_of(zh), b = family_of(en);
    return a == b || (a == SIZE && b == SHARE) || (a == SHARE && b == SIZE);
}

/* The free number of the English that was most likely meant: the same unit before the same family,
 * then the nearest in order. Its index, or SIZE_MAX. */
static size_t rival(const couplet__account *a, size_t zh)
{
    size_t best = SIZE_MAX, best_rank = SIZE_MAX;
    size_t first = zh > 64 ? zh - 64 : 0; /* a list of a thousand figures stays linear */
    for (size_t j = first; j < a->en_numbers.count && j < zh + 64; j++) {
        const couplet__number *n = &a->en_numbers.at[j];
        if (a->en_partner.at[j] != 0 || !may_be_meant(&a->zh_numbers.at[zh], n))
            continue;
        size_t rank = (j > zh ? j - zh : zh - j) + (n->kind == a->zh_numbers.at[zh].kind ? 0 : 4) +
                      (n->unit == a->zh_numbers.at[zh].unit ? 0 : 2) + (n->sure ? 0 : 8);
        if (rank < best_rank) {
            best = j;
            best_rank = rank;
        }
    }
    return best;
}

/* The largest power of ten that divides the value: 1,200,000 is rounded to 100,000. */
static double grain(double value)
{
    double g = 1;
    while (g < 1e15 && value != 0 && value == floor(value) && fmod(value, g * 10) == 0)
        g *= 10;
    for (int i = 0; i < 6 && fabs(value / g - floor(value / g + 0.5)) > 1e-6; i++)
        g /= 10;
    return g;
}

static bool is_amount(const couplet__number *n)
{
    return n->kind == COUPLET__COUNT || n->kind == COUPLET__MONEY || n->kind == COUPLET__QUANTITY ||
           n->kind == COUPLET__PERCENT;
}

typedef enum doubt { NONE, ROUNDED, OFF } doubt;

/* Numbers that pass for the same may still not be: 12.6億 and "about 1.23 billion" are not one the
 * rounding of the other (OFF), and of 7,980 and "8,000" the rough one does not say that it is
 * (ROUNDED). Numbers in units that are converted into each other are left alone. */
static doubt doubt_pair(const couplet__number *zh, const couplet__number *en)
{
    double p = zh->value, q = en->value;
    if (fabs(p - q) <= 1e-9 * fabs(p) || !is_amount(zh) || !is_amount(en) ||
        fabs(zh->base * q - en->base * p) > 1e-9 * fabs(zh->base * q))
        return NONE;
    double gp = grain(p), gq = grain(q);
    const couplet__number *rough = gp > gq ? zh : en;
    if (fabs(p - q) > (gp > gq ? gp : gq) * 0.5)
        return fabs(p - q) < 0.06 * fabs(p) ? OFF : NONE;
    return rough->approximate || (gp == gq && zh->approximate) ? NONE : ROUNDED;
}

/* The doubt that the sentence a byte of the bead stands in is rendered at all. */
static double doubt_at(const couplet__exam *exam, couplet_lang lang, size_t at)
{
    bool zh = lang == COUPLET_ZH;
    size_t i = couplet__segment_at(zh ? exam->report->zh : exam->report->en,
                                   zh ? exam->account.zh : exam->account.en, at);
    return (double)(zh ? exam->stands.zh : exam->stands.en)[i].doubt;
}

static couplet_status differs(couplet__exam *exam, size_t bead, size_t i, size_t j)
{
    couplet__account *a = &exam->account;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_NUMBER, COUPLET_ERROR, bead);
    f.zh_bytes = a->zh_numbers.at[i].bytes;
    f.en_bytes = a->en_numbers.at[j].bytes;
    bool rounded = doubt_pair(&a->zh_numbers.at[i], &a->en_numbers.at[j]) == ROUNDED;
    f.confidence *= rounded ? 0.4 : a->en_numbers.at[j].sure ? 0.9 : 0.6;
    f.confidence *= 1 - doubt_at(exam, COUPLET_ZH, f.zh_bytes.offset);
    if (f.confidence < 0.5)
        f.level = COUPLET_WARNING;
    couplet__quote(exam, exam->report->zh, f.zh_bytes);
    couplet__buf_str(&exam->text, " against ");
    couplet__quote(exam, exam->report->en, f.en_bytes);
    if (rounded)
        couplet__buf_str(&exam->text, ", rounded without saying so");
    a->zh_partner.at[i] = a->en_partner.at[j] = SIZE_MAX; /* spoken for */
    exam->partial[bead] = true;
    return couplet__found(exam, f, 40);
}

/* One and two are said in many ways: 兩個 "both", 一張 "a". */
static bool is_small(const couplet__number *n)
{
    return n->value <= 2 && (n->kind == COUPLET__COUNT ||
                             (n->kind == COUPLET__QUANTITY && n->unit == COUPLET__PIECES));
}

/* Does it stand in a sentence that is reported as a whole? */
static bool is_told(const couplet__exam *exam, couplet_lang lang, const couplet__number *n)
{
    return doubt_at(exam, lang, n->bytes.offset) >= COUPLET__DOUBTFUL;
}

static couplet_status one_sided(couplet__exam *exam, size_t bead, couplet_lang lang,
                                const couplet__number *n)
{
    bool zh = lang == COUPLET_ZH;
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    couplet_kind kind = couplet_text_at(exam->report->zh, b->zh.first)->kind;
    bool body = kind == COUPLET_KIND_BODY || kind == COUPLET_KIND_ITEM;
    bool grave = zh && !is_small(n) && body && b->confidence >= exam->report->options.confident;
    couplet_finding f = couplet__finding(exam, COUPLET_FINDING_NUMBER,
                                         grave ? COUPLET_WARNING : COUPLET_NOTE, bead);
    f.zh_bytes = zh ? n->bytes : (couplet_span){f.zh_bytes.offset, 0};
    f.en_bytes = zh ? (couplet_span){f.en_bytes.offset, 0} : n->bytes;
    f.confidence *= grave ? 0.6 : 0.3;
    couplet__quote(exam, zh ? exam->report->zh : exam->report->en, n->bytes);
    couplet__buf_str(&exam->text, zh ? " is not in the English" : " is not in the Chinese");
    exam->partial[bead] = exam->partial[bead] || grave;
    return couplet__found(exam, f, grave ? 20 : 5);
}

/* What found no partner in its bead may have one elsewhere in the document. */
static bool keep_leftover(couplet__exam *exam, const couplet__number *n, couplet_lang lang)
{
    couplet__leftovers *left = &exam->leftovers;
    if (lang == COUPLET_EN)
        return couplet__vec_push(&left->en, *n);
    uint32_t id = couplet__intern_add(&left->keys, (const char *)&n->key, sizeof n->key);
    if (id == COUPLET__ABSENT || (id == left->zh.count && !couplet__vec_push(&left->zh, 0)))
        return false;
    left->zh.at[id]++;
    return true;
}

static bool count_numbers(couplet__exam *exam)
{
    const couplet__account *a = &exam->account;
    couplet_share *share = &exam->report->metrics.numbers;
    bool ok = true;
    for (size_t i = 0; i < a->zh_numbers.count && ok; i++) {
        bool met = a->zh_partner.at[i] != 0;
        share->part += met ? 2 : 0;
        share->whole += met ? 2 : a->zh_numbers.at[i].sure;
        if (!met && a->zh_numbers.at[i].sure)
            ok = keep_leftover(exam, &a->zh_numbers.at[i], COUPLET_ZH);
    }
    for (size_t j = 0; j < a->en_numbers.count && ok; j++)
        if (a->en_partner.at[j] == 0 && a->en_numbers.at[j].sure) {
            share->whole++;
            ok = keep_leftover(exam, &a->en_numbers.at[j], COUPLET_EN);
        }
    return ok;
}

static bool take_leftover(couplet__leftovers *left, uint64_t key)
{
    uint32_t id = couplet__intern_find(&left->keys, (const char *)&key, sizeof key);
    if (key == 0 || id == COUPLET__ABSENT || left->zh.at[id] == 0)
        return false;
    left->zh.at[id]--;
    return true;
}

void couplet__count_document_numbers(couplet__exam *exam)
{
    couplet_metrics *m = &exam->report->metrics;
    m->document_numbers = m->numbers;
    for (size_t j = 0; j < exam->leftovers.en.count; j++) {
        const couplet__number *n = &exam->leftovers.en.at[j];
        if (take_leftover(&exam->leftovers, n->key) || take_leftover(&exam->leftovers, n->alt))
            m->document_numbers.part += 2;
    }
}

/* A day may be told by its weekday: 23日, "on Tuesday". Such pairs are settled without a word. */
static void settle_days(couplet__account *a)
{
    for (size_t i = 0; i < a->zh_numbers.count; i++)
        for (size_t j = 0; j < a->en_numbers.count && a->zh_partner.at[i] == 0 && j < 64; j++) {
            couplet__number_kind zh = a->zh_numbers.at[i].kind, en = a->en_numbers.at[j].kind;
            bool days = (zh == COUPLET__DATE && en == COUPLET__WEEKDAY) ||
                        (zh == COUPLET__WEEKDAY && en == COUPLET__DATE);
            if (days && a->en_partner.at[j] == 0) {
                a->zh_partner.at[i] = j + 1;
                a->en_partner.at[j] = i + 1;
            }
        }
}

/* A number of the Chinese. Where its sentence may not be rendered at all, only one that differs in
 * nothing but the value is told of. */
static couplet_status check_zh(couplet__exam *exam, size_t bead, size_t i)
{
    const couplet__account *a = &exam->account;
    const couplet__number *zh = &a->zh_numbers.at[i];
    bool told = is_told(exam, COUPLET_ZH, zh);
    size_t partner = a->zh_partner.at[i];
    if (partner == SIZE_MAX || (partner == 0 && !zh->sure))
        return COUPLET_OK;
    if (partner != 0)
        return told || doubt_pair(zh, &a->en_numbers.at[partner - 1]) == NONE
                   ? COUPLET_OK
                   : differs(exam, bead, i, partner - 1);
    size_t j = rival(a, i);
    bool alike = j != SIZE_MAX && a->en_numbers.at[j].kind == zh->kind &&
                 a->en_numbers.at[j].unit == zh->unit;
    if (j != SIZE_MAX && (alike || !told))
        return differs(exam, bead, i, j);
    return told ? COUPLET_OK : one_sided(exam, bead, COUPLET_ZH, zh);
}

couplet_status couplet__check_numbers(couplet__exam *exam, size_t bead)
{
    couplet__account *a = &exam->account;
    couplet_status status = COUPLET_OK;
    settle_days(a);
    if (!count_numbers(exam))
        return COUPLET_ENOMEM;
    if (a->zh.count == 0 || a->en.count == 0)
        return COUPLET_OK; /* the whole sentence is missing, or added */
    for (size_t i = 0; i < a->zh_numbers.count && status == COUPLET_OK; i++)
        status = check_zh(exam, bead, i);
    for (size_t j = 0; j < a->en_numbers.count && status == COUPLET_OK; j++)
        if (a->en_partner.at[j] == 0 && a->en_numbers.at[j].sure &&
            !is_told(exam, COUPLET_EN, &a->en_numbers.at[j]))
            status = one_sided(exam, bead, COUPLET_EN, &a->en_numbers.at[j]);
    return status;
}
