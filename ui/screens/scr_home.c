/*
 * scr_home: what is new for the reader: notices, requests and drafts; threads
 * and rooms followed; other rooms with unread posts; unanswered questions.
 * Sections without content are absent.
 */
#include "store/forum/held.h"
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/draft_row.h"
#include "ui/screens/home_state.h"
#include "ui/screens/notice_row.h"
#include "ui/screens/place.h"
#include "ui/screens/wait_row.h"

enum {
	FOLLOWED_UNREAD = 10,	/* lines of what is followed, at most… */
	FOLLOWED_READ = 3,	/* …and down to these without news */
};

/* --- lines --- */

static void
add_line(struct home_state *st, enum home_kind kind, size_t index,
    uint64_t number, const char *text)
{
	struct home_line *line = &st->lines[st->count];

	line->kind = kind;
	line->index = index;
	line->text = text;
	st->rows[st->count].height = 1;
	st->rows[st->count++].id = kind == HOME_HEADING ? 0 :
	    (uint64_t)kind << 56 | (number & ((1ull << 56) - 1));
}

static void
add_heading(struct ui *ui, struct home_state *st, const char *text)
{
	if (st->count > 0 ? !ui_small(ui) : !ui_short_rows(ui))
		add_line(st, HOME_HEADING, 0, 0, "");
	add_line(st, HOME_HEADING, 0, 0, text);
}

static void
add_for_you(struct ui *ui, struct home_state *st)
{
	const struct home *home = &st->home;
	size_t i;

	if (home_things(home) == 0)
		return;
	add_heading(ui, st, _("For you"));
	if (home->waiting > 0)
		add_line(st, HOME_WAITING, 0, 1, NULL);
	if (home->cases > 0)
		add_line(st, HOME_CASES, 0, 1, NULL);
	for (i = 0; i < home->wait_count; i++)
		add_line(st, HOME_ASKED, i, (uint64_t)
		    home->waits[i].wait.kind << 48 | home->waits[i].wait.id,
		    NULL);
	for (i = 0; i < home->notice_count; i++)
		add_line(st, HOME_NOTICE, i, home->notices[i].notice.number,
		    NULL);
	for (i = 0; i < home->draft_count; i++)
		add_line(st, HOME_DRAFT, i, home->drafts[i].draft.number,
		    NULL);
}

/* They come unread first; a few without news are a way back to them. */
static void
add_followed(struct ui *ui, struct home_state *st)
{
	const struct home *home = &st->home;
	const struct watch_view *view;
	size_t i;

	for (i = 0; i < home->followed_count && i < FOLLOWED_UNREAD; i++) {
		view = &home->followed[i];
		if (i >= FOLLOWED_READ && !home_followed_news(view))
			break;
		if (i == 0)
			add_heading(ui, st, _("Followed"));
		add_line(st, HOME_FOLLOWED, i, view->room_itself ?
		    view->room.room.id | 1ull << 55 : view->thread.thread.id,
		    NULL);
	}
}

static void
add_rooms(struct ui *ui, struct home_state *st)
{
	const struct home *home = &st->home;
	size_t before, i;

	add_heading(ui, st, _("Rooms"));
	before = st->count;
	for (i = 0; i < home->room_count; i++)
		if (!home->rooms[i].followed)
			add_line(st, HOME_ROOM, i, home->rooms[i].room.id,
			    NULL);
	if (st->count == before)
		add_line(st, HOME_ALL_ROOMS, 0, 1, NULL);
}

/* Leaves out the lines that came above the pointed one while it was looked
 * at, and the headings that stand over none but them. */
static void
hold_back(struct ui *ui, struct home_state *st)
{
	size_t at = 0, kept, heading, i;
	bool *keep = arena_alloc(ui_arena(ui), st->count + 1);

	while (at < st->count && st->rows[at].id != st->list.id)
		at++;
	if (at == st->count)
		return;
	for (i = heading = 0; i < st->count; i++) {
		keep[i] = i >= at || (st->rows[i].id != 0 &&
		    rangeset_has(&st->known, st->rows[i].id));
		if (i > 0 && st->rows[i].id == 0 && st->rows[i - 1].id != 0)
			heading = i;
		for (; keep[i] && st->rows[heading].id == 0; heading++)
			keep[heading] = true;
	}
	for (i = kept = 0; i < st->count; i++) {
		if (!keep[i])
			continue;
		st->rows[kept] = st->rows[i];
		st->lines[kept++] = st->lines[i];
	}
	if (kept < st->count)
		ui_say(ui, _("There is news above. Ctrl-L shows it."));
	st->count = kept;
}

static void
build_lines(struct ui *ui, struct home_state *st)
{
	const struct home *home = &st->home;
	size_t most = home->notice_count + home->draft_count +
	    home->wait_count +
	    home->room_count + home->question_count + FOLLOWED_UNREAD + 14, i;

	st->lines = arena_alloc(ui_arena(ui), most * sizeof(*st->lines));
	st->rows = arena_alloc(ui_arena(ui), most * sizeof(*st->rows));
	st->count = 0;
	add_for_you(ui, st);
	add_followed(ui, st);
	add_rooms(ui, st);
	if (home->question_count > 0)
		add_heading(ui, st, _("Unanswered questions"));
	for (i = 0; i < home->question_count; i++)
		add_line(st, HOME_QUESTION, i,
		    home->questions[i].thread.id, NULL);
	if (ui_live(ui))
		hold_back(ui, st);
	rangeset_clear(&st->known);
	for (i = 0; i < st->count; i++)
		if (st->rows[i].id != 0)
			rangeset_add(&st->known, st->rows[i].id,
			    st->rows[i].id);
	list_settle(&st->list, st->rows, st->count);
}

/* In an editor that nobody left, nor writes in from another login. */
static bool
was_cut(struct ui *ui, const struct draft *draft)
{
	return draft->open && !draft_held(ui_store(ui), ui_who(ui)->member,
	    draft->number);
}

/* On coming in: points at the text that was being written when a session was
 * cut, the newest. */
static void
offer_draft(struct ui *ui, struct home_state *st)
{
	size_t i;

	for (i = 0; i < st->count; i++)
		if (st->lines[i].kind == HOME_DRAFT &&
		    was_cut(ui, &st->home.drafts[st->lines[i].index].draft))
			break;
	if (i == st->count)
		return;
	list_point(&st->list, st->rows, st->count, st->rows[i].id);
	ui_say(ui, _("The line dropped. Your text is waiting: Enter to resume "
	    "it."));
}

static enum err
home_load(struct ui *ui, void *state)
{
	struct home_state *st = state;
	bool first = !st->list.started;
	enum err e;

	place_flush(ui);
	place_forget();
	e = query_home(ui_store(ui), ui_who(ui), ui_arena(ui), &st->home);
	if (e != OK)
		return e;
	build_lines(ui, st);
	if (first)
		offer_draft(ui, st);
	ui_watch(ui, CHANGE_MEMBER, ui_who(ui)->member);
	ui_watch(ui, CHANGE_DRAFTS, ui_who(ui)->member);
	place_watch_rooms(ui);
	if (st->home.cases > 0)
		ui_watch(ui, CHANGE_CASES, 0);
	if (st->home.waiting > 0)
		ui_watch(ui, CHANGE_MEMBERS, 0);
	return OK;
}

static const struct home_line *
pointed(const struct home_state *st)
{
	if (st->list.at >= st->count)
		return NULL;
	return &st->lines[st->list.at];
}

/* --- keys --- */

static struct place
followed_place(const struct watch_view *view)
{
	return (struct place){ view->room.room.id, view->room_itself ? 0 :
	    view->thread.thread.id, 0 };
}

static void
run_open(struct ui *ui, void *state)
{
	struct home_state *st = state;
	const struct home_line *line = pointed(st);
	struct about about = {0};

	if (line == NULL)
		return;
	switch (line->kind) {
	case HOME_NOTICE:
		notice_open(ui, &st->home.notices[line->index]);
		break;
	case HOME_ASKED:
		wait_open(ui, &st->home.waits[line->index]);
		break;
	case HOME_WAITING:
		about.word = "waiting";
		ui_push(ui, &scr_members, &about);
		break;
	case HOME_CASES:
		ui_push(ui, &scr_queue, &about);
		break;
	case HOME_DRAFT:
		draft_open(ui, &st->home.drafts[line->index].draft);
		break;
	case HOME_ROOM:
		place_open(ui, (struct place){
		    st->home.rooms[line->index].room.id, 0, 0 });
		break;
	case HOME_FOLLOWED:
		place_open(ui, followed_place(
		    &st->home.followed[line->index]));
		break;
	case HOME_QUESTION:
		place_open(ui, (struct place){
		    st->home.questions[line->index].thread.room,
		    st->home.questions[line->index].thread.id, 0 });
		break;
	default:
		ui_push(ui, &scr_rooms, &about);
	}
}

/* Space: what is pointed at, then all that is unread. */
static void
run_space(struct ui *ui, void *state)
{
	struct home_state *st = state;
	const struct home_line *line = pointed(st);
	struct place from = {0};

	if (line != NULL && line->kind == HOME_NOTICE &&
	    (st->home.notices[line->index].notice.post != 0 ||
	    st->home.notices[line->index].notice.kind == NOTICE_MESSAGE)) {
		notice_open(ui, &st->home.notices[line->index]);
		return;
	}
	if (line != NULL && line->kind == HOME_ROOM)
		from.room = st->home.rooms[line->index].room.id;
	if (line != NULL && line->kind == HOME_FOLLOWED)
		from = followed_place(&st->home.followed[line->index]);
	place_go_next(ui, from);
}

static void
run_tab(struct ui *ui, void *state)
{
	struct home_state *st = state;

	list_block(&st->list, st->rows, st->count, 1);
}

static void
run_backtab(struct ui *ui, void *state)
{
	struct home_state *st = state;

	list_block(&st->list, st->rows, st->count, -1);
}

static void
catchup_answered(struct ui *ui, void *state, bool yes)
{
	struct act_args args = {0};

	if (!yes)
		return;
	place_flush(ui);
	if (ui_act(ui, ACT_CATCHUP, &args, NULL) == OK)
		ui_say(ui, _("All rooms count as read."));
}

static void
run_catchup(struct ui *ui, void *state)
{
	ui_confirm(ui, _("Count all rooms as read?"), catchup_answered);
}

static void
run_drafts(struct ui *ui, void *state)
{
	struct about about = {0};

	ui_push(ui, &scr_drafts, &about);
}

static void
run_rooms(struct ui *ui, void *state)
{
	ui_push(ui, &scr_rooms, NULL);
}

static void
run_jump(struct ui *ui, void *state)
{
	place_next_room(ui, 0);
}

/* What is followed is no longer; a room or a question is from now on. */
static void
run_follow(struct ui *ui, void *state)
{
	struct home_state *st = state;
	const struct home_line *line = pointed(st);
	const struct watch_view *view;

	if (line == NULL)
		return;
	if (line->kind == HOME_ROOM) {
		attend_follow_room(ui, &st->home.rooms[line->index]);
	} else if (line->kind == HOME_QUESTION) {
		attend_follow_thread(ui,
		    st->home.questions[line->index].thread.id,
		    st->home.questions[line->index].watch);
	} else if (line->kind == HOME_FOLLOWED) {
		view = &st->home.followed[line->index];
		if (view->room_itself)
			attend_follow_room(ui, &view->room);
		else
			attend_follow_thread(ui, view->thread.thread.id,
			    view->thread.watch);
	}
}

static void
drop_answered(struct ui *ui, void *state, bool yes)
{
	struct home_state *st = state;
	const struct home_line *line = pointed(st);
	struct act_args args = {0};

	if (!yes || line == NULL || line->kind != HOME_DRAFT)
		return;
	args.number = st->home.drafts[line->index].draft.number;
	if (ui_act(ui, ACT_DRAFT_DROP, &args, NULL) == OK)
		ui_say(ui, _("Thrown away; it stays 7 days among the drafts."));
}

/* A draft is thrown away after a question; a notice is simply seen; what is
 * followed is no longer. */
static void
run_remove(struct ui *ui, void *state)
{
	struct home_state *st = state;
	const struct home_line *line = pointed(st);
	struct act_args args = {0};

	if (line != NULL && line->kind == HOME_DRAFT) {
		ui_confirm(ui, _("Throw this draft away? It stays 7 days."),
		    drop_answered);
	} else if (line != NULL && line->kind == HOME_NOTICE) {
		args.number = st->home.notices[line->index].notice.number;
		if (ui_act(ui, ACT_NOTICE_SEEN, &args, NULL) == OK)
			ui_say(ui, _("This notice is put away."));
	} else if (line != NULL && line->kind == HOME_FOLLOWED) {
		run_follow(ui, state);
	}
}

static bool
can_remove(struct ui *ui, const void *state, struct refusal *why)
{
	const struct home_line *line = pointed(state);

	refusal_set(why, N_("On a draft, a notice, or what you follow."), 0,
	    NULL);
	return line != NULL && (line->kind == HOME_DRAFT ||
	    line->kind == HOME_NOTICE || line->kind == HOME_FOLLOWED);
}

static bool
can_follow(struct ui *ui, const void *state, struct refusal *why)
{
	const struct home_line *line = pointed(state);

	refusal_set(why, N_("On a room or a thread."), 0, NULL);
	return line != NULL && (line->kind == HOME_FOLLOWED ||
	    line->kind == HOME_ROOM || line->kind == HOME_QUESTION);
}

static bool
is_asked(struct ui *ui, const void *state, struct refusal *why)
{
	const struct home_line *line = pointed(state);

	refusal_set(why, N_("On what waits for your answer."), 0, NULL);
	return line != NULL && line->kind == HOME_ASKED;
}

static bool
has_unread(struct ui *ui, const void *state, struct refusal *why)
{
	const struct home_state *st = state;

	refusal_set(why, N_("You have read everything."), 0, NULL);
	return st->home.unread > 0;
}

#define READ N_("Read")
#define PART N_("Take part")

static const struct bind home_binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this line"), run_open, NULL,
	    -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER(' '), N_("read on"), N_("read on, then next unread"),
	    run_space, has_unread, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('d'), N_("my answer"), N_("answer what waits for you"),
	    run_open, is_asked, ACT_ANSWER, BIND_FOOTER, PART },
	{ LETTER('s'), N_("rooms"), N_("rooms"), run_rooms, NULL, -1,
	    BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_TAB), N_("block"), N_("next section"), run_tab, NULL, -1,
	    BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_BACKTAB), N_("block"), N_("previous section"),
	    run_backtab, NULL, -1, 0, READ },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open this line"), run_open,
	    NULL, -1, 0, READ },
	{ LETTER('n'), N_("next"), N_("next unread"), run_space, has_unread,
	    -1, 0, READ },
	{ LETTER('j'), N_("jump"), N_("next room with unread"), run_jump,
	    has_unread, -1, BIND_MENU, READ },
	{ LETTER('c'), N_("all read"), N_("count all rooms as read"),
	    run_catchup, has_unread, ACT_CATCHUP, BIND_MENU | BIND_CHANGES,
	    READ },
	{ LETTER('y'), N_("follow"), N_("follow, or no longer"), run_follow,
	    can_follow, ACT_WATCH_SET, BIND_MENU, READ },
	{ NAMED(KEY_DELETE), N_("remove"),
	    N_("remove a draft, a notice, what is followed"), run_remove,
	    can_remove,
	    ACT_DRAFT_DROP, BIND_MENU | BIND_CHANGES, PART },
	{ NAMED(KEY_NONE), N_("drafts"), N_("your drafts, also those thrown "
	    "away these 7 days"), run_drafts, NULL, -1, BIND_MENU, PART },
};

static bool
home_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct home_state *st = state;

	if (place_key(ui, key))
		return true;
	return list_key(&st->list, st->rows, st->count, key,
	    ui_body_row(ui), ui_body_rows(ui));
}

static void
home_close(struct ui *ui, void *state)
{
	struct home_state *st = state;

	rangeset_free(&st->known);
}

const struct screen_ops scr_home = {
	.name = "home",
	.title = N_("Home"),
	.context = CONTEXT_LIST,
	.binds = home_binds,
	.bind_count = LENGTH(home_binds),
	.state_size = sizeof(struct home_state),
	.help = N_("What is new for you: answers, drafts, what you follow, "
	    "rooms with unread posts, questions that nobody answered."),
	.help_more = place_more + 1,
	.load = home_load,
	.draw = home_draw,
	.key = home_key,
	.close = home_close,
};
