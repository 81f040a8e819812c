/*
 * scr_rooms: all rooms the reader sees, by wings (t: other orders), in an order
 * that does not change while it shows; rooms forgotten (z) stay where they are
 * until the list is entered again, then stand folded at the end.
 */
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/screens/room_order.h"
#include "ui/screens/room_row.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

#define FORGOTTEN_ID UINT64_MAX	/* the line that unfolds them */

struct rooms_state {
	struct room_view *rooms;	/* ui_arena */
	size_t room_count;
	size_t *index;			/* of each row's room; ui_arena */
	const char **heading;		/* or its heading; ui_arena */
	struct list_row *rows;		/* ui_arena */
	size_t count;
	uint64_t unread, forgotten;
	struct list list;
	bool started, show_forgotten, only_unread;
	enum room_order order;
	struct room_ranks ranks;
	bool resort, hold;		/* hold: an act here moves nothing */
	struct rangeset kept;		/* forgotten while this list shows */
	uint64_t asked;
};

/* --- rows --- */

static void
add_heading(struct rooms_state *st, uint64_t id, const char *text)
{
	st->rows[st->count].id = id;
	st->rows[st->count].height = 1;
	st->heading[st->count++] = text;
}

static void
add_room(struct rooms_state *st, size_t i)
{
	st->rows[st->count].id = st->rooms[i].room.id;
	st->rows[st->count].height = 1;
	st->heading[st->count] = NULL;
	st->index[st->count++] = i;
}

static bool
shown(const struct rooms_state *st, const struct room_view *view)
{
	if (view->forgotten)
		return rangeset_has(&st->kept, view->room.id);
	return !st->only_unread || view->unread > 0;
}

static void
build_rows(struct ui *ui, struct rooms_state *st)
{
	int wing = -1;
	size_t i;

	st->count = 0;
	st->unread = st->forgotten = 0;
	for (i = 0; i < st->room_count; i++) {
		const struct room_view *view = &st->rooms[i];

		st->forgotten += view->forgotten;
		st->unread += view->forgotten ? 0 : view->unread;
		if (!shown(st, view))
			continue;
		if (view->room.wing != wing && st->order == ROOMS_BY_WING)
			add_heading(st, 0, i18n_word(VOCABULARY_WING,
			    view->room.wing));
		wing = view->room.wing;
		add_room(st, i);
	}
	if (st->forgotten > 0)
		add_heading(st, FORGOTTEN_ID, "");
	for (i = 0; i < st->room_count && st->show_forgotten; i++)
		if (st->rooms[i].forgotten && !shown(st, &st->rooms[i]))
			add_room(st, i);
	list_settle(&st->list, st->rows, st->count);
}

static const struct room_view *
pointed(const struct rooms_state *st)
{
	size_t at = st->list.at;

	if (at >= st->count || st->rows[at].id == 0 ||
	    st->heading[at] != NULL)
		return NULL;
	return &st->rooms[st->index[at]];
}

static enum err
rooms_open(struct ui *ui, void *state, const struct about *about)
{
	struct rooms_state *st = state;

	st->list.id = about->room;
	return OK;
}

/* The first time: on the first room with something unread. */
static void
point_first(struct rooms_state *st)
{
	size_t i;

	st->started = true;
	for (i = 0; i < st->count && st->list.id == 0; i++)
		if (st->rows[i].id != 0 && st->heading[i] == NULL &&
		    st->rooms[st->index[i]].unread > 0)
			st->list.id = st->rows[i].id;
	list_settle(&st->list, st->rows, st->count);
}

static enum err
rooms_load(struct ui *ui, void *state)
{
	struct rooms_state *st = state;
	struct arena *arena = ui_arena(ui);
	size_t most, i;
	enum err e;

	place_flush(ui);
	place_forget();
	e = query_rooms(ui_store(ui), ui_who(ui), arena, &st->rooms,
	    &st->room_count);
	if (e != OK)
		return e;
	if ((ui_live(ui) || st->hold) && !st->resort && st->ranks.count > 0)
		room_order_keep(&st->ranks, st->rooms, st->room_count);
	else
		room_order_sort(&st->ranks, st->rooms, st->room_count,
		    st->order);
	st->resort = st->hold = false;
	most = st->room_count + WING_COUNT * 2 + 4;
	st->rows = arena_alloc(arena, most * sizeof(*st->rows));
	st->index = arena_alloc(arena, most * sizeof(*st->index));
	st->heading = arena_alloc(arena, most * sizeof(*st->heading));
	if (!st->started) {
		uint64_t wanted = st->list.id;

		build_rows(ui, st);
		st->list.id = wanted;
		point_first(st);
	} else {
		build_rows(ui, st);
	}
	ui_watch(ui, CHANGE_ROOMS, 0);
	for (i = 0; i < st->room_count; i++)
		ui_watch(ui, CHANGE_ROOM, st->rooms[i].room.id);
	return OK;
}

/* --- drawing --- */

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct rooms_state *st = state;
	int margin = ui_margin(ui), edge = cells_edge(ui);

	if (st->heading[index] == NULL)
		room_row_draw(ui, &st->rooms[st->index[index]], row);
	else if (st->rows[index].id == FORGOTTEN_ID)
		cells_put(row, ROOM_NAME, edge - ROOM_NAME, STYLE_DIM, cells_printf(
		    st->show_forgotten ? "%s" : "%s  [+]", cells_number(
		    ngettext_("%s room forgotten", "%s rooms forgotten",
		    st->forgotten), st->forgotten)));
	else
		cells_put(row, margin, edge - margin, STYLE_TITLE,
		    st->heading[index]);
}

static void
rooms_draw(struct ui *ui, void *state)
{
	struct rooms_state *st = state;
	struct room_columns c;
	const char *heads;

	cells_begin();
	ui_head(ui, _("Rooms"), st->unread == 0 ? "" : cells_number(
	    ngettext_("%s unread", "%s unread", st->unread), st->unread));
	c = room_row_columns(ui);
	heads = cells_printf("%s%s%s%s%*s%s",
	    cells_pad(ui_who(ui)->member == 0 ? "" : _("unread"), ROOM_NAME - 2),
	    cells_pad(_("room"), c.name), cells_pad(_("who reads"), c.who),
	    cells_pad(_("hosted by"), c.hosts), c.edge - ROOM_NAME - c.name -
	    c.who - c.hosts - cells_width(_("last")), "", _("last"));
	ui_context(ui, heads);
	if (st->count == 0)
		wrap_put(ui, ui_body_row(ui) + 1, ui_margin(ui),
		    ui_measure(ui), 3, STYLE_TEXT, st->only_unread ?
		    _("No room has anything unread. f shows all of them.") :
		    _("There is no room here yet. A sysop opens them; a goes "
		    "home."));
	list_draw(&st->list, ui, st, st->rows, st->count, ui_body_row(ui),
	    ui_body_rows(ui), draw_row);
}

/* --- keys --- */

static void
run_open(struct ui *ui, void *state)
{
	struct rooms_state *st = state;
	const struct room_view *view = pointed(st);

	if (view != NULL) {
		place_open(ui, (struct place){ view->room.id, 0, 0 });
	} else if (st->list.id == FORGOTTEN_ID) {
		st->show_forgotten = !st->show_forgotten;
		build_rows(ui, st);
	}
}

static void
run_space(struct ui *ui, void *state)
{
	const struct room_view *view = pointed(state);
	struct place from = {0};

	if (view != NULL && !view->forgotten)
		from.room = view->room.id;
	place_go_next(ui, from);
}

/* n and p: the pointer goes to a room with unread posts. */
static void
point_unread(struct ui *ui, struct rooms_state *st, int dir)
{
	size_t i = st->list.at;

	while (dir > 0 ? i + 1 < st->count : i > 0) {
		i = dir > 0 ? i + 1 : i - 1;
		if (st->rows[i].id != 0 && st->heading[i] == NULL &&
		    st->rooms[st->index[i]].unread > 0 &&
		    !st->rooms[st->index[i]].forgotten) {
			list_point(&st->list, st->rows, st->count,
			    st->rows[i].id);
			return;
		}
	}
	ui_say(ui, dir > 0 ? _("Nothing unread after this.") :
	    _("Nothing unread before this."));
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
catchup_answered(struct ui *ui, void *state, bool yes)
{
	struct rooms_state *st = state;
	struct act_args args = { .room = st->asked };

	st->hold = yes;
	if (yes && ui_act(ui, ACT_CATCHUP, &args, NULL) == OK)
		ui_say(ui, st->asked != 0 ? _("This room counts as read.") :
		    _("All rooms count as read."));
}

static void
catchup_chosen(struct ui *ui, void *state, int index)
{
	struct rooms_state *st = state;

	if (index < 0)
		return;
	st->asked = index == 0 ? st->asked : 0;
	if (index == 0)
		catchup_answered(ui, st, true);
	else
		ui_confirm(ui, _("Count all rooms as read?"),
		    catchup_answered);
}

static void
run_catchup(struct ui *ui, void *state)
{
	static struct choice choices[2];
	struct rooms_state *st = state;
	const struct room_view *view = pointed(st);

	st->asked = view == NULL ? 0 : view->room.id;
	if (view == NULL || view->unread == 0) {
		st->asked = 0;
		ui_confirm(ui, _("Count all rooms as read?"),
		    catchup_answered);
		return;
	}
	choices[0].text = _("this room");
	choices[1].text = _("all rooms");
	ui_choose(ui, _("Count as read:"), choices, 2, catchup_chosen);
}

static void
run_forget(struct ui *ui, void *state)
{
	struct rooms_state *st = state;
	const struct room_view *view = pointed(st);
	struct act_args args = {0};
	bool back;

	if (view == NULL)
		return;
	args.room = view->room.id;
	back = view->forgotten;
	st->hold = true;
	if (!back)
		rangeset_add(&st->kept, view->room.id, view->room.id);
	if (ui_act(ui, ACT_ROOM_FORGET, &args, NULL) == OK)
		ui_say(ui, back ? _("This room is back among yours.") :
		    _("Room forgotten. z takes it back, later from the last "
		    "line."));
}

static void
run_follow(struct ui *ui, void *state)
{
	const struct room_view *view = pointed(state);

	if (view != NULL)
		attend_follow_room(ui, view);
}

static void
run_pass(struct ui *ui, void *state)
{
	const struct room_view *view = pointed(state);
	bool pass;

	if (view == NULL)
		return;
	pass = !place_passed(view->room.id);
	place_pass(view->room.id, pass);
	ui_say(ui, pass ? _("Passed until your next login. x again takes it "
	    "back.") : _("This room is read again."));
}

static void
run_sort(struct ui *ui, void *state)
{
	static const char *const said[ROOM_ORDERS] = {
		N_("Rooms by wings."), N_("Rooms by last activity."),
		N_("Rooms with unread posts first.") };
	struct rooms_state *st = state;

	st->order = (st->order + 1) % ROOM_ORDERS;
	st->resort = true;
	ui_reload(ui);
	ui_say(ui, _(said[st->order]));
}

static void
run_filter(struct ui *ui, void *state)
{
	struct rooms_state *st = state;

	st->only_unread = !st->only_unread;
	build_rows(ui, st);
	ui_say(ui, st->only_unread ?
	    _("Rooms with unread posts only. f shows all of them.") :
	    _("All rooms."));
}

static void
run_jump(struct ui *ui, void *state)
{
	const struct room_view *view = pointed(state);

	place_next_room(ui, view == NULL ? 0 : view->room.id);
}

static void
run_tab(struct ui *ui, void *state)
{
	struct rooms_state *st = state;

	list_block(&st->list, st->rows, st->count, 1);
}

static void
run_backtab(struct ui *ui, void *state)
{
	struct rooms_state *st = state;

	list_block(&st->list, st->rows, st->count, -1);
}

static bool
is_room(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("On the line of a room."), 0, NULL);
	return ui_who(ui)->member != 0 && pointed(state) != NULL;
}

static bool
has_line(struct ui *ui, const void *state, struct refusal *why)
{
	const struct rooms_state *st = state;

	refusal_set(why, N_("On the line of a room."), 0, NULL);
	return st->list.id != 0;
}

static bool
has_rooms(struct ui *ui, const void *state, struct refusal *why)
{
	const struct rooms_state *st = state;

	refusal_set(why, N_("There is no room here yet."), 0, NULL);
	return ui_who(ui)->member != 0 && st->room_count > 0;
}

static bool
has_unread(struct ui *ui, const void *state, struct refusal *why)
{
	const struct rooms_state *st = state;

	refusal_set(why, N_("You have read everything."), 0, NULL);
	return ui_who(ui)->member != 0 && st->unread > 0;
}

#define READ N_("Read")

static const struct bind rooms_binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this room"), run_open,
	    has_line, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER(' '), N_("read on"), N_("read on, then next unread"),
	    run_space, has_unread, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('c'), N_("all read"), N_("count this room, or all, as read"),
	    run_catchup, has_unread, ACT_CATCHUP, BIND_FOOTER | BIND_MENU |
	    BIND_CHANGES,
	    READ },
	{ LETTER('t'), N_("sort"), N_("by wings, activity, unread first"),
	    run_sort, has_rooms, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('f'), N_("filter"), N_("rooms with unread posts, or all"),
	    run_filter, has_rooms, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('n'), N_("next"), N_("next room with unread, in this list"),
	    run_next, has_unread, -1, BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('p'), N_("previous"), N_("previous room with unread"),
	    run_previous, has_unread, -1, BIND_MENU, READ,
	    N_("next, previous unread") },
	{ LETTER('j'), N_("jump"), N_("next room with unread"), run_jump,
	    has_unread, -1, BIND_MENU, READ },
	{ LETTER('x'), N_("pass"), N_("pass this room until next login"),
	    run_pass, is_room, -1, BIND_MENU, READ },
	{ LETTER('z'), N_("forget"), N_("forget or take back this room"),
	    run_forget, is_room, ACT_ROOM_FORGET, BIND_MENU, READ },
	{ LETTER('y'), N_("follow"), N_("follow this room, or no longer"),
	    run_follow, is_room, ACT_WATCH_SET, BIND_MENU, READ },
	{ NAMED(KEY_TAB), N_("block"), N_("next section"), run_tab, has_line,
	    -1, BIND_MENU, READ },
	{ NAMED(KEY_BACKTAB), N_("block"), N_("previous section"),
	    run_backtab, has_line, -1, 0, READ },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open this room"), run_open,
	    has_line, -1, 0, READ },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"),
	    place_run_out, NULL, -1, 0, READ },
};

static bool
rooms_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct rooms_state *st = state;

	if (place_key(ui, key))
		return true;
	return list_key(&st->list, st->rows, st->count, key,
	    ui_body_row(ui), ui_body_rows(ui));
}

static void
rooms_close(struct ui *ui, void *state)
{
	struct rooms_state *st = state;

	room_order_free(&st->ranks);
	rangeset_free(&st->kept);
}

const struct screen_ops scr_rooms = {
	.name = "rooms",
	.title = N_("Rooms"),
	.context = CONTEXT_LIST,
	.binds = rooms_binds,
	.bind_count = LENGTH(rooms_binds),
	.state_size = sizeof(struct rooms_state),
	.help = N_("All rooms you can read, by wings. The figure on the left "
	    "is what you have not read."),
	.help_more = place_more,
	.open = rooms_open,
	.load = rooms_load,
	.draw = rooms_draw,
	.key = rooms_key,
	.close = rooms_close,
};
