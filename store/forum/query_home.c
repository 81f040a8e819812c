/*
 * query_home: what is new for me.
 */
#include "store/forum/reader.h"

enum { QUESTIONS = 5, THREADS_LOOKED_AT = 200 };

static enum err
home_rooms(struct reader *r, const struct room *rooms, size_t count,
    struct home *home)
{
	struct room_view	view;
	size_t			i;
	enum err		e = OK;

	for (i = 0; i < count && e == OK; i++) {
		view = (struct room_view){ 0 };
		e = view_room(r, &rooms[i], &view);
		if (e != OK || view.unread == 0 || view.forgotten)
			continue;
		home->unread += view.unread;
		*ARENA_PUSH(r->arena, home->rooms, home->room_count) = view;
	}
	return e;
}

static const struct room *
room_among(const struct room *rooms, size_t count, uint64_t id)
{
	size_t	i;

	for (i = 0; i < count; i++)
		if (rooms[i].id == id)
			return &rooms[i];
	return NULL;
}

/* A question that nobody answered, in a room that is seen; not of an ignored
 * member, nor muted. */
static enum err
question_add(struct reader *r, const struct thread *thread,
    const struct room *rooms, size_t count, struct home *home)
{
	const struct room	*room;
	struct rangeset		 known = { 0 };
	struct post		 post;
	enum err		 e;

	if (thread->type != TYPE_Q || thread->posts != 1 ||
	    reader_ignores(r, thread->author) || reader_watch(r, thread) ==
	    WATCH_MUTE ||
	    (room = room_among(rooms, count, thread->room)) == NULL)
		return OK;
	if ((e = load_post(r->txn, thread->id, r->scratch, &post)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if (post.state != POST_LIVE)
		return OK;
	if ((e = reader_known(r, room, &known, NULL)) == OK)
		e = view_thread(r, thread, &known, ARENA_PUSH(r->arena,
		    home->questions, home->question_count));
	rangeset_free(&known);
	return e;
}

/* Newest threads of the forum first; a bounded look. */
static enum err
home_questions(struct reader *r, const struct room *rooms, size_t count,
    struct home *home)
{
	struct key	 end = key_u64(UINT64_MAX);
	struct cursor	*cursor;
	struct str	 key, val;
	struct thread	 thread;
	unsigned	 looked = 0;
	enum err	 e;

	/* Whoever has just come is not asked to answer. */
	if (r->caller.status == STATUS_NEWCOMER)
		return OK;
	if ((e = db_cursor_open(r->txn, DB_THREAD, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && home->question_count < QUESTIONS &&
	    looked++ < THREADS_LOOKED_AT; e = db_prev(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_THREAD], key,
		    val, r->arena, &thread);
		if (e == OK)
			e = question_add(r, &thread, rooms, count, home);
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

size_t
home_things(const struct home *home)
{
	return home->wait_count + home->notice_count + home->draft_count +
	    (home->waiting > 0) + (home->cases > 0);
}

enum err
query_home(struct store *store, const struct who *who, struct arena *arena,
    struct home *out)
{
	struct home	home = { 0 };
	struct reader	r;
	struct room	*rooms;
	size_t		count;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = reader_rooms(&r, &rooms, &count)) == OK &&
	    (e = home_rooms(&r, rooms, count, &home)) == OK &&
	    (e = home_questions(&r, rooms, count, &home)) == OK &&
	    (e = home_own(&r, &home)) == OK &&
	    (e = reader_waits(&r, &home.waits, &home.wait_count)) == OK &&
	    (e = reader_watches(&r, WATCH_FOLLOW, &home.followed,
	    &home.followed_count)) == OK &&
	    (e = home_waiting(&r, &home)) == OK &&
	    (e = home_cases(&r, &home)) == OK)
		*out = home;
	return reader_close(&r, e);
}
