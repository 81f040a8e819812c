/* judged: see judged.h. */
#include "store/forum/judged.h"
#include "store/forum/setting.h"

enum { FOLLOWED = 1, URGENT = 2, ROW_WORDS = 2 };

bool
flag_urgent(struct str article)
{
	return str_equal(article, str_of("6b")) ||
	    str_equal(article, str_of("illegal"));
}

/* --- profiles --- */

static int64_t
profile_days(struct deed *d)
{
	return FORUM_DAY * (int64_t)setting_get(d->store, d->txn,
	    SETTING_PROFILE_DAYS);
}

void
profile_noted(struct deed *d, struct member *m, uint8_t now)
{
	if (m->profiles[0] == now)
		return;
	/* changed twice in a row: what it was at first counts */
	if (m->profile_changed == 0 || d->caller.now >= m->profile_changed +
	    profile_days(d))
		m->profile_before = m->profiles[0];
	m->profile_changed = d->caller.now;
}

uint8_t
profile_counted(struct deed *d, const struct member *m)
{
	return m->profile_changed != 0 && d->caller.now < m->profile_changed +
	    profile_days(d) ? m->profile_before : m->profiles[0];
}

/* --- what came of flags --- */

enum err
judged_of(struct txn *txn, uint64_t member, int64_t since,
    struct judged *out)
{
	struct key	 prefix = key_u64(member);
	struct cursor	*cursor;
	struct str	 key, val;
	int64_t		 at;
	uint64_t	 how;
	enum err	 e;

	*out = (struct judged){ 0 };
	if ((e = db_cursor_open(txn, DB_JUDGED, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		at = (int64_t)key_get_u64(val, 0);
		how = key_get_u64(val, 1);
		if (at < since)
			continue;
		out->flags++;
		out->followed += (how & FOLLOWED) != 0;
		out->urgent_lost += (how & (FOLLOWED | URGENT)) == URGENT;
		if (at > out->latest)
			out->latest = at;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Until when this one's flags rest, 0: they count. */
static enum err
rests_until(struct deed *d, uint64_t member, struct judged *out,
    int64_t *until)
{
	struct store	*store = d->store;
	int64_t		 days = setting_get(store, d->txn,
			     SETTING_JUDGED_DAYS);
	enum err	 e = judged_of(d->txn, member, d->caller.now - days *
			     FORUM_DAY, out);

	*until = 0;
	if (e == OK && out->flags >= (size_t)setting_get(store, d->txn,
	    SETTING_JUDGED_LEAST) && out->followed * 100 < out->flags *
	    (size_t)setting_get(store, d->txn, SETTING_JUDGED_PERCENT))
		*until = out->latest + FORUM_DAY * (int64_t)setting_get(store,
		    d->txn, SETTING_FLAGS_REST);
	return e;
}

enum err
judged_counts(struct deed *d, uint64_t member, bool *masks, bool *urgent)
{
	struct judged	judged;
	int64_t		until;
	enum err	e = rests_until(d, member, &judged, &until);

	*masks = d->caller.now >= until;
	*urgent = judged.urgent_lost < (size_t)setting_get(d->store, d->txn,
	    SETTING_URGENT_LOST);
	return e;
}

static enum err
judged_one(struct deed *d, const struct flag *flag, bool followed)
{
	struct key	key = key_u64_u64(flag->member, flag->casefile);
	struct key	val = key_u64_u64((uint64_t)d->caller.now,
			    (followed ? FOLLOWED : 0u) |
			    (flag_urgent(flag->article) ? URGENT : 0u));
	struct judged	judged;
	int64_t		before, until;
	enum err	e;

	if ((e = rests_until(d, flag->member, &judged, &before)) != OK ||
	    (e = db_put(d->txn, DB_JUDGED, key_str(&key), key_str(&val))) !=
	    OK || (e = rests_until(d, flag->member, &judged, &until)) != OK ||
	    until <= d->caller.now || before > d->caller.now)
		return e;
	return deed_notice(d, flag->member, NOTICE_FLAGS_REST, 0, str_of(""));
}

enum err
judged_put(struct deed *d, const struct casefile *c, bool followed)
{
	struct flag	*flags;
	size_t		 count, i;
	enum err	 e = case_flags(d->txn, c->id, d->arena, &flags,
			     &count);

	for (i = 0; e == OK && i < count; i++)
		e = judged_one(d, &flags[i], followed);
	return e;
}
