/*
 * due: what falls due by the clock.  Everything that ends is compared with
 * the clock at each use, so nothing that a reader sees waits for this: it
 * frees room, and reminds people of what ends.  Small batches, so
 * that writers never wait long.
 */
#ifndef DUE_H
#define DUE_H

#include "store/engine/keys.h"
#include "store/forum/erase.h"

enum due_sweep { DUE_DRAFTS, DUE_UNSENT, DUE_INVITES, DUE_RATES, DUE_WAITS,
	DUE_DUELS, DUE_STANDS, DUE_RESTRAINTS, DUE_SALTS, DUE_SAYS, DUE_JUDGED, DUE_LETTERS, DUE_SWEEPS };

/* Where each sweep goes on at the next call; all zero at first. */
struct due { struct key at[DUE_SWEEPS], rounds, withheld;
	struct erase erase; };
struct due_done {
	size_t gone[DUE_SWEEPS];	/* rows deleted */
	size_t reminders;		/* notices of mandates that end, and of
					 * turns in round tables */
	size_t prolonged;		/* mandates of the last moderators */
	size_t late;			/* cases that all were told of */
	size_t juries;			/* closed by their time */
	size_t lifted;			/* measures whose appeal nobody answered */
	size_t erased;			/* accounts that are wholly gone */
	size_t lapsed;			/* cases that nobody decided */
	size_t published;		/* disagreements whose answer did not
					 * come in time */
};

/*
 * Looks at some hundred rows of each table and deletes at most a hundred:
 * drafts thrown away over 7 days ago, forms not sent in 90, invitations that
 * lapsed (used ones after 180 days), counts of days gone by, what was not
 * answered in time, who found themselves in a synthesis whose days are over,
 * pauses, suspensions and exclusions that have ended;
 * letters that could not be sent in 14 days; accounts that were to be erased
 * (erase.h);
 * tells who holds a mandate 30 and 7 days before its end, once each, and who
 * has not spoken at half of a round; publishes what waited too long for its
 * answer; closes cases that nobody decided.  ERR_IO, ERR_FULL, ERR_DAMAGED:
 * *done says what was done before.
 */
enum err due_run(struct store *, struct due *, struct due_done *done);

#endif
