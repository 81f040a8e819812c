#include "ui/screens/room_row.h"

#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"

enum { NAME_CELLS = 26, WHO_CELLS = 16, HOSTS_CELLS = 14,
	DATE_CELLS = 9 };

struct room_columns
room_row_columns(struct ui *ui)
{
	struct room_columns c = { .edge = cells_edge(ui) };
	int room = c.edge - ROOM_NAME - DATE_CELLS;

	if (ui_small(ui))
		room = c.edge - ROOM_NAME;
	if (room >= NAME_CELLS + WHO_CELLS + HOSTS_CELLS)
		c.hosts = HOSTS_CELLS;
	if (room >= NAME_CELLS + WHO_CELLS)
		c.who = WHO_CELLS;
	c.name = room - c.who - c.hosts;
	return c;
}

static const char *
readers(const struct room_view *view)
{
	if (view->room.visibility == VISIBILITY_PRIVATE && view->readers > 0)
		return cells_number(ngettext_("%s person", "%s people",
		    view->readers), view->readers);
	return i18n_word(VOCABULARY_VISIBILITY, view->room.visibility);
}

/* Returns where what stands before the date must end; one of another year
 * takes some of the last column. */
static int
draw_date(struct ui *ui, const struct room_view *view, int row, int edge)
{
	if (ui_small(ui) || view->room.last_post == 0)
		return edge;
	return cells_right(row, edge, STYLE_DIM, i18n_date(
	    view->room.last_post, ui_now(ui), cells_arena())) - 1;
}

static int
at_most(int cells, int room)
{
	return cells < room ? cells : room;
}

void
room_row_draw(struct ui *ui, const struct room_view *view, int row)
{
	struct room_columns c = room_row_columns(ui);
	bool news = view->unread > 0 && !view->forgotten;
	const char *title = cells_str(view->room.title);
	int col = ROOM_NAME, end = draw_date(ui, view, row, c.edge);

	if (news)
		term_put(row, 2, STYLE_UNREAD, "*");
	if (ui_who(ui)->member != 0)
		cells_right(row, 9, STYLE_TEXT, view->unread == 0 ? "-" :
		    i18n_number(view->unread, cells_arena()));
	if (view->room.state != ROOM_OPEN)
		title = cells_printf("[%s] %s", i18n_word(
		    VOCABULARY_ROOM_STATE, view->room.state), title);
	if (view->forgotten)
		title = cells_printf("[%s] %s", _("forgotten"), title);
	if (view->followed && !ui_small(ui))
		title = cells_printf("%s%s", attend_marker(WATCH_FOLLOW),
		    title);
	if (place_passed(view->room.id))
		title = cells_printf("[%s] %s", _("passed"), title);
	cells_put(row, col, at_most(c.name - 2, end - col), news ? STYLE_UNREAD : STYLE_TEXT,
	    title);
	col += c.name;
	if (c.who > 0)
		cells_put(row, col, at_most(c.who - 2, end - col), STYLE_TEXT,
		    readers(view));
	col += c.who;
	if (c.hosts > 0)
		cells_put_str(row, col, at_most(c.hosts - 1, end - col),
		    STYLE_AUTHOR, view->facilitators);
}
