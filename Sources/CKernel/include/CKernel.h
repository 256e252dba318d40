#ifndef MOUDSIM_CKERNEL_H
#define MOUDSIM_CKERNEL_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/* Operations that Swift does not offer without a cost, or without a platform import, in the hot loop.
   Measured reasons: docs/decisions/0002-event-queue.md. */

/* Truncation without the range check of Int64(Double). The caller guarantees |x| < 2^63. */
static inline int64_t ckernel_truncate(double x) { return (int64_t)x; }

/* Hints that the cache line at p is read soon. Any address is allowed. */
static inline void ckernel_prefetch(const void *p) { __builtin_prefetch(p); }

/* The C library's functions, so that inlinable Swift code needs no Glibc / Darwin import. */
static inline double ckernel_pow(double x, double y) { return pow(x, y); }
static inline double ckernel_exp(double x) { return exp(x); }
static inline double ckernel_expm1(double x) { return expm1(x); }
static inline double ckernel_log1p(double x) { return log1p(x); }

/* Asks for large pages behind memory that starts at a boundary of such a page. */
void ckernel_prefer_large_pages(void *memory, size_t bytes);

#endif
