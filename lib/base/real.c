#include "base/real.h"

#include <math.h>

static const double LN2_HIGH = 6.93147180369123816490e-01; /* the upper 33 bits of ln 2 */
static const double LN2_LOW = 1.90821492927058770002e-10;  /* and what is left of it */

/* log(m) for m in [sqrt(1/2), sqrt(2)): 2 artanh(z), z = (m - 1)/(m + 1), |z| < 0.1716 */
static double log_near_one(double f)
{
    double z = f / (2.0 + f), w = z * z, sum = 0;
    for (int k = 23; k >= 3; k -= 2)
        sum = (sum + 1.0 / k) * w;
    return 2.0 * z + 2.0 * z * sum;
}

double couplet__log(double x)
{
    if (!(x > 0))
        return -1e300;
    int e;
    double m = frexp(x, &e); /* [0.5, 1) */
    if (m < 0.70710678118654752) {
        m *= 2;
        e--;
    }
    return e * LN2_HIGH + (e * LN2_LOW + log_near_one(m - 1.0));
}

double couplet__log1p(double x)
{
    return x > -0.25 && x < 0.4 ? log_near_one(x) : couplet__log(1.0 + x);
}

double couplet__exp(double x)
{
    if (x < -700)
        return 0;
    if (x > 690)
        return 1e300;
    double n = floor(x * 1.44269504088896340736 + 0.5);
    double r = (x - n * LN2_HIGH) - n * LN2_LOW; /* |r| <= 0.3466 */
    double sum = 1;
    for (int k = 14; k >= 1; k--)
        sum = 1 + sum * r / k;
    return ldexp(sum, (int)n);
}

double couplet__sqrt(double x)
{
    return x > 0 ? sqrt(x) : 0;
}
