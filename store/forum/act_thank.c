/*
 * act_thank: thanks for a post, told to its author alone: no count of it is
 * kept or shown (decision 0024).  That one has thanked is remembered, so that
 * nobody is thanked twice for the same post by the same person.
 */
#include "store/forum/deed.h"

enum err
thank_load(struct deed *d)
{
	d->target.thanked = rate_get(d->txn, d->caller.member, RATE_THANKS,
	    d->post.id, 0) > 0;
	return OK;
}

enum err
thank_apply(struct deed *d)
{
	enum err	e;

	d->result->id = d->post.id;
	e = rate_bump(d->txn, d->caller.member, RATE_THANKS, d->post.id, 0);
	return e == OK ? deed_notice_post(d, d->post.author, NOTICE_THANKS,
	    d->post.id) : e;
}
