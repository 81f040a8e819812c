/*
 * act_mandate: roles with a start and an end, compared with the clock at each
 * use.  Each grant is told to its holder, to all moderators and guarantors.
 */
#include "store/forum/deed.h"

static const uint8_t months[ROLE_COUNT] = {
	[ROLE_FACILITATOR] = 12, [ROLE_MODERATOR] = 12, [ROLE_GUARANTOR] = 12,
	[ROLE_SYSOP] = 24,
};
static const struct word *
role_word(uint8_t role)
{
	size_t	count;

	return &vocabulary_words(VOCABULARY_ROLE, &count)[role];
}

/* A twelfth of 365.25 days; mandates end by the clock, not the calendar. */
enum { MONTH = 2629800 };

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
		    m->room == d->in.room &&
		    mandate_living(d->store, m, d->caller.now))
			return true;
	}
	return false;
}

/* To the holder, and to all who judge or watch. */
static enum err
mandate_told(struct deed *d, const struct mandate *mandate)
{
	const struct mandate	*m;
	struct str		 text = str_of(role_word(mandate->role)->word);
	struct u64s		 told = { 0 };
	size_t			 i, k;
	enum err		 e;

	e = deed_notice(d, mandate->member, NOTICE_MANDATE, 0, text);
	*ARENA_PUSH(d->arena, told.at, told.count) = mandate->member;
	for (i = 0; i < d->store->mandate_count && e == OK; i++) {
		m = &d->store->mandates[i];
		if ((m->role != ROLE_MODERATOR && m->role != ROLE_GUARANTOR) ||
		    !mandate_living(d->store, m, d->caller.now))
			continue;
		for (k = 0; k < told.count && told.at[k] != m->member; k++)
			;
		if (k < told.count)
			continue;
		*ARENA_PUSH(d->arena, told.at, told.count) = m->member;
		e = deed_notice(d, m->member, NOTICE_MANDATE, 0,
		    str_of(arena_printf(d->arena, "%s %.*s", text.p,
		    (int)d->other.handle.len, d->other.handle.p)));
	}
	return e;
}

static enum err
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

enum err
mandate_add_apply(struct deed *d)
{
	struct mandate	mandate = { .member = d->in.member,
			    .role = d->in.role, .room = d->in.room,
			    .starts = d->caller.now, .ends = d->in.until,
			    .granted_by = d->caller.member };
	enum err	e;

	if (d->grantee.status != STATUS_MEMBER)
		return deed_refuse(d, N_("A mandate goes to a full member."),
		    0, NULL);
	/* mandates_load() ran with the caller's or the grantee's rights */
	if (held_already(d)) {
		refusal_set(d->why, N_("This mandate is held already; it can"
		    " be ended first."), 0, NULL);
		return ERR_EXISTS;
	}
	if (mandate.ends == 0)
		mandate.ends = mandate.starts +
		    months[mandate.role] * (int64_t)MONTH;
	if (mandate.ends <= mandate.starts)
		return deed_refuse(d, N_("A mandate ends after it starts."),
		    0, NULL);
	if ((e = db_sequence_next(d->txn, "mandate", &mandate.id)) != OK ||
	    (e = mandate_told(d, &mandate)) != OK)
		return e;
	return mandate_put(d, &mandate);
}

enum err
mandate_end_apply(struct deed *d)
{
	struct key	key = key_u64(d->in.mandate);
	struct mandate	mandate;
	enum err	e;

	e = record_get(d->txn, &record_types[RECORD_MANDATE], key_str(&key),
	    d->arena, &mandate);
	if (e != OK)
		return e;
	if ((e = mandates_load(d->store, d->txn)) != OK)
		return e;
	if (!mandate_living(d->store, &mandate, d->caller.now)) {
		refusal_set(d->why, N_("This mandate has ended already."), 0,
		    NULL);
		return ERR_STALE;
	}
	mandate.ended = true;
	mandate.ends = d->caller.now;
	e = deed_notice(d, mandate.member, NOTICE_MANDATE, 0,
	    str_of(arena_printf(d->arena, "-%s",
	    role_word(mandate.role)->word)));
	return e == OK ? mandate_put(d, &mandate) : e;
}
