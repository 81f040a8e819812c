/* recent: see recent.h. */
#include "store/forum/recent.h"

enum err
recent_load(struct txn *txn, uint64_t thread, size_t most, bool living,
    struct arena *arena, struct branch **out, size_t *count)
{
	struct key	 prefix = key_u64(thread);
	struct key	 end = key_u64_u64(thread, UINT64_MAX);
	struct cursor	*cursor;
	struct str	 key, val;
	struct branch	 row;
	enum err	 e;

	*out = NULL;
	*count = 0;
	if ((e = db_cursor_open(txn, DB_THREAD_POST, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix)) && *count < most;
	    e = db_prev(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_BRANCH], key, val,
		    arena, &row);
		if (e != OK)
			break;
		if (!living || row.state == POST_LIVE)
			*ARENA_PUSH(arena, *out, *count) = row;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
recent_row(struct txn *txn, const struct branch *rows, size_t count,
    uint64_t thread, uint64_t post, struct arena *arena, struct branch *out)
{
	struct key	key = key_u64_u64(thread, post);
	size_t		i;

	for (i = 0; i < count; i++)
		if (rows[i].post == post) {
			*out = rows[i];
			return OK;
		}
	return record_get(txn, &record_types[RECORD_BRANCH], key_str(&key),
	    arena, out);
}
