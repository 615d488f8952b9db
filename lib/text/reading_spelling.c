#include "text/reading_spelling.h"

#include <stdbool.h>
#include <string.h>

#include "text/reading.h"

typedef struct pair {
    const char *from, *to;
} pair;

/* Two letters before one. */
static const char *const INITIALS[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d",
                                       "t",  "n",  "l",  "g", "k", "h", "j", "q",
                                       "x",  "r",  "z",  "c", "s", "y", "w"};

static const pair WADE_INITIALS[] = {{"zh", "ch"}, {"b", "p"},  {"d", "t"},  {"g", "k"},
                                     {"j", "ch"},  {"q", "ch"}, {"x", "hs"}, {"r", "j"},
                                     {"z", "ts"},  {"c", "ts"}};

static const pair WADE_FINALS[] = {{"ong", "ung"}, {"iong", "iung"}, {"ian", "ien"}, {"ie", "ieh"},
                                   {"ue", "ueh"},  {"ve", "ueh"},    {"uo", "o"},    {"v", "u"}};

/* Syllables that the rules miss; several spellings stand in several lines. */
static const pair WADE_WHOLE[] = {
    {"zhi", "chih"}, {"chi", "chih"}, {"shi", "shih"}, {"ri", "jih"},    {"zi", "tzu"},
    {"ci", "tzu"},   {"si", "ssu"},   {"si", "szu"},   {"yi", "i"},      {"yi", "yi"},
    {"you", "yu"},   {"yan", "yen"},  {"ye", "yeh"},   {"yue", "yueh"},  {"yong", "yung"},
    {"guo", "kuo"},  {"kuo", "kuo"},  {"huo", "huo"},  {"shuo", "shuo"}, {"ge", "ko"},
    {"ge", "ke"},    {"ke", "ko"},    {"ke", "ke"},    {"he", "ho"},     {"e", "o"},
    {"er", "erh"},   {"gui", "kuei"}, {"kui", "kuei"}, {"ju", "chu"},    {"juan", "chuan"},
    {"jun", "chun"}, {"xu", "hsu"},   {"yo", "yo"}};

static const pair TONGYONG_WHOLE[] = {
    {"zhi", "jhih"}, {"chi", "chih"}, {"shi", "shih"},  {"ri", "rih"},    {"zi", "zih"},
    {"ci", "cih"},   {"si", "sih"},   {"weng", "wong"}, {"feng", "fong"}, {"wen", "wun"}};

static const pair TONGYONG_INITIALS[] = {{"zh", "jh"}, {"q", "c"}, {"x", "s"}};

static const pair TONGYONG_FINALS[] = {
    {"iu", "iou"}, {"ui", "uei"}, {"iong", "yong"}, {"v", "yu"}, {"ve", "yue"}};

/* ü is written u behind j, q and x. */
static const pair TONGYONG_ROUND[] = {{"u", "yu"}, {"ue", "yue"}, {"uan", "yuan"}, {"un", "yun"}};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *look_up(const pair *pairs, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].from, word) == 0)
            return pairs[i].to;
    return word;
}

typedef struct list {
    couplet__variant_spelling *at;
    size_t count;
} list;

static void add(list *l, unsigned system, const char *initial, const char *final)
{
    size_t n = strlen(initial), m = strlen(final);
    if (n + m >= COUPLET__VARIANT_ROOM || l->count == COUPLET__MAX_VARIANTS)
        return;
    couplet__variant_spelling v = {.system = system};
    memcpy(v.letters, initial, n);
    memcpy(v.letters + n, final, m + 1);
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->at[i].letters, v.letters) == 0) {
            l->at[i].system |= system;
            return;
        }
    l->at[l->count++] = v;
}

static bool add_whole(list *l, unsigned system, const pair *pairs, size_t count, const char *pinyin)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].from, pinyin) == 0) {
            add(l, system, "", pairs[i].to);
            any = true;
        }
    return any;
}

static void wade_giles(list *l, const char *pinyin, const char *initial, const char *final)
{
    if (add_whole(l, COUPLET__WADE_GILES, WADE_WHOLE, COUNT(WADE_WHOLE), pinyin))
        return;
    if (*initial == 'y' || *initial == 'w')
        add(l, COUPLET__WADE_GILES, "", pinyin);
    else
        add(l, COUPLET__WADE_GILES, look_up(WADE_INITIALS, COUNT(WADE_INITIALS), initial),
            look_up(WADE_FINALS, COUNT(WADE_FINALS), final));
}

static void tongyong(list *l, const char *pinyin, const char *initial, const char *final)
{
    if (add_whole(l, COUPLET__TONGYONG, TONGYONG_WHOLE, COUNT(TONGYONG_WHOLE), pinyin))
        return;
    const char *rest = final;
    if (*initial == 'j' || *initial == 'q' || *initial == 'x')
        rest = look_up(TONGYONG_ROUND, COUNT(TONGYONG_ROUND), final);
    if (rest == final && *initial != '\0')
        rest = look_up(TONGYONG_FINALS, COUNT(TONGYONG_FINALS), final);
    add(l, COUPLET__TONGYONG, look_up(TONGYONG_INITIALS, COUNT(TONGYONG_INITIALS), initial), rest);
}

/* 呂 is Lü, Lu, Lyu and, in passports, Lv. */
static void pinyin_own(list *l, const char *pinyin, const char *initial, const char *final)
{
    add(l, COUPLET__PINYIN, "", pinyin);
    if (*final == 'v') {
        add(l, COUPLET__PINYIN, initial, final[1] == 'e' ? "ue" : "u");
        add(l, COUPLET__PINYIN, initial, final[1] == 'e' ? "yue" : "yu");
    }
}

size_t couplet__spelling_variants(const char *pinyin, size_t size,
                                  couplet__variant_spelling out[COUPLET__MAX_VARIANTS])
{
    char whole[COUPLET__MAX_SPELLING + 1] = "", initial[3] = "";
    if (size > COUPLET__MAX_SPELLING)
        return 0;
    memcpy(whole, pinyin, size);
    for (size_t i = 0; i < COUNT(INITIALS) && *initial == '\0'; i++) {
        size_t n = strlen(INITIALS[i]);
        if (size > n && memcmp(whole, INITIALS[i], n) == 0)
            memcpy(initial, INITIALS[i], n + 1);
    }
    const char *final = whole + strlen(initial);
    list l = {out, 0};
    pinyin_own(&l, whole, initial, final);
    wade_giles(&l, whole, initial, final);
    tongyong(&l, whole, initial, final);
    return l.count;
}
