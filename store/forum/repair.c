/* repair: see repair.h. */
#include "store/forum/repair.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

static enum err
put(struct deed *d, const struct decision *decision)
{
	struct key	key = key_u64(decision->id);

	return record_put(d->txn, &record_types[RECORD_DECISION],
	    key_str(&key), decision);
}

static enum err
both_told(struct deed *d, const struct decision *decision, const char *word)
{
	enum err	e = deed_notice(d, decision->author, NOTICE_REPAIR,
			    decision->post, str_of(word));

	return e == OK ? deed_notice(d, decision->with, NOTICE_REPAIR,
	    decision->post, str_of(word)) : e;
}

static enum err
ask(struct deed *d, const struct decision *decision, uint64_t member)
{
	struct wait	wait = { .member = member, .kind = WAIT_REPAIR,
			    .id = decision->casefile, .post = decision->post,
			    .until = d->casefile.until };

	return wait_put(d, &wait);
}

enum err
repair_offered(struct deed *d, struct decision *decision)
{
	enum err	e;

	if ((e = put(d, decision)) != OK ||
	    (e = ask(d, decision, decision->author)) != OK ||
	    (e = ask(d, decision, decision->with)) != OK)
		return e;
	/* its author has the decision itself */
	return deed_notice(d, decision->with, NOTICE_REPAIR, decision->post,
	    str_of("offered"));
}

unsigned
repair_steps(const struct casefile *c, const struct decision *decision,
    enum case_state state, uint64_t member)
{
	bool	author = member == decision->author;
	bool	agreed = decision->author_agrees && decision->with_agrees;

	if (state != CASE_REPAIR || member == 0 || c->decision !=
	    decision->id || (!author && member != decision->with))
		return 0;
	if (agreed)
		return author && decision->done == 0 ? 1u << REPAIR_DONE : 0;
	return (author ? decision->author_agrees : decision->with_agrees) ?
	    1u << REPAIR_NO : 1u << REPAIR_YES | 1u << REPAIR_NO;
}

/* The case comes back to the moderators, who read what became of it. */
static enum err
comes_back(struct deed *d, struct decision *decision, const char *word)
{
	struct casefile	*c = &d->casefile;
	enum err	 e;

	c->state = CASE_OPEN;
	c->reread = decision->done != 0;
	c->until = 0;
	if ((e = wait_drop(d, decision->author, WAIT_REPAIR, c->id)) != OK ||
	    (e = wait_drop(d, decision->with, WAIT_REPAIR, c->id)) != OK ||
	    (e = both_told(d, decision, word)) != OK ||
	    (e = put(d, decision)) != OK)
		return e;
	return case_put(d, c, true);
}

/* Both agreed: some days to do it, and the author sees until when. */
static enum err
agreed(struct deed *d, struct decision *decision)
{
	struct casefile	*c = &d->casefile;
	enum err	 e;

	c->until = d->caller.now + FORUM_DAY * (int64_t)setting_get(d->store,
	    d->txn, SETTING_REPAIR_DAYS);
	if ((e = ask(d, decision, decision->author)) != OK ||
	    (e = both_told(d, decision, "agreed")) != OK)
		return e;
	return case_put(d, c, true);
}

static enum err
says_yes(struct deed *d, struct decision *decision)
{
	enum err	e;

	if (d->caller.member == decision->author)
		decision->author_agrees = true;
	else
		decision->with_agrees = true;
	if ((e = wait_drop(d, d->caller.member, WAIT_REPAIR,
	    d->casefile.id)) != OK || (e = put(d, decision)) != OK)
		return e;
	return decision->author_agrees && decision->with_agrees ?
	    agreed(d, decision) : deed_bump(d, CHANGE_CASES, 0);
}

enum err
repair_apply(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	struct decision	 decision;
	int64_t		 until;
	unsigned	 steps;
	enum err	 e;

	if (c->decision == 0)
		return ERR_NOT_FOUND;
	if ((e = decision_load(d->txn, c->decision, d->arena, &decision)) !=
	    OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	/* for others there is no such case */
	if (d->caller.member == 0 || (d->caller.member != decision.author &&
	    d->caller.member != decision.with))
		return ERR_NOT_FOUND;
	steps = repair_steps(c, &decision, case_now(d->store, d->txn, c,
	    d->caller.now, &until), d->caller.member);
	if (d->in.type >= REPAIR_STEPS || (steps & 1u << d->in.type) == 0)
		return deed_refuse(d, steps == 1u << REPAIR_DONE ?
		    N_("Both agreed; say when it is done.") :
		    N_("Nothing is asked of you here now."), 0, NULL);
	d->result->id = c->id;
	switch ((enum repair_step)d->in.type) {
	case REPAIR_YES:
		return says_yes(d, &decision);
	case REPAIR_DONE:
		decision.done = d->caller.now;
		return comes_back(d, &decision, "done");
	default:
		return comes_back(d, &decision, "refused");
	}
}
