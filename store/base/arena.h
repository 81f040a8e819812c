/*
 * arena: memory that is freed all at once.  What a query returns and what a
 * screen shows lives in the arena handed to it, until arena_reset().
 */
#ifndef ARENA_H
#define ARENA_H

#include "store/base/base.h"

struct arena;

struct arena *arena_new(void);		/* caller frees with arena_free() */
void arena_free(struct arena *);	/* NULL is fine */
void arena_wipe(struct arena *);		/* zeroes all that it holds */
void arena_reset(struct arena *);	/* all of it becomes invalid */
/* Zeroed, aligned for any type; never NULL. */
void *arena_alloc(struct arena *, size_t size);
char *arena_strdup(struct arena *, const char *s);
char *arena_memdup0(struct arena *, const void *p, size_t len);
/* Copies the bytes of s (adds a zero after them, not counted in len). */
struct str arena_str(struct arena *, struct str s);
char *arena_printf(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A growing array in an arena: *items holds *count elements of size bytes;
 * makes room for one more and returns it, zeroed; *count grows.
 */
void *arena_push(struct arena *, void **items, size_t *count, size_t size);
#define ARENA_PUSH(arena, items, count) \
	((__typeof__(items))arena_push((arena), (void **)&(items), &(count), \
	sizeof(*(items))))

#endif
