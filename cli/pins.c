#include "pins.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

typedef struct numbered_pin {
    couplet_pin pin;
    size_t line;
} numbered_pin;

static cli_exit fault(const cli_input *in, size_t line, const char *what)
{
    char place[1024];
    cli_complain("%s %s", cli_place(place, sizeof place, in->name, line, (size_t)-1), what);
    return CLI_INPUT;
}

/* Line ends inside a segment. */
static size_t lines_within(const couplet_text *text, const couplet_segment *segment)
{
    const char *bytes = couplet_text_bytes(text, NULL) + segment->bytes.offset;
    size_t count = 0;
    for (size_t i = 0; i < segment->bytes.length; i++)
        count += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n');
    return count;
}

/* The first segment that begins on a line, or the one that goes on there; SIZE_MAX when none does.
 */
static size_t segment_at_line(const couplet_text *text, size_t line)
{
    size_t low = 0, high = couplet_text_count(text);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (couplet_text_at(text, middle)->line < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < couplet_text_count(text) && couplet_text_at(text, low)->line == line)
        return low;
    const couplet_segment *before = low > 0 ? couplet_text_at(text, low - 1) : NULL;
    return before != NULL && before->line + lines_within(text, before) >= line ? low - 1 : SIZE_MAX;
}

/* `12` or `L30`, as it is written. */
typedef struct place {
    bool by_line;
    size_t number;
} place;

static bool read_place(place *out, const char **at)
{
    out->by_line = **at == 'L' || **at == 'l';
    const char *digits = *at + out->by_line;
    size_t value = 0;
    while (isdigit((unsigned char)*digits) && value < SIZE_MAX / 16)
        value = value * 10 + (size_t)(*digits++ - '0');
    out->number = value;
    *at = digits;
    return value != 0 && strchr(" \t\r\n", *digits) != NULL; /* or at the end of all */
}

/* Where a segment is looked for. */
typedef struct pin_side {
    const couplet_text *text;
    const char *name, *language;
} pin_side;

static cli_exit find_segment(size_t *segment, place at, const pin_side *side, const cli_input *in,
                             size_t line)
{
    char what[1024];
    size_t count = couplet_text_count(side->text);
    if (at.by_line)
        *segment = segment_at_line(side->text, at.number);
    else
        *segment = at.number <= count ? at.number - 1 : SIZE_MAX;
    if (*segment != SIZE_MAX)
        return CLI_OK;
    if (at.by_line)
        snprintf(what, sizeof what, "there is no %s segment on line %zu of %s", side->language,
                 at.number, side->name);
    else
        snprintf(what, sizeof what, "there is no %s segment %zu; %s has %zu", side->language,
                 at.number, side->name, count);
    return fault(in, line, what);
}

/* One line, that is neither blank nor a comment. */
static cli_exit read_pin(couplet_pin *pin, const char *start, const char *end, const cli_input *in,
                         size_t line, const pin_side sides[2])
{
    place zh, en;
    bool ok = read_place(&zh, &start);
    start += strspn(start, " \t");
    ok = ok && read_place(&en, &start);
    if (!ok || strspn(start, " \t\r") < (size_t)(end - start))
        return fault(
            in, line,
            "not a pair of segments; write Chinese and English numbers from 1 such as '12 14', "
            "or lines such as 'L30 L41'");
    if (zh.by_line != en.by_line)
        return fault(in, line,
                     "a segment's number beside a line's; write two of a kind, such as '12 14' or "
                     "'L30 L41'");
    cli_exit result = find_segment(&pin->zh, zh, &sides[0], in, line);
    return result == CLI_OK ? find_segment(&pin->en, en, &sides[1], in, line) : result;
}

static int by_zh(const void *a, const void *b)
{
    const numbered_pin *one = a, *other = b;
    if (one->pin.zh != other->pin.zh)
        return one->pin.zh < other->pin.zh ? -1 : 1;
    return one->pin.en < other->pin.en ? -1 : one->pin.en > other->pin.en;
}

/* In increasing order, exact repetitions once; pins that cross are refused with their line. */
static cli_exit put_in_order(cli_pins *pins, numbered_pin *read, size_t count, const cli_input *in)
{
    if (count > 1)
        qsort(read, count, sizeof *read, by_zh);
    for (size_t i = 0; i < count; i++) {
        const couplet_pin *before = pins->count != 0 ? &pins->at[pins->count - 1] : NULL;
        if (before != NULL && before->zh == read[i].pin.zh && before->en == read[i].pin.en)
            continue;
        if (before != NULL && read[i].pin.en < before->en)
            return fault(
                in, read[i].line,
                "this pair crosses another; pairs must stand in the same order in both texts");
        pins->at[pins->count++] = read[i].pin;
    }
    return CLI_OK;
}

static cli_exit parse(cli_pins *pins, const cli_input *in, const cli_texts *texts)
{
    size_t lines = 1;
    for (const char *c = in->utf8; (c = strchr(c, '\n')) != NULL; c++)
        lines++;
    numbered_pin *read = malloc(lines * sizeof *read);
    pins->at = malloc(lines * sizeof *pins->at);
    if (read == NULL || pins->at == NULL) {
        free(read);
        cli_complain("%s: memory is exhausted", in->name);
        return CLI_LIMIT;
    }
    const char *zh_name = texts->zh_input.name, *en_name = texts->en_input.name;
    const pin_side sides[2] = {{texts->zh, zh_name, "Chinese"},
                               {texts->en, en_name != NULL ? en_name : zh_name, "English"}};
    cli_exit result = CLI_OK;
    size_t count = 0, line = 0;
    for (const char *at = in->utf8; *at != '\0' && result == CLI_OK;) {
        line++;
        const char *start = at + strspn(at, " \t");
        const char *end = start + strcspn(start, "\n");
        at = end + (*end == '\n');
        if (start == end || *start == '#' || *start == '\r')
            continue;
        read[count].line = line;
        result = read_pin(&read[count++].pin, start, end, in, line, sides);
    }
    if (result == CLI_OK)
        result = put_in_order(pins, read, count, in);
    free(read);
    return result;
}

cli_exit cli_pins_read(cli_pins *pins, const char *path, const cli_texts *texts)
{
    cli_input in = {0};
    cli_exit result = cli_input_open(&in, path, "utf-8", 0, NULL);
    if (result == CLI_OK)
        result = parse(pins, &in, texts);
    cli_input_free(&in);
    return result;
}

void cli_pins_free(cli_pins *pins)
{
    free(pins->at);
    pins->at = NULL;
    pins->count = 0;
}
