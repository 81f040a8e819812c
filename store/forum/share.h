/*
 * share: who speaks how much in a thread (product.md section 5, point 5).
 * Kept with each post, never counted anew: the thread has its living posts
 * and, by profile, its voices (people); DB_VOICE has each person's posts.
 */
#ifndef SHARE_H
#define SHARE_H

#include "store/forum/deed.h"

enum { SHARE_PROFILES = PROFILE_COUNT + 1 };	/* the first: none said */

/* A row of DB_VOICE. */
struct voice {
	uint64_t posts;		/* living ones; 0: no voice any more */
	uint64_t profile;	/* their author's when the first of them was
				 * written: enum profile + 1, or 0 */
	int64_t last;		/* when the last was written, living or not */
};
/* ERR_DAMAGED if it is none; ERR_NOT_FOUND if it is empty: written before these
 * were counted, as the thread's next post will do. */
enum err voice_read(struct str val, struct voice *out);

enum err voice_load(struct txn *, uint64_t thread, uint64_t member,
    struct voice *out);

/* Are the thread's posts counted here? */
bool share_counted(struct txn *, const struct thread *);
/* Counts one more living post in d->thread, or one fewer of member; the thread
 * is not put here. */
enum err share_add(struct deed *, const struct post *, uint8_t profile);
enum err share_remove(struct deed *, uint64_t member);
/*
 * Percent of the thread's living posts that are this member's, if that is much
 * for a thread of so many posts and voices; else 0.  Its opener may carry more.
 */
long share_much(struct store *, struct txn *, const struct thread *,
    uint64_t member);
/* Members with a row of it, `most` at most, in the order of their numbers:
 * those who wrote in the thread, if only posts that are gone. */
enum err voices_list(struct txn *, uint64_t thread, size_t most,
    struct arena *, struct u64s *out);

#endif
