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

/* Clusters drawn together: a run of the same looks. */
struct run { char p[1024]; size_t len; int start, at; bool selected; };

static void
run_end(struct run *run, int row, enum style style)
{
	if (run->len > 0)
		term_put_n(row, run->start, style, run->p, run->len);
	if (run->selected && run->at > run->start)
		term_over(row, run->start, run->at - run->start,
		    STYLE_SELECTION);
	run->len = 0;
	run->start = run->at;
}

/* Clusters of text[from…end) from column col on; offset: selection. */
static void
draw_row(struct edit *e, size_t from, size_t end, int row, int col, int cells,
    enum style style)
{
	struct run run = { .start = col, .at = col };
	size_t select_from = 0, select_to = 0, count, i;
	struct grapheme *g;

	edit_text_selection(e, &select_from, &select_to);
	arena_reset(e->scratch);
	text_graphemes((struct str){ e->text + from, end - from }, e->scratch,
	    &g, &count);
	for (i = 0; i < count; i++) {
		bool selected = from + g[i].start >= select_from &&
		    from + g[i].start < select_to;
		int width = e->options.secret ? 1 : g[i].width;

		if (run.at + width > col + cells)
			break;
		if (selected != run.selected || run.len + g[i].drawn_len >=
		    sizeof(run.p))
			run_end(&run, row, style);
		run.selected = selected;
		if (e->options.secret) {
			run.p[run.len++] = '*';
		} else {
			memcpy(run.p + run.len, g[i].drawn, g[i].drawn_len);
			run.len += g[i].drawn_len;
		}
		run.at += width;
	}
	run_end(&run, row, style);
	edit_spell_draw(e, from, end, row, col, cells);
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

/* Makes sure of the rows that will show.  true: some have changed. */
static bool
settle(struct edit *e, size_t rows)
{
	size_t n, start = 0, at = 0;

	for (n = 0; n < e->para_count && at < e->top + rows; n++) {
		const struct edit_para *p = &e->paras[n];

		if (at + p->row_count > e->top && edit_wrap_sure(e, n, start,
		    e->top + rows - at))
			return true;
		at += p->row_count;
		start += p->len + 1;
	}
	return false;
}

void
edit_draw(struct edit *e, int row, int col, int rows, int width, bool focus,
    enum style style)
{
	struct edit_spot spot;
	size_t n, start = 0, r, at = 0;
	int i;

	e->drawn_rows = 0;
	if (rows <= 0 || width < 2)
		return;
	e->drawn_row = row;
	e->drawn_col = col;
	e->drawn_rows = rows;
	for (i = 0; i < rows && style == STYLE_FIELD; i++)
		term_fill(row + i, col, width, style);
	if (!e->options.lines) {
		draw_line(e, row, col, width, focus, style);
		return;
	}
	e->width = width;
	e->page = rows > 1 ? rows - 1 : 1;
	do {
		spot = edit_text_spot(e, e->cursor, width);
		keep_in_sight(e, spot.row, rows, width);
	} while (settle(e, (size_t)rows));
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
