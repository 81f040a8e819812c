/* rhythm: see rhythm.h. */
#include "store/forum/rhythm.h"
#include "store/forum/duel.h"
#include "store/forum/recent.h"
#include "store/forum/setting.h"
#include "store/forum/share.h"

enum { LOOKED_AT = 200 };	/* last posts, for who faces many */

enum rhythm
rhythm_now(const struct thread *thread, int64_t now)
{
	return now < thread->rhythm_until ? (enum rhythm)thread->rhythm :
	    RHYTHM_FREE;
}

int64_t
rhythm_gap(struct store *store, struct txn *txn, enum rhythm rhythm)
{
	static const int	settings[RHYTHM_COUNT] = {
		[RHYTHM_CALM] = SETTING_RHYTHM_CALM,
		[RHYTHM_SLOW] = SETTING_RHYTHM_SLOW,
		[RHYTHM_REFLECTION] = SETTING_RHYTHM_REFLECTION,
	};

	return rhythm == RHYTHM_FREE || rhythm == RHYTHM_FROZEN ? 0 : 60 * (int64_t)setting_get(store,
	    txn, (enum setting)settings[rhythm]);
}

/* Did the member answer this post, as far as these rows go? */
static bool
is_answered(const struct branch *rows, size_t count, uint64_t post,
    uint64_t member)
{
	size_t	i;

	for (i = 0; i < count; i++)
		if (rows[i].parent == post && rows[i].author == member)
			return true;
	return false;
}

/* Living replies of others to the member that the member has not answered. */
static enum err
unanswered(struct txn *txn, const struct branch *rows, size_t count,
    uint64_t thread, uint64_t member, struct arena *arena, size_t *out)
{
	struct branch	parent;
	size_t		i;
	enum err	e;

	*out = 0;
	for (i = 0; i < count; i++) {
		if (rows[i].author == member || rows[i].parent == 0 ||
		    rows[i].state != POST_LIVE)
			continue;
		e = recent_row(txn, rows, count, thread, rows[i].parent,
		    arena, &parent);
		if (e != OK)
			return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
		*out += parent.author == member &&
		    !is_answered(rows, count, rows[i].post, member);
	}
	return OK;
}

/* One turn more for each few unanswered replies: is one left? */
static enum err
more_turns(struct deed *d, int64_t gap, bool *out)
{
	struct branch	*rows;
	size_t		 count, i, waiting, mine = 0;
	long		 each = setting_get(d->store, d->txn,
			     SETTING_RHYTHM_TURN);
	enum err	 e;

	if ((e = recent_load(d->txn, d->thread.id, LOOKED_AT, false, d->arena,
	    &rows, &count)) != OK ||
	    (e = unanswered(d->txn, rows, count, d->thread.id,
	    d->caller.member, d->arena, &waiting)) != OK)
		return e;
	for (i = 0; i < count; i++)
		mine += rows[i].author == d->caller.member &&
		    rows[i].created > d->caller.now - gap;
	*out = mine <= waiting / (size_t)each;
	return OK;
}

enum err
rhythm_next(struct deed *d, int64_t *out)
{
	enum rhythm	rhythm = rhythm_now(&d->thread, d->caller.now);
	int64_t		gap, calm_until;
	struct voice	voice;
	bool		more;
	enum err	e;

	*out = rhythm == RHYTHM_FROZEN ? d->thread.rhythm_until : 0;
	if (*out != 0)
		return OK;
	if ((e = duel_calm(d->txn, d->thread.id, d->caller.member,
	    d->caller.now, &calm_until)) != OK)
		return e;
	if (rhythm == RHYTHM_FREE && calm_until != 0)
		rhythm = RHYTHM_CALM;
	if ((gap = rhythm_gap(d->store, d->txn, rhythm)) == 0)
		return OK;
	e = voice_load(d->txn, d->thread.id, d->caller.member, &voice);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	if (d->caller.now >= voice.last + gap)
		return OK;
	if ((e = more_turns(d, gap, &more)) == OK && !more)
		*out = voice.last + gap;
	return e;
}
