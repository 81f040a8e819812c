/*
 * query_rooms: rooms, with what is unread in them.
 */
#include "store/forum/reader.h"

uint64_t
query_last_txn(struct store *store)
{
	return db_last_txn(store_db(store));
}

uint64_t
query_counter(struct store *store, enum change kind, uint64_t id)
{
	struct txn	*txn;
	uint64_t	 counter;

	if (db_begin_read(store_db(store), &txn) != OK)
		return 0;
	counter = db_counter(txn, (uint8_t)kind, id);
	db_abort(txn);
	return counter;
}

enum err
query_caller(struct store *store, const struct who *who, struct arena *arena,
    struct caller *out)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = caller_day(r.txn, &r.caller, 0)) == OK)
		*out = r.caller;
	return reader_close(&r, e);
}

static struct str
facilitators(struct reader *r, uint64_t room, bool *mine)
{
	const struct mandate	*m;
	struct str		 handle;
	char			*list = NULL;
	size_t			 i;

	for (i = 0; i < r->store->mandate_count; i++) {
		m = &r->store->mandates[i];
		if (m->role != ROLE_FACILITATOR || m->room != room ||
		    !mandate_living(r->store, m, r->caller.now))
			continue;
		if (m->member == r->self.id)
			*mine = true;
		handle = reader_handle(r, m->member);
		list = arena_printf(r->arena, "%s%s%.*s",
		    list == NULL ? "" : list, list == NULL ? "" : ", ",
		    (int)handle.len, handle.p);
	}
	return str_of(list == NULL ? "" : list);
}

/* People on a private room's list. */
static enum err
readers_count(struct reader *r, uint64_t room, uint64_t *out)
{
	struct key	 prefix = key_u64(room);
	struct cursor	*cursor;
	struct str	 key, val;
	uint64_t	 count = 0;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_ROOM_MEMBER, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		count++;
	db_cursor_close(cursor);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = count;
	return OK;
}

enum err
view_room(struct reader *r, const struct room *room, struct room_view *out)
{
	struct target	target = { .room = room };
	struct rangeset	known = { 0 };
	enum err	e;

	if ((e = mandates_load(r->store, r->txn)) != OK ||
	    (e = reader_known(r, room, &known, &out->forgotten)) != OK)
		return e;
	out->room = *room;
	out->unread = room->posts == 0 ? 0 : room->posts -
	    rangeset_within(&known, 1, room->posts);
	rangeset_free(&known);
	out->followed = watch_of(r->txn, r->self.id, room->id, 0) ==
	    WATCH_FOLLOW;
	out->last_author = reader_handle(r, room->last_author);
	out->facilitators = facilitators(r, room->id, &out->facilitated_by_me);
	out->may_post = reader_may(r, CAP_POST_CQE, &target);
	if (room->visibility == VISIBILITY_PRIVATE)
		return readers_count(r, room->id, &out->readers);
	return OK;
}

enum err
query_rooms(struct store *store, const struct who *who, struct arena *arena,
    struct room_view **out, size_t *count)
{
	struct room_view	*views;
	struct reader		 r;
	struct room		*rooms;
	size_t			 n, i;
	enum err		 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = reader_rooms(&r, &rooms, &n)) != OK)
		return reader_close(&r, e);
	views = arena_alloc(arena, (n + 1) * sizeof(*views));
	for (i = 0; i < n && e == OK; i++)
		e = view_room(&r, &rooms[i], &views[i]);
	if (e == OK) {
		*out = views;
		*count = n;
	}
	return reader_close(&r, e);
}

enum err
query_room(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct room_view *out)
{
	struct room_view	view = { 0 };
	struct reader		r;
	struct room		room;
	enum err		e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = reader_room(&r, id, &room)) == OK &&
	    (e = view_room(&r, &room, &view)) == OK)
		*out = view;
	return reader_close(&r, e);
}

enum err
query_room_named(struct store *store, const struct who *who, const char *name,
    struct arena *arena, struct room_view *out)
{
	struct room_view	view = { 0 };
	struct reader		r;
	struct room		room;
	uint64_t		id;
	enum err		e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = find_room(r.txn, str_of(name), &id)) == OK &&
	    (e = reader_room(&r, id, &room)) == OK &&
	    (e = view_room(&r, &room, &view)) == OK)
		*out = view;
	return reader_close(&r, e);
}
