/* Memory that runs out: each piece of work is done with its n-th allocation failing, for n = 0, 1,
 * 2 ... until it succeeds. It must say COUPLET_ENOMEM, hand out nothing, and leave nothing behind.
 * This program is linked with -Wl,--wrap, so that the library's own calls come here first. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "couplet/couplet.h"
#include "suite.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *p);

static struct {
    bool on;
    size_t until; /* allocations to let pass; from then on, all fail or one does */
    bool once;
    bool failed; /* one was refused */
    long live;   /* handed out and not yet freed */
    bool kept;   /* a result was handed out in spite of a failure */
} memory;

static bool refuse(void)
{
    if (!memory.on)
        return false;
    if (memory.until > 0) {
        memory.until--;
        return false;
    }
    if (memory.once && memory.failed)
        return false;
    memory.failed = true;
    return true;
}

static void *count(void *p)
{
    memory.live += memory.on && p != NULL;
    return p;
}

void *__wrap_malloc(size_t size) { return refuse() ? NULL : count(__real_malloc(size)); }

void *__wrap_calloc(size_t number, size_t size)
{
    return refuse() ? NULL : count(__real_calloc(number, size));
}

void *__wrap_realloc(void *old, size_t size)
{
    if (refuse())
        return NULL;
    void *p = __real_realloc(old, size);
    if (old == NULL)
        count(p);
    return p;
}

void __wrap_free(void *p)
{
    memory.live -= memory.on && p != NULL;
    __real_free(p);
}

static const char ZH[] =
    "港口夜間關閘\n\n十二月起，東渡港每晚10時關閘。港務長林佩芬說，這是三十年來第一次。\n"
    "「我們凌晨三點就要出海，」陳阿水說，「關了閘，魚怎麼辦？」\n";
static const char EN[] =
    "Harbour to close its gates at night\n\nFrom December, the port of Dongdu will close at 10 "
    "p.m. "
    "Harbour master Lin Pei-fen said this was a first in 30 years.\n\n\"We put out at three in the "
    "morning,\" said Chen A-shui. \"With the gates shut, what becomes of the fish?\"\n";
static const char BOTH[] = "港口夜間關閘。十二月起，東渡港每晚10時關閘。\n\n"
                           "The port closes at night. From December, it will close at 10 p.m.\n";
/* The beginning of ZH in Big5. */
static const char BIG5[] = "\xB4\xE4\xA4\x66\xA9\x5D\xB6\xA1\xC3\xF6\xB9\x68\n";
static const char TERMS[] = "港務長\tharbour master\n東渡港\tport of Dongdu; Dongdu port\n";
static const char TMX[] =
    "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header srclang=\"zh-TW\"/><body><tu>"
    "<tuv xml:lang=\"zh-TW\"><seg>魚 &amp; 船</seg></tuv><tuv xml:lang=\"en\"><seg>fish &amp; "
    "boats</seg></tuv></tu></body></tmx>";

static int swallow(void *user, const char *data, size_t size)
{
    (void)user, (void)data, (void)size;
    return 0;
}

static int swallow_pair(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    (void)user, (void)zh, (void)zh_size, (void)en, (void)en_size;
    return 0;
}

/* Texts, a glossary and an alignment that the pieces of work below may need: made beforehand. */
static struct {
    couplet_text *zh, *en;
    couplet_glossary *glossary;
    couplet_aligner *aligner;
    couplet_result *result;
} ready;

static couplet_status make_aligner(couplet_aligner **out, couplet_error *error)
{
    couplet_options options;
    couplet_options_init(&options, sizeof options);
    const couplet_glossary *glossaries[] = {ready.glossary};
    options.glossaries = glossaries;
    options.glossary_count = 1;
    return couplet_aligner_new(out, &options, error);
}

static void get_ready(void)
{
    static const couplet_glossary *glossaries[1];
    couplet_options options;
    couplet_options_init(&options, sizeof options);
    ck_assert_int_eq(couplet_glossary_new(&ready.glossary, TERMS, sizeof TERMS - 1, NULL), 0);
    glossaries[0] = ready.glossary;
    options.glossaries = glossaries;
    options.glossary_count = 1;
    ck_assert_int_eq(couplet_text_segment(&ready.zh, COUPLET_ZH, ZH, sizeof ZH - 1, NULL, NULL), 0);
    ck_assert_int_eq(couplet_text_segment(&ready.en, COUPLET_EN, EN, sizeof EN - 1, NULL, NULL), 0);
    ck_assert_int_eq(couplet_aligner_new(&ready.aligner, &options, NULL), 0);
    ck_assert_int_eq(couplet_align(&ready.result, ready.aligner, ready.zh, ready.en, NULL, NULL),
                     0);
}

static void put_away(void)
{
    couplet_result_free(ready.result);
    couplet_aligner_free(ready.aligner);
    couplet_glossary_free(ready.glossary);
    couplet_text_free(ready.en);
    couplet_text_free(ready.zh);
}

/* Frees what was handed out; on failure nothing may have been. (Check allocates in its own
 * assertions, so they wait until the memory is whole again.) */
#define FINISH(status, out, release)                                                               \
    do {                                                                                           \
        memory.kept = memory.kept || ((status) != COUPLET_OK && (out) != NULL);                    \
        release(out);                                                                              \
    } while (0)

static couplet_status detect(couplet_error *error)
{
    couplet_detection found;
    return couplet_detect(&found, BIG5, sizeof BIG5 - 1, COUPLET_ZH, error);
}

static couplet_status decode(couplet_error *error)
{
    char *utf8 = NULL;
    size_t size;
    couplet_status status = couplet_decode(&utf8, &size, BIG5, sizeof BIG5 - 1, "big5", error);
    FINISH(status, utf8, couplet_free);
    return status;
}

static couplet_status segment_as(couplet_lang lang, const char *text, couplet_profile profile,
                                 couplet_error *error)
{
    couplet_text *out = NULL;
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = profile;
    couplet_status status = couplet_text_segment(&out, lang, text, strlen(text), &options, error);
    FINISH(status, out, couplet_text_free);
    return status;
}

static couplet_status segment_zh(couplet_error *error)
{
    return segment_as(COUPLET_ZH, ZH, COUPLET_PROFILE_COUPLET, error);
}

static couplet_status segment_en(couplet_error *error)
{
    return segment_as(COUPLET_EN, EN, COUPLET_PROFILE_COUPLET, error);
}

static couplet_status segment_omegat(couplet_error *error)
{
    return segment_as(COUPLET_EN, EN, COUPLET_PROFILE_OMEGAT, error);
}

static couplet_status segment_lines(couplet_error *error)
{
    return segment_as(COUPLET_ZH, ZH, COUPLET_PROFILE_LINES, error);
}

static couplet_status wrap(couplet_error *error)
{
    couplet_text *out = NULL;
    const couplet_span spans[] = {{0, 6}, {6, 3}};
    couplet_status status = couplet_text_wrap(&out, COUPLET_ZH, ZH, sizeof ZH - 1, spans, 2, error);
    FINISH(status, out, couplet_text_free);
    return status;
}

static couplet_status split(couplet_error *error)
{
    couplet_text *zh = NULL, *en = NULL;
    couplet_status status = couplet_text_split(&zh, &en, BOTH, sizeof BOTH - 1, NULL, error);
    FINISH(status, zh, couplet_text_free);
    FINISH(status, en, couplet_text_free);
    return status;
}

static couplet_status show(couplet_error *error)
{
    char *utf8 = NULL;
    size_t size;
    couplet_range all = {0, couplet_text_count(ready.zh)};
    couplet_status status = couplet_text_show(&utf8, &size, ready.zh, all, error);
    FINISH(status, utf8, couplet_free);
    return status;
}

static couplet_status read_glossary(couplet_error *error)
{
    couplet_glossary *out = NULL;
    couplet_status status = couplet_glossary_new(&out, TERMS, sizeof TERMS - 1, error);
    FINISH(status, out, couplet_glossary_free);
    return status;
}

static couplet_status build_lexicon(couplet_error *error)
{
    static const char TABLE[] = "# couplet table: cedict\n港口\tharbour:9\n";
    couplet_draft *draft = NULL;
    couplet_lexicon *lexicon = NULL;
    couplet_status status = couplet_draft_new(&draft, error);
    if (status == COUPLET_OK)
        status = couplet_draft_add(draft, COUPLET_SOURCE_TABLE, TABLE, sizeof TABLE - 1, error);
    if (status == COUPLET_OK)
        status = couplet_draft_pack(draft, swallow, NULL, error);
    if (status == COUPLET_OK)
        status = couplet_draft_open(&lexicon, draft, error);
    FINISH(status, lexicon, couplet_lexicon_free);
    couplet_draft_free(draft);
    return status;
}

static couplet_status new_aligner(couplet_error *error)
{
    couplet_aligner *out = NULL;
    couplet_status status = make_aligner(&out, error);
    FINISH(status, out, couplet_aligner_free);
    return status;
}

static couplet_status align(couplet_error *error)
{
    couplet_result *out = NULL;
    couplet_status status = couplet_align(&out, ready.aligner, ready.zh, ready.en, NULL, error);
    FINISH(status, out, couplet_result_free);
    return status;
}

static couplet_status write_as(couplet_format format, couplet_error *error)
{
    return couplet_write(ready.result, ready.zh, ready.en, format, NULL, swallow, NULL, NULL,
                         error);
}

#define WRITER(name, format)                                                                       \
    static couplet_status name(couplet_error *error) { return write_as(format, error); }
WRITER(write_tmx, COUPLET_FORMAT_TMX)
WRITER(write_tsv, COUPLET_FORMAT_TSV)
WRITER(write_ladder, COUPLET_FORMAT_LADDER)
WRITER(write_moses, COUPLET_FORMAT_MOSES)
WRITER(write_jsonl, COUPLET_FORMAT_JSONL)
WRITER(write_xliff, COUPLET_FORMAT_XLIFF)
WRITER(write_html, COUPLET_FORMAT_HTML)

static couplet_status read_tmx(couplet_error *error)
{
    return couplet_tmx_read(TMX, sizeof TMX - 1, swallow_pair, NULL, NULL, error);
}

static couplet_status score(couplet_error *error)
{
    static const char LADDER[] = "[0]:[0]\n[1]:[1,2]\n[]:[3]\n";
    couplet_score sum, zero;
    memset(&sum, 0, sizeof sum);
    memset(&zero, 0, sizeof zero);
    size_t size = sizeof LADDER - 1;
    couplet_status status =
        couplet_score_add(&sum, LADDER, size, LADDER, size, LADDER, size, error);
    memory.kept = status != COUPLET_OK && memcmp(&sum, &zero, sizeof sum) != 0;
    return status;
}

static const struct {
    const char *name;
    couplet_status (*run)(couplet_error *error);
} WORK[] = {
    {"detect", detect},
    {"decode", decode},
    {"segment Chinese", segment_zh},
    {"segment English", segment_en},
    {"segment as OmegaT", segment_omegat},
    {"segment lines", segment_lines},
    {"wrap", wrap},
    {"split", split},
    {"show", show},
    {"glossary", read_glossary},
    {"lexicon", build_lexicon},
    {"aligner", new_aligner},
    {"align", align},
    {"TMX", write_tmx},
    {"TSV", write_tsv},
    {"ladder", write_ladder},
    {"Moses", write_moses},
    {"JSONL", write_jsonl},
    {"XLIFF", write_xliff},
    {"HTML", write_html},
    {"read TMX", read_tmx},
    {"score", score},
};

/* Returns whether the work went through without asking for the n-th allocation. */
static bool survives(size_t work, size_t n, bool once)
{
    couplet_error error;
    memset(&error, 0, sizeof error);
    memory.until = n;
    memory.once = once;
    memory.failed = false;
    memory.live = 0;
    memory.kept = false;
    memory.on = true;
    couplet_status status = WORK[work].run(&error);
    memory.on = false;
    ck_assert_msg(!memory.kept, "%s: a result was handed out with allocation %zu failing",
                  WORK[work].name, n);
    ck_assert_msg(memory.live == 0, "%s: %ld blocks are left with allocation %zu failing",
                  WORK[work].name, memory.live, n);
    if (!memory.failed) {
        ck_assert_msg(status == COUPLET_OK, "%s: %s", WORK[work].name, error.message);
        return true;
    }
    ck_assert_msg(status == COUPLET_ENOMEM, "%s: status %d with allocation %zu failing",
                  WORK[work].name, (int)status, n);
    ck_assert_msg(error.code == COUPLET_ENOMEM && error.message != NULL,
                  "%s: the error is not filled with allocation %zu failing", WORK[work].name, n);
    return false;
}

START_TEST(every_failed_allocation_is_survived)
{
    get_ready();
    size_t n = 0;
    while (!survives((size_t)_i, n, true))
        n++;
    for (size_t m = 0; !survives((size_t)_i, m, false); m += 1 + m / 8)
        continue;
    put_away();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oom");
    TCase *tc = tcase_create("oom");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, every_failed_allocation_is_survived, 0,
                        (int)(sizeof WORK / sizeof *WORK));
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
