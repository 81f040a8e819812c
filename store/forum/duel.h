/*
 * duel: two people who answer each other and nobody else (product.md section
 * 5, point 4).  Looked for at each post among the thread's last ones; said to
 * the two alone, once a pair, thread and week.
 */
#ifndef DUEL_H
#define DUEL_H

#include "store/forum/deed.h"

enum { DUEL_BUCKETS = 11 };	/* d from 0 to 1, by tenths */

/*
 * Turns A-B-A of the same two among n posts (the newest first): how many, of
 * the two who wrote last.  exempt[i]: post i answers a question.
 */
size_t duel_turns(const struct branch *rows, const bool *exempt, size_t n);
/* The post is written: looks, and says what is to be said. */
enum err duel_look(struct deed *, const struct post *);

#endif
