/*
 * act_case: a moderator takes a case for a day, and decides it: the decision,
 * the post's state, what is told and the log's entry are one transaction.
 */
#include "store/forum/casefile.h"
#include "store/forum/log.h"
#include "store/forum/mask.h"
#include "store/forum/setting.h"

#include <inttypes.h>

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

	if (!case_waits(state))
		return deed_refuse(d, state == CASE_DECIDED ?
		    N_("This case is decided already.") :
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

static void
post_decided(struct deed *d, int64_t until)
{
	struct post	*post = &d->post;

	post->masks = 0;
	post->article = d->in.name;
	post->masked = d->caller.now;
	switch ((enum measure)d->in.type) {
	case MEASURE_REPHRASE:
		post->mask = MASK_REPHRASE;
		post->masked_until = MASK_NO_END;
		d->casefile.until = until;
		break;
	case MEASURE_MASK:
		post->mask = MASK_DECIDED;
		post->masked_until = MASK_NO_END;
		break;
	default:
		post->mask = MASK_NOT;
		post->masked = post->masked_until = 0;
		post->article = str_of("");
	}
}

/* Private rooms are not named. */
static struct str
entry_fields(struct deed *d, const char *pseudonym)
{
	size_t	count;

	return str_of(arena_printf(d->arena,
	    "case=%" PRIu64 "\nroom=%.*s\narticle=%.*s\nmeasure=%s\n"
	    "until=%" PRId64 "\norigin=human\nsignatures=1/1\nby=%s\n",
	    d->casefile.id, d->room.visibility == VISIBILITY_PRIVATE ? 1 :
	    (int)d->room.name.len, d->room.visibility == VISIBILITY_PRIVATE ?
	    "-" : d->room.name.p, (int)d->in.name.len, d->in.name.p,
	    vocabulary_words(VOCABULARY_MEASURE, &count)[d->in.type].word,
	    d->casefile.until, pseudonym));
}

/* Its author, then who flagged it: that it was decided, and how. */
static enum err
all_told(struct deed *d)
{
	const struct casefile	*c = &d->casefile;
	size_t			 count, i;
	const char		*word = vocabulary_words(VOCABULARY_MEASURE,
				     &count)[c->measure].word;
	struct flag		*flags;
	enum err		 e;

	e = deed_notice(d, c->author, NOTICE_DECIDED, c->post,
	    str_of(arena_printf(d->arena, "%s %.*s", word,
	    (int)c->article.len, c->article.p)));
	if (e == OK)
		e = case_flags(d->txn, c->id, d->arena, &flags, &count);
	for (i = 0; e == OK && i < count; i++)
		e = deed_notice(d, flags[i].member, NOTICE_FLAGGED, c->post,
		    str_of(word));
	return e;
}

enum err
case_decide_apply(struct deed *d)
{
	struct casefile	*c = &d->casefile;
	int64_t		 days = setting_get(d->store, d->txn,
			     SETTING_REPHRASE_DAYS);
	const char	*pseudonym;
	enum err	 e;

	if (d->in.revision != 0 && d->in.revision != c->version)
		return ERR_STALE;
	if ((e = article_suits(d)) != OK || (e = may_open(d)) != OK)
		return e;
	c->state = d->in.type == MEASURE_REPHRASE ? CASE_REPHRASE :
	    CASE_DECIDED;
	c->measure = d->in.type;
	c->decided = d->caller.now;
	c->until = 0;
	c->by = d->caller.member;
	c->article = d->in.name;
	c->facts = deed_trimmed(d->in.text);
	c->reasons = deed_trimmed(d->in.reason);
	c->taken_by = 0;
	c->reread = false;
	post_decided(d, c->decided + days * FORUM_DAY);
	if ((e = log_pseudonym(d, &pseudonym)) != OK ||
	    (e = log_append(d, entry_fields(d, pseudonym), &c->entry)) != OK ||
	    (e = case_put(d, c, c->state == CASE_REPHRASE)) != OK ||
	    (e = post_put(d, &d->post)) != OK || (e = all_told(d)) != OK)
		return e;
	d->result->id = c->id;
	return deed_bump(d, CHANGE_THREAD, c->thread);
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
	c.state = CASE_OPEN;
	c.reread = true;
	return case_put(d, &c, true);
}
