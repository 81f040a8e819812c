/*
 * scr_talk: a conversation of two, oldest message first, from the first
 * unread one on.  A message is read when its last row was shown; those that
 * come meanwhile are added below and move nothing.
 */
#include "ui/screens/cells.h"
#include "ui/screens/links.h"
#include "ui/screens/place.h"
#include "ui/screens/talk.h"
#include "ui/widgets/list.h"

enum { PAGE = 50, MOST = 500 };

struct talk_screen {
	uint64_t other;
	struct member_view person;	/* ui_arena, as what follows */
	struct talk_view talk;
	struct message_view *messages;
	size_t count, limit;
	struct talk_view *talks;	/* beside it, on wide windows */
	struct list_row *rows;
	size_t talk_count;
	struct list list;
	struct talk_set set;
	uint64_t at;			/* the pointed message */
	uint64_t newest;		/* when it was last loaded */
	uint64_t seen, marked;		/* shown to its end; known as read */
	uint64_t removes;		/* what the question is about */
	struct arena *link_arena;
	struct links links;		/* those offered */
	bool end;			/* show the end at the next draw */
};

/* --- loading --- */

static enum err
talk_open(struct ui *ui, void *state, const struct about *about)
{
	struct talk_screen *st = state;

	st->other = about->member;
	st->limit = PAGE;
	return OK;
}

static enum err
load_messages(struct ui *ui, struct talk_screen *st)
{
	enum err e;

	e = query_messages(ui_store(ui), ui_who(ui), st->other, 0, st->limit,
	    ui_arena(ui), &st->messages, &st->count);
	/* All that is unread is there, and what one was looking at. */
	if (e == OK && st->count == st->limit && st->limit < MOST &&
	    ((st->talk.first_unread != 0 &&
	    st->talk.first_unread < st->messages[0].number) ||
	    (st->at != 0 && st->at < st->messages[0].number))) {
		st->limit = MOST;
		e = query_messages(ui_store(ui), ui_who(ui), st->other, 0,
		    st->limit, ui_arena(ui), &st->messages, &st->count);
	}
	return e;
}

/* The conversations at the left. */
static void
load_list(struct ui *ui, struct talk_screen *st)
{
	uint64_t unread;
	size_t i;

	st->talk_count = 0;
	if (!ui_wide(ui) || query_talks(ui_store(ui), ui_who(ui), MOST,
	    ui_arena(ui), &st->talks, &st->talk_count, &unread) != OK)
		return;
	st->rows = arena_alloc(ui_arena(ui),
	    (st->talk_count + 1) * sizeof(*st->rows));
	for (i = 0; i < st->talk_count; i++)
		st->rows[i].id = st->talks[i].other;
	st->list.id = st->other;
	st->list.started = true;
	list_settle(&st->list, st->rows, st->talk_count);
}

/* Where one begins, and what is said of what came. */
static void
place_pointer(struct ui *ui, struct talk_screen *st)
{
	const struct message_view *last = st->count > 0 ?
	    &st->messages[st->count - 1] : NULL;
	size_t i;

	if (last == NULL)
		return;
	if (st->newest == 0) {
		st->at = st->talk.first_unread != 0 ? st->talk.first_unread :
		    last->number;
		st->set.anchor = st->at;
		st->set.anchor_line = -1;
		st->end = st->talk.first_unread == 0;
	} else if (last->number > st->newest && last->mine) {
		st->at = last->number;
		st->end = true;
	} else if (last->number > st->newest) {
		ui_sayf(ui, _("%s has just written below. n to go there."),
		    cells_str(last->author));
	}
	st->newest = last->number;
	/* What was pointed at may be gone: the one before it then. */
	for (i = st->count; i-- > 0 && st->messages[i].number > st->at; )
		;
	st->at = st->messages[i < st->count ? i : 0].number;
}

static enum err
talk_load(struct ui *ui, void *state)
{
	struct talk_screen *st = state;
	enum err e;

	e = query_member(ui_store(ui), ui_who(ui), st->other, ui_arena(ui),
	    &st->person);
	if (e != OK)
		return e;
	st->talk = (struct talk_view){ 0 };
	e = query_talk(ui_store(ui), ui_who(ui), st->other, ui_arena(ui),
	    &st->talk);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if ((e = load_messages(ui, st)) != OK)
		return e;
	/* Removed down to the last one, here or elsewhere. */
	if (st->count == 0 && st->newest != 0)
		return ERR_NOT_FOUND;
	talk_messages(&st->set, ui, st->messages, st->count);
	place_pointer(ui, st);
	load_list(ui, st);
	ui_watch(ui, CHANGE_MEMBER, ui_who(ui)->member);
	return OK;
}

/* --- drawing --- */

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct talk_screen *st = state;

	talk_line(ui, &st->talks[index], row, st->list.width);
}

/* Unread ones whose last row shows, none of those before left out. */
static void
note_seen(struct talk_screen *st)
{
	size_t end = st->set.top + (size_t)st->set.height, i;

	for (i = 0; i < st->count; i++) {
		const struct message_view *m = &st->messages[i];

		if (!m->unread || m->number <= st->seen)
			continue;
		if (talk_foot(&st->set, m->number) >= end)
			return;
		st->seen = m->number;
	}
}

struct area { int row, col, rows, measure; };

static struct area
area(struct ui *ui)
{
	struct area a = { ui_body_row(ui), ui_margin(ui), ui_body_rows(ui),
		ui_measure(ui) };

	if (!ui_wide(ui))
		return a;
	a.col = TALK_PANE + 4;
	if (a.measure > term_cols() - a.col - 2)
		a.measure = term_cols() - a.col - 2;
	return a;
}

static void
talk_screen_draw(struct ui *ui, void *state)
{
	struct talk_screen *st = state;
	struct area a = area(ui);

	cells_begin();
	ui_head(ui, cells_printf("%s %s %s", _("Private messages"),
	    term_sign_text(SIGN_PATH), cells_str(st->person.member.handle)),
	    st->talk.unread == 0 ? "" : cells_number(ngettext_("%s unread",
	    "%s unread", st->talk.unread), st->talk.unread));
	ui_context(ui, _("Between the two of you. Nobody else reads it."));
	term_cursor(-1, -1);
	if (st->count == 0) {
		wrap_put(ui, a.row, ui_margin(ui), ui_measure(ui), 3,
		    STYLE_TEXT, cells_printf(_("Nothing was written yet. r "
		    "writes to %s."), cells_str(st->person.member.handle)));
		return;
	}
	if (ui_wide(ui)) {
		st->list.width = TALK_PANE - 2;
		list_draw(&st->list, ui, st, st->rows, st->talk_count, a.row,
		    a.rows, draw_row);
		talk_rule(a.row, a.rows);
	}
	talk_fit(&st->set, a.rows, a.measure);
	if (st->end)
		talk_reach(&st->set, st->newest);
	st->end = false;
	talk_draw(&st->set, ui, a.row, a.col, a.rows, a.measure, st->at);
	note_seen(st);
}

/* --- moving --- */

static void
fit(struct ui *ui, struct talk_screen *st)
{
	struct area a = area(ui);

	talk_fit(&st->set, a.rows, a.measure);
}

/* After scrolling the pointer is on a message that shows. */
static void
settle(struct talk_screen *st)
{
	size_t top = st->set.top, end = top + (size_t)st->set.height, i;
	size_t head = talk_head(&st->set, st->at), to = top;
	bool found = false;

	if ((head >= top && head < end) || st->set.row_count == 0)
		return;
	for (i = top; i < end && i < st->set.row_count; i++)
		if (st->set.rows[i].line == -1 && (!found || head >= end)) {
			to = i;
			found = true;
		}
	st->at = st->messages[st->set.rows[to].message].number;
}

static size_t
index_at(const struct talk_screen *st)
{
	size_t i;

	for (i = 0; i + 1 < st->count; i++)
		if (st->messages[i].number >= st->at)
			break;
	return i;
}

static void
go(struct ui *ui, struct talk_screen *st, size_t index)
{
	fit(ui, st);
	st->at = st->messages[index].number;
	talk_reach(&st->set, st->at);
}

/* Older ones than those at hand, if there may be any. */
static bool
fetch_older(struct ui *ui, struct talk_screen *st)
{
	if (st->count < st->limit || st->limit >= 100 * (size_t)MOST)
		return false;
	st->limit += 2 * PAGE;
	ui_reload(ui);
	return true;
}

static void
scroll(struct ui *ui, struct talk_screen *st, long rows)
{
	size_t i = index_at(st);

	fit(ui, st);
	if (st->count == 0)
		return;
	if (talk_move(&st->set, rows))
		settle(st);
	else if (rows > 0 && i + 1 < st->count)
		st->at = st->messages[i + 1].number;
	else if (rows < 0 && i > 0)
		st->at = st->messages[i - 1].number;
	else if (rows < 0)
		fetch_older(ui, st);
}

static void
run_space(struct ui *ui, void *state)
{
	struct talk_screen *st = state;
	long page = st->set.height > 2 ? st->set.height - 1 : 1;

	fit(ui, st);
	if (talk_move(&st->set, page))
		settle(st);
	else
		ui_say(ui, _("The end of this conversation. r replies, Escape "
		    "goes back to the others."));
}

static void
run_next(struct ui *ui, void *state)
{
	struct talk_screen *st = state;
	size_t i = index_at(st);

	if (i + 1 < st->count)
		go(ui, st, i + 1);
	else
		ui_say(ui, _("This is the last message."));
}

static void
run_previous(struct ui *ui, void *state)
{
	struct talk_screen *st = state;
	size_t i = index_at(st);

	if (st->count > 0 && i > 0)
		go(ui, st, i - 1);
	else if (!fetch_older(ui, st))
		ui_say(ui, _("This is the first message."));
}

static bool
talk_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct talk_screen *st = state;
	long page = st->set.height > 2 ? st->set.height - 1 : 1;

	if (place_key(ui, key))
		return true;
	switch (key->code) {
	case KEY_ARROW_UP:
		scroll(ui, st, -1);
		return true;
	case KEY_ARROW_DOWN:
		scroll(ui, st, 1);
		return true;
	case KEY_WHEEL_UP:
		scroll(ui, st, -3);
		return true;
	case KEY_WHEEL_DOWN:
		scroll(ui, st, 3);
		return true;
	case KEY_PAGE_UP:
		scroll(ui, st, -page);
		return true;
	case KEY_PAGE_DOWN:
		scroll(ui, st, page);
		return true;
	case KEY_FIRST:
		if (st->count > 0)
			go(ui, st, 0);
		return true;
	case KEY_LAST:
		if (st->count > 0)
			go(ui, st, st->count - 1);
		return true;
	default:
		return false;
	}
}

/* --- deeds --- */

static void
run_reply(struct ui *ui, void *state)
{
	talk_write(ui, ((struct talk_screen *)state)->other);
}

static void
removed(struct ui *ui, void *state, bool yes)
{
	struct talk_screen *st = state;
	struct act_args args = { .member = st->other,
		.number = st->removes };

	if (yes && ui_act(ui, ACT_MESSAGE_REMOVE, &args, NULL) == OK)
		ui_say(ui, _("Removed from your side; the other person keeps "
		    "their copy."));
}

static void
run_remove(struct ui *ui, void *state)
{
	struct talk_screen *st = state;

	st->removes = st->at;
	ui_confirm(ui, _("Remove this message from your side?"), removed);
}

static bool
has_message(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No private message yet."), 0, NULL);
	return ((const struct talk_screen *)state)->count > 0;
}

static void
link_chosen(struct ui *ui, void *state, int index)
{
	links_follow(&((struct talk_screen *)state)->links, ui, index,
	    link_chosen);
}

static void
run_links(struct ui *ui, void *state)
{
	struct talk_screen *st = state;

	fit(ui, st);
	if (st->link_arena == NULL)
		st->link_arena = arena_new();
	arena_reset(st->link_arena);
	links_find(&st->links, &st->set.texts[index_at(st)], st->link_arena);
	links_choose(&st->links, ui, link_chosen);
}

static bool
has_links(struct ui *ui, const void *state, struct refusal *why)
{
	const struct talk_screen *st = state;
	const struct wrapped *text;

	refusal_set(why, N_("No link here."), 0, NULL);
	if (st->set.measure == 0 || st->count == 0)
		return false;
	text = &st->set.texts[index_at(st)];
	return text->link_count + text->ref_count > 0;
}

static void
run_person(struct ui *ui, void *state)
{
	struct about about = { .member =
	    ((struct talk_screen *)state)->other };

	ui_push(ui, &scr_person, &about);
}

static void
run_menu(struct ui *ui, void *state)
{
	ui_push(ui, &scr_menu, NULL);
}

static bool
is_wide(struct ui *ui, const void *state, struct refusal *why)
{
	return ui_wide(ui);
}

/* Read marks are written at a tick, and on leaving. */
static void
talk_tick(struct ui *ui, void *state, bool last)
{
	struct talk_screen *st = state;
	struct act_args args = { .member = st->other, .number = st->seen };

	if (st->seen <= st->marked)
		return;
	if (act_run(ui_store(ui), ui_who(ui), ACT_MESSAGE_READ, &args,
	    NULL) == OK)
		st->marked = st->seen;
}

static void
talk_close(struct ui *ui, void *state)
{
	struct talk_screen *st = state;

	talk_tick(ui, state, true);
	talk_free(&st->set);
	arena_free(st->link_arena);
}

#define READ N_("Read")
#define PART N_("Take part")

static const struct bind binds[] = {
	{ LETTER('r'), N_("reply"), N_("write to this person"), run_reply,
	    NULL, ACT_MESSAGE_SEND, BIND_FOOTER | BIND_MENU, PART },
	{ LETTER(' '), N_("read on"), N_("a page on"), run_space,
	    has_message, ACT_MESSAGE_READ, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('n'), N_("next"), N_("next message"), run_next, has_message,
	    -1, BIND_FOOTER | BIND_MENU, READ, N_("next, previous message") },
	{ LETTER('p'), N_("previous"), N_("previous message"), run_previous,
	    has_message, -1, BIND_MENU, READ, N_("next, previous message") },
	{ LETTER('l'), N_("links"), N_("links and references"), run_links,
	    has_links, -1, BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_TAB), N_("list"), N_("back to the list (wide window)"),
	    place_run_out, is_wide, -1, BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_DELETE), N_("remove"), N_("remove this message from your "
	    "side"), run_remove, has_message, ACT_MESSAGE_REMOVE,
	    BIND_MENU | BIND_CHANGES, PART },
	{ NAMED(KEY_NONE), N_("person"), N_("this person’s page"),
	    run_person, NULL, -1, BIND_MENU, READ },
	{ NAMED(KEY_ENTER_), N_("menu"), N_("all that can be done here"),
	    run_menu, NULL, -1, 0, READ },
	{ LETTER('m'), N_("reply"), N_("write to this person"), run_reply,
	    NULL, ACT_MESSAGE_SEND, 0, PART },
	{ NAMED(KEY_ARROW_LEFT), N_("out"), N_("go out"), place_run_out,
	    NULL, -1, 0, READ },
};

const struct screen_ops scr_talk = {
	.name = "talk",
	.title = N_("A conversation"),
	.context = CONTEXT_TEXT,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct talk_screen),
	.help = N_("What you and this person wrote to each other. Removing "
	    "takes a message from your side only."),
	.open = talk_open,
	.load = talk_load,
	.draw = talk_screen_draw,
	.key = talk_key,
	.tick = talk_tick,
	.close = talk_close,
};
