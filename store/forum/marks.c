/*
 * marks: what a member has read of a room.  Sets of ranges of the room's
 * ordinals; nothing here walks over posts.
 */
#include "store/forum/forum.h"

#include <stdlib.h>

void
marks_free(struct marks *marks)
{
	rangeset_free(&marks->read);
}

/* Reads the rangeset of a bytes_row and adds it to *set. */
static enum err
bytes_add(struct txn *txn, enum record type, struct str key,
    struct arena *arena, struct rangeset *set)
{
	struct rangeset		more = { 0 };
	struct bytes_row	row;
	enum err		e;

	e = record_get(txn, &record_types[type], key, arena, &row);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	if (set->count == 0)
		return rangeset_decode(set, (const uint8_t *)row.bytes.p,
		    row.bytes.len);
	e = rangeset_decode(&more, (const uint8_t *)row.bytes.p,
	    row.bytes.len);
	if (e == OK)
		rangeset_union(set, &more);
	rangeset_free(&more);
	return e;
}

enum err
bytes_put(struct txn *txn, enum record type, struct str key,
    const struct rangeset *set)
{
	uint8_t			*buf = xmalloc(rangeset_encoded_max(set));
	struct bytes_row	 row;
	enum err		 e;

	row.bytes.len = rangeset_encode(set, buf);
	row.bytes.p = (const char *)buf;
	e = record_put(txn, &record_types[type], key, &row);
	free(buf);
	return e;
}

enum err
dead_load(struct txn *txn, uint64_t room, struct rangeset *set)
{
	struct arena	*arena = arena_new();
	struct key	 key = key_u64(room);
	enum err	 e;

	e = bytes_add(txn, RECORD_DEAD, key_str(&key), arena, set);
	arena_free(arena);
	return e;
}

enum err
ordinals_load(struct txn *txn, const struct thread *thread,
    struct rangeset *set)
{
	struct arena	*arena = arena_new();
	struct key	 key;
	uint64_t	 chunk;
	enum err	 e = OK;

	for (chunk = 0; chunk < thread->chunks && e == OK; chunk++) {
		key = key_u64_u64(thread->id, chunk);
		e = bytes_add(txn, RECORD_THREAD_ORD, key_str(&key), arena,
		    set);
	}
	arena_free(arena);
	return e;
}

/* --- the floor of a new member --- */

static uint64_t *
floor_known(struct store *store, uint64_t member, uint64_t room)
{
	size_t	i;

	for (i = 0; i < store->floor_count; i++)
		if (store->floors[i].member == member &&
		    store->floors[i].room == room)
			return &store->floors[i].ordinal;
	return NULL;
}

static void
floor_note(struct store *store, uint64_t member, uint64_t room,
    uint64_t ordinal)
{
	if (store->floor_count == store->floor_room) {
		store->floor_room = store->floor_room * 2 + 16;
		store->floors = xrealloc(store->floors,
		    store->floor_room * sizeof(*store->floors));
	}
	store->floors[store->floor_count++] =
	    (struct floor_mark){ member, room, ordinal };
}

/*
 * How many of the room's posts were made before the floor.  Ordinals are
 * given in order of time, so this is a binary search.
 */
static enum err
floor_find(struct txn *txn, const struct room *room, int64_t before,
    uint64_t *out)
{
	struct arena	*arena = arena_new();
	uint64_t	 low = 0, high = room->posts, mid, post, thread;
	struct post	 head;
	enum err	 e = OK;

	while (low < high && e == OK) {		/* answer in low…high */
		mid = low + (high - low + 1) / 2;
		arena_reset(arena);
		e = ordinal_post(txn, room->id, mid, &post, &thread);
		if (e == OK)
			e = load_post(txn, post, arena, &head);
		if (e != OK)
			break;
		if (head.created < before)
			low = mid;
		else
			high = mid - 1;
	}
	arena_free(arena);
	if (e == OK)
		*out = low;
	return e;
}

static enum err
floor_of(struct store *store, struct txn *txn, const struct member *member,
    const struct room *room, uint64_t *out)
{
	uint64_t	*known;
	enum err	 e;

	if (member->floor == 0 || room->posts == 0 ||
	    room->created >= member->floor)
		*out = 0;
	else if (room->last_post < member->floor)
		*out = room->posts;
	else if ((known = floor_known(store, member->id, room->id)) != NULL)
		*out = *known;
	else {
		e = floor_find(txn, room, member->floor, out);
		if (e != OK)
			return e;
		floor_note(store, member->id, room->id, *out);
	}
	return OK;
}

enum err
marks_load(struct store *store, struct txn *txn, const struct member *member,
    const struct room *room, struct marks *out)
{
	struct key	 key = key_u64_u64(member->id, room->id);
	struct arena	*arena = arena_new();
	struct readmark	 row;
	struct marks	 marks = { 0 };
	uint64_t	 floor;
	enum err	 e;

	e = record_get(txn, &record_types[RECORD_READMARK], key_str(&key),
	    arena, &row);
	if (e == OK) {
		marks.stored = true;
		marks.forgotten = row.forgotten;
		e = rangeset_decode(&marks.read,
		    (const uint8_t *)row.ranges.p, row.ranges.len);
	} else if (e == ERR_NOT_FOUND &&
	    (e = floor_of(store, txn, member, room, &floor)) == OK &&
	    floor > 0)
		rangeset_add(&marks.read, 1, floor);
	arena_free(arena);
	if (e == OK)
		*out = marks;
	else
		marks_free(&marks);
	return e;
}

enum err
marks_save(struct txn *txn, uint64_t member, uint64_t room,
    const struct marks *marks)
{
	struct key	 key = key_u64_u64(member, room);
	uint8_t		*buf = xmalloc(rangeset_encoded_max(&marks->read));
	struct readmark	 row = { .member = member, .room = room,
			    .forgotten = marks->forgotten };
	enum err	 e;

	row.ranges.len = rangeset_encode(&marks->read, buf);
	row.ranges.p = (const char *)buf;
	e = record_put(txn, &record_types[RECORD_READMARK], key_str(&key),
	    &row);
	free(buf);
	return e;
}

enum err
known_load(struct store *store, struct txn *txn, const struct member *member,
    const struct room *room, struct rangeset *out, bool *forgotten)
{
	struct marks	marks = { 0 };
	enum err	e;

	if (member->id == 0) {
		*forgotten = false;
		if (room->posts > 0)
			rangeset_add(out, 1, room->posts);
		return OK;
	}
	if ((e = marks_load(store, txn, member, room, &marks)) != OK)
		return e;
	if ((e = dead_load(txn, room->id, &marks.read)) != OK ||
	    (e = muted_load(txn, member->id, room->id, &marks.read)) != OK) {
		marks_free(&marks);
		return e;
	}
	*out = marks.read;
	*forgotten = marks.forgotten;
	return OK;
}
