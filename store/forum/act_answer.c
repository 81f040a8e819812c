/*
 * act_answer: the person whose view a disagreement restates says whether that
 * is their view.  For a quarter of an hour the answer can be corrected.
 */
#include "store/forum/restate.h"
#include "store/forum/setting.h"
#include "store/forum/strict.h"
#include "store/forum/wait.h"

enum err
answer_accept(struct deed *d)
{
	if (d->in.number >= RESTATED_CONFIRMED &&
	    d->in.number <= RESTATED_CLEARED)
		return OK;
	return deed_refuse(d, N_("The answers are yes, almost, no and"
	    " cleared."), 0, NULL);
}

enum err
answer_load(struct deed *d)
{
	const struct post	*post = &d->post;

	d->target.restated = restate_now(post->restated,
	    restate_until(d->store, d->txn, post->asked), d->caller.now);
	d->target.answer = (enum restated)d->in.number;
	d->target.answer_fresh = restate_fresh(post, d->caller.now);
	return OK;
}

/* Almost and no say what the view is; the others need no words. */
static enum err
words_suit(struct deed *d)
{
	long	most = setting_get(d->store, d->txn, SETTING_ANSWER_LENGTH);

	if (d->in.number != RESTATED_CLARIFIED &&
	    d->in.number != RESTATED_CONTESTED)
		return d->in.text.len == 0 ? OK : deed_refuse(d, N_("Words go"
		    " with almost and no; a reply says more."), 0, NULL);
	return deed_signs(d, d->in.text, 1, (size_t)most,
	    NN_("Say in a few words what your view is: %ld sign at least.",
	    "Say in a few words what your view is: %ld signs at least."),
	    NN_("%ld sign too many for an answer; a reply says more.",
	    "%ld signs too many for an answer; a reply says more."));
}

/* The thread counts what was cleared. */
static enum err
cleared_count(struct deed *d)
{
	struct key	key = key_u64(d->thread.id);
	bool		was = d->post.restated == RESTATED_CLEARED;
	bool		is = d->in.number == RESTATED_CLEARED;

	if (was == is)
		return OK;
	d->thread.cleared += is ? 1 : -1ull;
	return record_put(d->txn, &record_types[RECORD_THREAD], key_str(&key),
	    &d->thread);
}

enum err
answer_apply(struct deed *d)
{
	struct post	*post = &d->post;
	size_t		 count;
	enum err	 e;

	if (d->in.revision != 0 && d->in.revision != post->revision)
		return ERR_STALE;
	if ((e = words_suit(d)) != OK || (e = cleared_count(d)) != OK)
		return e;
	post->restated = (uint8_t)d->in.number;
	post->answered = d->caller.now;
	if (post->restated != RESTATED_CLEARED)	/* what was said stays */
		post->answer = deed_trimmed(d->in.text);
	e = post->state == POST_WITHHELD ? strict_publish(d, post) :
	    post_put(d, post);
	if (e != OK || (e = wait_drop(d,
	    d->caller.member, WAIT_RESTATEMENT, post->id)) != OK ||
	    (e = deed_notice_about(d, post->author, NOTICE_ANSWERED, post->id,
	    str_of(vocabulary_words(VOCABULARY_RESTATED,
	    &count)[post->restated].word))) != OK)
		return e;
	d->result->id = post->id;
	return deed_bump(d, CHANGE_THREAD, post->thread);
}
