#include <stdint.h>
#include <stdlib.h>

#include "server/heap.h"
#include "server/sanitize.h"

enum {
	HOLE_MOST = 65528, HOLE_LEAST = 24, STEP = 16,	/* glibc's sizes */
	BEYOND = 98304,		/* no hole is so large, and it is not mapped */
	CACHED = 1032,		/* up to here a freed block stays a hole */
	FILL_MOST = 4 << 20,	/* bytes: whatever the allocator may do */
};

static void *volatile filled;	/* so that no compiler leaves it out */

static uintptr_t
block(size_t size)
{
	filled = malloc(size);
	return (uintptr_t)filled;
}

/* Blocks of every size, the largest first, until they come from the end of
 * the heap.  The one that does is kept too if it would be a new hole. */
void
heap_fill(void)
{
	uintptr_t end = block(BEYOND), at;
	size_t bytes = 0;

	free(filled);
	if (SANITIZED)		/* another allocator */
		return;
	for (size_t size = HOLE_MOST; size >= HOLE_LEAST; size -= STEP) {
		while ((at = block(size)) != 0 && at < end &&
		    bytes < FILL_MOST)
			bytes += size;
		if (size > CACHED)
			free(filled);
	}
}
