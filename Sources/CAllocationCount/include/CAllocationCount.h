#ifndef MOUDSIM_CALLOCATIONCOUNT_H
#define MOUDSIM_CALLOCATIONCOUNT_H

#include <stdint.h>

/* Blocks that this process has asked its allocator for, by all threads and all libraries, since it
   started: calls of malloc, calloc, realloc, aligned_alloc, memalign and posix_memalign.
   -1 where they cannot be counted: glibc only, and not under a sanitizer. */
int64_t allocation_count(void);

#endif
