/*
 * due: see due.h.  A sweep reads first, and takes the one write lock only
 * when something is to go; what it then deletes is looked at again, for a
 * draft may have been taken back meanwhile.
 */
#include "store/forum/due.h"
#include "store/forum/jury.h"
#include "store/forum/deed.h"
#include "store/forum/mailing.h"
#include "store/forum/mandate.h"
#include "store/forum/search.h"
#include "store/forum/round.h"
#include "store/forum/strict.h"
#include "store/forum/wait.h"

#include <string.h>

enum { ROWS_READ = 500, ROWS_GONE = 100, THROWN_DAYS = 7, USED_DAYS = 180,
	DUEL_DAYS = 30, DRAW_DAYS = 180, YEAR_DAYS = 366, UNSENT_DAYS = 90,
	LETTER_DAYS = 14, HOUR = 3600, ERASE_STEPS = 500 };

struct sweep {
	enum db_table table;
	/* Is this row of no use any more?  A row that cannot be read is left
	 * to `check`. */
	bool (*over)(struct txn *, struct arena *, struct str key,
	    struct str val, int64_t now);
};

static bool
draft_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct draft	draft;

	return record_read(txn, &record_types[RECORD_DRAFT], key, val, arena,
	    &draft) == OK && draft.thrown &&
	    draft.saved < now - THROWN_DAYS * (int64_t)FORUM_DAY;
}

static bool
unsent_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct unsent	unsent;

	return record_read(txn, &record_types[RECORD_UNSENT], key, val, arena,
	    &unsent) == OK &&
	    unsent.saved < now - UNSENT_DAYS * (int64_t)FORUM_DAY;
}

static bool
invite_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct invite	invite;
	int64_t		kept;

	if (record_read(txn, &record_types[RECORD_INVITE], key, val, arena,
	    &invite) != OK)
		return false;
	kept = invite.used_by != 0 ? USED_DAYS * (int64_t)FORUM_DAY : 0;
	return invite.expires + kept <= now;
}

/* Counts of a member's days, and of wrong codes in an hour; how many posts
 * somebody wrote in all (day 0 of that kind) stays. */
static bool
rate_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	uint64_t	kind = key_get_u64(key, 1) >> FORUM_RATE_SHIFT;
	uint64_t	day = key_get_u64(key, 2);
	struct member	member;

	switch ((enum rate)kind) {
	case RATE_WRONG_CODE:
		return day + 1 < (uint64_t)now / HOUR;
	case RATE_REQUESTS:
	case RATE_MESSAGES:
	case RATE_FLAGS:
		return day + 1 < (uint64_t)now / FORUM_DAY;
	case RATE_THREADS:
	case RATE_REPLIES:
	case RATE_THREAD_REPLIES:
		return load_member(txn, key_get_u64(key, 0), arena, &member) ==
		    OK && day + 1 < rate_day(member.joined, now);
	case RATE_POSTS:
	case RATE_THANKS:
	case RATE_DUELS:
	case RATE_VIEWS:
		break;
	}
	return false;
}

static bool
wait_is_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct wait	wait;

	return record_read(txn, &record_types[RECORD_WAIT], key, val, arena,
	    &wait) == OK && wait_over(&wait, now);
}

/* What was said to two people is forgotten after a month. */
static bool
duel_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct duel	duel;

	return record_read(txn, &record_types[RECORD_DUEL], key, val, arena,
	    &duel) == OK && (duel.said > duel.told ? duel.said : duel.told) <
	    now - DUEL_DAYS * (int64_t)FORUM_DAY;
}

/* Who found themselves in a synthesis; what it lacks stays. */
static bool
stand_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct stand	stand;

	return record_read(txn, &record_types[RECORD_STAND], key, val, arena,
	    &stand) == OK && stand.kind == STAND_FOUND && stand.until <= now;
}

/* The clock ended it already. */
static bool
restraint_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct restraint	r;

	return record_read(txn, &record_types[RECORD_RESTRAINT], key, val,
	    arena, &r) == OK && r.until + FORUM_DAY <= now;
}

/* Also where no program sends any. */
static bool
letter_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	struct letter	letter;

	return record_read(txn, &record_types[RECORD_LETTER], key, val, arena,
	    &letter) == OK &&
	    letter.at < now - LETTER_DAYS * (int64_t)FORUM_DAY;
}

/* The salts of a draw, and what its jury said: half a year. */
static bool
draw_over(struct txn *txn, struct arena *arena, uint64_t appeal, int64_t now)
{
	struct appeal	a;

	return appeal_load(txn, appeal, arena, &a) == OK &&
	    a.filed + DRAW_DAYS * (int64_t)FORUM_DAY <= now;
}

static bool
salt_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	return draw_over(txn, arena, key_get_u64(key, 1), now);
}

static bool
say_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	return draw_over(txn, arena, key_get_u64(key, 0), now);
}

/* What came of flags is looked at over a year at most. */
static bool
judged_over(struct txn *txn, struct arena *arena, struct str key,
    struct str val, int64_t now)
{
	return (int64_t)key_get_u64(val, 0) + YEAR_DAYS * (int64_t)FORUM_DAY <=
	    now;
}

static const struct sweep sweeps[DUE_SWEEPS] = {
	[DUE_DRAFTS] = { DB_DRAFT, draft_over },
	[DUE_UNSENT] = { DB_UNSENT, unsent_over },
	[DUE_INVITES] = { DB_INVITE, invite_over },
	[DUE_RATES] = { DB_RATE, rate_over },
	[DUE_DUELS] = { DB_DUEL, duel_over },
	[DUE_WAITS] = { DB_WAIT, wait_is_over },
	[DUE_STANDS] = { DB_STAND, stand_over },
	[DUE_JUDGED] = { DB_JUDGED, judged_over },
	[DUE_SALTS] = { DB_SALT, salt_over },
	[DUE_SAYS] = { DB_JURYSAY, say_over },
	[DUE_RESTRAINTS] = { DB_RESTRAINT, restraint_over },
	[DUE_LETTERS] = { DB_LETTER, letter_over },
};

/* Keys of rows that are over, from *at on; *at: where to go on. */
static enum err
sweep_read(struct store *store, const struct sweep *sweep, struct key *at,
    struct arena *arena, struct str **keys, size_t *count)
{
	struct arena	*scratch = arena_new();
	struct cursor	*cursor = NULL;
	struct txn	*txn;
	struct str	 key, val;
	int64_t		 now = clock_now();
	size_t		 rows = 0;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK) {
		arena_free(scratch);
		return e;
	}
	if ((e = db_cursor_open(txn, sweep->table, &cursor)) != OK)
		goto out;
	for (e = db_seek(cursor, key_str(at), &key, &val);
	    e == OK && rows < ROWS_READ && *count < ROWS_GONE;
	    e = db_next(cursor, &key, &val), rows++) {
		if (sweep->over(txn, scratch, key, val, now))
			*ARENA_PUSH(arena, *keys, *count) = arena_str(arena,
			    key);
		arena_reset(scratch);
	}
	/* At the end it begins anew; keys of these tables are short. */
	*at = e == OK && key.len <= sizeof(at->bytes) ?
	    key_bytes(key.p, key.len) : (struct key){ .len = 0 };
	if (e == ERR_NOT_FOUND)
		e = OK;
out:
	db_cursor_close(cursor);
	db_abort(txn);
	arena_free(scratch);
	return e;
}

static enum err
sweep_write(struct store *store, const struct sweep *sweep,
    struct arena *arena, const struct str *keys, size_t count, size_t *gone)
{
	struct txn	*txn;
	struct str	 val;
	size_t		 i, n = 0;
	enum err	 e;

	if ((e = db_begin_write(store_db(store), &txn)) != OK)
		return e;
	for (i = 0; i < count && e == OK; i++) {
		e = db_get(txn, sweep->table, keys[i], &val);
		if (e == OK && sweep->over(txn, arena, keys[i], val,
		    clock_now())) {
			e = db_del(txn, sweep->table, keys[i]);
			n++;
		} else if (e == ERR_NOT_FOUND)
			e = OK;
	}
	if (e != OK) {
		db_abort(txn);
		return e;
	}
	if ((e = db_commit(txn)) == OK)
		*gone += n;
	return e;
}

static enum err
sweep_run(struct store *store, const struct sweep *sweep, struct key *at,
    size_t *gone)
{
	struct arena	*arena = arena_new();
	struct str	*keys = NULL;
	size_t		 count = 0;
	enum err	 e;

	e = sweep_read(store, sweep, at, arena, &keys, &count);
	if (e == OK && count > 0)
		e = sweep_write(store, sweep, arena, keys, count, gone);
	arena_free(arena);
	return e;
}

/* --- turns in round tables --- */

/* Threads whose round is half over and was not said so, from *at on. */
static enum err
rounds_due(struct store *store, struct key *at, struct arena *arena,
    struct u64s *out)
{
	struct cursor	*cursor = NULL;
	struct txn	*txn;
	struct str	 key, val;
	struct round	 round;
	size_t		 rows = 0;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	if ((e = db_cursor_open(txn, DB_ROUND, &cursor)) == OK)
		e = db_seek(cursor, key_str(at), &key, &val);
	for (; e == OK && rows < ROWS_READ && out->count < ROWS_GONE;
	    e = db_next(cursor, &key, &val), rows++)
		if (record_read(txn, &record_types[RECORD_ROUND], key, val,
		    arena, &round) == OK &&
		    round_ready(store, txn, &round, clock_now()))
			*ARENA_PUSH(arena, out->at, out->count) = round.thread;
	*at = e == OK ? key_bytes(key.p, key.len) : (struct key){ .len = 0 };
	db_cursor_close(cursor);
	db_abort(txn);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
rounds_tell(struct store *store, struct arena *arena,
    const struct u64s *threads, size_t *told)
{
	struct who	who = { .machine = true };
	struct deed	d = { .store = store, .who = &who, .arena = arena };
	struct round	round;
	struct key	key;
	size_t		i;
	enum err	e;

	d.caller.now = clock_now();
	if ((e = db_begin_write(store_db(store), &d.txn)) != OK)
		return e;
	for (i = 0; e == OK && i < threads->count; i++) {
		key = key_u64(threads->at[i]);
		e = record_get(d.txn, &record_types[RECORD_ROUND],
		    key_str(&key), arena, &round);
		if (e == OK && round_ready(store, d.txn, &round,
		    d.caller.now))
			e = round_remind(&d, &round, told);
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	if (e == OK)
		return db_commit(d.txn);
	db_abort(d.txn);
	return e;
}

static enum err
rounds_run(struct store *store, struct key *at, size_t *told)
{
	struct arena	*arena = arena_new();
	struct u64s	 threads = { 0 };
	enum err	 e = rounds_due(store, at, arena, &threads);

	if (e == OK && threads.count > 0)
		e = rounds_tell(store, arena, &threads, told);
	arena_free(arena);
	return e;
}

/* --- disagreements whose answer did not come --- */

/* Of those listed, the ones whose time is over. */
static enum err
withheld_due(struct store *store, struct key *at, struct arena *arena,
    struct u64s *out)
{
	struct u64s	 all;
	struct post	 post;
	struct txn	*txn;
	size_t		 i;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	e = strict_list(txn, 0, at, ROWS_READ, arena, &all);
	for (i = 0; e == OK && i < all.count && out->count < ROWS_GONE; i++)
		if (load_post(txn, all.at[i], arena, &post) == OK &&
		    strict_until(store, txn, post.created) <= clock_now())
			*ARENA_PUSH(arena, out->at, out->count) = post.id;
	db_abort(txn);
	return e;
}

static enum err
publish_one(struct deed *d, uint64_t id)
{
	enum err	e;

	if ((e = load_post(d->txn, id, d->arena, &d->post)) != OK)
		return e == ERR_NOT_FOUND ? OK : e;	/* answered */
	if ((e = load_thread(d->txn, d->post.thread, d->arena, &d->thread)) !=
	    OK || (e = load_room(d->txn, d->post.room, d->arena,
	    &d->room)) != OK || (e = strict_publish(d, &d->post)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	return deed_notice_post(d, d->post.author, NOTICE_PUBLISHED,
	    d->post.id);
}

static enum err
withheld_run(struct store *store, struct key *at, size_t *published)
{
	struct who		who = { .machine = true };
	struct act_result	result = { 0 };
	struct deed		d = { .store = store, .who = &who,
				    .arena = arena_new(), .result = &result,
				    .why = &result.why };
	struct u64s		due = { 0 };
	size_t			i;
	enum err		e = withheld_due(store, at, d.arena, &due);

	if (e != OK || due.count == 0) {
		arena_free(d.arena);
		return e;
	}
	d.caller.now = clock_now();
	if ((e = db_begin_write(store_db(store), &d.txn)) == OK) {
		for (i = 0; e == OK && i < due.count; i++)
			e = publish_one(&d, due.at[i]);
		if (e == OK)
			e = db_commit(d.txn);
		else
			db_abort(d.txn);
	}
	arena_free(d.arena);
	if (e == OK) {
		*published = due.count;
		search_help(store);
	}
	return e;
}

enum err
due_run(struct store *store, struct due *due, struct due_done *done)
{
	size_t		i;
	enum err	e = OK;

	*done = (struct due_done){ 0 };
	for (i = 0; i < DUE_SWEEPS && e == OK; i++)
		e = sweep_run(store, &sweeps[i], &due->at[i], &done->gone[i]);
	if (e == OK)
		e = mandates_due(store, &done->reminders, &done->prolonged);
	if (e == OK)
		e = rounds_run(store, &due->rounds, &done->reminders);
	if (e == OK)
		e = withheld_run(store, &due->withheld, &done->published);
	if (e == OK)
		e = cases_lapse(store, &done->lapsed);
	if (e == OK)
		e = cases_remind(store, &done->late);
	if (e == OK)
		e = juries_run(store, &done->juries);
	if (e == OK)
		e = appeals_lapse(store, &done->lifted);
	if (e == OK)
		e = erase_run(store, &due->erase, ERASE_STEPS, &done->erased);
	if (e == OK)
		e = mailing_wake_late(store);
	return e;
}
