/* Encodings: decoding, and detection measured on snippets of the samples. */
#include <iconv.h>

#include "base/mem.h"
#include "cases.h"
#include "suite.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/utf8.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* utf8 in another encoding; false when it lacks a character. */
static bool encode(couplet__buf *out, const char *charset, const char *utf8, size_t size)
{
    static char room[1 << 17];
    char *copy = couplet__copy(utf8, size), *in = copy, *to = room;
    size_t left = size, space = sizeof room;
    iconv_t open = iconv_open(charset, "UTF-8");
    ck_assert(open != (iconv_t)-1);
    bool fits = iconv(open, &in, &left, &to, &space) != (size_t)-1 &&
                iconv(open, NULL, NULL, &to, &space) != (size_t)-1;
    iconv_close(open);
    couplet__free(copy);
    couplet__buf_clear(out);
    couplet__buf_add(out, room, (size_t)(to - room));
    return fits;
}

static const struct {
    const char *charset, *bytes;
    size_t size;
    const char *utf8; /* NULL: refused */
    size_t offset, line;
    couplet_status status;
} DECODED[] = {
    {NULL, "", 0, "", 0, 0, 0},
    {NULL, "plain\n", 6, "plain\n", 0, 0, 0},
    {NULL,
     "\xEF\xBB\xBF"
     "abc",
     6, "abc", 0, 0, 0},
    {NULL, "\xEF\xBB\xBF", 3, "", 0, 0, 0},
    {"utf-8",
     "\xEF\xBB\xBF"
     "abc",
     6, "abc", 0, 0, 0},
    {"UTF8", "\xE6\xB2\xB3", 3, "河", 0, 0, 0},
    {NULL, "\xFF\xFE\x73\x6C\x0A\x00", 6, "汳\n", 0, 0, 0},
    {NULL, "\xFE\xFF\x6C\xB3\x00\x0A", 6, "河\n", 0, 0, 0},
    {"utf-16", "\xFE\xFF\x6C\xB3", 4, "河", 0, 0, 0},
    {"utf-16", "\xFF\xFE\xB3\x6C", 4, "河", 0, 0, 0},
    {"utf-16", "\x6C\xB3\x6C\x34", 4, "河水", 0, 0, 0},
    {"utf-16", "\xB3\x6C\x34\x6C", 4, "河水", 0, 0, 0},
    {"utf-16le", "\xB3\x6C", 2, "河", 0, 0, 0},
    {"UTF-16BE", "\x6C\xB3", 2, "河", 0, 0, 0},
    {"big5", "\xAA\x65\xA4\xF4", 4, "河水", 0, 0, 0},
    {"ms950", "\xAA\x65\xA4\xF4", 4, "河水", 0, 0, 0},
    {"CP950", "\xA3\xE1", 2, "€", 0, 0, 0},
    {"big5-hkscs", "\x95\xEF", 2, NULL, 0, 0, 1}, /* whatever it is, checked below */
    {"gb2312", "\xBA\xD3\xCB\xAE", 4, "河水", 0, 0, 0},
    {"gbk", "\x88\xD2", 2, "堃", 0, 0, 0}, /* not in GB2312 */
    {"gb18030", "\x84\x31\x95\x33\xBA\xD3", 6, "河", 0, 0, 0},
    {"windows-1252", "\x93Yes\x94", 5, "“Yes”", 0, 0, 0},
    {"euc-tw", "\xCF\xC6", 2, "一", 0, 0, 1}, /* any plane 1 character */
    /* an explicit encoding wins over what the bytes look like */
    {"windows-1252", "\xE6\xB2\xB3", 3, "æ²³", 0, 0, 0},
    {"utf-8", "ok\nb\xAA\x65", 6, NULL, 4, 2, COUPLET_EENCODING},
    {"utf-8", "ok\r\n\r\xE6\xB2", 7, NULL, 5, 3, COUPLET_EENCODING},
    {"utf-8", "\xED\xA0\x80", 3, NULL, 0, 1, COUPLET_EENCODING},
    {"utf-8", "\xC0\x80", 2, NULL, 0, 1, COUPLET_EENCODING},
    {"utf-8",
     "\xEF\xBB\xBF"
     "a\xFF",
     5, NULL, 4, 1, COUPLET_EENCODING},
    {"big5", "\xAA\x65\n\xFF\xFF", 5, NULL, 3, 2, COUPLET_EENCODING},
    {"big5", "\xAA\x65\n\xAA", 4, NULL, 3, 2, COUPLET_EENCODING},
    {"utf-16le", "\xB3\x6C\x0A\x00\x00\xD8\x41\x00", 8, NULL, 4, 2, COUPLET_EENCODING},
    {"utf-16le", "\xB3\x6C\x0A", 3, NULL, 2, 1, COUPLET_EENCODING},
    {NULL, "\xFF\xFE\xB3\x6C\x0A", 5, NULL, 4, 1, COUPLET_EENCODING},
    {"utf-8", "a\nb\0c", 5, NULL, 3, 2, COUPLET_EENCODING},
    {"big5", "\xAA\x65\0", 3, NULL, 2, 1, COUPLET_EENCODING},
    {"utf-16le", "\xB3\x6C\x00\x00\xB3\x6C", 6, NULL, 2, 1, COUPLET_EENCODING},
    {NULL, "\xFF\xFE\xB3\x6C\x00\x00", 6, NULL, 4, 1, COUPLET_EENCODING},
    {NULL, "a\0b", 3, NULL, 1, 1, COUPLET_EENCODING},
    {"no-such-thing", "a", 1, NULL, 0, 0, COUPLET_EINVAL},
    {"", "a", 1, NULL, 0, 0, COUPLET_EINVAL},
    {"utf-16//IGNORE", "a", 1, NULL, 0, 0, COUPLET_EINVAL},
};

START_TEST(bytes_are_decoded)
{
    char *utf8 = (char *)1;
    size_t size = 99;
    couplet_error error = {0};
    couplet_status status = couplet_decode(&utf8, &size, DECODED[_i].bytes, DECODED[_i].size,
                                           DECODED[_i].charset, &error);
    if (DECODED[_i].status > 0) {
        ck_assert_int_eq(status, COUPLET_OK);
    } else if (DECODED[_i].utf8 != NULL) {
        ck_assert_msg(status == COUPLET_OK, "case %d: %s", _i, error.message);
        ck_assert_str_eq(utf8, DECODED[_i].utf8);
        ck_assert_uint_eq(size, strlen(DECODED[_i].utf8));
    } else {
        ck_assert_msg(status == DECODED[_i].status, "case %d: %d", _i, status);
        ck_assert_ptr_null(utf8);
        ck_assert_uint_eq(size, 0);
        ck_assert_ptr_nonnull(error.message);
        ck_assert_msg(error.offset == DECODED[_i].offset, "case %d: byte %zu", _i, error.offset);
        ck_assert_msg(error.line == DECODED[_i].line, "case %d: line %zu", _i, error.line);
    }
    couplet_free(utf8);
}
END_TEST

/* Characters of names that many encodings lack. */
START_TEST(rare_names_survive)
{
    static const char *const CHARSETS[] = {"big5-hkscs", "gb18030", "euc-tw", "utf-16le"};
    const char *names = "堃峯煊珉喆";
    couplet__buf bytes = {0};
    for (int i = 0; i < COUNT(CHARSETS); i++) {
        char *utf8;
        size_t size;
        ck_assert(encode(&bytes, CHARSETS[i], names, strlen(names)));
        ck_assert_int_eq(couplet_decode(&utf8, &size, bytes.at, bytes.size, CHARSETS[i], NULL),
                         COUPLET_OK);
        ck_assert_str_eq(utf8, names);
        couplet_free(utf8);
    }
    couplet__buf_free(&bytes);
}
END_TEST

/* ---- detection, measured ---- */

static const struct {
    const char *charset;
    bool zh, simplified;
    int refused20; /* of a thousand snippets of 20 characters, how many may be refused */
} MEASURED[] = {
    {"UTF-8", true, false, 2},     {"UTF-16LE", true, false, 2},
    {"UTF-16BE", true, false, 2},  {"BIG5", true, false, 5},
    {"CP950", true, false, 5},     {"BIG5-HKSCS", true, false, 5},
    {"GB18030", true, false, 5},   {"GBK", true, false, 5},
    {"EUC-TW", true, false, 15},   {"GB2312", true, true, 5},
    {"UTF-8", false, false, 0},    {"WINDOWS-1252", false, false, 80},
    {"UTF-16LE", false, false, 0}, {"UTF-16BE", false, false, 0},
};

static const char *const SAMPLES[] = {"river", "care"};
static const char *const SYMPOSIUM[] = {"port",    "harbour", "railway",
                                        "farming", "opening", "vocational"};

typedef struct tally {
    int right, refused, wrong;
} tally;

static void try_snippet(tally *t, const char *charset, const char *utf8, size_t size,
                        couplet__buf *bytes)
{
    bool ascii = true;
    for (size_t i = 0; i < size; i++)
        ascii = ascii && (unsigned char)utf8[i] < 0x80;
    if (!encode(bytes, charset, utf8, size) || (ascii && strncmp(charset, "UTF-16", 6) != 0))
        return;
    char *back;
    size_t back_size;
    couplet_status status = couplet_decode(&back, &back_size, bytes->at, bytes->size, NULL, NULL);
    ck_assert(status == COUPLET_OK || status == COUPLET_EENCODING);
    if (status != COUPLET_OK)
        t->refused++;
    else if (back_size == size && memcmp(back, utf8, size) == 0)
        t->right++;
    else
        t->wrong++;
    couplet_free(back);
}

static void measure_text(tally *t, const char *charset, const char *utf8, size_t size, int length)
{
    couplet__buf bytes = {0};
    for (size_t at = 0; at < size;) {
        size_t end = at;
        int n = 0;
        for (; n < length && end < size; n++)
            couplet__utf8_next(utf8, size, &end);
        if (n == length)
            try_snippet(t, charset, utf8 + at, end - at, &bytes);
        /* 60 snippets of a file are enough, unless few hold anything but ASCII */
        at = end + (strcmp(charset, "WINDOWS-1252") == 0 ? 0 : size / 60);
        while (at < size && ((unsigned char)utf8[at] & 0xC0) == 0x80)
            at++;
    }
    couplet__buf_free(&bytes);
}

static void simplify(char *utf8, size_t size)
{
    couplet__buf one = {0};
    for (size_t at = 0; at < size;) {
        size_t from = at;
        uint32_t c = couplet__utf8_next(utf8, size, &at), d = couplet__fold_variant(c);
        couplet__buf_clear(&one);
        couplet__buf_utf8(&one, d);
        if (d != c && one.size == at - from)
            memcpy(utf8 + from, one.at, one.size);
    }
    couplet__buf_free(&one);
}

static void measure_file(tally *t, const char *path, int i, int length)
{
    size_t size;
    char *text = read_whole(path, &size);
    if (text == NULL)
        return; /* not every copy of the repository has the shared texts beside it */
    if (MEASURED[i].simplified)
        simplify(text, size);
    measure_text(t, MEASURED[i].charset, text, size, length);
    free(text);
}

START_TEST(encodings_of_snippets_are_detected)
{
    static const int LENGTHS[] = {20, 50, 100, 200, 500};
    char path[512];
    const char *lang = MEASURED[_i].zh ? "zh" : "en";
    for (int k = 0; k < COUNT(LENGTHS); k++) {
        tally t = {0};
        for (int s = 0; s < COUNT(SAMPLES); s++) {
            snprintf(path, sizeof path, "%s/sample/%s.%s.txt", COUPLET_DATA, SAMPLES[s], lang);
            measure_file(&t, path, _i, LENGTHS[k]);
        }
        for (int s = 0; s < COUNT(SYMPOSIUM); s++) {
            snprintf(path, sizeof path, "%s/eval/symposium/%s.%s.txt", COUPLET_SHARED, SYMPOSIUM[s],
                     lang);
            measure_file(&t, path, _i, LENGTHS[k]);
        }
        int all = t.right + t.refused + t.wrong;
        printf("%-12s %s %3d characters: %4d right, %d refused, %d wrong\n", MEASURED[_i].charset,
               lang, LENGTHS[k], t.right, t.refused, t.wrong);
        ck_assert_int_eq(t.wrong, 0);
        if (LENGTHS[k] == 20)
            ck_assert_int_le(t.refused * 1000, MEASURED[_i].refused20 * all);
        else if (LENGTHS[k] >= 100)
            ck_assert_int_le(t.refused * 1000, MEASURED[_i].refused20 / 2 * all);
    }
}
END_TEST

/* ---- what is no text, or no text of ours ---- */

static const struct {
    const char *name, *bytes;
    size_t size;
} BINARY[] = {
    {"png",
     "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xA8"
     "f",
     32},
    {"elf",
     "\x7F"
     "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0\xC0\x10\0\0\0\0\0\0@\0\0\0\0\0\0\0",
     40},
    {"zeroes", "\0\0\0\0\0\0\0\0\0\0\0\0", 12},
    {"gzip",
     "\x1F\x8B\x08\0\0\0\0\0\0\3\xCB\x48\xCD\xC9\xC9\x57\x28\xCF\x2F\xCA\x49\1\0\x85\x11\x4A\x0D",
     27},
    {"one NUL in text", "The landing at the old mill\0 is ready.\n", 39},
};

START_TEST(binary_data_is_refused)
{
    couplet_detection found;
    couplet_error error;
    couplet_status status =
        couplet_detect(&found, BINARY[_i].bytes, BINARY[_i].size, (couplet_lang)0, &error);
    ck_assert_msg(status == COUPLET_EENCODING, "%s as %s", BINARY[_i].name, found.charset);
    ck_assert_ptr_null(found.charset);
    ck_assert_ptr_nonnull(error.message);
}
END_TEST

static const struct {
    const char *charset, *text;
} FOREIGN[] = {
    {"SHIFT_JIS", "川の水位が上がったため、古い水車小屋の船着き場は使えなくなりました。"},
    {"EUC-JP", "川の水位が上がったため、古い水車小屋の船着き場は使えなくなりました。"},
    {"EUC-KR", "강물이 불어나서 오래된 방앗간 앞의 선착장을 쓸 수 없게 되었습니다."},
    {"CP1251", "Вода в реке поднялась, и старая пристань у мельницы закрыта до весны."},
    {"KOI8-R", "Вода в реке поднялась, и старая пристань у мельницы закрыта до весны."},
};

START_TEST(other_languages_are_not_taken_for_ours)
{
    couplet__buf bytes = {0};
    couplet_detection found;
    ck_assert(encode(&bytes, FOREIGN[_i].charset, FOREIGN[_i].text, strlen(FOREIGN[_i].text)));
    couplet_status status = couplet_detect(&found, bytes.at, bytes.size, (couplet_lang)0, NULL);
    ck_assert_msg(status == COUPLET_EENCODING || found.certainty < 0.95, "%s as %s, %.3f",
                  FOREIGN[_i].charset, found.charset, found.certainty);
    couplet__buf_free(&bytes);
}
END_TEST

/* A sample with one byte spoilt, or cut inside a character: the message says where. */
START_TEST(nearly_good_files_are_explained)
{
    static const char *const CHARSETS[] = {"UTF-8", "BIG5", "UTF-16LE"};
    couplet__buf bytes = {0};
    size_t size;
    char *text = read_whole(COUPLET_DATA "/sample/river.zh.txt", &size), *utf8;
    couplet_error error;
    ck_assert_ptr_nonnull(text);
    ck_assert(encode(&bytes, CHARSETS[_i], text, size));
    size_t at = bytes.size / 2 / 2 * 2;
    if (_i == 0)
        while (((unsigned char)bytes.at[at] & 0xC0) == 0x80)
            at++;
    if (_i == 1)
        for (at = 0; at < bytes.size / 2 || (unsigned char)bytes.at[at] < 0x80;
             at += (unsigned char)bytes.at[at] < 0x80 ? 1 : 2)
            continue;
    size_t lines = 1;
    for (size_t i = 0; i < at; i++)
        lines += bytes.at[i] == '\n' && (_i != 2 || (i % 2 == 0 && bytes.at[i + 1] == 0));
    char kept[2] = {bytes.at[at], bytes.at[at + 1]};
    bytes.at[at] = _i == 2 ? '\0' : '\xFF';
    bytes.at[at + 1] = _i == 2 ? '\xDC' : bytes.at[at + 1];
    ck_assert_int_eq(couplet_decode(&utf8, &size, bytes.at, bytes.size, NULL, &error),
                     COUPLET_EENCODING);
    ck_assert_uint_eq(error.offset, at);
    ck_assert_uint_eq(error.line, lines);
    memcpy(bytes.at + at, kept, 2);
    ck_assert_int_eq(couplet_decode(&utf8, &size, bytes.at, at + 1, NULL, &error),
                     COUPLET_EENCODING);
    ck_assert_uint_eq(error.offset, at);
    ck_assert_uint_eq(error.line, lines);
    couplet__buf_free(&bytes);
    free(text);
}
END_TEST

/* Few characters, one of them spoilt: what stands behind it tells the encoding, too. */
static const struct {
    const char *charset, *text;
    size_t at; /* the byte that is spoilt */
    unsigned char byte;
} SPOILT[] = {
    {"BIG5", "台灣的經濟部長今天表示，這項計畫明年開始。", 24, 0xFF},
    {"BIG5", "台灣的經濟部長今天表示，這項計畫明年開始。", 0, 0xFF},
    {"BIG5", "河水上漲\n老磨坊旁的碼頭關閉。", 9, 0xFF},
    {"GB18030", "台灣的經濟部長今天表示，這項計畫明年開始。", 24, 0xFF},
    {"UTF-8", "台灣的經濟部長", 3, 0xFF},
    {"UTF-16LE", "台灣的經濟部長今天表示，這項計畫明年開始。", 25, 0xDC},
};

START_TEST(short_files_are_explained)
{
    couplet__buf bytes = {0};
    couplet_error error = {0};
    couplet_detection found;
    size_t at = SPOILT[_i].at, line = 1;
    ck_assert(encode(&bytes, SPOILT[_i].charset, SPOILT[_i].text, strlen(SPOILT[_i].text)));
    for (size_t i = 0; i < at; i++)
        line += bytes.at[i] == '\n';
    bytes.at[at] = (char)SPOILT[_i].byte;
    couplet_status status = couplet_detect(&found, bytes.at, bytes.size, (couplet_lang)0, &error);
    ck_assert_int_eq(status, COUPLET_EENCODING);
    ck_assert_uint_eq(error.offset, _i == 5 ? at - 1 : at);
    ck_assert_uint_eq(error.line, line);
    ck_assert_msg(strstr(error.message, "but not at this byte") != NULL, "%s", error.message);
    couplet__buf_free(&bytes);
}
END_TEST

/* What is expected shifts the odds, and Chinese is not looked for in Windows-1252. */
START_TEST(an_expected_language_counts)
{
    static const char QUOTE[] = "r. \x93Points can be exchanged\x94 she said";
    couplet_detection any, en, zh;
    ck_assert_int_eq(couplet_detect(&any, QUOTE, sizeof QUOTE - 1, (couplet_lang)0, NULL), 0);
    ck_assert_int_eq(couplet_detect(&en, QUOTE, sizeof QUOTE - 1, COUPLET_EN, NULL), 0);
    ck_assert_str_eq(any.charset, "windows-1252");
    ck_assert_str_eq(en.charset, "windows-1252");
    ck_assert(any.certainty > 0.5 && en.certainty >= any.certainty && en.certainty <= 1);
    if (couplet_detect(&zh, QUOTE, sizeof QUOTE - 1, COUPLET_ZH, NULL) == COUPLET_OK)
        ck_assert_str_ne(zh.charset, "windows-1252");
}
END_TEST

START_TEST(arguments_are_checked)
{
    char *utf8;
    size_t size;
    couplet_detection found;
    ck_assert_int_eq(couplet_decode(NULL, &size, "a", 1, NULL, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_decode(&utf8, NULL, "a", 1, NULL, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_decode(&utf8, &size, NULL, 1, NULL, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_detect(NULL, "a", 1, COUPLET_ZH, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_detect(&found, NULL, 1, COUPLET_ZH, NULL), COUPLET_EINVAL);
    ck_assert_int_eq(couplet_detect(&found, NULL, 0, COUPLET_ZH, NULL), COUPLET_OK);
    ck_assert_str_eq(found.charset, "utf-8");
    ck_assert_int_eq(couplet_decode(&utf8, &size, NULL, 0, NULL, NULL), COUPLET_OK);
    ck_assert_str_eq(utf8, "");
    couplet_free(utf8);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text: encodings");
    TCase *tc = tcase_create("encodings");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, bytes_are_decoded, 0, COUNT(DECODED));
    tcase_add_test(tc, rare_names_survive);
    tcase_add_loop_test(tc, encodings_of_snippets_are_detected, 0, COUNT(MEASURED));
    tcase_add_loop_test(tc, binary_data_is_refused, 0, COUNT(BINARY));
    tcase_add_loop_test(tc, other_languages_are_not_taken_for_ours, 0, COUNT(FOREIGN));
    tcase_add_loop_test(tc, nearly_good_files_are_explained, 0, 3);
    tcase_add_loop_test(tc, short_files_are_explained, 0, COUNT(SPOILT));
    tcase_add_test(tc, an_expected_language_counts);
    tcase_add_test(tc, arguments_are_checked);
    suite_add_tcase(suite, tc);
    return run_suite(suite);
}
