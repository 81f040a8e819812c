/*
 * scr_threads: the threads of a room, page by page.  The list is sorted on
 * entering it and when asked (Ctrl-L, t), never by itself: what moved or came
 * meanwhile is said in a sentence.
 */
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/screens/threads_state.h"

enum { NEAR_END = 20 };		/* lines left when the next page is read */

/* --- loading --- */

static void
add_note(struct threads_state *st, size_t which, uint32_t height)
{
	st->rows[st->row_count].id = 0;
	st->rows[st->row_count].height = height;
	st->index[st->row_count++] = st->pages.count + which;
}

static void
make_room(struct ui *ui, struct threads_state *st, int64_t date)
{
	int cells = cells_width(i18n_date(date, ui_now(ui), ui_arena(ui))) + 2;

	if (cells > st->date_cells + 1)		/* "yesterday" just fits */
		st->date_cells = cells;
}

/* Lines of the list, then a blank, who looks after the room, what it is. */
static void
build_rows(struct ui *ui, struct threads_state *st)
{
	size_t i;

	st->rows = arena_alloc(ui_arena(ui),
	    (st->pages.count + 4) * sizeof(*st->rows));
	st->index = arena_alloc(ui_arena(ui),
	    (st->pages.count + 4) * sizeof(*st->index));
	st->row_count = 0;
	st->date_cells = DATE_CELLS;
	for (i = 0; i < st->pages.count; i++) {
		if (st->only_unread && st->pages.threads[i].unread == 0)
			continue;
		make_room(ui, st, st->pages.threads[i].thread.last_post);
		st->rows[st->row_count].id = st->pages.threads[i].thread.id;
		st->rows[st->row_count].height = 1;
		st->index[st->row_count++] = i;
	}
	if (!st->pages.more && !ui_small(ui)) {
		add_note(st, 0, 1);
		if (st->room.facilitators.len > 0)
			add_note(st, 1, 1);
		if (st->room.room.description.len > 0)
			add_note(st, 2, cells_rows(st->room.room.description,
			    ui_width(ui)));
	}
	list_settle(&st->list, st->rows, st->row_count);
}

static enum err
threads_open(struct ui *ui, void *state, const struct about *about)
{
	struct threads_state *st = state;

	st->pages.room = about->room;
	st->target = about->thread != 0 ? about->thread : about->post;
	st->resort = true;
	place_forget();
	return OK;
}

static void
follow(struct threads_state *st)
{
	struct place from;

	if (!place_came_from_thread(&from))
		return;
	if (from.room != st->pages.room) {
		st->pages.room = from.room;
		st->resort = true;
		st->pages.known_count = 0;
	}
	st->target = from.thread;
}

/* This is where the reader is, for `b`. */
static void
threads_here(struct ui *ui, const struct threads_state *st)
{
	struct about about = { .room = st->pages.room, .post = st->list.id };

	ui_went(ui, &about);
}

static enum err
threads_load(struct ui *ui, void *state)
{
	struct threads_state *st = state;
	struct act_args fresh = { .type = TYPE_Q };
	size_t moved = 0;
	enum err e;

	place_flush(ui);
	follow(st);
	fresh.room = st->pages.room;
	pages_start(&st->pages);
	e = query_room(ui_store(ui), ui_who(ui), st->pages.room, ui_arena(ui),
	    &st->room);
	if (e == OK)
		e = pages_fetch(&st->pages, ui, st->resort ? PAGES_SIZE :
		    st->pages.known_count);
	if (e != OK)
		return e;
	if (!st->resort && st->pages.known_count > 0)
		moved = pages_keep_order(&st->pages, ui);
	else
		pages_remember(&st->pages);
	st->resort = false;
	build_rows(ui, st);
	if (st->target != 0)
		list_point(&st->list, st->rows, st->row_count, st->target);
	st->target = 0;
	threads_here(ui, st);
	if (moved > 0)
		ui_say(ui, cells_number(ngettext_("%s thread has moved. "
		    "Ctrl-L sorts the list again.", "%s threads have moved. "
		    "Ctrl-L sorts the list again.", moved), moved));
	st->may_open = ui_who(ui)->member != 0 && store_may(ui_store(ui),
	    ui_who(ui), ACT_THREAD_NEW, &fresh, &st->why) == OK;
	ui_watch(ui, CHANGE_ROOM, st->pages.room);
	return OK;
}

static void
read_more(struct ui *ui, struct threads_state *st)
{
	if (!st->pages.more || st->list.at + NEAR_END < st->row_count)
		return;
	if (pages_fetch(&st->pages, ui, st->pages.count + 1) != OK)
		return;
	pages_remember(&st->pages);
	build_rows(ui, st);
}

/* --- keys --- */

static void
run_open(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	if (st->list.id != 0)
		place_open(ui, (struct place){ st->pages.room, st->list.id,
		    0 });
}

static void
run_space(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	place_go_next(ui, (struct place){ st->pages.room, st->list.id, 0 });
}

static void
point_unread(struct ui *ui, struct threads_state *st, int dir)
{
	size_t i = st->list.at;

	while (dir > 0 ? i + 1 < st->row_count : i > 0) {
		i = dir > 0 ? i + 1 : i - 1;
		if (st->rows[i].id != 0 &&
		    st->pages.threads[st->index[i]].unread > 0) {
			list_point(&st->list, st->rows, st->row_count,
			    st->rows[i].id);
			read_more(ui, st);
			return;
		}
	}
	if (dir > 0)
		place_say_read(ui, st->pages.room);
	else
		ui_say(ui, _("Nothing unread before this."));
}

static void
run_next(struct ui *ui, void *state)
{
	point_unread(ui, state, 1);
}

static void
run_previous(struct ui *ui, void *state)
{
	point_unread(ui, state, -1);
}

static void
run_new(struct ui *ui, void *state)
{
	struct threads_state *st = state;
	struct about about = { .room = st->pages.room };

	ui_push(ui, &scr_compose, &about);
}

static void
run_sort(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	st->pages.order = st->pages.order == THREADS_BY_ACTIVITY ?
	    THREADS_UNREAD_FIRST : THREADS_BY_ACTIVITY;
	st->resort = true;
	st->list = (struct list){0};
	ui_reload(ui);
	ui_say(ui, st->pages.order == THREADS_BY_ACTIVITY ?
	    _("Sorted by last activity.") : _("Unread threads first."));
}

static void
run_resort(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	st->resort = true;
	ui_reload(ui);
	term_repaint();
}

static void
run_filter(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	st->only_unread = !st->only_unread;
	build_rows(ui, st);
	ui_say(ui, st->only_unread ?
	    _("Unread threads only. f shows all of them.") :
	    _("All threads."));
}

static void
run_unread(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	place_unmark_thread(ui, st->pages.room, st->list.id);
}

static void
catchup_answered(struct ui *ui, void *state, bool yes)
{
	struct threads_state *st = state;
	struct act_args args = { .room = st->pages.room };

	if (yes && ui_act(ui, ACT_CATCHUP, &args, NULL) == OK)
		ui_say(ui, _("This room counts as read."));
}

static void
run_catchup(struct ui *ui, void *state)
{
	ui_confirm(ui, _("Count this whole room as read?"), catchup_answered);
}

static const struct thread_view *
pointed(const struct threads_state *st)
{
	if (st->list.at >= st->row_count || st->rows[st->list.at].id == 0)
		return NULL;
	return &st->pages.threads[st->index[st->list.at]];
}

static void
run_follow(struct ui *ui, void *state)
{
	const struct thread_view *view = pointed(state);

	if (view != NULL)
		attend_follow_thread(ui, view->thread.id, view->watch);
}

static void
run_mute(struct ui *ui, void *state)
{
	const struct thread_view *view = pointed(state);

	if (view != NULL)
		attend_mute_thread(ui, view->thread.id, view->watch);
}

static void
run_follow_room(struct ui *ui, void *state)
{
	attend_follow_room(ui, &((struct threads_state *)state)->room);
}

static void
run_jump(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	place_next_room(ui, st->pages.room);
}

static bool
may_open(struct ui *ui, const void *state, struct refusal *why)
{
	const struct threads_state *st = state;

	if (why != NULL)
		*why = st->why;
	return st->may_open;
}

static bool
has_unread(struct ui *ui, const void *state, struct refusal *why)
{
	const struct threads_state *st = state;

	refusal_set(why, N_("All is read in this room."), 0, NULL);
	return st->room.unread > 0;
}

static bool
has_threads(struct ui *ui, const void *state, struct refusal *why)
{
	const struct threads_state *st = state;

	refusal_set(why, N_("No thread here yet."), 0, NULL);
	return ui_who(ui)->member != 0 && st->pages.count > 0;
}

static bool
has_line(struct ui *ui, const void *state, struct refusal *why)
{
	const struct threads_state *st = state;

	refusal_set(why, N_("On the line of a thread."), 0, NULL);
	return st->list.id != 0;
}

static bool
has_thread(struct ui *ui, const void *state, struct refusal *why)
{
	return place_for_members(ui, state, why) && has_line(ui, state, why);
}

static bool
may_unread(struct ui *ui, const void *state, struct refusal *why)
{
	const struct threads_state *st = state;

	if (!has_thread(ui, state, why))
		return false;
	refusal_set(why, N_("This thread is muted: nothing in it is unread."),
	    0, NULL);
	return st->pages.threads[st->index[st->list.at]].watch != WATCH_MUTE;
}

#define READ N_("Read")
#define PART N_("Take part")

static const struct bind threads_binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this thread"), run_open,
	    has_line, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER(' '), N_("read on"), N_("read on, then next unread"),
	    run_space, has_threads, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('o'), N_("new"), N_("open a new thread in this room"),
	    run_new, may_open, ACT_THREAD_NEW, BIND_FOOTER | BIND_MENU,
	    PART },
	{ LETTER('t'), N_("sort"), N_("by activity, or unread first"),
	    run_sort, has_threads, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('c'), N_("all read"), N_("count this room as read"),
	    run_catchup, has_unread, ACT_CATCHUP, BIND_FOOTER | BIND_MENU |
	    BIND_CHANGES,
	    READ },
	{ LETTER('f'), N_("filter"), N_("unread threads, or all"), run_filter,
	    has_threads, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('n'), N_("next"), N_("next thread with unread"), run_next,
	    place_for_members, -1, BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('p'), N_("previous"), N_("previous thread with unread"),
	    run_previous, place_for_members, -1, BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('u'), N_("mark unread"), N_("mark this thread unread"),
	    run_unread, may_unread, ACT_READ_UNMARK, BIND_MENU, READ },
	{ LETTER('y'), N_("follow"), N_("follow this thread, or no longer"),
	    run_follow, has_thread, ACT_WATCH_SET, BIND_MENU, READ },
	{ LETTER('k'), N_("mute"), N_("mute this thread, or no longer"),
	    run_mute, has_thread, ACT_WATCH_SET, BIND_MENU, READ },
	{ NAMED(KEY_NONE), N_("follow"), N_("follow this room, or no longer"),
	    run_follow_room, place_for_members, ACT_WATCH_SET, BIND_MENU,
	    READ },
	{ LETTER('j'), N_("jump"), N_("next room with unread"), run_jump,
	    place_for_members, -1, BIND_MENU, READ },
	{ CTRL_('l'), N_("sort"), N_("sort this list again"), run_resort,
	    NULL, -1, BIND_MENU, READ },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open this thread"),
	    run_open, has_line, -1, 0, READ },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"),
	    place_run_out, NULL, -1, 0, READ },
};

static bool
threads_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct threads_state *st = state;

	if (place_key(ui, key))
		return true;
	if (!list_key(&st->list, st->rows, st->row_count, key,
	    ui_body_row(ui), ui_body_rows(ui)))
		return false;
	read_more(ui, st);
	threads_here(ui, st);
	return true;
}

static void
threads_close(struct ui *ui, void *state)
{
	struct threads_state *st = state;

	pages_free(&st->pages);
	place_forget();
}

const struct screen_ops scr_threads = {
	.name = "threads",
	.title = N_("The threads of a room"),
	.context = CONTEXT_LIST,
	.binds = threads_binds,
	.bind_count = LENGTH(threads_binds),
	.state_size = sizeof(struct threads_state),
	.help = N_("The threads of a room. 5/23 means: 5 unread posts of 23. "
	    "Voices counts the different people who wrote."),
	.help_more = place_more,
	.open = threads_open,
	.load = threads_load,
	.draw = threads_draw,
	.key = threads_key,
	.close = threads_close,
};
