#include <string.h>

#include "align/result.h"
#include "base/real.h"
#include "segment/text.h"

struct couplet_aligner {
    couplet_options options;
};

void couplet_options_init(couplet_options *options, size_t size)
{
    if (options == NULL || size < sizeof options->size)
        return;
    couplet_options defaults = {sizeof defaults, 4, 7, 0, NULL, NULL, NULL, 0};
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
    *out = couplet__zalloc(1, sizeof **out);
    if (*out == NULL)
        return couplet__no_memory(error);
    if (options != NULL)
        memcpy(&(*out)->options, options, sizeof *options);
    else
        couplet_options_init(&(*out)->options, sizeof (*out)->options);
    return COUPLET_OK;
}

void couplet_aligner_free(couplet_aligner *aligner)
{
    couplet__free(aligner);
}

/* Cost of a bead by its length alone (Gale & Church 1993). */
static double cost(double zh, double en, size_t n, size_t m)
{
    double r = couplet__log((en + 5) / (zh * 1.1 + 5));
    double type = n == 1 && m == 1 ? 0 : n == 0 || m == 0 ? 4.5 : 1.5 * (double)(n + m - 2);
    return type + (n == 0 || m == 0 ? 0 : 4 * r * r);
}

couplet_status couplet_align(couplet_result **out, const couplet_aligner *aligner,
                             const couplet_text *zh, const couplet_text *en,
                             const couplet_hooks *hooks, couplet_error *error)
{
    (void)hooks;
    (void)aligner;
    *out = NULL;
    if (zh->lang != COUPLET_ZH || en->lang != COUPLET_EN)
        return couplet__fail(error, COUPLET_EINVAL, 0, 0, "the sides are swapped");
    size_t S = zh->segments.count, T = en->segments.count, W = T + 1;
    double *best = couplet__alloc((S + 1) * W, sizeof *best);
    unsigned char *back = couplet__zalloc((S + 1) * W, 1);
    couplet_result *result = couplet__zalloc(1, sizeof *result);
    couplet_status status = COUPLET_ENOMEM;
    if (best == NULL || back == NULL || result == NULL)
        goto done;
    for (size_t i = 0; i <= S; i++)
        for (size_t j = 0; j <= T; j++) {
            best[i * W + j] = i + j == 0 ? 0 : 1e300;
            double zn = 0;
            for (size_t n = 0; n <= 4 && n <= i; n++) {
                if (n != 0)
                    zn += (double)zh->segments.at[i - n].bytes.length;
                double em = 0;
                for (size_t m = 0; m <= 4 && m <= j; m++) {
                    if (m != 0)
                        em += (double)en->segments.at[j - m].bytes.length;
                    if (n + m == 0 || (n == 0 && m > 1) || (m == 0 && n > 1))
                        continue;
                    double c = best[(i - n) * W + j - m] + cost(zn, em, n, m);
                    if (c < best[i * W + j]) {
                        best[i * W + j] = c;
                        back[i * W + j] = (unsigned char)(n * 8 + m);
                    }
                }
            }
        }
    for (size_t i = S, j = T; i + j > 0;) {
        size_t n = back[i * W + j] / 8, m = back[i * W + j] % 8;
        i -= n;
        j -= m;
        couplet_bead bead = {{i, n}, {j, m}, {0, 0}, {0, 0}, 0.5};
        if (!couplet__vec_push(&result->beads, bead))
            goto done;
    }
    for (size_t a = 0, b = result->beads.count; a + 1 < b; a++, b--) {
        couplet_bead swap = result->beads.at[a];
        result->beads.at[a] = result->beads.at[b - 1];
        result->beads.at[b - 1] = swap;
    }
    status = COUPLET_OK;
    *out = result;
    result = NULL;
done:
    couplet__free(best);
    couplet__free(back);
    couplet_result_free(result);
    return status == COUPLET_OK ? status : couplet__no_memory(error);
}
