/* home_draw: the lines of the home screen as they show. */
#include "ui/screens/home_state.h"

#include "ui/screens/cells.h"
#include "ui/screens/draft_row.h"
#include "ui/screens/greeting.h"
#include "ui/screens/notice_row.h"
#include "ui/screens/wait_row.h"

enum { DATE_CELLS = 7 };	/* longer ones take what they need */

bool
home_followed_news(const struct watch_view *view)
{
	return (view->room_itself ? view->room.unread :
	    view->thread.unread) > 0;
}

/* A room or a thread: its title, how much of it is unread, who was last
 * (a room's: a thread's title takes that place). */
struct news { struct str title, last_author; uint64_t unread; bool thread; };

static void
draw_news(struct ui *ui, const struct news *view, int row, int col,
    int end, int edge)
{
	bool whole = edge - col >= 66;
	int name = !whole ? edge - col - 18 : view->thread ? end - col - 15 :
	    25, count;

	if (ui_small(ui))
		name = edge - col - 6;
	cells_put_str(row, col, name, view->unread > 0 ? STYLE_UNREAD :
	    STYLE_TEXT, view->title);
	count = col + name + 1;
	if (view->unread == 0)
		return;
	if (!whole) {
		cells_right(row, count + 5, STYLE_TEXT,
		    i18n_number(view->unread, cells_arena()));
		return;
	}
	cells_put(row, count + 5 - cells_width(i18n_number(view->unread,
	    cells_arena())), 15, STYLE_TEXT, cells_number(ngettext_(
	    "%s unread", "%s unread", view->unread), view->unread));
	if (view->last_author.len > 0 && !view->thread)
		cells_put(row, count + 15, end - count - 15, STYLE_TEXT,
		    cells_printf(_("last: %s"),
		    cells_str(view->last_author)));
}

static struct news
news_of(const struct home_state *st, const struct home_line *line)
{
	const struct watch_view *watch = line->kind == HOME_FOLLOWED ?
	    &st->home.followed[line->index] : NULL;
	const struct room_view *room = watch == NULL ?
	    &st->home.rooms[line->index] : &watch->room;

	if (watch == NULL || watch->room_itself)
		return (struct news){ room->room.title, room->last_author,
			room->unread, false };
	return (struct news){ watch->thread.thread.title,
		watch->thread.last_author, watch->thread.unread, true };
}

/* The date of a line, 0 for none. */
static int64_t
line_date(const struct home_state *st, const struct home_line *line)
{
	switch (line->kind) {
	case HOME_NOTICE:
		return st->home.notices[line->index].notice.at;
	case HOME_DRAFT:
		return st->home.drafts[line->index].draft.saved;
	case HOME_ROOM:
		return st->home.rooms[line->index].room.last_post;
	case HOME_FOLLOWED:
		return st->home.followed[line->index].room_itself ?
		    st->home.followed[line->index].room.room.last_post :
		    st->home.followed[line->index].thread.thread.last_post;
	case HOME_QUESTION:
		return st->home.questions[line->index].thread.created;
	default:
		return 0;
	}
}

static void
draw_question(const struct thread_view *view, int row, int col, int end)
{
	int author = (int)text_width(view->author);

	term_put(row, col, style_of_type(view->thread.type), "Q");
	if (end - col - author > 30) {
		cells_right(row, end, STYLE_AUTHOR, cells_str(view->author));
		end -= author + 2;
	}
	cells_put_str(row, col + 2, end - col - 2, STYLE_TEXT,
	    view->thread.title);
}

static void
draw_line(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct home_state *st = state;
	const struct home_line *line = &st->lines[index];
	int edge = cells_edge(ui), end = edge, col = 4, margin;
	int64_t date = line_date(st, line);
	struct news news;

	margin = ui_margin(ui);
	if (line->kind == HOME_HEADING) {
		cells_put(row, margin, edge - margin, STYLE_TITLE, line->text);
		return;
	}
	if (line->kind != HOME_DRAFT && line->kind != HOME_QUESTION &&
	    line->kind != HOME_ALL_ROOMS && (line->kind != HOME_FOLLOWED ||
	    home_followed_news(&st->home.followed[line->index])))
		term_put(row, 2, STYLE_UNREAD, "*");
	if (date != 0 && !ui_small(ui)) {
		end = cells_right(row, edge, STYLE_DIM, i18n_date(date,
		    ui_now(ui), cells_arena())) - 2;
		if (end > edge - DATE_CELLS - 2)
			end = edge - DATE_CELLS - 2;
	}
	switch (line->kind) {
	case HOME_NOTICE:
		notice_draw(&st->home.notices[line->index], row, col, end);
		break;
	case HOME_ASKED:
		wait_draw(ui, &st->home.waits[line->index], row, col, end);
		break;
	case HOME_WAITING:
		cells_put(row, col, end - col, STYLE_UNREAD, cells_number(
		    ngettext_("%s person asks to join",
		    "%s people ask to join", st->home.waiting),
		    st->home.waiting));
		break;
	case HOME_CASES:
		cells_put(row, col, end - col, STYLE_UNREAD, cells_number(
		    ngettext_("%s case to decide", "%s cases to decide",
		    st->home.cases), st->home.cases));
		break;
	case HOME_DRAFT:
		cells_put(row, col, end - col, STYLE_TEXT,
		    draft_words(&st->home.drafts[line->index]));
		break;
	case HOME_ROOM:
	case HOME_FOLLOWED:
		news = news_of(st, line);
		draw_news(ui, &news, row, col, end, edge);
		break;
	case HOME_QUESTION:
		draw_question(&st->home.questions[line->index], row, col, end);
		break;
	default:
		cells_put(row, col, end - col, STYLE_TEXT,
		    st->home.unread == 0 ?
		    _("All is read. Enter shows all rooms.") :
		    _("No other room has news. Enter shows all rooms."));
	}
}

void
home_draw(struct ui *ui, void *state)
{
	struct home_state *st = state;

	cells_begin();
	ui_head(ui, _("Home"), st->home.unread == 0 ? "" : cells_number(
	    ngettext_("%s unread", "%s unread", st->home.unread),
	    st->home.unread));
	ui_context(ui, greeting_words(ui, &st->home));
	list_draw(&st->list, ui, st, st->rows, st->count, ui_body_row(ui),
	    ui_body_rows(ui), draw_line);
}
