/*
 * views: people invited into a thread for the view they bring: the third one
 * between two, or one of a profile that nobody there has (product.md section
 * 5, points 4 and 6).  Drawn by lot among those who agreed to be invited, the
 * least invited first; a refusal is silent.
 */
#ifndef VIEWS_H
#define VIEWS_H

#include "store/forum/deed.h"

/* Whom the thread may be given. */
struct views_wanted {
	uint8_t profile;	/* enum profile + 1: of this one; 0: of none
				 * of these two people's */
	uint64_t not[2];
	size_t most;		/* how many */
};

/* The member agrees to be invited from now on, or no longer. */
enum err volunteer_set(struct deed *, uint64_t member, bool on);
/* Draws and invites into d->thread; *invited may be fewer than asked for. */
enum err views_invite(struct deed *, const struct views_wanted *,
    size_t *invited);
/* What policy asks of a missing view: is the thread old and full enough, is the
 * profile there, was it invited already?  profile: enum profile + 1. */
void views_target(struct store *, struct txn *, const struct thread *,
    uint64_t profile, int64_t now, struct target *);
/* The same for a deed, and of two: is the caller one of them? */
enum err views_load(struct deed *);

#endif
