/*
 * cells: putting words into columns: clipped, right-aligned, formatted.  What
 * it formats lives in one scratch arena until the next cells_begin(), which
 * each draw() calls first; so that drawing a thousand times costs no memory.
 */
#ifndef CELLS_H
#define CELLS_H

#include "ui/core/ui.h"

/* A new frame: what was formatted for the last one becomes invalid. */
void cells_begin(void);
struct arena *cells_arena(void);
/* printf into the scratch arena; never NULL. */
char *cells_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The bytes of s, terminated. */
char *cells_str(struct str s);
/* Cells that text takes. */
int cells_width(const char *text);
/* fmt, already translated and holding one %s, with n as the language writes
 * numbers. */
char *cells_number(const char *fmt, uint64_t n);
/* "5/23", "-/8": unread of all, in `cells`.  Too wide for them, the gaps of
 * thousands go, then the total: no figure is cut. */
char *cells_share(uint64_t unread, uint64_t all, int cells);

/*
 * Draws text at (row, col), cut with U+2026 to `cells` cells, which may be 0
 * or less (then nothing is drawn); returns the column after it.
 */
int cells_put(int row, int col, int cells, enum style, const char *text);
int cells_put_str(int row, int col, int cells, enum style, struct str text);
/* Draws text so that it ends before column `edge`; returns where it starts. */
int cells_right(int row, int edge, enum style, const char *text);
/* text padded with spaces (or cut) to exactly `cells` cells. */
char *cells_pad(const char *text, int cells);
/* Rows that text may take, set in `width` cells; perhaps one too many, since
 * words do not break where rows end. */
uint32_t cells_rows(struct str text, int width);
/* The column before which body text ends: the right margin. */
int cells_edge(struct ui *);

#endif
