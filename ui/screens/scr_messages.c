/*
 * scr_messages: one's conversations, latest first.  Beside or below the list
 * the pointed one shows; looking at it there marks nothing read.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/screens/talk.h"
#include "ui/widgets/list.h"

enum { MOST = 500, PREVIEWED = 30, LIST_ROWS_MIN = 4 };

struct messages {
	struct talk_view *talks;	/* ui_arena */
	struct list_row *rows;		/* ui_arena */
	size_t count;
	uint64_t unread;
	struct list list;
	bool by_name;			/* t */
	uint64_t *known;		/* the order that shows; owned */
	size_t known_count;
	struct arena *shown_arena;	/* of what follows; owned */
	uint64_t shown;			/* whose messages; 0: none */
	struct message_view *messages;
	size_t message_count;
	struct talk_set set;
};

/* --- loading --- */

static int
name_compare(const void *a, const void *b)
{
	const struct talk_view *x = a, *y = b;
	size_t len = x->name.len < y->name.len ? x->name.len : y->name.len;
	int c = memcmp(x->name.p, y->name.p, len);

	return c != 0 ? c : x->name.len < y->name.len ? -1 :
	    x->name.len > y->name.len;
}

/* While it is looked at, a list keeps its order; who is new comes last. */
static void
keep_order(struct ui *ui, struct messages *st)
{
	struct talk_view *kept = arena_alloc(ui_arena(ui),
	    (st->count + 1) * sizeof(*kept));
	bool *taken = arena_alloc(ui_arena(ui), st->count + 1);
	size_t n = 0, i, k;

	for (k = 0; k < st->known_count; k++)
		for (i = 0; i < st->count; i++)
			if (!taken[i] && st->talks[i].other == st->known[k]) {
				kept[n++] = st->talks[i];
				taken[i] = true;
			}
	for (i = 0; i < st->count; i++)
		if (!taken[i])
			kept[n++] = st->talks[i];
	for (i = 0; i < n; i++)
		if (kept[i].other != st->talks[i].other) {
			ui_say(ui, _("There is news. Ctrl-L sorts the list "
			    "anew."));
			break;
		}
	st->talks = kept;
}

static void
remember_order(struct messages *st)
{
	size_t i;

	st->known = xrealloc(st->known, (st->count + 1) *
	    sizeof(*st->known));
	for (i = 0; i < st->count; i++)
		st->known[i] = st->talks[i].other;
	st->known_count = st->count;
}

/* The last messages of the pointed conversation. */
static void
show_pointed(struct ui *ui, struct messages *st)
{
	uint64_t before = st->shown;

	if (st->shown_arena == NULL)
		st->shown_arena = arena_new();
	arena_reset(st->shown_arena);
	st->shown = st->list.at < st->count ?
	    st->talks[st->list.at].other : 0;
	st->message_count = 0;
	if (st->shown != 0 && query_messages(ui_store(ui), ui_who(ui),
	    st->shown, 0, ui_wide(ui) ? PREVIEWED : 1, st->shown_arena,
	    &st->messages, &st->message_count) != OK)
		st->message_count = 0;
	st->set.measure = 0;
	talk_messages(&st->set, ui, st->messages, st->message_count);
	if (st->shown != before) {
		st->set.anchor = 0;
		/* Its end shows, where all of it does not. */
		st->set.top = ui_wide(ui) ? SIZE_MAX : 0;
	}
}

static enum err
messages_load(struct ui *ui, void *state)
{
	struct messages *st = state;
	size_t i;
	enum err e;

	e = query_talks(ui_store(ui), ui_who(ui), MOST, ui_arena(ui),
	    &st->talks, &st->count, &st->unread);
	if (e != OK)
		return e;
	if (st->by_name && st->count > 1)
		qsort(st->talks, st->count, sizeof(*st->talks), name_compare);
	if (ui_live(ui))
		keep_order(ui, st);
	remember_order(st);
	st->rows = arena_alloc(ui_arena(ui),
	    (st->count + 1) * sizeof(*st->rows));
	for (i = 0; i < st->count; i++)
		st->rows[i].id = st->talks[i].other;
	list_settle(&st->list, st->rows, st->count);
	show_pointed(ui, st);
	ui_watch(ui, CHANGE_MEMBER, ui_who(ui)->member);
	return OK;
}

static const struct talk_view *
pointed(const struct messages *st)
{
	return st->list.at < st->count ? &st->talks[st->list.at] : NULL;
}

/* --- drawing --- */

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct messages *st = state;

	talk_line(ui, &st->talks[index], row, st->list.width > 0 ?
	    st->list.width : cells_edge(ui));
}

/* Rows for the list where the message shows below it; 0: it does not. */
static int
list_rows(struct ui *ui, const struct messages *st)
{
	int rows = ui_body_rows(ui), list = rows / 2;

	if (ui_wide(ui) || rows < 14)
		return 0;
	if ((int)st->count < list)
		list = (int)st->count;
	return list < LIST_ROWS_MIN ? LIST_ROWS_MIN : list;
}

static void
messages_draw(struct ui *ui, void *state)
{
	struct messages *st = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui);
	int list = list_rows(ui, st), col = TALK_PANE + 4, width;

	cells_begin();
	ui_head(ui, _("Private messages"), st->unread == 0 ? "" :
	    cells_number(ngettext_("%s unread", "%s unread", st->unread),
	    st->unread));
	ui_context(ui, _("Between two people. Nobody else reads them."));
	term_cursor(-1, -1);
	if (st->count == 0) {
		wrap_put(ui, row, ui_margin(ui), ui_measure(ui), 4,
		    STYLE_TEXT, _("No private message yet. o writes one, and "
		    "so does m on a person or on a post."));
		return;
	}
	st->list.width = ui_wide(ui) ? TALK_PANE - 2 : 0;
	list_draw(&st->list, ui, st, st->rows, st->count, row,
	    list > 0 ? list : rows, draw_row);
	if (ui_wide(ui)) {
		width = term_cols() - col - 2;
		talk_rule(row, rows);
		talk_draw(&st->set, ui, row, col, rows, width >
		    ui_measure(ui) ? ui_measure(ui) : width, 0);
	} else if (list > 0) {
		talk_draw(&st->set, ui, row + list + 1, ui_margin(ui),
		    rows - list - 1, ui_measure(ui), 0);
	}
}

/* --- deeds --- */

static void
run_open(struct ui *ui, void *state)
{
	const struct talk_view *talk = pointed(state);
	struct about about = { 0 };

	if (talk == NULL)
		return;
	about.member = talk->other;
	ui_push(ui, &scr_talk, &about);
}

/* The first unread from here on, round. */
static void
run_space(struct ui *ui, void *state)
{
	struct messages *st = state;
	size_t i, at;

	for (i = 0; i < st->count; i++) {
		at = (st->list.at + i) % st->count;
		if (st->talks[at].unread == 0)
			continue;
		list_point(&st->list, st->rows, st->count,
		    st->talks[at].other);
		run_open(ui, state);
		return;
	}
	ui_say(ui, _("No message is unread."));
}

static void
run_reply(struct ui *ui, void *state)
{
	const struct talk_view *talk = pointed(state);

	if (talk != NULL)
		talk_write(ui, talk->other);
}

static void
named(struct ui *ui, void *state, const char *line)
{
	struct member_view view;

	if (line == NULL || *line == '\0')
		return;
	if (query_member_named(ui_store(ui), ui_who(ui), line, ui_arena(ui),
	    &view) != OK)
		ui_say(ui, _("Nobody here has that name; accents and capitals "
		    "do not matter."));
	else
		talk_write(ui, view.member.id);
}

static void
run_new(struct ui *ui, void *state)
{
	ui_ask(ui, _("To whom?"), "", false, named);
}

static void
run_sort(struct ui *ui, void *state)
{
	struct messages *st = state;

	st->by_name = !st->by_name;
	ui_say(ui, st->by_name ? _("In alphabetical order.") :
	    _("The latest first."));
	ui_reload(ui);
}

static void
removed(struct ui *ui, void *state, bool yes)
{
	const struct talk_view *talk = pointed(state);
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!yes || talk == NULL)
		return;
	args.member = talk->other;
	do
		e = ui_act(ui, ACT_MESSAGE_REMOVE, &args, &result);
	while (e == OK && result.waiting);
	if (e == OK)
		ui_say(ui, _("Removed from your side; the other person keeps "
		    "their copy."));
}

static void
run_remove(struct ui *ui, void *state)
{
	const struct talk_view *talk = pointed(state);

	if (talk != NULL)
		ui_confirm(ui, cells_printf(_("Remove all messages with %s "
		    "from your side?"), cells_str(talk->name)), removed);
}

static bool
has_talk(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No private message yet."), 0, NULL);
	return pointed(state) != NULL;
}

static bool
is_wide(struct ui *ui, const void *state, struct refusal *why)
{
	return ui_wide(ui) && pointed(state) != NULL;
}

static bool
messages_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct messages *st = state;
	int list = list_rows(ui, st);
	bool taken;

	if (place_key(ui, key))
		return true;
	taken = list_key(&st->list, st->rows, st->count, key,
	    ui_body_row(ui), list > 0 ? list : ui_body_rows(ui));
	if (taken && pointed(st) != NULL && pointed(st)->other != st->shown)
		show_pointed(ui, st);
	return taken;
}

static void
messages_close(struct ui *ui, void *state)
{
	struct messages *st = state;

	free(st->known);
	arena_free(st->shown_arena);
	talk_free(&st->set);
}

#define READ N_("Read")
#define PART N_("Take part")

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this conversation"),
	    run_open, has_talk, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER(' '), N_("read on"), N_("the first unread from here on"),
	    run_space, has_talk, ACT_MESSAGE_READ, BIND_MENU, READ },
	{ LETTER('r'), N_("reply"), N_("write to this person"), run_reply,
	    has_talk, ACT_MESSAGE_SEND, BIND_FOOTER | BIND_MENU, PART },
	{ LETTER('o'), N_("new"), N_("write to somebody"), run_new, NULL,
	    ACT_MESSAGE_SEND, BIND_FOOTER | BIND_MENU, PART },
	{ LETTER('t'), N_("sort"), N_("by date, or by name"), run_sort,
	    has_talk, -1, BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_TAB), N_("text"), N_("the text (wide window)"), run_open,
	    is_wide, -1, BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_DELETE), N_("remove"), N_("remove this conversation from "
	    "your side"), run_remove, has_talk, ACT_MESSAGE_REMOVE,
	    BIND_MENU | BIND_CHANGES, PART },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open this conversation"),
	    run_open, has_talk, -1, 0, READ },
	{ NAMED(KEY_ARROW_LEFT), N_("out"), N_("go out"), place_run_out,
	    NULL, -1, 0, READ },
	{ LETTER('n'), N_("next"), N_("the first unread from here on"),
	    run_space, has_talk, -1, 0, READ },
};

const struct screen_ops scr_messages = {
	.name = "messages",
	.title = N_("Private messages"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct messages),
	.help = N_("Conversations between you and one other person; nobody "
	    "else reads them, whatever their role."),
	.load = messages_load,
	.draw = messages_draw,
	.key = messages_key,
	.close = messages_close,
};
