/*
 * edit_draw: rows of a text being written, the cursor always among them.
 */
#include "ui/widgets/edit_text.h"

#include <string.h>

int
edit_rows(struct edit *e, int width)
{
	if (width < 2)
		width = 2;
	return (int)edit_text_rows(e, width);
}

/* Clusters of text[from…end) from column col on; offset: selection. */
static void
draw_row(struct edit *e, size_t from, size_t end, int row, int col, int cells,
    enum style style)
{
	size_t select_from = 0, select_to = 0, count, i, start;
	struct grapheme *g;
	int at = col;

	edit_text_selection(e, &select_from, &select_to);
	arena_reset(e->scratch);
	text_graphemes((struct str){ e->text + from, end - from }, e->scratch,
	    &g, &count);
	for (i = 0; i < count && at + g[i].width <= col + cells; i++) {
		int before = at;

		start = from + g[i].start;
		if (e->options.secret)
			at = term_put(row, at, style, "*");
		else
			at = term_put_n(row, at, style, g[i].drawn,
			    g[i].drawn_len);
		if (start >= select_from && start < select_to)
			term_over(row, before, at - before, STYLE_SELECTION);
	}
}

/* One line: it slides so that the cursor is in it. */
static void
draw_line(struct edit *e, int row, int col, int width, bool focus,
    enum style style)
{
	size_t from = 0, count, i;
	struct grapheme *g;
	int before = 0;

	arena_reset(e->scratch);
	text_graphemes((struct str){ e->text, e->cursor }, e->scratch, &g,
	    &count);
	for (i = count; i > 0; i--) {
		int cells = e->options.secret ? 1 : g[i - 1].width;

		if (focus && before + cells >= width) {
			from = g[i - 1].start + g[i - 1].bytes;
			break;
		}
		before += cells;
	}
	draw_row(e, from, e->len, row, col, width, style);
	if (focus)
		term_cursor(row, col + before);
}

static void
keep_in_sight(struct edit *e, size_t cursor_row, int rows, int width)
{
	size_t all = edit_text_rows(e, width);

	if (cursor_row < e->top)
		e->top = cursor_row;
	if (cursor_row >= e->top + (size_t)rows)
		e->top = cursor_row - (size_t)rows + 1;
	if (e->top > 0 && e->top + (size_t)rows > all)
		e->top = all > (size_t)rows ? all - (size_t)rows : 0;
}

void
edit_draw(struct edit *e, int row, int col, int rows, int width, bool focus,
    enum style style)
{
	struct edit_spot spot;
	size_t n, start = 0, r, at = 0;
	int i;

	if (rows <= 0 || width < 2)
		return;
	for (i = 0; i < rows && style == STYLE_FIELD; i++)
		term_fill(row + i, col, width, style);
	if (!e->options.lines) {
		draw_line(e, row, col, width, focus, style);
		return;
	}
	e->width = width;
	e->page = rows > 1 ? rows - 1 : 1;
	spot = edit_text_spot(e, e->cursor, width);
	keep_in_sight(e, spot.row, rows, width);
	for (n = 0; n < e->para_count && at < e->top + (size_t)rows; n++) {
		const struct edit_para *p = &e->paras[n];

		for (r = 0; r < p->row_count; r++, at++) {
			size_t end = r + 1 < p->row_count ? p->rows[r + 1] :
			    p->len;

			if (at < e->top || at >= e->top + (size_t)rows)
				continue;
			draw_row(e, start + p->rows[r], start + end,
			    row + (int)(at - e->top), col, width + 1, style);
		}
		start += p->len + 1;
	}
	if (focus)
		term_cursor(row + (int)(spot.row - e->top), col + spot.col);
}
