/*
 * caller: what policy knows of a person, gathered from the store, and which
 * mandates live now.
 */
#include "store/forum/forum.h"
#include "store/forum/restraint.h"
#include "store/forum/setting.h"

enum err
mandates_load(struct store *store, struct txn *txn)
{
	uint64_t	 at = db_counter(txn, CHANGE_ROOMS, 0);
	struct cursor	*cursor;
	struct str	 key, val;
	struct mandate	*all = NULL;
	size_t		 count = 0;
	enum err	 e;

	if (store->mandates_known && store->mandates_at == at)
		return OK;
	store->mandates_known = false;
	arena_reset(store->mandate_arena);
	if ((e = db_cursor_open(txn, DB_MANDATE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_MANDATE], key, val,
		    store->mandate_arena,
		    ARENA_PUSH(store->mandate_arena, all, count));
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	if (e != ERR_NOT_FOUND)
		return e;
	store->mandates = all;
	store->mandate_count = count;
	store->mandates_at = at;
	store->mandates_known = true;
	return OK;
}

static bool
by_its_dates(const struct mandate *m, int64_t now)
{
	return !m->ended && m->starts <= now && now < m->ends;
}

/*
 * The last two moderators stay 30 days rather than leave none: a lapsed
 * mandate lives on while no other lives by its dates and at most one lapsed
 * after it; the very last one as long as there is no other, 30 days at a time.
 */
static bool
prolonged(const struct store *store, const struct mandate *m, int64_t now)
{
	const struct mandate	*other;
	size_t			 i, later = 0;

	if (m->role != ROLE_MODERATOR || m->ended || now < m->ends)
		return false;
	for (i = 0; i < store->mandate_count; i++) {
		other = &store->mandates[i];
		if (other->role != ROLE_MODERATOR || other->ended ||
		    other->id == m->id || other->starts > now)
			continue;
		if (by_its_dates(other, now))
			return false;
		if (other->ends > m->ends ||
		    (other->ends == m->ends && other->id > m->id))
			later++;
	}
	return later == 0 || (later == 1 &&
	    now < m->ends + FORUM_PROLONGED_DAYS * (int64_t)FORUM_DAY);
}

bool
mandate_living(const struct store *store, const struct mandate *m, int64_t now)
{
	return by_its_dates(m, now) || prolonged(store, m, now);
}

int64_t
mandate_until(const struct mandate *m, int64_t now)
{
	const int64_t	days = FORUM_PROLONGED_DAYS * (int64_t)FORUM_DAY;

	return now < m->ends ? m->ends :
	    m->ends + ((now - m->ends) / days + 1) * days;
}

bool
mandate_renewed(const struct store *store, const struct mandate *m)
{
	const struct mandate	*other;
	size_t			 i;

	for (i = 0; i < store->mandate_count; i++) {
		other = &store->mandates[i];
		if (other->member == m->member && other->role == m->role &&
		    other->room == m->room && !other->ended &&
		    other->starts <= m->ends && other->ends > m->ends)
			return true;
	}
	return false;
}

static void
mandates_apply(const struct store *store, struct arena *arena,
    struct caller *out)
{
	const struct mandate	*m;
	size_t			 i;

	for (i = 0; i < store->mandate_count; i++) {
		m = &store->mandates[i];
		if (m->member != out->member ||
		    !mandate_living(store, m, out->now))
			continue;
		switch (m->role) {
		case ROLE_FACILITATOR:
			*ARENA_PUSH(arena, out->facilitates.at,
			    out->facilitates.count) = m->room;
			break;
		case ROLE_MODERATOR:
			out->moderator = true;
			break;
		case ROLE_GUARANTOR:
			out->guarantor = true;
			break;
		case ROLE_SYSOP:
			out->sysop = true;
			break;
		}
	}
}

/*
 * Has a newcomer's time come?  Their days, the charter, and some posts or the
 * sponsor's word; the numbers are settings.  A young store
 * waives the days, not the charter: accepted by the person then, and not only
 * vouched for by whoever made the account.
 */
static bool
may_rise(const struct store *store, struct txn *txn,
    const struct member *member, const struct caller *caller)
{
	bool	waited = caller->now >= caller->rises;

	if (member->status != STATUS_NEWCOMER || member->charter_version == 0)
		return false;
	if (!waited && (caller->now >= store->young_until ||
	    member->charter_accepted == 0))
		return false;
	return member->vouched != 0 ||
	    rate_get(txn, member->id, RATE_POSTS, 0, 0) >=
	    (uint64_t)caller->rise_posts;
}

enum err
caller_load(struct store *store, struct txn *txn, const struct who *who,
    struct arena *arena, struct caller *out, struct member *self, bool *risen)
{
	struct caller	caller = { .now = clock_now() };
	struct member	member = { 0 };
	bool		rises = false;
	enum err	e;

	if (who->member != 0) {
		e = load_member(txn, who->member, arena, &member);
		if (e != OK)
			return e;
		if ((e = mandates_load(store, txn)) != OK)
			return e;
		caller.member = member.id;
		caller.joined = member.joined;
		caller.rises = member.joined + (int64_t)FORUM_DAY *
		    setting_get(store, txn, SETTING_NEWCOMER_DAYS);
		caller.rise_posts = setting_get(store, txn,
		    SETTING_NEWCOMER_POSTS);
		rises = may_rise(store, txn, &member, &caller);
		if (rises)
			member.status = STATUS_MEMBER;
		caller.status = member.status;
		caller.charter = member.charter_version != 0;
		caller.waived = caller.now < store->young_until &&
		    member.charter_accepted != 0;
		caller.first_day = rate_day(member.joined, caller.now) == 0;
		if (member.status == STATUS_NEWCOMER ||
		    member.status == STATUS_MEMBER)
			mandates_apply(store, arena, &caller);
		if ((e = restraints_load(txn, arena, &caller)) != OK)
			return e;
	}
	caller.machine = who->machine;
	*out = caller;
	if (self != NULL)
		*self = member;
	if (risen != NULL)
		*risen = rises;
	return OK;
}

enum err
caller_of(struct store *store, struct txn *txn, uint64_t member,
    struct arena *arena, struct caller *out)
{
	struct who	who = { .member = member };

	return caller_load(store, txn, &who, arena, out, NULL, NULL);
}

enum err
caller_day(struct txn *txn, struct caller *caller, uint64_t thread)
{
	uint64_t	day = rate_day(caller->joined, caller->now);

	if (caller->member == 0 || caller->status != STATUS_NEWCOMER)
		return OK;
	caller->threads_today = (uint32_t)rate_get(txn, caller->member,
	    RATE_THREADS, 0, day);
	caller->replies_today = (uint32_t)rate_get(txn, caller->member,
	    RATE_REPLIES, 0, day);
	if (thread != 0)
		caller->replies_thread_today = (uint32_t)rate_get(txn,
		    caller->member, RATE_THREAD_REPLIES, thread, day);
	return OK;
}
