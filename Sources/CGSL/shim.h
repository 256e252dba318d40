#ifndef MOUDSIM_CGSL_SHIM_H
#define MOUDSIM_CGSL_SHIM_H

#define HAVE_INLINE
#include <gsl/gsl_bspline.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_exp.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <gsl/gsl_statistics_double.h>
#include <stdint.h>
#include <string.h>

/* GSL's default error handler ends the process. Swift checks inputs before the call instead. */
static inline void cgsl_turn_off_error_handler(void) { gsl_set_error_handler_off(); }

/* Swift 6 refuses the mutable C globals that name GSL's generator types: functions stand for them. */
static inline const gsl_qrng_type *cgsl_qrng_sobol(void) { return gsl_qrng_sobol; }
static inline const gsl_qrng_type *cgsl_qrng_halton(void) { return gsl_qrng_halton; }
static inline const gsl_rng_type *cgsl_rng_mt19937(void) { return gsl_rng_mt19937; }
static inline const gsl_multimin_fminimizer_type *cgsl_fminimizer_nmsimplex2(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}

/* The inverse of a GSL distribution function by halving; positive doubles sort as their bits do.
   Returns the first number at which a rising cdf reaches p, or a falling one is down to p. */
static inline double cgsl_halve(double (*cdf)(double, double, double), double a, double b, double p,
                                int falling, double high) {
  uint64_t low_bits = 0, high_bits;
  double x = high;
  memcpy(&high_bits, &high, sizeof x);
  while (high_bits - low_bits > 1) {
    uint64_t middle = low_bits + (high_bits - low_bits) / 2;
    memcpy(&x, &middle, sizeof x);
    double value = cdf(x, a, b);
    if (falling ? value <= p : value >= p) high_bits = middle; else low_bits = middle;
  }
  memcpy(&x, &high_bits, sizeof x);
  return x;
}

/* GSL 2.7.1's own inverses of gamma and beta sometimes answer NaN, or without a word a wrong number:
   beta(1, 1000) at 0.7 is NaN, gamma(50001) at 0.975 is 66434 instead of 50440. These check the
   answer by the distribution function, to a billionth of the tail, and else find it by halving.
   The tail is a probability of at most 0.5: the lower one, or with `upper` the upper one. */
static inline double cgsl_gamma_inverse(double tail, int upper, double shape) {
  double x = upper ? gsl_cdf_gamma_Qinv(tail, shape, 1) : gsl_cdf_gamma_Pinv(tail, shape, 1);
  if (x > 0 && x < GSL_POSINF) {
    double back = upper ? gsl_cdf_gamma_Q(x, shape, 1) : gsl_cdf_gamma_P(x, shape, 1);
    if (fabs(back - tail) <= 1e-9 * tail) return x;
  }
  /* Beyond the last quantile of a double tail: 60 standard deviations and 800 scales. */
  double high = shape + 60 * sqrt(shape) + 800;
  return cgsl_halve(upper ? gsl_cdf_gamma_Q : gsl_cdf_gamma_P, shape, 1, tail, upper, high);
}

static inline double cgsl_beta_inverse(double tail, int upper, double a, double b) {
  double x = upper ? gsl_cdf_beta_Qinv(tail, a, b) : gsl_cdf_beta_Pinv(tail, a, b);
  if (x > 0 && x < 1) {
    double back = upper ? gsl_cdf_beta_Q(x, a, b) : gsl_cdf_beta_P(x, a, b);
    if (fabs(back - tail) <= 1e-9 * tail) return x;
  }
  return cgsl_halve(upper ? gsl_cdf_beta_Q : gsl_cdf_beta_P, a, b, tail, upper, 1);
}

#endif
