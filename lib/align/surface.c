#include "align/surface.h"

#include <string.h>

#include "align/copies.h"
#include "text/utf8.h"

enum {
    DOUBLE = '"',
    SINGLE = '\'',
    LEFT = 0x201C,
    RIGHT = 0x201D,
    LEFT1 = 0x2018,
    RIGHT1 = 0x2019
};

static bool is_letter(uint32_t c) { return couplet__is_latin(c); }

/* Is c one of the characters of the string? Most that are asked for are ASCII letters or Han. */
static bool one_of(uint32_t c, const char *set)
{
    if ((c < 0x80 && is_letter(c)) || (c >= 0x3400 && c <= 0x9FFF))
        return false;
    for (size_t at = 0, size = strlen(set); at < size;)
        if (couplet__utf8_next(set, size, &at) == c)
            return true;
    return false;
}

static void count(uint8_t *n)
{
    if (*n < 255)
        ++*n;
}

/* Does an English quotation open at c, between p and n? (0: the segment's edge) */
static bool opens_english(uint32_t p, uint32_t c, uint32_t n)
{
    if (c == LEFT)
        return true;
    if (c != DOUBLE && c != SINGLE && c != LEFT1)
        return false;
    bool before = p == 0 || couplet__is_space(p) || one_of(p, "([—–-");
    return before && (is_letter(n) || (n >= '0' && n <= '9') || one_of(n, ".…—¿“"));
}

static bool closes_english(uint32_t p, uint32_t c, uint32_t n)
{
    if (c == RIGHT || c == DOUBLE)
        return true;
    return (c == RIGHT1 || c == SINGLE) && one_of(p, ".,!?—…;:–-") &&
           (n == 0 || couplet__is_space(n) || one_of(n, ")—–,."));
}

static bool opens_chinese(uint32_t c) { return one_of(c, "「『“〝"); }

static bool closes_chinese(uint32_t c) { return one_of(c, "」』”〞"); }

static couplet__ending ending_of(const char *bytes, size_t size)
{
    size_t at = size;
    uint32_t c = 0;
    while (at > 0) {
        c = couplet__utf8_prev(bytes, &at);
        if (!couplet__is_space(c) && !one_of(c, "」』”\"〞’'"))
            break;
        c = 0;
    }
    if (c == '?' || c == 0xFF1F)
        return COUPLET__ENDS_QUESTION;
    if (c == '!' || c == 0xFF01)
        return COUPLET__ENDS_EXCLAMATION;
    if (one_of(c, "…—－") || (c == '.' && at >= 2 && memcmp(bytes + at - 2, "..", 2) == 0) ||
        (c == '-' && at >= 1 && bytes[at - 1] == '-'))
        return COUPLET__ENDS_OPEN;
    if (c != 0 && one_of(c, ":：;；,，"))
        return COUPLET__ENDS_COLON;
    return COUPLET__ENDS_PLAIN;
}

/* The surface that both languages share; *inside: a quotation is open. */
static void scan(couplet__surface *f, couplet_lang lang, const char *bytes, size_t size,
                 bool *inside)
{
    uint32_t before = 0, last = 0;
    bool first = true;
    for (size_t at = 0; at < size;) {
        uint32_t c = couplet__utf8_next(bytes, size, &at), next = 0;
        if (at < size) {
            size_t peek = at;
            next = couplet__utf8_next(bytes, size, &peek);
        }
        f->length += lang == COUPLET_EN || !couplet__is_space(c) ? 1 : 0;
        f->figures = f->figures || (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
        f->asks = f->asks || c == '?' || (c == 0xFF1F && lang == COUPLET_ZH);
        f->exclaims = f->exclaims || c == '!' || (c == 0xFF01 && lang == COUPLET_ZH);
        if (!couplet__is_space(c)) {
            if (first)
                f->starts_quoted = one_of(c, lang == COUPLET_ZH ? "「『“\"〝‘" : "“\"‘'「");
            first = false;
            last = c;
        }
        if (lang == COUPLET_ZH) {
            bool opens = opens_chinese(c) || (c == DOUBLE && !*inside);
            if (opens_chinese(c))
                count(&f->opens);
            if (closes_chinese(c))
                count(&f->closes);
            if (opens || closes_chinese(c) || c == DOUBLE)
                *inside = opens;
        } else {
            if (c == LEFT || c == DOUBLE ||
                ((c == LEFT1 || c == SINGLE) && !is_letter(before) && next >= 'A' && next <= 'Z'))
                count(&f->opens);
            if (c == RIGHT || c == DOUBLE ||
                ((c == RIGHT1 || c == SINGLE) && one_of(before, ".,!?")))
                count(&f->closes);
            if (opens_english(before, c, next))
                *inside = true;
            else if (closes_english(before, c, next))
                *inside = false;
        }
        before = c;
    }
    f->ends_quoted = one_of(last, lang == COUPLET_ZH ? "」』”\"〞’" : "”\"’'");
    f->inside = *inside;
    f->ending = ending_of(bytes, size);
}

/* Does the segment begin, behind marks, with one of the words (each between two spaces)? */
static bool begins_english(const char *bytes, size_t size, const char *words)
{
    char key[16] = " ";
    size_t at = 0, n = 1;
    while (at < size &&
           !((bytes[at] >= 'A' && bytes[at] <= 'Z') || (bytes[at] >= 'a' && bytes[at] <= 'z') ||
             (bytes[at] >= '0' && bytes[at] <= '9')))
        at++;
    while (at < size && n < sizeof key - 2 &&
           ((bytes[at] >= 'A' && bytes[at] <= 'Z') || (bytes[at] >= 'a' && bytes[at] <= 'z')))
        key[n++] = bytes[at++];
    key[n++] = ' ';
    key[n] = '\0';
    return n > 2 && strstr(words, key) != NULL;
}

static bool begins_chinese(const couplet__folded *f)
{
    static const char *const WORDS[] = {"他", "她", "它",   "这", "那", "就",   "便",   "于是",
                                        "但", "可", "然后", "而", "却", "所以", "因此", "接着"};
    size_t from = f->count > 0 && (f->cp[0] == LEFT || f->cp[0] == 0x300C) ? 1 : 0;
    for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
        size_t i = from, at = 0, size = strlen(WORDS[w]);
        while (at < size && i < f->count && couplet__utf8_next(WORDS[w], size, &at) == f->cp[i])
            i++;
        if (at == size && i > from &&
            i - from == size / 3) /* every character of these takes three bytes */
            return true;
    }
    return false;
}

/* Verbs of speech that a bare attribution ends with (folded). */
static bool ends_speaking(const couplet__folded *f)
{
    static const char *const VERBS[] = {"说",   "道",   "表示", "指出", "称",  "问",
                                        "答",   "强调", "补充", "笑",   "喊",  "叫",
                                        "认为", "坦言", "透露", "解释", "回忆"};
    enum { LONGEST = 14 };
    size_t end = f->count;
    while (end > 0 && (couplet__is_space(f->cp[end - 1]) || one_of(f->cp[end - 1], "。,，:：.")))
        end--;
    if (end == 0 || end > LONGEST)
        return false;
    for (size_t i = 0; i < end; i++)
        if (one_of(f->cp[i], "「」『』“”\""))
            return false;
    for (size_t w = 0; w < sizeof VERBS / sizeof *VERBS; w++) {
        size_t size = strlen(VERBS[w]), length = size / 3, at = 0, i = end - length;
        if (length >= end)
            continue;
        while (at < size && couplet__utf8_next(VERBS[w], size, &at) == f->cp[i])
            i++;
        if (i == end)
            return true;
    }
    return false;
}

static const char SPEECH[] = " said says say told tells asked asks added adds noted notes stressed "
                             "explained replied recalled answered remarked quipped conceded warned "
                             "admitted argued continued urged observed pointed joked concluded ";

/* Does the English segment say who speaks, outside of quotations? */
static bool tells_speaker(const char *bytes, size_t size, bool inside)
{
    uint32_t before = 0;
    char key[16] = " ";
    size_t n = 1;
    for (size_t at = 0; at <= size;) {
        uint32_t c = at < size ? couplet__utf8_next(bytes, size, &at) : 0, next = 0;
        if (at < size) {
            size_t peek = at;
            next = couplet__utf8_next(bytes, size, &peek);
        }
        if (c < 0x80 && ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            if (n < sizeof key - 2)
                key[n++] = (char)c;
        } else {
            key[n++] = ' ';
            key[n] = '\0';
            if (!inside && n > 3 && strstr(SPEECH, key) != NULL)
                return true;
            n = 1;
            if (opens_english(before, c, next))
                inside = true;
            else if (closes_english(before, c, next))
                inside = false;
        }
        before = c;
        if (c == 0)
            break;
    }
    return false;
}

static bool in_brackets(const char *bytes, size_t size)
{
    static const char *const PAIRS[][2] = {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}};
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        size_t open = strlen(PAIRS[i][0]), close = strlen(PAIRS[i][1]);
        if (size > open + close && memcmp(bytes, PAIRS[i][0], open) == 0 &&
            memcmp(bytes + size - close, PAIRS[i][1], close) == 0)
            return true;
    }
    return false;
}

static const char PRONOUNS[] =
    " He She It They His Her Their Its This That These Those I We You My Our "
    "Your ";
static const char CONJUNCTIONS[] =
    " And But So Then Or Yet However For Still Besides Nor Because Also "
    "After When As Now Once ";

couplet_status couplet__surfaces_build(couplet__surface **zh, couplet__surface **en,
                                       const couplet__document *d)
{
    couplet__surface *z = couplet__zalloc(d->S, sizeof *z), *e = couplet__zalloc(d->T, sizeof *e);
    bool inside = false, ok = z != NULL && e != NULL;
    for (size_t s = 0; ok && s < d->S; s++) {
        couplet_span span = d->zh->segments.at[s].bytes;
        scan(&z[s], COUPLET_ZH, d->zh->bytes + span.offset, span.length, &inside);
        z[s].brief = d->folded[s].count < 8;
        z[s].pronoun = begins_chinese(&d->folded[s]);
        z[s].speaks = ends_speaking(&d->folded[s]);
        z[s].aside = in_brackets(d->zh->bytes + span.offset, span.length);
        z[s].kind = d->zh->segments.at[s].kind;
    }
    inside = false;
    for (size_t t = 0; ok && t < d->T; t++) {
        couplet_span span = d->en->segments.at[t].bytes;
        const char *bytes = d->en->bytes + span.offset;
        e[t].speaks = tells_speaker(bytes, span.length, inside);
        e[t].aside = in_brackets(bytes, span.length);
        e[t].kind = d->en->segments.at[t].kind;
        scan(&e[t], COUPLET_EN, bytes, span.length, &inside);
        e[t].brief = e[t].length < 22;
        e[t].pronoun = begins_english(bytes, span.length, PRONOUNS);
        e[t].conjunction = begins_english(bytes, span.length, CONJUNCTIONS);
    }
    ok = ok && couplet__copies_find(z, e, d);
    if (!ok) {
        couplet__free(z);
        couplet__free(e);
        z = e = NULL;
    }
    *zh = z;
    *en = e;
    return ok ? COUPLET_OK : COUPLET_ENOMEM;
}
