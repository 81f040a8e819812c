/* query_round: a thread's round table as its reader sees it. */
#include "store/forum/reader.h"
#include "store/forum/round.h"

static void
names_of(struct reader *r, uint64_t thread, const struct u64s *members,
    struct str **out, size_t *count)
{
	size_t	i;

	for (i = 0; i < members->count; i++)
		*ARENA_PUSH(r->arena, *out, *count) = reader_author(r,
		    members->at[i], thread);
}

enum err
reader_round(struct reader *r, const struct thread *thread,
    const struct room *room, struct round_view *out)
{
	struct target		 target = { .room = room, .thread = thread };
	const struct u64s	*spoke;
	struct round		 round;
	enum err		 e = round_load(r->txn, thread, r->scratch,
				     &round);

	*out = (struct round_view){ .state = ROUND_NONE };
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	out->state = round_now(r->store, r->txn, &round, r->caller.now,
	    &out->until);
	spoke = out->state == ROUND_SECOND ? &round.spoke_second :
	    &round.spoke_first;
	out->two = round.second > round.first || round.spoke_second.count > 0;
	out->blind = round.blind;
	out->by = reader_author(r, round.by, thread->id);
	names_of(r, thread->id, &round.members, &out->members,
	    &out->member_count);
	if (round_speaks(out->state))
		names_of(r, thread->id, spoke, &out->spoke, &out->spoke_count);
	out->mine = round_has(&round, r->self.id);
	out->spoke_mine = round_spoke(&round, out->state, r->self.id);
	target.round = out->state;
	target.round_until = out->until;
	target.round_member = out->mine;
	target.round_spoke = out->spoke_mine;
	out->may_join = reader_may(r, CAP_ROUND, &target);
	target.turn = TURN_PASS;
	out->may_pass = reader_may(r, CAP_ROUND, &target);
	return OK;
}
