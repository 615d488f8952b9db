#include "text/fold.h"

#include <stdbool.h>
#include <unicode/unorm2.h>

#include "base/mem.h"
#include "text/tables.h"
#include "text/utf8.h"

/* data/text/variants.tsv without its comment: records of eight bytes, "産\t产\n", sorted. */
enum { RECORD = 8, FIRST = 0x3400, LAST = 0x9FFF };

struct couplet__folder {
    uint16_t variant[LAST - FIRST + 1]; /* of every character between the two */
};

static uint32_t three_bytes(const unsigned char *p)
{
    return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

uint32_t couplet__fold_variant(uint32_t c)
{
    if (c < FIRST || c > LAST)
        return c;
    couplet__table table = couplet__variants();
    const unsigned char *first = (const unsigned char *)table.bytes;
    size_t low = 0, high = table.size / RECORD;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        uint32_t key = three_bytes(first + mid * RECORD);
        if (key == c)
            return three_bytes(first + mid * RECORD + 4);
        if (key < c)
            low = mid + 1;
        else
            high = mid;
    }
    return c;
}

couplet__folder *couplet__folder_new(void)
{
    couplet__folder *folder = couplet__alloc(1, sizeof *folder);
    if (folder == NULL)
        return NULL;
    for (uint32_t c = FIRST; c <= LAST; c++)
        folder->variant[c - FIRST] = (uint16_t)c;
    couplet__table table = couplet__variants();
    const unsigned char *record = (const unsigned char *)table.bytes;
    for (size_t left = table.size / RECORD; left > 0; left--, record += RECORD)
        folder->variant[three_bytes(record) - FIRST] = (uint16_t)three_bytes(record + 4);
    return folder;
}

void couplet__folder_free(couplet__folder *folder) { couplet__free(folder); }

static bool room_for(couplet__folded *f, size_t need)
{
    if (need <= f->room)
        return true;
    size_t room = need + need / 2 + 64;
    uint32_t *cp = couplet__resize(f->cp, room, sizeof *cp);
    if (cp == NULL)
        return false;
    f->cp = cp;
    uint32_t *offset = couplet__resize(f->offset, room, sizeof *offset);
    if (offset == NULL)
        return false;
    f->offset = offset;
    f->room = room;
    return true;
}

/* Characters that NFKC leaves as they are: the quick way for nearly all text. */
static bool is_plain(uint32_t c)
{
    return c < 0xA0 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3035) ||
           c == 0x2010 || (c >= 0x2012 && c <= 0x2016) || (c >= 0x2018 && c <= 0x2022);
}

/* Characters that a reader does not see: soft hyphens, zero-width spaces and joiners, marks of
 * direction, variation selectors, byte order marks. */
static bool is_unseen(uint32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x180B && c <= 0x180E) ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

/* Radicals that NFKC leaves alone although they stand for whole characters in text out of PDF files
 * (the Kangxi radicals from U+2F00 it knows). */
static uint32_t radical(uint32_t c)
{
    static const struct {
        uint16_t radical, character;
    } RADICALS[] = {
        {0x2E81, 0x5382}, {0x2E92, 0x5DF3}, {0x2E93, 0x5E7A}, {0x2E9D, 0x6708}, {0x2EA0, 0x6C11},
        {0x2EAC, 0x793A}, {0x2EAE, 0x7AF9}, {0x2EB6, 0x7F8A}, {0x2EBC, 0x8089}, {0x2EBD, 0x81FC},
        {0x2EC1, 0x864E}, {0x2EC4, 0x897F}, {0x2EC5, 0x89C1}, {0x2EC6, 0x89D2}, {0x2EC9, 0x8D1D},
        {0x2ECB, 0x8F66}, {0x2ED1, 0x9577}, {0x2ED3, 0x957F}, {0x2ED4, 0x95E8}, {0x2ED6, 0x961C},
        {0x2ED7, 0x96E8}, {0x2ED8, 0x9752}, {0x2ED9, 0x97E6}, {0x2EDA, 0x9875}, {0x2EDB, 0x98CE},
        {0x2EDC, 0x98DE}, {0x2EDD, 0x98DF}, {0x2EE2, 0x9A6C}, {0x2EE3, 0x9AA8}, {0x2EE4, 0x9B3C},
        {0x2EE5, 0x9C7C}, {0x2EE6, 0x9E1F}, {0x2EE7, 0x5364}, {0x2EE8, 0x9EA6}, {0x2EE9, 0x9EC4},
        {0x2EEA, 0x9EFE}, {0x2EEC, 0x9F50}, {0x2EEE, 0x9F7F}, {0x2EF0, 0x9F99}, {0x2EF1, 0x9F9C},
    };
    if (c < 0x2E80 || c > 0x2EFF)
        return c;
    for (size_t i = 0; i < sizeof RADICALS / sizeof *RADICALS; i++)
        if (RADICALS[i].radical == c)
            return RADICALS[i].character;
    return c;
}

static bool put(couplet__folded *out, const couplet__folder *folder, uint32_t c, size_t from)
{
    if (!room_for(out, out->count + 2)) /* one for the end */
        return false;
    out->cp[out->count] = c < FIRST || c > LAST ? c
                          : folder != NULL      ? folder->variant[c - FIRST]
                                                : couplet__fold_variant(c);
    out->offset[out->count++] = (uint32_t)from;
    return true;
}

static bool put_ascii(couplet__folded *out, const char *utf8, size_t from, size_t size)
{
    if (!room_for(out, out->count + size + 1))
        return false;
    uint32_t *cp = out->cp + out->count, *offset = out->offset + out->count;
    for (size_t i = 0; i < size; i++) {
        cp[i] = (unsigned char)utf8[from + i];
        offset[i] = (uint32_t)(from + i);
    }
    out->count += size;
    return true;
}

/* A line end between two wide characters, with the blanks around it: a wrapped line, where nothing
 * stands between the characters. Returns the end of the white space, or at. */
static size_t skip_wrap(const couplet__folded *out, const char *utf8, size_t size, size_t at)
{
    bool line_end = false;
    uint32_t c = ' ';
    size_t next = at, end = at;
    if (out->count == 0 || out->cp[out->count - 1] < 0x2E80)
        return at;
    while (next < size && couplet__is_space(c = couplet__utf8_next(utf8, size, &next))) {
        line_end = line_end || c == '\n' || c == '\r';
        end = next;
    }
    return line_end && end < size && c >= 0x2E80 ? end : at;
}

/* NFKC of one character that is not plain, or its composition with the letter before it. */
static couplet_status put_form(couplet__folded *out, const couplet__folder *folder,
                               const UNormalizer2 *nfkc, uint32_t c, size_t from)
{
    UErrorCode failed = U_ZERO_ERROR;
    UChar form[32], whole[32];
    if (c >= 0x300 && c <= 0x36F && out->count != 0) { /* e and a combining acute: é */
        UChar32 both = unorm2_composePair(nfkc, (UChar32)out->cp[out->count - 1], (UChar32)c);
        if (both >= 0) {
            out->cp[out->count - 1] = (uint32_t)both;
            return COUPLET_OK;
        }
    }
    int32_t units = unorm2_getDecomposition(nfkc, (UChar32)c, form, 32, &failed);
    if (U_FAILURE(failed))
        return COUPLET_EINTERNAL;
    if (units < 0)
        return put(out, folder, radical(c), from) ? COUPLET_OK : COUPLET_ENOMEM;
    /* decomposed, then composed again: é stays é, while ﬁ becomes fi */
    int32_t count = unorm2_normalize(nfkc, form, units, whole, 32, &failed);
    if (U_FAILURE(failed))
        return COUPLET_EINTERNAL;
    for (int32_t i = 0; i < count;) {
        uint32_t d = whole[i++];
        if (d >= 0xD800 && d < 0xDC00 && i < count)
            d = 0x10000 + ((d - 0xD800) << 10) + (whole[i++] - 0xDC00u);
        if (!put(out, folder, d, from))
            return COUPLET_ENOMEM;
    }
    return COUPLET_OK;
}

couplet_status couplet__fold(couplet__folded *out, const char *utf8, size_t size)
{
    return couplet__fold_with(out, NULL, utf8, size);
}

couplet_status couplet__fold_with(couplet__folded *out, const couplet__folder *folder,
                                  const char *utf8, size_t size)
{
    UErrorCode failed = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&failed);
    couplet_status status = U_FAILURE(failed) ? COUPLET_EINTERNAL : COUPLET_OK;
    out->count = 0;
    if (!room_for(out, size / 2 + 16))
        return COUPLET_ENOMEM;
    for (size_t at = 0; status == COUPLET_OK && at < size;) {
        size_t from = at;
        if ((unsigned char)utf8[at] < 0x80 &&
            (utf8[at] > ' ' || out->count == 0 || out->cp[out->count - 1] < 0x2E80)) {
            at += couplet__ascii_run(utf8 + at, size - at);
            status = put_ascii(out, utf8, from, at - from) ? COUPLET_OK : COUPLET_ENOMEM;
            continue;
        }
        uint32_t c = couplet__utf8_next(utf8, size, &at);
        if (c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == 0x3000) {
            size_t end = skip_wrap(out, utf8, size, from);
            if (end != from) {
                at = end;
                continue;
            }
        }
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFEE0; /* the full-width forms of ASCII, of which Chinese is full */
        if (is_plain(c))
            status = put(out, folder, c, from) ? COUPLET_OK : COUPLET_ENOMEM;
        else if (!is_unseen(c))
            status = put_form(out, folder, nfkc, c, from);
    }
    out->offset[out->count] = (uint32_t)size;
    return status;
}

void couplet__folded_free(couplet__folded *folded)
{
    couplet__free(folded->cp);
    couplet__free(folded->offset);
    *folded = (couplet__folded){0};
}
