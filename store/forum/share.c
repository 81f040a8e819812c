/*
 * share: how much of a thread each profile, and each person, has written.
 * Kept as posts come and go, so that nothing reads the thread to know it: the
 * thread's record has a count for each profile, DB_VOICE one for each person.
 */
#include "store/forum/coop.h"

/* A post counts for two halves: one for each of its author's profiles, both
 * for the only one. */
static void
shares_add(struct u64s *shares, const uint8_t profiles[static 2], bool in)
{
	int	i;

	for (i = 0; i < 2; i++) {
		uint8_t	profile = profiles[i] != 0 ? profiles[i] :
			    profiles[!i];

		if (profile == 0 || profile > PROFILE_COUNT)
			continue;
		if (in)
			shares->at[profile - 1]++;
		else if (shares->at[profile - 1] > 0)
			shares->at[profile - 1]--;
	}
}

static enum err
voice_count(struct deed *d, uint64_t member, bool in)
{
	struct key	key = key_u64_u64(d->thread.id, member), count;
	uint64_t	posts = 0;
	struct str	val;
	enum err	e;

	e = db_get(d->txn, DB_VOICE, key_str(&key), &val);
	if (e == OK && val.len == 8)
		posts = key_get_u64(val, 0);
	else if (e != ERR_NOT_FOUND)
		return e == OK ? ERR_DAMAGED : e;
	if (in && posts == 0)
		d->thread.voices++;
	if (!in && posts == 0)
		return ERR_DAMAGED;
	posts = in ? posts + 1 : posts - 1;
	if (posts == 0) {
		d->thread.voices--;
		return db_del(d->txn, DB_VOICE, key_str(&key));
	}
	count = key_u64(posts);
	return db_put(d->txn, DB_VOICE, key_str(&key), key_str(&count));
}

enum err
share_count(struct deed *d, const struct post *post, bool in)
{
	struct u64s	*shares = &d->thread.shares;

	if (shares->count < PROFILE_COUNT)
		*shares = (struct u64s){ arena_alloc(d->arena,
		    PROFILE_COUNT * sizeof(uint64_t)), PROFILE_COUNT };
	shares_add(shares, post->profiles, in);
	return voice_count(d, post->author, in);
}
