/* act_close: a facilitator closes a thread, or opens it again.  In a workshop
 * its synthesis comes first. */
#include "store/forum/deed.h"

enum err
thread_close_apply(struct deed *d)
{
	struct thread	*thread = &d->thread;
	struct key	 key = key_u64(thread->id);
	enum err	 e;

	if (!d->in.back && thread->closed != 0)
		return deed_refuse(d, N_("This thread is closed already."), 0,
		    NULL);
	if (d->in.back && thread->closed == 0)
		return deed_refuse(d, N_("This thread is open."), 0, NULL);
	if (!d->in.back && d->room.wing == WING_CHANTIERS &&
	    thread->synthesis == 0)
		return deed_refuse(d, N_("A workshop’s thread closes with its"
		    " synthesis: a post of type S that answers the opening"
		    " one."), 0, NULL);
	thread->closed = d->in.back ? 0 : d->caller.now;
	thread->closed_by = d->in.back ? 0 : d->caller.member;
	e = record_put(d->txn, &record_types[RECORD_THREAD], key_str(&key),
	    thread);
	if (e != OK || (e = deed_bump(d, CHANGE_ROOM, thread->room)) != OK)
		return e;
	d->result->id = thread->id;
	return deed_bump(d, CHANGE_THREAD, thread->id);
}
