#include "ui/screens/hit_row.h"

#include <string.h>

#include "ui/screens/attend.h"
#include "ui/screens/cells.h"

enum { SNIPPET_ROWS = 2, SNIPPET_INDENT = 4 };

/* Where the next word of a snippet goes. */
struct pen {
	int row, col;		/* next cell */
	int left, edge;		/* of each row */
	int rows;		/* left, this one included */
};

uint32_t
hit_row_height(struct ui *ui)
{
	return ui_short_rows(ui) ? 2 : 1 + SNIPPET_ROWS + 1;
}

/* Which range holds byte `at`, or begins after it; count if none. */
static size_t
range_at(const struct search_hit *hit, size_t at)
{
	size_t i = 0;

	while (i < hit->range_count &&
	    hit->ranges[i].at + hit->ranges[i].len <= at)
		i++;
	return i;
}

/* Draws bytes from…to in a style; what does not fit is cut. */
static void
put(struct pen *pen, const struct search_hit *hit, size_t from, size_t to,
    enum style style)
{
	pen->col = cells_put_str(pen->row, pen->col, pen->edge - pen->col,
	    style, (struct str){ hit->snippet.p + from, to - from });
}

/* The word from…to; what was found in it in `[ ]`, which paper shows too. */
static void
put_word(struct pen *pen, const struct search_hit *hit, size_t from,
    size_t to)
{
	while (from < to) {
		size_t i = range_at(hit, from), end = to;
		const struct text_range *r = i < hit->range_count ?
		    &hit->ranges[i] : NULL;

		if (r == NULL || r->at >= to) {
			put(pen, hit, from, to, STYLE_TEXT);
			return;
		}
		if (r->at > from) {
			put(pen, hit, from, r->at, STYLE_TEXT);
			from = r->at;
		}
		if (r->at + r->len < end)
			end = r->at + r->len;
		if (from == r->at)
			pen->col = cells_put(pen->row, pen->col,
			    pen->edge - pen->col, STYLE_HIT, "[");
		put(pen, hit, from, end, STYLE_HIT);
		if (end == r->at + r->len)
			pen->col = cells_put(pen->row, pen->col,
			    pen->edge - pen->col, STYLE_HIT, "]");
		from = end;
	}
}

/* Cells of a word with its brackets. */
static int
word_cells(const struct search_hit *hit, size_t from, size_t to)
{
	int cells = (int)text_width((struct str){ hit->snippet.p + from,
	    to - from });

	for (size_t i = range_at(hit, from); i < hit->range_count &&
	    hit->ranges[i].at < to; i++)
		cells += 2;
	return cells;
}

static void
put_snippet(struct pen *pen, const struct search_hit *hit)
{
	size_t at = 0, end;
	const char *space;
	bool started = false;

	if (hit->before)
		pen->col = cells_put(pen->row, pen->col, 3, STYLE_DIM,
		    term_sign_text(SIGN_ELLIPSIS));
	for (; at < hit->snippet.len; at = end + 1) {
		space = memchr(hit->snippet.p + at, ' ',
		    hit->snippet.len - at);
		end = space != NULL ? (size_t)(space - hit->snippet.p) :
		    hit->snippet.len;
		if (end == at)
			continue;
		/* The last row keeps a cell for the sign of a cut. */
		if (started && pen->col + 1 + word_cells(hit, at, end) >
		    pen->edge - (pen->rows == 1 ? 3 : 0)) {
			if (--pen->rows == 0) {
				cells_put(pen->row, pen->col, 3, STYLE_DIM,
				    term_sign_text(SIGN_ELLIPSIS));
				return;
			}
			pen->row++;
			pen->col = pen->left;
		} else if (started)
			pen->col++;
		put_word(pen, hit, at, end);
		started = true;
	}
	if (hit->after)
		cells_put(pen->row, pen->col, 3, STYLE_DIM,
		    term_sign_text(SIGN_ELLIPSIS));
}

void
hit_row_draw(struct ui *ui, const struct search_hit *hit, int row, int edge)
{
	int col = ui_margin(ui), end = edge;
	struct pen pen = { row + 1, col + SNIPPET_INDENT,
	    col + SNIPPET_INDENT, edge, ui_short_rows(ui) ? 1 : SNIPPET_ROWS };

	if (!ui_small(ui))
		end = cells_right(row, edge, STYLE_DIM, i18n_date(
		    hit->created, ui_now(ui), cells_arena())) - 2;
	col = cells_put(row, col, 2, style_of_type(hit->type),
	    cells_printf("%c", "CQENDS"[hit->type])) + 1;
	col = cells_put(row, col, end - col, STYLE_DIM, cells_printf("#%llu ",
	    (unsigned long long)hit->post));
	col = cells_put_str(row, col, end - col, STYLE_AUTHOR, hit->author);
	cells_put(row, col, end - col, STYLE_TEXT, cells_printf(", %s",
	    cells_str(hit->room_title)));
	if (hit->ignored)
		cells_put(pen.row, pen.col, edge - pen.col, STYLE_MASK,
		    attend_folded(hit->author, edge - pen.col));
	else
		put_snippet(&pen, hit);
}
