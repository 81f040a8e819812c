/*
 * duel: two people who answer each other and nobody else (product.md section
 * 5, point 4).  Looked for at each post among the thread's last ones; said to
 * the two alone, once a pair, thread and week.
 */
#ifndef DUEL_H
#define DUEL_H

#include "store/forum/deed.h"
#include "store/forum/query.h"

/*
 * Turns A-B-A of the same two among n posts (the newest first): how many, of
 * the two who wrote last.  exempt[i]: post i answers a question.
 */
size_t duel_turns(const struct branch *rows, const bool *exempt, size_t n);
/* Until when a facilitator asked the member, with anybody, to post calmly in
 * the thread; 0: not now. */
enum err duel_calm(struct txn *, uint64_t thread, uint64_t member, int64_t now,
    int64_t *until);
/* All that was said of the thread's pairs; in the arena. */
enum err duels_load(struct txn *, uint64_t thread, struct arena *,
    struct duel **out, size_t *count);
/* The post is written: looks, and says what is to be said. */
enum err duel_look(struct deed *, const struct post *);

#endif
