/*
 * term_overlay: the characters of a frame whose width terminals may disagree
 * about (emoji, marks that combine, scripts that are shaped).  ncurses is
 * shown blanks in their place, so that it never counts on where the cursor
 * stands after one; each is then drawn at its own cell by the address of that
 * cell.  A disagreement so costs the look of one character and moves no
 * other.  Knows nothing of ncurses.
 */
#ifndef TERM_OVERLAY_H
#define TERM_OVERLAY_H

#include <wchar.h>

#include "store/base/base.h"

enum { OVERLAY_ROWS = 500, OVERLAY_BYTES = 30 };

struct overlay {
	int col, cells;			/* cells: 1 or 2 */
	uint8_t len;
	char bytes[OVERLAY_BYTES];	/* UTF-8: a base and its marks */
};

/* May terminals differ about it?  False for what each of them has long shown
 * alike: Latin, Greek, Cyrillic, punctuation, lines, CJK. */
bool overlay_doubtful(wchar_t c);
/* The row is drawn anew, without any. */
void overlay_clear(int row);
/* Those that touch the cells from (inclusive) to (exclusive) are gone. */
void overlay_cut(int row, int from, int to);
/* A new one, empty; valid until the next call of overlay_add(), _cut() or
 * _clear().  NULL: row is outside. */
struct overlay *overlay_add(int row, int col, int cells);
void overlay_bytes(struct overlay *, const char *bytes, size_t len);
/* Those of a row, from left to right as far as they were added so; *count of
 * them. */
const struct overlay *overlay_row(int row, size_t *count);
/* Changes with what is laid over the row; 0: nothing is.  `more`: what else
 * the look of overlay i depends on (its attributes). */
uint64_t overlay_sum(int row, uint64_t (*more)(int row, int col));

#endif
