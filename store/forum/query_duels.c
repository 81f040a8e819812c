/* query_duels: what was said of people who answer each other and nobody else. */
#include "store/forum/duel.h"
#include "store/forum/reader.h"
#include "store/forum/setting.h"

enum err
query_pairs(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct pair_view **out, size_t *count)
{
	struct target	 target = { 0 };
	struct reader	 r;
	struct thread	 thread;
	struct room	 room;
	struct duel	*duels;
	struct pair_view *pair;
	int64_t		 week;
	size_t		 n, i;
	enum err	 e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	target.room = &room;
	if ((e = reader_thread(&r, id, &thread, &room)) == OK &&
	    !reader_may(&r, CAP_SHAPE, &target))
		e = ERR_DENIED;
	if (e == OK)
		e = duels_load(r.txn, id, r.scratch, &duels, &n);
	week = r.caller.now - FORUM_DAY * (int64_t)setting_get(store, r.txn,
	    SETTING_DUEL_DAYS);
	for (i = 0; e == OK && i < n; i++) {
		if (duels[i].said < week && duels[i].told < week)
			continue;
		pair = ARENA_PUSH(arena, *out, *count);
		*pair = (struct pair_view){ { duels[i].low, duels[i].high },
		    { reader_handle(&r, duels[i].low),
		    reader_handle(&r, duels[i].high) },
		    duels[i].calm_until > r.caller.now ?
		    duels[i].calm_until : 0 };
	}
	return reader_close(&r, e);
}

enum err
query_duel_tenths(struct store *store, uint64_t out[static DUEL_TENTHS])
{
	struct txn	*txn;
	size_t		 i;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	for (i = 0; i < DUEL_TENTHS; i++)
		out[i] = rate_get(txn, 0, RATE_DUELS, i, 0);
	db_abort(txn);
	return OK;
}
