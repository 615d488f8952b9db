#include "segment/marks.h"

#include "text/utf8.h"

static const struct {
    uint32_t open, close, other; /* other: closes it as well, or 0 */
} SHAPES[] = {
    {'(', ')', 0xFF09},       {'[', ']', 0xFF3D},    {'{', '}', 0xFF5D},
    {0xFF08, 0xFF09, ')'},    {0xFF3B, 0xFF3D, ']'}, {0xFF5B, 0xFF5D, '}'},
    {0x300C, 0x300D, 0xFF63}, {0x300E, 0x300F, 0},   {0xFF62, 0xFF63, 0x300D},
    {0x201C, 0x201D, 0},      {0x2018, 0x2019, 0},   {0x301D, 0x301E, 0x301F},
    {0x300A, 0x300B, 0},      {0x3008, 0x3009, 0},   {0x3010, 0x3011, 0},
    {0x3014, 0x3015, 0},      {0x3016, 0x3017, 0},   {0xFE41, 0xFE42, 0},
    {0xFE43, 0xFE44, 0},      {0xAB, 0xBB, 0},       {0x2039, 0x203A, 0},
    {0x201E, 0x201D, 0x201C}, {'"', '"', 0},         {0xFF02, 0xFF02, 0},
};
enum { SHAPE_COUNT = sizeof SHAPES / sizeof SHAPES[0], REACH = 8 };

/* The ranges that all of them lie in, for hardly any character does. */
static bool may_be_mark(uint32_t c)
{
    if (c < 0x80)
        return c == '"' || c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}';
    return c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x203A) || (c >= 0x3008 && c <= 0x301F) ||
           (c >= 0xFE41 && c <= 0xFE44) || (c >= 0xFF02 && c <= 0xFF63);
}

static int shape_opened(uint32_t c)
{
    if (!may_be_mark(c))
        return -1;
    for (int i = 0; i < SHAPE_COUNT; i++)
        if (SHAPES[i].open == c)
            return i;
    return -1;
}

bool couplet__opens(uint32_t c) { return c != '"' && c != 0xFF02 && shape_opened(c) >= 0; }

bool couplet__closes(uint32_t c)
{
    if (c == '"' || c == 0xFF02 || !may_be_mark(c))
        return false;
    for (int i = 0; i < SHAPE_COUNT; i++)
        if (SHAPES[i].close == c || SHAPES[i].other == c)
            return c != 0x201C;
    return false;
}

typedef struct open_mark {
    size_t pair;
    int shape;
} open_mark;

typedef COUPLET__VEC(open_mark) open_marks;

/* Closes the nearest open mark of the right shape; those left open inside it are given up. */
static bool close_mark(couplet__pairs *out, open_marks *open, uint32_t c, size_t at)
{
    size_t floor = open->count > REACH ? open->count - REACH : 0;
    for (size_t i = open->count; i > floor; i--) {
        int shape = open->at[i - 1].shape;
        if (SHAPES[shape].close == c || SHAPES[shape].other == c) {
            out->at[open->at[i - 1].pair].close = at;
            open->count = i - 1;
            return true;
        }
    }
    return false;
}

bool couplet__pairs_find(couplet__pairs *out, const char *bytes, size_t start, size_t end)
{
    open_marks open = {0};
    bool ok = true;
    uint32_t before = 0;
    for (size_t at = start; ok && at < end;) {
        size_t here = at;
        uint32_t c = couplet__utf8_next(bytes, end, &at);
        if (!may_be_mark(c)) {
            before = c;
            continue;
        }
        size_t next = at;
        bool apostrophe = c == 0x2019 && couplet__is_latin(before) && at < end &&
                          couplet__is_latin(couplet__utf8_next(bytes, end, &next));
        before = c;
        int shape = shape_opened(c);
        if (shape < 0 && !couplet__closes(c))
            continue;
        if (apostrophe || close_mark(out, &open, c, here) || shape < 0)
            continue;
        ok = couplet__vec_push(&open, (open_mark){out->count, shape}) &&
             couplet__vec_push(out, (couplet__pair){here, 0});
    }
    couplet__vec_free(&open);
    return ok;
}
