/*
 * act_mandate: roles with a start and an end, compared with the clock at each
 * use.  Each grant is told to its holder, to all moderators and guarantors,
 * and stands in the log of moderation.
 */
#include "store/forum/log.h"
#include "store/forum/mandate.h"
#include "store/forum/setting.h"

#include <inttypes.h>

static const enum setting months[ROLE_COUNT] = {
	[ROLE_FACILITATOR] = SETTING_TERM_FACILITATOR,
	[ROLE_MODERATOR] = SETTING_TERM_MODERATOR,
	[ROLE_GUARANTOR] = SETTING_TERM_GUARANTOR,
	[ROLE_SYSOP] = SETTING_TERM_SYSOP,
};

/* A twelfth of 365.25 days; mandates end by the clock, not the calendar. */
enum { MONTH = 2629800 };

const char *
mandate_role(uint8_t role)
{
	size_t	count;

	return vocabulary_words(VOCABULARY_ROLE, &count)[role].word;
}

/* --- what is told and written --- */

enum err
mandate_tell_all(struct deed *d, enum role role, uint64_t holder,
    struct str text, struct u64s *told)
{
	const struct mandate	*m;
	size_t			 i;
	enum err		 e = OK;

	for (i = 0; i < d->store->mandate_count && e == OK; i++) {
		m = &d->store->mandates[i];
		if (m->role != role || m->member == holder ||
		    !mandate_living(d->store, m, d->caller.now) ||
		    u64s_has(told, m->member))
			continue;
		*ARENA_PUSH(d->arena, told->at, told->count) = m->member;
		e = deed_notice(d, m->member, NOTICE_MANDATE, 0, text);
	}
	return e;
}

enum err
mandate_entry(struct deed *d, enum mandate_event event,
    const struct mandate *m)
{
	static const char *const words[] = { "granted", "renewed", "ended",
		"prolonged" };
	int64_t		ends = event == MANDATE_PROLONGED ? m->prolonged :
			    m->ends;
	struct room	room = { .name = str_of("-") };
	uint64_t	number;
	enum err	e = OK;

	if (m->room != 0)
		e = load_room(d->txn, m->room, d->arena, &room);
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if (room.visibility == VISIBILITY_PRIVATE)
		room.name = str_of("-");
	return log_append(d, str_of(arena_printf(d->arena,
	    "mandate=%s\nrole=%s\nroom=%.*s\nstarts=%" PRId64 "\nends=%"
	    PRId64 "\norigin=%s\n", words[event], mandate_role(m->role),
	    (int)room.name.len, room.name.p, m->starts, ends,
	    event == MANDATE_PROLONGED ? "auto" : "human")), &number);
}

/* To the holder, and to all who judge or watch. */
static enum err
mandate_told(struct deed *d, const struct mandate *mandate)
{
	const char	*role = mandate_role(mandate->role);
	struct u64s	 told = { 0 };
	struct member	 holder;
	struct str	 text;
	enum err	 e;

	if ((e = load_member(d->txn, mandate->member, d->arena, &holder)) !=
	    OK)
		return e;
	text = str_of(arena_printf(d->arena, "%s %.*s", role,
	    (int)holder.handle.len, holder.handle.p));
	if ((e = deed_notice(d, mandate->member, NOTICE_MANDATE, 0,
	    str_of(role))) != OK ||
	    (e = mandate_tell_all(d, ROLE_MODERATOR, mandate->member, text,
	    &told)) != OK)
		return e;
	return mandate_tell_all(d, ROLE_GUARANTOR, mandate->member, text,
	    &told);
}

enum err
mandate_put(struct deed *d, const struct mandate *mandate)
{
	struct key	key = key_u64(mandate->id);
	enum err	e;

	e = record_put(d->txn, &record_types[RECORD_MANDATE], key_str(&key),
	    mandate);
	if (e != OK)
		return e;
	d->result->id = mandate->id;
	if ((e = deed_bump(d, CHANGE_ROOMS, 0)) != OK)
		return e;
	return deed_bump(d, CHANGE_MEMBER, mandate->member);
}

/* --- granting and renewing --- */

enum err
mandate_add_load(struct deed *d)
{
	enum err	e;

	if (d->in.role >= ROLE_COUNT)
		return deed_refuse(d, N_("The roles are facilitator,"
		    " moderator, guarantor and sysop."), 0, NULL);
	if ((d->in.role == ROLE_FACILITATOR) != (d->in.room != 0))
		return deed_refuse(d, N_("A facilitator has a room, and no"
		    " other role has one."), 0, NULL);
	if (d->in.room != 0 && (e = load_room(d->txn, d->in.room, d->arena,
	    &d->room)) != OK)
		return e;
	e = caller_of(d->store, d->txn, d->in.member, d->arena, &d->grantee);
	if (e != OK)
		return e;
	d->target.grantee = &d->grantee;
	d->target.role = d->in.role;
	return OK;
}

static bool
held_already(const struct deed *d)
{
	const struct mandate	*m;
	size_t			 i;

	for (i = 0; i < d->store->mandate_count; i++) {
		m = &d->store->mandates[i];
		if (m->member == d->in.member && m->role == d->in.role &&
		    m->room == d->in.room && (m->starts > d->caller.now ?
		    !m->ended : mandate_living(d->store, m, d->caller.now)))
			return true;
	}
	return false;
}

/* The last mandate that this person began before then, as a moderator. */
static const struct mandate *
term_before(const struct store *store, uint64_t member, int64_t starts)
{
	const struct mandate	*m, *last = NULL;
	size_t			 i;

	for (i = 0; i < store->mandate_count; i++) {
		m = &store->mandates[i];
		if (m->member == member && m->role == ROLE_MODERATOR &&
		    m->starts < starts && m->ends > m->starts &&
		    (last == NULL || m->starts > last->starts))
			last = m;
	}
	return last;
}

/* How many of them follow each other without a rest, up to one that would
 * start then. */
static long
terms_before(struct deed *d, uint64_t member, int64_t starts)
{
	int64_t			 rest = (int64_t)FORUM_DAY * setting_get(
				     d->store, d->txn, SETTING_TERM_REST);
	const struct mandate	*m;
	long			 terms = 0;

	while ((m = term_before(d->store, member, starts)) != NULL &&
	    m->ends > starts - rest) {
		starts = m->starts;
		terms++;
	}
	return terms;
}

/* How long it lasts, and whether it may follow those before. */
static enum err
mandate_bounded(struct deed *d, struct mandate *m)
{
	long		terms = setting_get(d->store, d->txn, SETTING_TERMS);
	long		most = setting_get(d->store, d->txn, months[m->role]);
	int64_t		end = m->starts + most * (int64_t)MONTH;

	if (m->ends == 0)
		m->ends = end;
	if (m->ends <= m->starts)
		return deed_refuse(d, N_("A mandate ends after it starts."),
		    0, NULL);
	if (m->ends > end + FORUM_DAY) {
		refusal_count(d->why, NN_("This mandate lasts %ld month at"
		    " most; it can be renewed.", "This mandate lasts %ld"
		    " months at most; it can be renewed."), most);
		return ERR_INPUT;
	}
	if (m->role != ROLE_MODERATOR || d->caller.now <
	    d->store->young_until || terms_before(d, m->member, m->starts) <
	    terms)
		return OK;
	refusal_count(d->why, NN_("Nobody moderates for more than %ld mandate"
	    " in a row: somebody else’s turn.", "Nobody moderates for more"
	    " than %ld mandates in a row: somebody else’s turn."), terms);
	return ERR_DENIED;
}

/* Key and password are asked of who judges or runs the forum; one with a
 * password and without a key could not come in any more. */
static enum err
may_come_in(struct deed *d, const struct mandate *m)
{
	struct key	 me = key_u64(m->member);
	struct cursor	*cursor;
	struct str	 key, val;
	bool		 any;
	enum err	 e;

	if (m->role == ROLE_FACILITATOR)
		return OK;
	if ((e = db_get(d->txn, DB_SECRET, key_str(&me), &val)) != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if ((e = db_cursor_open(d->txn, DB_KEY, &cursor)) != OK)
		return e;
	e = db_seek(cursor, key_str(&me), &key, &val);
	any = e == OK && key_has_prefix(key, key_str(&me));
	db_cursor_close(cursor);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	return any ? OK : deed_refuse(d, N_("This mandate asks for a key and a"
	    " password, and this person has no key yet: it is added first."),
	    0, NULL);
}

static enum err
mandate_make(struct deed *d, struct mandate *m, enum mandate_event event)
{
	enum err	e;

	if (d->grantee.status != STATUS_MEMBER)
		return deed_refuse(d, N_("A mandate goes to a full member."),
		    0, NULL);
	if ((e = mandate_bounded(d, m)) != OK ||
	    (e = may_come_in(d, m)) != OK ||
	    (e = db_sequence_next(d->txn, "mandate", &m->id)) != OK ||
	    (e = mandate_told(d, m)) != OK ||
	    (e = mandate_entry(d, event, m)) != OK)
		return e;
	return mandate_put(d, m);
}

enum err
mandate_add_apply(struct deed *d)
{
	struct mandate	mandate = { .member = d->in.member,
			    .role = d->in.role, .room = d->in.room,
			    .starts = d->caller.now, .ends = d->in.until,
			    .granted_by = d->caller.member };

	/* mandates_load() ran with the caller's or the grantee's rights */
	if (held_already(d)) {
		refusal_set(d->why, N_("This mandate is held already; it can"
		    " be renewed, or ended first."), 0, NULL);
		return ERR_EXISTS;
	}
	return mandate_make(d, &mandate, MANDATE_GRANTED);
}

static enum err
mandate_get(struct deed *d, struct mandate *out)
{
	struct key	key = key_u64(d->in.mandate);
	enum err	e = record_get(d->txn, &record_types[RECORD_MANDATE],
			    key_str(&key), d->arena, out);

	return e == OK ? mandates_load(d->store, d->txn) : e;
}

enum err
mandate_renew_load(struct deed *d)
{
	struct mandate	m;
	enum err	e;

	if ((e = mandate_get(d, &m)) != OK)
		return e;
	d->in.member = m.member;
	d->in.role = m.role;
	d->in.room = m.room;
	return mandate_add_load(d);
}

/* From the end of the one that it follows: no gap, and no overlap. */
enum err
mandate_renew_apply(struct deed *d)
{
	struct mandate	old, next;
	enum err	e;

	if ((e = mandate_get(d, &old)) != OK)
		return e;
	if (old.ended || (old.starts <= d->caller.now &&
	    !mandate_living(d->store, &old, d->caller.now))) {
		refusal_set(d->why, N_("This mandate has ended already; a new"
		    " one can be granted."), 0, NULL);
		return ERR_STALE;
	}
	if (mandate_renewed(d->store, &old)) {
		refusal_set(d->why, N_("This mandate is renewed already."), 0,
		    NULL);
		return ERR_EXISTS;
	}
	next = (struct mandate){ .member = old.member, .role = old.role,
	    .room = old.room, .ends = d->in.until,
	    .starts = old.ends > d->caller.now ? old.ends : d->caller.now,
	    .granted_by = d->caller.member };
	return mandate_make(d, &next, MANDATE_RENEWED);
}

/* --- ending --- */

/* Would the forum be without a moderator, if this one were not? */
static bool
last_moderator(struct deed *d, const struct mandate *gone)
{
	struct store	without = *d->store;
	size_t		i;

	if (gone->role != ROLE_MODERATOR)
		return false;
	without.mandates = arena_alloc(d->arena, without.mandate_count *
	    sizeof(*without.mandates));
	for (i = 0; i < without.mandate_count; i++) {
		without.mandates[i] = d->store->mandates[i];
		if (without.mandates[i].id == gone->id)
			without.mandates[i].ended = true;
	}
	for (i = 0; i < without.mandate_count; i++)
		if (without.mandates[i].role == ROLE_MODERATOR &&
		    mandate_living(&without, &without.mandates[i],
		    d->caller.now))
			return false;
	return true;
}

/* One that was granted to follow goes with the one that it follows. */
static enum err
renewal_end(struct deed *d, const struct mandate *old)
{
	struct mandate	next;
	size_t		i;
	enum err	e = OK;

	for (i = 0; e == OK && i < d->store->mandate_count; i++) {
		next = d->store->mandates[i];
		if (next.member != old->member || next.role != old->role ||
		    next.room != old->room || next.ended ||
		    next.id == old->id || next.starts <= d->caller.now)
			continue;
		next.ended = true;
		next.ends = next.starts;
		e = mandate_put(d, &next);
	}
	return e;
}

enum err
mandate_end_apply(struct deed *d)
{
	struct mandate	mandate;
	bool		future;
	enum err	e;

	if ((e = mandate_get(d, &mandate)) != OK)
		return e;
	future = mandate.starts > d->caller.now && !mandate.ended;
	if (!future && !mandate_living(d->store, &mandate, d->caller.now)) {
		refusal_set(d->why, N_("This mandate has ended already."), 0,
		    NULL);
		return ERR_STALE;
	}
	if (!future && last_moderator(d, &mandate)) {
		refusal_set(d->why, N_("This is the last moderator: another"
		    " one is named first."), 0, NULL);
		return ERR_DENIED;
	}
	mandate.ended = true;
	mandate.ends = future ? mandate.starts : d->caller.now;
	if ((e = deed_notice(d, mandate.member, NOTICE_MANDATE, 0,
	    str_of(arena_printf(d->arena, "-%s",
	    mandate_role(mandate.role))))) != OK ||
	    (!future && (e = renewal_end(d, &mandate)) != OK) ||
	    (e = mandate_entry(d, MANDATE_ENDED, &mandate)) != OK)
		return e;
	return mandate_put(d, &mandate);
}
