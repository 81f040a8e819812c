/* act_sign: another moderator countersigns a decision that needs two, within
 * its hours, or does not: then the case is to be decided anew. */
#include "store/forum/decision.h"

/* Is one waiting, for somebody else than who proposed it, and no party? */
static enum err
may_sign(struct deed *d, struct decision *out)
{
	struct casefile	*c = &d->casefile;
	int64_t		 until;
	const char	*why;
	enum err	 e;

	if (c->pending == 0 || case_now(d->store, d->txn, c, d->caller.now,
	    &until) != CASE_SIGNING)
		return deed_refuse(d, N_("No decision waits for a second"
		    " signature here."), 0, NULL);
	if ((e = decision_load(d->txn, c->pending, d->arena, out)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if ((e = case_party(d->txn, c, &d->self, d->arena, &why)) != OK)
		return e;
	if (why == NULL && out->by == d->caller.member)
		why = N_("Another moderator countersigns: you signed it"
		    " first.");
	if (why == NULL)
		return OK;
	refusal_set(d->why, why, 0, NULL);
	return ERR_DENIED;
}

enum err
countersign_apply(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	struct decision	 decision;
	enum err	 e;

	if (d->in.revision != 0 && d->in.revision != c->version)
		return ERR_STALE;
	if ((e = may_sign(d, &decision)) != OK)
		return e;
	d->result->id = c->id;
	if (!d->in.back) {
		decision.second = d->caller.member;
		return decision_make(d, c, &decision);
	}
	c->state = c->decision == 0 ? CASE_OPEN : CASE_DECIDED;
	c->pending = 0;
	c->until = 0;
	return case_put(d, c, c->state == CASE_OPEN);
}
