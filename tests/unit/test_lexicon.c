/* The packed lexicon: what goes in comes out, look-up agrees with a plain search. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lexicon/draft.h"
#include "lexicon/glossary.h"
#include "lexicon/lexicon.h"
#include "lexicon/packed.h"
#include "suite.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/words.h"

static couplet_lexicon *from_tables(const char *const *tables, size_t count)
{
    couplet_draft *draft = NULL;
    couplet_lexicon *lexicon = NULL;
    couplet_error error = {0};
    ck_assert_int_eq(couplet_draft_new(&draft, &error), COUPLET_OK);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(couplet_draft_add(draft, COUPLET_SOURCE_TABLE, tables[i], strlen(tables[i]),
                                        &error) == COUPLET_OK,
                      "%zu: %s", error.line, error.message);
    ck_assert_int_eq(couplet_draft_open(&lexicon, draft, &error), COUPLET_OK);
    couplet_draft_free(draft);
    return lexicon;
}

/* The longest match at the start of a text has this many characters; its number is *word. */
static size_t longest(const couplet_lexicon *lexicon, const char *utf8, uint32_t *word)
{
    couplet__folded folded = {0};
    couplet__match found[COUPLET__MAX_WORD];
    ck_assert_int_eq(couplet__fold(&folded, utf8, strlen(utf8)), COUPLET_OK);
    size_t count = couplet__lexicon_match(lexicon, folded.cp, folded.count, found);
    couplet__folded_free(&folded);
    if (count == 0)
        return 0;
    *word = found[count - 1].word;
    return found[count - 1].length;
}

static float strength_of(const couplet_lexicon *lexicon, uint32_t word, const char *stem,
                         unsigned *sources)
{
    uint32_t id = couplet__lexicon_find_stem(lexicon, stem, strlen(stem));
    for (size_t i = 0; i < couplet__lexicon_gloss_count(lexicon, word); i++) {
        couplet__gloss g = couplet__lexicon_gloss(lexicon, word, i);
        if (g.stem == id) {
            *sources = g.sources;
            return g.strength;
        }
    }
    return 0;
}

static const char *const SMALL[] = {
    ("# couplet table: cedict\n# a comment\n和平\tpeac:15 "
     "peacekeep:4\n和\tand:14\r\n和平鴿\tdove:9\nT恤\tshirt:15\n"),
    "# couplet table: wordnet\n和平\tpeac:8 pacif:11",
    "# couplet table: neighbours\npeac\twar:7 pacif:3\nwar\tpeac:7\n",
    "# couplet table: frequency\npeac\t0.000123\nwar\t5e-04\n",
};

START_TEST(what_goes_in_comes_out)
{
    couplet_lexicon *x = from_tables(SMALL, 4);
    ck_assert_uint_eq(couplet__lexicon_words(x), 4);
    ck_assert_uint_eq(couplet__lexicon_stems(x), 7);
    uint32_t word = 0;
    unsigned sources = 0;
    ck_assert_uint_eq(longest(x, "和平的", &word), 2);
    ck_assert_double_eq_tol(strength_of(x, word, "peac", &sources), 1, 1e-6);
    ck_assert_uint_eq(sources, COUPLET_FROM_CEDICT | COUPLET_FROM_WORDNET);
    ck_assert_double_eq_tol(strength_of(x, word, "pacif", &sources), 11 / 15.0, 1e-6);
    ck_assert_uint_eq(sources, COUPLET_FROM_WORDNET);
    ck_assert_uint_eq(longest(x, "和平鸽", &word), 3); /* headwords are folded */
    ck_assert_uint_eq(longest(x, "T恤", &word), 2);
    ck_assert_uint_eq(longest(x, "和", &word), 1);
    ck_assert_uint_eq(longest(x, "平和", &word), 0);
    ck_assert_uint_eq(longest(x, "T", &word), 0);
    uint32_t peace = couplet__lexicon_find_stem(x, "peac", 4);
    ck_assert_uint_eq(couplet__lexicon_neighbour_count(x, peace), 2);
    couplet__gloss near = couplet__lexicon_neighbour(x, peace, 0);
    size_t size;
    const char *stem = couplet__lexicon_stem(x, near.stem, &size);
    ck_assert(size == 3 && memcmp(stem, "war", 3) == 0);
    ck_assert_double_eq_tol(near.strength, 7 / 15.0, 1e-6);
    ck_assert_double_eq_tol(couplet__lexicon_frequency(x, peace), 0.000123, 1e-7);
    ck_assert_double_eq_tol(couplet__lexicon_frequency(x, near.stem), 0.0005, 4e-7);
    ck_assert_uint_eq(couplet__lexicon_find_stem(x, "pea", 3), COUPLET__ABSENT);
    couplet_lexicon_free(x);
}
END_TEST

START_TEST(an_empty_lexicon_knows_nothing)
{
    couplet_lexicon *x = from_tables(NULL, 0);
    uint32_t word;
    ck_assert_uint_eq(longest(x, "和平", &word), 0);
    ck_assert_uint_eq(longest(x, "", &word), 0);
    ck_assert_uint_eq(couplet__lexicon_find_stem(x, "peac", 4), COUPLET__ABSENT);
    ck_assert_uint_eq(couplet__lexicon_words(x), 0);
    couplet_lexicon_free(x);
}
END_TEST

static int remember(void *user, const couplet_known *known)
{
    char line[80];
    snprintf(line, sizeof line, "%.*s %.*s %.0f %u\n", (int)known->zh_size,
             known->zh == NULL ? "" : known->zh, (int)known->stem_size, known->stem,
             known->strength * 15, known->sources);
    couplet__buf_str(user, line);
    return 0;
}

static const struct {
    const char *word, *told;
} SHOWN[] = {
    {"和平", "和平 peac 15 3\n和平 pacif 11 2\n和平 peacekeep 4 1\n"},
    {"peace", "和平 peac 15 3\n war 7 0\n pacif 3 0\n"},
    {"doves", "和平鴿 dove 9 1\n"},
    {"和平鴿", "和平鴿 dove 9 1\n"}, /* as it was asked for */
    {"和平鸽", "和平鸽 dove 9 1\n"},
    {"shirt", "T恤 shirt 15 1\n"},
    {"平", ""},
    {"和平和平和平和平和平", ""},
    {"unheard", ""},
    {"", ""},
};

START_TEST(what_is_known_is_shown)
{
    couplet_lexicon *x = from_tables(SMALL, 4);
    couplet__buf told = {0};
    ck_assert_int_eq(
        couplet_lexicon_show(x, SHOWN[_i].word, strlen(SHOWN[_i].word), remember, &told, NULL),
        COUPLET_OK);
    ck_assert_str_eq(told.at == NULL ? "" : told.at, SHOWN[_i].told);
    couplet__buf_free(&told);
    couplet_lexicon_free(x);
}
END_TEST

/* The larger strength, the sum of the shares; what has become its own neighbour is none. */
START_TEST(british_and_american_stems_of_tables_are_one)
{
    static const char *const TABLES[] = {
        "# couplet table: cedict\n中心\tcentr:4 core:9\n铝\taluminium:15 aluminum:3\n",
        "# couplet table: wordnet\n中心\tcenter:8\n",
        "# couplet table: neighbours\ncenter\tcentr:9 hub:2\ncentr\thub:5\nhub\tcentr:3\n",
        ("# couplet table: frequency\naluminium\t1e-05\naluminum\t3e-05\ncenter\t0.0001\n"
         "centr\t0.0002\nhub\t5e-05\n"),
    };
    couplet_lexicon *x = from_tables(TABLES, 4);
    uint32_t word = 0;
    unsigned sources = 0;
    ck_assert_uint_eq(couplet__lexicon_stems(x), 4);
    ck_assert_uint_eq(couplet__lexicon_find_stem(x, "centr", 5), COUPLET__ABSENT);
    ck_assert_uint_eq(longest(x, "中心", &word), 2);
    ck_assert_uint_eq(couplet__lexicon_gloss_count(x, word), 2);
    ck_assert_double_eq_tol(strength_of(x, word, "center", &sources), 8 / 15.0, 1e-6);
    ck_assert_uint_eq(sources, COUPLET_FROM_CEDICT | COUPLET_FROM_WORDNET);
    ck_assert_uint_eq(longest(x, "鋁", &word), 1);
    ck_assert_uint_eq(couplet__lexicon_gloss_count(x, word), 1);
    ck_assert_double_eq_tol(strength_of(x, word, "aluminum", &sources), 1, 1e-6);
    uint32_t center = couplet__lexicon_find_stem(x, "center", 6);
    uint32_t aluminum = couplet__lexicon_find_stem(x, "aluminum", 8);
    uint32_t hub = couplet__lexicon_find_stem(x, "hub", 3);
    ck_assert_double_eq_tol(couplet__lexicon_frequency(x, center), 3e-4, 3e-7);
    ck_assert_double_eq_tol(couplet__lexicon_frequency(x, aluminum), 4e-5, 4e-8);
    ck_assert_double_eq_tol(couplet__lexicon_frequency(x, hub), 5e-5, 5e-8);
    ck_assert_uint_eq(couplet__lexicon_neighbour_count(x, center), 1);
    ck_assert_double_eq_tol(couplet__lexicon_neighbour(x, center, 0).strength, 5 / 15.0, 1e-6);
    ck_assert_uint_eq(couplet__lexicon_neighbour_count(x, hub), 1);
    couplet_lexicon_free(x);
}
END_TEST

START_TEST(rates_keep_three_digits)
{
    for (double rate = 1; rate > 1e-9; rate *= 0.93)
        ck_assert_double_eq_tol(couplet__packed_rate(couplet__packed_from_rate(rate)) / rate, 1,
                                1e-3);
    ck_assert_double_eq(couplet__packed_rate(couplet__packed_from_rate(0)), 0);
    ck_assert_double_eq(couplet__packed_rate(couplet__packed_from_rate(-1)), 0);
    ck_assert_double_eq(couplet__packed_rate(couplet__packed_from_rate(7)), 1);
    ck_assert_double_eq(couplet__packed_rate(couplet__packed_from_rate(1e-30)), 0);
}
END_TEST

static const struct {
    const char *table;
    size_t line;
} MALFORMED[] = {
    {"", 1},
    {"和平\tpeac:15\n", 1},
    {"# couplet table: horoscope\n", 1},
    {"# couplet table: cedict\n和平\n", 2},
    {"# couplet table: cedict\n\tpeac:3\n", 2},
    {"# couplet table: cedict\n\n和平\tpeac\n", 3},
    {"# couplet table: cedict\n和平\tpeac:16\n", 2},
    {"# couplet table: cedict\n和平\tpeac:0\n", 2},
    {"# couplet table: cedict\n和平\tpeac:\n", 2},
    {"# couplet table: cedict\n和平\t:5\n", 2},
    {"# couplet table: cedict\n和平\ta:5  b:5\n", 2},
    {"# couplet table: frequency\npeac\t1.5\n", 2},
    {"# couplet table: frequency\npeac\t1e-\n", 2},
    {"# couplet table: frequency\npeac\t-1\n", 2},
    {"# couplet table: frequency\npeac\t0x1\n", 2},
};

START_TEST(malformed_tables_are_refused)
{
    couplet_draft *draft = NULL;
    couplet_error error = {0};
    ck_assert_int_eq(couplet_draft_new(&draft, &error), COUPLET_OK);
    const char *table = MALFORMED[_i].table;
    ck_assert_int_eq(couplet_draft_add(draft, COUPLET_SOURCE_TABLE, table, strlen(table), &error),
                     COUPLET_EDATA);
    ck_assert_uint_eq(error.line, MALFORMED[_i].line);
    couplet_draft_free(draft);
}
END_TEST

static int collect(void *user, const char *data, size_t size)
{
    couplet__buf_add(user, data, size);
    return 0;
}

static couplet__buf packed(const char *const *tables, size_t count)
{
    couplet_draft *draft = NULL;
    couplet__buf out = {0};
    ck_assert_int_eq(couplet_draft_new(&draft, NULL), COUPLET_OK);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(
            couplet_draft_add(draft, COUPLET_SOURCE_TABLE, tables[i], strlen(tables[i]), NULL),
            COUPLET_OK);
    ck_assert_int_eq(couplet_draft_pack(draft, collect, &out, NULL), COUPLET_OK);
    couplet_draft_free(draft);
    return out;
}

START_TEST(the_order_of_tables_does_not_matter)
{
    const char *const turned[] = {SMALL[3], SMALL[1], SMALL[2], SMALL[0]};
    couplet__buf a = packed(SMALL, 4), b = packed(turned, 4);
    ck_assert_uint_eq(a.size, b.size);
    ck_assert_int_eq(memcmp(a.at, b.at, a.size), 0);
    couplet__buf_free(&a);
    couplet__buf_free(&b);
}
END_TEST

static int count_any(void *user, const couplet_known *known)
{
    *(size_t *)user += known->stem_size + known->zh_size + 1;
    return 0;
}

/* Uses everything a lexicon has, so that a sanitizer sees a wild index. */
static size_t read_all(const couplet_lexicon *x)
{
    static const char TEXT[] = "和平鴿 T恤 和 平";
    couplet__folded folded = {0};
    couplet__match found[COUPLET__MAX_WORD];
    size_t sum = 0;
    ck_assert_int_eq(couplet__fold(&folded, TEXT, sizeof TEXT - 1), COUPLET_OK);
    for (size_t i = 0; i < folded.count; i++) {
        size_t n = couplet__lexicon_match(x, folded.cp + i, folded.count - i, found);
        for (size_t k = 0; k < n; k++)
            ck_assert_uint_lt(found[k].word, couplet__lexicon_words(x));
    }
    couplet__folded_free(&folded);
    couplet_lexicon_show(x, "peace", 5, count_any, &sum, NULL);
    couplet_lexicon_show(x, "和平", 6, count_any, &sum, NULL);
    for (uint32_t w = 0; w < couplet__lexicon_words(x); w++)
        for (size_t i = 0; i < couplet__lexicon_gloss_count(x, w); i++)
            sum += couplet__lexicon_gloss(x, w, i).stem;
    for (uint32_t s = 0; s < couplet__lexicon_stems(x); s++) {
        size_t size;
        const char *stem = couplet__lexicon_stem(x, s, &size);
        sum += couplet__lexicon_find_stem(x, stem, size);
        sum += couplet__lexicon_frequency(x, s) > 0;
        for (size_t i = 0; i < couplet__lexicon_neighbour_count(x, s); i++)
            sum += couplet__lexicon_neighbour(x, s, i).stem;
    }
    return sum;
}

static void set_checksum(char *bytes, size_t size)
{
    uint64_t sum = size < PACKED_HEADER ? 0 : couplet__packed_checksum(bytes, size);
    for (int i = 0; i < 8 && size >= PACKED_HEADER; i++)
        bytes[PACKED_AT_CHECKSUM + i] = (char)(sum >> 8 * i & 255);
}

START_TEST(damage_is_refused)
{
    couplet__buf whole = packed(SMALL, 4);
    couplet_lexicon *x = NULL;
    couplet_error error;
    for (size_t size = 0; size < whole.size; size += 1 + size / 100) {
        char *part = couplet__copy(whole.at, size); /* its own block: a read past it shows */
        ck_assert_int_eq(couplet_lexicon_open(&x, part, size, &error), COUPLET_EDATA);
        ck_assert_ptr_null(x);
        couplet__free(part);
    }
    for (size_t i = 0; i<whole.size; i += i> 512 ? 98 : 1) {
        whole.at[i] = (char)(whole.at[i] ^ 0x41);
        ck_assert_int_eq(couplet_lexicon_open(&x, whole.at, whole.size, &error), COUPLET_EDATA);
        whole.at[i] = (char)(whole.at[i] ^ 0x41);
    }
    couplet__buf_free(&whole);
}
END_TEST

START_TEST(a_forged_checksum_does_not_help)
{
    couplet__buf whole = packed(SMALL, 4);
    couplet_error error;
    size_t opened = 0;
    for (size_t i = PACKED_AT_COUNTS; i<whole.size; i += i> 512 && i < 55000 ? 62 : 1)
        for (int bit = 0; bit < 8; bit++) {
            couplet_lexicon *x = NULL;
            char *copy = couplet__copy(whole.at, whole.size);
            copy[i] = (char)(copy[i] ^ 1 << bit);
            set_checksum(copy, whole.size);
            if (couplet_lexicon_open(&x, copy, whole.size, &error) == COUPLET_OK) {
                opened++;
                ck_assert_uint_ge(read_all(x), 0);
            } else {
                ck_assert_uint_lt(error.offset, whole.size);
            }
            couplet_lexicon_free(x);
            couplet__free(copy);
        }
    ck_assert_uint_gt(opened, 0); /* a strength or a letter changed is not to be seen */
    couplet__buf_free(&whole);
}
END_TEST

START_TEST(the_builtin_lexicon_is_sound)
{
    const couplet_lexicon *x = couplet_lexicon_builtin();
    if (x == NULL) {
        puts("skipped: built without a lexicon");
        return;
    }
    size_t size = packed_u32(x->bytes + PACKED_AT_SIZE);
    ck_assert_uint_le(size, 8 << 20);
    couplet_lexicon *opened = NULL;
    couplet_error error = {0};
    ck_assert_msg(couplet_lexicon_open(&opened, x->bytes, size, &error) == COUPLET_OK, "%s",
                  error.message);
    ck_assert_uint_gt(couplet__lexicon_words(x), 100000);
    ck_assert_uint_gt(read_all(opened), 0);
    couplet_lexicon_free(opened);
}
END_TEST

START_TEST(stems_are_found)
{
    const couplet_lexicon *x = couplet_lexicon_builtin();
    for (uint32_t s = 0; x != NULL && s < couplet__lexicon_stems(x); s++) {
        size_t size;
        const char *stem = couplet__lexicon_stem(x, s, &size);
        ck_assert_uint_eq(couplet__lexicon_find_stem(x, stem, size), s);
    }
}
END_TEST

/* Each line of a table: the word is found, with every stem at that strength or more, and vouched
 * for by that table. */
static size_t check_line(const couplet_lexicon *x, char *line, unsigned source)
{
    char *tab = strchr(line, '\t');
    uint32_t word = 0;
    ck_assert_ptr_nonnull(tab);
    *tab = '\0';
    couplet__folded folded = {0};
    ck_assert_int_eq(couplet__fold(&folded, line, strlen(line)), COUPLET_OK);
    size_t length = folded.count;
    couplet__folded_free(&folded);
    ck_assert_msg(longest(x, line, &word) == length, "%s is not found", line);
    for (char *gloss = strtok(tab + 1, " \n"); gloss != NULL; gloss = strtok(NULL, " \n")) {
        unsigned sources = 0;
        char *colon = strrchr(gloss, ':');
        *colon = '\0';
        size_t size;
        const char *american = couplet__american_stem(gloss, strlen(gloss), &size);
        char stem[64];
        snprintf(stem, sizeof stem, "%.*s", (int)size, american);
        ck_assert_msg(strength_of(x, word, stem, &sources) * 15 > strtof(colon + 1, NULL) - 0.5F,
                      "%s %s", line, gloss);
        ck_assert_uint_eq(sources & source, source);
    }
    return 1;
}

static const struct {
    const char *path;
    unsigned source;
    size_t words; /* at least */
} TABLES[] = {{COUPLET_DATA "/lexicon/cedict.tsv", COUPLET_FROM_CEDICT, 110000},
              {COUPLET_DATA "/lexicon/wordnet.tsv", COUPLET_FROM_WORDNET, 45000},
              {COUPLET_DATA "/lexicon/model1.tsv", COUPLET_FROM_MODEL1, 20000}};

START_TEST(every_word_of_the_tables_is_found)
{
    static char line[1 << 14];
    const couplet_lexicon *x = couplet_lexicon_builtin();
    FILE *f = fopen(TABLES[_i].path, "rb");
    size_t words = 0;
    ck_assert_ptr_nonnull(f);
    while (x != NULL && fgets(line, sizeof line, f) != NULL)
        if (line[0] != '#')
            words += check_line(x, line, TABLES[_i].source);
    fclose(f);
    ck_assert(x == NULL || words >= TABLES[_i].words);
}
END_TEST

static size_t characters(const char *utf8)
{
    size_t count = 0;
    for (; *utf8 != '\0'; utf8++)
        count += ((unsigned char)*utf8 & 0xC0) != 0x80;
    return count;
}

static const struct {
    const char *path;
    size_t count; /* pairs, at least */
} OWN[] = {{COUPLET_DATA "/lexicon/affairs.tsv", 1545},
           {COUPLET_DATA "/lexicon/names.tsv", 450},
           {COUPLET_DATA "/lexicon/general.tsv", 10076}};

/* Our own terms: none is too long to be a headword, and each brings its words along. */
START_TEST(our_terms_are_headwords)
{
    static char text[1 << 20];
    const couplet_lexicon *x = couplet_lexicon_builtin();
    couplet_glossary *glossary = NULL;
    couplet_error error = {0};
    FILE *f = fopen(OWN[_i].path, "rb");
    ck_assert_ptr_nonnull(f);
    size_t size = fread(text, 1, sizeof text, f);
    fclose(f);
    ck_assert_msg(couplet_glossary_new(&glossary, text, size, &error) == COUPLET_OK, "line %zu: %s",
                  error.line, error.message);
    for (size_t i = 0; x != NULL && i < couplet_glossary_count(glossary); i++) {
        const couplet__entry *e = couplet__glossary_entry(glossary, i);
        char term[64] = "";
        uint32_t word;
        ck_assert_uint_lt(e->zh_at.length, sizeof term);
        memcpy(term, text + e->zh_at.offset, e->zh_at.length);
        size_t length = longest(x, term, &word);
        ck_assert_msg(length == characters(term), "%s", term);
    }
    ck_assert_uint_ge(couplet_glossary_count(glossary), OWN[_i].count);
    couplet_glossary_free(glossary);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lexicon");
    TCase *tc = tcase_create("packed");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, what_goes_in_comes_out);
    tcase_add_test(tc, an_empty_lexicon_knows_nothing);
    tcase_add_loop_test(tc, what_is_known_is_shown, 0, (int)(sizeof SHOWN / sizeof *SHOWN));
    tcase_add_test(tc, british_and_american_stems_of_tables_are_one);
    tcase_add_test(tc, rates_keep_three_digits);
    tcase_add_loop_test(tc, malformed_tables_are_refused, 0,
                        (int)(sizeof MALFORMED / sizeof *MALFORMED));
    tcase_add_test(tc, the_order_of_tables_does_not_matter);
    tcase_add_test(tc, damage_is_refused);
    tcase_add_test(tc, a_forged_checksum_does_not_help);
    tcase_add_test(tc, the_builtin_lexicon_is_sound);
    tcase_add_test(tc, stems_are_found);
    tcase_add_loop_test(tc, every_word_of_the_tables_is_found, 0,
                        (int)(sizeof TABLES / sizeof *TABLES));
    tcase_add_loop_test(tc, our_terms_are_headwords, 0, (int)(sizeof OWN / sizeof *OWN));
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
