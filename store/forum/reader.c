/*
 * reader: what all queries begin and end with.
 */
#include "store/forum/erase.h"
#include "store/forum/reader.h"
#include "store/forum/round.h"
#include <stdio.h>

#include <stdlib.h>
#include <string.h>

enum err
reader_open(struct reader *r, struct store *store, const struct who *who,
    struct arena *arena)
{
	enum err	e;

	memset(r, 0, sizeof(*r));
	r->store = store;
	r->scratch = arena_new();
	r->arena = arena != NULL ? arena : r->scratch;
	if ((e = db_begin_read(store_db(store), &r->txn)) != OK) {
		arena_free(r->scratch);
		return e;
	}
	e = caller_load(store, r->txn, who, r->arena, &r->caller, &r->self,
	    NULL);
	if (e == OK)
		return OK;
	return reader_close(r, e);
}

enum err
reader_close(struct reader *r, enum err e)
{
	db_abort(r->txn);
	rangeset_free(&r->ignored);
	arena_free(r->scratch);
	return e;
}

enum watch_kind
reader_watch(struct reader *r, const struct thread *thread)
{
	if (r->watch_thread != thread->id)
		r->watch = watch_of(r->txn, r->self.id, thread->room,
		    thread->id);
	r->watch_thread = thread->id;
	return r->watch;
}

bool
reader_ignores(struct reader *r, uint64_t member)
{
	if (!r->ignored_known)
		(void)ignored_load(r->txn, r->self.id, &r->ignored);
	r->ignored_known = true;
	return rangeset_has(&r->ignored, member);
}

static struct handle_known *
handle_known(struct reader *r, uint64_t member)
{
	struct handle_known	**bucket, *known;
	struct member		 record;

	bucket = &r->handles[member % READER_BUCKETS];
	for (known = *bucket; known != NULL; known = known->next)
		if (known->member == member)
			return known;
	known = arena_alloc(r->scratch, sizeof(*known));
	known->member = member;
	known->handle = str_of("");
	known->gone = false;
	if (load_member(r->txn, member, r->scratch, &record) == OK) {
		known->gone = record.status == STATUS_GONE;
		known->handle = known->gone &&
		    r->self.language == LANGUAGE_EN && r->self.id != 0 ?
		    str_of("departed-member") :
		    arena_str(r->arena, record.handle);
	}
	known->next = *bucket;
	*bucket = known;
	return known;
}

struct str
reader_handle(struct reader *r, uint64_t member)
{
	return member == 0 ? str_of("") : handle_known(r, member)->handle;
}

struct str
reader_author(struct reader *r, uint64_t member, uint64_t thread)
{
	const struct handle_known	*known;
	char				 name[64];

	if (member == 0)
		return str_of("");
	known = handle_known(r, member);
	if (!known->gone)
		return known->handle;
	snprintf(name, sizeof(name), "%.*s-%u", (int)known->handle.len,
	    known->handle.p, erase_number(r->txn, member, thread));
	return arena_str(r->arena, str_of(name));
}

enum err
reader_room(struct reader *r, uint64_t id, struct room *out)
{
	enum err	e;

	if ((e = load_room(r->txn, id, r->arena, out)) != OK)
		return e;
	return room_visible(r->txn, &r->caller, out);
}

enum err
reader_thread(struct reader *r, uint64_t id, struct thread *out,
    struct room *room)
{
	enum err	e;

	if ((e = load_thread(r->txn, id, r->arena, out)) != OK)
		return e;
	return reader_room(r, out->room, room);
}

enum err
reader_post(struct reader *r, uint64_t id, struct post *out,
    struct thread *thread, struct room *room)
{
	enum err	e;

	if ((e = load_post(r->txn, id, r->arena, out)) != OK)
		return e;
	if (!post_known(out, r->self.id))
		return ERR_NOT_FOUND;
	return reader_thread(r, out->thread, thread, room);
}

enum err
reader_open_thread(struct reader *r, struct store *store,
    const struct who *who, uint64_t id, struct arena *arena,
    struct thread *thread, struct room *room, struct rangeset *known)
{
	enum err	e;

	if ((e = reader_open(r, store, who, arena)) != OK)
		return e;
	if ((e = reader_thread(r, id, thread, room)) != OK ||
	    (e = reader_known(r, room, known, NULL)) != OK)
		return reader_close(r, e);
	return OK;
}

/* Wing order, then title, then number. */
static int
room_compare(const void *a, const void *b)
{
	const struct room	*x = a, *y = b;
	size_t			 len;
	int			 c;

	if (x->wing != y->wing)
		return x->wing < y->wing ? -1 : 1;
	len = x->title.len < y->title.len ? x->title.len : y->title.len;
	if ((c = memcmp(x->title.p, y->title.p, len)) != 0)
		return c;
	if (x->title.len != y->title.len)
		return x->title.len < y->title.len ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

enum err
reader_rooms(struct reader *r, struct room **out, size_t *count)
{
	struct cursor	*cursor;
	struct room	*rooms = NULL, room;
	struct str	 key, val;
	size_t		 n = 0;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_ROOM, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_ROOM], key, val,
		    r->arena, &room);
		if (e != OK)
			break;
		if (room_visible(r->txn, &r->caller, &room) == OK)
			*ARENA_PUSH(r->scratch, rooms, n) = room;
	}
	db_cursor_close(cursor);
	if (e != ERR_NOT_FOUND)
		return e;
	if (n > 1)
		qsort(rooms, n, sizeof(*rooms), room_compare);
	*out = rooms;
	*count = n;
	return OK;
}

/* What the round that is on in a thread keeps from the reader. */
static struct u64s
blind_of(struct reader *r, const struct thread *thread)
{
	const struct u64s	*said;
	struct round		 round;
	int64_t			 until;

	if (r->self.id == 0 ||
	    round_load(r->txn, thread, r->scratch, &round) != OK ||
	    !round_blind(&round, round_now(r->store, r->txn, &round,
	    r->caller.now, &until), r->self.id, &said))
		return (struct u64s){ 0 };
	return *said;
}

bool
reader_blind(struct reader *r, const struct thread *thread, uint64_t ordinal)
{
	if (thread->rounds == 0)
		return false;
	if (r->blind_thread != thread->id) {
		r->blind_thread = thread->id;
		r->blind = blind_of(r, thread);
	}
	return u64s_has(&r->blind, ordinal);
}

/* What the rounds where one's turn is due keep from the reader: ordinals of a
 * room each; in the scratch arena. */
struct kept { uint64_t room; struct u64s said; };

static enum err
kept_load(struct reader *r, struct kept **out, size_t *count)
{
	struct key	 prefix = key_u64_u64(r->self.id, WAIT_ROUND);
	struct cursor	*cursor;
	struct str	 key, val;
	struct thread	 thread;
	enum err	 e;

	*out = NULL;
	*count = 0;
	if ((e = db_cursor_open(r->txn, DB_WAIT, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = load_thread(r->txn, key_get_u64(key, 2), r->scratch,
		    &thread);
		if (e != OK)
			break;
		*ARENA_PUSH(r->scratch, *out, *count) = (struct kept){
		    thread.room, blind_of(r, &thread) };
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
reader_blind_posts(struct reader *r, struct u64s *out)
{
	struct kept	*kept = NULL;
	uint64_t	 post, thread;
	size_t		 count = 0, i, k;
	enum err	 e;

	*out = (struct u64s){ 0 };
	if (r->self.id == 0)
		return OK;
	e = kept_load(r, &kept, &count);
	for (i = 0; i < count && e == OK; i++)
		for (k = 0; k < kept[i].said.count && e == OK; k++)
			if ((e = ordinal_post(r->txn, kept[i].room,
			    kept[i].said.at[k], &post, &thread)) == OK)
				u64s_add(r->scratch, out, post);
	return e;
}

/* What one may not read yet is not unread. */
static enum err
blind_known(struct reader *r, const struct room *room, struct rangeset *set)
{
	struct kept	*kept;
	size_t		 count, i, k;
	enum err	 e = kept_load(r, &kept, &count);

	for (i = 0; i < count && e == OK; i++)
		for (k = 0; k < kept[i].said.count &&
		    kept[i].room == room->id; k++)
			rangeset_add(set, kept[i].said.at[k],
			    kept[i].said.at[k]);
	return e;
}

enum err
reader_known(struct reader *r, const struct room *room, struct rangeset *set,
    bool *forgotten)
{
	bool		ignored;
	enum err	e;

	e = known_load(r->store, r->txn, &r->self, room, set,
	    forgotten != NULL ? forgotten : &ignored);
	if (e == OK && r->self.id != 0 &&
	    (e = blind_known(r, room, set)) != OK)
		rangeset_free(set);
	return e;
}

enum err
reader_thread_unread(struct reader *r, const struct thread *thread,
    const struct rangeset *known, uint64_t *out)
{
	struct rangeset	set = { 0 };
	struct range	*range;
	uint64_t	 unread = 0;
	size_t		 i;
	enum err	 e;

	e = ordinals_load(r->txn, thread, &set);
	for (i = 0; i < set.count && e == OK; i++) {
		range = &set.ranges[i];
		unread += range->last - range->first + 1 -
		    rangeset_within(known, range->first, range->last);
	}
	rangeset_free(&set);
	if (e == OK)
		*out = unread;
	return e;
}
