/* Any valid text: its numbers in either language, its Latin words, and its words as names in it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchor/latin.h"
#include "anchor/name.h"
#include "anchor/number.h"
#include "text/utf8.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok, const char *wrong)
{
    if (!ok) {
        fprintf(stderr, "%s\n", wrong);
        abort();
    }
}

static void check_numbers(const couplet__numbers *found, const char *utf8, size_t size)
{
    size_t end = 0;
    for (size_t i = 0; i < found->count; i++) {
        const couplet__number *n = &found->at[i];
        check(n->bytes.offset >= end && n->bytes.length > 0, "numbers overlap");
        end = n->bytes.offset + n->bytes.length;
        check(end <= size, "a number ends behind the text");
        check((utf8[n->bytes.offset] & 0xC0) != 0x80, "a number begins within a character");
        check(end == size || (utf8[end] & 0xC0) != 0x80, "a number ends within a character");
        check(n->key != 0 && couplet__number_match(n, n), "a number that does not match itself");
        check(couplet__number_compare(n, n) != COUPLET__DIFFERENT, "a number unlike itself");
    }
}

static void check_names(const couplet__folded *folded, const couplet__intern *names)
{
    couplet__name_hits hits = {0};
    check(couplet__names_find(&hits, folded, 1, names) == COUPLET_OK, "names fail");
    for (size_t i = 0; i < hits.count; i++)
        check(hits.at[i].start + hits.at[i].length <= folded->count && hits.at[i].length > 0 &&
                  hits.at[i].name < names->count && hits.at[i].strength > 0 &&
                  hits.at[i].strength <= 1,
              "a name out of its bounds");
    couplet__vec_free(&hits);
}

/* Numbers only stand where they are looked for. */
static void check_places(const couplet__numbers *found, const char *utf8, size_t size)
{
    couplet__tokens tokens = {0};
    check(couplet__english_tokens(&tokens, utf8, size), "tokens fail");
    bool any = !couplet__is_plain_english(utf8, size);
    for (size_t i = 0; i < tokens.count; i++)
        any = any || tokens.at[i].number ||
              couplet__makes_numbers(tokens.at[i].bytes, tokens.at[i].size);
    check(any || found->count == 0, "a number without a word or digit");
    couplet__vec_free(&tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *utf8 = malloc(size + 1);
    if (utf8 == NULL)
        return 0;
    memcpy(utf8, data, size);
    for (size_t bad; (bad = couplet__utf8_check(utf8, size)) != size;)
        while (bad < size && ((unsigned char)utf8[bad] & 0x80))
            utf8[bad++] = '.';
    couplet__numbers found = {0};
    couplet__folded folded = {0};
    couplet__latins latins = {0};
    couplet__intern names = {0};
    check(couplet__numbers_zh(&found, utf8, size) == COUPLET_OK, "Chinese numbers fail");
    check_numbers(&found, utf8, size);
    check(couplet__numbers_en(&found, utf8, size) == COUPLET_OK, "English numbers fail");
    check_numbers(&found, utf8, size);
    check_places(&found, utf8, size);
    check(couplet__fold(&folded, utf8, size) == COUPLET_OK, "folding fails");
    check(couplet__latin_find(&latins, &folded) == COUPLET_OK, "Latin words fail");
    for (size_t i = 0; i < latins.at.count; i++) {
        const couplet__latin *l = &latins.at.at[i];
        check(l->start + l->length <= folded.count && l->text + l->size <= latins.bytes.size,
              "a Latin word out of its bounds");
        couplet__intern_add(&names, latins.bytes.at + l->text, l->size);
    }
    check_names(&folded, &names);
    couplet__intern_free(&names);
    couplet__latins_free(&latins);
    couplet__folded_free(&folded);
    couplet__vec_free(&found);
    free(utf8);
    return 0;
}
