#ifndef MOUDSIM_CGSL_SHIM_H
#define MOUDSIM_CGSL_SHIM_H

#define HAVE_INLINE
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
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

/* GSL's default error handler ends the process. Swift checks inputs before the call instead. */
static inline void cgsl_turn_off_error_handler(void) { gsl_set_error_handler_off(); }

/* Swift 6 refuses the mutable C globals that name GSL's generator types: functions stand for them. */
static inline const gsl_qrng_type *cgsl_qrng_sobol(void) { return gsl_qrng_sobol; }
static inline const gsl_qrng_type *cgsl_qrng_halton(void) { return gsl_qrng_halton; }
static inline const gsl_rng_type *cgsl_rng_mt19937(void) { return gsl_rng_mt19937; }

#endif
