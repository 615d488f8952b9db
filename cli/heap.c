#define _DEFAULT_SOURCE /* sbrk, madvise */
#include "heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
#include <malloc.h>

/* The search takes tens of megabytes in blocks that come and go. Left to itself the C library maps
 * the larger ones anew each time, and the system hands out and clears twenty thousand pages for
 * 5,000 segments a side: a twentieth of the time. The heap therefore begins as one large piece, of
 * which only what is written to takes memory, in large pages where the system has them, and keeps
 * what is freed. Blocks that do not fit it are mapped as ever, so that long texts take no more. */
enum { PIECE = 64 << 20, MAPPED = 4 << 20, STEP = 1 << 20, LARGE_PAGE = 2 << 20 };

void cli_heap_prepare(void)
{
    mallopt(M_MMAP_THRESHOLD, MAPPED);
    mallopt(M_TRIM_THRESHOLD, PIECE);
    mallopt(M_TOP_PAD, PIECE);
    void *volatile block = malloc(STEP); /* volatile: it is wanted for what it does to the heap */
    uintptr_t from = ((uintptr_t)block | (LARGE_PAGE - 1)) + 1, end = (uintptr_t)sbrk(0);
    if (block != NULL && end != UINTPTR_MAX && from < end)
        madvise((void *)from, end - from, MADV_HUGEPAGE); /* refused: pages of the usual size */
    free(block);
    mallopt(M_TOP_PAD, STEP);
}
#else
void cli_heap_prepare(void) {}
#endif
