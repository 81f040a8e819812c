/*
 * seed: stores to try things on.  seed_demo(): the small, believable French
 * community of product.md section 9.  seed_bulk(): many posts, for benchmarks.
 */
#ifndef SEED_H
#define SEED_H

#include "store/forum/act.h"

struct seed_login { char handle[64]; char password[40]; };
/*
 * Fills an empty store (ERR_EXISTS otherwise) through acts, with times spread
 * over the past months; marks it as a demonstration store (meta "demo").
 * logins: two demonstration members with fresh random passwords.
 */
enum err seed_demo(struct store *, struct seed_login logins[static 2]);
/* Is it one?  It is not served beyond loopback. */
bool store_is_demo(struct store *);
/* Marks a store so (store.c). */
enum err store_mark_demo(struct store *);
/*
 * posts posts in rooms rooms, threads of realistic depth, French text, by a
 * generator that gives the same store for the same seed; one reader,
 * "lectrice", with about `ranges` ranges of read marks.  Batches, NOSYNC.
 */
enum err seed_bulk(struct store *, uint64_t posts, unsigned rooms,
    unsigned ranges, uint64_t seed);

#endif
