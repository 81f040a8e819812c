/* appeal_lapse: an appeal that nobody answered in time: the measure is lifted,
 * which the clock did already; here it is written, logged and told. */
#include "store/forum/appeal.h"

enum { LAPSE_MOST = 100 };

static enum err
over_list(struct store *store, struct txn *txn, struct arena *arena,
    struct u64s *out)
{
	int64_t		 now = clock_now();
	struct cursor	*cursor;
	struct casefile	 c;
	struct str	 key, val;
	enum err	 e;

	*out = (struct u64s){ 0 };
	if ((e = db_cursor_open(txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val);
	    e == OK && out->count < LAPSE_MOST;
	    e = db_next(cursor, &key, &val)) {
		e = case_load(txn, key_get_u64(key, 1), arena, &c);
		if (e != OK)
			break;
		if ((c.state == CASE_APPEAL || c.state == CASE_JURY) &&
		    c.until <= now)
			*ARENA_PUSH(arena, out->at, out->count) = c.id;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
lift(struct deed *d, uint64_t id)
{
	struct casefile	*c = &d->casefile;
	struct decision	 decision = { .measure = MEASURE_NONE,
			     .origin = ORIGIN_AUTO };
	enum err	 e;

	d->in.number = id;
	if ((e = case_cite_load(d)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if ((c->state != CASE_APPEAL && c->state != CASE_JURY) ||
	    c->until > d->caller.now)
		return OK;	/* answered meanwhile */
	decision.article = c->article;
	if ((e = appeal_answers(d, c, &decision)) != OK ||
	    (e = decision_make(d, c, &decision)) != OK)
		return e;
	return appeal_closed(d, &decision);
}

enum err
appeals_lapse(struct store *store, size_t *count)
{
	return cases_run(store, over_list, lift, count);
}
