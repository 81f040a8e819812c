/*
 * search_tidy: which segments are merged, and when; and what is over is taken
 * away.  See search.h.
 */
#include "store/forum/search.h"

#include <string.h>

enum { LEVEL_FIRST = 256, GONE_ROWS = 500, LOOK_EVERY = 256 };

/* --- what to merge --- */

static unsigned
level(const struct segment *s)
{
	uint64_t n = (s->posts + s->dead) / LEVEL_FIRST;
	unsigned l = 0;

	for (; n > 0; n /= SEARCH_FANOUT)
		l++;
	return l;
}

static bool
is_free(const struct segment *s)
{
	return s->state == SEGMENT_LIVE && s->into == 0;
}

/* Free segments of the scope and level of *s, from it on. */
static size_t
alike(const struct segment *s, const struct segment *end,
    const struct segment *out[static SEARCH_INPUTS])
{
	size_t n = 0;

	for (const struct segment *t = s; t < end && n < SEARCH_INPUTS; t++)
		if (is_free(t) && t->scope == s->scope && level(t) == level(s))
			out[n++] = t;
	return n;
}

/* Begins a merge of these. */
static enum err
merge_begin(struct txn *txn, const struct segment *const *inputs, size_t count)
{
	struct segment out = { .scope = inputs[0]->scope,
	    .state = SEGMENT_MADE, .first = UINT64_MAX };
	enum err e = db_sequence_next(txn, "segment", &out.id);

	for (size_t i = 0; i < count && e == OK; i++) {
		struct segment in = *inputs[i];

		in.into = out.id;
		in.frozen = in.dead;
		if (in.first < out.first)
			out.first = in.first;
		if (in.last > out.last)
			out.last = in.last;
		if ((e = segment_put(txn, &in)) == OK && in.dead > 0)
			e = dead_freeze(txn, in.id);
	}
	return e == OK ? segment_put(txn, &out) : e;
}

/* Begins whatever merge is due; false: none is. */
static bool
begin_some(struct txn *txn, const struct segment *all, size_t count,
    enum err *e)
{
	const struct segment *inputs[SEARCH_INPUTS];
	size_t n;

	for (const struct segment *s = all; s < all + count; s++) {
		struct segment gone = *s;

		if (!is_free(s))
			continue;
		if (s->posts == 0) {
			gone.state = SEGMENT_GONE;
			*e = txn == NULL ? OK : segment_put(txn, &gone);
			return true;
		}
		n = alike(s, all + count, inputs);
		/* Half of it dead: written anew by itself. */
		if (n < SEARCH_FANOUT && s->dead > s->posts) {
			inputs[0] = s;
			n = 1;
		} else if (n < SEARCH_FANOUT)
			continue;
		*e = txn == NULL ? OK : merge_begin(txn, inputs, n);
		return true;
	}
	return false;
}

/* Rows of a segment that is no more; *left: some are. */
static enum err
rows_clear(struct txn *txn, enum db_table t, struct str prefix, size_t *most)
{
	struct cursor *cursor;
	struct str key, val;
	enum err e = OK;

	while (e == OK && *most > 0) {
		struct block_key k = { .len = 0 };

		if ((e = db_cursor_open(txn, t, &cursor)) != OK)
			return e;
		e = db_seek(cursor, prefix, &key, &val);
		if (e == OK && key_has_prefix(key, prefix) &&
		    key.len <= sizeof(k.bytes)) {
			memcpy(k.bytes, key.p, key.len);
			k.len = key.len;
		}
		db_cursor_close(cursor);
		if (e != OK || k.len == 0)
			return e == ERR_NOT_FOUND ? OK : e;
		e = db_del(txn, t, block_key_str(&k));
		--*most;
	}
	return e;
}

static enum err
gone_clear(struct txn *txn, const struct segment *s)
{
	struct key prefix = key_u64(s->id), key = key_u64_u64(s->scope, s->id);
	struct key frozen = key_u64(s->id | SEARCH_FROZEN);
	size_t most = GONE_ROWS;
	enum err e = rows_clear(txn, DB_SEARCH, key_str(&prefix), &most);

	if (e == OK)
		e = rows_clear(txn, DB_SEARCH_DEAD, key_str(&prefix), &most);
	if (e == OK)
		e = rows_clear(txn, DB_SEARCH_DEAD, key_str(&frozen), &most);
	if (e == OK && most > 0)
		e = db_del(txn, DB_SEARCH_SEGMENT, key_str(&key));
	return e;
}

/* The segment whose merge is the least work; NULL: none is being made. */
static const struct segment *
least_made(const struct segment *all, size_t count)
{
	const struct segment *best = NULL;
	uint64_t best_size = 0;

	for (const struct segment *s = all; s < all + count; s++) {
		uint64_t size = 0;

		if (s->state != SEGMENT_MADE)
			continue;
		for (size_t i = 0; i < count; i++)
			if (all[i].into == s->id)
				size += all[i].size;
		if (best == NULL || size < best_size) {
			best = s;
			best_size = size;
		}
	}
	return best;
}

static const struct segment *
first_gone(const struct segment *all, size_t count)
{
	for (const struct segment *s = all; s < all + count; s++)
		if (s->state == SEGMENT_GONE)
			return s;
	return NULL;
}

/* What one transaction may take. */
struct turn { int64_t end; unsigned every; };

/* txn NULL: only says whether there is work. */
static enum err
work(struct txn *txn, const struct segment *all, size_t count,
    const struct turn *turn, bool *did)
{
	const struct segment *s;
	enum err e = OK;

	*did = false;
	if (count == 0)
		return OK;
	*did = true;
	if (begin_some(txn, all, count, &e))
		return e;
	if ((s = first_gone(all, count)) != NULL)
		return txn == NULL ? OK : gone_clear(txn, s);
	if ((s = least_made(all, count)) != NULL)
		return txn == NULL ? OK : merge_step(txn, s, all, count,
		    turn->end, turn->every);
	*did = false;
	return OK;
}

/* One thing after the other while there is time. */
static enum err
work_on(struct txn *txn, const struct turn *turn)
{
	struct arena *arena = arena_new();
	struct segment *all;
	size_t count;
	bool did = true;
	enum err e = OK;

	while (did && e == OK) {
		did = false;
		if ((e = segments_all(txn, arena, &all, &count)) == OK)
			e = work(txn, all, count, turn, &did);
		arena_reset(arena);
		if (merge_clock() > turn->end)
			break;
	}
	arena_free(arena);
	return e;
}

/* So that nothing is written where there is nothing to do. */
static enum err
work_waits(struct store *store, bool *waits)
{
	struct arena *arena = arena_new();
	struct segment *all;
	struct txn *txn;
	size_t count;
	enum err e = db_begin_read(store_db(store), &txn);

	if (e == OK) {
		e = segments_all(txn, arena, &all, &count);
		if (e == OK)
			e = work(NULL, all, count, NULL, waits);
		db_abort(txn);
	}
	arena_free(arena);
	return e;
}

enum err
search_merge_some(struct store *store, int ms, unsigned every, bool *did)
{
	struct turn turn = { .every = every };
	struct txn *txn;
	bool waits = false;
	enum err e = work_waits(store, &waits);

	if (e != OK || !waits)
		return e;
	*did = true;
	if ((e = db_begin_write(store_db(store), &txn)) != OK)
		return e;
	turn.end = merge_clock() + ms * (int64_t)1000000;
	if ((e = work_on(txn, &turn)) == OK)
		return db_commit(txn);
	db_abort(txn);
	return e;
}

enum err
search_merge_step(struct store *store, bool *did)
{
	return search_merge_some(store, SEARCH_STEP_MS, LOOK_EVERY, did);
}

/* --- an index of another version --- */

enum err
search_clear_step(struct store *store, bool *did)
{
	struct search_state state;
	struct txn *txn;
	size_t most = GONE_ROWS;
	enum err e = db_begin_write(store_db(store), &txn);

	if (e != OK)
		return e;
	*did = true;
	if ((e = search_state_load(txn, &state)) != OK)
		goto out;
	if (state.version != SEARCH_VERSION)
		state = (struct search_state){ .version = SEARCH_VERSION,
		    .clearing = true, .next = 1 };
	if ((e = rows_clear(txn, DB_SEARCH, str_of(""), &most)) != OK ||
	    (e = rows_clear(txn, DB_SEARCH_DEAD, str_of(""), &most)) != OK ||
	    (e = rows_clear(txn, DB_SEARCH_SEGMENT, str_of(""), &most)) !=
	    OK || (e = rows_clear(txn, DB_SEARCH_MOVE, str_of(""), &most)) !=
	    OK)
		goto out;
	state.clearing = most == 0;
	e = search_state_save(txn, &state);
out:
	if (e == OK)
		return db_commit(txn);
	db_abort(txn);
	return e;
}
