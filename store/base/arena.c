/*
 * Blocks in a list, the one in use first.  A reset keeps the first block, so
 * that a screen that loads again allocates nothing.
 */
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/arena.h"

enum { BLOCK_BYTES = 4032 };	/* a page, with what malloc adds */

struct block {
	struct block *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *blocks;
};

struct arena *
arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

static void
free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
}

void
arena_wipe(struct arena *arena)
{
	struct block *b;

	for (b = arena->blocks; b != NULL; b = b->next)
		explicit_bzero(b->bytes, b->size);
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	free_blocks(arena->blocks);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	struct block *first = arena->blocks;

	if (first == NULL)
		return;
	free_blocks(first->next);
	first->next = NULL;
	/* A block made for one huge thing is not kept for ever. */
	if (first->size > BLOCK_BYTES) {
		free(first);
		arena->blocks = NULL;
		return;
	}
	first->used = 0;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *b = arena->blocks;
	void *p;

	if (size > SIZE_MAX / 4)
		fatal("an arena was asked for %zu bytes", size);
	size = (size + align - 1) / align * align;
	if (b == NULL || b->size - b->used < size) {
		size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

		b = xmalloc(sizeof(*b) + room);
		b->size = room;
		b->used = 0;
		b->next = arena->blocks;
		/* What is too big for a block does not end the one in use. */
		if (size > BLOCK_BYTES / 2 && arena->blocks != NULL) {
			b->next = arena->blocks->next;
			arena->blocks->next = b;
		} else {
			arena->blocks = b;
		}
	}
	p = b->bytes + b->used;
	b->used += size;
	return memset(p, 0, size);
}

char *
arena_strdup(struct arena *arena, const char *s)
{
	return arena_memdup0(arena, s, strlen(s));
}

char *
arena_memdup0(struct arena *arena, const void *p, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len > 0)
		memcpy(copy, p, len);
	return copy;
}

struct str
arena_str(struct arena *arena, struct str s)
{
	return (struct str){ arena_memdup0(arena, s.p, s.len), s.len };
}

char *
arena_printf(struct arena *arena, const char *fmt, ...)
{
	va_list ap, again;
	char *out;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		fatal("a text cannot be formatted: %s", fmt);
	out = arena_alloc(arena, (size_t)n + 1);
	vsnprintf(out, (size_t)n + 1, fmt, again);
	va_end(again);
	va_end(ap);
	return out;
}

/* Room for count elements grows at powers of two from 8: no field for it. */
static bool
must_grow(size_t count)
{
	return count == 0 || (count >= 8 && (count & (count - 1)) == 0);
}

void *
arena_push(struct arena *arena, void **items, size_t *count, size_t size)
{
	if (must_grow(*count)) {
		void *more = arena_alloc(arena,
		    (*count == 0 ? 8 : *count * 2) * size);

		if (*count > 0)
			memcpy(more, *items, *count * size);
		*items = more;
	}
	/* A count taken back leaves its elements behind. */
	return memset((char *)*items + (*count)++ * size, 0, size);
}
