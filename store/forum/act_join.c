/*
 * act_join: how people come in.  With a member's code at once, as a newcomer;
 * without, the request waits for a human.
 */
#include "store/forum/deed.h"
#include "store/forum/auth.h"
#include "store/forum/charter.h"

enum { INVITES_LIVING = 3, INVITE_DAYS = 30, WAITING_MAX = 500,
	REQUESTS_A_DAY = 30 };	/* from one address: a whole meeting */

/* --- invitations --- */

struct invites {
	struct str *old;	/* keys of lapsed ones, unused */
	size_t old_count, living;
};

static enum err
invites_load(struct deed *d, struct invites *out)
{
	struct cursor	*cursor;
	struct str	 key, val;
	struct invite	 invite;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_INVITE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_INVITE], key,
		    val, d->arena, &invite);
		if (e != OK)
			break;
		if (invite.used_by != 0)
			continue;
		if (invite.expires <= d->caller.now)
			*ARENA_PUSH(d->arena, out->old, out->old_count) =
			    arena_str(d->arena, key);
		else if (invite.by == d->self.id)
			out->living++;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
invite_apply(struct deed *d)
{
	struct invites	invites = { 0 };
	struct invite	invite = { .by = d->self.id, .made = d->caller.now,
			    .expires = d->caller.now +
			    INVITE_DAYS * (int64_t)FORUM_DAY };
	struct str	hash;
	size_t		i;
	enum err	e;

	if ((e = invites_load(d, &invites)) != OK)
		return e;
	if (invites.living >= INVITES_LIVING) {
		refusal_set(d->why, N_("%ld invitations are open already: each"
		    " frees its place when it is used, or after 30 days."),
		    INVITES_LIVING, NULL);
		return ERR_LIMIT;
	}
	for (i = 0; i < invites.old_count; i++)
		if ((e = db_del(d->txn, DB_INVITE, invites.old[i])) != OK)
			return e;
	if ((e = code_key_make(d)) != OK)
		return e;
	code_make(d->result->code);
	hash = code_hash(d->txn, str_of(d->result->code), d->arena);
	return record_put(d->txn, &record_types[RECORD_INVITE], hash,
	    &invite);
}

/* --- asking to join --- */

enum err
register_accept(struct deed *d)
{
	struct str	sponsor;
	uint64_t	by;
	enum err	e;

	if (d->who->member != 0 || d->who->machine)
		return ERR_DENIED;	/* has an account; MEMBER_ADD */
	if ((e = profile_accept(d)) != OK || (e = handle_accept(d)) != OK)
		return e;
	if (d->in.key_blob.len == 0 && d->in.new_password.len == 0)
		return deed_refuse(d, N_("A key or a password is needed, to"
		    " come back with."), 0, NULL);
	if (d->in.code.len > 0) {
		e = auth_code(d->store, d->in.code, d->who->address, d->arena,
		    &by, &sponsor);
		if (e == ERR_NOT_FOUND)
			refusal_set(d->why, N_("This code is not open: it may"
			    " have been used, or be over 30 days old. Without"
			    " a code, the request waits for a person."), 0,
			    NULL);
		if (e != OK)
			return e;
	}
	if (d->in.key_blob.len > 0 && (e = key_accept(d)) != OK)
		return e;
	return d->in.new_password.len > 0 ? password_set_accept(d) : OK;
}

/* Uses the invitation up: still living in this transaction? */
static enum err
invite_take(struct deed *d, struct invite *invite)
{
	enum err	e;

	d->code_hash = code_hash(d->txn, d->in.code, d->arena);
	if (d->code_hash.len == 0)
		return ERR_NOT_FOUND;
	e = record_get(d->txn, &record_types[RECORD_INVITE], d->code_hash,
	    d->arena, invite);
	if (e != OK)
		return e;
	return invite->used_by != 0 || invite->expires <= d->caller.now ?
	    ERR_STALE : OK;
}

static enum err
waiting_count(struct deed *d, size_t *out)
{
	struct key	 key;
	struct cursor	*cursor;
	struct str	 at, val;
	struct member	 member;
	enum err	 e;

	*out = 0;
	key = key_u64(0);
	if ((e = db_cursor_open(d->txn, DB_MEMBER, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&key), &at, &val); e == OK;
	    e = db_next(cursor, &at, &val)) {
		e = record_read(d->txn, &record_types[RECORD_MEMBER], at, val,
		    d->arena, &member);
		if (e != OK)
			break;
		if (member.status == STATUS_WAITING)
			(*out)++;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Those who may admit hear of a request. */
static enum err
request_told(struct deed *d)
{
	const struct mandate	*m;
	size_t			 i;
	enum err		 e;

	if ((e = mandates_load(d->store, d->txn)) != OK)
		return e;
	for (i = 0; i < d->store->mandate_count && e == OK; i++) {
		m = &d->store->mandates[i];
		if (m->role == ROLE_SYSOP &&
		    mandate_living(d->store, m, d->caller.now))
			e = deed_notice(d, m->member, NOTICE_REQUEST, 0,
			    d->profile.handle);
	}
	return e;
}

static enum err
register_waiting(struct deed *d)
{
	uint64_t	from = rate_address(d->who->address);
	uint64_t	day = (uint64_t)d->caller.now / FORUM_DAY;
	size_t		waiting;
	enum err	e;

	if ((e = waiting_count(d, &waiting)) != OK)
		return e;
	if (waiting >= WAITING_MAX || rate_get(d->txn, from, RATE_REQUESTS, 0,
	    day) >= REQUESTS_A_DAY)
		return ERR_LIMIT;
	if ((e = rate_bump(d->txn, from, RATE_REQUESTS, 0, day)) != OK)
		return e;
	d->profile.status = STATUS_WAITING;
	d->profile.asked = d->caller.now;
	if ((e = member_create(d)) != OK)
		return e;
	d->result->waiting = true;
	return request_told(d);
}

static void
newcomer_from_now(struct member *m, int64_t now)
{
	m->status = STATUS_NEWCOMER;
	m->joined = now;
	m->floor = now - FORUM_FLOOR_DAYS * (int64_t)FORUM_DAY;
}

enum err
register_apply(struct deed *d)
{
	struct member	*m = &d->profile;
	struct invite	 invite;
	enum err	 e;

	m->joined = m->floor = m->charter_accepted = m->last_seen = 0;
	m->asked = 0;
	m->charter_version = 0;
	m->sponsor = 0;
	m->toured = false;
	m->mouse = true;
	if (m->profiles[0] == 0)
		m->profiles[0] = PROFILE_CITOYEN + 1;
	if (d->in.code.len == 0)
		return register_waiting(d);
	if ((e = invite_take(d, &invite)) != OK)
		return e;
	newcomer_from_now(m, d->caller.now);
	m->sponsor = invite.by;
	m->words = str_of("");
	if ((e = member_create(d)) != OK)
		return e;
	invite.used_by = m->id;
	if ((e = record_put(d->txn, &record_types[RECORD_INVITE],
	    d->code_hash, &invite)) != OK || (e = godchild_put(d, m)) != OK)
		return e;
	return deed_notice(d, invite.by, NOTICE_GODCHILD, 0, m->handle);
}

/* --- the answer --- */

enum err
admit_apply(struct deed *d)
{
	struct member	*m = &d->other;
	enum err	 e;

	if (m->status != STATUS_WAITING)
		return ERR_STALE;
	newcomer_from_now(m, d->caller.now);
	m->words = str_of("");
	if ((e = deed_put_member(d, m)) != OK ||
	    (e = deed_notice(d, m->id, NOTICE_ADMITTED, 0, str_of(""))) != OK)
		return e;
	d->result->id = m->id;
	return deed_bump(d, CHANGE_MEMBERS, 0);
}

/* What was given goes: handle free again, keys and password deleted. */
static enum err
ways_in_purge(struct deed *d, const struct member *m)
{
	struct key	 me = key_u64(m->id);
	struct cursor	*cursor;
	struct str	 key, val, folded, *keys = NULL;
	size_t		 count = 0, i;
	enum err	 e;

	if ((e = text_handle_key(m->handle, d->arena, &folded)) != OK ||
	    (e = db_del(d->txn, DB_HANDLE, folded)) != OK)
		return e;
	e = db_del(d->txn, DB_SECRET, key_str(&me));
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if ((e = db_cursor_open(d->txn, DB_KEY, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&me), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&me));
	    e = db_next(cursor, &key, &val))
		*ARENA_PUSH(d->arena, keys, count) = arena_str(d->arena, key);
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
	for (i = 0; i < count && e == OK; i++)
		e = db_del(d->txn, DB_KEY, keys[i]);
	return e;
}

enum err
refuse_apply(struct deed *d)
{
	struct member	*m = &d->other;
	enum err	 e;

	if (m->status != STATUS_WAITING)
		return ERR_STALE;
	if ((e = ways_in_purge(d, m)) != OK)
		return e;
	m->status = STATUS_REFUSED;
	m->words = d->in.reason;
	m->mail = m->structure = str_of("");
	if ((e = deed_put_member(d, m)) != OK)
		return e;
	d->result->id = m->id;
	return deed_bump(d, CHANGE_MEMBERS, 0);
}
