/*
 * act_case: a moderator takes a case for a day, and decides it: the decision,
 * the post's state, what is told and the log's entry are one transaction.
 */
#include "store/forum/appeal.h"
#include "store/forum/mask.h"
#include "store/forum/repair.h"
#include "store/forum/setting.h"

enum { FACTS_MIN = 20, REASONS_MIN = 80, TEXT_MOST = 4000 };

enum err
case_cite_load(struct deed *d)
{
	enum err	e;

	if ((e = case_load(d->txn, d->in.number, d->arena, &d->casefile)) !=
	    OK || (e = load_post(d->txn, d->casefile.post, d->arena,
	    &d->post)) != OK || (e = load_thread(d->txn, d->casefile.thread,
	    d->arena, &d->thread)) != OK)
		return e;
	d->target.room = &d->room;
	return load_room(d->txn, d->casefile.room, d->arena, &d->room);
}

/* A private reminder is a facilitator's too, in their own room. */
enum capability
case_decide_cap(const struct deed *d)
{
	return d->in.type == MEASURE_REMINDER ? CAP_REMIND : CAP_DECIDE;
}

/* A decision that stands gives way to a lighter one, by whoever saw it. */
static bool
is_lighter(const struct deed *d)
{
	return d->act == ACT_CASE_DECIDE && d->in.revision != 0 &&
	    measure_row(d->in.type)->weight <
	    measure_row(d->casefile.measure)->weight;
}

/* Is it to be decided, and by the caller? */
static enum err
may_open(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	int64_t		 until;
	enum case_state	 state = case_now(d->store, d->txn, c, d->caller.now,
			     &until);
	const char	*why;
	char		 date[24];
	enum err	 e;

	if (state == CASE_DECIDED && is_lighter(d))
		state = CASE_OPEN;
	if (!case_waits(state) || state == CASE_SIGNING)
		return deed_refuse(d, state == CASE_DECIDED ?
		    N_("This case is decided already; a new decision can only"
		    " be lighter.") :
		    state == CASE_SIGNING ?
		    N_("A decision waits for its second signature here.") :
		    state == CASE_REPAIR ?
		    N_("A repair is under way: the case comes back then.") :
		    state == CASE_JURY ?
		    N_("A jury answers the appeal against this decision.") :
		    state == CASE_REPHRASE ?
		    N_("Its author is rephrasing the post: the case comes"
		    " back then.") : N_("This case was closed without a"
		    " decision."), 0, NULL);
	if ((e = case_party(d->txn, c, &d->self, d->arena, &why)) != OK)
		return e;
	if (why != NULL) {
		refusal_set(d->why, why, 0, NULL);
		return ERR_DENIED;
	}
	if (state != CASE_TAKEN || c->taken_by == d->caller.member)
		return OK;
	clock_rfc3339(until, date);
	refusal_set(d->why, N_("Another moderator has taken this case until"
	    " %s."), 0, arena_strdup(d->arena, date));
	return ERR_EXISTS;
}

enum err
case_take_apply(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	enum err	 e;

	if ((e = may_open(d)) != OK)
		return e;
	c->taken_by = d->in.back ? 0 : d->caller.member;
	c->taken = d->in.back ? 0 : d->caller.now;
	d->result->id = c->id;
	return case_put(d, c, true);
}

/* --- deciding --- */

enum err
case_decide_accept(struct deed *d)
{
	enum err	e;

	if (d->in.type >= MEASURE_COUNT)
		return ERR_INPUT;
	e = deed_signs(d, d->in.text, FACTS_MIN, TEXT_MOST,
	    NN_("The facts take %ld more sign.",
	    "The facts take %ld more signs."),
	    NN_("The facts are %ld sign too long.",
	    "The facts are %ld signs too long."));
	return e == OK ? deed_signs(d, d->in.reason, REASONS_MIN, TEXT_MOST,
	    NN_("The reasons take %ld more sign, so that the person can"
	    " understand and answer them.", "The reasons take %ld more signs,"
	    " so that the person can understand and answer them."),
	    NN_("The reasons are %ld sign too long.",
	    "The reasons are %ld signs too long.")) : e;
}

/* Who must agree to a repair besides the author: whom the moderator names, or
 * the first who flagged. */
static enum err
repair_with(struct deed *d, struct decision *decision)
{
	struct flag	*flags;
	size_t		 count;
	enum err	 e;

	decision->with = d->in.member;
	if (decision->with == 0) {
		e = case_flags(d->txn, d->casefile.id, d->arena, &flags,
		    &count);
		if (e != OK)
			return e;
		decision->with = count > 0 ? flags[0].member : 0;
	}
	if (decision->with == 0 || decision->with == d->casefile.author)
		return deed_refuse(d, N_("A repair is agreed upon by two: say"
		    " with whom."), 0, NULL);
	return repair_offered(d, decision);
}

enum err
case_decide_apply(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	struct decision	 decision = { .measure = d->in.type,
			     .origin = ORIGIN_HUMAN, .article = d->in.name,
			     .facts = deed_trimmed(d->in.text),
			     .reasons = deed_trimmed(d->in.reason),
			     .by = d->caller.member, .days = d->in.days };
	enum err	 e;

	if (d->in.revision != 0 && d->in.revision != c->version)
		return ERR_STALE;
	if ((e = article_suits(d)) != OK || (e = decision_lasts(d,
	    d->in.type, d->in.days)) != OK || (e = may_open(d)) != OK)
		return e;
	d->result->id = c->id;
	if (c->state == CASE_APPEAL &&
	    (e = appeal_answers(d, c, &decision)) != OK)
		return e;
	if (c->state != CASE_APPEAL && measure_row(d->in.type)->signs_twice) {
		d->result->waiting = true;
		e = decision_propose(d, c, &decision);
		return e == OK ? case_put(d, c, true) : e;
	}
	if ((e = decision_make(d, c, &decision)) != OK ||
	    (e = appeal_closed(d, &decision)) != OK)
		return e;
	return d->in.type == MEASURE_REPAIR ? repair_with(d, &decision) : OK;
}

enum err
case_rephrased(struct deed *d)
{
	struct casefile	c;
	enum err	e;

	if (d->post.mask != MASK_REPHRASE)
		return OK;
	if ((e = case_load(d->txn, d->post.casefile, d->arena, &c)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	d->post.rephrased = d->post.revision;
	c.state = CASE_OPEN;
	c.reread = true;
	return case_put(d, &c, true);
}
