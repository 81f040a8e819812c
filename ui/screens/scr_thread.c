/*
 * scr_thread: the tree of a thread: who answers whom, with what kind of
 * answer, what is unread.  From 120 columns the pointed post stands beside
 * it.  A live update never moves the pointed line nor a line above it: posts
 * that would come there are held back until the next key.
 */
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/deeds.h"
#include "ui/screens/history.h"
#include "ui/screens/talk.h"
#include "ui/screens/thread_state.h"

enum {
	FOLD_OVER = 3,		/* read branches of more posts fold */
};

/* New posts that would show between the first line and the pointer wait. */
static void
hold_back(struct thread_state *st, uint64_t top_id, uint64_t known)
{
	size_t top = tree_find(&st->tree, top_id), at = thread_pointed(st), i;

	if (at == TREE_NONE)
		return;
	if (top == TREE_NONE)		/* the charter is on top */
		top = 0;
	for (i = top + 1; i < at; i++) {
		const struct branch_view *row = &st->tree.rows[i];

		if (row->branch.post > known && !row->own)
			rangeset_add(&st->tree.held, row->branch.post,
			    row->branch.post);
	}
}

/* --- loading --- */

static enum err
thread_open(struct ui *ui, void *state, const struct about *about)
{
	struct thread_state *st = state;

	st->at.room = about->room;
	st->at.thread = about->thread;
	st->at.post = about->post;
	st->reading = st->text_focus = about->post != 0 && !about->pointed;
	st->sheet.from = about->from;
	place_forget();
	return OK;
}

static void
ask_rights(struct ui *ui, struct thread_state *st)
{
	struct act_args reply = { .post = st->at.thread };
	struct act_args fresh = { .room = st->at.room, .type = TYPE_Q };

	st->may_reply = st->may_open = false;
	if (ui_who(ui)->member == 0)
		return;
	st->may_reply = place_may_write(ui, ACT_POST_REPLY, &reply,
	    &st->why_reply);
	st->may_open = place_may_write(ui, ACT_THREAD_NEW, &fresh,
	    &st->why_open);
}

/* Entering: where to start, and what is folded. */
static void
enter(struct ui *ui, struct thread_state *st)
{
	size_t start = tree_find(&st->tree, st->at.post);

	if (start == TREE_NONE && st->tree.rows[0].unread)
		start = 0;
	if (start == TREE_NONE)
		start = tree_unread(&st->tree, 0, 1, false);
	if (start == TREE_NONE)
		start = 0;
	tree_fold_covered(&st->tree);
	if (st->tree.count + st->head_count > (size_t)ui_body_rows(ui))
		tree_fold_read(&st->tree, FOLD_OVER);
	thread_point(st, start);
	st->settled = true;
}

static void
reenter(struct thread_state *st, uint64_t top_id, uint64_t target)
{
	size_t offset = st->list.at >= st->list.top ?
	    st->list.at - st->list.top : 0;
	size_t i = tree_find(&st->tree, target);

	hold_back(st, top_id, st->newest);
	thread_build(st);
	st->list.top = st->list.at > offset ? st->list.at - offset : 0;
	if (i != TREE_NONE && target != st->list.id)
		thread_point(st, i);
}

static enum err
thread_load(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	uint64_t news;
	struct branch_view *rows;
	size_t count;
	enum err e;

	thread_follow(st);
	if ((e = query_thread(ui_store(ui), ui_who(ui), st->at.thread,
	    ui_arena(ui), &st->thread)) != OK ||
	    (e = query_room(ui_store(ui), ui_who(ui), st->thread.thread.room,
	    ui_arena(ui), &st->room)) != OK ||
	    (e = query_tree(ui_store(ui), ui_who(ui), st->at.thread,
	    ui_arena(ui), &rows, &count)) != OK)
		return e;
	if (count == 0)
		return ERR_NOT_FOUND;
	st->at.room = st->thread.thread.room;
	tree_set(&st->tree, rows, count, ui_arena(ui), place_marked);
	st->head_count = thread_head_rows(ui, &st->thread, ui_wide(ui) ?
	    SHEET_PANE - 2 - ui_margin(ui) : ui_width(ui), st->tree.only,
	    st->head);
	st->rows = arena_alloc(ui_arena(ui),
	    (count + HEAD_MAX) * sizeof(*st->rows));
	if (st->settled)
		reenter(st, st->top_id, st->at.post);
	else
		enter(ui, st);
	news = place_say_news(ui, &st->tree, thread_pointed(st), &st->newest);
	st->news = news != 0 ? news : st->news;
	ask_rights(ui, st);
	if (ui_wide(ui) && st->list.id != 0)
		sheet_load(&st->sheet, ui, st->list.id);
	thread_here(ui, st);
	ui_watch(ui, CHANGE_THREAD, st->at.thread);
	attend_reading(ui, st->at.thread);
	return OK;
}

/* --- doing something --- */

static void
compose(struct ui *ui, uint64_t room, uint64_t parent, uint64_t edits)
{
	struct about about = { .room = room, .parent = parent,
		.edits = edits };

	place_flush(ui);
	ui_push(ui, &scr_compose, &about);
}

static void
run_reply(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	compose(ui, st->at.room, st->list.id, 0);
}

static void
run_edit(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	compose(ui, st->at.room, 0, st->list.id);
}

static void
run_thread_new(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	compose(ui, st->at.room, 0, 0);
}

static void
delete_answered(struct ui *ui, void *state, bool yes)
{
	struct thread_state *st = state;
	struct act_args args = { .post = st->asked };

	if (yes && ui_act(ui, ACT_POST_DELETE, &args, NULL) == OK)
		ui_say(ui, _("Removed. The replies stay readable."));
}

static void
run_delete(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	st->asked = st->list.id;
	ui_confirm(ui, cells_printf(_("Remove #%llu? Its replies stay "
	    "readable."), (unsigned long long)st->asked), delete_answered);
}

static void
run_unread(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	const struct branch_view *row = thread_pointed_row(st);
	struct post post = {0};

	if (row == NULL)
		return;
	if (row->unread && st->left_unread == row->branch.post) {
		place_unmark_from(ui, st->at.room, st->tree.rows,
		    st->tree.count, thread_pointed(st));
		return;
	}
	st->left_unread = row->branch.post;
	if (row->unread) {
		ui_say(ui, _("It is unread already. u once more: all from "
		    "here on."));
		return;
	}
	post.id = row->branch.post;
	post.room = st->at.room;
	post.ordinal = row->branch.ordinal;
	place_unmark(ui, &post);
}

static void
catchup_answered(struct ui *ui, void *state, bool yes)
{
	struct thread_state *st = state;
	struct act_args args = { .thread = st->at.thread };

	if (!yes)
		return;
	place_flush(ui);
	if (ui_act(ui, ACT_CATCHUP, &args, NULL) == OK)
		place_say_read(ui, st->at.room);
}

static void
run_catchup(struct ui *ui, void *state)
{
	ui_confirm(ui, _("Count this whole thread as read?"),
	    catchup_answered);
}

static void
link_chosen(struct ui *ui, void *state, int index)
{
	struct thread_state *st = state;

	links_follow(&st->sheet.links, ui, index, link_chosen);
}

static void
run_links(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	if (st->sheet.post != st->list.id &&
	    sheet_load(&st->sheet, ui, st->list.id) != OK)
		return;
	sheet_choose_link(&st->sheet, ui, link_chosen);
}

/* An ignored author's text shows beside the tree, or on its own. */
static void
run_view(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	const struct branch_view *row = thread_pointed_row(st);
	struct about about = { .room = st->at.room, .thread = st->at.thread,
		.post = st->list.id, .number = 1 };

	if (row == NULL || (!row->ignored && row->mask == MASK_NOT) ||
	    ui_wide(ui))
		sheet_toggle_view(&st->sheet, ui);
	else
		ui_push(ui, &scr_post, &about);
}

static void
run_follow(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	place_flush(ui);
	attend_follow_thread(ui, st->at.thread, st->thread.watch);
}

static void
run_mute(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	place_flush(ui);
	attend_mute_thread(ui, st->at.thread, st->thread.watch);
}

static void
run_ignore(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	const struct branch_view *row = thread_pointed_row(st);

	if (row != NULL)
		attend_ignore(ui, row->branch.author, row->author,
		    row->ignored);
}

static void
run_message(struct ui *ui, void *state)
{
	const struct branch_view *row = thread_pointed_row(state);

	if (row != NULL)
		talk_write(ui, row->branch.author);
}

static void
run_history(struct ui *ui, void *state)
{
	const struct branch_view *row = thread_pointed_row(state);

	if (row != NULL)
		history_show(ui, row->branch.post);
}

/* --- what makes sense on this line --- */

static bool
may_message(struct ui *ui, const void *state, struct refusal *why)
{
	const struct branch_view *row = thread_pointed_row(state);

	return talk_possible(ui, row != NULL ? row->branch.author : 0, why);
}

static bool
is_live(struct ui *ui, const void *state, struct refusal *why)
{
	const struct branch_view *row = thread_pointed_row(state);

	refusal_set(why, N_("This post was removed."), 0, NULL);
	return row != NULL && row->branch.state == POST_LIVE;
}

static bool
may_reply(struct ui *ui, const void *state, struct refusal *why)
{
	const struct thread_state *st = state;
	const struct branch_view *row = thread_pointed_row(st);

	if (ui_who(ui)->member == 0)
		return place_for_members(ui, state, why);
	if (why != NULL)
		*why = st->why_reply;
	return st->may_reply && row != NULL && row->branch.state == POST_LIVE;
}

static bool
may_open(struct ui *ui, const void *state, struct refusal *why)
{
	const struct thread_state *st = state;

	if (why != NULL)
		*why = st->why_open;
	return st->may_open;
}

static bool
is_own(struct ui *ui, const void *state, struct refusal *why)
{
	const struct branch_view *row = thread_pointed_row(state);

	refusal_set(why, N_("Only its author can."), 0, NULL);
	return row != NULL && row->own && row->branch.state == POST_LIVE;
}

static bool
may_unread(struct ui *ui, const void *state, struct refusal *why)
{
	const struct thread_state *st = state;

	if (!place_for_members(ui, state, why))
		return false;
	refusal_set(why, N_("This thread is muted: nothing in it is unread."),
	    0, NULL);
	return st->thread.watch != WATCH_MUTE;
}

static bool
is_anothers(struct ui *ui, const void *state, struct refusal *why)
{
	const struct branch_view *row = thread_pointed_row(state);

	if (!place_for_members(ui, state, why))
		return false;
	refusal_set(why, N_("On somebody else’s post."), 0, NULL);
	return row != NULL && !row->own;
}

static bool
has_branch(struct ui *ui, const void *state, struct refusal *why)
{
	const struct branch_view *row = thread_pointed_row(state);

	refusal_set(why, N_("Nothing answers this post yet."), 0, NULL);
	return row != NULL && row->below > 0;
}

static bool
is_wide(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("In windows of 120 columns and more."), 0, NULL);
	return ui_wide(ui);
}

static bool
has_quotes(struct ui *ui, const void *state, struct refusal *why)
{
	const struct thread_state *st = state;
	const struct branch_view *row = thread_pointed_row(st);

	refusal_set(why, N_("No quote is folded here."), 0, NULL);
	if (row != NULL && (row->ignored || (row->mask != MASK_NOT &&
	    !row->own)) && row->branch.state == POST_LIVE)
		return true;
	return ui_wide(ui) && st->sheet.has_folds;
}

static bool
shows_text(struct ui *ui, const void *state, struct refusal *why)
{
	const struct thread_state *st = state;

	refusal_set(why, N_("In windows of 120 columns and more."), 0, NULL);
	return ui_wide(ui) && st->sheet.view.post.state == POST_LIVE;
}

#define READ N_("Read")
#define RAW N_("quotes, an ignored text; then as typed")
#define PART N_("Take part")

static const struct bind thread_binds[] = {
	{ NAMED(KEY_ENTER_), N_("read"), N_("read this line"),
	    thread_run_read, NULL, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER(' '), N_("read on"), N_("read on, then next unread"),
	    thread_run_space, NULL, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('r'), N_("reply"), N_("reply to this line"), run_reply,
	    may_reply, ACT_POST_REPLY, BIND_FOOTER | BIND_MENU, PART },
	{ NAMED(KEY_TAB), N_("text"), N_("tree, text (wide window)"),
	    thread_run_tab, is_wide, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('n'), N_("next"), N_("next unread: post, thread, room"),
	    thread_run_next, place_for_members, -1, BIND_FOOTER | BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('v'), N_("view"), N_("quotes, an ignored text; then as typed"),
	    run_view, has_quotes, -1, BIND_FOOTER | BIND_MENU, READ, RAW },
	{ LETTER('v'), N_("as typed"), N_("the text as it was typed"),
	    run_view, shows_text, -1, BIND_MENU, READ, RAW },
	{ LETTER('o'), N_("new"), N_("open a new thread in this room"),
	    run_thread_new, may_open, ACT_THREAD_NEW,
	    BIND_FOOTER | BIND_MENU, PART },
	{ LETTER('p'), N_("previous"), N_("previous unread"),
	    thread_run_previous, place_for_members, -1, BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('e'), N_("edit"), N_("edit this post, yours"), run_edit,
	    is_own, ACT_POST_EDIT, BIND_FOOTER | BIND_MENU, PART },
	{ NAMED(KEY_DELETE), N_("remove"), N_("remove this post, yours"),
	    run_delete, is_own, ACT_POST_DELETE, BIND_MENU | BIND_CHANGES,
	    PART },
	{ NAMED(KEY_ARROW_RIGHT), N_("unfold"), N_("unfold, then read"),
	    thread_run_right, NULL, -1, BIND_MENU, READ },
	{ NAMED(KEY_ARROW_LEFT), N_("fold"), N_("fold, then go out"),
	    thread_run_left, NULL, -1, BIND_MENU, READ },
	{ LETTER('+'), N_("unfold"), N_("unfold the branch"), thread_run_unfold,
	    has_branch, -1, BIND_MENU, READ,
	    N_("unfold, fold the branch") },
	{ LETTER('-'), N_("fold"), N_("fold the branch"),
	    thread_run_fold, NULL, -1, BIND_MENU, READ,
	    N_("unfold, fold the branch") },
	{ LETTER('f'), N_("fold"), N_("fold all that is read"),
	    thread_run_fold_read, NULL, -1, BIND_MENU, READ },
	{ LETTER('t'), N_("one type"), N_("show one type only, or all"),
	    thread_run_type, NULL, -1, BIND_MENU, READ },
	{ LETTER('l'), N_("links"), N_("links and references"), run_links,
	    NULL, -1, BIND_MENU, READ },
	{ LETTER('h'), N_("history"), N_("what it said before it was changed"),
	    run_history, is_live, -1, BIND_MENU, READ },
	{ LETTER('m'), N_("message"), N_("write to its author in private"),
	    run_message, may_message, ACT_MESSAGE_SEND, BIND_MENU, PART },
	{ LETTER('c'), N_("all read"), N_("count this thread as read"),
	    run_catchup, place_for_members, ACT_CATCHUP,
	    BIND_MENU | BIND_CHANGES, READ },
	{ LETTER('u'), N_("mark unread"), N_("mark unread; again: all from here"),
	    run_unread, may_unread, ACT_READ_UNMARK, BIND_MENU, READ },
	{ LETTER('y'), N_("follow"), N_("follow this thread, or no longer"),
	    run_follow, place_for_members, ACT_WATCH_SET, BIND_MENU, READ },
	{ LETTER('k'), N_("mute"), N_("mute this thread, or no longer"),
	    run_mute, place_for_members, ACT_WATCH_SET, BIND_MENU, READ },
	{ NAMED(KEY_NONE), N_("ignore"), N_("ignore this author, or no "
	    "longer"), run_ignore, is_anothers, ACT_IGNORE, BIND_MENU, READ },
	{ NAMED(KEY_BACKTAB), N_("text"), N_("tree, text (wide window)"),
	    thread_run_tab, is_wide, -1, 0, READ },
};

static bool
thread_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct thread_state *st = state;
	uint64_t before = st->list.id;

	thread_release(st);
	if (place_key(ui, key))
		return true;
	if (st->text_focus && ui_wide(ui) && sheet_key(&st->sheet, key)) {
		thread_here(ui, st);
		return true;
	}
	if (!list_key(&st->list, st->rows, st->row_count, key,
	    ui_body_row(ui), ui_body_rows(ui)))
		return false;
	if (st->list.id != before)
		thread_moved(ui, st, false);
	return true;
}

static void
thread_tick(struct ui *ui, void *state, bool last)
{
	struct thread_state *st = state;

	place_tick(ui, last);
	if (!last)
		attend_reading(ui, st->at.thread);
}

static void
thread_close(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	place_flush(ui);
	attend_left(ui);
	if (st->at.thread != 0)
		place_arrive((struct place){ st->at.room, st->at.thread, 0 });
	sheet_free(&st->sheet);
	tree_free(&st->tree);
}

static const char *const thread_more[] = {
	N_("C contribution   Q question   E experience   N nuance   "
	    "S synthesis"),
	N_("D disagreement, with a restatement of the other’s view"),
	N_("* unread   [+4, 1 unread] four folded   > you are here   - removed"),
	N_("Space goes on in the thread, then in the thread of the room’s "
	    "oldest unread post, then in the next room; rooms forgotten (z) "
	    "or passed (x) are left out."),
	N_("Unread is what others wrote, since 14 days before you joined, "
	    "until its last row was shown; what was removed never is."),
	NULL
};

const struct screen_ops scr_thread = {
	.name = "thread",
	.title = N_("A thread"),
	.context = CONTEXT_TREE,
	.binds = thread_binds,
	.bind_count = LENGTH(thread_binds),
	.shared = deeds,
	.shared_count = &deed_count,
	.state_size = sizeof(struct thread_state),
	.help = N_("The tree shows who answers whom; the letter shows what "
	    "kind of answer."),
	.help_more = thread_more,
	.open = thread_open,
	.load = thread_load,
	.draw = thread_draw,
	.key = thread_key,
	.tick = thread_tick,
	.close = thread_close,
};
