/* restraint: see restraint.h. */
#include "store/forum/restraint.h"

enum err
restraint_put(struct deed *d, const struct restraint *r)
{
	struct key	key = key_u64_u64(r->member, r->decision);
	enum err	e;

	e = record_put(d->txn, &record_types[RECORD_RESTRAINT],
	    key_str(&key), r);
	return e == OK ? deed_bump(d, CHANGE_MEMBER, r->member) : e;
}

enum err
restraint_drop(struct deed *d, uint64_t member, uint64_t decision)
{
	struct key	key = key_u64_u64(member, decision);
	enum err	e = db_del(d->txn, DB_RESTRAINT, key_str(&key));

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? deed_bump(d, CHANGE_MEMBER, member) : e;
}

static void
take(struct arena *arena, const struct restraint *r, struct caller *out)
{
	struct hold	hold = { r->room, r->until, r->casefile };

	switch (r->measure) {
	case MEASURE_PAUSE:
		*ARENA_PUSH(arena, out->pauses, out->pause_count) = hold;
		break;
	case MEASURE_SUSPENSION:
		if (r->until > out->suspended.until)
			out->suspended = hold;
		break;
	case MEASURE_EXCLUSION:
		if (r->until > out->excluded.until)
			out->excluded = hold;
		break;
	}
}

enum err
restraints_load(struct txn *txn, struct arena *arena, struct caller *out)
{
	struct key	 prefix = key_u64(out->member);
	struct cursor	*cursor;
	struct restraint r;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(txn, DB_RESTRAINT, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_RESTRAINT], key,
		    val, arena, &r);
		if (e != OK)
			break;
		if (r.since <= out->now && out->now < r.until)
			take(arena, &r, out);
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}
