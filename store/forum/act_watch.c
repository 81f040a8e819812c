/*
 * act_watch: what one wants to hear of: threads and rooms followed or muted,
 * members ignored.  Each row belongs to one member and is looked up when that
 * member reads: a post costs the same however many follow its thread.
 */
#include "store/forum/deed.h"

/* The thread or the room, visible ones only. */
enum err
watch_set_load(struct deed *d)
{
	enum err	e;

	if (d->in.thread != 0) {
		e = load_thread(d->txn, d->in.thread, d->arena, &d->thread);
		if (e != OK)
			return e;
		d->in.room = d->thread.room;
	}
	if ((e = load_room(d->txn, d->in.room, d->arena, &d->room)) != OK)
		return e;
	return room_visible(d->txn, &d->caller, &d->room);
}

static enum err
row_drop(struct deed *d, uint64_t thread)
{
	struct key	key = key_u64_u64_u64(d->self.id, d->room.id, thread);
	enum err	e = db_del(d->txn, DB_WATCH, key_str(&key));

	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
row_put(struct deed *d, uint64_t thread, enum watch_kind kind)
{
	struct key	 key = key_u64_u64_u64(d->self.id, d->room.id, thread);
	struct watch	 row = { .member = d->self.id, .room = d->room.id,
			    .thread = thread, .kind = (uint8_t)kind,
			    .since = d->caller.now };
	struct watch	*rows;
	size_t		 count;
	enum err	 e;

	if ((e = watches_load(d->txn, d->self.id, 0, d->arena, &rows,
	    &count)) != OK)
		return e;
	if (count >= FORUM_WATCHES_MAX && watch_of(d->txn, d->self.id,
	    d->room.id, thread) == WATCH_NONE) {
		refusal_set(d->why, N_("You follow or muted %ld threads and"
		    " rooms: taking one back makes room."), (long)count, NULL);
		return ERR_LIMIT;
	}
	return record_put(d->txn, &record_types[RECORD_WATCH], key_str(&key),
	    &row);
}

/* Writes the room's mark only if it changes. */
static enum err
room_forget(struct deed *d, bool forgotten)
{
	struct marks	marks;
	enum err	e;

	e = marks_load(d->store, d->txn, &d->self, &d->room, &marks);
	if (e != OK)
		return e;
	if (marks.forgotten != forgotten) {
		marks.forgotten = forgotten;
		e = marks_save(d->txn, d->self.id, d->room.id, &marks);
	}
	marks_free(&marks);
	return e;
}

/* A forgotten room is not followed, nor the other way round. */
static enum err
room_watch(struct deed *d, enum watch_kind kind)
{
	enum err	e = room_forget(d, kind == WATCH_MUTE);

	if (e != OK)
		return e;
	return kind == WATCH_FOLLOW ? row_put(d, 0, kind) : row_drop(d, 0);
}

enum err
watch_set_apply(struct deed *d)
{
	enum watch_kind	kind = (enum watch_kind)d->in.number;
	enum err	e;

	if (d->in.number > WATCH_MUTE)
		return ERR_INPUT;
	if (d->in.thread == 0)
		e = room_watch(d, kind);
	else if (kind == WATCH_NONE)
		e = row_drop(d, d->in.thread);
	else
		e = row_put(d, d->in.thread, kind);
	d->result->id = d->in.thread != 0 ? d->in.thread : d->room.id;
	return e == OK ? deed_bump(d, CHANGE_MEMBER, d->self.id) : e;
}

enum err
room_forget_apply(struct deed *d)
{
	struct marks	marks;
	bool		forgotten;
	enum err	e;

	e = marks_load(d->store, d->txn, &d->self, &d->room, &marks);
	if (e != OK)
		return e;
	forgotten = marks.forgotten;
	marks_free(&marks);
	return room_watch(d, forgotten ? WATCH_NONE : WATCH_MUTE);
}

static enum err
ignore_put(struct deed *d)
{
	struct key	key = key_u64_u64(d->self.id, d->other.id);
	struct ignored	row = { .member = d->self.id, .other = d->other.id,
			    .since = d->caller.now };
	struct rangeset	all = { 0 };
	uint64_t	count;
	enum err	e = ignored_load(d->txn, d->self.id, &all);

	count = rangeset_within(&all, 1, UINT64_MAX);
	rangeset_free(&all);
	if (e != OK)
		return e;
	if (count >= FORUM_IGNORED_MAX &&
	    !member_ignores(d->txn, d->self.id, d->other.id)) {
		refusal_set(d->why, N_("You ignore %ld people: taking one back"
		    " makes room."), (long)count, NULL);
		return ERR_LIMIT;
	}
	return record_put(d->txn, &record_types[RECORD_IGNORED],
	    key_str(&key), &row);
}

/* The other learns nothing of it: no notice, no counter of theirs. */
enum err
ignore_apply(struct deed *d)
{
	struct key	key = key_u64_u64(d->self.id, d->other.id);
	enum err	e;

	if (d->other.status == STATUS_WAITING ||
	    d->other.status == STATUS_REFUSED)
		return ERR_NOT_FOUND;
	if (d->other.id == d->self.id)
		return deed_refuse(d, N_("That is you: one reads oneself."),
		    0, NULL);
	if (d->in.number != 0)
		e = ignore_put(d);
	else if ((e = db_del(d->txn, DB_IGNORE, key_str(&key))) ==
	    ERR_NOT_FOUND)
		e = OK;
	d->result->id = d->other.id;
	return e == OK ? deed_bump(d, CHANGE_MEMBER, d->self.id) : e;
}
