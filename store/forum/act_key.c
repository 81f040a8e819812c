/*
 * act_key: one's own keys and password.  Each change asks the present
 * password, if there is one, and leaves a notice with the address.
 */
#include "store/forum/deed.h"
#include "store/forum/auth.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { KEYS_MAX = 20 };

/* Is there a password to ask for? */
static enum err
secret_read(struct deed *d, bool *exists)
{
	struct key	key = key_u64(d->who->member);
	struct secret	secret;
	struct txn	*txn;
	enum err	e;

	if ((e = db_begin_read(store_db(d->store), &txn)) != OK)
		return e;
	e = record_get(txn, &record_types[RECORD_SECRET], key_str(&key),
	    d->arena, &secret);
	db_abort(txn);
	*exists = e == OK;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
password_asked(struct deed *d)
{
	bool		exists, yes;
	enum err	e;

	if (d->who->member == 0)
		return OK;		/* policy refuses it later */
	if ((e = secret_read(d, &exists)) != OK || !exists)
		return e;
	e = auth_password(d->store, d->who->member, d->in.password,
	    d->who->address, &yes);
	if (e != OK)
		return e;
	if (!yes) {
		refusal_set(d->why, N_("The present password is needed for"
		    " this, and what was typed is not it."), 0, NULL);
		return ERR_DENIED;
	}
	return OK;
}

/* --- keys --- */

enum err
key_accept(struct deed *d)
{
	struct str	line;
	enum err	e;

	line = str_of(arena_printf(d->arena, "%.*s %.*s",
	    (int)d->in.key_type.len, d->in.key_type.p,
	    (int)d->in.key_blob.len, d->in.key_blob.p));
	if ((e = auth_key_parse(line, d->arena, &d->key, d->why)) != OK)
		return e;
	d->key.name = d->in.name;
	return OK;
}

/* One's keys, oldest first. */
static enum err
keys_load(struct deed *d, uint64_t member, struct sshkey **out, size_t *count)
{
	struct key	 prefix = key_u64(member);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_KEY, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		if ((e = record_read(d->txn, &record_types[RECORD_SSHKEY],
		    key, val, d->arena,
		    ARENA_PUSH(d->arena, *out, *count))) != OK)
			break;
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
key_store(struct deed *d, uint64_t member, int64_t seen, uint64_t *number)
{
	struct sshkey	*keys = NULL;
	struct key	 key;
	size_t		 count = 0, i;
	enum err	 e;

	if ((e = keys_load(d, member, &keys, &count)) != OK)
		return e;
	for (i = 0; i < count; i++)
		if (str_equal(keys[i].blob, d->key.blob)) {
			refusal_set(d->why, N_("This key is in your list"
			    " already."), 0, NULL);
			return ERR_EXISTS;
		}
	if (count >= KEYS_MAX) {
		refusal_set(d->why, N_("There are %ld keys already: removing"
		    " one makes room."), (long)count, NULL);
		return ERR_LIMIT;
	}
	if ((e = db_sequence_next(d->txn, "key", number)) != OK)
		return e;
	d->key.member = member;
	d->key.number = *number;
	d->key.added = d->caller.now;
	d->key.seen = seen;
	key = key_u64_u64(member, *number);
	return record_put(d->txn, &record_types[RECORD_SSHKEY], key_str(&key),
	    &d->key);
}

/* "SHA256:… 203.0.113.4": what a notice about a key says; its time is at. */
static struct str
key_said(struct deed *d, struct str fingerprint)
{
	return str_of(arena_printf(d->arena, "%.*s %s", (int)fingerprint.len,
	    fingerprint.p, d->who->address));
}

enum err
key_add_apply(struct deed *d)
{
	enum err	e;

	e = key_store(d, d->self.id, 0, &d->result->id);
	if (e != OK)
		return e;
	return deed_notice(d, d->self.id, NOTICE_KEY_ADDED, 0,
	    key_said(d, d->key.fingerprint));
}

enum err
key_remove_apply(struct deed *d)
{
	struct key	 at = key_u64_u64(d->self.id, d->in.number);
	struct key	 me = key_u64(d->self.id);
	struct sshkey	*keys = NULL, gone;
	struct str	 val;
	size_t		 count = 0;
	enum err	 e;

	e = record_get(d->txn, &record_types[RECORD_SSHKEY], key_str(&at),
	    d->arena, &gone);
	if (e != OK || (e = keys_load(d, d->self.id, &keys, &count)) != OK)
		return e;
	if (count == 1 && (d->caller.moderator || d->caller.guarantor ||
	    d->caller.sysop))
		return deed_refuse(d, N_("Your mandate asks for a key beside"
		    " the password: another key comes first."), 0, NULL);
	if (count == 1 && db_get(d->txn, DB_SECRET, key_str(&me), &val) != OK)
		return deed_refuse(d, N_("This key is the only way in: a"
		    " password or another key comes first."), 0, NULL);
	if ((e = db_del(d->txn, DB_KEY, key_str(&at))) != OK)
		return e;
	d->result->id = gone.number;
	return deed_notice(d, d->self.id, NOTICE_KEY_REMOVED, 0,
	    key_said(d, gone.fingerprint));
}

/* --- password --- */

enum err
password_set_accept(struct deed *d)
{
	struct str	handle = d->profile.handle, accepted;
	struct member	self;
	struct txn	*txn;
	enum err	e;

	if (handle.len == 0 && d->who->member != 0) {
		if ((e = db_begin_read(store_db(d->store), &txn)) != OK)
			return e;
		e = load_member(txn, d->who->member, d->arena, &self);
		db_abort(txn);
		if (e != OK)
			return e;
		handle = self.handle;
	}
	e = auth_password_accept(d->in.new_password, handle, d->arena,
	    &accepted, d->why);
	if (e != OK)
		return e;
	d->in.new_password = accepted;
	return auth_hash(d->store, accepted, d->who->address, d->arena,
	    &d->hash);
}

enum err
secret_store(struct deed *d, uint64_t member)
{
	struct secret	secret = { .member = member, .hash = d->hash,
			    .changed = d->caller.now };
	struct key	key = key_u64(member);

	return record_put(d->txn, &record_types[RECORD_SECRET], key_str(&key),
	    &secret);
}

/* Whoever came in with a reset code ends the sessions of whoever knew the
 * password before. */
enum err
password_set_apply(struct deed *d)
{
	struct key	key = key_u64(d->self.id);
	struct secret	old = { 0 }, fresh = { .member = d->self.id,
			    .hash = d->hash, .changed = d->caller.now };
	enum err	e;

	e = record_get(d->txn, &record_types[RECORD_SECRET], key_str(&key),
	    d->arena, &old);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	fresh.cut = old.one_time ? d->caller.now : old.cut;
	if ((e = record_put(d->txn, &record_types[RECORD_SECRET],
	    key_str(&key), &fresh)) != OK)
		return e;
	return deed_notice(d, d->self.id, NOTICE_PASSWORD, 0,
	    str_of(d->who->address));
}

/* --- a code in the place of a password that was forgotten --- */

enum { RESET_HOURS = 24 };

enum err
reset_accept(struct deed *d)
{
	char	code[48];

	code_make(code);
	d->in.code = str_of(arena_strdup(d->arena, code));
	sodium_memzero(code, sizeof(code));
	return auth_hash(d->store, d->in.code, d->who->address, d->arena,
	    &d->hash);
}

enum err
reset_apply(struct deed *d)
{
	struct key	key = key_u64(d->other.id);
	struct secret	secret = { .member = d->other.id, .hash = d->hash,
			    .changed = d->caller.now, .one_time = true,
			    .expires = d->caller.now + RESET_HOURS * 3600 };
	enum err	e;

	if (d->other.status != STATUS_NEWCOMER &&
	    d->other.status != STATUS_MEMBER)
		return deed_refuse(d, N_("A code is for somebody who has an"
		    " account here."), 0, NULL);
	if ((e = record_put(d->txn, &record_types[RECORD_SECRET],
	    key_str(&key), &secret)) != OK ||
	    (e = deed_notice(d, d->other.id, NOTICE_RESET, 0,
	    str_of(""))) != OK)
		return e;
	snprintf(d->result->code, sizeof(d->result->code), "%.*s",
	    (int)d->in.code.len, d->in.code.p);
	d->result->id = d->other.id;
	return OK;
}
