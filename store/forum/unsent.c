/* unsent: see unsent.h. */
#include "store/forum/unsent.h"

enum err
unsent_accept(struct deed *d)
{
	const struct unsent	*u = d->in.unsent;

	if (u == NULL || u->kind == UNSENT_NONE || u->kind >= UNSENT_COUNT ||
	    u->name.len > UNSENT_BYTES || u->text.len > UNSENT_BYTES ||
	    u->reason.len > UNSENT_BYTES || !text_valid(u->name) ||
	    !text_valid(u->text) || !text_valid(u->reason))
		return ERR_INPUT;
	return d->who->machine ? ERR_DENIED : OK;
}

enum err
unsent_drop(struct deed *d, enum unsent_kind kind, uint64_t subject)
{
	struct key	key = key_u64_u64_u64(d->self.id, kind, subject);
	enum err	e = db_del(d->txn, DB_UNSENT, key_str(&key));

	return e == ERR_NOT_FOUND ? OK : e;
}

/* Room for one more: of UNSENT_MOST the one saved first goes. */
static enum err
make_room(struct deed *d)
{
	struct key	 prefix = key_u64(d->self.id);
	struct unsent	 row, oldest = { 0 };
	struct cursor	*cursor;
	struct str	 key, val;
	size_t		 count = 0;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_UNSENT, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_UNSENT], key,
		    val, d->arena, &row);
		if (e != OK)
			break;
		if (count++ == 0 || row.saved < oldest.saved)
			oldest = row;
	}
	db_cursor_close(cursor);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	return count < UNSENT_MOST ? OK :
	    unsent_drop(d, (enum unsent_kind)oldest.kind, oldest.subject);
}

enum err
unsent_keep_apply(struct deed *d)
{
	struct unsent	u = *d->in.unsent;
	struct key	key = key_u64_u64_u64(d->self.id, u.kind, u.subject);
	struct str	val;
	enum err	e;

	if (u.name.len + u.text.len + u.reason.len == 0)
		return unsent_drop(d, (enum unsent_kind)u.kind, u.subject);
	e = db_get(d->txn, DB_UNSENT, key_str(&key), &val);
	if (e == ERR_NOT_FOUND)
		e = make_room(d);
	if (e != OK)
		return e;
	u.member = d->self.id;
	u.saved = d->caller.now;
	return record_put(d->txn, &record_types[RECORD_UNSENT], key_str(&key),
	    &u);
}
