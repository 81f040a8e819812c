/*
 * act_sponsor: whoever invited a newcomer, or offered it, accompanies them
 * for a while: hears of their first posts, and may give their word.
 */
#include "store/forum/deed.h"
#include "store/forum/setting.h"
#include "store/forum/sponsor.h"

enum err
godchild_put(struct deed *d, const struct member *m)
{
	struct key	key = godchild_key(m);

	return db_put(d->txn, DB_GODCHILD, key_str(&key), str_of(""));
}

enum err
sponsor_load(struct deed *d)
{
	struct caller	caller;
	enum err	e;

	/* Their status as it counts now: a newcomer's time may have come. */
	e = caller_of(d->store, d->txn, d->other.id, d->arena, &caller);
	if (e != OK)
		return e;
	d->other.status = caller.status;
	d->target.newcomer = &d->other;
	d->target.sponsor_until = sponsored_until(d->store, d->txn,
	    &d->other);
	d->target.word_from = d->other.joined + FORUM_DAY *
	    (int64_t)setting_get(d->store, d->txn, SETTING_SPONSOR_WORD_DAYS);
	return OK;
}

enum err
sponsor_apply(struct deed *d)
{
	struct key	old = godchild_key(&d->other);
	enum err	e = OK;

	if (d->other.sponsor != 0)	/* whose days are over */
		e = db_del(d->txn, DB_GODCHILD, key_str(&old));
	d->other.sponsor = d->self.id;
	d->other.sponsored = d->caller.now;
	if (e != OK || (e = deed_put_member(d, &d->other)) != OK ||
	    (e = godchild_put(d, &d->other)) != OK ||
	    (e = deed_bump(d, CHANGE_MEMBERS, 0)) != OK)
		return e;
	d->result->id = d->other.id;
	return deed_notice(d, d->other.id, NOTICE_SPONSOR, 0, str_of(""));
}

enum err
vouch_apply(struct deed *d)
{
	enum err	e;

	d->other.vouched = d->caller.now;
	if ((e = deed_put_member(d, &d->other)) != OK ||
	    (e = deed_bump(d, CHANGE_MEMBERS, 0)) != OK)
		return e;
	d->result->id = d->other.id;
	return deed_notice(d, d->other.id, NOTICE_VOUCHED, 0, str_of(""));
}

enum err
sponsor_tell(struct deed *d, const struct post *post)
{
	const struct member	*m = &d->self;
	uint64_t		 posts;
	size_t			 count;
	enum err		 e;

	if (m->sponsor == 0 || m->sponsor == post->answers_to ||
	    d->caller.now >= sponsored_until(d->store, d->txn, m))
		return OK;
	/* A newcomer's posts are counted already (act_post.c). */
	if (d->caller.status != STATUS_NEWCOMER &&
	    (e = rate_bump(d->txn, m->id, RATE_POSTS, 0, 0)) != OK)
		return e;
	posts = rate_get(d->txn, m->id, RATE_POSTS, 0, 0);
	if (posts > (uint64_t)setting_get(d->store, d->txn,
	    SETTING_SPONSOR_POSTS))
		return OK;
	return deed_notice_about(d, m->sponsor, NOTICE_FIRST_POST, post->id,
	    str_of(vocabulary_words(VOCABULARY_TYPE, &count)[post->type].word));
}
