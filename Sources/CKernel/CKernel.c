#include "CKernel.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

void ckernel_prefer_large_pages(void *memory, size_t bytes) {
#ifdef MADV_HUGEPAGE
    /* A wish: where it is refused the pages stay small. */
    (void)madvise(memory, bytes, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)bytes;
#endif
}
