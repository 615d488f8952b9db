#include "align/moved_block.h"

size_t couplet__firm_before(const couplet__standing *f, size_t segment, couplet_lang lang)
{
    size_t low = 0, high = f->firm.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if ((lang == COUPLET_ZH ? f->firm.at[mid].s : f->firm.at[mid].t) < segment)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

void couplet__claim(couplet__stand *x, couplet_range r)
{
    for (size_t i = r.first; i < r.first + r.count; i++)
        x->claimed[i] = true;
}

static float most(float a, float b) { return a > b ? a : b; }

enum { ZH = 8, EN = 16, TO_ZH = 4, TO_EN = 2 }; /* ... segments of the other side, to one */

/* Segment k beyond an end of a range; in front of 0 is SIZE_MAX. */
static size_t beyond(couplet_range r, bool behind, size_t k)
{
    return behind ? r.first + r.count + k : r.first - 1 - k;
}

/* How many beyond an end, up to a limit, neither stand firm nor have been claimed. */
static size_t room_beyond(const couplet__stand *x, size_t count, couplet_range r, bool behind,
                          size_t limit)
{
    size_t n = 0;
    for (; n < limit; n++) {
        size_t i = beyond(r, behind, n);
        if (i >= count || x->claimed[i] || x->own[i] >= COUPLET__FIRM)
            break;
    }
    return n;
}

typedef struct offer { /* for an English segment beyond an end */
    float x;           /* evidence with the best of the Chinese ones there */
    size_t zh;         /* as many of them take that one in */
} offer;

static bool find_offers(offer out[EN], couplet__standing *f, const couplet__move *m, bool behind,
                        size_t zh, size_t en)
{
    for (size_t j = 0; j < en; j++)
        out[j] = (offer){0, 0};
    for (size_t i = 0; en > 0 && i < zh; i++) {
        if (!couplet__affinity_look(&f->affinity, beyond(m->zh, behind, i)))
            return false;
        for (size_t j = i / TO_EN; j < en && j < (i + 1) * TO_ZH; j++) {
            float x = couplet__affinity_of(&f->affinity, beyond(m->en, behind, j));
            if (x > out[j].x)
                out[j] = (offer){x, i + 1};
        }
    }
    return true;
}

bool couplet__move_extend(couplet__standing *f, couplet__move *m, bool behind)
{
    const couplet__document *d = f->affinity.document;
    size_t zh_room = room_beyond(&f->zh, d->S, m->zh, behind, ZH);
    size_t en_room = zh_room == 0 ? 0 : room_beyond(&f->en, d->T, m->en, behind, EN);
    size_t zh = 0, en = 0, reach = 0;
    float sum = 0, best = 0;
    offer offers[EN];
    if (!find_offers(offers, f, m, behind, zh_room, en_room))
        return false;
    for (size_t j = 0; j < en_room; j++) {
        sum += offers[j].x - most(f->en.own[beyond(m->en, behind, j)], COUPLET__CHANCE);
        reach = offers[j].zh > reach ? offers[j].zh : reach;
        if (sum > best) {
            best = sum;
            en = j + 1;
            zh = reach;
        }
    }
    m->zh.count += zh;
    m->en.count += en;
    m->zh.first -= behind ? 0 : zh;
    m->en.first -= behind ? 0 : en;
    return true;
}

/* Do two moves belong together, with what is between them? */
static bool belong(const couplet__standing *f, const couplet__move *a, const couplet__move *b)
{
    enum { DOUBT = 6 }; /* segments for each firm pair among them */
    size_t s = a->zh.first + a->zh.count, s1 = b->zh.first;
    size_t t = a->en.first + a->en.count, t1 = b->en.first;
    if (t1 < t)
        return false;
    size_t zh_firm =
        couplet__firm_before(f, s1, COUPLET_ZH) - couplet__firm_before(f, s, COUPLET_ZH);
    size_t en_firm =
        couplet__firm_before(f, t1, COUPLET_EN) - couplet__firm_before(f, t, COUPLET_EN);
    if (zh_firm * DOUBT > s1 - s || en_firm * DOUBT > t1 - t)
        return false;
    for (size_t i = s; i < s1; i++)
        if (f->zh.claimed[i] || f->zh.own[i] >= COUPLET__PINNED)
            return false;
    for (size_t i = t; i < t1; i++)
        if (f->en.claimed[i] || f->en.own[i] >= COUPLET__PINNED)
            return false;
    return true;
}

void couplet__moves_join(couplet__moves *moves, couplet__standing *f)
{
    size_t last = 0;
    for (size_t i = 1; i < moves->count; i++) {
        couplet__move *a = &moves->at[last], *b = &moves->at[i];
        if (!belong(f, a, b)) {
            moves->at[++last] = *b;
            continue;
        }
        size_t s = a->zh.first + a->zh.count, t = a->en.first + a->en.count;
        couplet__claim(&f->zh, (couplet_range){s, b->zh.first - s});
        couplet__claim(&f->en, (couplet_range){t, b->en.first - t});
        a->zh.count = b->zh.first + b->zh.count - a->zh.first;
        a->en.count = b->en.first + b->en.count - a->en.first;
        a->odds = a->odds > b->odds ? a->odds : b->odds;
    }
    moves->count = moves->count == 0 ? 0 : last + 1;
}

/* The firm pair in front of a block, or behind it, that no move has claimed; NULL: none. */
static const couplet__spot *landmark(const couplet__standing *f, const couplet__move *m,
                                     bool behind)
{
    size_t at =
        couplet__firm_before(f, behind ? m->zh.first + m->zh.count : m->zh.first, COUPLET_ZH);
    for (; behind ? at < f->firm.count : at > 0; at = behind ? at + 1 : at - 1) {
        const couplet__spot *x = &f->firm.at[behind ? at : at - 1];
        if (!f->zh.claimed[x->s] && !f->en.claimed[x->t])
            return x;
    }
    return NULL;
}

/* Evidence that each English segment from `from` on has with any of some Chinese ones. */
static bool weigh_room(couplet__standing *f, size_t first, size_t end, size_t from, size_t count,
                       float *best)
{
    for (size_t k = 0; k < count; k++)
        best[k] = 0;
    for (size_t s = first; s < end; s++) {
        if (!couplet__affinity_look(&f->affinity, s))
            return false;
        for (size_t k = 0; k < count; k++)
            best[k] = most(best[k], couplet__affinity_of(&f->affinity, from + k));
    }
    return true;
}

/* Between the firm pairs on either side of the block: where what is in front of it in the one text
 * goes best with what is in front of it in the other, and what is behind with what is behind. */
bool couplet__move_place(couplet__standing *f, couplet__move *m)
{
    enum { ROOM = 16, NEAR = 8 }; /* English and Chinese segments that are looked at */
    float before[ROOM], behind[ROOM], sum = 0, best = 0;
    const couplet__spot *x = landmark(f, m, false), *y = landmark(f, m, true);
    size_t first = x == NULL ? 0 : x->s, z = m->zh.first + m->zh.count;
    size_t end = y == NULL ? f->affinity.document->S : y->s + 1;
    size_t low = 0, high = y == NULL ? f->affinity.document->T : y->t;
    if (x != NULL) {
        const couplet_bead *b = &f->beads->at[f->zh.bead[x->s]];
        low = b->zh.first + b->zh.count <= m->zh.first ? b->en.first + b->en.count : x->t + 1;
    }
    m->place = low;
    if (high <= low)
        return true;
    size_t count = high - low < ROOM ? high - low : ROOM;
    if (!weigh_room(f, m->zh.first - first > NEAR ? m->zh.first - NEAR : first, m->zh.first, low,
                    count, before) ||
        !weigh_room(f, z, end - z > NEAR ? z + NEAR : end, low, count, behind))
        return false;
    for (size_t k = 0; k < count; k++) {
        sum += f->en.claimed[low + k] ? 0 : before[k] - behind[k];
        if (sum > best) {
            best = sum;
            m->place = low + k + 1;
        }
    }
    return true;
}
