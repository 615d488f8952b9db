#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

/* Adds a line to a side; its span is number `count`. */
static bool add_line(cli_side *side, size_t count, const char *text, size_t size)
{
    if (side->room - side->size < size + 2) {
        size_t room = (side->size + size + 2) * 2;
        char *grown = realloc(side->bytes, room);
        if (grown == NULL)
            return false;
        side->bytes = grown;
        side->room = room;
    }
    side->spans[count] = (couplet_span){side->size, size};
    memcpy(side->bytes + side->size, text, size);
    side->size += size;
    side->bytes[side->size++] = '\n';
    side->bytes[side->size] = '\0';
    return true;
}

static bool more_units(cli_memory *m)
{
    if (m->count < m->room)
        return true;
    size_t room = m->room * 2 + 256;
    couplet_span *zh = realloc(m->zh_side.spans, room * sizeof *zh);
    if (zh != NULL)
        m->zh_side.spans = zh;
    couplet_span *en = realloc(m->en_side.spans, room * sizeof *en);
    if (en != NULL)
        m->en_side.spans = en;
    if (zh == NULL || en == NULL)
        return false;
    m->room = room;
    return true;
}

static int add_unit(void *user, const char *zh, size_t zh_size, const char *en, size_t en_size)
{
    cli_memory *m = user;
    if (!more_units(m) || !add_line(&m->zh_side, m->count, zh, zh_size) ||
        !add_line(&m->en_side, m->count, en, en_size)) {
        cli_complain("memory is exhausted");
        return 1;
    }
    m->count++;
    return 0;
}

static couplet_status wrap(cli_memory *m, couplet_error *error)
{
    couplet_bead *beads = calloc(m->count, sizeof *beads);
    couplet_status status = beads == NULL ? COUPLET_ENOMEM : COUPLET_OK;
    for (size_t i = 0; beads != NULL && i < m->count; i++) {
        beads[i].zh = beads[i].en = (couplet_range){i, 1};
        beads[i].confidence = 1;
    }
    if (status == COUPLET_OK)
        status = couplet_text_wrap(&m->zh, COUPLET_ZH, m->zh_side.bytes, m->zh_side.size,
                                   m->zh_side.spans, m->count, error);
    if (status == COUPLET_OK)
        status = couplet_text_wrap(&m->en, COUPLET_EN, m->en_side.bytes, m->en_side.size,
                                   m->en_side.spans, m->count, error);
    if (status == COUPLET_OK)
        status = couplet_result_wrap(&m->result, m->zh, m->en, beads, m->count, error);
    free(beads);
    return status;
}

cli_exit cli_memory_open(cli_memory *m, const char *path)
{
    couplet_error error = {.code = COUPLET_OK};
    cli_exit result = cli_input_read(&m->in, path);
    if (result != CLI_OK)
        return result;
    couplet_status status = couplet_tmx_read(m->in.bytes, m->in.size, add_unit, m, NULL, &error);
    if (status == COUPLET_ECALLBACK)
        return CLI_LIMIT;
    if (status == COUPLET_OK && m->count == 0) {
        cli_complain("%s: holds no unit with both Chinese and English", m->in.name);
        return CLI_INPUT;
    }
    if (status == COUPLET_OK)
        status = wrap(m, &error);
    if (status == COUPLET_OK)
        return CLI_OK;
    char place[1024];
    cli_complain("%s %s",
                 cli_place(place, sizeof place, m->in.name, error.line,
                           status == COUPLET_EDATA ? error.offset : (size_t)-1),
                 status == COUPLET_ENOMEM ? "memory is exhausted" : error.message);
    return cli_code(status);
}

void cli_memory_free(cli_memory *m)
{
    couplet_result_free(m->result);
    couplet_text_free(m->zh);
    couplet_text_free(m->en);
    cli_side *const sides[] = {&m->zh_side, &m->en_side};
    for (size_t i = 0; i < 2; i++) {
        free(sides[i]->bytes);
        free(sides[i]->spans);
    }
    cli_input_free(&m->in);
}
