/*
 * rhythm: the time that a thread leaves between two posts of one person
 * (product.md section 5, point 7).  Nobody is exempt; who faces many has more
 * turns.
 */
#ifndef RHYTHM_H
#define RHYTHM_H

#include "store/forum/deed.h"

/* What it is now: free again once its time is over. */
enum rhythm rhythm_now(const struct thread *, int64_t now);
/* Seconds between two posts of one person; 0: none. */
int64_t rhythm_gap(struct store *, struct txn *, enum rhythm);
/* From when the caller may post in d->thread; 0: at once. */
enum err rhythm_next(struct deed *, int64_t *out);

#endif
