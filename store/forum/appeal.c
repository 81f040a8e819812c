/* appeal: see appeal.h. */
#include "store/forum/appeal.h"
#include "store/forum/chain.h"
#include "store/forum/jury.h"
#include "store/forum/log.h"
#include "store/forum/mask.h"
#include "store/forum/restraint.h"
#include "store/forum/setting.h"

enum { SUSPENDED_DAYS = 7 };	/* an appeal suspends what goes beyond them */

enum err
appeal_load(struct txn *txn, uint64_t id, struct arena *arena,
    struct appeal *out)
{
	struct key	key = key_u64(id);

	return record_get(txn, &record_types[RECORD_APPEAL], key_str(&key),
	    arena, out);
}

static enum err
put(struct deed *d, const struct appeal *a)
{
	struct key	key = key_u64(a->id);

	return record_put(d->txn, &record_types[RECORD_APPEAL],
	    key_str(&key), a);
}

static bool
flagged(struct txn *txn, uint64_t casefile, uint64_t member)
{
	struct key	key = key_u64_u64(casefile, member);
	struct str	val;

	return db_get(txn, DB_FLAG, key_str(&key), &val) == OK;
}

enum err
appeal_may(struct store *store, struct txn *txn, const struct casefile *c,
    const struct decision *decision, uint64_t member, int64_t now,
    struct refusal *why)
{
	int64_t		days = setting_get(store, txn, SETTING_APPEAL_DAYS);
	bool		author = member == c->author;
	const char	*no = NULL;

	if (member == 0 || c->decision == 0 ||
	    (!author && !flagged(txn, c->id, member)))
		return ERR_NOT_FOUND;
	if (decision->appealed != 0)
		no = N_("There is an appeal against this decision already: it"
		    " can be appealed once.");
	else if (decision->answers != 0)
		no = N_("This decision answers an appeal: it is the last"
		    " word.");
	else if (decision->measure == MEASURE_REMINDER)
		no = N_("A reminder has no appeal; a private message answers"
		    " it as well.");
	else if (decision->measure == MEASURE_REPAIR)
		no = N_("Nobody has to repair: saying no is enough.");
	else if (author == (decision->measure == MEASURE_NONE))
		no = author ? N_("Nothing was decided against your post.") :
		    N_("The measure against a post is its author’s to"
		    " appeal.");
	else if (c->pending != 0)
		no = N_("Another decision waits for its second signature"
		    " here.");
	else if (now >= decision->decided + days * FORUM_DAY)
		no = N_("The months to appeal are over.");
	if (no == NULL)
		return OK;
	refusal_set(why, no, 0, NULL);
	return ERR_INPUT;
}

/* --- filing --- */

/* What the measure does ends at the latest when no answer came. */
static enum err
effects_capped(struct deed *d, const struct decision *decision, int64_t until)
{
	struct key		key = key_u64_u64(decision->author,
				    decision->id);
	struct restraint	r;
	int64_t			week;
	enum err		e;

	if (d->post.masked_until == MASK_NO_END) {
		d->post.masked_until = until;
		if ((e = post_put(d, &d->post)) != OK)
			return e;
	}
	e = record_get(d->txn, &record_types[RECORD_RESTRAINT],
	    key_str(&key), d->arena, &r);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	week = r.since + SUSPENDED_DAYS * (int64_t)FORUM_DAY;
	if (r.measure == MEASURE_SUSPENSION && week < until)
		until = week > d->caller.now ? week : d->caller.now;
	if (until < r.until)
		r.until = until;
	return restraint_put(d, &r);
}

/* The hash of the log's last entry: nobody chose it. */
static enum err
seed_taken(struct deed *d, struct str *out)
{
	uint8_t		*hash = arena_alloc(d->arena, LOG_HASH);
	enum err	e = log_head(d, hash);

	*out = (struct str){ (const char *)hash, LOG_HASH };
	return e;
}

/* What weighs on the post or on its author, from a mask on. */
static bool
goes_to_jury(const struct decision *decision)
{
	return measure_row(decision->measure)->weight >=
	    measure_row(MEASURE_MASK)->weight;
}

enum err
appeal_file(struct deed *d, struct casefile *c, struct decision *decision,
    uint64_t by, struct str text)
{
	int64_t		days = setting_get(d->store, d->txn,
			    SETTING_APPEAL_ANSWER);
	struct appeal	a = { .decision = decision->id, .casefile = c->id,
			    .by = by, .text = text, .filed = d->caller.now,
			    .until = d->caller.now + days * FORUM_DAY };
	char		date[24];
	enum err	e;

	if ((e = db_sequence_next(d->txn, "appeal", &a.id)) != OK ||
	    (e = seed_taken(d, &a.seed)) != OK || (goes_to_jury(decision) &&
	    (e = jury_draw(d, c, &a, decision, &a.jury)) != OK) ||
	    (e = put(d, &a)) != OK)
		return e;
	decision->appealed = a.id;
	c->state = a.jury ? CASE_JURY : CASE_APPEAL;
	c->until = a.until;
	c->taken_by = 0;
	clock_rfc3339(a.until, date);
	if ((e = case_requeue(d, c)) != OK ||
	    (e = decision_put(d, decision)) != OK ||
	    (decision->measure != MEASURE_NONE &&
	    (e = effects_capped(d, decision, a.until)) != OK) ||
	    (e = case_put(d, c, true)) != OK ||
	    (e = deed_notice(d, by, NOTICE_APPEAL, c->post,
	    str_of(arena_strdup(d->arena, date)))) != OK)
		return e;
	return deed_bump(d, CHANGE_THREAD, c->thread);
}

enum err
appeal_accept(struct deed *d)
{
	return deed_signs(d, d->in.text, 20, 2000,
	    NN_("An appeal takes %ld more sign.",
	    "An appeal takes %ld more signs."),
	    NN_("The appeal is %ld sign too long.",
	    "The appeal is %ld signs too long."));
}

enum err
appeal_apply(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	struct decision	 decision;
	enum err	 e;

	if (c->decision == 0)
		return ERR_NOT_FOUND;
	if ((e = decision_load(d->txn, c->decision, d->arena, &decision)) !=
	    OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if ((e = appeal_may(d->store, d->txn, c, &decision, d->caller.member,
	    d->caller.now, d->why)) != OK)
		return e;
	d->result->id = c->id;
	return appeal_file(d, c, &decision, d->caller.member,
	    deed_trimmed(d->in.text));
}

/* --- the answer --- */

/* What was served counts: its days began when it was decided at first. */
static void
end_no_later(const struct decision *before, struct decision *out)
{
	if (out->days == 0)
		return;
	out->until = before->decided + out->days * (int64_t)FORUM_DAY;
	if (before->until != 0 && before->until < out->until)
		out->until = before->until;
}

enum err
appeal_answers(struct deed *d, const struct casefile *c, struct decision *out)
{
	struct decision	before;
	struct appeal	a;
	enum err	e;

	if ((e = decision_load(d->txn, c->decision, d->arena, &before)) !=
	    OK || (e = appeal_load(d->txn, before.appealed, d->arena, &a)) !=
	    OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if (out->by != 0 && (out->by == before.by || out->by ==
	    before.second)) {
		refusal_set(d->why, N_("Another moderator answers this appeal:"
		    " you decided it."), 0, NULL);
		return ERR_DENIED;
	}
	if (a.by == c->author && (measure_row(out->measure)->weight >
	    measure_row(before.measure)->weight ||
	    (out->measure == before.measure && out->days > before.days)))
		return deed_refuse(d, N_("An appeal never makes it worse for"
		    " who appeals."), 0, NULL);
	out->answers = a.id;
	end_no_later(&before, out);
	return OK;
}

enum err
appeal_closed(struct deed *d, const struct decision *answer)
{
	struct appeal	a;
	enum err	e;

	if (answer->answers == 0)
		return OK;
	if ((e = appeal_load(d->txn, answer->answers, d->arena, &a)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	a.answer = answer->id;
	return put(d, &a);
}
