#include "ui/screens/wait_row.h"

#include "ui/screens/cells.h"
#include "ui/screens/place.h"

/* "3 days left", "5 h left"; "" if it never ends. */
static const char *
left_words(int64_t until, int64_t now)
{
	long hours = (long)((until - now + 3599) / 3600);

	if (until == 0)
		return "";
	if (hours >= 48)
		return cells_printf(ngettext_("%ld day left", "%ld days left",
		    hours / 24), hours / 24);
	return cells_printf(_("%ld h left"), hours);
}

void
wait_draw(struct ui *ui, const struct wait_view *view, int row, int col,
    int end)
{
	const char *title = i18n_word(VOCABULARY_WAIT, view->wait.kind);
	const char *by = cells_str(view->by), *number, *text;
	int room;

	if (view->wait.until != 0)
		end = cells_right(row, end, STYLE_DIM, left_words(
		    view->wait.until, ui_now(ui))) - 2;
	number = view->wait.post == 0 ? "" : cells_printf("#%llu",
	    (unsigned long long)view->wait.post);
	text = by[0] == '\0' ? cells_printf("%s %s", title, number) :
	    cells_printf(_("%s: %s %s"), title, by, number);
	room = end - col - cells_width(text) - 4;
	if (view->title.len > 0 && room >= 8)
		text = by[0] == '\0' ? cells_printf(_("%s: “%s” %s"), title,
		    text_clip(view->title, (size_t)room, term_ascii(),
		    cells_arena()), number) :
		    cells_printf(_("%s: %s, “%s” %s"), title, by,
		    text_clip(view->title, (size_t)room, term_ascii(),
		    cells_arena()), number);
	cells_put(row, col, end - col, STYLE_UNREAD, text);
}

static void
open_post(struct ui *ui, const struct wait_view *view)
{
	place_open_post(ui, view->wait.post);
}

/* What Enter does on each kind. */
static void (*const opens[WAIT_KIND_COUNT])(struct ui *,
    const struct wait_view *) = {
	[WAIT_RESTATEMENT] = open_post,
	/* invited views */
	/* round tables */
	/* syntheses */
	/* newcomers and the glossary */
};

void
wait_open(struct ui *ui, const struct wait_view *view)
{
	opens[view->wait.kind](ui, view);
}
