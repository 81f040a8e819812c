/*
 * search_work: the keeper's part of search.  The index is never late for who
 * searches: what it lacks is looked through.
 */
#ifndef SEARCH_WORK_H
#define SEARCH_WORK_H

#include "store/forum/act.h"

/*
 * Rebuilds, moves, indexes, merges and clears away, a batch a transaction (at
 * most 200 posts or about 25 ms of writing), until nothing is left or `ms`
 * milliseconds are over.  *more: there is work left.  ERR_IO, ERR_FULL,
 * ERR_DAMAGED: what was committed before stays.
 */
enum err search_work(struct store *, int ms, bool *more);
/* Gives the index up: from now on it is made again, and until then hits may be
 * missing.  ERR_IO, ERR_FULL. */
enum err search_lose(struct store *);
/* Do so many posts wait that it should not be put off? */
bool search_waits(struct store *);

#endif
