#include "calibration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cli_is_tsv(const char *text, size_t size)
{
    const char *end = size == 0 ? NULL : memchr(text, '\n', size);
    return end != NULL && text[0] == '#' && memchr(text, '\t', (size_t)(end - text)) != NULL;
}

/* Writes "4..6", which counts from 1, as "[3,4,5]", and nothing as "[]". */
static char *write_side(char *to, const char *from, const char *end)
{
    char *behind;
    unsigned long first = 0, last = 0;
    *to++ = '[';
    if (from < end) {
        first = last = strtoul(from, &behind, 10);
        if (behind + 2 < end && *behind == '.')
            last = strtoul(behind + 2, NULL, 10);
        if (first == 0)
            *to++ = '-'; /* no such segment; whoever reads the ladder says so */
        for (unsigned long i = first; i <= last && i - first < 1000; i++)
            to += sprintf(to, i == first ? "%lu" : ",%lu", i - (first != 0));
    }
    *to++ = ']';
    return to;
}

static int bin_of(double confidence)
{
    int bin = (int)(confidence * CLI_BINS);
    return bin < 0 ? 0 : bin >= CLI_BINS ? CLI_BINS - 1 : bin;
}

char *cli_ladder_of(const char *tsv, size_t size, int bin, double *sum, size_t *ladder_size)
{
    enum { LONGEST = 2 * (8 + 1000 * 21) }; /* a bead */
    char *ladder = NULL, *to;
    size_t room = 0, used = 0;
    for (size_t at = 0; at < size || ladder == NULL;) {
        if (room - used < LONGEST) {
            room = room * 2 + 4 * LONGEST;
            char *grown = realloc(ladder, room);
            if (grown == NULL) {
                free(ladder);
                return NULL;
            }
            ladder = grown;
        }
        const char *line = tsv + at, *feed = at < size ? memchr(line, '\n', size - at) : NULL;
        const char *end = feed != NULL ? feed : tsv + size;
        at = (size_t)(end - tsv) + 1;
        const char *zh = line < end ? memchr(line, '\t', (size_t)(end - line)) : NULL;
        const char *en = zh != NULL ? memchr(zh + 1, '\t', (size_t)(end - zh - 1)) : NULL;
        const char *stop = en != NULL ? memchr(en + 1, '\t', (size_t)(end - en - 1)) : NULL;
        if (stop == NULL || *line == '#')
            continue;
        double confidence = strtod(line, NULL);
        if (bin >= 0 && bin_of(confidence) != bin)
            continue;
        if (sum != NULL)
            *sum += confidence;
        to = write_side(ladder + used, zh + 1, en);
        *to++ = ':';
        to = write_side(to, en + 1, stop);
        *to++ = '\n';
        used = (size_t)(to - ladder);
    }
    *ladder_size = used;
    return ladder;
}

couplet_status cli_calibration_add(cli_calibration *c, const char *gold, size_t gold_size,
                                   const char *other, size_t other_size, const char *tsv,
                                   size_t size, couplet_error *error)
{
    couplet_status status = COUPLET_OK;
    for (int bin = 0; bin < CLI_BINS && status == COUPLET_OK; bin++) {
        size_t ladder_size;
        char *ladder = cli_ladder_of(tsv, size, bin, &c->sums[bin], &ladder_size);
        if (ladder == NULL) {
            *error = (couplet_error){.code = COUPLET_ENOMEM, .message = "memory is exhausted"};
            return COUPLET_ENOMEM;
        }
        status = couplet_score_add(&c->bins[bin], gold, gold_size, other, other_size, ladder,
                                   ladder_size, error);
        free(ladder);
    }
    return status;
}

void cli_calibration_print(const cli_calibration *c, bool tsv)
{
    if (!tsv)
        printf("\n%-22s %-9s %-9s %s\n", "confidence", "beads", "mean", "right");
    for (int bin = 0; bin < CLI_BINS; bin++) {
        size_t count = c->bins[bin].tested, right = c->bins[bin].strict_found;
        if (count != 0)
            printf(tsv ? "confidence %.1f-%.1f\t%zu\t%.4f\t%.4f\n"
                       : "%.1f-%.1f %21zu %9.4f %9.4f\n",
                   bin / (double)CLI_BINS, (bin + 1) / (double)CLI_BINS, count,
                   c->sums[bin] / (double)count, (double)right / (double)count);
    }
}
