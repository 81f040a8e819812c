/*
 * strict: in a thread that a facilitator made strict, an argued disagreement
 * is published when the person whose view it restates has answered, or after
 * three days (product.md section 5, point 3; moderation-notes.md 3.1).  Until
 * then it is withheld: a head and a text without a place in thread or room,
 * for its author and that person only, one an author and thread.  Published,
 * it takes the number that comes next, since numbers are the order of time.
 */
#ifndef STRICT_H
#define STRICT_H

#include "store/forum/deed.h"

/* Is the new post to be withheld, in d->thread, now? */
enum err strict_withholds(struct deed *, const struct post *, bool *out);
/* Writes it so, and asks.  ERR_INPUT: one of the author's waits there. */
enum err strict_withhold(struct deed *, struct post *);
/* Publishes *post, which is withheld in d->thread: it is another one then. */
enum err strict_publish(struct deed *, struct post *);
/* Its words go, and nobody is asked any more. */
enum err strict_withdraw(struct deed *, const struct post *);
/* The post of this author that is withheld in the thread; 0: none. */
uint64_t strict_of(struct txn *, uint64_t thread, uint64_t author);
/* Until when one written at this time is withheld. */
int64_t strict_until(struct store *, struct txn *, int64_t written);
/* Those that are withheld in this thread (0: anywhere, from *at on, so many
 * rows at most; then *at is where to go on): their numbers. */
enum err strict_list(struct txn *, uint64_t thread, struct key *at,
    size_t most, struct arena *, struct u64s *out);

#endif
