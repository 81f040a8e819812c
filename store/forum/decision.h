/*
 * decision: what is decided of a case (struct decision): what it does to the
 * post and to its author, and what it takes back of the decision before.
 * Moderators, juries and the clock all decide through decision_make().
 *
 * A decision of two signatures waits: its row is there, the case knows it as
 * `pending`, nothing has changed yet.
 */
#ifndef DECISION_H
#define DECISION_H

#include "store/forum/casefile.h"

struct measure_row {
	uint8_t weight;		/* 0 is none; a jury or an appeal never goes up */
	bool signs_twice;	/* another moderator countersigns */
	enum mask mask;		/* what becomes of the post */
	uint32_t days_least, days_most;	/* 0, 0: it has no length of its own */
};
const struct measure_row *measure_row(enum measure);	/* static */

enum err decision_load(struct txn *, uint64_t id, struct arena *,
    struct decision *out);
/* ERR_INPUT with a sentence unless this measure may last so many days. */
enum err decision_lasts(struct deed *, enum measure, uint32_t days);
/*
 * Keeps *out as the decision that waits for its second signature; given its
 * number.  The caller puts the case, whose `pending` is set here.
 */
enum err decision_propose(struct deed *, struct casefile *,
    struct decision *out);
/*
 * Makes it stand from now on: ends what the decision before did, changes
 * d->post and d->casefile, restrains its author, writes the log, tells its
 * author and those who flagged.  d->post, d->room and d->casefile (which *c
 * is) are those of the case: case_cite_load().  What *out says of measure,
 * origin, article, facts, reasons, by, second, days, answers and, of one that
 * answers, until is the caller's; the rest is set here, and a number if it has
 * none.  An exclusion is appealed at once.
 */
enum err decision_make(struct deed *, struct casefile *c,
    struct decision *out);
/* Writes its row. */
enum err decision_put(struct deed *, const struct decision *);
/* Takes a decision that stands back, without another: its restraint and its
 * mask end.  The row says since when.  The case is not touched. */
enum err decision_end(struct deed *, struct decision *);

#endif
