/*
 * threads_state: what the screen of a room's threads holds, shared by
 * scr_threads.c (loading, keys) and threads_draw.c.
 */
#ifndef THREADS_STATE_H
#define THREADS_STATE_H

#include "ui/screens/pages.h"
#include "ui/widgets/list.h"

enum { DATE_CELLS = 10 };	/* with two of gap; older dates take more */

struct threads_state {
	struct room_view room;		/* ui_arena, as what follows */
	struct pages pages;
	struct list_row *rows;
	size_t *index;			/* of each row's thread */
	size_t row_count;
	int date_cells;			/* of the widest date, and the gap */
	bool resort, only_unread;
	struct list list;
	uint64_t target;		/* to point at after loading */
	bool may_open;
	struct refusal why;
};

/* threads_draw.c: the screen's draw(). */
void threads_draw(struct ui *, void *state);

#endif
