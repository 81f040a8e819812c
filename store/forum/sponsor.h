/*
 * sponsor: whom somebody accompanies, and until when.  A newcomer's record
 * names their sponsor; DB_GODCHILD lists them from the sponsor's side.
 */
#ifndef SPONSOR_H
#define SPONSOR_H

#include "store/forum/forum.h"

/* Seconds: since when, and when the days (a setting) are over.  Of a member
 * with a sponsor; the second is 0 for others. */
int64_t sponsored_since(const struct member *);
int64_t sponsored_until(struct store *, struct txn *, const struct member *);
/* The row of the list: sponsor, ~since, member. */
struct key godchild_key(const struct member *);

#endif
