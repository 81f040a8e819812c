#include "ui/screens/place.h"

#include <string.h>

#include "store/base/clock.h"
#include "ui/core/digits.h"
#include "ui/screens/cells.h"

enum { FLUSH_AFTER = 5 };	/* seconds; a commit at most this often */

/* One session is one process, so what is here belongs to one reader. */
static struct {
	uint64_t room;			/* all marks are of one room */
	struct rangeset marks;		/* ordinals */
	struct rangeset posts;		/* the same posts, by number */
	int64_t first;			/* clock_ticks() of the oldest mark */
} pending;
static struct place here;
static struct rangeset passed;

const char *const place_more[] = {
	N_("Space goes on in the thread, then in the thread of the room’s "
	    "oldest unread post, then in the next room; rooms forgotten (z) "
	    "or passed (x) are left out."),
	N_("Unread is what others wrote, since 14 days before you joined, "
	    "until its last row was shown; what was removed never is."),
	NULL
};

/* --- read marks --- */

void
place_flush(struct ui *ui)
{
	struct act_args args = {0};

	if (pending.marks.count == 0)
		return;
	args.room = pending.room;
	args.marks = &pending.marks;
	if (act_run(ui_store(ui), ui_who(ui), ACT_READ_MARK, &args, NULL) !=
	    OK) {
		pending.first = clock_ticks();	/* tries again later */
		return;
	}
	rangeset_clear(&pending.marks);
	rangeset_clear(&pending.posts);
}

void
place_mark(struct ui *ui, const struct post *post)
{
	if (ui_who(ui)->member == 0)
		return;
	if (pending.marks.count > 0 && pending.room != post->room)
		place_flush(ui);
	if (pending.marks.count > 0 && pending.room != post->room) {
		/* The disk is full: what was read last counts. */
		rangeset_clear(&pending.marks);
		rangeset_clear(&pending.posts);
	}
	if (pending.marks.count == 0)
		pending.first = clock_ticks();
	pending.room = post->room;
	rangeset_add(&pending.marks, post->ordinal, post->ordinal);
	rangeset_add(&pending.posts, post->id, post->id);
}

bool
place_marked(const struct branch *branch)
{
	return rangeset_has(&pending.posts, branch->post);
}

void
place_unmark(struct ui *ui, const struct post *post)
{
	struct rangeset one = {0};
	struct act_args args = {0};

	place_flush(ui);
	rangeset_add(&one, post->ordinal, post->ordinal);
	args.room = post->room;
	args.marks = &one;
	if (ui_act(ui, ACT_READ_UNMARK, &args, NULL) == OK)
		ui_sayf(ui, _("#%s is unread again. u once more: all from "
		    "here on."),
		    cells_printf("%llu", (unsigned long long)post->id));
	rangeset_free(&one);
}

void
place_unmark_from(struct ui *ui, uint64_t room,
    const struct branch_view *rows, size_t count, size_t from)
{
	struct rangeset some = {0};
	struct act_args args = { .room = room, .marks = &some };
	uint64_t n = 0;
	size_t i;

	place_flush(ui);
	for (i = from; i < count; i++) {
		if (rows[i].own || rows[i].branch.state != POST_LIVE)
			continue;
		n++;
		rangeset_add(&some, rows[i].branch.ordinal,
		    rows[i].branch.ordinal);
	}
	if (n == 0)
		ui_say(ui, _("All of it is yours, or was removed."));
	else if (ui_act(ui, ACT_READ_UNMARK, &args, NULL) == OK)
		ui_say(ui, cells_number(ngettext_("%s post is unread again.",
		    "%s posts are unread again.", n), n));
	rangeset_free(&some);
}

void
place_unmark_thread(struct ui *ui, uint64_t room, uint64_t thread)
{
	struct arena *arena = arena_new();
	struct branch_view *rows;
	size_t count;
	enum err e;

	e = query_tree(ui_store(ui), ui_who(ui), thread, arena, &rows, &count);
	if (e == OK)
		place_unmark_from(ui, room, rows, count, 0);
	else
		ui_refused(ui, e, NULL);
	arena_free(arena);
}

void
place_tick(struct ui *ui, bool last)
{
	if (pending.marks.count > 0 &&
	    (last || clock_ticks() - pending.first >= FLUSH_AFTER * 1000))
		place_flush(ui);
}

/* --- going there --- */

void
place_open(struct ui *ui, struct place to)
{
	struct about about = {0};

	about.room = to.room;
	about.thread = to.thread;
	about.post = to.post;
	if (to.thread == 0) {
		ui_push(ui, &scr_threads, &about);
		return;
	}
	ui_push(ui, &scr_thread, &about);
	if (to.post != 0 && !ui_wide(ui))
		ui_push(ui, &scr_post, &about);
}

void
place_open_post(struct ui *ui, uint64_t n)
{
	struct arena *arena = arena_new();
	struct post_view post;
	enum err e;

	e = query_post(ui_store(ui), ui_who(ui), n, arena, &post);
	if (e == OK) {
		ui_jumped(ui);
		place_open(ui, (struct place){ post.post.room,
		    post.post.thread, n });
	} else if (e == ERR_NOT_FOUND)
		ui_sayf(ui, _("#%llu does not exist, or this account cannot "
		    "read it."), (unsigned long long)n);
	else
		ui_refused(ui, e, NULL);
	arena_free(arena);
}

/*
 * The store knows nothing of rooms passed for this session: walks the rooms
 * in their order, after `from`, as query_next_unread() would.
 */
static enum err
next_not_passed(struct ui *ui, struct place from, struct place *out)
{
	struct arena *arena = arena_new();
	struct room_view *rooms;
	size_t count, start = 0, i;
	enum err e;

	e = query_rooms(ui_store(ui), ui_who(ui), arena, &rooms, &count);
	if (e != OK)
		goto out;
	for (i = 0; i < count; i++)
		if (rooms[i].room.id == from.room)
			start = i + 1;
	e = ERR_NOT_FOUND;
	for (i = 0; i < count && e != OK; i++) {
		const struct room_view *room = &rooms[(start + i) % count];
		struct place next = { .room = room->room.id };

		if (room->unread > 0 && !room->forgotten &&
		    !place_passed(next.room))
			e = query_next_unread(ui_store(ui), ui_who(ui), next,
			    true, out);
	}
out:
	arena_free(arena);
	return e;
}

enum err
place_next(struct ui *ui, struct place from, struct place *out)
{
	enum err e;
	int tries;

	place_flush(ui);
	for (tries = 0; tries < 200; tries++) {
		e = query_next_unread(ui_store(ui), ui_who(ui), from, false,
		    out);
		if (e == OK && place_passed(out->room) &&
		    out->room != from.room)
			e = next_not_passed(ui, from, out);
		/* With a full disk, marks wait: passes over them. */
		if (e != OK || !rangeset_has(&pending.posts, out->post))
			return e;
		from = *out;
	}
	return ERR_NOT_FOUND;
}

void
place_say_read(struct ui *ui, uint64_t room)
{
	struct place from = { .room = room }, next;

	if (room != 0 && place_next(ui, from, &next) == OK)
		ui_say(ui, _("All read here. Next room with news: j."));
	else
		ui_say(ui, _("You have read everything."));
}

void
place_go_next(struct ui *ui, struct place from)
{
	struct place next;
	enum err e;

	if (ui_who(ui)->member == 0)
		return;
	e = place_next(ui, from, &next);
	if (e == OK)
		place_open(ui, next);
	else if (e == ERR_NOT_FOUND)
		ui_say(ui, _("You have read everything."));
	else
		ui_refused(ui, e, NULL);
}

void
place_next_room(struct ui *ui, uint64_t room)
{
	struct place from = { .room = room }, next;

	place_flush(ui);
	if (next_not_passed(ui, from, &next) != OK || next.room == room)
		ui_say(ui, _("No other room has anything unread."));
	else
		place_open(ui, (struct place){ .room = next.room });
}

static void
number_given(struct ui *ui, void *state, const char *line)
{
	uint64_t n;

	if (line == NULL)
		return;
	if (digits_number(str_of(line), 1, INT64_MAX, &n) != OK)
		ui_say(ui, _("A number is digits only, as in #1204."));
	else
		place_open_post(ui, n);
}

bool
place_key(struct ui *ui, const struct key_event *key)
{
	char initial[2] = { (char)key->cp, '\0' };

	if (key->code != KEY_TEXT || key->cp < '1' || key->cp > '9')
		return false;
	ui_ask(ui, _("Go to number:"), initial, false, number_given);
	return true;
}

bool
place_may_write(struct ui *ui, enum act act, const struct act_args *args,
    struct refusal *why)
{
	enum err e = store_may(ui_store(ui), ui_who(ui), act, args, why);

	return e == OK || e == ERR_LIMIT;
}

bool
place_for_members(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("This is for members; ssh new@… to join."), 0,
	    NULL);
	return ui_who(ui)->member != 0;
}

void
place_run_out(struct ui *ui, void *state)
{
	ui_pop(ui);
}

/* --- what lies below follows --- */

void
place_arrive(struct place place)
{
	here = place;
}

bool
place_came_from_post(struct place *out)
{
	if (here.post == 0)
		return false;
	*out = here;
	here.post = 0;
	return true;
}

bool
place_came_from_thread(struct place *out)
{
	if (here.thread == 0)
		return false;
	*out = here;
	place_forget();
	return true;
}

void
place_forget(void)
{
	memset(&here, 0, sizeof(here));
}

void
place_watch_rooms(struct ui *ui)
{
	struct arena *arena = arena_new();
	struct room_view *rooms;
	size_t count, i;

	ui_watch(ui, CHANGE_ROOMS, 0);
	if (query_rooms(ui_store(ui), ui_who(ui), arena, &rooms, &count) != OK)
		count = 0;
	for (i = 0; i < count; i++)
		ui_watch(ui, CHANGE_ROOM, rooms[i].room.id);
	arena_free(arena);
}

bool
place_passed(uint64_t room)
{
	return rangeset_has(&passed, room);
}

void
place_pass(uint64_t room, bool pass)
{
	if (pass)
		rangeset_add(&passed, room, room);
	else
		rangeset_remove(&passed, room, room);
}

static const char *
news_words(struct ui *ui, bool below)
{
	if (ui_small(ui))
		return below ? _("%s wrote below: n") :
		    _("%s wrote above: n");
	return below ? _("%s has just written below. n to go there.") :
	    _("%s has just written above. n to go there.");
}

uint64_t
place_say_news(struct ui *ui, const struct tree *tree, size_t pointed,
    uint64_t *newest)
{
	uint64_t known = *newest;
	size_t i, fresh = 0, which = 0;

	for (i = 0; i < tree->count; i++) {
		const struct branch_view *row = &tree->rows[i];

		if (row->branch.post > *newest)
			*newest = row->branch.post;
		if (row->branch.post > known && !row->own && !row->ignored &&
		    (row->unread || ui_who(ui)->member == 0)) {
			fresh++;
			which = i;
		}
	}
	if (known == 0 || fresh == 0)
		return 0;
	if (fresh > 1)
		ui_say(ui, cells_number(ngettext_("%s new post here. n to go "
		    "there.", "%s new posts here. n to go there.", fresh),
		    fresh));
	else
		ui_sayf(ui, news_words(ui, which > pointed),
		    cells_str(tree->rows[which].author));
	return tree->rows[which].branch.post;
}

bool
place_scroll(struct ui *ui, int *top, const struct key_event *key)
{
	int page = ui_body_rows(ui) > 2 ? ui_body_rows(ui) - 1 : 1;

	switch (key->code) {
	case KEY_ARROW_DOWN:
	case KEY_WHEEL_DOWN:
		*top += 1;
		return true;
	case KEY_ARROW_UP:
	case KEY_WHEEL_UP:
		*top -= 1;
		return true;
	case KEY_PAGE_DOWN:
		*top += page;
		return true;
	case KEY_PAGE_UP:
		*top -= page;
		return true;
	default:
		return false;
	}
}
