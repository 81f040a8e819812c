#include "ui/screens/wait_row.h"

#include "ui/screens/asked.h"
#include "ui/screens/cells.h"
#include "ui/screens/deeds.h"

void
wait_draw(struct ui *ui, const struct wait_view *view, int row, int col,
    int end)
{
	const char *title = i18n_word(VOCABULARY_WAIT, view->wait.kind);
	const char *by = cells_str(view->by), *number, *text;
	const char *titled = _("%s: %s, “%s” %s");
	int room;

	if (view->wait.until != 0 && !ui_small(ui))
		end = cells_right(row, end, STYLE_DIM, i18n_left(
		    view->wait.until - ui_now(ui), cells_arena())) - 2;
	number = view->wait.post == 0 ? "" : cells_printf("#%llu",
	    (unsigned long long)view->wait.post);
	text = *by == '\0' ? cells_printf("%s %s", title, number) :
	    cells_printf(_("%s: %s %s"), title, by, number);
	room = end - col - cells_width(cells_printf(titled, title, by, "",
	    number));
	if (view->title.len > 0 && room >= 8 && *by != '\0')
		text = cells_printf(titled, title, by,
		    text_clip(view->title, (size_t)room, term_ascii(),
		    cells_arena()), number);
	cells_put(row, col, end - col, STYLE_UNREAD, text);
}

static void
case_open_view(struct ui *ui, const struct wait_view *view)
{
	ui_push(ui, &scr_case, &(struct about){ .number = view->wait.id });
}

static void
jury_open_view(struct ui *ui, const struct wait_view *view)
{
	ui_push(ui, &scr_jury, &(struct about){ .number = view->wait.id });
}

/* What Enter does on each kind. */
static void (*const opens[WAIT_KIND_COUNT])(struct ui *,
    const struct wait_view *) = {
	[WAIT_RESTATEMENT] = answer_open_view,
	[WAIT_DUEL] = asked_open,
	[WAIT_VIEW] = asked_open,
	[WAIT_SYNTHESIS] = stand_open,
	[WAIT_ROUND] = asked_open,
	[WAIT_REPAIR] = case_open_view,
	[WAIT_JURY] = jury_open_view,
};

void
wait_open(struct ui *ui, const struct wait_view *view)
{
	opens[view->wait.kind](ui, view);
}
