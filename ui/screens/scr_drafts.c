/*
 * scr_drafts: texts that wait to be finished, and those thrown away less than
 * 7 days ago.
 */
#include "ui/screens/cells.h"
#include "ui/screens/draft_row.h"
#include "ui/screens/place.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

struct drafts_state {
	struct draft_view *drafts;	/* ui_arena */
	size_t count;
	struct list_row *rows;		/* ui_arena */
	struct list list;
};

static enum err
drafts_load(struct ui *ui, void *state)
{
	struct drafts_state *st = state;
	size_t i;
	enum err e;

	e = query_drafts(ui_store(ui), ui_who(ui), ui_arena(ui), &st->drafts,
	    &st->count);
	if (e != OK)
		return e;
	ui_watch(ui, CHANGE_DRAFTS, ui_who(ui)->member);
	st->rows = arena_alloc(ui_arena(ui),
	    (st->count + 1) * sizeof(*st->rows));
	for (i = 0; i < st->count; i++)
		st->rows[i].id = st->drafts[i].draft.number;
	list_settle(&st->list, st->rows, st->count);
	return OK;
}

static const struct draft *
pointed(const struct drafts_state *st)
{
	if (st->list.at >= st->count)
		return NULL;
	return &st->drafts[st->list.at].draft;
}

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct drafts_state *st = state;
	const struct draft_view *view = &st->drafts[index];
	int edge = cells_edge(ui), end = edge;

	if (!ui_small(ui))
		end = cells_right(row, edge, STYLE_DIM, i18n_date(
		    view->draft.saved, ui_now(ui), cells_arena())) - 2;
	if (view->draft.thrown)
		end = cells_right(row, end, STYLE_MARKER,
		    cells_printf("[%s]", _("thrown away"))) - 2;
	else if (view->parent_gone && !ui_small(ui))
		end = cells_right(row, end, STYLE_MARKER,
		    cells_printf("[%s]", _("place gone"))) - 2;
	cells_put(row, 4, end - 4, STYLE_TEXT, draft_words(view));
}

static void
drafts_draw(struct ui *ui, void *state)
{
	struct drafts_state *st = state;

	cells_begin();
	ui_head(ui, _("Drafts"), st->count == 0 ? "" : cells_number(
	    ngettext_("%s text", "%s texts", st->count), st->count));
	ui_context(ui, _("Saved as you type; read by nobody else."));
	if (st->count == 0)
		wrap_put(ui, ui_body_row(ui) + 1, ui_margin(ui),
		    ui_measure(ui), 3, STYLE_TEXT,
		    _("No draft waits. r in a thread replies, o in a room "
		    "opens a thread."));
	list_draw(&st->list, ui, st, st->rows, st->count, ui_body_row(ui),
	    ui_body_rows(ui), draw_row);
}

static void
run_open(struct ui *ui, void *state)
{
	const struct draft *draft = pointed(state);

	if (draft != NULL)
		draft_open(ui, draft);
}

static void
drop_answered(struct ui *ui, void *state, bool yes)
{
	const struct draft *draft = pointed(state);
	struct act_args args = {0};
	bool thrown;

	if (!yes || draft == NULL)
		return;
	args.number = draft->number;
	thrown = draft->thrown;
	if (ui_act(ui, ACT_DRAFT_DROP, &args, NULL) == OK)
		ui_say(ui, thrown ? _("Gone for good.") :
		    _("Thrown away; it stays 7 days among the drafts."));
}

static void
run_remove(struct ui *ui, void *state)
{
	const struct draft *draft = pointed(state);

	if (draft != NULL)
		ui_confirm(ui, draft->thrown ?
		    _("Remove this draft for good?") :
		    _("Throw this draft away? It stays 7 days."),
		    drop_answered);
}

static bool
has_draft(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No draft waits."), 0, NULL);
	return pointed(state) != NULL;
}

#define PART N_("Take part")

static const struct bind drafts_binds[] = {
	{ NAMED(KEY_ENTER_), N_("resume"), N_("go on writing"), run_open,
	    has_draft, -1, BIND_FOOTER | BIND_MENU, PART },
	{ NAMED(KEY_DELETE), N_("remove"), N_("throw this draft away"),
	    run_remove, has_draft, ACT_DRAFT_DROP, BIND_FOOTER | BIND_MENU |
	    BIND_CHANGES, PART },
	{ NAMED(KEY_ARROW_RIGHT), N_("resume"), N_("go on writing"),
	    run_open, has_draft, -1, 0, PART },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"),
	    place_run_out, NULL, -1, 0, PART },
};

static bool
drafts_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct drafts_state *st = state;

	return list_key(&st->list, st->rows, st->count, key,
	    ui_body_row(ui), ui_body_rows(ui));
}

const struct screen_ops scr_drafts = {
	.name = "drafts",
	.title = N_("Drafts"),
	.context = CONTEXT_LIST,
	.binds = drafts_binds,
	.bind_count = LENGTH(drafts_binds),
	.state_size = sizeof(struct drafts_state),
	.help = N_("Texts that wait to be finished. What you throw away "
	    "stays 7 days."),
	.load = drafts_load,
	.draw = drafts_draw,
	.key = drafts_key,
};
