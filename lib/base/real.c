#include "base/real.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double LN2_HIGH = 6.93147180369123816490e-01; /* the upper 33 bits of ln 2 */
static const double LN2_LOW = 1.90821492927058770002e-10;  /* and what is left of it */

/* log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)]: 2 artanh(z), z = f / (2 + f), |z| < 0.1716 */
static double log_near_one(double f)
{
    static const double ODD[] = {1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                                 1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
    double z = f / (2.0 + f), w = z * z, sum = 0;
    for (int k = 0; k < 11; k++)
        sum = (sum + ODD[k]) * w;
    return 2.0 * z + 2.0 * z * sum;
}

double couplet__log(double x)
{
    enum { MANTISSA = 52, BIAS = 1023 };
    if (!(x > 2.3e-308)) /* also NaN; denormals count as nothing */
        return -1e300;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int e = (int)(bits >> MANTISSA) - BIAS;
    bits = (bits & 0x000FFFFFFFFFFFFFu) | (uint64_t)BIAS << MANTISSA; /* 1 <= m < 2 */
    double m;
    memcpy(&m, &bits, sizeof m);
    if (m > 1.41421356237309505) {
        m *= 0.5;
        e++;
    }
    return e * LN2_HIGH + (e * LN2_LOW + log_near_one(m - 1.0));
}

double couplet__log1p(double x)
{
    return x > -0.25 && x < 0.4 ? log_near_one(x) : couplet__log(1.0 + x);
}

double couplet__exp(double x)
{
    enum { MANTISSA = 52, BIAS = 1023 };
    /* 1/13! … 1/0!: the Taylor series, enough for |r| <= ln 2 / 2 */
    static const double TERM[] = {1.0 / 6227020800,
                                  1.0 / 479001600,
                                  1.0 / 39916800,
                                  1.0 / 3628800,
                                  1.0 / 362880,
                                  1.0 / 40320,
                                  1.0 / 5040,
                                  1.0 / 720,
                                  1.0 / 120,
                                  1.0 / 24,
                                  1.0 / 6,
                                  1.0 / 2,
                                  1,
                                  1};
    if (!(x >= -700))
        return 0;
    if (x > 690)
        return 1e300;
    double n = floor(x * 1.44269504088896340736 + 0.5);
    double r = (x - n * LN2_HIGH) - n * LN2_LOW, sum = 0, power;
    for (int k = 0; k < 14; k++)
        sum = sum * r + TERM[k];
    uint64_t bits = (uint64_t)((int64_t)n + BIAS) << MANTISSA; /* 2^n */
    memcpy(&power, &bits, sizeof power);
    return sum * power;
}

double couplet__sqrt(double x) { return x > 0 ? sqrt(x) : 0; }
