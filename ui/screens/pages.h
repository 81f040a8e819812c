/*
 * pages: the threads of a room, read page by page, in the order that the
 * reader knows until they ask for another.
 */
#ifndef PAGES_H
#define PAGES_H

#include "ui/core/ui.h"

enum { PAGES_SIZE = 60 };	/* threads asked at once */

/* What outlives a reload: which threads, in which order. */
struct known { uint64_t id; int64_t last_post; };

struct pages {
	uint64_t room;
	enum thread_order order;
	struct thread_view *threads;	/* ui_arena */
	size_t count;
	struct known *known;		/* owned */
	size_t known_count;
	uint64_t cursor;		/* the next page comes after this one */
	bool more;
};

/* Before a load: nothing is read yet. */
void pages_start(struct pages *);
/* Adds pages until at least `want` threads are there, or all are. */
enum err pages_fetch(struct pages *, struct ui *, size_t want);
/* This is the order that the reader now sees. */
void pages_remember(struct pages *);
/* Puts what was read back in the order that the reader knows; returns how
 * many threads would stand elsewhere, or are new. */
size_t pages_keep_order(struct pages *, struct ui *);
void pages_free(struct pages *);

#endif
