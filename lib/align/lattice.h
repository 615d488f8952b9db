/* The lattice: nodes (i, j), reached when i Chinese and j English segments are behind, inside a
 * band; an edge for each bead that leads from one node to another. It knows scores, no language. */
#ifndef COUPLET_ALIGN_LATTICE_H
#define COUPLET_ALIGN_LATTICE_H

#include "align/band.h"
#include "base/vec.h"
#include "base/watch.h"

typedef struct couplet__type {
    uint8_t n, m; /* Chinese and English segments */
} couplet__type;

enum { COUPLET__TYPES = 25, COUPLET__TYPE_10 = 23, COUPLET__TYPE_01 = 24 };
enum { COUPLET__MOST_N = 4, COUPLET__MOST_M = 7 }; /* of any type */
extern const couplet__type couplet__types[COUPLET__TYPES];

typedef struct couplet__edge {
    float score;
    float posterior; /* filled in by couplet__lattice_posteriors() */
    uint32_t type;
} couplet__edge;

typedef struct couplet__lattice {
    const couplet__band *nodes; /* (S + 1) x (T + 1) */
    COUPLET__VEC(couplet__edge) edges;
    size_t *first;         /* the edges that leave each node; nodes + 1 */
    double run_zh, run_en; /* added to a null bead that follows a null bead */
    couplet__watch *watch; /* or NULL */
} couplet__lattice;

/* Bytes that choosing the promising edges of a band takes for a while. */
size_t couplet__lattice_room(const couplet__band *nodes);

/* What a first pass thinks of edges. */
typedef struct couplet__outlook {
    /* the scores of the edges from a node whose types' bits are set; below -1e200: an edge must not
     * be */
    void (*glance)(const void *user, size_t i, size_t j, uint32_t types, double *scores);
    /* must the edge be, whatever its score? or NULL */
    bool (*keep)(const void *user, size_t i, size_t j, uint32_t type);
    const void *user;
    double hopeless; /* posterior by the scores, not above which an edge is not worth a look */
} couplet__outlook;

/* The edges of the types that stay inside the band; max_zh and max_en bound them. With an outlook,
 * those alone whose posterior by its scores is not hopeless, those to keep, and the best path, with
 * these posteriors: nine in ten edges are never stored. Where more than 40 edges for each row and
 * column would be left, ten or a hundred times as much is asked of them. */
couplet_status couplet__lattice_new(couplet__lattice *out, const couplet__band *nodes,
                                    unsigned max_zh, unsigned max_en,
                                    const couplet__outlook *outlook, couplet__watch *watch);
void couplet__lattice_free(couplet__lattice *lattice);

/* Forward-backward over two states a node, "the bead before was null" or not (Sarawagi & Cohen
 * 2004; Rabiner 1989, eq. 19-27). Returns the log of the partition sum in *total (may be NULL), and
 * in *runs[2] (may be NULL) the expected number of null beads that follow a null bead, of either
 * side. COUPLET_ECANCELED: the watch said stop. */
couplet_status couplet__lattice_posteriors(couplet__lattice *lattice, double *total,
                                           double runs[2]);

/* Narrows the band to the nodes that edges start from or lead to. nodes: the lattice's own. */
couplet_status couplet__lattice_narrow(couplet__lattice *lattice, couplet__band *nodes);

typedef struct couplet__step {
    uint32_t s, t;
    size_t edge;
} couplet__step;

typedef COUPLET__VEC(couplet__step) couplet__steps;

/* The path that maximises the sum of (posterior - tau), in order. Ties go to the earlier type of
 * couplet__types. */
couplet_status couplet__lattice_decode(couplet__steps *out, const couplet__lattice *lattice,
                                       double tau);

/* Drops the edges whose posterior is not above least. */
void couplet__lattice_prune(couplet__lattice *lattice, float least);

#endif
