/*
 * wrap_walk: the walk through libcmark's tree that wrap_marks.c (blocks and
 * their rows) and wrap_inline.c (styles within rows) share.
 */
#ifndef WRAP_WALK_H
#define WRAP_WALK_H

#include <cmark.h>

#include "ui/core/style.h"
#include "ui/widgets/wrap_marks.h"

struct walk {
	struct str text;
	struct arena *arena;
	struct wrap_marks *out;
	size_t cur, end;	/* the cursor, in the block of that end */
	bool lost;		/* until the next block */
	size_t quotes, items, emphasis, links;	/* that we are in */
	uint32_t block;
};

/* The byte so far after the cursor; 0 from the end of the block on. */
char walk_peek(const struct walk *, size_t ahead);
/* The next n bytes are of one style. */
void walk_pass(struct walk *, size_t n, enum style);
/* Over the end of a row, to the words of the next; or lost. */
void walk_newline(struct walk *);
/* One event of an inline node; may move the iterator to the node's end. */
void walk_inline(struct walk *, cmark_iter *, cmark_node *, bool enter);

#endif
