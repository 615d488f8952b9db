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

/* log x = e ln 2 + log c + 2 artanh((m - c) / (m + c)), x = m 2^e, c the nearest 32nd to m. */
double couplet__log(double x)
{
    enum { MANTISSA = 52, BIAS = 1023, PARTS = 32, FIRST = 23 };
    static const double LOG_C[] = {
        /* of 23/32 .. 45/32 */
        -0x1.522ae0738a3d8p-2, -0x1.269621134db92p-2,
        -0x1.f991c6cb3b379p-3, -0x1.a93ed3c8ad9e3p-3,
        -0x1.5bf406b543db2p-3, -0x1.1178e8227e47cp-3,
        -0x1.9335e5d594989p-4, -0x1.08598b59e3a07p-4,
        -0x1.0415d89e74444p-5, 0x0.0p+0,
        0x1.f829b0e783300p-6,  0x1.f0a30c01162a6p-5,
        0x1.6f0d28ae56b4cp-4,  0x1.e27076e2af2e6p-4,
        0x1.29552f81ff523p-3,  0x1.5ff3070a793d4p-3,
        0x1.9525a9cf456b4p-3,  0x1.c8ff7c79a9a22p-3,
        0x1.fb9186d5e3e2bp-3,  0x1.1675cababa60ep-2,
        0x1.2e8e2bae11d31p-2,  0x1.4618bc21c5ec2p-2,
        0x1.5d1bdbf5809cap-2,
    };
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
    int part = (int)(m * PARTS + 0.5);
    double c = part / (double)PARTS, z = (m - c) / (m + c), w = z * z;
    double sum = 2 * z + 2 * z * w * (1.0 / 3 + w * (1.0 / 5 + w * (1.0 / 7 + w * (1.0 / 9))));
    return e * LN2_HIGH + (e * LN2_LOW + (LOG_C[part - FIRST] + sum));
}

double couplet__log1p(double x)
{
    return x > -0.25 && x < 0.4 ? log_near_one(x) : couplet__log(1.0 + x);
}

/* exp x = 2^(n / 32) exp r, n the nearest integer to 32 x / ln 2; the Taylor series to r^6 / 6! is
 * enough for |r| <= ln 2 / 64. */
double couplet__exp(double x)
{
    enum { MANTISSA = 52, BIAS = 1023, PARTS = 32 };
    static const double POWER[PARTS] = {
        /* 2^(i / 32) */
        0x1.0000000000000p+0, 0x1.059b0d3158574p+0, 0x1.0b5586cf9890fp+0, 0x1.11301d0125b51p+0,
        0x1.172b83c7d517bp+0, 0x1.1d4873168b9aap+0, 0x1.2387a6e756238p+0, 0x1.29e9df51fdee1p+0,
        0x1.306fe0a31b715p+0, 0x1.371a7373aa9cbp+0, 0x1.3dea64c123422p+0, 0x1.44e086061892dp+0,
        0x1.4bfdad5362a27p+0, 0x1.5342b569d4f82p+0, 0x1.5ab07dd485429p+0, 0x1.6247eb03a5585p+0,
        0x1.6a09e667f3bcdp+0, 0x1.71f75e8ec5f74p+0, 0x1.7a11473eb0187p+0, 0x1.82589994cce13p+0,
        0x1.8ace5422aa0dbp+0, 0x1.93737b0cdc5e5p+0, 0x1.9c49182a3f090p+0, 0x1.a5503b23e255dp+0,
        0x1.ae89f995ad3adp+0, 0x1.b7f76f2fb5e47p+0, 0x1.c199bdd85529cp+0, 0x1.cb720dcef9069p+0,
        0x1.d5818dcfba487p+0, 0x1.dfc97337b9b5fp+0, 0x1.ea4afa2a490dap+0, 0x1.f50765b6e4540p+0,
    };
    if (!(x >= -700))
        return 0;
    if (x > 690)
        return 1e300;
    /* n + PARTS * BIAS is positive: cutting it off rounds down */
    uint64_t n = (uint64_t)(x * (PARTS * 1.44269504088896340736) + (PARTS * BIAS + 0.5));
    double k = (double)((int64_t)n - PARTS * BIAS), power;
    double r = (x - k * (LN2_HIGH / PARTS)) - k * (LN2_LOW / PARTS);
    double sum =
        r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))));
    uint64_t bits = n / PARTS << MANTISSA; /* 2^(n / PARTS - BIAS) */
    memcpy(&power, &bits, sizeof power);
    double part = POWER[n % PARTS];
    return (part + part * sum) * power;
}
