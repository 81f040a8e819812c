/*
 * list: a column of lines with a pointer; used by every L screen and by the
 * tree.  The caller owns the rows; the list keeps which line is pointed at
 * (by id, so that a reload never moves it) and which is on top.
 */
#ifndef LIST_H
#define LIST_H

#include "ui/core/ui.h"

struct list_row {
	uint64_t id;		/* stable; 0: a heading, the pointer jumps over */
	uint32_t height;	/* rows on screen, 1 or more; 0 = 1 */
};
struct list {
	uint64_t id;		/* pointed at */
	size_t at;		/* its index */
	size_t top;		/* index of the first line shown */
	bool started;
	int width;		/* cells from the left edge that belong to it
				 * (split views); 0: margin and ui_width() */
};

/* After load: finds id again (else the nearest index that can be pointed). */
void list_settle(struct list *, const struct list_row *, size_t count);
/* Arrows, PgUp/PgDn, Home/End, wheel, click; true if it was taken. */
bool list_key(struct list *, const struct list_row *, size_t count,
    const struct key_event *, int first_row, int rows);
void list_point(struct list *, const struct list_row *, size_t count,
    uint64_t id);
/* Tab: first line of the next (dir > 0) or previous block, after a heading. */
void list_block(struct list *, const struct list_row *, size_t count, int dir);
/*
 * Draws: calls row(ui, state, index, screen row, selected) for each line that
 * shows, in first_row … first_row+rows-1; draws the pointer `>` and the
 * selection itself.  Scrolls so that the pointed line shows.
 */
void list_draw(struct list *, struct ui *, void *state,
    const struct list_row *, size_t count, int first_row, int rows,
    void (*row)(struct ui *, void *state, size_t index, int row, bool selected));

#endif
