#include "ui/screens/pages.h"

#include <stdlib.h>
#include <string.h>

/* The thread of a page that comes last by activity, whatever its order. */
static uint64_t
page_end(const struct thread_view *page, size_t count)
{
	const struct thread *last = &page[0].thread;
	size_t i;

	for (i = 1; i < count; i++)
		if (page[i].thread.last_post < last->last_post ||
		    (page[i].thread.last_post == last->last_post &&
		    page[i].thread.id < last->room))
			last = &page[i].thread;
	return last->room;
}

/* Adds pages until at least `want` threads are there. */
enum err
pages_fetch(struct pages *pages, struct ui *ui, size_t want)
{
	struct thread_view *page, *all;
	size_t count;
	enum err e;

	while (pages->more && pages->count < want) {
		e = query_threads(ui_store(ui), ui_who(ui), pages->room,
		    pages->cursor, PAGES_SIZE, pages->order, ui_arena(ui), &page, &count);
		if (e != OK)
			return e;
		pages->more = count == PAGES_SIZE;
		if (count == 0)
			break;
		pages->cursor = page_end(page, count);
		all = arena_alloc(ui_arena(ui),
		    (pages->count + count) * sizeof(*all));
		if (pages->count > 0)
			memcpy(all, pages->threads,
			    pages->count * sizeof(*all));
		memcpy(all + pages->count, page, count * sizeof(*all));
		pages->threads = all;
		pages->count += count;
	}
	return OK;
}

void
pages_remember(struct pages *pages)
{
	size_t i;

	pages->known = xrealloc(pages->known,
	    pages->count * sizeof(*pages->known));
	pages->known_count = pages->count;
	for (i = 0; i < pages->count; i++) {
		pages->known[i].id = pages->threads[i].thread.id;
		pages->known[i].last_post = pages->threads[i].thread.last_post;
	}
}

static size_t
find(const struct pages *pages, uint64_t id)
{
	size_t i;

	for (i = 0; i < pages->count; i++)
		if (pages->threads[i].thread.id == id)
			break;
	return i;
}

/* Puts what was read back in the order that the reader knows; returns how
 * many threads would stand elsewhere. */
size_t
pages_keep_order(struct pages *pages, struct ui *ui)
{
	struct thread_view *kept;
	size_t i, at, count = 0, moved = 0;

	kept = arena_alloc(ui_arena(ui), pages->known_count * sizeof(*kept));
	for (i = 0; i < pages->known_count; i++) {
		at = find(pages, pages->known[i].id);
		if (at < pages->count)
			kept[count] = pages->threads[at];
		else if (query_thread(ui_store(ui), ui_who(ui),
		    pages->known[i].id, ui_arena(ui), &kept[count]) != OK)
			continue;
		if (kept[count].thread.last_post != pages->known[i].last_post &&
		    at != i)
			moved++;
		count++;
	}
	for (i = 0; i < pages->count; i++) {
		for (at = 0; at < pages->known_count &&
		    pages->known[at].id != pages->threads[i].thread.id; at++)
			;
		if (at == pages->known_count)
			moved++;
	}
	pages->threads = kept;
	pages->count = count;
	return moved;
}

void
pages_start(struct pages *pages)
{
	pages->count = 0;
	pages->cursor = 0;
	pages->more = true;
}

void
pages_free(struct pages *pages)
{
	free(pages->known);
	memset(pages, 0, sizeof(*pages));
}
