/* case_lapse: cases that nobody decided in time leave the queue; the log says
 * so, and those who flagged are told. */
#include "store/forum/casefile.h"
#include "store/forum/log.h"

#include <inttypes.h>

enum { LAPSE_MOST = 100 };

/* The oldest of the queue whose time is over: it is in the order of time. */
static enum err
lapsed_list(struct store *store, struct txn *txn, struct arena *arena,
    struct u64s *out)
{
	struct cursor	*cursor;
	struct casefile	 c;
	struct str	 key, val;
	int64_t		 until;
	enum err	 e;

	*out = (struct u64s){ 0 };
	if ((e = db_cursor_open(txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val);
	    e == OK && out->count < LAPSE_MOST;
	    e = db_next(cursor, &key, &val)) {
		e = case_load(txn, key_get_u64(key, 1), arena, &c);
		if (e != OK || case_since(&c) > clock_now() - FORUM_DAY)
			break;
		if (case_now(store, txn, &c, clock_now(), &until) ==
		    CASE_LAPSED)
			*ARENA_PUSH(arena, out->at, out->count) = c.id;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
lapse(struct deed *d, uint64_t id)
{
	struct casefile	c;
	struct flag	*flags;
	size_t		 count, i;
	enum err	 e;

	if ((e = case_load(d->txn, id, d->arena, &c)) != OK ||
	    (e = log_append(d, str_of(arena_printf(d->arena,
	    "case=%" PRIu64 "\nroom=-\narticle=%.*s\nmeasure=none\nuntil=0\n"
	    "origin=auto\nsignatures=0/0\nby=-\n", c.id, (int)c.article.len,
	    c.article.p)), &c.entry)) != OK ||
	    (e = case_put(d, &c, false)) != OK ||
	    (e = case_flags(d->txn, id, d->arena, &flags, &count)) != OK)
		return e;
	for (i = 0; e == OK && i < count; i++)
		e = deed_notice(d, flags[i].member, NOTICE_FLAGGED, c.post,
		    str_of("none"));
	return e;
}

enum err
cases_run(struct store *store, cases_list *list, case_each *each,
    size_t *count)
{
	struct who		who = { .machine = true };
	struct act_result	result = { 0 };
	struct deed		d = { .store = store, .who = &who,
				    .result = &result, .why = &result.why,
				    .arena = arena_new() };
	struct u64s		ids = { 0 };
	struct txn		*txn;
	size_t			 i;
	enum err		 e;

	d.caller.now = clock_now();
	if ((e = db_begin_read(store_db(store), &txn)) == OK) {
		e = list(store, txn, d.arena, &ids);
		db_abort(txn);
	}
	if (e == OK && ids.count > 0 &&
	    (e = db_begin_write(store_db(store), &d.txn)) == OK) {
		for (i = 0; e == OK && i < ids.count; i++)
			e = each(&d, ids.at[i]);
		if (e == OK)
			e = db_commit(d.txn);
		else
			db_abort(d.txn);
		if (e == OK)
			*count = ids.count;
	}
	arena_free(d.arena);
	return e;
}

enum err
cases_lapse(struct store *store, size_t *lapsed)
{
	return cases_run(store, lapsed_list, lapse, lapsed);
}
