/*
 * term_paint: what is put on each row of the frame being drawn, beside what
 * the frame before had put there.  Every key draws the whole screen and most
 * of its rows are as they were: only those that differ are given to ncurses.
 * Knows nothing of ncurses.
 */
#ifndef TERM_PAINT_H
#define TERM_PAINT_H

#include "store/base/base.h"
#include "ui/core/style.h"

enum { PAINT_ROWS = 500 };

enum paint_kind { PAINT_TEXT, PAINT_FILL, PAINT_OVER };
struct paint {
	enum paint_kind kind;
	enum style style;
	int col, cells;
	struct str text;		/* PAINT_TEXT; safe, UTF-8 */
};

/* The frame to be drawn begins: nothing is on any row. */
void paint_begin(void);
/* Adds to a row; it is drawn after what was added before.  Copies the text.
 * Nothing if the row is outside 0 to PAINT_ROWS - 1. */
void paint_add(int row, const struct paint *);
/* The row differs from that of the last frame kept. */
bool paint_differs(int row);
/*
 * What was added to a row, in that order: the one at *at, which begins at 0
 * and moves on; false: no more.  The text is valid until the next call of
 * paint_add() or paint_begin().
 */
bool paint_next(int row, size_t *at, struct paint *out);
/* The row is on the screen now. */
void paint_keep(int row);
/* Nothing of what is on the screen can be counted on: all rows differ. */
void paint_forget(void);

#endif
