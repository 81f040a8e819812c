/*
 * act_read: read marks, notices seen.  Quiet acts: nobody
 * else's screen reloads, and what changes nothing writes nothing.
 */
#include "store/forum/deed.h"

/* The room, from in.post or in.room; visible ones only. */
enum err
read_mark_load(struct deed *d)
{
	uint64_t	room = d->in.room;
	enum err	e;

	if (d->in.post != 0) {
		e = load_post(d->txn, d->in.post, d->arena, &d->post);
		if (e != OK || d->post.state == POST_WITHHELD)
			return e != OK ? e : ERR_NOT_FOUND;
		room = d->post.room;
	}
	if ((e = load_room(d->txn, room, d->arena, &d->room)) != OK)
		return e;
	return room_visible(d->txn, &d->caller, &d->room);
}

static enum err
mark(struct deed *d, bool read)
{
	const struct rangeset	*set = d->in.marks;
	struct marks		 marks;
	uint64_t		 last, before;
	size_t			 i;
	enum err		 e;

	e = marks_load(d->store, d->txn, &d->self, &d->room, &marks);
	if (e != OK)
		return e;
	before = rangeset_within(&marks.read, 1, d->room.posts);
	if (d->in.post != 0) {
		if (read)
			rangeset_add(&marks.read, d->post.ordinal,
			    d->post.ordinal);
		else
			rangeset_remove(&marks.read, d->post.ordinal,
			    d->post.ordinal);
	}
	for (i = 0; set != NULL && i < set->count; i++) {
		last = set->ranges[i].last < d->room.posts ?
		    set->ranges[i].last : d->room.posts;
		if (set->ranges[i].first == 0 || set->ranges[i].first > last)
			continue;
		if (read)
			rangeset_add(&marks.read, set->ranges[i].first, last);
		else
			rangeset_remove(&marks.read, set->ranges[i].first,
			    last);
	}
	if (rangeset_within(&marks.read, 1, d->room.posts) != before)
		e = marks_save(d->txn, d->self.id, d->room.id, &marks);
	marks_free(&marks);
	return e;
}

enum err
read_mark_apply(struct deed *d)
{
	return mark(d, true);
}

enum err
read_unmark_apply(struct deed *d)
{
	return mark(d, false);
}

/* --- catching up --- */

static enum err
room_caught_up(struct deed *d, const struct room *room)
{
	struct marks	marks;
	enum err	e;

	if (room->posts == 0)
		return OK;
	e = marks_load(d->store, d->txn, &d->self, room, &marks);
	if (e != OK)
		return e;
	if (rangeset_within(&marks.read, 1, room->posts) != room->posts) {
		rangeset_add(&marks.read, 1, room->posts);
		e = marks_save(d->txn, d->self.id, room->id, &marks);
	}
	marks_free(&marks);
	return e;
}

static enum err
thread_caught_up(struct deed *d)
{
	struct rangeset	ordinals = { 0 };
	enum err	e;

	e = load_thread(d->txn, d->in.thread, d->arena, &d->thread);
	if (e != OK)
		return e;
	d->in.room = d->thread.room;
	d->in.post = 0;
	if ((e = read_mark_load(d)) == OK &&
	    (e = ordinals_load(d->txn, &d->thread, &ordinals)) == OK) {
		d->in.marks = &ordinals;
		e = mark(d, true);
		d->in.marks = NULL;
	}
	rangeset_free(&ordinals);
	return e;
}

static enum err
all_caught_up(struct deed *d)
{
	struct cursor	*cursor;
	struct room	*rooms = NULL;
	struct str	 key, val;
	size_t		 count = 0, i;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_ROOM, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val))
		if ((e = record_read(d->txn, &record_types[RECORD_ROOM], key,
		    val, d->arena, ARENA_PUSH(d->arena, rooms, count))) != OK)
			break;
	db_cursor_close(cursor);
	if (e != ERR_NOT_FOUND)
		return e;
	for (i = 0, e = OK; i < count && e == OK; i++)
		if (room_visible(d->txn, &d->caller, &rooms[i]) == OK)
			e = room_caught_up(d, &rooms[i]);
	return e;
}

enum err
catchup_apply(struct deed *d)
{
	enum err	e;

	if (d->in.thread != 0)
		return thread_caught_up(d);
	if (d->in.room == 0)
		return all_caught_up(d);
	d->in.post = 0;
	e = read_mark_load(d);
	return e == OK ? room_caught_up(d, &d->room) : e;
}

/* --- notices --- */

/*
 * One's own unseen notices that in.number or in.post choose, or all: among
 * the last ones only, as query_notices() shows them.
 */
static enum err
notices_chosen(struct deed *d, struct notice **out, size_t *count)
{
	struct key	 prefix = key_u64(d->self.id);
	struct key	 end = d->in.number == 0 ? key_u64(d->self.id + 1) :
			    key_u64_u64(d->self.id, d->in.number + 1);
	struct cursor	*cursor;
	struct str	 key, val;
	struct notice	 notice;
	size_t		 looked = 0;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_NOTICE, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix)) &&
	    looked++ < FORUM_NOTICES_LOOKED_AT;
	    e = db_prev(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_NOTICE], key,
		    val, d->arena, &notice);
		if (e != OK || (d->in.number != 0 &&
		    notice.number != d->in.number))
			break;
		if (notice.seen == 0 &&
		    (d->in.post == 0 || notice.post == d->in.post))
			*ARENA_PUSH(d->arena, *out, *count) = notice;
		if (d->in.number != 0)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
notice_seen_apply(struct deed *d)
{
	struct notice	*notices = NULL;
	size_t		 count = 0, i;
	struct key	 key;
	enum err	 e;

	e = notices_chosen(d, &notices, &count);
	for (i = 0; i < count && e == OK; i++) {
		notices[i].seen = d->caller.now;
		key = key_u64_u64(d->self.id, notices[i].number);
		e = record_put(d->txn, &record_types[RECORD_NOTICE],
		    key_str(&key), &notices[i]);
	}
	return e;
}
