/* A thread on the screen: its head, the tree, and the text beside it. */
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/thread_row.h"
#include "ui/screens/thread_state.h"

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct thread_state *st = state;
	int edge = st->list.width > 0 ? st->list.width : cells_edge(ui);

	if (index < st->head_count)
		thread_head_draw(ui, &st->thread, &st->head[index], row, edge);
	else
		thread_row_draw(ui, &st->tree,
		    st->tree.shown[index - st->head_count],
		    st->thread.thread.title, row, edge);
}

static void
draw_text(struct ui *ui, struct thread_state *st, int row, int rows)
{
	size_t index = thread_pointed(st);

	if (!sheet_draw_beside(&st->sheet, ui, row, rows, true))
		return;
	if (st->reading && sheet_done(&st->sheet) && index != TREE_NONE &&
	    st->tree.rows[index].unread &&
	    st->left_unread != st->sheet.post) {
		place_mark(ui, &st->sheet.view.post);
		tree_mark(&st->tree, index, false);
	}
}

static void
draw_head(struct ui *ui, const struct thread_state *st)
{
	unsigned long long thread = (unsigned long long)st->at.thread;
	const char *title = cells_str(st->thread.thread.title), *right;
	uint64_t unread = st->tree.rows[0].unread_below +
	    st->tree.rows[0].unread;

	right = unread == 0 ? "" : cells_number(ngettext_("%s unread",
	    "%s unread", unread), unread);
	/* Without a row under the title: below, while nothing is said. */
	ui_rest(ui, ui_short_rows(ui) ? attend_readers(st->at.thread,
	    ui_width(ui)) : NULL);
	if (ui_small(ui)) {
		ui_head(ui, cells_printf("#%llu %s", thread, title), right);
		return;
	}
	ui_head(ui, cells_printf("%s %s %s", cells_str(st->room.room.title),
	    term_sign_text(SIGN_PATH), title), cells_printf("#%llu%s%s",
	    thread, unread == 0 ? "" : ", ", right));
	title = attend_words(st->thread.watch);
	ui_context(ui, cells_printf("%s%s%s", title, *title == '\0' ? "" :
	    "  ", attend_readers(st->at.thread, ui_width(ui) -
	    cells_width(title) - 2)));
}

void
thread_draw(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui);

	cells_begin();
	st->list.width = ui_wide(ui) ? SHEET_PANE - 2 : 0;
	if (ui_wide(ui))
		draw_text(ui, st, row, rows);
	list_draw(&st->list, ui, st, st->rows, st->row_count, row, rows,
	    draw_row);
	/* The rows themselves are gone when the next load asks. */
	st->top_id = st->list.top < st->row_count ?
	    st->rows[st->list.top].id : 0;
	draw_head(ui, st);
}
