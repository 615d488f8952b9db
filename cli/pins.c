#include "pins.h"

#include <ctype.h>
#include <stdint.h>
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

/* The segment that holds a line, or the first one behind it; SIZE_MAX when there is none. */
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
    /* Wrapped over several lines, a segment may have begun before this one. */
    if (low > 0 && (low == couplet_text_count(text) || couplet_text_at(text, low)->line > line)) {
        const couplet_segment *before = couplet_text_at(text, low - 1);
        const char *bytes = couplet_text_bytes(text, NULL) + before->bytes.offset;
        size_t last = before->line;
        for (size_t i = 0; i < before->bytes.length; i++)
            last += bytes[i] == '\n';
        if (last >= line)
            return low - 1;
    }
    return low < couplet_text_count(text) ? low : SIZE_MAX;
}

/* Reads `12` or `L30` at *at; SIZE_MAX when it names no segment. */
static size_t read_segment(const char **at, const couplet_text *text)
{
    bool by_line = **at == 'L' || **at == 'l';
    const char *digits = *at + by_line;
    size_t value = 0;
    while (isdigit((unsigned char)*digits) && value < SIZE_MAX / 16)
        value = value * 10 + (size_t)(*digits++ - '0');
    bool ended =
        *digits == ' ' || *digits == '\t' || *digits == '\r' || *digits == '\n' || *digits == '\0';
    *at = digits;
    if (!ended || value == 0)
        return SIZE_MAX;
    if (by_line)
        return segment_at_line(text, value);
    return value <= couplet_text_count(text) ? value - 1 : SIZE_MAX;
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
    cli_exit result = CLI_OK;
    size_t count = 0, line = 0;
    for (const char *at = in->utf8; *at != '\0' && result == CLI_OK;) {
        line++;
        const char *start = at + strspn(at, " \t");
        const char *end = start + strcspn(start, "\n");
        at = end + (*end == '\n');
        if (start == end || *start == '#' || *start == '\r')
            continue;
        numbered_pin one = {{0, 0}, line};
        one.pin.zh = read_segment(&start, texts->zh);
        start += strspn(start, " \t");
        one.pin.en = read_segment(&start, texts->en);
        if (one.pin.zh == SIZE_MAX || one.pin.en == SIZE_MAX ||
            strspn(start, " \t\r") != (size_t)(end - start))
            result = fault(in, line,
                           "not a pair of segments of these texts; write Chinese and English "
                           "numbers from 1 such as '12 14', or lines such as 'L30 L41'");
        else
            read[count++] = one;
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
