/* act_rhythm: a facilitator sets the rhythm of a thread, saying why and until
 * when. */
#include <inttypes.h>

#include "store/forum/log.h"
#include "store/forum/rhythm.h"
#include "store/forum/setting.h"

enum { DAYS_MAX = 90 };

enum err
rhythm_set_accept(struct deed *d)
{
	if (d->in.number >= RHYTHM_COUNT)
		return deed_refuse(d, N_("The rhythms are free, calm,"
		    " slow, reflection and frozen."), 0, NULL);
	return OK;
}

/* Stopping a thread is an act of moderation, and so is letting it go on. */
static enum err
freeze_logged(struct deed *d)
{
	bool		 hidden = d->room.visibility == VISIBILITY_PRIVATE;
	const char	*by;
	uint64_t	 entry;
	enum err	 e;

	if ((e = log_pseudonym(d, d->caller.member, &by)) != OK)
		return e;
	return log_append(d, str_of(arena_printf(d->arena,
	    "thread=%s\nroom=%.*s\nuntil=%" PRId64 "\norigin=human\nby=%s\n",
	    d->thread.rhythm == RHYTHM_FROZEN ? "frozen" : "open",
	    hidden ? 1 : (int)d->room.name.len, hidden ? "-" :
	    d->room.name.p, d->thread.rhythm == RHYTHM_FROZEN ?
	    d->thread.rhythm_until : 0, *by == '-' ? "facilitator" : by)),
	    &entry);
}

enum err
rhythm_set_apply(struct deed *d)
{
	struct key	key = key_u64(d->thread.id);
	int64_t		now = d->caller.now, until = d->in.until;
	bool		logged = d->in.number == RHYTHM_FROZEN ||
			    rhythm_now(&d->thread, now) == RHYTHM_FROZEN;
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
	if (e != OK || (logged && (e = freeze_logged(d)) != OK))
		return e;
	d->result->id = d->thread.id;
	return deed_bump(d, CHANGE_THREAD, d->thread.id);
}
