/*
 * query_threads: a page of a room's threads, and a thread's tree.
 */
#include "store/forum/reader.h"
#include "store/forum/rhythm.h"
#include "store/forum/setting.h"
#include "store/forum/share.h"
#include "store/forum/strict.h"
#include "store/forum/views.h"

#include <string.h>

enum { PAGE_MAX = 500 };

enum err
view_thread(struct reader *r, const struct thread *thread,
    const struct rangeset *known, struct thread_view *out)
{
	out->thread = *thread;
	out->author = reader_author(r, thread->author, thread->id);
	out->last_author = reader_author(r, thread->last_author, thread->id);
	out->watch = reader_watch(r, thread);
	out->rhythm = rhythm_now(thread, r->caller.now);
	out->rhythm_gap = rhythm_gap(r->store, r->txn, out->rhythm);
	if (out->rhythm != RHYTHM_FREE)
		out->rhythm_by = reader_author(r, thread->rhythm_by, thread->id);
	if (thread->closed != 0)
		out->closed_by = reader_author(r, thread->closed_by, thread->id);
	return reader_thread_unread(r, thread, known, &out->unread);
}

/* Where a page starts: the room's top, or just after thread `before`. */
static enum err
page_start(struct reader *r, uint64_t room, uint64_t before, struct key *out)
{
	struct thread	thread;
	enum err	e;

	if (before == 0) {
		*out = key_u64(room);
		return OK;
	}
	if ((e = load_thread(r->txn, before, r->scratch, &thread)) != OK)
		return e;
	if (thread.room != room)
		return ERR_NOT_FOUND;
	*out = key_u64_u64_u64(room, ~(uint64_t)thread.last_post, ~before + 1);
	return OK;
}

static enum err
page_load(struct reader *r, const struct room *room, uint64_t before,
    size_t limit, const struct rangeset *known, struct thread_view **out,
    size_t *count)
{
	struct key	 from, prefix = key_u64(room->id);
	struct cursor	*cursor;
	struct str	 key, val;
	struct thread	 thread;
	enum err	 e;

	if ((e = page_start(r, room->id, before, &from)) != OK ||
	    (e = db_cursor_open(r->txn, DB_ROOM_THREAD, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&from), &key, &val);
	    e == OK && *count < limit && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = load_thread(r->txn, room_thread_id(key), r->arena,
		    &thread);
		if (e == OK)
			e = view_thread(r, &thread, known,
			    ARENA_PUSH(r->arena, *out, *count));
		if (e == ERR_NOT_FOUND)
			e = ERR_DAMAGED;
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Unread ones first; the order stays otherwise. */
static void
unread_first(struct reader *r, struct thread_view *views, size_t count)
{
	struct thread_view	*copy;
	size_t			 i, at = 0;
	int			 pass;

	copy = arena_alloc(r->scratch, (count + 1) * sizeof(*copy));
	memcpy(copy, views, count * sizeof(*copy));
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < count; i++)
			if ((copy[i].unread == 0) == (pass == 1))
				views[at++] = copy[i];
}

enum err
query_threads(struct store *store, const struct who *who, uint64_t id,
    uint64_t before, size_t limit, enum thread_order order,
    struct arena *arena, struct thread_view **out, size_t *count)
{
	struct thread_view	*views = NULL;
	struct rangeset		 known = { 0 };
	struct reader		 r;
	struct room		 room;
	size_t			 n = 0;
	enum err		 e;

	if (limit == 0 || limit > PAGE_MAX)
		return ERR_INPUT;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = reader_room(&r, id, &room)) == OK &&
	    (e = reader_known(&r, &room, &known, NULL)) == OK)
		e = page_load(&r, &room, before, limit, &known, &views, &n);
	if (e == OK) {
		if (order == THREADS_UNREAD_FIRST && n > 0)
			unread_first(&r, views, n);
		*out = views;
		*count = n;
	}
	rangeset_free(&known);
	return reader_close(&r, e);
}

/* The reader's own disagreement that waits for its answer. */
static enum err
withheld_view(struct reader *r, struct thread_view *out)
{
	struct post	post;
	enum err	e;

	if (!out->thread.strict || r->self.id == 0)
		return OK;
	out->withheld = strict_of(r->txn, out->thread.id, r->self.id);
	if (out->withheld == 0)
		return OK;
	e = load_post(r->txn, out->withheld, r->scratch, &post);
	if (e == OK)
		out->withheld_until = strict_until(r->store, r->txn,
		    post.created);
	return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
}

static unsigned
missing_views(struct reader *r, const struct thread *thread,
    const struct room *room)
{
	struct target	target = { .room = room, .thread = thread };
	unsigned	missing = 0, i;

	for (i = 0; i < PROFILE_COUNT; i++) {
		views_target(r->store, r->txn, thread, i + 1, r->caller.now,
		    &target);
		if (!target.view_ripe)
			break;
		if (reader_may(r, CAP_INVITE_VIEW, &target))
			missing |= 1u << i;
	}
	return missing;
}

/* So many posts since the last synthesis, and the reader may write one. */
static bool
synthesis_due(struct reader *r, const struct thread *thread,
    const struct room *room)
{
	struct target	target = { .room = room, .thread = thread };
	uint64_t	since = thread->posts - (thread->synthesis != 0 ?
			    thread->synthesised : 0);

	return since >= (uint64_t)setting_get(r->store, r->txn,
	    SETTING_SYNTHESIS_POSTS) &&
	    reader_may(r, CAP_POST_NDS, &target);
}

enum err
query_thread(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct thread_view *out)
{
	struct thread_view	view = { 0 };
	struct wait_view	asked;
	struct rangeset		known = { 0 };
	struct reader		r;
	struct thread		thread;
	struct room		room;
	enum err		e;

	if ((e = reader_open_thread(&r, store, who, id, arena, &thread, &room,
	    &known)) != OK)
		return e;
	if ((e = view_thread(&r, &thread, &known, &view)) == OK &&
	    (e = withheld_view(&r, &view)) == OK &&
	    (e = reader_round(&r, &thread, &room, &view.round)) == OK) {
		view.much = share_much(store, r.txn, &thread, r.self.id);
		view.missing = missing_views(&r, &thread, &room);
		view.synthesise = synthesis_due(&r, &thread, &room);
		e = reader_asked(&r, id, &asked);
		if (e == OK) {
			view.asks = (uint8_t)(asked.wait.kind + 1);
			view.asked_by = asked.by;
		} else if (e == ERR_NOT_FOUND)
			e = OK;
		*out = view;
	}
	rangeset_free(&known);
	return reader_close(&r, e);
}

enum err
query_tree(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct branch_view **out, size_t *count)
{
	struct rangeset	known = { 0 };
	struct reader	r;
	struct thread	thread;
	struct room	room;
	enum err	e;

	if ((e = reader_open_thread(&r, store, who, id, arena, &thread, &room,
	    &known)) != OK)
		return e;
	e = tree_build(&r, &thread, &known, arena, out, count);
	rangeset_free(&known);
	return reader_close(&r, e);
}
