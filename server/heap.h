/*
 * heap: what forks inherit of the C library's heap.
 */
#ifndef HEAP_H
#define HEAP_H

/*
 * Fills the holes that start-up left in the heap, once and for good: else
 * every login's first small blocks would go into them, one here and one
 * there, and un-share a page each.  After it new blocks lie side by side.
 */
void heap_fill(void);

#endif
