/* Findings: what they weigh, how they are named, what they quote. */
#include <string.h>

#include "check/exam.h"
#include "text/utf8.h"

/* How grave a kind is: what a full-length finding of certain confidence weighs. Omissions and false
 * figures mislead the reader; the rest is a matter of care. */
static const double GRAVITY[] = {
    [COUPLET_FINDING_UNTRANSLATED] = 80, [COUPLET_FINDING_CLAUSE] = 60,
    [COUPLET_FINDING_ADDED] = 40,        [COUPLET_FINDING_MOVED] = 35,
    [COUPLET_FINDING_NUMBER] = 90,       [COUPLET_FINDING_NAME] = 85,
    [COUPLET_FINDING_TERM] = 55,         [COUPLET_FINDING_VARIANTS] = 20,
    [COUPLET_FINDING_SOURCE_LEFT] = 95,  [COUPLET_FINDING_EQUAL] = 70,
    [COUPLET_FINDING_UNPAIRED] = 30,     [COUPLET_FINDING_END_MARK] = 25,
    [COUPLET_FINDING_LENGTH] = 30,       [COUPLET_FINDING_REPEATED] = 20};

/* Weights are rounded to this, so that findings of about the same weight stay in the text's order.
 */
static const double STEP = 5;

static const char *const NAMES[] = {[COUPLET_FINDING_UNTRANSLATED] = "untranslated",
                                    [COUPLET_FINDING_CLAUSE] = "clause",
                                    [COUPLET_FINDING_ADDED] = "added",
                                    [COUPLET_FINDING_MOVED] = "moved",
                                    [COUPLET_FINDING_NUMBER] = "number",
                                    [COUPLET_FINDING_NAME] = "name",
                                    [COUPLET_FINDING_TERM] = "term",
                                    [COUPLET_FINDING_VARIANTS] = "variants",
                                    [COUPLET_FINDING_SOURCE_LEFT] = "source-left",
                                    [COUPLET_FINDING_EQUAL] = "equal",
                                    [COUPLET_FINDING_UNPAIRED] = "unpaired",
                                    [COUPLET_FINDING_END_MARK] = "end-mark",
                                    [COUPLET_FINDING_LENGTH] = "length",
                                    [COUPLET_FINDING_REPEATED] = "repeated"};

const char *couplet_finding_name(couplet_finding_kind kind)
{
    size_t i = (size_t)kind;
    return i < sizeof NAMES / sizeof *NAMES ? NAMES[i] : NULL;
}

couplet_finding couplet__finding(const couplet__exam *exam, couplet_finding_kind kind,
                                 couplet_level level, size_t bead)
{
    const couplet_bead *b = couplet_result_bead(exam->report->result, bead);
    couplet_finding f = {.kind = kind, .level = level, .confidence = b->confidence, .bead = bead};
    f.zh = b->zh;
    f.en = b->en;
    f.zh_bytes = couplet__range_bytes(exam->report->zh, b->zh);
    f.en_bytes = couplet__range_bytes(exam->report->en, b->en);
    return f;
}

bool couplet__find_lines(couplet__exam *exam)
{
    size_t size;
    const char *all = couplet_text_bytes(exam->report->zh, &size);
    for (size_t i = 0; i < size; i++)
        if (all[i] == '\n' && !couplet__vec_push(&exam->zh_lines, i))
            return false;
    all = couplet_text_bytes(exam->report->en, &size);
    for (size_t i = 0; i < size; i++)
        if (all[i] == '\n' && !couplet__vec_push(&exam->en_lines, i))
            return false;
    return true;
}

/* How many of count ascending numbers are below `at`. */
static size_t below(const size_t *numbers, size_t count, size_t at)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (numbers[mid] < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t couplet__segment_at(const couplet_text *text, couplet_range range, size_t at)
{
    size_t low = range.first, high = range.first + range.count;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (couplet_text_at(text, mid)->bytes.offset <= at)
            low = mid;
        else
            high = mid;
    }
    return low;
}

/* The line that a byte of a range stands on; of a range without segments, where it would stand. */
static size_t line_of(const couplet__exam *exam, couplet_lang lang, couplet_range range,
                      couplet_span bytes)
{
    bool zh = lang == COUPLET_ZH;
    const couplet_text *text = zh ? exam->report->zh : exam->report->en;
    size_t count = couplet_text_count(text);
    if (range.count == 0 || bytes.length == 0)
        return count == 0
                   ? 0
                   : couplet_text_at(text, range.first < count ? range.first : count - 1)->line;
    const couplet_segment *segment =
        couplet_text_at(text, couplet__segment_at(text, range, bytes.offset));
    const size_t *lines = zh ? exam->zh_lines.at : exam->en_lines.at;
    size_t all = zh ? exam->zh_lines.count : exam->en_lines.count;
    return segment->line + below(lines, all, bytes.offset) -
           below(lines, all, segment->bytes.offset);
}

/* Adds what makes a passage the same wherever it stands and however it is set: folded, without
 * white space, letters small. */
static couplet_status add_plain(couplet__buf *out, couplet__folded *folded,
                                const couplet_text *text, couplet_span bytes)
{
    const char *all = couplet_text_bytes(text, NULL);
    couplet_status status = couplet__fold(folded, all + bytes.offset, bytes.length);
    for (size_t i = 0; i < folded->count && status == COUPLET_OK; i++) {
        uint32_t c = folded->cp[i];
        if (!couplet__is_space(c))
            couplet__buf_utf8(out, c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return status;
}

static couplet_status name_finding(couplet__exam *exam, couplet_finding *f)
{
    couplet__buf plain = {0};
    couplet__buf_str(&plain, NAMES[f->kind]);
    couplet__buf_char(&plain, '\n');
    couplet_status status = add_plain(&plain, &exam->folded, exam->report->zh, f->zh_bytes);
    couplet__buf_char(&plain, '\n');
    if (status == COUPLET_OK)
        status = add_plain(&plain, &exam->folded, exam->report->en, f->en_bytes);
    if (plain.failed)
        status = COUPLET_ENOMEM;
    if (status == COUPLET_OK) {
        uint64_t hash = couplet__hash(plain.at, plain.size);
        for (size_t i = 0; i < 16; i++)
            f->id[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
        f->id[16] = '\0';
    }
    couplet__buf_free(&plain);
    return status;
}

static bool is_accepted(const couplet__exam *exam, const char *id)
{
    return couplet__intern_find(&exam->accepted, id, 16) != COUPLET__ABSENT;
}

couplet_status couplet__found(couplet__exam *exam, couplet_finding f, size_t size)
{
    couplet_report *report = exam->report;
    double length = size < 40 ? (double)size / 40 : 1;
    double weight = GRAVITY[f.kind] * (0.6 + 0.4 * length) * (0.3 + 0.7 * f.confidence);
    f.weight = (double)(int)(weight / STEP + 0.5) * STEP;
    f.zh_line = line_of(exam, COUPLET_ZH, f.zh, f.zh_bytes);
    f.en_line = line_of(exam, COUPLET_EN, f.en, f.en_bytes);
    couplet_status status = name_finding(exam, &f);
    if (status == COUPLET_OK && exam->text.failed)
        status = COUPLET_ENOMEM;
    if (status != COUPLET_OK)
        return status;
    if (is_accepted(exam, f.id)) {
        report->metrics.accepted++;
        couplet__buf_clear(&exam->text);
        return COUPLET_OK;
    }
    char *message = couplet__copy(exam->text.at, exam->text.size);
    f.message = message;
    if (message == NULL || !couplet__vec_push(&report->findings, f)) {
        couplet__free(message);
        return COUPLET_ENOMEM;
    }
    couplet__buf_clear(&exam->text);
    return COUPLET_OK;
}

void couplet__quote(couplet__exam *exam, const couplet_text *text, couplet_span bytes)
{
    enum { SHOWN = 50 };
    bool zh = couplet_text_lang(text) == COUPLET_ZH;
    const char *all = couplet_text_bytes(text, NULL);
    couplet__buf_str(&exam->text, zh ? "\u300C" : "\u201C");
    size_t at = bytes.offset, end = bytes.offset + bytes.length, shown = 0;
    bool space = false;
    while (at < end && shown < (zh ? SHOWN : 2 * SHOWN)) {
        size_t start = at;
        uint32_t c = couplet__utf8_next(all, end, &at);
        if (couplet__is_space(c)) {
            space = shown != 0 && !zh;
            continue;
        }
        if (space)
            couplet__buf_char(&exam->text, ' ');
        space = false;
        couplet__buf_add(&exam->text, all + start, at - start);
        shown++;
    }
    if (at < end)
        couplet__buf_str(&exam->text, "\u2026");
    couplet__buf_str(&exam->text, zh ? "\u300D" : "\u201D");
}

size_t couplet__content(const couplet_text *text, couplet_span bytes)
{
    const char *all = couplet_text_bytes(text, NULL);
    size_t at = bytes.offset, end = bytes.offset + bytes.length, count = 0;
    while (at < end) {
        uint32_t c = couplet__utf8_next(all, end, &at);
        count += couplet__is_han(c) || couplet__is_latin(c) || (c >= '0' && c <= '9') ||
                 (c >= 0xFF10 && c <= 0xFF19);
    }
    return count;
}

bool couplet__counts(const couplet_text *text, size_t segment)
{
    const couplet_segment *s = couplet_text_at(text, segment);
    return (s->kind == COUPLET_KIND_BODY || s->kind == COUPLET_KIND_ITEM) &&
           couplet__content(text, s->bytes) != 0;
}
