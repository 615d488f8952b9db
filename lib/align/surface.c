#include "align/surface.h"

#include <string.h>

#include "align/copies.h"
#include "align/quotation.h"
#include "text/utf8.h"

/* ASCII letters and Han: most of what is read, and no mark. */
static bool is_plain(uint32_t c)
{
    return (c < 0x80 && couplet__is_latin(c)) || (c >= 0x3400 && c <= 0x9FFF);
}

static couplet__ending ending_of(const char *bytes, size_t size)
{
    size_t at = size;
    uint32_t c = 0;
    while (at > 0) {
        c = couplet__utf8_prev(bytes, &at);
        if (!couplet__is_space(c) && !couplet__one_of(c, U"」』”\"〞’'"))
            break;
        c = 0;
    }
    if (c == '?' || c == 0xFF1F)
        return COUPLET__ENDS_QUESTION;
    if (c == '!' || c == 0xFF01)
        return COUPLET__ENDS_EXCLAMATION;
    if (couplet__one_of(c, U"…—－") ||
        (c == '.' && at >= 2 && memcmp(bytes + at - 2, "..", 2) == 0) ||
        (c == '-' && at >= 1 && bytes[at - 1] == '-'))
        return COUPLET__ENDS_OPEN;
    if (couplet__one_of(c, U":：;；,，"))
        return COUPLET__ENDS_COLON;
    return COUPLET__ENDS_PLAIN;
}

static bool is_figure(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

/* What a segment begins and ends with, but for white space. */
static void scan_edges(couplet__surface *f, couplet_lang lang, const char *bytes, size_t size)
{
    size_t first = couplet__skip_spaces(bytes, size, 0);
    uint32_t c = 0;
    if (first < size)
        f->starts_quoted = couplet__one_of(couplet__utf8_next(bytes, size, &first),
                                           lang == COUPLET_ZH ? U"「『“\"〝‘" : U"“\"‘'「");
    for (size_t at = size; at > 0 && (at == size || couplet__is_space(c));)
        c = couplet__utf8_prev(bytes, &at);
    f->ends_quoted = couplet__one_of(c, lang == COUPLET_ZH ? U"」』”\"〞’" : U"”\"’'");
    f->ending = ending_of(bytes, size);
}

static void take_quotes(couplet__surface *f, couplet__quotes *q, couplet_lang lang)
{
    couplet__quotes_leave(q, lang);
    f->opens = q->opens;
    f->closes = q->closes;
    f->inside = q->inside;
    f->names_speaker = q->names_speaker;
}

static void scan_chinese(couplet__surface *f, const char *bytes, size_t size, couplet__quotes *q)
{
    size_t length = 0;
    couplet__quotes_enter(q, bytes, size);
    for (size_t at = 0; at < size;) {
        uint32_t c = couplet__utf8_next(bytes, size, &at);
        if (is_plain(c)) {
            length++;
            continue;
        }
        length += !couplet__is_space(c);
        f->figures |= is_figure(c);
        f->asks |= c == '?' || c == 0xFF1F;
        f->exclaims |= c == '!' || c == 0xFF01;
        couplet__quotes_read_zh(q, c, at);
    }
    f->length = (float)length;
    take_quotes(f, q, COUPLET_ZH);
}

/* Is it a verb of speech that tells who speaks, between two spaces? All of them end in one of three
 * letters, and have three to nine. */
static bool is_speech(const char *word, size_t size)
{
    static const char SPEECH[] =
        " said says say told tells asked asks added adds noted notes stressed explained replied "
        "recalled answered remarked quipped conceded warned admitted argued continued urged "
        "observed pointed joked concluded ";
    enum { SHORTEST = 5, LONGEST = 11 }; /* with the spaces */
    char last = word[size - 2];
    return size >= SHORTEST && size <= LONGEST && (last == 'd' || last == 's' || last == 'y') &&
           strstr(SPEECH, word) != NULL;
}

/* What is known of an English segment while it is read. */
typedef struct reading {
    couplet__surface *f;
    char word[16]; /* ASCII letters up to here, behind a space */
    size_t n;
    const couplet__quotes *quotes;
} reading;

static void end_word(reading *r)
{
    if (r->n > 2 && !r->quotes->inside && !r->f->speaks) {
        r->word[r->n++] = ' ';
        r->word[r->n] = '\0';
        r->f->speaks = is_speech(r->word, r->n);
    }
    r->n = 1;
}

static void scan_english(couplet__surface *f, const char *bytes, size_t size, couplet__quotes *q)
{
    reading r = {f, " ", 1, q};
    bool quoted = q->inside;
    uint32_t before = 0;
    size_t length = 0;
    couplet__quotes_enter(q, bytes, size);
    for (size_t at = 0; at < size; length++) {
        uint32_t c = couplet__utf8_next(bytes, size, &at);
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            if (r.n < sizeof r.word - 2)
                r.word[r.n++] = (char)c;
            before = c;
            continue;
        }
        end_word(&r);
        f->figures |= is_figure(c);
        f->asks |= c == '?';
        f->exclaims |= c == '!';
        if (c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201D)) {
            size_t peek = at;
            uint32_t next = at < size ? couplet__utf8_next(bytes, size, &peek) : 0;
            couplet__quotes_read_en(q, before, c, next, at);
        }
        before = c;
    }
    end_word(&r);
    f->length = (float)length;
    take_quotes(f, q, COUPLET_EN);
    f->names_speaker |= f->speaks && (quoted || q->opens > 0);
    f->reopens = !q->inside && couplet__quotes_trail(q); /* if the next segment does */
}

/* Does the English segment begin, behind marks, with a pronoun, or a conjunction? */
static void scan_beginning(couplet__surface *f, const char *bytes, size_t size)
{
    static const char PRONOUNS[] =
        " He She It They His Her Their Its This That These Those I We You My Our Your ";
    static const char CONJUNCTIONS[] = " And But So Then Or Yet However For Still Besides Nor "
                                       "Because Also After When As Now Once ";
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
    f->pronoun = n > 2 && strstr(PRONOUNS, key) != NULL;
    f->conjunction = n > 2 && strstr(CONJUNCTIONS, key) != NULL;
}

static bool begins_chinese(const couplet__folded *f)
{
    static const uint32_t WORDS[][2] = {
        /* 他 她 它 这 那 就 便 于是 但 可 然后 而 却 所以 因此 接着 */
        {0x4ED6, 0}, {0x5979, 0},      {0x5B83, 0},      {0x8FD9, 0},
        {0x90A3, 0}, {0x5C31, 0},      {0x4FBF, 0},      {0x4E8E, 0x662F},
        {0x4F46, 0}, {0x53EF, 0},      {0x7136, 0x540E}, {0x800C, 0},
        {0x5374, 0}, {0x6240, 0x4EE5}, {0x56E0, 0x6B64}, {0x63A5, 0x7740}};
    size_t from = f->count > 0 && (f->cp[0] == 0x201C || f->cp[0] == 0x300C) ? 1 : 0;
    if (from == f->count)
        return false;
    uint32_t second = from + 1 < f->count ? f->cp[from + 1] : 0;
    for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
        if (WORDS[w][0] == f->cp[from] && (WORDS[w][1] == 0 || WORDS[w][1] == second))
            return true;
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
    while (end > 0 &&
           (couplet__is_space(f->cp[end - 1]) || couplet__one_of(f->cp[end - 1], U"。,，:：.")))
        end--;
    if (end == 0 || end > LONGEST)
        return false;
    for (size_t i = 0; i < end; i++)
        if (couplet__one_of(f->cp[i], U"「」『』“”\""))
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

static void scan_zh(couplet__surface *f, const couplet__document *d, size_t s, couplet__quotes *q)
{
    couplet_span span = d->zh->segments.at[s].bytes;
    const char *bytes = d->zh->bytes + span.offset;
    scan_edges(f, COUPLET_ZH, bytes, span.length);
    scan_chinese(f, bytes, span.length, q);
    f->brief = d->folded[s].count < 8;
    f->pronoun = begins_chinese(&d->folded[s]);
    f->speaks = ends_speaking(&d->folded[s]);
    f->names_speaker |= f->speaks;
    f->aside = in_brackets(bytes, span.length);
    f->kind = d->zh->segments.at[s].kind;
}

static void scan_en(couplet__surface *f, const couplet__document *d, size_t t, couplet__quotes *q)
{
    couplet_span span = d->en->segments.at[t].bytes;
    const char *bytes = d->en->bytes + span.offset;
    scan_edges(f, COUPLET_EN, bytes, span.length);
    scan_english(f, bytes, span.length, q);
    scan_beginning(f, bytes, span.length);
    f->brief = f->length < 22;
    f->aside = in_brackets(bytes, span.length);
    f->kind = d->en->segments.at[t].kind;
}

static bool quotes_singly(const couplet__document *d)
{
    ptrdiff_t balance = 0;
    for (size_t t = 0; t < d->T; t++) {
        couplet_span span = d->en->segments.at[t].bytes;
        balance += couplet__quotes_style(d->en->bytes + span.offset, span.length);
    }
    return balance > 0;
}

couplet_status couplet__surfaces_build(couplet__surface **zh, couplet__surface **en,
                                       const couplet__document *d)
{
    couplet__surface *z = couplet__zalloc(d->S, sizeof *z), *e = couplet__zalloc(d->T, sizeof *e);
    couplet__quotes q = {0};
    bool ok = z != NULL && e != NULL;
    for (size_t s = 0; ok && s < d->S; s++)
        scan_zh(&z[s], d, s, &q);
    q = (couplet__quotes){.single = quotes_singly(d)};
    for (size_t t = 0; ok && t < d->T; t++)
        scan_en(&e[t], d, t, &q);
    for (size_t t = 0; ok && t < d->T; t++)
        e[t].reopens &= !e[t].ends_quoted && t + 1 < d->T && e[t + 1].starts_quoted;
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
