/*
 * presence: who is reading which thread now.  It is no part of the store: a
 * file "presence" in the data directory, mapped by each process, holds slots
 * (who, thread, since when that is known) in buckets that a thread's number
 * chooses.  A process holds one slot and says the time again at its ticks; a
 * slot that has not been heard of for PRESENCE_STALE seconds is free, so that
 * a process may die as it likes.  No locks, no system call, nothing that grows
 * with the forum: telling and asking look at one bucket.
 *
 * Only those are written down who chose to be seen.  Where the file cannot be
 * made (a full disk), nobody is seen.
 */
#ifndef PRESENCE_H
#define PRESENCE_H

#include "store/forum/query.h"

enum {
	PRESENCE_STALE = 10,	/* seconds */
	PRESENCE_AWAY = 600,	/* without a key: nobody reads there */
};

/* This process's member reads `thread` now; 0, nobody (as one who did not
 * choose to be seen must say): it reads none.  Said at each tick. */
void presence_set(struct store *, uint64_t member, uint64_t thread);
/*
 * Names of who else reads the thread now, in alphabetical order: of those
 * whose accounts say that they may be seen, without those whom the caller
 * ignores.  Guests, and the program under a member's name, see nobody.
 * ERR_NOT_FOUND: no such thread for this caller.
 */
enum err query_present(struct store *, const struct who *, uint64_t thread,
    struct arena *, struct str **names, size_t *count);
/* Changes when somebody comes or goes there: what is worth asking again. */
uint64_t presence_mark(struct store *, uint64_t thread);
/* Leaves, and unmaps: with the store. */
void presence_close(struct store *);

#endif
