/*
 * watch: what a member follows and muted, and whom they ignore, as rows.
 * Costs depend on what one member chose (at most FORUM_WATCHES_MAX and
 * FORUM_IGNORED_MAX rows), never on how many chose the same.
 */
#include "store/forum/forum.h"

enum watch_kind
watch_of(struct txn *txn, uint64_t member, uint64_t room, uint64_t thread)
{
	struct key	 key = key_u64_u64_u64(member, room, thread);
	struct arena	*arena;
	struct watch	 watch = { 0 };

	if (member == 0)
		return WATCH_NONE;
	arena = arena_new();
	if (record_get(txn, &record_types[RECORD_WATCH], key_str(&key), arena,
	    &watch) != OK)
		watch.kind = WATCH_NONE;
	arena_free(arena);
	return (enum watch_kind)watch.kind;
}

enum err
watches_load(struct txn *txn, uint64_t member, uint64_t room,
    struct arena *arena, struct watch **out, size_t *count)
{
	struct key	 prefix = room == 0 ? key_u64(member) :
			    key_u64_u64(member, room);
	struct watch	*rows = NULL;
	struct cursor	*cursor;
	struct str	 key, val;
	size_t		 n = 0;
	enum err	 e;

	if ((e = db_cursor_open(txn, DB_WATCH, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		if ((e = record_read(txn, &record_types[RECORD_WATCH], key,
		    val, arena, ARENA_PUSH(arena, rows, n))) != OK)
			break;
	db_cursor_close(cursor);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = rows;
	*count = n;
	return OK;
}

enum err
muted_load(struct txn *txn, uint64_t member, uint64_t room,
    struct rangeset *set)
{
	struct arena	*arena = arena_new();
	struct watch	*rows;
	struct thread	 thread;
	size_t		 count, i;
	enum err	 e;

	e = watches_load(txn, member, room, arena, &rows, &count);
	for (i = 0; e == OK && i < count; i++) {
		if (rows[i].kind != WATCH_MUTE || rows[i].thread == 0)
			continue;
		e = load_thread(txn, rows[i].thread, arena, &thread);
		if (e == OK)
			e = ordinals_load(txn, &thread, set);
		else if (e == ERR_NOT_FOUND)
			e = ERR_DAMAGED;
	}
	arena_free(arena);
	return e;
}

bool
member_ignores(struct txn *txn, uint64_t member, uint64_t other)
{
	struct key	key = key_u64_u64(member, other);
	struct str	val;

	return member != 0 &&
	    db_get(txn, DB_IGNORE, key_str(&key), &val) == OK;
}

enum err
ignored_load(struct txn *txn, uint64_t member, struct rangeset *set)
{
	struct key	 prefix = key_u64(member);
	struct cursor	*cursor;
	struct str	 key, val;
	uint64_t	 other;
	enum err	 e;

	if (member == 0)
		return OK;
	if ((e = db_cursor_open(txn, DB_IGNORE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		other = key_get_u64(key, 1);
		rangeset_add(set, other, other);
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}
