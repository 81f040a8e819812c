/* threads_draw: the threads of a room as they show. */
#include "ui/screens/threads_state.h"

#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/widgets/wrap.h"

enum {
	FIGURES = 6,			/* between the star and the title */
	TITLE = 11, AUTHOR_CELLS = 11, VOICES_CELLS = 6,
};

struct columns { int title, author, voices, edge; };

static struct columns
columns(struct ui *ui, const struct threads_state *st)
{
	struct columns c = { .edge = cells_edge(ui) };
	int room = c.edge - TITLE;

	if (!ui_small(ui)) {
		room -= st->date_cells;
		c.author = AUTHOR_CELLS;
		c.voices = room >= 52 ? VOICES_CELLS : 0;
	}
	c.title = room - c.author - c.voices;
	return c;
}

static void
draw_thread(struct ui *ui, const struct threads_state *st,
    const struct thread_view *view, int row)
{
	const struct thread *thread = &view->thread;
	struct columns c = columns(ui, st);
	int col = TITLE, end = TITLE + c.title - 2;

	if (view->unread > 0)
		term_put(row, 2, STYLE_UNREAD, "*");
	cells_right(row, TITLE - 2, STYLE_TEXT, ui_who(ui)->member != 0 ?
	    cells_share(view->unread, thread->posts, FIGURES) :
	    i18n_number(thread->posts, cells_arena()));
	if (thread->type != TYPE_C && thread->type < TYPE_COUNT) {
		char letter[2] = { "CQENDS"[thread->type], '\0' };

		col = term_put(row, col, style_of_type(thread->type),
		    letter) + 2;
	}
	if (ui_small(ui))
		end = c.edge;
	col = cells_put(row, col, end - col, STYLE_MARKER,
	    ui_small(ui) ? "" : attend_marker(view->watch));
	cells_put_str(row, col, end - col, view->unread > 0 ? STYLE_UNREAD :
	    STYLE_TEXT, thread->title);
	if (ui_small(ui))
		return;
	col = TITLE + c.title;
	cells_put_str(row, col, c.author - 1, STYLE_AUTHOR, view->author);
	if (c.voices > 0)
		cells_right(row, col + c.author + 3, STYLE_TEXT,
		    i18n_number(thread->voices, cells_arena()));
	cells_right(row, c.edge, STYLE_DIM, i18n_date(thread->last_post,
	    ui_now(ui), cells_arena()));
}

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct threads_state *st = state;
	int col = ui_margin(ui), cells = ui_width(ui);

	if (st->rows[index].id != 0)
		draw_thread(ui, st, &st->pages.threads[st->index[index]],
		    row);
	else if (st->index[index] == st->pages.count + 1)
		cells_put(row, col, cells, STYLE_DIM, cells_printf(
		    _("Hosted by %s."),
		    cells_str(st->room.facilitators)));
	else if (st->index[index] == st->pages.count + 2)
		wrap_put(ui, row, col, cells, (int)st->rows[index].height,
		    STYLE_DIM, cells_str(st->room.room.description));
}

static void
draw_heads(struct ui *ui, const struct threads_state *st)
{
	struct columns c = columns(ui, st);

	ui_context(ui, cells_printf("%s%s%s%s%*s%s",
	    cells_pad(ui_who(ui)->member == 0 ? _("posts") : _("unread"),
	    TITLE - 2), cells_pad(_("thread"), c.title),
	    cells_pad(_("by"), c.author), cells_pad(_("voices"), c.voices),
	    c.edge - TITLE - c.title - c.author - c.voices -
	    cells_width(_("last")), "", _("last")));
}

static void
draw_empty(struct ui *ui, const struct threads_state *st)
{
	wrap_put(ui, ui_body_row(ui) + 1, ui_margin(ui), ui_measure(ui), 3,
	    STYLE_TEXT, st->pages.count > 0 ?
	    _("All is read in this room. f shows all threads.") :
	    st->may_open ? _("No thread here yet. o opens the first one.") :
	    _("No thread here yet. Escape goes back to the rooms."));
}

void
threads_draw(struct ui *ui, void *state)
{
	struct threads_state *st = state;
	uint64_t unread = st->room.unread, threads = st->room.room.threads;
	const char *right;

	cells_begin();
	right = cells_number(ngettext_("%s thread", "%s threads", threads),
	    threads);
	if (unread > 0)
		right = cells_printf("%s, %s", cells_number(ngettext_(
		    "%s unread", "%s unread", unread), unread), right);
	ui_head(ui, cells_printf("%s %s %s", _("Rooms"),
	    term_sign_text(SIGN_PATH), cells_str(st->room.room.title)),
	    right);
	draw_heads(ui, st);
	if (st->row_count == 0 || st->rows[0].id == 0)
		draw_empty(ui, st);
	else
		list_draw(&st->list, ui, st, st->rows, st->row_count,
		    ui_body_row(ui), ui_body_rows(ui), draw_row);
}
