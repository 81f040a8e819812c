/*
 * act_round: a facilitator announces a round table or calls it off; people
 * sign up for it, and pass their turn.
 */
#include "store/forum/round.h"
#include "store/forum/setting.h"
#include "store/forum/share.h"
#include "store/forum/wait.h"

enum { HOUR = 3600, TOLD_MOST = 50 };

static enum err
round_put(struct deed *d)
{
	struct key	key = key_u64(d->thread.id);
	enum err	e = record_put(d->txn, &record_types[RECORD_ROUND],
			    key_str(&key), &d->round);

	d->result->id = d->thread.id;
	return e == OK ? deed_bump(d, CHANGE_THREAD, d->thread.id) : e;
}

/* --- announcing --- */

enum err
round_set_accept(struct deed *d)
{
	return d->in.number < ROUND_FORMS ? OK : ERR_INPUT;
}

static bool
is_on(enum round_state state)
{
	return state == ROUND_SIGNUP || round_speaks(state) ||
	    state == ROUND_SYNTHESIS;
}

/* Those who wrote in the thread hear of it. */
static enum err
voices_tell(struct deed *d)
{
	struct u64s	voices;
	size_t		i;
	enum err	e = voices_list(d->txn, d->thread.id, TOLD_MOST,
			    d->arena, &voices);

	for (i = 0; e == OK && i < voices.count; i++)
		if (voices.at[i] != d->caller.member)
			e = deed_notice_post(d, voices.at[i], NOTICE_ROUND,
			    d->thread.id);
	return e;
}

static enum err
waits_end(struct deed *d)
{
	size_t		i;
	enum err	e = OK;

	for (i = 0; e == OK && i < d->round.members.count; i++)
		e = wait_drop(d, d->round.members.at[i], WAIT_ROUND,
		    d->thread.id);
	return e;
}

static int64_t
after(struct deed *d, int64_t from, enum setting setting, int64_t unit)
{
	return from + unit * setting_get(d->store, d->txn, setting);
}

enum err
round_set_apply(struct deed *d)
{
	struct round	*r = &d->round;
	struct key	 key = key_u64(d->thread.id);
	enum err	 e;

	if (d->in.back) {
		if (!is_on(d->target.round))
			return deed_refuse(d, N_("No round table is on in this"
			    " thread."), 0, NULL);
		r->ended = true;
		e = waits_end(d);
		return e == OK ? round_put(d) : e;
	}
	if (is_on(d->target.round))
		return deed_refuse(d, N_("A round table is on in this thread"
		    " already."), 0, NULL);
	if (d->thread.closed != 0)
		return deed_refuse(d, N_("This thread is closed: a round table"
		    " takes an open one."), 0, NULL);
	*r = (struct round){ .thread = d->thread.id, .by = d->caller.member,
	    .opened = d->caller.now, .blind = d->in.number & ROUND_BLIND };
	r->starts = after(d, r->opened, SETTING_ROUND_SIGNUP, HOUR);
	r->first = after(d, r->starts, SETTING_ROUND_FIRST, FORUM_DAY);
	r->second = (d->in.number & ROUND_TWO) == 0 ? r->first :
	    after(d, r->first, SETTING_ROUND_SECOND, FORUM_DAY);
	r->ends = after(d, r->second, SETTING_ROUND_SYNTHESIS, FORUM_DAY);
	d->thread.rounds++;
	if ((e = record_put(d->txn, &record_types[RECORD_THREAD],
	    key_str(&key), &d->thread)) != OK || (e = voices_tell(d)) != OK)
		return e;
	return round_put(d);
}

/* --- taking part --- */

enum err
round_turn_accept(struct deed *d)
{
	return d->in.number < TURN_COUNT ? OK : ERR_INPUT;
}

enum err
round_turn_load(struct deed *d)
{
	d->target.turn = (uint8_t)d->in.number;
	return round_target(d);
}

static enum err
join(struct deed *d)
{
	struct round	*r = &d->round;
	struct wait	 wait = { .member = d->caller.member,
			     .kind = WAIT_ROUND, .id = r->thread,
			     .post = r->thread, .by = r->by,
			     .since = r->starts, .until = r->second };

	u64s_add(d->arena, &r->members, d->caller.member);
	return wait_put(d, &wait);
}

static enum err
leave(struct deed *d)
{
	struct u64s	*m = &d->round.members;
	size_t		 i, kept = 0;

	for (i = 0; i < m->count; i++)
		if (m->at[i] != d->caller.member)
			m->at[kept++] = m->at[i];
	m->count = kept;
	return wait_drop(d, d->caller.member, WAIT_ROUND, d->thread.id);
}

enum err
round_turn_apply(struct deed *d)
{
	enum err	e;

	switch ((enum round_turn)d->in.number) {
	case TURN_JOIN:
		e = join(d);
		break;
	case TURN_LEAVE:
		e = leave(d);
		break;
	default:
		e = round_spoken(d, d->target.round);
	}
	return e == OK ? round_put(d) : e;
}
