/* case_remind: a case that nobody decides is everybody's: all moderators and
 * guarantors are told, once. */
#include "store/forum/casefile.h"
#include "store/forum/setting.h"

enum { REMIND_MOST = 50, HOUR = 3600 };

static enum err
late_list(struct store *store, struct txn *txn, struct arena *arena,
    struct u64s *out)
{
	int64_t		 now = clock_now(), before = now - HOUR *
			     (int64_t)setting_get(store, txn,
			     SETTING_LATE_HOURS), until;
	struct cursor	*cursor;
	struct casefile	 c;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val);
	    e == OK && out->count < REMIND_MOST &&
	    (int64_t)key_get_u64(key, 0) <= before;
	    e = db_next(cursor, &key, &val)) {
		e = case_load(txn, key_get_u64(key, 1), arena, &c);
		if (e != OK)
			break;
		if (!c.late && case_waits(case_now(store, txn, &c, now,
		    &until)))
			*ARENA_PUSH(arena, out->at, out->count) = c.id;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
remind(struct deed *d, uint64_t id)
{
	const struct mandate	*m;
	struct casefile		 c;
	struct str		 text = str_of(arena_printf(d->arena, "%llu",
				     (unsigned long long)id));
	size_t			 i;
	enum err		 e;

	if ((e = case_load(d->txn, id, d->arena, &c)) != OK || c.late ||
	    (e = mandates_load(d->store, d->txn)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	c.late = true;
	for (i = 0; e == OK && i < d->store->mandate_count; i++) {
		m = &d->store->mandates[i];
		if ((m->role == ROLE_MODERATOR || m->role ==
		    ROLE_GUARANTOR) && mandate_living(d->store, m,
		    d->caller.now))
			e = deed_notice(d, m->member, NOTICE_LATE, 0, text);
	}
	return e == OK ? case_put(d, &c, true) : e;
}

enum err
cases_remind(struct store *store, size_t *told)
{
	return cases_run(store, late_list, remind, told);
}
