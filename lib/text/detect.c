#include "text/detect.h"

#include <string.h>

#include "base/real.h"
#include "text/charset.h"
#include "text/plausible.h"
#include "text/utf8.h"

/* One encoding that is tried. Those of a family read nearly all bytes alike, so they do not count
 * as rivals. */
typedef struct candidate {
    const char *name;
    int family;
    double prior;       /* nats that such files are rarer by */
    const char *broken; /* what to say of a file that it explains up to one place */
} candidate;

enum { UTF_8, UTF_16_LE, UTF_16_BE, BIG5, GB, EUC_TW, WESTERN, FAMILIES };

static const candidate TRIED[] = {
    {"utf-8", UTF_8, 0, "reads as UTF-8, but not at this byte"},
    {"utf-16le", UTF_16_LE, 4, "reads as UTF-16 (little-endian), but not at this byte"},
    {"utf-16be", UTF_16_BE, 4, "reads as UTF-16 (big-endian), but not at this byte"},
    {"big5", BIG5, 0, "reads as Big5, but not at this byte"},
    {"cp950", BIG5, 0, "reads as CP950, but not at this byte"},
    {"big5-hkscs", BIG5, 0, "reads as Big5-HKSCS, but not at this byte"},
    {"gb18030", GB, 0, "reads as GB18030, but not at this byte"},
    {"euc-tw", EUC_TW, 4, "reads as EUC-TW, but not at this byte"},
    {"windows-1252", WESTERN, 2, "reads as Windows-1252, but not at this byte"},
};
enum { CANDIDATES = sizeof TRIED / sizeof *TRIED };

typedef struct trial {
    couplet__charset_end end;
    size_t offset;
    couplet__reading reading;
    double loss; /* nats: the higher, the less likely these bytes are in this encoding */
} trial;

static bool read_on(void *user, const char *utf8, size_t size)
{
    couplet__reading_add(user, utf8, size);
    return true;
}

static trial try(const candidate *c, const couplet__costs *costs, const char *bytes, size_t size)
{
    trial t = {.reading = {.costs = costs}};
    t.end = couplet__charset_read(c->name, bytes, size, read_on, &t.reading, &t.offset);
    t.loss = t.reading.cost + c->prior;
    if (t.end == COUPLET__CHARSET_CUT)
        t.loss += 15; /* as a character never seen */
    /* bytes of another encoding form UTF-8 by accident once in e^3 characters or less */
    if (c->family == UTF_8)
        t.loss -= 3 * (double)t.reading.rare;
    return t;
}

/* Is it text at all? Running text costs 5 to 8 nats a character that is not ASCII, a few
 * characters may be rare ones; misread text costs 11 and more. */
static bool plausible(const candidate *c, const trial *t)
{
    const couplet__reading *r = &t->reading;
    if (r->chars == 0)
        return false;
    bool wide = c->family == UTF_16_LE || c->family == UTF_16_BE;
    double n = (double)(wide ? r->chars : r->rare), cost = wide ? r->cost : r->rare_cost;
    if (c->family == UTF_8 && r->rare >= 4)
        return true;
    if (wide && t->end == COUPLET__CHARSET_CUT && r->chars < 8)
        return false;
    if (c->family == WESTERN && r->rare > 2 + r->chars / 5) /* no English has so many accents */
        return false;
    return cost <= n * (9.2 + 5 / couplet__sqrt(n + 1));
}

static bool complete(const trial *t, bool has_nul)
{
    return (t->end == COUPLET__CHARSET_WHOLE || t->end == COUPLET__CHARSET_CUT) &&
           (!has_nul || t->reading.nul == 0);
}

const char *couplet__byte_order_mark(const char *bytes, size_t size, size_t *mark)
{
    static const struct {
        const char *name, *mark;
        size_t size;
    } MARKS[] = {
        {"utf-8", "\xEF\xBB\xBF", 3},    {"utf-32le", "\xFF\xFE\0\0", 4},
        {"utf-32be", "\0\0\xFE\xFF", 4}, {"utf-16le", "\xFF\xFE", 2},
        {"utf-16be", "\xFE\xFF", 2},     {"gb18030", "\x84\x31\x95\x33", 4},
    };
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (size >= MARKS[i].size && memcmp(bytes, MARKS[i].mark, MARKS[i].size) == 0) {
            *mark = MARKS[i].size;
            return MARKS[i].name;
        }
    return NULL;
}

/* What needs no weighing: byte order marks, ASCII, valid UTF-8 of some length. */
static bool is_evident(couplet_detection *out, const char *bytes, size_t size, bool has_nul)
{
    enum { ENOUGH = 32 }; /* characters that are not ASCII */
    size_t mark, high = 0, leads = 0;
    out->certainty = 1;
    out->charset = couplet__byte_order_mark(bytes, size, &mark);
    if (out->charset != NULL || has_nul)
        return out->charset != NULL;
    for (size_t i = 0; i < size && leads < ENOUGH; i++) {
        /* control characters: "mQPfggQ" with one of them is UTF-16, and Chinese */
        high += (unsigned char)bytes[i] >= 0x80 || (unsigned char)bytes[i] < '\t';
        leads += (unsigned char)bytes[i] >= 0xC0;
    }
    if (high == 0 || (leads == ENOUGH && couplet__utf8_check(bytes, size) == size))
        out->charset = "utf-8";
    return out->charset != NULL;
}

/* The likeliest of the complete trials, or CANDIDATES. */
static size_t likeliest(const trial *trials, bool has_nul)
{
    size_t best = CANDIDATES;
    for (size_t i = 0; i < CANDIDATES; i++)
        if (complete(&trials[i], has_nul) &&
            (best == CANDIDATES || trials[i].loss < trials[best].loss))
            best = i;
    return best;
}

/* Posterior of the best family against the likeliest member of each other one. Characters of a text
 * depend on each other, so that their costs overstate what is known: they count half. */
static void state_certainty(couplet_detection *out, const trial *trials, size_t best, bool has_nul)
{
    double odds[FAMILIES] = {0}, all = 0, most = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        if (!complete(&trials[i], has_nul))
            continue;
        double p = couplet__exp((trials[best].loss - trials[i].loss) / 2);
        int family = TRIED[i].family;
        if (p > odds[family])
            odds[family] = p;
        if (family != TRIED[best].family && (out->runner_up == NULL || p > most)) {
            most = p;
            out->runner_up = TRIED[i].name;
        }
    }
    for (int i = 0; i < FAMILIES; i++)
        all += odds[i];
    out->charset = TRIED[best].name;
    out->certainty = 1 / all;
}

/* Reads on behind the first places that an encoding does not allow. Returns how far it came. */
static size_t read_past_faults(trial *t, const candidate *c, const char *bytes, size_t size)
{
    enum { MOST_FAULTS = 3 };
    bool wide = c->family == UTF_16_LE || c->family == UTF_16_BE;
    size_t unit = wide ? 2 : 1, reach = t->offset;
    for (int i = 0; i < MOST_FAULTS && t->end == COUPLET__CHARSET_BAD; i++) {
        size_t from = reach + unit, read;
        if (from >= size)
            return size;
        t->end =
            couplet__charset_read(c->name, bytes + from, size - from, read_on, &t->reading, &read);
        reach = from + read;
    }
    return reach;
}

/* Nothing reads well from end to end: says which encoding does, but for some places, and where the
 * first is. */
static couplet_status explain(trial *trials, const char *bytes, size_t size, bool has_nul,
                              couplet_error *error)
{
    const trial *best = NULL;
    const char *message = NULL;
    size_t most = 0, first_line = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        trial *t = &trials[i];
        if (t->end != COUPLET__CHARSET_BAD)
            continue;
        size_t lines = t->reading.lines, reach = read_past_faults(t, &TRIED[i], bytes, size);
        size_t enough = TRIED[i].family == UTF_8 ? 4 : reach == size ? 8 : 24;
        if (t->reading.nul == 0 && t->reading.rare >= enough && plausible(&TRIED[i], t) &&
            (best == NULL || reach > most ||
             (reach == most && t->reading.cost < best->reading.cost))) {
            best = t;
            most = reach;
            first_line = lines + 1;
            message = TRIED[i].broken;
        }
    }
    if (best != NULL)
        return couplet__fail(error, COUPLET_EENCODING, best->offset, first_line, message);
    if (has_nul) {
        size_t at = 0, line = 1;
        for (; bytes[at] != '\0'; at++)
            line += bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] != '\n');
        return couplet__fail(error, COUPLET_EENCODING, at, line,
                             "a NUL byte, as no text has: not a text file, or a damaged one");
    }
    return couplet__fail(error, COUPLET_EENCODING, 0, 0,
                         "in no encoding do these bytes read as Chinese or English text");
}

couplet_status couplet__detect(couplet_detection *out, const char *bytes, size_t size,
                               couplet_lang lang, couplet_error *error)
{
    bool has_nul = size != 0 && memchr(bytes, 0, size) != NULL;
    trial trials[CANDIDATES];
    *out = (couplet_detection){0};
    if (is_evident(out, bytes, size, has_nul))
        return COUPLET_OK;
    *out = (couplet_detection){0};
    couplet__costs *costs = couplet__costs_new();
    if (costs == NULL)
        return couplet__no_memory(error);
    bool no_memory = false;
    for (size_t i = 0; i < CANDIDATES; i++) {
        trials[i] = try(&TRIED[i], costs, bytes, size);
        no_memory = no_memory || trials[i].end == COUPLET__CHARSET_NO_MEMORY;
        if (TRIED[i].family == WESTERN && lang == COUPLET_ZH)
            trials[i].end = COUPLET__CHARSET_STOPPED;
        if (TRIED[i].family >= BIG5 && TRIED[i].family <= EUC_TW && lang == COUPLET_EN)
            trials[i].loss += 3;
    }
    size_t best = no_memory ? CANDIDATES : likeliest(trials, has_nul);
    couplet_status status = COUPLET_OK;
    if (no_memory)
        status = couplet__no_memory(error);
    else if (best == CANDIDATES || !plausible(&TRIED[best], &trials[best]))
        status = explain(trials, bytes, size, has_nul, error);
    else
        state_certainty(out, trials, best, has_nul);
    couplet__costs_free(costs);
    return status;
}

couplet_status couplet_detect(couplet_detection *out, const void *bytes, size_t size,
                              couplet_lang lang, couplet_error *error)
{
    if (out == NULL || (bytes == NULL && size != 0))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no bytes, or no place for the answer");
    return couplet__detect(out, bytes, size, lang, error);
}
