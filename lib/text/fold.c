#include "text/fold.h"

#include <unicode/unorm2.h>

#include "base/mem.h"
#include "text/tables.h"
#include "text/utf8.h"

/* data/text/variants.tsv without its comment: records of eight bytes, "産\t产\n", sorted. */
enum { RECORD = 8 };

static uint32_t three_bytes(const unsigned char *p)
{
    return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

uint32_t couplet__fold_variant(uint32_t c)
{
    if (c < 0x3400 || c > 0x9FFF)
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

static int room_for(couplet__folded *f, size_t need)
{
    if (need <= f->room)
        return 1;
    size_t room = need + need / 2 + 64;
    uint32_t *cp = couplet__resize(f->cp, room, sizeof *cp);
    if (cp == NULL)
        return 0;
    f->cp = cp;
    uint32_t *offset = couplet__resize(f->offset, room, sizeof *offset);
    if (offset == NULL)
        return 0;
    f->offset = offset;
    f->room = room;
    return 1;
}

/* Characters that NFKC leaves as they are: the quick way for nearly all text. */
static int plain(uint32_t c)
{
    return c < 0xA0 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3001 && c <= 0x3035) ||
           (c >= 0x2010 && c <= 0x2010) || (c >= 0x2012 && c <= 0x2016) ||
           (c >= 0x2018 && c <= 0x2022);
}

couplet_status couplet__fold(couplet__folded *out, const char *utf8, size_t size)
{
    UErrorCode failed = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = NULL;
    size_t at = 0, n = 0;
    if (!room_for(out, size / 2 + 16))
        return COUPLET_ENOMEM;
    while (at < size) {
        size_t from = at;
        uint32_t c = couplet__utf8_next(utf8, size, &at);
        if (!room_for(out, n + 2))
            return COUPLET_ENOMEM;
        if (plain(c)) {
            out->cp[n] = couplet__fold_variant(c);
            out->offset[n++] = (uint32_t)from;
            continue;
        }
        if (nfkc == NULL)
            nfkc = unorm2_getNFKCInstance(&failed);
        UChar form[32];
        int32_t units =
            nfkc == NULL ? -1 : unorm2_getDecomposition(nfkc, (UChar32)c, form, 32, &failed);
        if (U_FAILURE(failed))
            return COUPLET_EINTERNAL;
        if (units < 0) {
            out->cp[n] = couplet__fold_variant(c);
            out->offset[n++] = (uint32_t)from;
            continue;
        }
        /* decomposed, then composed again: é stays é, while ﬁ becomes fi */
        UChar whole[32];
        int32_t count = unorm2_normalize(nfkc, form, units, whole, 32, &failed);
        if (U_FAILURE(failed))
            return COUPLET_EINTERNAL;
        if (!room_for(out, n + (size_t)count + 1))
            return COUPLET_ENOMEM;
        for (int32_t i = 0; i < count;) {
            uint32_t d = whole[i++];
            if (d >= 0xD800 && d < 0xDC00 && i < count)
                d = 0x10000 + ((d - 0xD800) << 10) + (whole[i++] - 0xDC00u);
            out->cp[n] = couplet__fold_variant(d);
            out->offset[n++] = (uint32_t)from;
        }
    }
    out->offset[n] = (uint32_t)size;
    out->count = n;
    return COUPLET_OK;
}

void couplet__folded_free(couplet__folded *folded)
{
    couplet__free(folded->cp);
    couplet__free(folded->offset);
    *folded = (couplet__folded){0};
}
