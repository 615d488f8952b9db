#include <string.h>

#include "align/model.h"
#include "align/reorder.h"
#include "align/result.h"
#include "align/used.h"
#include "align/work.h"
#include "base/given.h"
#include "base/real.h"

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

/* The second pass: posteriors in the lattice. */
static couplet_status second_pass(couplet__work *work, const couplet_aligner *aligner,
                                  const couplet_hooks *hooks)
{
    couplet__watch *watch = work->task->watch;
    couplet_status status = couplet__work_again(work);
    if (status == COUPLET_OK && (!couplet__watch_stage(watch, COUPLET__SCORED) ||
                                 !couplet__work_score(work, aligner->model.second)))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK && hooks->similarity != NULL)
        status = couplet__work_ask(work, hooks);
    if (status == COUPLET_OK && !couplet__watch_stage(watch, COUPLET__SUMMED))
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
    status = second_pass(work, aligner, hooks);
    if (status == COUPLET_OK)
        status = couplet__lattice_decode(&steps, &work->lattice, COUPLET__TAU);
    for (size_t i = 0; status == COUPLET_OK && i < steps.count; i++) {
        const couplet__edge *e = &work->lattice.edges.at[steps.at[i].edge];
        couplet__type type = couplet__types[e->type];
        if (!couplet__beads_push(beads, zh, en, (couplet_range){steps.at[i].s, type.n},
                                 (couplet_range){steps.at[i].t, type.m}, e->posterior))
            status = COUPLET_ENOMEM;
    }
    couplet__vec_free(&steps);
    return status;
}

typedef struct mapped { /* a caller's hooks, for texts in another order */
    const couplet_hooks *hooks;
    const couplet__order *order;
} mapped;

static int similarity_there(void *user, couplet_range zh, couplet_range en, double *out)
{
    const mapped *m = user;
    return m->hooks->similarity(m->hooks->user, couplet__order_origin(&m->order->zh, zh),
                                couplet__order_origin(&m->order->en, en), out);
}

/* What the alignment with moves made tells of its progress, in the stage of the whole. */
static int relay(void *user, size_t done, size_t total)
{
    return !couplet__watch_on(user, done, total);
}

/* Aligns again with the moves made. */
static couplet_status align_order(couplet__beads *again, const couplet__order *order,
                                  const couplet_aligner *aligner, const couplet_hooks *hooks,
                                  couplet__watch *outer)
{
    couplet__work work;
    mapped map = {hooks, order};
    couplet_hooks there = {.user = &map};
    couplet__watch watch = {.progress = relay, .user = outer, .limit = outer->limit};
    couplet__task task = {.options = &aligner->options,
                          .first = aligner->model.first,
                          .watch = &watch,
                          .pins = order->pins.count == 0 ? NULL : &order->pins,
                          .zh = &order->zh,
                          .en = &order->en,
                          .asked = hooks->similarity != NULL};
    if (hooks->similarity != NULL)
        there.similarity = similarity_there;
    couplet_status status =
        find_beads(&work, again, aligner, &order->zh.text, &order->en.text, &there, &task);
    couplet__work_close(&work);
    return status;
}

/* Drops the moves that the alignment with them does not bear out: what the confidence of the surest
 * bead of each adds to its odds was fitted with them, see align/moved.h. */
static bool sift(couplet__moves *moves, const couplet__order *order, const couplet__beads *again)
{
    static const double BY_BEST = .45, LOWEST = .001, HIGHEST = .9995, LEAST = .5;
    size_t kept = 0;
    double *best = couplet__zalloc(moves->count, sizeof *best);
    for (size_t i = 0; best != NULL && i < again->count; i++) {
        const couplet_bead *b = &again->at[i];
        uint32_t move = b->en.count == 0 ? 0 : order->move[b->en.first];
        if (move != 0 && b->zh.count != 0 && b->confidence > best[move - 1])
            best[move - 1] = b->confidence;
    }
    for (size_t i = 0; best != NULL && i < moves->count; i++) {
        double p = best[i] < LOWEST ? LOWEST : best[i] > HIGHEST ? HIGHEST : best[i];
        moves->at[i].odds += BY_BEST * couplet__log(p / (1 - p));
        if (moves->at[i].odds >= LEAST)
            moves->at[kept++] = moves->at[i];
    }
    moves->count = kept;
    couplet__free(best);
    return best != NULL;
}

typedef struct replay { /* what an alignment with moves made needs */
    const couplet_aligner *aligner;
    const couplet_text *zh, *en;
    const couplet_hooks *hooks;
    const couplet__task *task;
} replay;

/* Aligns with the moves made. *more: some proved wrong, or too small, and what is left is worth
 * another round; else the result takes the outcome in. */
static couplet_status make_moves(couplet_result *result, couplet__moves *moves, const replay *r,
                                 bool first, bool *more)
{
    couplet__order order;
    couplet__beads again = {0}, beads = {0};
    size_t count = moves->count;
    couplet_status status =
        couplet__order_make(&order, r->zh, r->en, &result->beads, moves, r->task->pins);
    *more = false;
    if (status == COUPLET_OK)
        status = align_order(&again, &order, r->aligner, r->hooks, r->task->watch);
    if (status == COUPLET_OK && first) {
        bool grown = false;
        if (!couplet__order_grow(moves, &grown, &order, &again, r->zh, r->en) ||
            !sift(moves, &order, &again))
            status = COUPLET_ENOMEM;
        *more = moves->count != 0 && (grown || moves->count < count);
    }
    if (status == COUPLET_OK && moves->count != 0 && !*more) {
        status = couplet__order_undo(&beads, &result->moved, &order, moves, &result->beads, &again,
                                     r->zh, r->en);
        couplet__vec_free(&result->beads);
        result->beads.at = beads.at;
        result->beads.count = beads.count;
        result->beads.room = beads.room;
    }
    couplet__vec_free(&again);
    couplet__order_free(&order);
    return status;
}

static couplet_status align_work(couplet_result *result, const couplet_aligner *aligner,
                                 const couplet_text *zh, const couplet_text *en,
                                 const couplet_hooks *hooks, const couplet__task *task)
{
    couplet__work work;
    couplet__moves moves = {0};
    couplet_status status = find_beads(&work, &result->beads, aligner, zh, en, hooks, task);
    if (status == COUPLET_OK && !couplet__watch_stage(task->watch, COUPLET__MOVES_FOUND))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK)
        status = couplet__moved_find(&moves, &result->beads, &work);
    if (status == COUPLET_OK)
        status = couplet__terms_used(&result->terms_used, &work.document, &result->beads,
                                     &aligner->options);
    couplet__work_close(&work);
    replay again = {aligner, zh, en, hooks, task};
    bool more = moves.count != 0;
    for (int round = 0; status == COUPLET_OK && more; round++) {
        couplet__watch_stage(task->watch, round == 0 ? COUPLET__MOVES_MADE : COUPLET__WATCH_PARTS);
        status = make_moves(result, &moves, &again, round == 0, &more);
    }
    couplet__vec_free(&moves);
    return status;
}

/* Without segments on one side, all of the other is without counterpart. */
static couplet_status align_nothing(couplet_result *result, const couplet_text *zh,
                                    const couplet_text *en)
{
    for (size_t s = 0; s < zh->segments.count; s++)
        if (!couplet__beads_push(&result->beads, zh, en, (couplet_range){s, 1},
                                 (couplet_range){0, 0}, 1))
            return COUPLET_ENOMEM;
    for (size_t t = 0; t < en->segments.count; t++)
        if (!couplet__beads_push(&result->beads, zh, en, (couplet_range){0, 0},
                                 (couplet_range){t, 1}, 1))
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
    couplet__task task = {.options = &aligner->options,
                          .first = aligner->model.first,
                          .watch = &watch,
                          .asked = hooks->similarity != NULL};
    const couplet_options *o = &aligner->options;
    couplet_status status =
        couplet__pins_read(&pins, hooks->pins, hooks->pin_count, zh->segments.count,
                           en->segments.count, o->max_zh, o->max_en, error);
    if (status == COUPLET_OK) {
        task.pins = pins.count == 0 ? NULL : &pins;
        status = zh->segments.count == 0 || en->segments.count == 0
                     ? align_nothing(result, zh, en)
                     : align_work(result, aligner, zh, en, hooks, &task);
        if (status == COUPLET_OK && (!couplet__watch_stage(&watch, COUPLET__WATCH_PARTS) ||
                                     !couplet__watch_on(&watch, 1, 1)))
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
