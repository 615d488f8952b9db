#include <string.h>

#include "align/model.h"
#include "align/result.h"
#include "align/work.h"

struct couplet_aligner {
    couplet_options options;
    couplet__model model;
};

void couplet_options_init(couplet_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    couplet_options defaults = {.size = sizeof defaults,
                                .max_zh = COUPLET__MAX_ZH,
                                .max_en = COUPLET__MAX_EN,
                                .lexicon = couplet_lexicon_builtin()};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
    options->size = size;
}

void couplet_hooks_init(couplet_hooks *hooks, size_t size)
{
    if (hooks == NULL || size < sizeof hooks->size)
        return;
    memset(hooks, 0, size);
    hooks->size = size;
}

couplet_status couplet_aligner_new(couplet_aligner **out, const couplet_options *options,
                                   couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the aligner");
    *out = NULL;
    couplet_aligner *aligner = couplet__zalloc(1, sizeof *aligner);
    if (aligner == NULL)
        return couplet__no_memory(error);
    couplet_status status =
        options != NULL && options->weights != NULL
            ? couplet__model_read(&aligner->model, options->weights, options->weights_size, error)
            : couplet__model_builtin(&aligner->model, error);
    if (status != COUPLET_OK) {
        couplet_aligner_free(aligner);
        return status;
    }
    couplet_options_init(&aligner->options, sizeof aligner->options);
    if (options != NULL)
        memcpy(&aligner->options, options, sizeof *options);
    *out = aligner;
    return COUPLET_OK;
}

void couplet_aligner_free(couplet_aligner *aligner)
{
    if (aligner == NULL)
        return;
    couplet__model_free(&aligner->model);
    couplet__free(aligner);
}

static couplet_span span_of(const couplet_text *text, couplet_range range)
{
    if (range.count == 0)
        return (couplet_span){0, 0};
    couplet_span first = text->segments.at[range.first].bytes;
    couplet_span last = text->segments.at[range.first + range.count - 1].bytes;
    return (couplet_span){first.offset, last.offset + last.length - first.offset};
}

static bool push_bead(couplet_result *result, const couplet_text *zh, const couplet_text *en,
                      couplet_range s, couplet_range t, double confidence)
{
    return couplet__vec_push(&result->beads,
                             (couplet_bead){s, t, span_of(zh, s), span_of(en, t), confidence});
}

static couplet_status align_work(couplet_result *result, const couplet_aligner *aligner,
                                 const couplet_text *zh, const couplet_text *en)
{
    couplet__work work;
    couplet__steps steps = {0};
    couplet_status status = couplet__work_open(&work, zh, en, &aligner->options, NULL, 0);
    if (status != COUPLET_OK)
        return status;
    couplet__work_score(&work, aligner->model.first);
    status = couplet__lattice_posteriors(&work.lattice, NULL, NULL);
    if (status == COUPLET_OK)
        status = couplet__work_again(&work);
    if (status == COUPLET_OK) {
        couplet__work_score(&work, aligner->model.second);
        status = couplet__lattice_posteriors(&work.lattice, NULL, NULL);
    }
    if (status == COUPLET_OK)
        status = couplet__lattice_decode(&steps, &work.lattice, COUPLET__TAU);
    for (size_t i = 0; status == COUPLET_OK && i < steps.count; i++) {
        const couplet__edge *e = &work.lattice.edges.at[steps.at[i].edge];
        couplet__type type = couplet__types[e->type];
        if (!push_bead(result, zh, en, (couplet_range){steps.at[i].s, type.n},
                       (couplet_range){steps.at[i].t, type.m}, e->posterior))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&steps);
    couplet__work_close(&work);
    return status;
}

/* Without segments on one side, all of the other is without counterpart. */
static couplet_status align_nothing(couplet_result *result, const couplet_text *zh,
                                    const couplet_text *en)
{
    for (size_t s = 0; s < zh->segments.count; s++)
        if (!push_bead(result, zh, en, (couplet_range){s, 1}, (couplet_range){0, 0}, 1))
            return COUPLET_ENOMEM;
    for (size_t t = 0; t < en->segments.count; t++)
        if (!push_bead(result, zh, en, (couplet_range){0, 0}, (couplet_range){t, 1}, 1))
            return COUPLET_ENOMEM;
    return COUPLET_OK;
}

couplet_status couplet_align(couplet_result **out, const couplet_aligner *aligner,
                             const couplet_text *zh, const couplet_text *en,
                             const couplet_hooks *hooks, couplet_error *error)
{
    (void)hooks;
    if (out == NULL || aligner == NULL || zh == NULL || en == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "an argument is NULL");
    *out = NULL;
    if (zh->lang != COUPLET_ZH || en->lang != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                             "the Chinese and the English are swapped");
    couplet_result *result = couplet__zalloc(1, sizeof *result);
    if (result == NULL)
        return couplet__no_memory(error);
    couplet_status status = zh->segments.count == 0 || en->segments.count == 0
                                ? align_nothing(result, zh, en)
                                : align_work(result, aligner, zh, en);
    if (status != COUPLET_OK) {
        couplet_result_free(result);
        return couplet__fail(error, status, 0, 0, couplet_status_text(status));
    }
    *out = result;
    return COUPLET_OK;
}
