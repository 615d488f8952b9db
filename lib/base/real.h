/* exp and log that give the same bits on every machine with IEEE 754 doubles: the C library's
 * may differ in the last place from one release to the next, and with them a decision that
 * hangs on a tie. Relative error below 4e-15 over the range used here; a test compares. */
#ifndef COUPLET_BASE_REAL_H
#define COUPLET_BASE_REAL_H

#include <math.h>

double couplet__log(double x);   /* x > 0; -1e300 for 0 and below */
double couplet__exp(double x);   /* 0 below -700, 1e300 above 690 */
double couplet__log1p(double x); /* x > -1, as log(1 + x), exact for small x */

/* IEEE 754 requires this one to be exact. 0 below 0. */
static inline double couplet__sqrt(double x) { return x > 0 ? sqrt(x) : 0; }

#endif
