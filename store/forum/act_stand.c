/*
 * act_stand: those who wrote in a thread say whether they find themselves in a
 * synthesis of it, or what it lacks.  Nobody is counted: the post keeps which
 * profiles found themselves in it.
 */
#include "store/forum/setting.h"
#include "store/forum/synthesis.h"
#include "store/forum/wait.h"

enum err
stand_accept(struct deed *d)
{
	return d->in.number < STAND_COUNT ? OK : ERR_INPUT;
}

enum err
stand_cite_load(struct deed *d)
{
	struct stand	stand;
	uint8_t		profile;
	enum err	e = stand_load(d->txn, d->post.id, d->caller.member,
			    d->arena, &stand);

	d->target.voiced = stand_voiced(d->txn, d->thread.id,
	    d->caller.member, &profile);
	d->target.stands = (enum stand_kind)stand.kind;
	d->target.stand = (enum stand_kind)d->in.number;
	d->target.stand_until = synthesis_until(d->store, d->txn, &d->post);
	return e;
}

/* The profiles of all who find themselves in it, this one's row written. */
static enum err
supports_count(struct deed *d, bool over)
{
	struct stand	*stands;
	uint32_t	 bits = 0;
	size_t		 count, i;
	enum err	 e = stands_load(d->txn, d->post.id, d->arena, &stands,
			     &count);

	for (i = 0; e == OK && i < count; i++)
		if (stands[i].kind == STAND_FOUND && stands[i].profile != 0)
			bits |= 1u << (stands[i].profile - 1);
	/* Of those whose days are over the profiles are all that is left. */
	d->post.supports = over ? d->post.supports | bits : bits;
	return e;
}

static enum err
words_suit(struct deed *d)
{
	long	most = setting_get(d->store, d->txn, SETTING_ANSWER_LENGTH);

	if (d->in.number != STAND_LACKS)
		return OK;
	return deed_signs(d, d->in.text, 1, (size_t)most,
	    NN_("Say in a few words what is missing: %ld sign at least.",
	    "Say in a few words what is missing: %ld signs at least."),
	    NN_("%ld sign too many for what is missing; a reply says more.",
	    "%ld signs too many for what is missing; a reply says more."));
}

enum err
stand_apply(struct deed *d)
{
	struct post	*post = &d->post;
	struct stand	 stand = { .post = post->id,
			     .member = d->caller.member,
			     .kind = (uint8_t)d->in.number,
			     .at = d->caller.now,
			     .until = d->target.stand_until };
	struct key	 key = key_u64_u64(post->id, d->caller.member);
	enum err	 e;

	if ((e = words_suit(d)) != OK)
		return e;
	stand_voiced(d->txn, d->thread.id, d->caller.member, &stand.profile);
	if (stand.kind == STAND_LACKS)
		stand.text = deed_trimmed(d->in.text);
	if (stand.kind == STAND_NONE) {
		e = db_del(d->txn, DB_STAND, key_str(&key));
		e = e == ERR_NOT_FOUND ? OK : e;
	} else
		e = record_put(d->txn, &record_types[RECORD_STAND],
		    key_str(&key), &stand);
	if (e != OK || (e = supports_count(d, d->target.stand_until <=
	    d->caller.now)) != OK || (e = post_put(d, post)) != OK ||
	    (e = wait_drop(d, d->caller.member, WAIT_SYNTHESIS, post->id)) !=
	    OK)
		return e;
	if (stand.kind == STAND_LACKS && (e = deed_notice_post(d,
	    post->author, NOTICE_LACK, post->id)) != OK)
		return e;
	d->result->id = post->id;
	return deed_bump(d, CHANGE_THREAD, post->thread);
}
