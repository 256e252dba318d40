#ifndef MOUDSIM_CKERNEL_H
#define MOUDSIM_CKERNEL_H

#include <stdint.h>

/* Two operations that Swift does not offer without a cost in the hot loop.
   Measured reasons: docs/decisions/0002-event-queue.md. */

/* Truncation without the range check of Int64(Double). The caller guarantees |x| < 2^63. */
static inline int64_t ckernel_truncate(double x) { return (int64_t)x; }

/* Hints that the cache line at p is read soon. Any address is allowed. */
static inline void ckernel_prefetch(const void *p) { __builtin_prefetch(p); }

#endif
