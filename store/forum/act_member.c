/*
 * act_member: accounts, as their owner or a sysop makes them.
 */
#include "store/base/mime.h"
#include "store/forum/charter.h"
#include "store/forum/deed.h"
#include "store/forum/erase.h"
#include "store/forum/judged.h"
#include "store/forum/mailing.h"
#include "store/forum/views.h"

enum { MEASURE_MIN = 60, MEASURE_MAX = 100, MEASURE_DEFAULT = 72 };

/* --- profile --- */

static enum err
line_accept(struct deed *d, struct str *s)
{
	if (s->len == 0)
		return OK;
	return text_accept(TEXT_LINE, *s, d->arena, s, d->why);
}

static enum err
profiles_accept(struct deed *d, struct member *m)
{
	if (m->profiles[0] == 0) {
		m->profiles[0] = m->profiles[1];
		m->profiles[1] = 0;
	}
	if (m->profiles[1] == m->profiles[0])
		m->profiles[1] = 0;
	if (m->profiles[0] > PROFILE_COUNT || m->profiles[1] > PROFILE_COUNT)
		return deed_refuse(d, N_("One or two profiles are chosen from"
		    " the list."), 0, NULL);
	return OK;
}

enum err
profile_accept(struct deed *d)
{
	struct member	*m = &d->profile;
	size_t		 i;
	enum err	 e;

	if (d->in.profile == NULL)
		return ERR_INPUT;
	*m = *d->in.profile;
	if ((e = profiles_accept(d, m)) != OK ||
	    (e = line_accept(d, &m->structure)) != OK ||
	    (e = line_accept(d, &m->mail)) != OK)
		return e;
	for (i = 0; i < LENGTH(m->hats); i++)
		if ((e = line_accept(d, &m->hats[i])) != OK)
			return e;
	if (m->words.len > 0 && (e = text_accept(TEXT_BODY, m->words,
	    d->arena, &m->words, d->why)) != OK)
		return e;
	if (m->words.len > TEXT_LINE_MAX * 4)
		return deed_refuse(d, N_("A few lines are enough here."), 0,
		    NULL);
	if (m->mail.len > 0 && !mail_address_ok(m->mail))
		return deed_refuse(d, N_("A mail address looks like"
		    " name@domain; it may also stay empty."), 0, NULL);
	if (m->experience > EXPERIENCE_LONG || m->language > LANGUAGE_EN ||
	    m->theme > THEME_NONE || m->presence > PRESENCE_SHOWN)
		return ERR_INPUT;
	if (m->measure == 0)
		m->measure = MEASURE_DEFAULT;
	if (m->measure < MEASURE_MIN || m->measure > MEASURE_MAX)
		return deed_refuse(d, N_("A line of text takes 60 to 100"
		    " characters."), 0, NULL);
	return OK;
}

enum err
handle_accept(struct deed *d)
{
	struct str	folded, departed = str_of("membre-parti");
	enum err	e;

	e = text_handle_accept(d->profile.handle, d->arena,
	    &d->profile.handle, d->why);
	if (e == OK)
		e = text_handle_key(d->profile.handle, d->arena, &folded);
	/* Who left is shown under such a name. */
	if (e == OK && key_has_prefix(folded, departed))
		return deed_refuse(d, N_("This name stands for people who left:"
		    " another one?"), 0, NULL);
	return e;
}

enum err
profile_set_accept(struct deed *d)
{
	return profile_accept(d);
}

/* Only what is one's own to change; the rest stays as it was. */
enum err
profile_set_apply(struct deed *d)
{
	struct member	*me = &d->self, *to = &d->profile;
	size_t		 i;
	enum err	 e;

	profile_noted(d, me, to->profiles[0]);
	me->profiles[0] = to->profiles[0];
	me->profiles[1] = to->profiles[1];
	me->structure = to->structure;
	for (i = 0; i < LENGTH(me->hats); i++)
		me->hats[i] = to->hats[i];
	me->experience = to->experience;
	me->language = to->language;
	me->theme = to->theme;
	me->ascii = to->ascii;
	me->plain = to->plain;
	me->mouse = to->mouse;
	me->measure = to->measure;
	me->mail = to->mail;
	me->toured = to->toured;
	me->presence = to->presence;
	if (me->invited != to->invited &&
	    (e = volunteer_set(d, me->id, to->invited)) != OK)
		return e;
	me->invited = to->invited;
	me->unmailed = to->unmailed;
	if ((e = mailing_wake(d, me->id)) != OK ||
	    (e = deed_put_member(d, me)) != OK)
		return e;
	d->result->id = me->id;
	return deed_bump(d, CHANGE_MEMBER, me->id);
}

enum err
seen_apply(struct deed *d)
{
	d->self.last_seen = d->caller.now;
	return deed_put_member(d, &d->self);
}

/* Somebody on the server acts under a member's name, who is told. */
enum err
act_as_apply(struct deed *d)
{
	if (!d->caller.machine)
		return ERR_DENIED;
	return deed_notice(d, d->other.id, NOTICE_ACTED_AS, 0, d->in.name);
}

/* --- new accounts --- */

enum err
member_create(struct deed *d)
{
	struct member	*m = &d->profile;
	struct str	 folded;
	struct key	 id;
	uint64_t	 number;
	enum err	 e;

	if ((e = text_handle_key(m->handle, d->arena, &folded)) != OK ||
	    (e = db_sequence_next(d->txn, "member", &m->id)) != OK)
		return e;
	id = key_u64(m->id);
	e = erase_reserved(d->txn, folded) ? ERR_EXISTS :
	    db_add(d->txn, DB_HANDLE, folded, key_str(&id));
	if (e == ERR_EXISTS)
		refusal_set(d->why, N_("“%s” is taken, or looks too much like"
		    " a name that is: another one?"), 0,
		    arena_memdup0(d->arena, m->handle.p, m->handle.len));
	if (e != OK || (e = deed_put_member(d, m)) != OK)
		return e;
	if (d->key.blob.len > 0 &&
	    (e = key_store(d, m->id, d->caller.now, &number)) != OK)
		return e;
	if (d->hash.len > 0 && (e = secret_store(d, m->id)) != OK)
		return e;
	d->result->id = m->id;
	return deed_bump(d, CHANGE_MEMBERS, 0);
}

enum err
member_add_accept(struct deed *d)
{
	enum err	e;

	if ((e = profile_accept(d)) != OK || (e = handle_accept(d)) != OK)
		return e;
	if (d->in.key_blob.len > 0 && (e = key_accept(d)) != OK)
		return e;
	return d->in.new_password.len > 0 ? password_set_accept(d) : OK;
}

/*
 * Whoever adds an account vouches for it: line commands work at once, and
 * the full screen still shows the charter (charter_accepted stays 0).
 */
enum err
member_add_apply(struct deed *d)
{
	struct member	*m = &d->profile;
	int64_t		 now = d->caller.now;

	m->status = d->in.number == 1 ? STATUS_NEWCOMER : STATUS_MEMBER;
	if (m->profiles[0] == 0)
		m->profiles[0] = PROFILE_CITOYEN + 1;
	m->joined = now;
	m->floor = now - FORUM_FLOOR_DAYS * (int64_t)FORUM_DAY;
	m->charter_accepted = 0;
	m->charter_version = charter_within(d->store, d->txn)->version;
	m->toured = false;
	m->mouse = true;
	m->words = str_of("");
	m->sponsor = 0;
	m->last_seen = m->asked = 0;
	return member_create(d);
}
