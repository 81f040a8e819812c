#include "ui/screens/talk.h"

#include <string.h>

#include "store/forum/charter.h"
#include "ui/screens/cells.h"
#include "ui/screens/links.h"
#include "ui/screens/place.h"

enum { HEAD = -1, GAP = -2, INDENT = 2 };

/* --- setting --- */

static void
row_add(struct talk_set *set, size_t message, int line)
{
	*ARENA_PUSH(set->arena, set->rows, set->row_count) =
	    (struct talk_row){ message, line };
}

static void
set_rows(struct talk_set *set, int measure)
{
	struct wrap_options options = { .measure = measure - INDENT,
		.charter = set->charter };
	size_t i, k;

	if (set->arena == NULL)
		set->arena = arena_new();
	arena_reset(set->arena);
	set->rows = NULL;
	set->row_count = 0;
	set->texts = arena_alloc(set->arena,
	    (set->count + 1) * sizeof(*set->texts));
	for (i = 0; i < set->count; i++) {
		wrap_text(set->messages[i].text, &options, set->arena,
		    &set->texts[i]);
		links_foot(&set->texts[i], options.measure,
		    (uint32_t)set->messages[i].text.len, set->arena);
		row_add(set, i, HEAD);
		for (k = 0; k < set->texts[i].count; k++)
			row_add(set, i, (int)k);
		if (i + 1 < set->count)
			row_add(set, i, GAP);
	}
	set->measure = measure;
}

static size_t
last_top(const struct talk_set *set)
{
	return set->row_count > (size_t)set->height ?
	    set->row_count - (size_t)set->height : 0;
}

/* Notes what stands on top, while the messages are there: a load lets go of
 * them before it brings others. */
static void
anchor(struct talk_set *set)
{
	const struct talk_row *row;

	if (set->measure == 0 || set->top >= set->row_count)
		return;
	row = &set->rows[set->top];
	set->anchor = set->messages[row->message].number;
	set->anchor_line = row->line;
}

static void
find_anchor(struct talk_set *set)
{
	size_t i;

	for (i = 0; i < set->row_count; i++) {
		const struct talk_row *row = &set->rows[i];
		uint64_t number = set->messages[row->message].number;

		if (number > set->anchor || (number == set->anchor &&
		    (set->anchor_line == GAP ? row->line == GAP :
		    row->line >= set->anchor_line)))
			break;
	}
	set->top = i;
}

void
talk_messages(struct talk_set *set, struct ui *ui,
    const struct message_view *messages, size_t count)
{
	set->charter = charter_now(ui_store(ui));
	set->messages = messages;
	set->count = count;
	set->measure = 0;
}

void
talk_free(struct talk_set *set)
{
	arena_free(set->arena);
	memset(set, 0, sizeof(*set));
}

void
talk_fit(struct talk_set *set, int rows, int measure)
{
	int height = rows > 1 ? rows : 1;
	bool again;

	if (measure < 8)
		measure = 8;
	again = set->measure != measure;
	if (again)
		set_rows(set, measure);
	/* What the reader left on top, even after a window that showed more. */
	if ((again || set->height != height) && set->anchor != 0)
		find_anchor(set);
	set->height = height;
	if (set->top > last_top(set))
		set->top = last_top(set);
	if (set->anchor == 0)
		anchor(set);
}

bool
talk_move(struct talk_set *set, long rows)
{
	size_t to = set->top;

	if (set->height == 0)
		return false;
	if (rows < 0)
		to = to > (size_t)-rows ? to - (size_t)-rows : 0;
	else
		to += (size_t)rows;
	if (to > last_top(set))
		to = last_top(set);
	if (to == set->top)
		return false;
	set->top = to;
	anchor(set);
	return true;
}

size_t
talk_head(const struct talk_set *set, uint64_t number)
{
	size_t i;

	for (i = 0; i < set->row_count; i++)
		if (set->messages[set->rows[i].message].number == number)
			return i;
	return 0;
}

size_t
talk_foot(const struct talk_set *set, uint64_t number)
{
	size_t i, foot = 0;

	for (i = 0; i < set->row_count; i++)
		if (set->rows[i].line != GAP &&
		    set->messages[set->rows[i].message].number == number)
			foot = i;
	return foot;
}

void
talk_reach(struct talk_set *set, uint64_t number)
{
	size_t head = talk_head(set, number), foot = talk_foot(set, number);

	if (head < set->top || foot - head >= (size_t)set->height)
		set->top = head;
	else if (foot >= set->top + (size_t)set->height)
		set->top = foot + 1 - (size_t)set->height;
	if (set->top > last_top(set))
		set->top = last_top(set);
	anchor(set);
}

/* --- drawing --- */

static void
draw_head(struct ui *ui, const struct message_view *message, int row, int col,
    int cells, bool pointed)
{
	const char *who = message->mine ? _("You") :
	    cells_str(message->author);
	int end;

	if (pointed)
		term_put(row, col > 2 ? col - 2 : 0, STYLE_TEXT, ">");
	end = cells_put(row, col, cells, message->mine ? STYLE_TEXT :
	    STYLE_AUTHOR, who);
	end = cells_put(row, end, col + cells - end, STYLE_DIM,
	    cells_printf(", %s", i18n_date_hour(message->at, ui_now(ui),
	    cells_arena())));
	if (message->unread)
		cells_put(row, end + 1, col + cells - end - 1, STYLE_UNREAD,
		    "*");
}

void
talk_draw(struct talk_set *set, struct ui *ui, int row, int col, int rows,
    int measure, uint64_t at)
{
	int i;

	talk_fit(set, rows, measure);
	for (i = 0; i < rows && set->top + (size_t)i < set->row_count; i++) {
		const struct talk_row *r = &set->rows[set->top + (size_t)i];
		const struct message_view *m = &set->messages[r->message];

		if (r->line == HEAD)
			draw_head(ui, m, row + i, col, measure,
			    at != 0 && m->number == at);
		else if (r->line >= 0)
			wrap_draw(&set->texts[r->message], (size_t)r->line,
			    row + i, col + INDENT);
	}
}

/* --- lists --- */

void
talk_line(struct ui *ui, const struct talk_view *view, int row, int edge)
{
	int col = 4, name = ui_small(ui) ? 11 : 12;
	enum style style = view->unread > 0 ? STYLE_UNREAD : STYLE_TEXT;

	if (view->unread > 0)
		term_put(row, 2, STYLE_UNREAD, "*");
	cells_put_str(row, col, name, STYLE_AUTHOR, view->name);
	col += name + 1;
	if (!ui_small(ui))
		edge = cells_right(row, edge, STYLE_DIM, i18n_date(
		    view->last_at, ui_now(ui), cells_arena())) - 2;
	cells_put(row, col, edge - col, style, view->mine ?
	    cells_printf(_("You: %s"), cells_str(view->excerpt)) :
	    cells_str(view->excerpt));
}

bool
talk_possible(struct ui *ui, uint64_t member, struct refusal *why)
{
	const struct who *who = ui_who(ui);

	if (who->member == 0)
		return place_for_members(ui, NULL, why);
	if (who->machine)
		refusal_set(why, N_("Private messages open to the two who"
		    " write them, not from the server."), 0, NULL);
	else
		refusal_set(why, N_("On a member, other than oneself."), 0,
		    NULL);
	return !who->machine && member != 0 && member != who->member;
}

void
talk_write(struct ui *ui, uint64_t member)
{
	struct about about = { .member = member };

	ui_push(ui, &scr_compose, &about);
}

void
talk_rule(int row, int rows)
{
	int i;

	for (i = 0; i < rows; i++)
		term_sign(row + i, TALK_PANE, STYLE_DIM, SIGN_RULE);
}
