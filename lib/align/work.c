#include "align/work.h"

#include "align/chain.h"
#include "base/real.h"
#include "lexicon/lexicon.h"

static size_t bytes_of(const couplet_text *text)
{
    size_t sum = 0;
    for (size_t i = 0; i < text->segments.count; i++)
        sum += text->segments.at[i].bytes.length;
    return sum;
}

/* Bytes that reading and linking take for each byte of text, and learning besides: measured. */
enum { READ_ZH = 95, READ_EN = 10, LEARN_ZH = 44, LEARN_EN = 3, EACH = 150 };

static couplet_status room_for_document(couplet__work *w, const couplet_text *zh,
                                        const couplet_text *en, const couplet__sources *sources)
{
    w->held = bytes_of(zh) * READ_ZH + bytes_of(en) * READ_EN +
              (zh->segments.count + en->segments.count) * EACH;
    size_t maps = 0; /* of the lexicons' stems and their neighbours, for a while */
    for (size_t i = 0; i < sources->lexicon_count; i++)
        maps += couplet__lexicon_stems(sources->lexicons[i]) * 2 * sizeof(uint32_t);
    return couplet__watch_room(w->task->watch, w->held + maps);
}

/* For the cells' evidence: x for good, and g and h, or a path, for a while. */
static size_t stair_room(const couplet__work *w)
{
    return w->stair.band.start[w->stair.band.rows] * sizeof(float);
}

static couplet_status room_for_measure(couplet__work *w)
{
    return couplet__watch_room(w->task->watch, w->held + 3 * stair_room(w));
}

/* x and cover, and the forecast of all edges. */
static couplet_status room_for_glance(couplet__work *w)
{
    return couplet__watch_room(w->task->watch,
                               w->held + 3 * stair_room(w) + couplet__lattice_room(&w->nodes));
}

/* x, what is learned, the edges, the masses. */
static couplet_status room_for_masses(couplet__work *w)
{
    size_t cells = w->cells.start[w->cells.rows], edges = w->lattice.edges.count;
    size_t learned = bytes_of(w->document.zh) * LEARN_ZH + bytes_of(w->document.en) * LEARN_EN;
    return couplet__watch_room(w->task->watch,
                               w->held + stair_room(w) + learned + edges * sizeof(couplet__edge) +
                                   cells * (sizeof *w->masses + sizeof *w->clauses));
}

static couplet_status measure(couplet__work *w)
{
    couplet_status status =
        couplet__cover_build(&w->cover, &w->stair.band, &w->document, &w->links);
    return status == COUPLET_OK ? couplet__stair_evidence(&w->stair, &w->document, &w->cover)
                                : status;
}

/* The segment pairs that beads of the lattice hold, and so many rows and columns around them. */
static couplet_status pairs_of(couplet__band *out, const couplet__lattice *l, size_t around)
{
    size_t node = 0, S = l->nodes->rows - 1;
    couplet_status status = couplet__band_new(out, S, l->nodes->columns - 1);
    for (size_t i = 0; status == COUPLET_OK && i < l->nodes->rows; i++)
        for (size_t j = l->nodes->low[i]; j < l->nodes->high[i]; j++, node++)
            for (size_t k = l->first[node]; k < l->first[node + 1]; k++) {
                couplet__type type = couplet__types[l->edges.at[k].type];
                size_t s = i < around ? 0 : i - around;
                for (; s < i + type.n + around && s < S; s++)
                    couplet__band_widen(out, s, (int64_t)j - (int64_t)around,
                                        (int64_t)(j + type.m + around));
            }
    return status;
}

static couplet_status masses(couplet__work *w)
{
    couplet__band beads;
    couplet__centre centre = {w->stair.centre_zh, w->stair.centre_en, NULL, NULL};
    centre.reach_zh = w->reach_zh = couplet__zalloc(w->document.S, sizeof *w->reach_zh);
    centre.reach_en = w->reach_en = couplet__zalloc(w->document.T, sizeof *w->reach_en);
    couplet_status status = pairs_of(&beads, &w->lattice, 0);
    if (status == COUPLET_OK && (w->reach_zh == NULL || w->reach_en == NULL))
        status = COUPLET_ENOMEM;
    if (status == COUPLET_OK)
        status = couplet__masses_build(&w->masses, &w->clauses, &w->cells, &beads, &w->document,
                                       &w->links, &w->learned, &centre);
    couplet__band_free(&beads);
    return status;
}

static couplet_status stair_new(couplet__stair *stair, size_t S, size_t T)
{
    size_t cells = stair->band.start[S];
    stair->x = couplet__alloc(cells, sizeof *stair->x);
    stair->usual_zh = couplet__zalloc(S, sizeof *stair->usual_zh);
    stair->usual_en = couplet__zalloc(T, sizeof *stair->usual_en);
    stair->zh = couplet__zalloc(S, sizeof *stair->zh);
    stair->en = couplet__zalloc(T, sizeof *stair->en);
    stair->centre_zh = couplet__zalloc(S, sizeof *stair->centre_zh);
    stair->centre_en = couplet__zalloc(T, sizeof *stair->centre_en);
    return stair->x != NULL && stair->usual_zh != NULL && stair->usual_en != NULL &&
                   stair->zh != NULL && stair->en != NULL && stair->centre_zh != NULL &&
                   stair->centre_en != NULL
               ? COUPLET_OK
               : COUPLET_ENOMEM;
}

static couplet_status first_pass(couplet__work *w)
{
    size_t S = w->document.S, T = w->document.T;
    float *zh = couplet__alloc(S, sizeof *zh), *en = couplet__alloc(T, sizeof *en);
    couplet_status status = zh != NULL && en != NULL ? COUPLET_OK : COUPLET_ENOMEM;
    if (status == COUPLET_OK)
        status = couplet__chain_band(&w->stair.band, &w->document, &w->links);
    if (status == COUPLET_OK && w->task->pins != NULL)
        couplet__pins_bend_cells(&w->stair.band, w->task->pins);
    if (status == COUPLET_OK)
        status = room_for_measure(w);
    if (status == COUPLET_OK)
        status = stair_new(&w->stair, S, T);
    if (status == COUPLET_OK && !couplet__watch_stage(w->task->watch, COUPLET__MEASURED))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK)
        status = measure(w);
    for (size_t s = 0; status == COUPLET_OK && s < S; s++)
        zh[s] = w->zh[s].length;
    for (size_t t = 0; status == COUPLET_OK && t < T; t++)
        en[t] = w->en[t].length;
    if (status == COUPLET_OK)
        status = couplet__stair_path(&w->stair, &w->nodes, zh, en);
    couplet__free(zh);
    couplet__free(en);
    return status;
}

void couplet__work_moved(couplet__work *w)
{
    w->lattice.nodes = &w->nodes;
    w->scene.document = &w->document;
    w->scene.stair = &w->stair;
    w->scene.cover = &w->cover;
    w->scene.zh = w->zh;
    w->scene.en = w->en;
    w->scene.cells = &w->cells;
    w->scene.masses = w->masses;
    w->scene.clauses = w->clauses;
    w->scene.reach_zh = w->reach_zh;
    w->scene.reach_en = w->reach_en;
}

static couplet__sources sources_of(const couplet__task *task)
{
    const couplet_options *o = task->options;
    couplet__sources s = {
        .glossaries = o->glossaries, .glossary_count = o->glossary_count, .watch = task->watch};
    if (o->lexicon != NULL)
        s.lexicons[s.lexicon_count++] = o->lexicon;
    if (o->user_lexicon != NULL)
        s.lexicons[s.lexicon_count++] = o->user_lexicon;
    return s;
}

/* Does a bead cross a seam, or join two windows? */
static bool tears(const couplet__task *task, size_t s, size_t t, couplet__type type)
{
    if (type.n > 0 && type.m > 0 && task->zh->window[s] != task->en->window[t])
        return true;
    for (size_t k = 1; k < type.n; k++)
        if (task->zh->seam[s + k])
            return true;
    for (size_t k = 1; k < type.m; k++)
        if (task->en->seam[t + k])
            return true;
    return false;
}

/* ... or tear a block that is pinned? */
static bool torn(const couplet__task *task, size_t s, size_t t, couplet__type type)
{
    return (task->zh != NULL && tears(task, s, t, type)) ||
           (task->pins != NULL && couplet__pins_tear(task->pins, s, t, type));
}

/* Leaves no node that parts a sure pair, s and t: one behind s is behind t. */
static void keep_together(couplet__band *nodes, size_t s, size_t t)
{
    for (size_t i = s + 1; i-- > 0 && nodes->high[i] > t + 1;)
        nodes->high[i] = (uint32_t)t + 1;
    for (size_t i = s + 1; i < nodes->rows && nodes->low[i] <= t; i++)
        nodes->low[i] = (uint32_t)t + 1;
}

static void bend_to_sure(couplet__work *w)
{
    size_t t;
    for (size_t s = 0; s < w->document.S; s++)
        if (couplet__stair_sure(&w->stair, s, &t) && !torn(w->task, s, t, couplet__types[0]))
            keep_together(&w->nodes, s, t);
}

static couplet_status find_nodes(couplet__work *w)
{
    const couplet__task *task = w->task;
    couplet_status status = first_pass(w);
    if (status == COUPLET_OK)
        bend_to_sure(w);
    for (size_t i = 0; status == COUPLET_OK && i < task->must_count; i++)
        couplet__band_widen(&w->nodes, task->must[i].zh, task->must[i].en,
                            (int64_t)task->must[i].en + 1);
    if (status != COUPLET_OK)
        return status;
    if (task->pins != NULL)
        couplet__pins_bend_nodes(&w->nodes, task->pins);
    couplet__band_close(&w->nodes);
    return COUPLET_OK;
}

static void glance(const void *user, size_t i, size_t j, uint32_t types, double *scores)
{
    const couplet__work *w = user;
    couplet__glance(&w->scene, w->task->first, i, j, types, scores);
    for (uint32_t k = 0; k < COUPLET__TYPES; k++)
        if ((types >> k & 1) != 0 && torn(w->task, i, j, couplet__types[k]))
            scores[k] = -1e300;
}

/* Edges on the path of the task's nodes must stay. */
static bool must_be(const void *user, size_t i, size_t j, uint32_t type)
{
    const couplet__work *w = user;
    const couplet__task *task = w->task;
    size_t low = 0, high = task->must_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (task->must[mid].zh < i || (task->must[mid].zh == i && task->must[mid].en < j))
            low = mid + 1;
        else
            high = mid;
    }
    if (low == task->must_count || task->must[low].zh != i || task->must[low].en != j)
        return false;
    couplet__node end = {(uint32_t)w->document.S, (uint32_t)w->document.T};
    couplet__node to = low + 1 < task->must_count ? task->must[low + 1] : end;
    return i + couplet__types[type].n == to.zh && j + couplet__types[type].m == to.en;
}

/* 1 where no segment holds a figure, as in literary prose, down to 0 where one in twenty does. */
static double prose_of(const couplet__work *w)
{
    size_t S = w->document.S, T = w->document.T, holding = 0;
    for (size_t s = 0; s < S; s++)
        holding += w->zh[s].figures;
    for (size_t t = 0; t < T; t++)
        holding += w->en[t].figures;
    double share = (double)(holding + 1) / (double)(S + T + 20);
    return share < .05 ? 1 - share / .05 : 0;
}

couplet_status couplet__work_open(couplet__work *w, const couplet_text *zh, const couplet_text *en,
                                  const couplet__task *task)
{
    const couplet_options *options = task->options;
    couplet__sources sources = sources_of(task);
    *w = (couplet__work){.task = task};
    couplet__watch_stage(task->watch, COUPLET__READ);
    couplet_status status = room_for_document(w, zh, en, &sources);
    if (status == COUPLET_OK)
        status = couplet__document_read(&w->document, zh, en, &sources);
    if (status == COUPLET_OK && !couplet__watch_stage(task->watch, COUPLET__LINKED))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK)
        status = couplet__links_build(&w->links, &w->document, &sources);
    if (status == COUPLET_OK && task->forget > 0)
        couplet__links_forget(&w->links, &w->document, task->forget, task->seed);
    if (status == COUPLET_OK)
        status = couplet__surfaces_build(&w->zh, &w->en, &w->document);
    if (status == COUPLET_OK)
        w->scene.prose = prose_of(w);
    if (status == COUPLET_OK)
        status = find_nodes(w);
    if (status == COUPLET_OK && !couplet__watch_stage(task->watch, COUPLET__GLANCED))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK)
        status = room_for_glance(w);
    couplet__work_moved(w);
    couplet__outlook outlook = {glance, task->must_count > 0 ? must_be : NULL, w,
                                task->asked ? 1e-6 : COUPLET__HOPELESS};
    if (status == COUPLET_OK)
        status = couplet__lattice_new(&w->lattice, &w->nodes, options->max_zh, options->max_en,
                                      &outlook, task->watch);
    if (status != COUPLET_OK)
        couplet__work_close(w);
    return status;
}

bool couplet__work_score(couplet__work *w, const double *weights)
{
    const couplet__band *nodes = &w->nodes;
    size_t node = 0, features = couplet__feature_count();
    for (size_t i = 0; i < nodes->rows; i++) {
        if (!couplet__watch_on(w->task->watch, i, nodes->rows))
            return false;
        for (size_t j = nodes->low[i]; j < nodes->high[i]; j++, node++)
            for (size_t k = w->lattice.first[node]; k < w->lattice.first[node + 1]; k++) {
                couplet__edge *e = &w->lattice.edges.at[k];
                e->score = (float)couplet__bead_score(&w->scene, weights, i, j, e->type);
            }
    }
    w->lattice.run_zh = weights[features];
    w->lattice.run_en = weights[features + 1];
    return true;
}

couplet_status couplet__work_ask(couplet__work *w, const couplet_hooks *hooks)
{
    const couplet__band *nodes = &w->nodes;
    size_t node = 0;
    for (size_t i = 0; i < nodes->rows; i++)
        for (size_t j = nodes->low[i]; j < nodes->high[i]; j++, node++)
            for (size_t k = w->lattice.first[node]; k < w->lattice.first[node + 1]; k++) {
                couplet__edge *e = &w->lattice.edges.at[k];
                couplet__type type = couplet__types[e->type];
                double p = 0.5;
                if (e->type >= COUPLET__TYPE_10)
                    continue;
                if (hooks->similarity(hooks->user, (couplet_range){i, type.n},
                                      (couplet_range){j, type.m}, &p) != 0 ||
                    !(p >= 0 && p <= 1))
                    return COUPLET_ECALLBACK;
                p = p < 1e-4 ? 1e-4 : p > 1 - 1e-4 ? 1 - 1e-4 : p;
                e->score += (float)couplet__log(p / (1 - p));
            }
    return COUPLET_OK;
}

/* Half the log odds of null beads on a side, smoothed towards 2 % by eight segments, above 2 %. */
static double null_prior(double nulls, size_t segments)
{
    double r = (nulls + .02 * 8) / ((double)segments + 8);
    if (r > .95)
        r = .95;
    return (couplet__log(r / (1 - r)) - couplet__log(.02 / .98)) / 2;
}

couplet_status couplet__work_again(couplet__work *w)
{
    double nulls[2] = {0, 0};
    for (size_t k = 0; k < w->lattice.edges.count; k++) {
        const couplet__edge *e = &w->lattice.edges.at[k];
        if (e->type >= COUPLET__TYPE_10)
            nulls[e->type - COUPLET__TYPE_10] += e->posterior;
    }
    w->scene.null_zh = null_prior(nulls[0], w->document.S);
    w->scene.null_en = null_prior(nulls[1], w->document.T);
    couplet__cover_free(&w->cover);
    couplet_status status = couplet__lattice_narrow(&w->lattice, &w->nodes);
    if (status == COUPLET_OK)
        status = pairs_of(&w->cells, &w->lattice, 1);
    if (status == COUPLET_OK)
        couplet__band_close(&w->cells);
    if (status == COUPLET_OK)
        status = room_for_masses(w);
    if (status == COUPLET_OK && !couplet__watch_stage(w->task->watch, COUPLET__LEARNED))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK)
        status = couplet__learn(&w->learned, &w->document, &w->links, &w->lattice);
    if (status == COUPLET_OK && !couplet__watch_stage(w->task->watch, COUPLET__WEIGHED))
        status = COUPLET_ECANCELED;
    if (status == COUPLET_OK)
        status = masses(w);
    couplet__work_moved(w);
    if (status == COUPLET_OK)
        status = couplet__stair_update(&w->stair, &w->document, &w->cells, w->masses);
    return status;
}

void couplet__work_close(couplet__work *w)
{
    couplet__document_free(&w->document);
    couplet__links_free(&w->links);
    couplet__free(w->zh);
    couplet__free(w->en);
    couplet__stair_free(&w->stair);
    couplet__cover_free(&w->cover);
    couplet__band_free(&w->nodes);
    couplet__band_free(&w->cells);
    couplet__free(w->masses);
    couplet__free(w->clauses);
    couplet__free(w->reach_zh);
    couplet__free(w->reach_en);
    couplet__lattice_free(&w->lattice);
    couplet__learned_free(&w->learned);
    *w = (couplet__work){0};
}
