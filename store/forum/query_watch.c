/*
 * query_watch: what one follows, muted and ignores.
 */
#include "store/forum/reader.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
unread_of(const struct watch_view *view)
{
	return view->room_itself ? view->room.unread : view->thread.unread;
}

static int64_t
last_of(const struct watch_view *view)
{
	return view->room_itself ? view->room.room.last_post :
	    view->thread.thread.last_post;
}

/* Unread first, then the last activity, then the number: one order. */
static int
watch_compare(const void *a, const void *b)
{
	const struct watch_view	*x = a, *y = b;

	if ((unread_of(x) > 0) != (unread_of(y) > 0))
		return unread_of(x) > 0 ? -1 : 1;
	if (last_of(x) != last_of(y))
		return last_of(x) > last_of(y) ? -1 : 1;
	if (x->room_itself != y->room_itself)
		return x->room_itself ? -1 : 1;
	if (x->room.room.id != y->room.room.id)
		return x->room.room.id < y->room.room.id ? -1 : 1;
	return x->thread.thread.id < y->thread.thread.id ? -1 :
	    x->thread.thread.id > y->thread.thread.id;
}

/* The room of the row before: rows come room by room. */
struct watch_room {
	uint64_t room;
	struct room_view view;
	struct rangeset known;
};

static enum err
watch_room(struct reader *r, uint64_t id, struct watch_room *at)
{
	struct room	room;
	enum err	e;

	if (at->room == id)
		return OK;
	rangeset_free(&at->known);
	at->room = 0;
	memset(&at->view, 0, sizeof(at->view));
	if ((e = reader_room(r, id, &room)) != OK ||
	    (e = view_room(r, &room, &at->view)) != OK ||
	    (e = reader_known(r, &room, &at->known, NULL)) != OK)
		return e;
	at->room = id;
	return OK;
}

/* ERR_NOT_FOUND if its room cannot be read (any more). */
static enum err
watch_view(struct reader *r, const struct watch *row, struct watch_room *at,
    struct watch_view *out)
{
	struct thread	thread;
	enum err	e;

	out->since = row->since;
	out->room_itself = row->thread == 0;
	if ((e = watch_room(r, row->room, at)) != OK)
		return e;
	out->room = at->view;
	if (row->thread == 0)
		return OK;
	e = load_thread(r->txn, row->thread, r->arena, &thread);
	return e != OK ? e : view_thread(r, &thread, &at->known,
	    &out->thread);
}

/* Forgotten rooms are what is muted of rooms. */
static enum err
forgotten_add(struct reader *r, struct watch_view **views, size_t *count)
{
	struct watch_view	view;
	struct room		*rooms;
	size_t			 n, i;
	enum err		 e = reader_rooms(r, &rooms, &n);

	for (i = 0; e == OK && i < n; i++) {
		memset(&view, 0, sizeof(view));
		view.room_itself = true;
		e = view_room(r, &rooms[i], &view.room);
		if (e == OK && view.room.forgotten)
			*ARENA_PUSH(r->arena, *views, *count) = view;
	}
	return e;
}

enum err
reader_watches(struct reader *r, enum watch_kind kind,
    struct watch_view **out, size_t *count)
{
	struct watch_view	*views = NULL, view;
	struct watch_room	 at = { 0 };
	struct watch		*rows;
	size_t			 n, i, kept = 0;
	enum err		 e;

	if (r->self.id == 0) {
		*out = NULL;
		*count = 0;
		return OK;
	}
	e = watches_load(r->txn, r->self.id, 0, r->scratch, &rows, &n);
	for (i = 0; e == OK && i < n; i++) {
		if (rows[i].kind != kind)
			continue;
		memset(&view, 0, sizeof(view));
		e = watch_view(r, &rows[i], &at, &view);
		if (e == OK)
			*ARENA_PUSH(r->arena, views, kept) = view;
		else if (e == ERR_NOT_FOUND)
			e = OK;
	}
	rangeset_free(&at.known);
	if (e == OK && kind == WATCH_MUTE)
		e = forgotten_add(r, &views, &kept);
	if (e != OK)
		return e;
	if (kept > 1)
		qsort(views, kept, sizeof(*views), watch_compare);
	*out = views;
	*count = kept;
	return OK;
}

enum err
query_watches(struct store *store, const struct who *who,
    enum watch_kind kind, struct arena *arena, struct watch_view **out,
    size_t *count)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, reader_watches(&r, kind, out, count));
}

static int
handle_compare(const void *a, const void *b)
{
	const struct ignored_view	*x = a, *y = b;
	size_t				 len;
	int				 c;

	len = x->handle.len < y->handle.len ? x->handle.len : y->handle.len;
	c = memcmp(x->handle.p, y->handle.p, len);
	if (c != 0)
		return c;
	return x->handle.len < y->handle.len ? -1 :
	    x->handle.len > y->handle.len;
}

static enum err
ignored_rows(struct reader *r, struct ignored_view **views, size_t *count)
{
	struct key	 prefix = key_u64(r->self.id);
	struct cursor	*cursor;
	struct str	 key, val;
	struct ignored	 row;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_IGNORE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_IGNORED], key,
		    val, r->scratch, &row);
		if (e != OK)
			break;
		*ARENA_PUSH(r->arena, *views, *count) = (struct ignored_view){
		    row.other, reader_handle(r, row.other), row.since };
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_ignored(struct store *store, const struct who *who, struct arena *arena,
    struct ignored_view **out, size_t *count)
{
	struct ignored_view	*views = NULL;
	struct reader		 r;
	size_t			 n = 0;
	enum err		 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if (r.self.id != 0)
		e = ignored_rows(&r, &views, &n);
	if (e == OK) {
		if (n > 1)
			qsort(views, n, sizeof(*views), handle_compare);
		*out = views;
		*count = n;
	}
	return reader_close(&r, e);
}
