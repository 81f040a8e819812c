/* jury_draw: who may sit in a jury, and the draw among them. */
#include "store/forum/jury.h"
#include "store/forum/log.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

#include <sodium.h>
#include <string.h>

enum { JOINED_DAYS = 90, ACTIVE_DAYS = 60, APART_DAYS = 180,
	NONCE_DAYS = 30, HOUR = 3600 };

struct pool {
	struct draw_one *ones;
	uint64_t *members;
	uint8_t (*salts)[DRAW_BYTES];
	size_t count, member_count, salt_count;
};

/* Those who sat lately, by their rows: a few dozen a year. */
static enum err
recent_jurors(struct deed *d, struct u64s *out)
{
	int64_t		 since = d->caller.now - APART_DAYS *
			     (int64_t)FORUM_DAY;
	struct cursor	*cursor;
	struct juror	 juror;
	struct str	 key, val;
	enum err	 e;

	*out = (struct u64s){ 0 };
	if ((e = db_cursor_open(d->txn, DB_JUROR, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_JUROR], key, val,
		    d->arena, &juror);
		if (e != OK)
			break;
		if (juror.drawn >= since)
			*ARENA_PUSH(d->arena, out->at, out->count) =
			    juror.member;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* A mandate now, or one that ended lately. */
static bool
mandated(struct deed *d, uint64_t member, bool young)
{
	int64_t			 now = d->caller.now, apart = young ? 0 :
				     APART_DAYS * (int64_t)FORUM_DAY;
	const struct mandate	*m;
	size_t			 i;

	for (i = 0; i < d->store->mandate_count; i++) {
		m = &d->store->mandates[i];
		if (m->member == member && m->starts <= now &&
		    (mandate_living(d->store, m, now) ||
		    m->ends > now - apart))
			return true;
	}
	return false;
}

static bool
may_sit(struct deed *d, const struct member *m, const struct parties *p,
    const struct u64s *recent, const struct decision *decision)
{
	int64_t	now = d->caller.now;
	bool	young = now < d->store->young_until;

	/* Who asked to be erased does not begin a task. */
	if (m->status != STATUS_MEMBER || m->charter_version == 0 ||
	    m->erase != 0 ||
	    parties_link(p, m) != NULL || m->id == decision->by ||
	    m->id == decision->second || u64s_has(recent, m->id) ||
	    mandated(d, m->id, young))
		return false;
	return young || (m->joined <= now - JOINED_DAYS * (int64_t)FORUM_DAY &&
	    m->last_seen >= now - ACTIVE_DAYS * (int64_t)FORUM_DAY);
}

static void
pool_add(struct deed *d, struct pool *pool, const struct member *m)
{
	struct draw_one	*one = ARENA_PUSH(d->arena, pool->ones, pool->count);
	uint8_t		*salt = *ARENA_PUSH(d->arena, pool->salts,
			    pool->salt_count);

	randombytes_buf(salt, DRAW_BYTES);
	one->profile = m->profiles[0];
	draw_tag(salt, m->id, one->tag);
	*ARENA_PUSH(d->arena, pool->members, pool->member_count) = m->id;
}

/* A walk over all members, at a draw only. */
static enum err
pool_gather(struct deed *d, const struct casefile *c,
    const struct decision *decision, struct pool *pool)
{
	struct parties	 parties;
	struct u64s	 recent;
	struct cursor	*cursor;
	struct member	 m;
	struct str	 key, val;
	enum err	 e;

	*pool = (struct pool){ 0 };
	if ((e = mandates_load(d->store, d->txn)) != OK ||
	    (e = case_parties(d->txn, c, d->arena, &parties)) != OK ||
	    (e = recent_jurors(d, &recent)) != OK ||
	    (e = db_cursor_open(d->txn, DB_MEMBER, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_MEMBER], key,
		    val, d->arena, &m);
		if (e != OK)
			break;
		if (may_sit(d, &m, &parties, &recent, decision))
			pool_add(d, pool, &m);
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The oldest that was committed to a month ago and served no draw. */
static enum err
nonce_take(struct deed *d, uint64_t appeal, const uint8_t **out)
{
	int64_t		 before = d->caller.now - NONCE_DAYS *
			     (int64_t)FORUM_DAY;
	struct cursor	*cursor;
	struct nonce	 nonce;
	struct str	 key, val;
	struct key	 at;
	enum err	 e;

	*out = NULL;
	if ((e = db_cursor_open(d->txn, DB_NONCE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_NONCE], key, val,
		    d->arena, &nonce);
		if (e != OK || (nonce.appeal == 0 && nonce.at <= before))
			break;
	}
	db_cursor_close(cursor);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	nonce.appeal = appeal;
	*out = (const uint8_t *)nonce.bytes.p;
	at = key_u64(nonce.number);
	return record_put(d->txn, &record_types[RECORD_NONCE], key_str(&at),
	    &nonce);
}

/* --- what is written --- */

static enum err
seat(struct deed *d, const struct appeal *a, uint64_t member, size_t place)
{
	struct juror	juror = { .appeal = a->id, .member = member,
			    .place = (uint8_t)place, .drawn = d->caller.now };
	struct wait	wait = { .member = member, .kind = WAIT_JURY,
			    .id = a->casefile,
			    .until = d->caller.now + JURY_ASKED * HOUR };
	struct key	key = key_u64_u64(a->id, member);
	enum err	e = record_put(d->txn, &record_types[RECORD_JUROR],
			    key_str(&key), &juror);

	if (e == OK)
		e = wait_put(d, &wait);
	return e == OK ? deed_notice(d, member, NOTICE_JURY, 0,
	    str_of(arena_printf(d->arena, "%llu",
	    (unsigned long long)a->casefile))) : e;
}

/* Each of the pool keeps their salt, and finds themselves by it. */
static enum err
salts_put(struct deed *d, uint64_t appeal, const struct pool *pool)
{
	struct key	key;
	enum err	e = OK;
	size_t		i;

	for (i = 0; e == OK && i < pool->count; i++) {
		key = key_u64_u64(pool->members[i], appeal);
		e = db_put(d->txn, DB_SALT, key_str(&key), (struct str){
		    (const char *)pool->salts[i], DRAW_BYTES });
	}
	return e;
}

static enum err
too_few(struct deed *d, const struct appeal *a)
{
	uint64_t	entry;

	return log_append(d, str_of(arena_printf(d->arena,
	    "appeal=too-few-for-a-jury\ncase=%llu\norigin=auto\n",
	    (unsigned long long)a->casefile)), &entry);
}

enum err
jury_draw(struct deed *d, struct casefile *c, struct appeal *a,
    const struct decision *decision, bool *drawn)
{
	struct key	 key = key_u64(a->id);
	struct jury	 jury = { .appeal = a->id, .casefile = c->id,
			     .drawn = d->caller.now };
	const uint8_t	*seed = (const uint8_t *)a->seed.p, *nonce;
	size_t		 seats[DRAW_SEATS], i;
	struct pool	 pool;
	enum err	 e;

	*drawn = false;
	if ((e = pool_gather(d, c, decision, &pool)) != OK ||
	    (e = nonce_take(d, a->id, &nonce)) != OK)
		return e;
	if (!draw(seed, nonce, pool.ones, pool.count, seats))
		return too_few(d, a);
	if ((e = log_append(d, draw_fields(c->id, seed, nonce, pool.ones,
	    pool.count, seats, d->arena), &jury.entry)) != OK ||
	    (e = record_put(d->txn, &record_types[RECORD_JURY],
	    key_str(&key), &jury)) != OK || (e = salts_put(d, a->id,
	    &pool)) != OK)
		return e;
	for (i = 0; e == OK && i < DRAW_SEATS; i++)
		e = seat(d, a, pool.members[seats[i]], i);
	*drawn = true;
	return e;
}
