#include "resources.h"

#include <stdlib.h>

#include "input.h"
#include "message.h"

static cli_exit load_glossary(couplet_glossary **out, const char *path)
{
    cli_input in = {0};
    couplet_error error;
    cli_exit result = cli_input_open(&in, path, NULL, 0, NULL);
    if (result == CLI_OK && couplet_glossary_new(out, in.utf8, in.utf8_size, &error) != COUPLET_OK)
        result = cli_input_fault(&in, &error, "a line holds Chinese, a tab and English");
    cli_input_free(&in);
    return result;
}

cli_exit cli_lexicon_load(couplet_lexicon **out, const char *path)
{
    cli_input in = {0};
    couplet_error error;
    *out = NULL;
    cli_exit result = cli_input_read(&in, path);
    if (result == CLI_OK && couplet_lexicon_read(out, in.bytes, in.size, &error) != COUPLET_OK) {
        char place[1024];
        cli_complain("%s %s; 'couplet lexicon' makes them",
                     cli_place(place, sizeof place, in.name, error.line, (size_t)-1),
                     error.message);
        result = cli_code(error.code);
    }
    cli_input_free(&in);
    return result;
}

cli_exit cli_resources_load(cli_resources *r, const cli_list *glossaries, const char *lexicon)
{
    r->count = glossaries->count;
    r->glossaries = calloc(r->count != 0 ? r->count : 1, sizeof *r->glossaries);
    if (r->glossaries == NULL) {
        cli_complain("memory is exhausted");
        return CLI_LIMIT;
    }
    for (size_t i = 0; i < r->count; i++) {
        cli_exit result = load_glossary(&r->glossaries[i], glossaries->at[i]);
        if (result != CLI_OK)
            return result;
        r->terms += couplet_glossary_count(r->glossaries[i]);
    }
    return lexicon == NULL ? CLI_OK : cli_lexicon_load(&r->lexicon, lexicon);
}

void cli_resources_free(cli_resources *r)
{
    for (size_t i = 0; r->glossaries != NULL && i < r->count; i++)
        couplet_glossary_free(r->glossaries[i]);
    free(r->glossaries);
    couplet_lexicon_free(r->lexicon);
}
