/* The check room: metrics by their definitions, each kind of finding, and what must not be one. */
#include "check_case.h"
#include "suite.h"

typedef struct taken {
    char *bytes;
    size_t size;
} taken;

static int take(void *user, const char *data, size_t size)
{
    taken *t = user;
    t->bytes = realloc(t->bytes, t->size + size + 1);
    memcpy(t->bytes + t->size, data, size);
    t->size += size;
    t->bytes[t->size] = '\0';
    return 0;
}

static couplet_report *report_of(const check_case *c, const couplet_report_options *options)
{
    couplet_report *report;
    couplet_error error;
    ck_assert_msg(couplet_report_new(&report, c->result, c->zh, c->en, options, &error) ==
                      COUPLET_OK,
                  "%s", error.message);
    return report;
}

/* kind:level of every finding but notes of numbers, in the order of the report */
static void list_findings(const couplet_report *report, char *out)
{
    *out = '\0';
    for (size_t i = 0; i < couplet_report_count(report); i++) {
        const couplet_finding *f = couplet_report_finding(report, i);
        sprintf(out + strlen(out), "%s%s:%d", i == 0 ? "" : " ", couplet_finding_name(f->kind),
                (int)f->level);
    }
}

static const struct {
    const char *zh, *en, *beads, *findings;
} CASES[] = {
    {"他昨天回到了家鄉。", "He returned to his home town yesterday.", "1-1", ""},
    /* numbers: the same in another form, another, one that is missing */
    {"全長2.3萬公里。", "It is 23,000 kilometers long.", "1-1", ""},
    {"三成居民投票。", "Thirty percent of the residents voted.", "1-1", ""},
    {"經費是1.2億元。", "The budget is 12 million yuan.", "1-1", "number:3"},
    {"船上有35名乘客。", "There were 53 passengers on board.", "1-1", "number:3"},
    {"4月3日，船上有35名乘客。", "There were 35 passengers on board.", "1-1", "number:2"},
    {"他們星期二開會，即23日。", "They met on Tuesday.", "1-1", "number:2"},
    {"大會23日開幕。", "The congress opened on Tuesday.", "1-1", ""},
    /* rounding has to be said */
    {"約有7,980人參加。", "About 8,000 people took part.", "1-1", ""},
    {"有7,980人參加。", "8,000 people took part.", "1-1", "number:2"},
    {"約有7,980人參加。", "About 7,890 people took part.", "1-1", "number:3"},
    /* missing and added sentences; one without confidence; order */
    {"市場明天關閉。\n商人都不同意。", "The market closes tomorrow.", "1-1 1-0", "untranslated:3"},
    {"市場明天關閉。\n商人都不同意。", "The market closes tomorrow.", "1-1 1-0:.3",
     "untranslated:2"},
    {"市場明天關閉。", "The market closes tomorrow.\nNobody likes it.", "1-1 0-1", "added:2"},
    {"市場明天關閉。\n商人都不同意。", "The merchants all disagree.\nThe market closes tomorrow.",
     "1-0 1-1 0-1 moved 0 1", "moved:1"},
    {"市場明天關閉。\n商人都不同意。\n我愛你。",
     "I love you.\nThe market closes tomorrow.\nThe merchants all disagree.",
     "1-0 1-0 1-1 0-1 0-1 moved 0 1 moved 1 2", "moved:1"}, /* a block */
    {"市場明天關閉。\n有80人參加。\n我愛你。",
     "I love you.\n80 people took part.\nThe market closes tomorrow.",
     "1-0 1-0 1-1 0-1 0-1 moved 0 2 moved 1 1", "moved:1 moved:1"},
    {"＊＊＊\n市場明天關閉。", "The market closes tomorrow.", "1-0 1-1", ""},
    /* one name, two spellings; a hyphen is none */
    {"鍾庭樾明天到達。\n鍾庭樾昨天離開。",
     "Chung Ting-yueh arrives tomorrow.\nZhong Tingyue left yesterday.", "1-1 1-1", "variants:1"},
    {"鍾庭樾明天到達。\n鍾庭樾昨天離開。",
     "Chung Ting-yueh arrives tomorrow.\nChung Tingyueh left yesterday.", "1-1 1-1", ""},
    /* joined to what does not render it */
    {"市場明天關閉。\n學校的圖書館上星期買了許多新的詞典和地圖。", "The market closes tomorrow.",
     "2-1", "untranslated:3"},
    {"學校的圖書館上星期買了許多新的詞典和地圖。", "Heavy rain flooded two villages on the coast.",
     "1-1", "untranslated:3 added:2"},
    /* left as it stood */
    {"市場明天關閉。", "市場明天關閉。", "1-1", "source-left:3 equal:2"},
    {"2024 / 12", "2024 / 12", "1-1", ""},
    {"Please read the manual.", "Please read the manual.", "1-1", "equal:2"},
    /* marks */
    {"他說：「市場明天關閉。", "He said, “the market closes tomorrow.”", "1-1", "unpaired:2"},
    {"他說：「市場明天關閉。」", "He said, “the market closes tomorrow.", "1-1", "unpaired:2"},
    {"1) 市場明天關閉。", "(1) The market closes tomorrow.", "1-1", ""},
    {"市場明天關閉嗎？", "The market closes tomorrow.", "1-1", "end-mark:1"},
    {"「市場明天關閉。\n「商人都不同意。」",
     "“The market closes tomorrow.\n“The merchants all disagree.”", "1-1 1-1", ""},
    /* repeated on one side only */
    {"市場明天就要關閉了。\n市場明天就要關閉了。",
     "The market is about to close tomorrow.\nIt will be shut as of the next morning.", "1-1 1-1",
     "repeated:1"},
    {"市場明天就要關閉了。\n市場明天就要關閉了。",
     "The market is about to close tomorrow.\nThe market is about to close tomorrow.", "1-1 1-1",
     ""},
};

START_TEST(each_kind_is_found_where_it_is)
{
    char found[2000];
    check_case c = check_open(CASES[_i].zh, CASES[_i].en, CASES[_i].beads);
    couplet_report *report = report_of(&c, NULL);
    list_findings(report, found);
    ck_assert_msg(strcmp(found, CASES[_i].findings) == 0, "%s: %s, not %s", CASES[_i].zh, found,
                  CASES[_i].findings);
    couplet_report_free(report);
    check_close(&c);
}
END_TEST

START_TEST(a_clause_is_missed)
{
    check_case c =
        check_open("縣政府計畫在河邊興建一座圖書館，並且整修老舊的游泳池和籃球場。",
                   "The county government plans to build a library by the river.", "1-1");
    couplet_report *report = report_of(&c, NULL);
    ck_assert_uint_ge(couplet_report_count(report), 1);
    const couplet_finding *f = couplet_report_finding(report, 0);
    ck_assert_int_eq(f->kind, COUPLET_FINDING_CLAUSE);
    const char *zh = couplet_text_bytes(c.zh, NULL);
    ck_assert_msg(strncmp(zh + f->zh_bytes.offset, "並且整修", strlen("並且整修")) == 0, "%s",
                  f->message);
    ck_assert_uint_eq(couplet_report_metrics(report)->partial_beads, 1);
    couplet_report_free(report);
    check_close(&c);
}
END_TEST

START_TEST(names_are_compared)
{
    static const struct {
        const char *en;
        size_t names;
    } NAMES[] = {
        {"Chung Ting-yueh opened the meeting.\nChung left the hall at noon.\nThe mayor smiled.", 0},
        {"Chung Ting-yueh opened the meeting.\nCheng left the hall at noon.\nThe mayor smiled.", 1},
        {"Chung Ting-yuah opened the meeting.\nChung left the hall at noon.\nThe mayor smiled.", 1},
        {"Chung Ting-yueh opened the meeting.\nHe left the hall at noon.\nThe mayor smiled.", 0}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        check_case c = check_open("鍾庭樾為會議揭幕。\n鍾庭樾中午離開會場。\n市長笑了。",
                                  NAMES[i].en, "1-1 1-1 1-1");
        couplet_report *report = report_of(&c, NULL);
        size_t names = 0;
        for (size_t k = 0; k < couplet_report_count(report); k++)
            names += couplet_report_finding(report, k)->kind == COUPLET_FINDING_NAME;
        ck_assert_msg(names == NAMES[i].names, "%zu findings: %s", names, NAMES[i].en);
        couplet_report_free(report);
        check_close(&c);
    }
}
END_TEST

START_TEST(metrics_are_what_they_are_called)
{
    /* two of three sentences confident; a headline without counterpart counts nowhere */
    check_case c =
        check_open("市場明天關閉。\n商人不同意。\n市長很高興。",
                   "The market closes tomorrow.\nThe merchants disagree.", "1-1 1-1:.4 1-0");
    couplet_report *report = report_of(&c, NULL);
    const couplet_metrics *m = couplet_report_metrics(report);
    ck_assert_uint_eq(m->zh_sentences.part, 1);
    ck_assert_uint_eq(m->zh_sentences.whole, 3);
    ck_assert_uint_eq(m->zh_chars.part, 6);
    ck_assert_uint_eq(m->zh_chars.whole, 16);
    ck_assert_uint_eq(m->en_sentences.part, 1);
    ck_assert_uint_eq(m->en_sentences.whole, 2);
    ck_assert_uint_eq(m->terms.whole, 0);
    ck_assert_uint_eq(m->numbers.whole, 0);
    couplet_report_free(report);
    couplet_report_options options;
    couplet_report_options_init(&options, sizeof options);
    options.confident = 0.4; /* equal passes */
    report = report_of(&c, &options);
    ck_assert_uint_eq(couplet_report_metrics(report)->zh_sentences.part, 2);
    couplet_report_free(report);
    check_close(&c);
}
END_TEST

START_TEST(numbers_meet_in_their_bead_or_elsewhere)
{
    check_case c = check_open("一共35人參加。\n花了12小時。",
                              "It took 12 hours.\n35 people took part.", "1-1 1-1");
    couplet_report *report = report_of(&c, NULL);
    const couplet_metrics *m = couplet_report_metrics(report);
    ck_assert_uint_eq(m->numbers.part, 0);
    ck_assert_uint_eq(m->numbers.whole, 4);
    ck_assert_uint_eq(m->document_numbers.part, 4);
    ck_assert_uint_eq(m->document_numbers.whole, 4);
    couplet_report_free(report);
    check_close(&c);
}
END_TEST

START_TEST(terms_are_held_against_the_glossary)
{
    static const char TSV[] = "港口\tharbor\n漁船\tfishing boat\n漁船\tfishing vessel\n";
    couplet_glossary *glossary;
    ck_assert_int_eq(couplet_glossary_new(&glossary, TSV, sizeof TSV - 1, NULL), COUPLET_OK);
    const couplet_glossary *const list[] = {glossary};
    couplet_report_options options;
    couplet_report_options_init(&options, sizeof options);
    options.glossaries = list;
    options.glossary_count = 1;
    check_case c = check_open("漁船回到港口。\n漁船在港口過夜。\n漁船離開了。",
                              "The fishing boats are back in the port.\nFishing vessels spend the "
                              "night in the harbor.\nThey left.",
                              "1-1 1-1 1-1");
    couplet_report *report = report_of(&c, &options);
    const couplet_metrics *m = couplet_report_metrics(report);
    ck_assert_uint_eq(m->terms.part, 3);
    ck_assert_uint_eq(m->terms.whole, 5);
    ck_assert_uint_eq(m->inconsistent_terms, 1);
    size_t kinds[16] = {0};
    for (size_t i = 0; i < couplet_report_count(report); i++)
        kinds[couplet_report_finding(report, i)->kind]++;
    ck_assert_uint_eq(kinds[COUPLET_FINDING_TERM], 2);
    ck_assert_uint_eq(kinds[COUPLET_FINDING_VARIANTS], 1);
    couplet_report_free(report);
    check_close(&c);
    couplet_glossary_free(glossary);
}
END_TEST

START_TEST(accepted_findings_are_left_out)
{
    check_case c =
        check_open("市場明天關閉。\n商人都不同意。", "The market closes tomorrow.", "1-1 1-0");
    couplet_report *report = report_of(&c, NULL);
    ck_assert_uint_eq(couplet_report_count(report), 1);
    char id[17];
    strcpy(id, couplet_report_finding(report, 0)->id);
    couplet_report_free(report);
    const char *const accepted[] = {"0123456789abcdef", id};
    couplet_report_options options;
    couplet_report_options_init(&options, sizeof options);
    options.accepted = accepted;
    options.accepted_count = 2;
    report = report_of(&c, &options);
    ck_assert_uint_eq(couplet_report_count(report), 0);
    ck_assert_uint_eq(couplet_report_metrics(report)->accepted, 1);
    ck_assert_uint_eq(couplet_report_metrics(report)->zh_sentences.part, 1);
    couplet_report_free(report);
    check_close(&c);
}
END_TEST

START_TEST(empty_sides_and_no_lexicon_are_fine)
{
    static const struct {
        const char *zh, *en, *beads;
    } SIDES[] = {{"", "", ""},
                 {"市場明天關閉。", "", "1-0"},
                 {"", "The market closes.", "0-1"},
                 {"。", ".", "1-1"}};
    for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++)
        for (int format = COUPLET_REPORT_TEXT; format <= (int)COUPLET_REPORT_SARIF; format++) {
            check_case c = check_open(SIDES[i].zh, SIDES[i].en, SIDES[i].beads);
            couplet_report_options options;
            couplet_report_options_init(&options, sizeof options);
            options.lexicon = NULL;
            couplet_report *report = report_of(&c, &options);
            taken t = {NULL, 0};
            ck_assert_int_eq(
                couplet_report_write(report, (couplet_report_format)format, NULL, take, &t, NULL),
                COUPLET_OK);
            ck_assert_uint_gt(t.size, 0);
            free(t.bytes);
            couplet_report_free(report);
            check_close(&c);
        }
}
END_TEST

START_TEST(arguments_are_checked)
{
    check_case c = check_open("市場。", "The market.", "1-1");
    couplet_report *report = (couplet_report *)&c;
    couplet_error error;
    ck_assert_int_eq(couplet_report_new(&report, NULL, c.zh, c.en, NULL, &error), COUPLET_EINVAL);
    ck_assert_ptr_null(report);
    ck_assert_int_eq(couplet_report_new(&report, c.result, c.en, c.zh, NULL, &error),
                     COUPLET_EINVAL);
    ck_assert_int_eq(couplet_report_new(NULL, c.result, c.zh, c.en, NULL, &error), COUPLET_EINVAL);
    couplet_report_options options;
    couplet_report_options_init(&options, sizeof options);
    options.confident = 1.5;
    ck_assert_int_eq(couplet_report_new(&report, c.result, c.zh, c.en, &options, NULL),
                     COUPLET_EINVAL);
    options.confident = 0.5;
    options.spread = 0;
    ck_assert_int_eq(couplet_report_new(&report, c.result, c.zh, c.en, &options, NULL),
                     COUPLET_EINVAL);
    report = report_of(&c, NULL);
    taken t = {NULL, 0};
    ck_assert_int_eq(couplet_report_write(report, (couplet_report_format)9, NULL, take, &t, NULL),
                     COUPLET_EINVAL);
    ck_assert_int_eq(couplet_report_write(report, COUPLET_REPORT_TEXT, NULL, NULL, &t, NULL),
                     COUPLET_EINVAL);
    ck_assert_ptr_null(couplet_finding_name((couplet_finding_kind)0));
    ck_assert_ptr_null(couplet_finding_name((couplet_finding_kind)99));
    ck_assert_ptr_null(couplet_report_finding(report, 99));
    couplet_report_free(report);
    couplet_report_free(NULL);
    check_close(&c);
}
END_TEST

START_TEST(only_whole_alignments_are_wrapped)
{
    static const couplet_bead WRONG[][2] = {
        {{{0, 1}, {0, 1}, {0, 0}, {0, 0}, 1}, {{0, 1}, {1, 1}, {0, 0}, {0, 0}, 1}},   /* twice */
        {{{0, 1}, {0, 1}, {0, 0}, {0, 0}, 1}, {{1, 1}, {1, 0}, {0, 0}, {0, 0}, 1}},   /* a rest */
        {{{1, 1}, {0, 1}, {0, 0}, {0, 0}, 1}, {{0, 1}, {1, 1}, {0, 0}, {0, 0}, 1}},   /* order */
        {{{0, 1}, {0, 1}, {0, 0}, {0, 0}, 1.1}, {{1, 1}, {1, 1}, {0, 0}, {0, 0}, 1}}, /* sure? */
        {{{0, 2}, {0, 2}, {0, 0}, {0, 0}, 1}, {{2, 0}, {2, 0}, {0, 0}, {0, 0}, 1}},   /* nothing */
        {{{0, 1}, {0, SIZE_MAX}, {0, 0}, {0, 0}, 1}, {{1, 1}, {1, 1}, {0, 0}, {0, 0}, 1}}};
    couplet_text *zh = lines_of(COUPLET_ZH, "一。\n二。");
    couplet_text *en = lines_of(COUPLET_EN, "One.\nTwo.");
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        couplet_result *result;
        ck_assert_int_eq(couplet_result_wrap(&result, zh, en, WRONG[i], 2, NULL), COUPLET_EINVAL);
        ck_assert_ptr_null(result);
    }
    couplet_text_free(zh);
    couplet_text_free(en);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("check");
    TCase *tc = tcase_create("check");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, each_kind_is_found_where_it_is, 0, (int)(sizeof CASES / sizeof *CASES));
    tcase_add_test(tc, a_clause_is_missed);
    tcase_add_test(tc, names_are_compared);
    tcase_add_test(tc, metrics_are_what_they_are_called);
    tcase_add_test(tc, numbers_meet_in_their_bead_or_elsewhere);
    tcase_add_test(tc, terms_are_held_against_the_glossary);
    tcase_add_test(tc, accepted_findings_are_left_out);
    tcase_add_test(tc, empty_sides_and_no_lexicon_are_fine);
    tcase_add_test(tc, arguments_are_checked);
    tcase_add_test(tc, only_whole_alignments_are_wrapped);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
