#include "pair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/result.h"

char *pair_slurp(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    char *bytes = NULL;
    size_t room = 0, at = 0;
    for (size_t got = 1; got != 0; at += got) {
        if (room - at < 65536)
            bytes = realloc(bytes, room = room * 2 + 131072);
        got = fread(bytes + at, 1, room - at - 1, f);
    }
    fclose(f);
    bytes[at] = '\0';
    *size = at;
    return bytes;
}

/* "[3,4]" at *at into *range; a gap in the numbers is taken as part of the run. */
static int range_of(const char **at, couplet_range *range)
{
    if (*(*at)++ != '[')
        return -1;
    range->first = range->count = 0;
    for (size_t i = 0; **at != ']'; i++) {
        char *end;
        size_t number = strtoul(*at, &end, 10);
        if (end == *at)
            return -1;
        if (i == 0)
            range->first = number;
        range->count = number - range->first + 1;
        *at = *end == ',' ? end + 1 : end;
    }
    (*at)++;
    return 0;
}

static int ladder_of(couplet__beads *beads, const char *text)
{
    size_t zh = 0, en = 0;
    for (const char *at = text; *at != '\0';) {
        couplet_bead bead = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, 1};
        if (range_of(&at, &bead.zh) != 0 || *at++ != ':' || range_of(&at, &bead.en) != 0)
            return -1;
        if (bead.zh.count == 0)
            bead.zh.first = zh;
        if (bead.en.count == 0)
            bead.en.first = en;
        zh = bead.zh.first + bead.zh.count;
        en = bead.en.first + bead.en.count;
        if (!couplet__vec_push(beads, bead))
            return -1;
        while (*at != '\0' && *at != '\n')
            at++;
        if (*at == '\n')
            at++;
    }
    return 0;
}

static int same(couplet_range a, couplet_range b)
{
    return a.count == b.count && (a.count == 0 || a.first == b.first);
}

static int moved_of(couplet_result *result, const char *cross)
{
    couplet__beads other = {0};
    int failed = ladder_of(&other, cross);
    for (size_t i = 0; i < other.count && !failed; i++) {
        const couplet_bead *bead = &other.at[i];
        bool alone = false; /* in the first ladder */
        for (size_t k = 0; k < result->beads.count && !alone; k++)
            alone = bead->en.count != 0 && result->beads.at[k].en.count == 0 &&
                    same(bead->zh, result->beads.at[k].zh);
        if (alone && !couplet__vec_push(&result->moved, other.at[i]))
            failed = -1;
    }
    couplet__vec_free(&other);
    return failed;
}

int pair_make(pair *p, char *zh, char *en, const char *ladder, const char *cross)
{
    couplet_segment_options lines;
    couplet_segment_options_init(&lines, sizeof lines);
    lines.profile = COUPLET_PROFILE_LINES;
    *p = (pair){zh, en, NULL, NULL, NULL};
    couplet__beads beads = {0};
    if (couplet_text_segment(&p->zh, COUPLET_ZH, zh, strlen(zh), &lines, NULL) != COUPLET_OK ||
        couplet_text_segment(&p->en, COUPLET_EN, en, strlen(en), &lines, NULL) != COUPLET_OK ||
        ladder_of(&beads, ladder) != 0 ||
        couplet_result_wrap(&p->result, p->zh, p->en, beads.at, beads.count, NULL) != COUPLET_OK ||
        (cross != NULL && moved_of(p->result, cross) != 0)) {
        fputs("pair: the texts or the ladder cannot be taken\n", stderr);
        couplet__vec_free(&beads);
        pair_free(p);
        return -1;
    }
    couplet__vec_free(&beads);
    return 0;
}

int pair_read(pair *p, const char *zh, const char *en, const char *ladder, const char *cross)
{
    size_t size;
    char *beads = pair_slurp(ladder, &size),
         *other = cross == NULL ? NULL : pair_slurp(cross, &size);
    char *zh_bytes = pair_slurp(zh, &size), *en_bytes = pair_slurp(en, &size);
    int failed = -1;
    if (zh_bytes == NULL || en_bytes == NULL || beads == NULL) {
        fputs("pair: a file cannot be read\n", stderr);
        free(zh_bytes);
        free(en_bytes);
    } else {
        failed = pair_make(p, zh_bytes, en_bytes, beads, other);
    }
    free(beads);
    free(other);
    return failed;
}

void pair_free(pair *p)
{
    couplet_result_free(p->result);
    couplet_text_free(p->zh);
    couplet_text_free(p->en);
    free(p->zh_bytes);
    free(p->en_bytes);
    memset(p, 0, sizeof *p);
}
