/* Chinese: a walk over the folded text. Where a numeral begins, its value is read, then what
 * stands behind it says what it counts. */
#include "anchor/number_zh_reader.h"
#include "text/utf8.h"

/* 约, 近, 超过 … before; 左右, 以上, 多 … behind. */
static bool approximate_before(const couplet__folded *f, size_t at, size_t floor_at)
{
    static const char32_t *const WORDS[] = {
        U"约",   U"近", U"逾",   U"超过",   U"接近",   U"至少", U"最多", U"不足", U"不到",
        U"大概", U"破", U"上看", U"不少于", U"不低于", U"约莫", U"超",   NULL};
    size_t size;
    return one_before(f, at, floor_at, WORDS, &size);
}

static bool approximate_behind(const couplet__folded *f, size_t at)
{
    return has(f, at, U"左右") || has(f, at, U"以上") || has(f, at, U"上下") ||
           has(f, at, U"以下") || has(f, at, U"多") || has(f, at, U"余") || has(f, at, U"许");
}

static size_t currency_before(const couplet__folded *f, size_t at, size_t floor_at,
                              couplet__measure *unit)
{
    size_t end = at > floor_at && f->cp[at - 1] == ' ' ? at - 1 : at;
    double factor;
    for (size_t n = 4; n >= 1; n--)
        if (end >= floor_at + n && couplet__measure_find(f->cp + end - n, n, unit, &factor) &&
            couplet__is_money(*unit) && f->cp[end - n] != 0x5143 && f->cp[end - n] != 0x5706)
            return end - n; /* but 元 and 圆 end a number, never begin one */
    return at;
}

static void emit(reader *r, couplet__number n, size_t from, size_t to)
{
    n.bytes = r->place == NULL
                  ? couplet__folded_span(r->source, from, to)
                  : couplet__folded_span(r->source, r->place[from], r->place[to - 1] + 1);
    size_t floor_at = r->done;
    r->done = to;
    const couplet__number *last = r->out->count == 0 ? NULL : &r->out->at[r->out->count - 1];
    if (last != NULL && n.bytes.offset < last->bytes.offset + last->bytes.length)
        return; /* the rest of a character that folding made several of */
    if (approximate_before(r->f, from, floor_at) || approximate_behind(r->f, to))
        n.approximate = true;
    if (!couplet__vec_push(r->out, n))
        r->no_memory = true;
}

/* 3至5萬, 20到30%, 2021至2025年: the unit behind the second number holds for the first. */
static void share_with_first(reader *r, const couplet__number *n, double scale, size_t from)
{
    if (r->out->count == 0 || from != r->done + 1 ||
        !one_of(r->f->cp[from - 1], U"至到~-–—―、或和"))
        return;
    couplet__number *a = &r->out->at[r->out->count - 1];
    if (a->kind != COUPLET__COUNT || a->unit != COUPLET__NO_UNIT)
        return;
    couplet__number b;
    double value = a->value * (a->value < n->value / scale ? scale : 1);
    if (n->kind == COUPLET__PERCENT || n->kind == COUPLET__COUNT)
        b = couplet__make(n->kind,
                          n->kind == COUPLET__PERCENT && scale > 1 ? a->value * scale : value);
    else if (n->kind == COUPLET__QUANTITY || n->kind == COUPLET__MONEY)
        b = couplet__make_quantity(value, n->unit, n->value == 0 ? 1 : n->base / n->value);
    else if (n->kind == COUPLET__YEAR && a->value >= 1000 && a->value < 2200)
        b = couplet__make_year(a->value);
    else
        return;
    b.bytes = a->bytes;
    b.approximate = a->approximate;
    b.sure = a->sure || n->sure;
    *a = b;
}

/* ---- where numbers begin ---- */

static double shared_scale(const couplet__folded *f, const couplet__numeral *v)
{
    double m = v->end == 0 ? 0 : couplet__han_multiplier(f->cp[v->end - 1]);
    return m >= 1e4 ? m : 1;
}

/* Latin words take their digits along (COVID-19); Q3 is a quarter. */
static size_t skip_latin(reader *r, size_t at)
{
    const couplet__folded *f = r->f;
    size_t i = at;
    while (i < f->count && couplet__is_latin(f->cp[i]))
        i++;
    size_t letters = i;
    for (;;) {
        uint32_t c = peek(f, i), next = peek(f, i + 1);
        if (couplet__is_latin(c) || couplet__is_digit(c))
            i++;
        else if (c == '-' && (couplet__is_latin(next) || couplet__is_digit(next)))
            i++;
        else
            break;
    }
    if (letters == at + 1 && (f->cp[at] == 'Q' || f->cp[at] == 'q') && i == at + 2 &&
        f->cp[at + 1] >= '1' && f->cp[at + 1] <= '4')
        emit(r, couplet__make(COUPLET__QUARTER, f->cp[at + 1] - '0'), at, i);
    return i;
}

/* A numeral at `at`; false: none, or one that is an ordinary word. */
static bool read_number(reader *r, size_t at, size_t *end)
{
    const couplet__folded *f = r->f;
    couplet__number form;
    size_t stop = couplet__is_digit(f->cp[at]) ? couplet__digit_form(f, at, &form) : 0;
    if (stop != 0) {
        emit(r, form, at, stop);
        *end = stop;
        return true;
    }
    couplet__numeral v;
    if (!couplet__numeral_read(f, at, &v))
        return false;
    found got = couplet__zh_classify(r, &v, at, r->done);
    *end = got.end == 0 ? v.end : got.end;
    if (got.end == 0)
        return true;
    if (v.digits && got.end == v.end && couplet__is_latin(peek(f, v.end))) {
        *end = skip_latin(r, v.end); /* 5G */
        return true;
    }
    if (v.approximate)
        got.number.approximate = true;
    if (got.number.value == 1 && !v.digits && got.number.kind <= COUPLET__QUANTITY &&
        got.number.kind != COUPLET__FRACTION && got.number.kind != COUPLET__PERCENT &&
        got.number.kind != COUPLET__TIMES)
        got.number.sure = false;
    size_t from = at, said;
    couplet__measure money;
    couplet__number *n = &got.number;
    if ((n->kind == COUPLET__MONEY || n->kind == COUPLET__COUNT) &&
        (n->unit == COUPLET__ANY_MONEY || n->unit == COUPLET__NO_UNIT)) {
        size_t before = currency_before(f, at, r->done, &money);
        if (before != at) {
            bool approximate = n->approximate;
            *n = couplet__make_quantity(n->value, money, 1);
            n->approximate = approximate || approximate_before(f, before, r->done);
            from = before;
        }
    } else if (n->kind == COUPLET__TIME && couplet__zh_half_of_day(f, at, r->done, &said) >= 0) {
        from -= said;
    }
    share_with_first(r, n, got.scale > 1 ? got.scale : shared_scale(f, &v), from);
    emit(r, *n, from, got.end);
    return true;
}

/* 百分之三到五: the second percentage, when nothing else is said of it. */
static size_t second_percent(reader *r, size_t at)
{
    const couplet__folded *f = r->f;
    couplet__numeral v;
    if (!one_of(peek(f, at), U"至到~-") || !couplet__numeral_read(f, at + 1, &v) || v.value > 100 ||
        has(f, v.end, U"%") || couplet__zh_unit(f, &v).end != 0)
        return at;
    emit(r, couplet__make(COUPLET__PERCENT, v.value), at + 1, v.end);
    return v.end;
}

/* 第三, 第三季, 第21世紀 */
static bool read_ordinal(reader *r, size_t at, size_t *end)
{
    const couplet__folded *f = r->f;
    couplet__numeral v;
    if (!couplet__numeral_read(f, at + 1, &v))
        return false;
    couplet__number n = couplet__make(COUPLET__ORDINAL, v.value);
    *end = v.end;
    if (has(f, v.end, U"季") && whole(v.value, 1, 4) && !has(f, v.end, U"季节")) {
        n = couplet__make(COUPLET__QUARTER, v.value);
        *end += has(f, v.end, U"季度") ? 2 : 1;
    } else if (has(f, v.end, U"世纪")) {
        n = couplet__make(COUPLET__CENTURY, v.value);
        *end += 2;
    } else if (v.value == 1) {
        n.sure = false;
    }
    emit(r, n, at, *end);
    return true;
}

/* 首座, 首次: a measure word behind 首 */
static bool read_first(reader *r, size_t at, size_t *end)
{
    couplet__measure kind;
    double factor;
    const couplet__folded *f = r->f;
    if (at + 1 >= f->count || one_of(f->cp[at + 1], U"都席页尾府相部脑县首曲级") ||
        !(couplet__measure_find(f->cp + at + 1, 1, &kind, &factor) ||
          one_of(f->cp[at + 1], U"度日")))
        return false;
    couplet__number n = couplet__make(COUPLET__ORDINAL, 1);
    n.sure = false;
    emit(r, n, at, at + 1);
    *end = at + 1;
    return true;
}

/* 數百, 幾十萬, 上千, 成千上萬; 近百 and 百餘 are about a hundred. */
static bool read_several(reader *r, size_t at, size_t *end)
{
    const couplet__folded *f = r->f;
    size_t i = at + (has(f, at, U"好几") ? 2 : 1);
    double scale = 1;
    size_t first = i;
    for (double m; (m = couplet__han_multiplier(peek(f, i))) != 0; i++)
        scale *= m;
    if (i == first || scale < 10 || has(f, i, U"分之") || has(f, i, U"分比"))
        return false;
    if (has(f, at, U"上") && (has(f, first, U"十") || (at != 0 && one_of(f->cp[at - 1], U"成"))))
        return false;
    bool near_it = one_of(f->cp[at], U"近逾");
    couplet__number n = couplet__make(near_it ? COUPLET__COUNT : COUPLET__SEVERAL, scale);
    if (near_it)
        n.alt = couplet__key('s', scale);
    n.approximate = true;
    emit(r, n, at, i);
    *end = i;
    return true;
}

/* 百餘名, 千多人, and 百分之三 */
static bool read_multiplier(reader *r, size_t at, size_t *end)
{
    const couplet__folded *f = r->f;
    double scale = couplet__han_multiplier(f->cp[at]);
    if (has(f, at + 1, U"分之")) {
        found got = couplet__zh_fraction(f, scale, at + 3);
        if (got.end == 0)
            return false;
        share_with_first(r, &got.number, 1, at);
        emit(r, got.number, at, got.end);
        *end = got.number.kind == COUPLET__PERCENT ? second_percent(r, got.end) : got.end;
        return true;
    }
    couplet__measure kind;
    double factor;
    if (!one_of(peek(f, at + 1), U"余多") || at + 2 >= f->count ||
        !(couplet__measure_find(f->cp + at + 2, 1, &kind, &factor) ||
          couplet__is_tael(f, at + 2, true)))
        return false;
    couplet__number n = couplet__make(COUPLET__COUNT, scale);
    n.approximate = true;
    emit(r, n, at, at + 2);
    *end = at + 2;
    return true;
}

/* 半年, 半小時, 半數, 上半年 */
static bool read_half(reader *r, size_t at, size_t *end)
{
    const couplet__folded *f = r->f;
    if (has_before(f, at, r->done, U"上") || has_before(f, at, r->done, U"下")) {
        if (!one_of(peek(f, at + 1), U"年场"))
            return false;
        bool first = f->cp[at - 1] == U'上';
        couplet__number n = couplet__make(COUPLET__HALF, first ? 1 : 2);
        n.sure = false;
        emit(r, n, at - 1, at + 2);
        *end = at + 2;
        return true;
    }
    if (has(f, at, U"半数")) {
        emit(r, couplet__make(COUPLET__FRACTION, 0.5), at, at + 2);
        *end = at + 2;
        return true;
    }
    couplet__numeral v = {.value = 0.5, .end = at + 1, .marks = 1};
    found got = couplet__zh_unit(f, &v);
    if (got.end == 0 || got.number.kind != COUPLET__QUANTITY || has(f, at, U"半天"))
        return false;
    emit(r, got.number, at, got.end);
    *end = got.end;
    return true;
}

/* 星期二, 週二, 禮拜日; not 每週三次 */
static bool read_weekday(reader *r, size_t at, size_t *end)
{
    static const char32_t DAYS[] = U"一二三四五六日";
    const couplet__folded *f = r->f;
    size_t i = at + (has(f, at, U"周") ? 1 : 2);
    uint32_t c = peek(f, i) == U'天' ? U'日' : peek(f, i);
    for (int k = 0; k < 7; k++)
        if (c == DAYS[k]) {
            bool other = k == 6 ? one_of(peek(f, i + 1), U"均本常") /* 週日均 */
                                : one_of(peek(f, i + 1), U"次天场个项种名年小");
            if (other)
                return false;
            emit(r, couplet__make(COUPLET__WEEKDAY, k + 1), at, i + 1);
            *end = i + 1;
            return true;
        }
    return false;
}

/* 雙倍, 翻倍, 翻番: twice */
static bool read_double(reader *r, size_t at, size_t *end)
{
    if (!has(r->f, at, U"双倍") && !has(r->f, at, U"翻倍") && !has(r->f, at, U"翻番"))
        return false;
    emit(r, couplet__make(COUPLET__TIMES, 2), at, at + 2);
    *end = at + 2;
    return true;
}

static bool begins_numeral(uint32_t c)
{
    return couplet__is_digit(c) || (couplet__han_digit(c) >= 0 && c != 0x25CB) || c == 0x5341 ||
           c == 0x5EFF || c == 0x5345;
}

static size_t skip_idiom(const couplet__folded *f, size_t at, size_t floor_at)
{
    size_t n = couplet__idiom(f->cp, f->count, at);
    if (n == 2 && has(f, at, U"十分") && one_of(peek(f, at + 2), U"钟之"))
        n = 0;
    if (n != 0)
        return at + n;
    if (at > floor_at && (n = couplet__idiom(f->cp, f->count, at - 1)) > 1)
        return at - 1 + n;
    return 0;
}

/* Tries to read a number at `at`; the position to go on from. */
static size_t visit(reader *r, size_t at)
{
    const couplet__folded *f = r->f;
    uint32_t c = f->cp[at];
    size_t end = at + 1;
    if (c < 0x80 && !couplet__is_digit(c))
        return couplet__is_latin(c) ? skip_latin(r, at) : at + 1;
    if (begins_numeral(c)) {
        size_t after = couplet__is_digit(c) ? 0 : skip_idiom(f, at, r->done);
        if (after != 0)
            return after;
        return read_number(r, at, &end) ? end : at + 1;
    }
    bool got = false;
    switch (c) {
    case U'第':
        end = couplet__idiom(f->cp, f->count, at);
        if (end != 0)
            return at + end;
        got = read_ordinal(r, at, &end);
        break;
    case U'首':
        got = read_first(r, at, &end);
        break;
    case U'半':
        got = read_half(r, at, &end);
        break;
    case U'百':
    case U'千':
    case U'万':
        end = skip_idiom(f, at, r->done);
        if (end != 0)
            return end;
        got = read_multiplier(r, at, &end);
        break;
    case U'数':
    case U'几':
    case U'上':
    case U'近':
    case U'逾':
    case U'好':
        got = (c != U'好' || has(f, at, U"好几")) && read_several(r, at, &end);
        break;
    case U'双':
    case U'翻':
        got = read_double(r, at, &end);
        break;
    case U'周':
        got = read_weekday(r, at, &end);
        break;
    case U'星':
    case U'礼':
        got = (has(f, at, U"星期") || has(f, at, U"礼拜")) && read_weekday(r, at, &end);
        break;
    default:
        if (couplet__is_latin(c))
            return skip_latin(r, at);
        break;
    }
    return got ? end : at + 1;
}

/* 百分之 40, 9 月 30 日: many houses set a space between Han characters and digits. */
static bool is_setting_space(const couplet__folded *f, size_t i)
{
    if (f->cp[i] != ' ' || i == 0 || i + 1 >= f->count)
        return false;
    uint32_t a = f->cp[i - 1], b = f->cp[i + 1];
    return (couplet__is_han(a) && couplet__is_digit(b)) ||
           (couplet__is_digit(a) && couplet__is_han(b));
}

/* A copy without those spaces, and where each of its code points stands in f. */
static bool close_up(couplet__folded *out, uint32_t **place, const couplet__folded *f)
{
    out->cp = couplet__alloc(f->count + 1, sizeof *out->cp);
    out->offset = couplet__alloc(f->count + 1, sizeof *out->offset);
    *place = couplet__alloc(f->count + 1, sizeof **place);
    if (out->cp == NULL || out->offset == NULL || *place == NULL)
        return false;
    for (size_t i = 0; i < f->count; i++) {
        if (is_setting_space(f, i))
            continue;
        (*place)[out->count] = (uint32_t)i;
        out->offset[out->count] = f->offset[i];
        out->cp[out->count++] = f->cp[i];
    }
    out->offset[out->count] = f->offset[f->count];
    return true;
}

static bool has_setting_space(const couplet__folded *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (is_setting_space(f, i))
            return true;
    return false;
}

couplet_status couplet__numbers_folded_zh(couplet__numbers *out, const couplet__folded *folded)
{
    couplet__folded closed = {0};
    uint32_t *place = NULL;
    reader r = {.f = folded, .source = folded, .out = out};
    out->count = 0;
    if (has_setting_space(folded)) {
        r.no_memory = !close_up(&closed, &place, folded);
        r.f = &closed;
        r.place = place;
    }
    for (size_t at = 0; at < r.f->count && !r.no_memory;)
        at = visit(&r, at);
    couplet__folded_free(&closed);
    couplet__free(place);
    return r.no_memory ? COUPLET_ENOMEM : COUPLET_OK;
}
