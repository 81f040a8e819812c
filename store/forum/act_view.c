/* act_view: inviting a view into a thread, and putting aside what asks one. */
#include "store/forum/setting.h"
#include "store/forum/views.h"
#include "store/forum/wait.h"

enum err
view_invite_accept(struct deed *d)
{
	return d->in.number <= PROFILE_COUNT ? OK : ERR_INPUT;
}

enum capability
view_invite_cap(const struct deed *d)
{
	return d->in.number == 0 ? CAP_THIRD_VIEW : CAP_INVITE_VIEW;
}

enum err
view_invite_apply(struct deed *d)
{
	struct views_wanted	wanted = { .profile = (uint8_t)d->in.number,
				    .most = 1 };
	size_t			invited;
	enum err		e;

	if (wanted.profile == 0) {
		wanted.not[0] = d->caller.member;
		wanted.not[1] = d->other.id;
	} else
		wanted.most = (size_t)setting_get(d->store, d->txn,
		    SETTING_VIEW_PEOPLE);
	if ((e = views_invite(d, &wanted, &invited)) != OK)
		return e;
	if (invited == 0)
		return deed_refuse(d, N_("Nobody can be invited just now: few"
		    " agreed to be, and each of them twice a month at most."),
		    0, NULL);
	d->result->id = invited;
	if (wanted.profile != 0)
		return rate_bump(d->txn, d->thread.id, RATE_VIEWS,
		    wanted.profile, 0);
	return wait_drop(d, d->caller.member, WAIT_DUEL, d->thread.id);
}

enum err
wait_pass_apply(struct deed *d)
{
	enum err	e = wait_drop(d, d->caller.member, WAIT_DUEL,
			    d->thread.id);

	d->result->id = d->thread.id;
	return e == OK ? wait_drop(d, d->caller.member, WAIT_VIEW,
	    d->thread.id) : e;
}
