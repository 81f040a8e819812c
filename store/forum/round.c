/* round: see round.h. */
#include "store/forum/round.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

/* --- where it stands --- */

enum err
round_load(struct txn *txn, const struct thread *thread, struct arena *arena,
    struct round *out)
{
	struct key	key = key_u64(thread->id);

	if (thread->rounds == 0)
		return ERR_NOT_FOUND;
	return record_get(txn, &record_types[RECORD_ROUND], key_str(&key),
	    arena, out);
}

enum round_state
round_now(struct store *store, struct txn *txn, const struct round *round,
    int64_t now, int64_t *until)
{
	*until = 0;
	if (round->ended || now >= round->ends)
		return ROUND_OVER;
	if (now < round->starts) {
		*until = round->starts;
		return ROUND_SIGNUP;
	}
	if (round->members.count < (size_t)setting_get(store, txn,
	    SETTING_ROUND_LEAST))
		return ROUND_SHORT;
	if (now < round->first) {
		*until = round->first;
		return ROUND_FIRST;
	}
	if (now < round->second) {
		*until = round->second;
		return ROUND_SECOND;
	}
	*until = round->ends;
	return ROUND_SYNTHESIS;
}

bool
round_speaks(enum round_state state)
{
	return state == ROUND_FIRST || state == ROUND_SECOND;
}

bool
round_has(const struct round *round, uint64_t member)
{
	return u64s_has(&round->members, member);
}

bool
round_spoke(const struct round *round, enum round_state state,
    uint64_t member)
{
	return u64s_has(state == ROUND_SECOND ? &round->spoke_second :
	    &round->spoke_first, member);
}

bool
round_blind(const struct round *round, enum round_state state,
    uint64_t member, const struct u64s **said)
{
	*said = state == ROUND_SECOND ? &round->said_second :
	    &round->said_first;
	return round->blind && round_speaks(state) &&
	    round_has(round, member) && !round_spoke(round, state, member);
}

enum err
round_target(struct deed *d)
{
	struct target	*t = &d->target;
	enum err	 e = round_load(d->txn, &d->thread, d->arena,
			     &d->round);

	t->round = ROUND_NONE;
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	t->round = round_now(d->store, d->txn, &d->round, d->caller.now,
	    &t->round_until);
	t->round_member = round_has(&d->round, d->caller.member);
	t->round_spoke = round_spoke(&d->round, t->round, d->caller.member);
	t->round_full = d->round.members.count >= (size_t)setting_get(
	    d->store, d->txn, SETTING_ROUND_MOST);
	return OK;
}

/* --- speaking --- */

static int64_t
days(struct deed *d, enum setting setting)
{
	return setting_get(d->store, d->txn, setting) * (int64_t)FORUM_DAY;
}

/* All have spoken: what follows begins now. */
static void
round_early(struct deed *d, enum round_state state)
{
	struct round	*r = &d->round;
	const struct u64s *spoke = state == ROUND_SECOND ? &r->spoke_second :
			     &r->spoke_first;
	int64_t		 now = d->caller.now;

	if (spoke->count < r->members.count)
		return;
	if (state == ROUND_FIRST) {
		r->second = r->second > r->first ?
		    now + days(d, SETTING_ROUND_SECOND) : now;
		r->first = now;
	} else
		r->second = now;
	r->ends = r->second + days(d, SETTING_ROUND_SYNTHESIS);
}

enum err
round_spoken(struct deed *d, enum round_state state)
{
	struct key	key = key_u64(d->thread.id);
	bool		last = d->round.second <= d->round.first ||
			    state == ROUND_SECOND;
	enum err	e = OK;

	u64s_add(d->arena, state == ROUND_SECOND ? &d->round.spoke_second :
	    &d->round.spoke_first, d->caller.member);
	round_early(d, state);
	if (last)
		e = wait_drop(d, d->caller.member, WAIT_ROUND, d->thread.id);
	return e == OK ? record_put(d->txn, &record_types[RECORD_ROUND],
	    key_str(&key), &d->round) : e;
}

enum err
round_written(struct deed *d, const struct post *post)
{
	struct key	  key = key_u64(d->thread.id);
	enum round_state  state = d->target.round;

	if (state == ROUND_SYNTHESIS && post->parent == d->thread.id) {
		d->round.ended = true;
		return record_put(d->txn, &record_types[RECORD_ROUND],
		    key_str(&key), &d->round);
	}
	if (!round_speaks(state))
		return OK;
	u64s_add(d->arena, state == ROUND_SECOND ? &d->round.said_second :
	    &d->round.said_first, post->ordinal);
	return round_spoken(d, state);
}

enum err
round_suits(struct deed *d, const struct post *post)
{
	long	most = setting_get(d->store, d->txn, SETTING_ROUND_LENGTH);

	if (!round_speaks(d->target.round) || (post->ordinal != 0 &&
	    !u64s_has(&d->round.said_first, post->ordinal) &&
	    !u64s_has(&d->round.said_second, post->ordinal)))
		return OK;
	return deed_signs(d, d->in.text, 0, (size_t)most, NULL, NULL,
	    NN_("A turn of the round table is short: %ld sign to remove.",
	    "A turn of the round table is short: %ld signs to remove."));
}

/* --- reminding --- */

/* When half of the round that is on is over, and which reminder that is. */
static int64_t
half(const struct round *round, enum round_state state, uint8_t *which)
{
	*which = state == ROUND_SECOND ? 2 : 1;
	return state == ROUND_SECOND ?
	    round->first + (round->second - round->first) / 2 :
	    round->starts + (round->first - round->starts) / 2;
}

bool
round_ready(struct store *store, struct txn *txn, const struct round *round,
    int64_t now)
{
	int64_t			until;
	enum round_state	state = round_now(store, txn, round, now,
				    &until);
	uint8_t			which;

	return round_speaks(state) && now >= half(round, state, &which) &&
	    round->reminded < which;
}

enum err
round_remind(struct deed *d, struct round *round, size_t *told)
{
	struct key		key = key_u64(round->thread);
	int64_t			until;
	enum round_state	state = round_now(d->store, d->txn, round,
				    d->caller.now, &until);
	size_t			i;
	enum err		e = OK;

	half(round, state, &round->reminded);
	for (i = 0; i < round->members.count && e == OK; i++) {
		if (round_spoke(round, state, round->members.at[i]))
			continue;
		e = deed_notice(d, round->members.at[i], NOTICE_ROUND_TURN,
		    round->thread, str_of(""));
		++*told;
	}
	return e == OK ? record_put(d->txn, &record_types[RECORD_ROUND],
	    key_str(&key), round) : e;
}
