#include <string.h>

#include "align/model.h"
#include "align/moved.h"
#include "align/result.h"
#include "align/used.h"
#include "align/work.h"
#include "base/given.h"

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

/* What is wrong with the options, or NULL. */
static const char *fault_of(const couplet_options *o)
{
    if (o->max_zh < 1 || o->max_zh > COUPLET__MAX_ZH)
        return "options.max_zh is not 1 to 4";
    if (o->max_en < 1 || o->max_en > COUPLET__MAX_EN)
        return "options.max_en is not 1 to 7";
    if (o->glossaries == NULL && o->glossary_count != 0)
        return "options.glossaries is NULL";
    for (size_t i = 0; i < o->glossary_count; i++)
        if (o->glossaries[i] == NULL)
            return "a glossary is NULL";
    if (o->glossary_count > UINT32_MAX)
        return "too many glossaries";
    if (o->weights == NULL && o->weights_size != 0)
        return "options.weights is NULL";
    return NULL;
}

couplet_status couplet_aligner_new(couplet_aligner **out, const couplet_options *options,
                                   couplet_error *error)
{
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the aligner");
    *out = NULL;
    couplet_options own;
    couplet_options_init(&own, sizeof own);
    if (!couplet__take_given(&own, sizeof own, options))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                             "options that this library does not know, or not initialised");
    const char *fault = fault_of(&own);
    if (fault != NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, fault);
    couplet_aligner *aligner = couplet__zalloc(1, sizeof *aligner);
    if (aligner == NULL)
        return couplet__no_memory(error);
    couplet_status status = own.weights != NULL ? couplet__model_read(&aligner->model, own.weights,
                                                                      own.weights_size, error)
                                                : couplet__model_builtin(&aligner->model, error);
    if (status != COUPLET_OK) {
        couplet_aligner_free(aligner);
        return status;
    }
    aligner->options = own;
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

static bool push_bead(couplet__beads *beads, const couplet_text *zh, const couplet_text *en,
                      couplet_range s, couplet_range t, double confidence)
{
    return couplet__vec_push(beads,
                             (couplet_bead){s, t, span_of(zh, s), span_of(en, t), confidence});
}

/* Both passes: posteriors in the lattice of the second. */
static couplet_status run_passes(couplet__work *work, const couplet_aligner *aligner,
                                 const couplet_hooks *hooks)
{
    couplet__watch *watch = work->task->watch;
    couplet__watch_stage(watch, COUPLET__SCORED);
    if (!couplet__work_score(work, aligner->model.first) ||
        !couplet__watch_stage(watch, COUPLET__SUMMED))
        return COUPLET_ECANCELED;
    couplet_status status = couplet__lattice_posteriors(&work->lattice, NULL, NULL);
    if (status == COUPLET_OK)
        status = couplet__work_again(work);
    if (status == COUPLET_OK && (!couplet__watch_stage(watch, COUPLET__SCORED_AGAIN) ||
                                 !couplet__work_score(work, aligner->model.second)))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK && hooks->similarity != NULL)
        status = couplet__work_ask(work, hooks);
    if (status == COUPLET_OK && !couplet__watch_stage(watch, COUPLET__WATCH_PARTS))
        status = COUPLET_ECANCELED;
    return status == COUPLET_OK ? couplet__lattice_posteriors(&work->lattice, NULL, NULL) : status;
}

/* Opens the work and leaves the beads of the best path in *beads. */
static couplet_status find_beads(couplet__work *work, couplet__beads *beads,
                                 const couplet_aligner *aligner, const couplet_text *zh,
                                 const couplet_text *en, const couplet_hooks *hooks,
                                 const couplet__task *task)
{
    couplet__steps steps = {0};
    couplet_status status = couplet__work_open(work, zh, en, task);
    if (status != COUPLET_OK)
        return status;
    status = run_passes(work, aligner, hooks);
    if (status == COUPLET_OK)
        status = couplet__lattice_decode(&steps, &work->lattice, COUPLET__TAU);
    for (size_t i = 0; status == COUPLET_OK && i < steps.count; i++) {
        const couplet__edge *e = &work->lattice.edges.at[steps.at[i].edge];
        couplet__type type = couplet__types[e->type];
        if (!push_bead(beads, zh, en, (couplet_range){steps.at[i].s, type.n},
                       (couplet_range){steps.at[i].t, type.m}, e->posterior))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&steps);
    return status;
}

/* A run of the segments of a text, as a text. It borrows everything. */
static couplet_text part_of(const couplet_text *text, couplet_range range)
{
    couplet_text part = *text;
    part.segments.at += range.first;
    part.segments.count = range.count;
    return part;
}

/* A block that moved is aligned by itself; of that, what is more likely than not has moved. */
static couplet_status align_block(couplet__beads *moved, const couplet_aligner *aligner,
                                  const couplet_text *zh, const couplet_text *en,
                                  const couplet__patch *block)
{
    couplet__work work = {0};
    couplet__beads beads = {0};
    couplet_hooks hooks = {0};
    couplet__task task = {.options = &aligner->options};
    couplet_text zh_part = part_of(zh, block->zh), en_part = part_of(en, block->en);
    couplet_status status = find_beads(&work, &beads, aligner, &zh_part, &en_part, &hooks, &task);
    couplet__work_close(&work);
    for (size_t i = 0; status == COUPLET_OK && i < beads.count; i++) {
        couplet_range s = beads.at[i].zh, t = beads.at[i].en;
        s.first += block->zh.first;
        t.first += block->en.first;
        if (s.count != 0 && t.count != 0 && beads.at[i].confidence >= 0.5 &&
            !push_bead(moved, zh, en, s, t, beads.at[i].confidence))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&beads);
    return status;
}

static couplet_status align_work(couplet_result *result, const couplet_aligner *aligner,
                                 const couplet_text *zh, const couplet_text *en,
                                 const couplet_hooks *hooks, const couplet__task *task)
{
    couplet__work work;
    couplet__moved moved = {0};
    couplet_status status = find_beads(&work, &result->beads, aligner, zh, en, hooks, task);
    if (status == COUPLET_OK)
        status = couplet__terms_used(&result->terms_used, &work.document, &result->beads,
                                     &aligner->options);
    if (status == COUPLET_OK)
        status = couplet__moved_find(&moved, &result->beads, &work.document, &work.links,
                                     &work.learned, work.mean);
    couplet__work_close(&work);
    for (size_t i = 0; status == COUPLET_OK && i < moved.count; i++) {
        const couplet__patch *p = &moved.at[i];
        if (p->confidence <= 0)
            status = align_block(&result->moved, aligner, zh, en, p);
        else if (!push_bead(&result->moved, zh, en, p->zh, p->en, p->confidence))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&moved);
    return status;
}

/* Without segments on one side, all of the other is without counterpart. */
static couplet_status align_nothing(couplet_result *result, const couplet_text *zh,
                                    const couplet_text *en)
{
    for (size_t s = 0; s < zh->segments.count; s++)
        if (!push_bead(&result->beads, zh, en, (couplet_range){s, 1}, (couplet_range){0, 0}, 1))
            return COUPLET_ENOMEM;
    for (size_t t = 0; t < en->segments.count; t++)
        if (!push_bead(&result->beads, zh, en, (couplet_range){0, 0}, (couplet_range){t, 1}, 1))
            return COUPLET_ENOMEM;
    return COUPLET_OK;
}

static const char *message_of(couplet_status status)
{
    switch (status) {
    case COUPLET_ELIMIT:
        return "the search would take more memory than options.max_memory allows";
    case COUPLET_ECALLBACK:
        return "the similarity callback failed, or gave a number outside 0..1";
    default:
        return couplet_status_text(status);
    }
}

static couplet_status align(couplet_result *result, const couplet_aligner *aligner,
                            const couplet_text *zh, const couplet_text *en,
                            const couplet_hooks *hooks, couplet_error *error)
{
    couplet__blocks pins = {0};
    couplet__watch watch = {
        .progress = hooks->progress, .user = hooks->user, .limit = aligner->options.max_memory};
    couplet__task task = {.options = &aligner->options, .watch = &watch};
    const couplet_options *o = &aligner->options;
    couplet_status status =
        couplet__pins_read(&pins, hooks->pins, hooks->pin_count, zh->segments.count,
                           en->segments.count, o->max_zh, o->max_en, error);
    if (status == COUPLET_OK) {
        task.pins = pins.count == 0 ? NULL : &pins;
        status = zh->segments.count == 0 || en->segments.count == 0
                     ? align_nothing(result, zh, en)
                     : align_work(result, aligner, zh, en, hooks, &task);
        if (status == COUPLET_OK && !couplet__watch_on(&watch, 1, 1))
            status = COUPLET_ECANCELED;
        if (status != COUPLET_OK) {
            status = watch.stopped ? COUPLET_ECANCELED : status;
            couplet__fail(error, status, 0, 0, message_of(status));
        }
    }
    couplet__vec_free(&pins);
    return status;
}

couplet_status couplet_align(couplet_result **out, const couplet_aligner *aligner,
                             const couplet_text *zh, const couplet_text *en,
                             const couplet_hooks *hooks, couplet_error *error)
{
    couplet_hooks own = {.size = sizeof own};
    if (out == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "no place for the result");
    *out = NULL;
    if (aligner == NULL || zh == NULL || en == NULL)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "an argument is NULL");
    if (!couplet__take_given(&own, sizeof own, hooks))
        return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                             "hooks that this library does not know, or not initialised");
    if (own.pins == NULL && own.pin_count != 0)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "hooks.pins is NULL");
    if (zh->lang != COUPLET_ZH || en->lang != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0,
                             "the Chinese and the English are swapped");
    couplet_result *result = couplet__zalloc(1, sizeof *result);
    if (result == NULL)
        return couplet__no_memory(error);
    couplet_status status = align(result, aligner, zh, en, &own, error);
    if (status != COUPLET_OK) {
        couplet_result_free(result);
        return status;
    }
    *out = result;
    return COUPLET_OK;
}
