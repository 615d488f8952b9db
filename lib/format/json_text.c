#include "format/json_text.h"

#include <string.h>

void couplet__json_string(couplet__buf *out, const char *bytes, size_t size)
{
    static const char HEX[] = "0123456789abcdef";
    couplet__buf_char(out, '"');
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\') {
            couplet__buf_char(out, '\\');
            couplet__buf_char(out, (char)c);
        } else if (c == '\n') {
            couplet__buf_str(out, "\\n");
        } else if (c < 0x20 || c == 0x7F) {
            couplet__buf_str(out, "\\u00");
            couplet__buf_char(out, HEX[c >> 4]);
            couplet__buf_char(out, HEX[c & 15]);
        } else {
            couplet__buf_char(out, (char)c);
        }
    }
    couplet__buf_char(out, '"');
}

void couplet__json_key(couplet__buf *out, const char *key)
{
    couplet__json_string(out, key, strlen(key));
    couplet__buf_char(out, ':');
}
