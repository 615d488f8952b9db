#include "check/study.h"

#include <string.h>

/* The alignment as a lattice with a single path, from which the document can teach. */
typedef struct path {
    couplet__band nodes;
    couplet__lattice lattice;
} path;

static uint32_t type_of(const couplet_bead *bead)
{
    for (uint32_t i = 0; i < COUPLET__TYPES; i++)
        if (couplet__types[i].n == bead->zh.count && couplet__types[i].m == bead->en.count)
            return i;
    return COUPLET__TYPES;
}

static couplet_status path_nodes(path *p, const couplet_result *result, size_t S, size_t T)
{
    couplet_status status = couplet__band_new(&p->nodes, S + 1, T + 1);
    if (status != COUPLET_OK)
        return status;
    for (size_t i = 0; i < couplet_result_count(result); i++) {
        const couplet_bead *bead = couplet_result_bead(result, i);
        int64_t column = (int64_t)bead->en.first;
        for (size_t k = 0; k < bead->zh.count || k == 0; k++)
            couplet__band_widen(&p->nodes, bead->zh.first + k, column, column + 1);
    }
    couplet__band_widen(&p->nodes, S, (int64_t)T, (int64_t)T + 1);
    couplet__band_close(&p->nodes);
    return COUPLET_OK;
}

static couplet_status path_open(path *p, const couplet_result *result, size_t S, size_t T)
{
    couplet_status status = path_nodes(p, result, S, T);
    if (status != COUPLET_OK)
        return status;
    size_t cells = p->nodes.start[p->nodes.rows], done = 0;
    p->lattice.nodes = &p->nodes;
    p->lattice.first = couplet__zalloc(cells + 1, sizeof *p->lattice.first);
    if (p->lattice.first == NULL)
        return COUPLET_ENOMEM;
    for (size_t i = 0; i < couplet_result_count(result); i++) {
        const couplet_bead *bead = couplet_result_bead(result, i);
        couplet__edge edge = {0, (float)bead->confidence, type_of(bead)};
        size_t cell = couplet__band_cell(&p->nodes, bead->zh.first, bead->en.first);
        if (edge.type == COUPLET__TYPES) /* a bead larger than the aligner makes */
            continue;
        while (done <= cell)
            p->lattice.first[done++] = p->lattice.edges.count;
        if (!couplet__vec_push(&p->lattice.edges, edge))
            return COUPLET_ENOMEM;
    }
    while (done <= cells)
        p->lattice.first[done++] = p->lattice.edges.count;
    return COUPLET_OK;
}

static couplet_status teach(couplet__study *study)
{
    path p = {0};
    couplet_status status = path_open(&p, study->result, study->document.S, study->document.T);
    if (status == COUPLET_OK)
        status = couplet__learn(&study->learned, &study->document, NULL, &p.lattice);
    couplet__vec_free(&p.lattice.edges);
    couplet__free(p.lattice.first);
    couplet__band_free(&p.nodes);
    return status;
}

couplet_span couplet__range_bytes(const couplet_text *text, couplet_range range)
{
    if (range.count == 0)
        return (couplet_span){0, 0};
    size_t start = couplet_text_at(text, range.first)->bytes.offset;
    const couplet_segment *last = couplet_text_at(text, range.first + range.count - 1);
    return (couplet_span){start, last->bytes.offset + last->bytes.length - start};
}

couplet_status couplet__study_open(couplet__study *study, const couplet_result *result,
                                   const couplet_text *zh, const couplet_text *en,
                                   const couplet_report_options *options)
{
    memset(study, 0, sizeof *study);
    study->result = result;
    study->zh = zh;
    study->en = en;
    study->options = options;
    if (couplet_text_count(zh) == 0 || couplet_text_count(en) == 0)
        return COUPLET_OK;
    couplet__sources sources = {0};
    if (options->lexicon != NULL)
        sources.lexicons[sources.lexicon_count++] = options->lexicon;
    if (options->user_lexicon != NULL)
        sources.lexicons[sources.lexicon_count++] = options->user_lexicon;
    couplet_status status = couplet__document_read(&study->document, zh, en, &sources);
    if (status == COUPLET_OK)
        status = couplet__links_build(&study->links, &study->document, &sources);
    if (status == COUPLET_OK)
        status = teach(study);
    study->open = status == COUPLET_OK;
    return status;
}

void couplet__study_close(couplet__study *study)
{
    couplet__learned_free(&study->learned);
    couplet__links_free(&study->links);
    couplet__document_free(&study->document);
    memset(study, 0, sizeof *study);
}
