/*
 * jury: five people drawn by lot who answer an appeal (product.md section 6).
 * They accept or decline, read the case without names, write alone first,
 * then read each other, talk, and say each which measure is right.  Times are
 * compared with the clock; the keeper closes what is over.
 */
#ifndef JURY_H
#define JURY_H

#include "store/forum/appeal.h"
#include "store/forum/draw.h"

enum {
	JURY_QUORUM = 4,	/* who must have said, else the measure goes */
	JURY_MAINTAINS = 3,	/* who must say so much or more… */
	JURY_EXCLUDES = 4,	/* …of an exclusion */
	JURY_ASKED = 48, JURY_ALONE_HOURS = 72, JURY_TALK_HOURS = 96,
	JURY_TEXT_MIN = 80, JURY_TEXT_MOST = 4000, JURY_SAYS = 200,
};

/* A jury with its jurors, in the order of the draw. */
struct jury_loaded {
	struct jury jury;
	struct juror jurors[DRAW_SEATS];
	size_t count;
};
enum err jury_load(struct txn *, uint64_t appeal, struct arena *,
    struct jury_loaded *out);
/* Where it stands now, until when; *seated: who sits, as bits of places. */
enum jury_phase jury_now(const struct jury_loaded *, int64_t now,
    int64_t *until, unsigned *seated);
/* The place of this member, or -1. */
int jury_place(const struct jury_loaded *, uint64_t member);

/*
 * Draws one for an appeal that is being filed, of those who may sit and have
 * no link to the case; *drawn false: too few of them, which the log says.
 */
enum err jury_draw(struct deed *, struct casefile *, struct appeal *,
    const struct decision *, bool *drawn);
/* What came out, by what was said so far; the decision is made. */
enum err jury_close(struct deed *, const struct jury_loaded *);
/* The keeper's: closes those whose time is over; *count: how many. */
enum err juries_run(struct store *, size_t *count);

#endif
