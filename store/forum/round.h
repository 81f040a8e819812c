/*
 * round: a round table (product.md section 5, point 8): announced, people sign
 * up, each speaks once before anybody speaks twice, then comes a synthesis.
 * Where it stands is told by the clock from its record; who spoke last ends a
 * round early.
 */
#ifndef ROUND_H
#define ROUND_H

#include "store/forum/deed.h"

/* The thread's last one; ERR_NOT_FOUND: it never had any. */
enum err round_load(struct txn *, const struct thread *, struct arena *,
    struct round *out);
/* Where it stands; *until: when that ends (0: it is over). */
enum round_state round_now(struct store *, struct txn *,
    const struct round *, int64_t now, int64_t *until);
/* Is it a state in which those who signed up speak in turn? */
bool round_speaks(enum round_state);
/* Did the member sign up?  Did they speak, or pass, in the round that is on? */
bool round_has(const struct round *, uint64_t member);
bool round_spoke(const struct round *, enum round_state, uint64_t member);
/*
 * Must the member speak before they read what the others said in the round
 * that is on?  Then *said holds the ordinals of it; the member's own is none
 * of them.
 */
bool round_blind(const struct round *, enum round_state, uint64_t member,
    const struct u64s **said);
/* For policy, of d->thread: where its round table stands, and the caller. */
enum err round_target(struct deed *);
/* A post of d->thread that is being written, its ordinal known: whoever wrote
 * it has spoken. */
enum err round_written(struct deed *, const struct post *);
/* The caller has spoken, or passed, in the round that is on. */
enum err round_spoken(struct deed *, enum round_state);
/* ERR_INPUT if d->in.text is too long for the round that is on, where *post
 * (ordinal 0: a new one) belongs to it. */
enum err round_suits(struct deed *, const struct post *);
/* In a transaction that writes: reminds those who have not spoken, at half of
 * a round, once; *told: how many.  ready: would it remind anybody? */
bool round_ready(struct store *, struct txn *, const struct round *,
    int64_t now);
enum err round_remind(struct deed *, struct round *, size_t *told);

#endif
