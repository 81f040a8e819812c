/*
 * query_account: one's own keys, password and invitations.
 */
#include "store/forum/reader.h"

#include <stdlib.h>

enum err
query_keys(struct store *store, const struct who *who, struct arena *arena,
    struct sshkey **out, size_t *count)
{
	struct sshkey	*keys = NULL;
	struct cursor	*cursor;
	struct reader	 r;
	struct key	 prefix;
	struct str	 key, val;
	size_t		 n = 0;
	enum err	 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	prefix = key_u64(r.self.id);
	if ((e = db_cursor_open(r.txn, DB_KEY, &cursor)) != OK)
		return reader_close(&r, e);
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		if ((e = record_read(r.txn, &record_types[RECORD_SSHKEY], key,
		    val, arena, ARENA_PUSH(arena, keys, n))) != OK)
			break;
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
	if (e == OK) {
		*out = keys;
		*count = n;
	}
	return reader_close(&r, e);
}

bool
query_key_exists(struct store *store, uint64_t member, uint64_t number)
{
	struct key	 key = key_u64_u64(member, number);
	struct txn	*txn;
	struct str	 val;
	enum err	 e;

	/* Where the store cannot be read a session is not ended for it. */
	if (db_begin_read(store_db(store), &txn) != OK)
		return true;
	e = db_get(txn, DB_KEY, key_str(&key), &val);
	db_abort(txn);
	return e != ERR_NOT_FOUND;
}

enum err
query_password(struct store *store, const struct who *who,
    struct password_view *out)
{
	struct secret	secret;
	struct reader	r;
	struct key	key;
	enum err	e;

	if ((e = reader_open(&r, store, who, NULL)) != OK)
		return e;
	key = key_u64(r.self.id);
	e = record_get(r.txn, &record_types[RECORD_SECRET], key_str(&key),
	    r.scratch, &secret);
	if (e == OK)
		*out = (struct password_view){ true, secret.one_time,
		    secret.changed, secret.cut };
	else if (e == ERR_NOT_FOUND) {
		*out = (struct password_view){ 0 };
		e = OK;
	}
	return reader_close(&r, e);
}

/* Newest first. */
static int
invite_compare(const void *a, const void *b)
{
	const struct invite_view	*x = a, *y = b;

	return x->made > y->made ? -1 : x->made < y->made;
}

enum err
query_invites(struct store *store, const struct who *who, struct arena *arena,
    struct invite_view **out, size_t *count)
{
	struct invite_view	*views = NULL;
	struct invite		 invite;
	struct cursor		*cursor;
	struct reader		 r;
	struct str		 key, val;
	size_t			 n = 0;
	enum err		 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = db_cursor_open(r.txn, DB_INVITE, &cursor)) != OK)
		return reader_close(&r, e);
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(r.txn, &record_types[RECORD_INVITE], key, val,
		    r.scratch, &invite);
		if (e != OK)
			break;
		if (r.self.id == 0 || invite.by != r.self.id ||
		    (invite.used_by == 0 && invite.expires <= r.caller.now))
			continue;
		*ARENA_PUSH(arena, views, n) = (struct invite_view){
		    invite.made, invite.expires,
		    reader_handle(&r, invite.used_by) };
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND) {
		if (n > 1)
			qsort(views, n, sizeof(*views), invite_compare);
		*out = views;
		*count = n;
		e = OK;
	}
	return reader_close(&r, e);
}
