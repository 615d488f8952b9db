#define _POSIX_C_SOURCE 200809L /* readlink */
#include "resources.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static cli_exit load_lexicon(couplet_lexicon **out, const char *path)
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

/* From the folder that the command lies in, wherever that was moved; first as a build has it. */
static const char *const INSTALLED[] = {"lexicon.bin", COUPLET_LEXICON_FROM_BIN};

static cli_exit load_installed(couplet_lexicon **out)
{
    char folder[PATH_MAX], path[PATH_MAX + sizeof COUPLET_LEXICON_FROM_BIN];
    ssize_t size = readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (size <= 0)
        return CLI_OK;
    folder[size] = '\0';
    *(strrchr(folder, '/') + 1) = '\0';
    for (size_t i = 0; i < sizeof INSTALLED / sizeof *INSTALLED; i++) {
        snprintf(path, sizeof path, "%s%s", folder, INSTALLED[i]);
        if (access(path, F_OK) == 0)
            return load_lexicon(out, path);
    }
    return CLI_OK;
}

cli_exit cli_lexicon_open(const couplet_lexicon **lexicon, couplet_lexicon **own, const char *path)
{
    *own = NULL;
    *lexicon = path == NULL ? couplet_lexicon_builtin() : NULL;
    if (*lexicon != NULL)
        return CLI_OK;
    cli_exit result = path != NULL ? load_lexicon(own, path) : load_installed(own);
    *lexicon = *own;
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
    cli_exit result = cli_lexicon_open(&r->base, &r->own[0], NULL);
    if (result == CLI_OK && lexicon != NULL)
        result = cli_lexicon_open(&r->lexicon, &r->own[1], lexicon);
    if (result == CLI_OK && r->base == NULL && r->lexicon == NULL)
        cli_note("no lexicon is built in or installed, so pairs will be less sure; name one with "
                 "--lexicon");
    return result;
}

void cli_resources_free(cli_resources *r)
{
    for (size_t i = 0; r->glossaries != NULL && i < r->count; i++)
        couplet_glossary_free(r->glossaries[i]);
    free(r->glossaries);
    couplet_lexicon_free(r->own[0]);
    couplet_lexicon_free(r->own[1]);
}
