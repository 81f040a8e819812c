/* views: see views.h. */
#include "store/forum/views.h"
#include "store/forum/setting.h"
#include "store/forum/share.h"
#include "store/forum/wait.h"

#include <sodium.h>
#include <stdlib.h>

enum { MONTH_DAYS = 30, LIVELY_DAYS = 30 };

struct lot {
	struct volunteer row;
	uint32_t drawn;
};

/* --- who agreed --- */

static enum err
volunteer_put(struct deed *d, const struct volunteer *row)
{
	struct key	key = key_u64(row->member);

	return record_put(d->txn, &record_types[RECORD_VOLUNTEER],
	    key_str(&key), row);
}

enum err
volunteer_set(struct deed *d, uint64_t member, bool on)
{
	struct volunteer	row = { .member = member };
	struct key		key = key_u64(member);
	enum err		e;

	/* How often somebody was invited outlives a change of mind. */
	e = record_get(d->txn, &record_types[RECORD_VOLUNTEER], key_str(&key),
	    d->arena, &row);
	if (e == ERR_NOT_FOUND && !on)
		return OK;
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	row.on = on;
	return volunteer_put(d, &row);
}

/* --- the draw --- */

static bool
shares_profile(const struct member *a, const struct member *b)
{
	size_t	i, k;

	for (i = 0; i < LENGTH(a->profiles); i++)
		for (k = 0; k < LENGTH(b->profiles); k++)
			if (a->profiles[i] != 0 &&
			    a->profiles[i] == b->profiles[k])
				return true;
	return false;
}

static enum err
is_wanted(struct deed *d, const struct views_wanted *wanted,
    const struct member *m, bool *out)
{
	struct member	other;
	size_t		i;
	enum err	e;

	*out = false;
	if (wanted->profile != 0) {
		*out = m->profiles[0] == wanted->profile ||
		    m->profiles[1] == wanted->profile;
		return OK;
	}
	for (i = 0; i < LENGTH(wanted->not); i++) {
		e = load_member(d->txn, wanted->not[i], d->arena, &other);
		if (e != OK)
			return e == ERR_NOT_FOUND ? OK : e;
		if (shares_profile(m, &other))
			return OK;
	}
	*out = m->profiles[0] != 0;
	return OK;
}

/* Has neither spoken in the thread nor been asked to. */
static bool
is_new_here(struct deed *d, uint64_t member)
{
	struct key	wait = key_u64_u64_u64(member, WAIT_VIEW, d->thread.id);
	struct voice	voice;
	struct str	val;

	return voice_load(d->txn, d->thread.id, member, &voice) ==
	    ERR_NOT_FOUND && db_get(d->txn, DB_WAIT, key_str(&wait), &val) ==
	    ERR_NOT_FOUND;
}

static bool
is_free(struct deed *d, const struct volunteer *row)
{
	long	most = setting_get(d->store, d->txn, SETTING_VIEW_MONTH);
	int64_t	from = d->caller.now - MONTH_DAYS * (int64_t)FORUM_DAY;
	long	lately = 0;
	size_t	i;

	for (i = 0; i < row->times.count; i++)
		lately += row->times.at[i] > (uint64_t)from;
	return lately < most;
}

static enum err
may_be_drawn(struct deed *d, const struct views_wanted *wanted,
    const struct volunteer *row, bool *out)
{
	struct caller	caller;
	struct member	m;
	bool		tells;
	enum err	e;

	*out = false;
	if (!row->on || row->member == d->caller.member ||
	    row->member == wanted->not[0] || row->member == wanted->not[1] ||
	    !is_free(d, row) || !is_new_here(d, row->member))
		return OK;
	if ((e = load_member(d->txn, row->member, d->arena, &m)) != OK ||
	    (e = caller_of(d->store, d->txn, row->member, d->arena,
	    &caller)) != OK || (e = deed_tells(d, row->member, &tells)) != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	/* Members are drawn (CAP_BE_DRAWN), who were here lately. */
	if (!tells || caller.status != STATUS_MEMBER || m.last_seen <
	    d->caller.now - LIVELY_DAYS * (int64_t)FORUM_DAY)
		return OK;
	return is_wanted(d, wanted, &m, out);
}

static enum err
lots_load(struct deed *d, const struct views_wanted *wanted,
    struct lot **out, size_t *count)
{
	struct key	 first = { .len = 0 };
	struct cursor	*cursor;
	struct str	 key, val;
	struct lot	 lot;
	bool		 may;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_VOLUNTEER, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&first), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_VOLUNTEER], key,
		    val, d->arena, &lot.row);
		if (e == OK)
			e = may_be_drawn(d, wanted, &lot.row, &may);
		if (e != OK)
			break;
		lot.drawn = randombytes_random();
		if (may)
			*ARENA_PUSH(d->arena, *out, *count) = lot;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The least invited first; among them, by lot. */
static int
by_lot(const void *a, const void *b)
{
	const struct lot	*x = a, *y = b;

	if (x->row.count != y->row.count)
		return x->row.count < y->row.count ? -1 : 1;
	return x->drawn < y->drawn ? -1 : x->drawn > y->drawn;
}

static enum err
invite(struct deed *d, struct volunteer *row, uint8_t profile)
{
	struct wait	wait = { .member = row->member, .kind = WAIT_VIEW,
			    .id = d->thread.id, .post = d->post.id,
			    .by = d->caller.member, .profile = profile };
	size_t		kept = (size_t)setting_get(d->store, d->txn,
			    SETTING_VIEW_MONTH), i;
	uint64_t	*times = arena_alloc(d->arena, kept * sizeof(*times));
	enum err	e;

	wait.until = d->caller.now + setting_get(d->store, d->txn,
	    SETTING_VIEW_DAYS) * (int64_t)FORUM_DAY;
	times[0] = (uint64_t)d->caller.now;
	for (i = 1; i < kept && i <= row->times.count; i++)
		times[i] = row->times.at[i - 1];
	row->times = (struct u64s){ times, i };
	row->count++;
	e = volunteer_put(d, row);
	return e == OK ? wait_put(d, &wait) : e;
}

enum err
views_invite(struct deed *d, const struct views_wanted *wanted,
    size_t *invited)
{
	struct lot	*lots = NULL;
	size_t		 count = 0, i;
	enum err	 e;

	*invited = 0;
	if ((e = lots_load(d, wanted, &lots, &count)) != OK)
		return e;
	if (count > 0)
		qsort(lots, count, sizeof(*lots), by_lot);
	for (i = 0; i < count && i < wanted->most && e == OK; i++) {
		e = invite(d, &lots[i].row, wanted->profile);
		*invited += e == OK;
	}
	return e;
}

/* --- what policy asks --- */

void
views_target(struct store *store, struct txn *txn, const struct thread *t,
    uint64_t profile, int64_t now, struct target *target)
{
	target->view_ripe = t->living >= (uint64_t)setting_get(store, txn,
	    SETTING_VIEW_POSTS) && now >= t->created + 3600 *
	    (int64_t)setting_get(store, txn, SETTING_VIEW_HOURS);
	target->view_there = profile < t->shares.count &&
	    t->shares.at[profile] > 0;
	target->view_invited = rate_get(txn, t->id, RATE_VIEWS, profile, 0) >
	    0;
}

enum err
views_load(struct deed *d)
{
	struct key	wait = key_u64_u64_u64(d->caller.member, WAIT_DUEL,
			    d->thread.id);
	struct wait	duel;
	enum err	e;

	views_target(d->store, d->txn, &d->thread, d->in.number,
	    d->caller.now, &d->target);
	e = record_get(d->txn, &record_types[RECORD_WAIT], key_str(&wait),
	    d->arena, &duel);
	d->target.dueling = e == OK && !wait_over(&duel, d->caller.now);
	if (d->target.dueling)
		d->other.id = duel.by;
	return e == ERR_NOT_FOUND ? OK : e;
}
