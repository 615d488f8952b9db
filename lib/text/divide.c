#include "text/divide.h"

#include "text/utf8.h"
#include "text/words.h"

/* A stretch of a line from its first to its last letter of one script, with none of the other. */
typedef struct piece {
    size_t start, end;
    bool latin;
    size_t han, words;
    size_t plain;      /* words in lower case that are not function words: names have none */
    int before, after; /* how sharp the line is divided on either side, see below */
    couplet_lang lang; /* of the part that it goes to */
} piece;

typedef COUPLET__VEC(piece) pieces;

/* How sharply what stands between two pieces divides them. */
enum { GLUED, BLANK, STOP, WIDE, COLUMN };

static bool opens(uint32_t c)
{
    return c == '(' || c == '[' || c == '{' || c == 0x2018 || c == 0x201C || c == 0xAB ||
           c == 0x3008 || c == 0x300A || c == 0x300C || c == 0x300E || c == 0x3010 || c == 0x3014 ||
           c == 0xFF08 || c == 0xFF3B;
}

static bool stops(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0x2026 || c == 0xFF0E;
}

static bool separates(uint32_t c) /* between blanks, or full-width */
{
    return c == '|' || c == '/' || c == 0xFF5C || c == 0xFF0F;
}

static void note_word(piece *p, const char *s, size_t from, size_t to)
{
    p->words++;
    p->plain += s[from] >= 'a' && s[from] <= 'z' && !couplet__is_stop_word(s + from, to - from);
}

/* Fills list with the pieces of s[from..to). false: out of memory. */
static bool find_pieces(pieces *list, const char *s, size_t from, size_t to)
{
    size_t word = to; /* start of the word being read; to: in none */
    list->count = 0;
    for (size_t at = from; at < to;) {
        size_t here = at;
        uint32_t c = couplet__utf8_next(s, to, &at);
        bool latin = couplet__is_latin(c), han = couplet__is_han(c);
        piece *last = list->count == 0 ? NULL : &list->at[list->count - 1];
        if (!latin && word != to) {
            note_word(last, s, word, here);
            word = to;
        }
        if (!latin && !han)
            continue;
        if (last == NULL || last->latin != latin) {
            if (!couplet__vec_push(list, (piece){.start = here, .latin = latin}))
                return false;
            last = &list->at[list->count - 1];
        }
        last->end = at;
        last->han += han;
        if (latin && word == to)
            word = here;
    }
    if (word != to)
        note_word(&list->at[list->count - 1], s, word, list->at[list->count - 1].end);
    return true;
}

/* What stands between two pieces: how sharply it divides, where the first part ends, where the
 * second begins. Marks stay with the first part up to a blank or an opening bracket. */
typedef struct gap {
    int strength;
    size_t left_end, right_start;
} gap;

static gap look_between(const char *s, size_t from, size_t to)
{
    gap g = {GLUED, to, to};
    size_t blanks = 0;
    bool attached = true, opened = false, stopped = false, tab = false;
    for (size_t at = from; at < to;) {
        size_t here = at;
        uint32_t c = couplet__utf8_next(s, to, &at);
        bool blank = couplet__is_space(c);
        bool wide = separates(c) && (c > 0x7F || blanks != 0);
        if (attached && (blank || wide || opens(c))) {
            attached = false;
            g.left_end = g.right_start = here;
        }
        stopped = stopped || (attached && stops(c));
        opened = opens(c) && !(stopped && (c == 0x2018 || c == 0x201C));
        if (blank || wide) {
            g.right_start = at;
            blanks += c == 0x3000 || wide ? 2 : 1;
            tab = tab || c == '\t';
            g.strength = g.strength < BLANK ? BLANK : g.strength;
        } else if (blanks < 2) {
            blanks = 0;
        }
    }
    if (opened)
        g.strength = GLUED; /* a name or a gloss in brackets or quotes */
    else if (tab)
        g.strength = COLUMN;
    else if (blanks >= 2)
        g.strength = WIDE;
    else if (stopped)
        g.strength = STOP;
    else if (from == to)
        g.strength = BLANK; /* 座談會Symposium */
    if (attached)
        g.left_end = g.right_start = to;
    return g;
}

/* Does a Latin piece stand for itself, or is it a name inside Chinese text? The fewer marks set it
 * off, the more words, and words that are no names, it takes. */
static bool stands_alone(const pieces *list, size_t i)
{
    const piece *p = &list->at[i];
    int least = p->before < p->after ? p->before : p->after;
    if (!p->latin || least == GLUED)
        return false;
    if (least >= WIDE)
        return least == COLUMN || p->words >= 2;
    if (least == STOP)
        return p->words >= 3;
    if (p->before != COLUMN && p->after != COLUMN)
        return false;
    if (p->words >= 4 && p->plain >= 2)
        return true;
    /* a title with its rendering in capitals behind it: 西部開發座談會 Western Development
     * Symposium */
    return i == 1 && list->count == 2 && p->words >= 3 && list->at[0].han * 3 >= p->words * 4 &&
           list->at[0].han >= 5;
}

static couplet_span trimmed(const char *s, size_t start, size_t end)
{
    while (start < end) {
        size_t next = start;
        if (!couplet__is_space(couplet__utf8_next(s, end, &next)))
            break;
        start = next;
    }
    while (start < end) {
        size_t last = end;
        if (!couplet__is_space(couplet__utf8_prev(s, &last)))
            break;
        end = last;
    }
    return (couplet_span){start, end - start};
}

typedef struct division {
    couplet__paragraph_list *zh, *en;
    const char *utf8;
    pieces list;
} division;

static bool put(division *d, couplet__paragraph p, size_t start, size_t end, couplet_lang lang)
{
    size_t from = p.bytes.offset;
    p.bytes = trimmed(d->utf8, start, end);
    p.line += couplet__line_ends(d->utf8, from, p.bytes.offset);
    p.lang = lang;
    return p.bytes.length == 0 || couplet__vec_push(lang == COUPLET_ZH ? d->zh : d->en, p);
}

/* Does a Han piece stand for itself, or is it a word quoted in English text? */
static bool han_stands_alone(const piece *p)
{
    return !p->latin && p->before != GLUED && p->after != GLUED &&
           (p->before >= STOP || p->after >= STOP);
}

/* Says for each piece which language's part it goes to, in a paragraph of a language. */
static void label(pieces *list, couplet_lang lang)
{
    for (size_t i = 0; i < list->count; i++) {
        piece *p = &list->at[i];
        p->lang = lang == COUPLET_ZH ? (stands_alone(list, i) ? COUPLET_EN : COUPLET_ZH)
                                     : (han_stands_alone(p) ? COUPLET_ZH : COUPLET_EN);
    }
    if (lang == COUPLET_ZH)
        return;
    for (size_t i = 1; i < list->count; i++) /* a name in a Chinese part of an English line */
        if (list->at[i].latin && !stands_alone(list, i) && list->at[i - 1].lang == COUPLET_ZH &&
            i + 1 < list->count && list->at[i + 1].lang == COUPLET_ZH)
            list->at[i].lang = COUPLET_ZH;
}

/* Cuts the paragraph where the language of its pieces changes. */
static bool put_parts(division *d, couplet__paragraph p)
{
    const pieces *list = &d->list;
    size_t start = p.bytes.offset, end = start + p.bytes.length;
    for (size_t i = 1; i < list->count; i++) {
        if (list->at[i].lang == list->at[i - 1].lang)
            continue;
        gap g = look_between(d->utf8, list->at[i - 1].end, list->at[i].start);
        if (!put(d, p, start, g.left_end, list->at[i - 1].lang))
            return false;
        p.line += couplet__line_ends(d->utf8, p.bytes.offset, g.right_start);
        p.bytes.offset = start = g.right_start;
    }
    return put(d, p, start, end, list->at[list->count - 1].lang);
}

static bool divide_paragraph(division *d, couplet__paragraph p)
{
    size_t start = p.bytes.offset, end = start + p.bytes.length;
    if (!find_pieces(&d->list, d->utf8, start, end))
        return false;
    if (d->list.count < 2)
        return put(d, p, start, end, p.lang);
    d->list.at[0].before = d->list.at[d->list.count - 1].after = COLUMN;
    for (size_t i = 1; i < d->list.count; i++) {
        gap g = look_between(d->utf8, d->list.at[i - 1].end, d->list.at[i].start);
        d->list.at[i - 1].after = d->list.at[i].before = g.strength;
    }
    label(&d->list, p.lang);
    return put_parts(d, p);
}

couplet_status couplet__divide(couplet__paragraph_list *zh, couplet__paragraph_list *en,
                               const char *utf8, size_t size, couplet_wrap wrap)
{
    couplet__paragraph_list all = {0};
    division d = {zh, en, utf8, {0}};
    zh->count = en->count = 0;
    couplet_status status = couplet__paragraphs(&all, utf8, size, wrap);
    couplet_lang now = COUPLET_EN;
    for (size_t i = all.count; i-- > 0;) /* what leads without letters goes with what comes */
        now = all.at[i].lang != 0 ? all.at[i].lang : now;
    for (size_t i = 0; status == COUPLET_OK && i < all.count; i++) {
        if (all.at[i].lang == 0)
            all.at[i].lang = now;
        now = all.at[i].lang;
        if (!divide_paragraph(&d, all.at[i]))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&d.list);
    couplet__vec_free(&all);
    return status;
}
