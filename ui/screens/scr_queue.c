/* scr_queue: the cases that moderators are to decide, the oldest first. */
#include "ui/core/mask_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

enum { LATE = 3 * 86400 };

struct queue_state {
	struct case_view *cases;	/* ui_arena */
	size_t count, late;
	struct list_row *rows;		/* ui_arena */
	struct list list;
};

static enum err
queue_load(struct ui *ui, void *state)
{
	struct queue_state *st = state;
	enum err e = query_cases(ui_store(ui), ui_who(ui), ui_arena(ui),
	    &st->cases, &st->count, &st->late);

	if (e != OK)
		return e;
	ui_watch(ui, CHANGE_CASES, 0);
	st->rows = arena_alloc(ui_arena(ui),
	    (st->count + 1) * sizeof(*st->rows));
	for (size_t i = 0; i < st->count; i++)
		st->rows[i].id = st->cases[i].file.id;
	list_settle(&st->list, st->rows, st->count);
	return OK;
}

static const struct case_view *
pointed(const struct queue_state *st)
{
	return st->list.at < st->count ? &st->cases[st->list.at] : NULL;
}

/* "taken by ardoise", "you are a party", "masked, to be taken". */
static const char *
state_words(const struct case_view *v)
{
	const char *state = i18n_word(VOCABULARY_CASE, v->state);

	if (v->party != NULL)
		return _("you are a party");
	if (v->state == CASE_TAKEN)
		return cells_printf(_("taken by %s"), cells_str(v->taken_by));
	if (v->file.reread)
		return _("rephrased, to be read");
	return v->mask == MASK_NOT ? state : cells_printf(_("masked, %s"),
	    state);
}

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct queue_state *st = state;
	const struct case_view *v = &st->cases[index];
	bool late = v->file.opened < ui_now(ui) - LATE;
	int end = cells_edge(ui);

	end = cells_right(row, end, STYLE_DIM, state_words(v)) - 2;
	if (!ui_small(ui))
		end = cells_right(row, end, late ? STYLE_UNREAD : STYLE_DIM,
		    cells_printf("%s%s", i18n_date(v->file.opened, ui_now(ui),
		    cells_arena()), late ? " !" : "")) - 2;
	cells_put(row, 4, end - 4, late ? STYLE_UNREAD : STYLE_TEXT,
	    cells_printf("%llu  %s, %s  %s", (unsigned long long)v->file.id,
	    mask_article(v->file.article, cells_arena()),
	    cells_number(ngettext_("%s flag", "%s flags", v->flag_count),
	    v->flag_count), cells_str(v->room_title)));
}

static void
queue_draw(struct ui *ui, void *state)
{
	struct queue_state *st = state;

	cells_begin();
	ui_head(ui, _("Queue"), st->count == 0 ? "" : cells_number(ngettext_(
	    "%s case", "%s cases", st->count), st->count));
	ui_context(ui, st->late > 0 ? cells_number(ngettext_(
	    "%s waits for over three days (!).",
	    "%s wait for over three days (!).", st->late), st->late) :
	    _("The oldest first. Deciding takes the case for a day."));
	if (st->count == 0)
		wrap_put(ui, ui_body_row(ui) + 1, ui_margin(ui),
		    ui_measure(ui), 3, STYLE_TEXT, _("Nothing is to be "
		    "decided."));
	list_draw(&st->list, ui, st, st->rows, st->count, ui_body_row(ui),
	    ui_body_rows(ui), draw_row);
}

static void
run_open(struct ui *ui, void *state)
{
	const struct case_view *v = pointed(state);

	if (v != NULL && v->party != NULL)
		ui_say(ui, _(v->party));
	else if (v != NULL)
		ui_push(ui, &scr_case, &(struct about){
		    .number = v->file.id });
}

static bool
has_case(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("Nothing is to be decided."), 0, NULL);
	return pointed(state) != NULL;
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this case"), run_open,
	  has_case, -1, BIND_FOOTER | BIND_MENU, N_("Moderate") },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open this case"), run_open,
	  has_case, -1, 0, N_("Moderate") },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"), place_run_out, NULL,
	  -1, 0, N_("Moderate") },
};

static bool
queue_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct queue_state *st = state;

	return list_key(&st->list, st->rows, st->count, key,
	    ui_body_row(ui), ui_body_rows(ui));
}

const struct screen_ops scr_queue = {
	.name = "queue",
	.title = N_("Queue"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct queue_state),
	.help = N_("What was flagged and is to be decided. Whoever is a party "
	    "does not open a case."),
	.load = queue_load,
	.draw = queue_draw,
	.key = queue_key,
};
