/* act_rhythm: a facilitator sets the rhythm of a thread, saying why and until
 * when. */
#include "store/forum/rhythm.h"
#include "store/forum/setting.h"

enum { DAYS_MAX = 90 };

enum err
rhythm_set_accept(struct deed *d)
{
	if (d->in.number >= RHYTHM_COUNT)
		return deed_refuse(d, N_("The rhythms are free, calm, slow"
		    " and reflection."), 0, NULL);
	return OK;
}

enum err
rhythm_set_apply(struct deed *d)
{
	struct key	key = key_u64(d->thread.id);
	int64_t		now = d->caller.now, until = d->in.until;
	enum err	e;

	if (until == 0)
		until = now + setting_get(d->store, d->txn,
		    SETTING_RHYTHM_DAYS) * (int64_t)FORUM_DAY;
	if (until <= now || until > now + DAYS_MAX * (int64_t)FORUM_DAY)
		return deed_refuse(d, N_("A rhythm ends within %ld days; it"
		    " can be set again then."), DAYS_MAX, NULL);
	d->thread.rhythm = (uint8_t)d->in.number;
	d->thread.rhythm_by = d->caller.member;
	d->thread.rhythm_reason = deed_trimmed(d->in.reason);
	d->thread.rhythm_until = until;
	e = record_put(d->txn, &record_types[RECORD_THREAD], key_str(&key),
	    &d->thread);
	if (e != OK)
		return e;
	d->result->id = d->thread.id;
	return deed_bump(d, CHANGE_THREAD, d->thread.id);
}
