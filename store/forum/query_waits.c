/* query_waits: what waits for the reader's answer, the first to end first. */
#include "store/forum/reader.h"
#include "store/forum/round.h"
#include "store/forum/wait.h"

#include <stdlib.h>

enum { WAITS_MOST = 100 };

static int
soonest(const void *a, const void *b)
{
	const struct wait	*x = &((const struct wait_view *)a)->wait;
	const struct wait	*y = &((const struct wait_view *)b)->wait;
	int64_t			 s = x->until != 0 ? x->until : INT64_MAX;
	int64_t			 t = y->until != 0 ? y->until : INT64_MAX;

	if (s != t)
		return s < t ? -1 : 1;
	return x->since < y->since ? -1 : x->since > y->since;
}

/* Is it the reader's turn in the round table that is on?  Until then. */
static bool
in_turn(struct reader *r, const struct thread *thread, int64_t *until)
{
	struct round		round;
	enum round_state	state;

	if (round_load(r->txn, thread, r->scratch, &round) != OK)
		return false;
	state = round_now(r->store, r->txn, &round, r->caller.now, until);
	return round_speaks(state) && !round_spoke(&round, state, r->self.id);
}

/* Where it opens must be readable (still). */
static enum err
wait_view(struct reader *r, const struct wait *wait, struct wait_view *out)
{
	struct thread	thread = { 0 };
	struct post	post;
	struct room	room;
	enum err	e = OK;

	if (wait->post != 0) {
		e = reader_post(r, wait->post, &post, &thread, &room);
		if (e == OK && post.state == POST_DELETED)
			e = ERR_NOT_FOUND;
	}
	if (e != OK)
		return e;
	*out = (struct wait_view){ .wait = *wait,
	    .by = reader_handle(r, wait->by),
	    .title = arena_str(r->arena, thread.title),
	    .thread = thread.id };
	return wait->kind != WAIT_ROUND || in_turn(r, &thread,
	    &out->wait.until) ? OK : ERR_NOT_FOUND;
}

enum err
reader_waits(struct reader *r, struct wait_view **out, size_t *count)
{
	struct key		 prefix = key_u64(r->self.id);
	struct cursor		*cursor;
	struct str		 key, val;
	struct wait_view	 view;
	struct wait		 wait;
	enum err		 e;

	*out = NULL;
	*count = 0;
	if (r->self.id == 0)
		return OK;
	if ((e = db_cursor_open(r->txn, DB_WAIT, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix)) &&
	    *count < WAITS_MOST; e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_WAIT], key, val,
		    r->scratch, &wait);
		if (e != OK)
			break;
		if (wait_over(&wait, r->caller.now) ||
		    wait.since > r->caller.now ||
		    reader_ignores(r, wait.by))
			continue;
		e = wait_view(r, &wait, &view);
		if (e == OK)
			*ARENA_PUSH(r->arena, *out, *count) = view;
		else if (e != ERR_NOT_FOUND)
			break;
	}
	db_cursor_close(cursor);
	if (*count > 0)
		qsort(*out, *count, sizeof(**out), soonest);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
reader_asked(struct reader *r, uint64_t thread, struct wait_view *out)
{
	static const enum wait_kind	kinds[] = { WAIT_DUEL, WAIT_VIEW };
	struct wait			wait;
	struct key			key;
	size_t				i;
	enum err			e;

	for (i = 0; i < LENGTH(kinds); i++) {
		key = key_u64_u64_u64(r->self.id, kinds[i], thread);
		e = record_get(r->txn, &record_types[RECORD_WAIT],
		    key_str(&key), r->scratch, &wait);
		if (e == OK && !wait_over(&wait, r->caller.now) &&
		    !reader_ignores(r, wait.by))
			return wait_view(r, &wait, out);
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
	}
	return ERR_NOT_FOUND;
}

enum err
query_asked(struct store *store, const struct who *who, uint64_t thread,
    struct arena *arena, struct wait_view *out)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, reader_asked(&r, thread, out));
}

enum err
query_waits(struct store *store, const struct who *who, struct arena *arena,
    struct wait_view **out, size_t *count)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	e = reader_waits(&r, out, count);
	return reader_close(&r, e);
}
