/*
 * scr_post: one post, set for reading.  Space goes on page by page, then to
 * the next unread post, thread and room without leaving the screen; what lies
 * below on the stack follows (place.h).
 */
#include "ui/core/round_words.h"
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/deeds.h"
#include "ui/screens/history.h"
#include "ui/screens/place.h"
#include "ui/screens/sheet.h"
#include "ui/screens/talk.h"

struct post_screen {
	struct place at;
	struct sheet sheet;
	struct tree tree;		/* of the whole thread, for n and p */
	struct thread_view thread;
	uint64_t newest;
	uint64_t news;			/* where n goes, as was just said */
	uint64_t left_unread;		/* u: not marked again on this visit */
	bool may_reply;
	struct refusal why;
};

static size_t
post_index(const struct post_screen *st)
{
	return tree_find(&st->tree, st->at.post);
}

static enum err
post_open(struct ui *ui, void *state, const struct about *about)
{
	struct post_screen *st = state;
	enum err e;

	e = sheet_load(&st->sheet, ui, about->post);
	if (e != OK)
		return e;
	st->at.post = about->post;
	st->at.thread = st->sheet.view.post.thread;
	st->at.room = st->sheet.view.post.room;
	st->sheet.from = about->from;
	/* number 1: with the text of an ignored author. */
	sheet_reveal(&st->sheet, about->number == 1);
	return OK;
}

/* This is where the reader is, for `b`. */
static void
post_here(struct ui *ui, const struct post_screen *st)
{
	struct about about = { .room = st->at.room, .thread = st->at.thread,
		.post = st->at.post, .from = sheet_offset(&st->sheet) };

	ui_went(ui, &about);
}

static enum err
post_load(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	struct act_args args = { .post = st->at.post };
	struct branch_view *rows;
	uint64_t news;
	size_t count;
	enum err e;

	if ((e = sheet_load(&st->sheet, ui, st->at.post)) != OK ||
	    (e = query_tree(ui_store(ui), ui_who(ui), st->at.thread,
	    ui_arena(ui), &rows, &count)) != OK ||
	    (e = query_thread(ui_store(ui), ui_who(ui), st->at.thread,
	    ui_arena(ui), &st->thread)) != OK)
		return e;
	tree_set(&st->tree, rows, count, ui_arena(ui), place_marked);
	st->may_reply = ui_who(ui)->member != 0 && place_may_write(ui,
	    ACT_POST_REPLY, &args, &st->why);
	news = place_say_news(ui, &st->tree, post_index(st), &st->newest);
	st->news = news != 0 ? news : st->news;
	place_arrive(st->at);
	post_here(ui, st);
	ui_watch(ui, CHANGE_THREAD, st->at.thread);
	attend_reading(ui, st->at.thread);
	return OK;
}

/* The text was shown to its end: it is read. */
static void
post_mark(struct ui *ui, struct post_screen *st)
{
	size_t i = post_index(st);

	if (!sheet_done(&st->sheet) || st->left_unread == st->at.post ||
	    i == TREE_NONE || !st->tree.rows[i].unread)
		return;
	place_mark(ui, &st->sheet.view.post);
	tree_mark(&st->tree, i, false);
}

/* Rows above the text: who wrote, where there is no row 2 for that; and a
 * blank one where there is room. */
static int
post_skip(struct ui *ui)
{
	return ui_short_rows(ui) + (ui_body_rows(ui) > 11);
}

static void
post_draw(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	int row = ui_body_row(ui), skip = post_skip(ui);
	int col = ui_margin(ui) + (ui_small(ui) ? 0 : 2);

	cells_begin();
	if (ui_short_rows(ui))
		cells_put(row, ui_margin(ui), ui_width(ui), STYLE_DIM,
		    sheet_who(&st->sheet, ui, ui_width(ui)));
	sheet_draw(&st->sheet, row + skip, col, ui_body_rows(ui) - skip,
	    ui_measure(ui));
	post_mark(ui, st);
	ui_head(ui, cells_printf("%s %s %s",
	    cells_str(st->sheet.view.room_title), term_sign_text(SIGN_PATH),
	    cells_str(st->sheet.view.title)), sheet_where(&st->sheet, ui));
	if (!ui_short_rows(ui))
		ui_context(ui, sheet_who(&st->sheet, ui, ui_width(ui)));
}

/* --- going on --- */

static void
post_go(struct ui *ui, struct post_screen *st, struct place to)
{
	bool elsewhere = to.thread != st->at.thread;
	enum err e;

	e = sheet_load(&st->sheet, ui, to.post);
	if (e != OK) {
		ui_refused(ui, e, NULL);
		return;
	}
	st->at = to;
	st->left_unread = st->news = 0;
	place_arrive(to);
	if (elsewhere) {
		st->newest = 0;
		ui_reload(ui);
	}
	post_here(ui, st);
}

static void
post_go_index(struct ui *ui, struct post_screen *st, size_t i)
{
	struct place to = st->at;

	to.post = st->tree.rows[i].branch.post;
	post_go(ui, st, to);
}

/* To the next unread: in this thread from memory, else as the store says. */
static void
post_next(struct ui *ui, struct post_screen *st)
{
	size_t i = post_index(st), next;
	struct place to;

	next = i == TREE_NONE ? TREE_NONE :
	    tree_unread(&st->tree, i, 1, true);
	if (next != TREE_NONE && next != i)
		post_go_index(ui, st, next);
	else if (place_next(ui, st->at, &to) == OK &&
	    to.post != st->at.post)
		post_go(ui, st, to);
	else
		place_say_read(ui, 0);
}

static void
run_space(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	sheet_fit(&st->sheet, ui_body_rows(ui) - post_skip(ui),
	    ui_measure(ui));
	if (sheet_page(&st->sheet)) {
		post_here(ui, st);
		return;
	}
	if (ui_who(ui)->member == 0)
		ui_say(ui, _("End of this post. Escape goes back to the "
		    "thread."));
	else
		post_next(ui, st);
}

static void
run_next(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	size_t news = tree_find(&st->tree, st->news);

	if (news != TREE_NONE && st->tree.rows[news].unread)
		post_go_index(ui, st, news);
	else
		post_next(ui, st);
}

static void
run_previous(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	size_t i = post_index(st), previous;
	struct place to;

	previous = i == TREE_NONE ? TREE_NONE :
	    tree_unread(&st->tree, i, -1, false);
	if (previous != TREE_NONE) {
		post_go_index(ui, st, previous);
		return;
	}
	place_flush(ui);
	if (query_previous_unread(ui_store(ui), ui_who(ui), st->at, &to) ==
	    OK && to.post != st->at.post)
		post_go(ui, st, to);
	else
		ui_say(ui, _("Nothing unread before this."));
}

/* --- doing something with it --- */

static void
run_reply(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	struct about about = { .room = st->at.room, .thread = st->at.thread,
		.parent = st->at.post };

	place_flush(ui);
	ui_push(ui, &scr_compose, &about);
}

static void
run_edit(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	struct about about = { .room = st->at.room, .thread = st->at.thread,
		.edits = st->at.post };

	place_flush(ui);
	ui_push(ui, &scr_compose, &about);
}

static void
delete_answered(struct ui *ui, void *state, bool yes)
{
	struct post_screen *st = state;
	struct act_args args = { .post = st->at.post };

	if (yes && ui_act(ui, ACT_POST_DELETE, &args, NULL) == OK)
		ui_say(ui, _("Removed. The replies stay readable."));
}

static void
run_delete(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	ui_confirm(ui, cells_printf(_("Remove #%llu? Its replies stay "
	    "readable."), (unsigned long long)st->at.post), delete_answered);
}

static void
run_unread(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	size_t i = post_index(st);

	if (st->left_unread == st->at.post && i != TREE_NONE) {
		place_unmark_from(ui, st->at.room, st->tree.rows,
		    st->tree.count, i);
		return;
	}
	st->left_unread = st->at.post;
	place_unmark(ui, &st->sheet.view.post);
}

static void
run_quotes(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	if (sheet_hidden(&st->sheet))
		sheet_reveal(&st->sheet, true);
	else
		sheet_toggle_quotes(&st->sheet);
}

static void
run_follow(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	place_flush(ui);
	attend_follow_thread(ui, st->at.thread, st->thread.watch);
}

static void
run_mute(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	place_flush(ui);
	attend_mute_thread(ui, st->at.thread, st->thread.watch);
}

static void
run_ignore(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	const struct post_view *view = &st->sheet.view;

	attend_ignore(ui, view->post.author, view->author, view->ignored);
}

static void
run_view(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	sheet_toggle_view(&st->sheet, ui);
}

static void
link_chosen(struct ui *ui, void *state, int index)
{
	struct post_screen *st = state;

	links_follow(&st->sheet.links, ui, index, link_chosen);
}

static void
run_links(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	sheet_choose_link(&st->sheet, ui, link_chosen);
}

static void
run_menu(struct ui *ui, void *state)
{
	struct about about = {0};

	ui_push(ui, &scr_menu, &about);
}

static void
run_thread_new(struct ui *ui, void *state)
{
	struct post_screen *st = state;
	struct about about = { .room = st->at.room };

	place_flush(ui);
	ui_push(ui, &scr_compose, &about);
}

static void
run_message(struct ui *ui, void *state)
{
	place_flush(ui);
	talk_write(ui, ((struct post_screen *)state)->sheet.view.post.author);
}

static void
run_history(struct ui *ui, void *state)
{
	history_show(ui, ((struct post_screen *)state)->at.post);
}

static bool
may_message(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	return talk_possible(ui, st->sheet.view.post.author, why);
}

/* That there is a case that nobody has decided is not said. */
static void
run_decision(struct ui *ui, void *state)
{
	const struct post_screen *st = state;
	struct about about = { .number = st->sheet.view.post.casefile };
	struct case_view view;

	if (about.number != 0 && query_case(ui_store(ui), ui_who(ui),
	    about.number, ui_arena(ui), &view) == OK)
		ui_push(ui, &scr_case, &about);
	else
		ui_say(ui, _("Nothing was decided of this post."));
}

static bool
is_own(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("This post is not yours."), 0, NULL);
	return ((const struct post_screen *)state)->sheet.view.own;
}

static bool
has_history(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("This post was never changed."), 0, NULL);
	return st->sheet.view.post.edited != 0 &&
	    st->sheet.view.post.state == POST_LIVE;
}

static bool
may_reply(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	if (why != NULL)
		*why = st->why;
	return st->may_reply && st->sheet.view.post.state == POST_LIVE;
}

static bool
may_edit(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("Only its author can."), 0, NULL);
	return st->sheet.view.may_edit;
}

static bool
may_delete(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("Only its author can."), 0, NULL);
	return st->sheet.view.may_delete;
}

static bool
has_quotes(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("No quote is folded here."), 0, NULL);
	return st->sheet.has_folds || ((st->sheet.view.ignored ||
	    st->sheet.view.opens) && st->sheet.view.post.state == POST_LIVE);
}

static bool
is_anothers(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	if (!place_for_members(ui, state, why))
		return false;
	refusal_set(why, N_("On somebody else’s post."), 0, NULL);
	return !st->sheet.view.own;
}

static bool
may_unread(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	if (!place_for_members(ui, state, why))
		return false;
	refusal_set(why, N_("This thread is muted: nothing in it is unread."),
	    0, NULL);
	return st->thread.watch != WATCH_MUTE;
}

static bool
is_live(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("Its text was removed."), 0, NULL);
	return st->sheet.view.post.state == POST_LIVE;
}

static bool
may_answer(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("This post asks you nothing."), 0, NULL);
	return st->sheet.view.may_answer || st->sheet.view.may_stand ||
	    st->thread.asks != 0 || round_asks(&st->thread.round);
}

static bool
has_links(struct ui *ui, const void *state, struct refusal *why)
{
	const struct post_screen *st = state;

	refusal_set(why, N_("No link here."), 0, NULL);
	return st->sheet.links.count > 0;
}

#define READ N_("Read")
#define RAW N_("quotes, an ignored text; then as typed")
#define PART N_("Take part")

static const struct bind post_binds[] = {
	{ LETTER(' '), N_("read on"), N_("a page on, then the next unread"),
	    run_space, NULL, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('r'), N_("reply"), N_("reply to this post"), run_reply,
	    may_reply, ACT_POST_REPLY, BIND_FOOTER | BIND_MENU, PART },
	{ LETTER('e'), N_("edit"), N_("edit this post, yours"), run_edit,
	    may_edit, ACT_POST_EDIT, BIND_FOOTER | BIND_MENU, PART },
	{ LETTER('d'), N_("my answer"), N_("answer what this asks "
	    "you"), deed_answer, may_answer, ACT_ANSWER, BIND_FOOTER, PART },
	{ LETTER('v'), N_("view"), N_("quotes, an ignored text; then as typed"),
	    run_view, has_quotes, -1, BIND_FOOTER | BIND_MENU, READ, RAW },
	{ LETTER('v'), N_("as typed"), N_("the text as it was typed"),
	    run_view, is_live, -1, BIND_MENU, READ, RAW },
	{ LETTER('l'), N_("links"), N_("links and references"), run_links,
	    has_links, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('h'), N_("history"), N_("what it said before it was changed"),
	    run_history, has_history, -1, BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_NONE), N_("decision"), N_("what was decided of this post, "
	    "yours"), run_decision, is_own, -1, BIND_MENU, READ },
	{ LETTER('n'), N_("next"), N_("next unread: post, thread, room"), run_next,
	    place_for_members, -1, BIND_FOOTER | BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('p'), N_("previous"), N_("previous unread"), run_previous,
	    place_for_members, -1, BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('u'), N_("mark unread"), N_("mark unread; again: all from here"), run_unread,
	    may_unread, ACT_READ_UNMARK, BIND_MENU, READ },
	{ LETTER('y'), N_("follow"), N_("follow this thread, or no longer"),
	    run_follow, place_for_members, ACT_WATCH_SET, BIND_MENU, READ },
	{ LETTER('k'), N_("mute"), N_("mute this thread, or no longer"),
	    run_mute, place_for_members, ACT_WATCH_SET, BIND_MENU, READ },
	{ NAMED(KEY_NONE), N_("ignore"), N_("ignore this author, or no "
	    "longer"), run_ignore, is_anothers, ACT_IGNORE, BIND_MENU, READ },
	{ LETTER('m'), N_("message"), N_("write to its author in private"),
	    run_message, may_message, ACT_MESSAGE_SEND, BIND_MENU, PART },
	{ LETTER('o'), N_("new"), N_("open a new thread in this room"),
	    run_thread_new, place_for_members, ACT_THREAD_NEW, BIND_MENU,
	    PART },
	{ NAMED(KEY_DELETE), N_("remove"), N_("remove this post, yours"),
	    run_delete, may_delete, ACT_POST_DELETE,
	    BIND_MENU | BIND_CHANGES, PART },
	{ NAMED(KEY_ARROW_LEFT), N_("out"), N_("back to the tree"),
	    place_run_out, NULL, -1, 0, READ },
	{ NAMED(KEY_ENTER_), N_("menu"), N_("all that can be done here"),
	    run_menu, NULL, -1, 0, READ },
	{ LETTER('+'), N_("unfold"), N_("unfold or fold the quotes"),
	    run_quotes, has_quotes, -1, 0, READ },
	{ LETTER('-'), N_("fold"), N_("unfold or fold the quotes"),
	    run_quotes, has_quotes, -1, 0, READ },
};

static bool
post_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct post_screen *st = state;

	if (place_key(ui, key))
		return true;
	if (!sheet_key(&st->sheet, key))
		return false;
	post_here(ui, st);
	return true;
}

static void
post_tick(struct ui *ui, void *state, bool last)
{
	struct post_screen *st = state;

	place_tick(ui, last);
	if (!last)
		attend_reading(ui, st->at.thread);
}

static void
post_close(struct ui *ui, void *state)
{
	struct post_screen *st = state;

	attend_left(ui);
	sheet_free(&st->sheet);
	tree_free(&st->tree);
}

const struct screen_ops scr_post = {
	.name = "post",
	.title = N_("A post"),
	.context = CONTEXT_TEXT,
	.binds = post_binds,
	.bind_count = LENGTH(post_binds),
	.shared = deeds,
	.shared_count = &deed_count,
	.state_size = sizeof(struct post_screen),
	.help = N_("A post, whole. Space reads on: a page, then the next "
	    "unread post, thread, room."),
	.help_more = place_more,
	.open = post_open,
	.load = post_load,
	.draw = post_draw,
	.key = post_key,
	.tick = post_tick,
	.close = post_close,
};
