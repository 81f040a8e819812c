/*
 * wait: what waits for a member's answer (struct wait).  Whoever asks puts the
 * row, whoever answers takes it away; after its time it counts for nothing,
 * and the keeper sweeps it (due.h).  Home, `notices` and plain mode list them.
 */
#ifndef WAIT_H
#define WAIT_H

#include "store/forum/deed.h"

/* Asks a member, who sees it at once; the same kind and id again: replaced.
 * since is now, unless it is set. */
enum err wait_put(struct deed *, const struct wait *);
/* It is answered, or no longer asked.  None there: OK. */
enum err wait_drop(struct deed *, uint64_t member, enum wait_kind,
    uint64_t id);
/* Is the member asked?  Whatever the clock says. */
bool wait_asked(struct txn *, uint64_t member, enum wait_kind, uint64_t id);
/* Is it over by the clock? */
bool wait_over(const struct wait *, int64_t now);

#endif
