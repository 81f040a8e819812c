/*
 * scr_menu: the action finder.  All that the screen below can do, found by
 * any words of its sentence, accents and case ignored; what is refused here
 * stays listed, greyed, with the reason.  A number leads to that post.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ui/core/ui_core.h"
#include "ui/core/digits.h"
#include "ui/screens/place.h"
#include "ui/widgets/edit.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

enum { HINT_ROWS = 3 };

struct menu_line { const struct action *action; const char *heading; };
struct menu_state {
	struct edit *edit;
	struct action *actions;
	size_t action_count, hits, all;
	struct menu_line *lines;	/* ui_arena, beside rows */
	struct list_row *rows;
	size_t count;
	int keys;			/* cells of the keys' column */
	struct list list;
};

static enum err
menu_open(struct ui *ui, void *state, const struct about *about)
{
	struct menu_state *st = state;
	struct edit_options options = { .max = TEXT_LINE_MAX };

	st->edit = edit_new(&options);
	return OK;
}

static void
menu_close(struct ui *ui, void *state)
{
	struct menu_state *st = state;

	edit_free(st->edit);
}

static void
add(struct menu_state *st, const struct action *action, const char *heading)
{
	st->lines[st->count] = (struct menu_line){ action, heading };
	st->rows[st->count].height = 1;
	st->rows[st->count].id = action != NULL ?
	    (uint64_t)(action - st->actions) + 1 : 0;
	st->count++;
}

/* Does each word typed begin or stand in the sentence or the label? */
static bool
matches(struct ui *ui, const struct action *a, char *typed)
{
	struct str text = text_fold(str_of(arena_printf(ui_arena(ui),
	    "%s %s", _(a->bind->help), _(a->bind->label))), ui_arena(ui));
	char *words = arena_strdup(ui_arena(ui), typed), *save = NULL, *word;

	for (word = strtok_r(words, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save))
		if (memmem(text.p, text.len, word, strlen(word)) == NULL)
			return false;
	return true;
}

static bool
listed(const struct action *a)
{
	return a->bind->label[0] != '\0' && (a->bind->flags &
	    (BIND_MENU | BIND_FOOTER)) != 0;
}

/* As wide as the widest key, so that nothing moves while one types. */
static int
key_cells(const struct menu_state *st)
{
	int most = 1, width;
	char buf[32];
	size_t i;

	for (i = 0; i < st->action_count; i++) {
		if (!listed(&st->actions[i]))
			continue;
		width = (int)text_width(str_of(ui_key_name(
		    st->actions[i].bind->key, buf)));
		if (width > most)
			most = width;
	}
	return most + 2;
}

static void
add_possible(struct ui *ui, struct menu_state *st, char *typed)
{
	const char *group = NULL, *own;
	size_t i, j;

	for (i = 0; i < st->action_count; i++) {
		const struct action *a = &st->actions[i];

		own = a->bind->group != NULL ? a->bind->group : "";
		for (j = 0; j < i; j++)
			if (st->actions[j].bind->group != NULL &&
			    strcmp(st->actions[j].bind->group, own) == 0)
				break;
		if (j < i && own[0] != '\0')
			continue;	/* its group was listed */
		group = NULL;
		for (j = i; j < st->action_count; j++) {
			const struct action *b = &st->actions[j];

			if (!listed(b) || !b->possible || strcmp(own,
			    b->bind->group != NULL ? b->bind->group : "") != 0
			    || !matches(ui, b, typed))
				continue;
			if (group == NULL && typed[0] == '\0' &&
			    own[0] != '\0')
				add(st, NULL, _(own));
			group = own;
			add(st, b, NULL);
			st->hits++;
			if (own[0] == '\0')
				break;
		}
	}
}

static enum err
menu_load(struct ui *ui, void *state)
{
	struct menu_state *st = state;
	struct frame *below = ui_below(ui);
	struct str typed;
	size_t i;
	bool first = true;

	if (below == NULL)
		return ERR_NOT_FOUND;
	typed = text_fold(edit_text(st->edit), ui_arena(ui));
	typed = arena_str(ui_arena(ui), typed);
	st->action_count = ui_actions(ui, below, ui_arena(ui), &st->actions);
	st->lines = arena_alloc(ui_arena(ui),
	    (st->action_count * 2 + 4) * sizeof(*st->lines));
	st->rows = arena_alloc(ui_arena(ui),
	    (st->action_count * 2 + 4) * sizeof(*st->rows));
	st->count = st->hits = st->all = 0;
	for (i = 0; i < st->action_count; i++)
		st->all += listed(&st->actions[i]);
	st->keys = key_cells(st);
	add_possible(ui, st, (char *)typed.p);
	for (i = 0; i < st->action_count; i++) {
		const struct action *a = &st->actions[i];

		if (a->possible || !listed(a) || a->why.msgid == NULL ||
		    !matches(ui, a, (char *)typed.p))
			continue;
		if (first) {
			add(st, NULL, "");
			add(st, NULL, _("Not for you here"));
		}
		first = false;
		add(st, a, NULL);
	}
	list_settle(&st->list, st->rows, st->count);
	return OK;
}

static void
draw_line(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct menu_state *st = state;
	const struct menu_line *line = &st->lines[index];
	int margin = ui_margin(ui), edge = margin + ui_width(ui), col;
	enum style style;
	char buf[32], why[256];
	const char *reason;

	if (line->action == NULL) {
		term_put(row, margin, STYLE_TITLE, line->heading);
		return;
	}
	style = line->action->possible ? STYLE_TEXT : STYLE_GREYED;
	term_put(row, margin, line->action->possible ? STYLE_KEY :
	    STYLE_GREYED, ui_key_name(line->action->bind->key, buf));
	col = term_put(row, margin + st->keys, style, text_clip(str_of(
	    _(line->action->bind->help)), (size_t)(edge - margin - st->keys),
	    term_ascii(), ui->scratch));
	if (line->action->possible || col + 12 > edge)
		return;
	i18n_refusal(why, sizeof(why), ERR_DENIED, &line->action->why);
	reason = text_clip(str_of(why), (size_t)(edge - col - 2),
	    term_ascii(), ui->scratch);
	term_put(row, edge - (int)text_width(str_of(reason)), STYLE_GREYED,
	    reason);
}

static int
first_row(struct ui *ui)
{
	return ui_body_row(ui) + (ui_short_rows(ui) ? 1 : 3);
}

static int
list_rows(struct ui *ui)
{
	return ui_body_row(ui) + ui_body_rows(ui) - first_row(ui);
}

/* A number leads to a post, an AZERTY row too unless words have it. */
static bool
gives_number(const struct menu_state *st, struct str typed, uint64_t *number)
{
	return typed.len > 0 && (st->count == 0 ||
	    isdigit((unsigned char)typed.p[0])) &&
	    digits_number(typed, 1, INT64_MAX, number) == OK;
}

static void
menu_draw(struct ui *ui, void *state)
{
	struct menu_state *st = state;
	struct frame *below = ui_below(ui);
	int row = ui_body_row(ui) + !ui_short_rows(ui), col;
	int after = first_row(ui) + (int)st->count + 1;
	uint64_t number;

	ui_head(ui, _("Menu"), arena_printf(ui_arena(ui),
	    ngettext_("%zu action of %zu", "%zu actions of %zu", st->hits),
	    st->hits, st->all));
	if (below != NULL)
		ui_context(ui, below->about.thread != 0 ?
		    arena_printf(ui_arena(ui), _("Here: thread #%llu."),
		    (unsigned long long)below->about.thread) :
		    arena_printf(ui_arena(ui), _("Here: %s."),
		    _(below->ops->title)));
	col = term_put(row, ui_margin(ui), STYLE_TEXT, _("Find:"));
	edit_draw(st->edit, row, col + 1, 1, 30, true, STYLE_FIELD);
	if (st->count == 0)
		after += wrap_put(ui, first_row(ui), ui_margin(ui),
		    ui_width(ui), 2, STYLE_TEXT, gives_number(st,
		    edit_text(st->edit), &number) ? arena_printf(ui->scratch,
		    _("Enter goes to #%llu."), (unsigned long long)number) :
		    _("No action has these words; Ctrl-U clears them."));
	if (after + HINT_ROWS <= first_row(ui) + list_rows(ui))
		wrap_put(ui, after, ui_margin(ui), ui_width(ui), HINT_ROWS,
		    STYLE_TEXT, _("Any word of an action finds it. A number "
		    "leads to the post that has it: 1207, then Enter."));
	list_draw(&st->list, ui, st, st->rows, st->count, first_row(ui),
	    list_rows(ui), draw_line);
}

/* The menu goes first: what runs belongs to the screen below. */
static void
run_open(struct ui *ui, void *state)
{
	struct menu_state *st = state;
	struct frame *below = ui_below(ui);
	struct str typed = edit_text(st->edit);
	const struct action *action;
	struct action chosen;
	uint64_t number;

	if (gives_number(st, typed, &number)) {
		ui_pop(ui);
		place_open_post(ui, number);
		return;
	}
	if (st->list.at >= st->count || below == NULL)
		return;
	action = st->lines[st->list.at].action;
	if (action == NULL)
		return;
	if (!action->possible) {
		ui_refused(ui, ERR_DENIED, &action->why);
		return;
	}
	chosen = *action;
	ui_pop(ui);
	ui_run_bind(ui, below, chosen.bind);
}

static void
run_clear(struct ui *ui, void *state)
{
	struct menu_state *st = state;

	edit_set(st->edit, str_of(""), 0);
	ui_reload(ui);
}

static bool
menu_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct menu_state *st = state;
	uint64_t before = edit_changes(st->edit);

	if (list_key(&st->list, st->rows, st->count, key, first_row(ui),
	    list_rows(ui)) && key->code != KEY_FIRST && key->code != KEY_LAST)
		return true;
	if (key->code == KEY_TAB || key->code == KEY_BACKTAB) {
		list_block(&st->list, st->rows, st->count,
		    key->code == KEY_TAB ? 1 : -1);
		return true;
	}
	if (!edit_key(st->edit, key))
		return false;
	if (edit_changes(st->edit) != before) {
		st->list.started = false;
		st->list.top = 0;
		ui_reload(ui);
	}
	return true;
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("do it"), run_open, NULL, -1,
	    BIND_FOOTER | BIND_MENU, N_("Here") },
	{ CTRL_('u'), N_("clear"), N_("clear the words"), run_clear, NULL, -1,
	    BIND_FOOTER | BIND_MENU, N_("Here") },
};

const struct screen_ops scr_menu = {
	.name = "menu",
	.title = N_("Menu"),
	.context = CONTEXT_SEARCH,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct menu_state),
	.help = N_("Accents and case do not matter; any word of the sentence"
	    " will do."),
	.open = menu_open,
	.load = menu_load,
	.draw = menu_draw,
	.key = menu_key,
	.close = menu_close,
};
