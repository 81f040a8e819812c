/* restate: see restate.h. */
#include "store/forum/restate.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

enum { ATTEMPTS = 2 };

int64_t
restate_until(struct store *store, struct txn *txn, int64_t asked)
{
	return asked + setting_get(store, txn, SETTING_ANSWER_DAYS) *
	    (int64_t)FORUM_DAY;
}

enum restated
restate_now(uint8_t restated, int64_t until, int64_t now)
{
	return restated == RESTATED_WAITING && now >= until ?
	    RESTATED_UNANSWERED : (enum restated)restated;
}

bool
restate_again(const struct post *post)
{
	return post->restated == RESTATED_CONTESTED &&
	    post->attempts < ATTEMPTS;
}

bool
restate_fresh(const struct post *post, int64_t now)
{
	return post->answered != 0 && post->answered >= post->asked &&
	    now <= post->answered + FORUM_EDIT_FREELY;
}

static void
ask(struct deed *d, struct post *post)
{
	post->restated = RESTATED_WAITING;
	post->asked = d->caller.now;
	post->attempts++;
}

void
restate_begin(struct deed *d, struct post *post)
{
	if (post->type == TYPE_D && post->answers_to != 0 &&
	    post->answers_to != post->author)
		ask(d, post);
}

enum err
restate_ask(struct deed *d, const struct post *post)
{
	struct wait	wait = { .member = post->answers_to,
			    .kind = WAIT_RESTATEMENT, .id = post->id,
			    .post = post->id, .by = post->author,
			    .since = post->asked };
	bool		tells;
	enum err	e = deed_tells(d, post->answers_to, &tells);

	if (e != OK || !tells)
		return e;
	wait.until = restate_until(d->store, d->txn, post->asked);
	return wait_put(d, &wait);
}

enum err
restate_edit(struct deed *d, struct post *post)
{
	if (d->in.restate.len == 0 ||
	    str_equal(d->in.restate, post->restate))
		return OK;
	post->restate = d->in.restate;
	if (post->restated == RESTATED_NOT ||
	    post->restated == RESTATED_WAITING)
		return OK;
	if (!restate_again(post))
		return deed_refuse(d, N_("The restatement was answered: it"
		    " stays as it was, beside the answer. Part 3 can be"
		    " changed."), 0, NULL);
	ask(d, post);
	return restate_ask(d, post);
}

enum err
restate_drop(struct deed *d, struct post *post)
{
	if (post->restated == RESTATED_NOT)
		return OK;
	d->thread.cleared -= post->restated == RESTATED_CLEARED;
	post->restated = RESTATED_NOT;
	post->asked = post->answered = 0;
	post->answer = str_of("");
	return wait_drop(d, post->answers_to, WAIT_RESTATEMENT, post->id);
}

enum err
restate_closed(struct deed *d, bool *out)
{
	struct post	post = d->post;
	enum err	e = OK;

	*out = false;
	if (d->thread.cleared == 0)
		return OK;
	while (e == OK && post.restated != RESTATED_CLEARED &&
	    post.parent != 0)
		e = load_post(d->txn, post.parent, d->arena, &post);
	*out = e == OK && post.restated == RESTATED_CLEARED;
	return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
}
