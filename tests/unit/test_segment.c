/* The cutter: case files, kinds, properties, hostile input. */
#include <time.h>

#include "../segment/properties.h"
#include "cases.h"
#include "segment/marks.h"
#include "suite.h"
#include "text/utf8.h"

static couplet_text *cut(couplet_lang lang, const char *utf8, size_t size, couplet_profile profile,
                         couplet_wrap wrap)
{
    couplet_text *text = NULL;
    couplet_error error;
    couplet_segment_options options;
    couplet_segment_options_init(&options, sizeof options);
    options.profile = profile;
    options.wrap = wrap;
    ck_assert_int_eq(couplet_text_segment(&text, lang, utf8, size, &options, &error), COUPLET_OK);
    return text;
}

START_TEST(marks_open_and_close)
{
    static const char OPEN[] = "([{（［｛「『｢“‘〝《〈【〔〖﹁﹃«‹„",
                      CLOSE[] = ")]}）］｝」』｣”’〞〟》〉】〕〗﹂﹄»›";
    for (size_t at = 0; at < sizeof OPEN - 1;)
        ck_assert(couplet__opens(couplet__utf8_next(OPEN, sizeof OPEN - 1, &at)));
    for (size_t at = 0; at < sizeof CLOSE - 1;)
        ck_assert(couplet__closes(couplet__utf8_next(CLOSE, sizeof CLOSE - 1, &at)));
    ck_assert(!couplet__opens('"') && !couplet__closes('"') && !couplet__opens('a'));
}
END_TEST

/* ---- Case files ---- */

/* Reads a line of a case file: the text into *text, the expected segments, each closed by LF, into
 * *segments. */
static void read_case(const char *line, couplet__buf *text, couplet__buf *segments)
{
    for (const char *p = line; *p != '\0'; p++) {
        char c = *p;
        if (c == '\\' && (p[1] == 'n' || p[1] == 'p'))
            c = *++p == 'n' ? '\n' : '|';
        else if (c == '|') {
            if (text->at[text->size - 1] == ' ' && p[1] == ' ')
                p++;
            while (segments->at[segments->size - 1] == ' ' ||
                   segments->at[segments->size - 1] == '\r')
                segments->at[--segments->size] = '\0';
            couplet__buf_char(segments, '\n');
            continue;
        }
        couplet__buf_char(text, c);
        couplet__buf_char(segments, c == '\n' ? '\r' : c);
    }
    couplet__buf_char(segments, '\n');
}

static void run_case(couplet_lang lang, const char *line, size_t number)
{
    couplet__buf bytes = {0}, expected = {0}, got = {0};
    read_case(line, &bytes, &expected);
    couplet_text *text = cut(lang, bytes.at, bytes.size, COUPLET_PROFILE_COUPLET,
                             strstr(line, "\\n") != NULL ? COUPLET_WRAP_YES : COUPLET_WRAP_NO);
    for (size_t i = 0; i < couplet_text_count(text); i++) {
        couplet_span s = couplet_text_at(text, i)->bytes;
        for (size_t k = 0; k < s.length; k++)
            couplet__buf_char(&got, bytes.at[s.offset + k] == '\n' ? '\r' : bytes.at[s.offset + k]);
        couplet__buf_char(&got, '\n');
    }
    ck_assert_msg(strcmp(got.at, expected.at) == 0, "line %zu: %s\nis cut as\n%s", number, line,
                  got.at);
    couplet_text_free(text);
    couplet__buf_free(&bytes);
    couplet__buf_free(&expected);
    couplet__buf_free(&got);
}

static const struct {
    const char *path;
    couplet_lang lang;
} CASES[] = {{COUPLET_TESTS "/segment/zh.txt", COUPLET_ZH},
             {COUPLET_TESTS "/segment/en.txt", COUPLET_EN}};

START_TEST(cases_are_cut_as_written)
{
    size_t size, number = 0, cases = 0;
    char *file = read_whole(CASES[_i].path, &size);
    ck_assert_ptr_nonnull(file);
    for (char *line = file; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        number++;
        if (*line != '#' && *line != '\0') {
            run_case(CASES[_i].lang, line, number);
            cases++;
        }
        line = end == NULL ? NULL : end + 1;
    }
    ck_assert_uint_ge(cases, 150);
    free(file);
}
END_TEST

/* ---- Kinds ---- */

static const struct {
    const char *name;
    couplet_kind kind;
} KINDS[] = {{"body", COUPLET_KIND_BODY},     {"headline", COUPLET_KIND_HEADLINE},
             {"byline", COUPLET_KIND_BYLINE}, {"caption", COUPLET_KIND_CAPTION},
             {"credit", COUPLET_KIND_CREDIT}, {"item", COUPLET_KIND_ITEM},
             {"litter", COUPLET_KIND_LITTER}};

static void run_kind(couplet_lang lang, const char *line, size_t number)
{
    const char *tab = strchr(line, '\t');
    size_t kind = 0, count = sizeof KINDS / sizeof *KINDS;
    ck_assert_msg(tab != NULL, "line %zu has no tab", number);
    while (kind < count && (strlen(KINDS[kind].name) != (size_t)(tab - line) ||
                            memcmp(KINDS[kind].name, line, (size_t)(tab - line)) != 0))
        kind++;
    ck_assert_msg(kind < count, "line %zu: unknown kind", number);
    couplet_text *text =
        cut(lang, tab + 1, strlen(tab + 1), COUPLET_PROFILE_COUPLET, COUPLET_WRAP_NO);
    const couplet_segment *first = couplet_text_at(text, 0);
    ck_assert_msg(first != NULL && first->kind == KINDS[kind].kind, "line %zu: %s is of kind %s",
                  number, line, first == NULL ? "none" : KINDS[first->kind].name);
    couplet_text_free(text);
}

START_TEST(kinds_are_told_by_form)
{
    size_t size, number = 0;
    char *file = read_whole(COUPLET_TESTS "/segment/kinds.txt", &size);
    ck_assert_ptr_nonnull(file);
    for (char *line = strtok(file, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        number++;
        if (*line != '#')
            run_kind((unsigned char)strchr(line, '\t')[1] >= 0xE0 || strstr(line, "\xE3\x80\x82")
                         ? COUPLET_ZH
                         : COUPLET_EN,
                     line, number);
    }
    free(file);
}
END_TEST

/* ---- Properties ---- */

static const char *const PIECES[] = {
    "「", "」",     "『",        "』",     "“",      "”",    "‘",      "’",   "\"",  "'",    "（",
    "）", "(",      ")",         "《",     "》",     "。",   "！",     "？",  "……",  "——",   ".",
    "!",  "?",      "...",       " . . .", "，",     ",",    "；",     ":",   "\n",  "\r\n", "\n\n",
    " ",  "\u3000", "\u00A0",    "\u200B", "他說",   "的",   "水",     "問",  "Dr",  "U.S",  "No",
    " 5", "3.5",    "said",      " The",   " he",    "A",    "etc",    "a.m", "[3]", "■",    "🙂",
    "-",  "\u00AD", "govern-\n", "1.",     "（一）", "圖：", "Photo:", "攝",  "|",   "\0"};

static size_t random_text(char *out, size_t room, unsigned seed)
{
    size_t size = 0;
    for (unsigned i = 0; i < 60; i++) {
        seed = seed * 1664525u + 1013904223u;
        const char *piece = PIECES[(seed >> 16) % (sizeof PIECES / sizeof *PIECES)];
        size_t n = *piece == '\0' ? 1 : strlen(piece);
        if (size + n > room)
            break;
        memcpy(out + size, piece, n);
        size += n;
    }
    return size;
}

START_TEST(segments_cover_any_text_once_and_in_order)
{
    char utf8[1024];
    for (unsigned seed = 0; seed < 3000; seed++) {
        size_t size = random_text(utf8, sizeof utf8, seed * 2654435761u);
        couplet_lang lang = seed & 1 ? COUPLET_EN : COUPLET_ZH;
        couplet_profile profile = (couplet_profile)(seed / 2 % 3);
        couplet_wrap wrap = (couplet_wrap)(seed / 6 % 3);
        couplet_text *text = cut(lang, utf8, size, profile, wrap);
        couplet_text *again = cut(lang, utf8, size, profile, wrap);
        const char *wrong = wrong_text(text, utf8, size);
        ck_assert_msg(wrong == NULL, "seed %u: %s", seed, wrong);
        ck_assert(same_texts(text, again));
        couplet_text_free(again);
        couplet_text_free(text);
    }
}
END_TEST

/* ---- Hostile input ---- */

static const struct {
    const char *name, *unit;
    size_t times;
} HOSTILE[] = {
    {"no end mark", "水", 3400000},
    {"one long word", "aqua", 312500},
    {"words", "water and ", 125000},
    {"opening quotes", "「", 1000000},
    {"curly quotes", "“a ", 1000000},
    {"straight quotes", "\"", 1000000},
    {"brackets", "(", 125000},
    {"closed brackets", "(((((a)))))", 50000},
    {"closers", "」』”’）】", 37500},
    {"closers after a stop", "。」", 125000},
    {"full stops", ".", 250000},
    {"full stops apart", ". ", 250000},
    {"stops and dashes", ". - ", 125000},
    {"questions", "？！", 125000},
    {"initials", "A. ", 125000},
    {"numbers", "1.", 125000},
    {"ellipses", "……", 125000},
    {"nested", "「甲『乙。", 62500},
    {"spaces", " ", 500000},
    {"line ends", "\n", 500000},
    {"stops and spaces", ".          ", 62500},
    {"quoted sentences", "「好。」他說。", 37500},
    {"bars", "時間:|", 62500},
    {"greater", "a > ", 62500},
};

START_TEST(hostile_text_takes_linear_time)
{
    size_t unit = strlen(HOSTILE[_i].unit), size = unit * HOSTILE[_i].times;
    char *utf8 = malloc(size);
    ck_assert_ptr_nonnull(utf8);
    for (size_t i = 0; i < size; i += unit)
        memcpy(utf8 + i, HOSTILE[_i].unit, unit);
    for (int run = 0; run < 4; run++) {
        clock_t start = clock();
        couplet_text *text =
            cut(run & 1 ? COUPLET_EN : COUPLET_ZH, utf8, size,
                run & 2 ? COUPLET_PROFILE_OMEGAT : COUPLET_PROFILE_COUPLET, COUPLET_WRAP_AUTO);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        const char *wrong = wrong_text(text, utf8, size);
        ck_assert_msg(wrong == NULL, "%s: %s", HOSTILE[_i].name, wrong);
        ck_assert_msg(seconds < 10, "%s: %.1f s", HOSTILE[_i].name, seconds);
        if (getenv("COUPLET_TIMES") != NULL)
            printf("%s, run %d: %.2f s, %zu segments\n", HOSTILE[_i].name, run, seconds,
                   couplet_text_count(text));
        couplet_text_free(text);
    }
    free(utf8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("segment");
    TCase *cases = tcase_create("cases");
    tcase_add_loop_test(cases, cases_are_cut_as_written, 0, 2);
    tcase_add_test(cases, kinds_are_told_by_form);
    tcase_add_test(cases, marks_open_and_close);
    suite_add_tcase(suite, cases);
    TCase *properties = tcase_create("properties");
    tcase_set_timeout(properties, 120);
    tcase_add_test(properties, segments_cover_any_text_once_and_in_order);
    tcase_add_loop_test(properties, hostile_text_takes_linear_time, 0,
                        (int)(sizeof HOSTILE / sizeof *HOSTILE));
    suite_add_tcase(suite, properties);
    return run_suite(suite);
}
