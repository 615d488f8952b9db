#include "format/content.h"

#include <string.h>

void couplet__content_open(couplet__content *content)
{
    couplet__buf_clear(&content->text);
    content->depth = 1;
    content->code_depth = 0;
    content->gap = false;
}

static bool is_code(const char *element)
{
    static const char *const CODES[] = {"bpt", "ept", "ph", "it", "ut"};
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (strcmp(element, CODES[i]) == 0)
            return true;
    return false;
}

/* <ph type="lb"/>: a code that stands for a line break */
static bool is_line_break(const couplet__xml_attributes *with)
{
    size_t size;
    const char *type = couplet__xml_attribute(with, "type", &size);
    return type != NULL && ((size == 2 && memcmp(type, "lb", 2) == 0) ||
                            (size == 4 && memcmp(type, "x-lb", 4) == 0));
}

void couplet__content_start(couplet__content *content, const char *element,
                            const couplet__xml_attributes *with)
{
    if (content->depth == 0)
        return;
    content->depth++;
    if (content->code_depth != 0 || !is_code(element))
        return;
    content->code_depth = content->depth;
    content->gap = content->gap || is_line_break(with);
}

bool couplet__content_end(couplet__content *content)
{
    if (content->depth == 0)
        return false;
    if (content->depth == content->code_depth)
        content->code_depth = 0;
    return --content->depth == 0;
}

void couplet__content_text(couplet__content *content, const char *text, size_t size)
{
    if (content->depth == 0 || content->code_depth != 0)
        return;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
            content->gap = true;
            continue;
        }
        if (content->gap && content->text.size != 0)
            couplet__buf_char(&content->text, ' ');
        content->gap = false;
        couplet__buf_char(&content->text, text[i]);
    }
}
