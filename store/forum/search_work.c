/*
 * search_work: what keeps the index up with the posts, in small transactions.
 * A batch is read and taken to words before the write lock is taken; if one
 * of its posts changed meanwhile, all of it is done again at the next call.
 */
#include "store/forum/search.h"

#include <stdlib.h>
#include <string.h>

enum { MOVE_POSTS = 200, ROOMS_KNOWN = 64, BATCH_BYTES = 1 << 20 };

struct words *
search_words(struct store *store)
{
	if (store->words == NULL)
		store->words = words_new();
	return store->words;
}

enum err
search_fields(struct txn *txn, const struct post *post, struct arena *arena,
    struct str fields[static SEARCH_FIELDS])
{
	struct thread thread = { 0 };
	enum err e = OK;

	if (post->parent == 0)
		e = load_thread(txn, post->thread, arena, &thread);
	fields[0] = thread.title;
	fields[1] = post->restate;
	fields[2] = post->agree;
	return e != OK ? e :
	    load_text(txn, post->id, post->revision, arena, &fields[3]);
}

/* --- one batch --- */

struct item {
	uint64_t post;
	struct post head;	/* id 0: there is none */
	bool here;		/* it stands in the scope */
};

struct batch {
	uint64_t scope;
	struct item items[SEARCH_BATCH];
	size_t count;
	size_t bytes;			/* of their texts */
	struct arena *arena;
	struct build *build;
	/* Scopes of rooms in this transaction: most posts share a few. */
	struct { uint64_t room, scope; } known[ROOMS_KNOWN];
};

static bool
ready(struct txn *txn)
{
	struct search_state state;

	return search_state_load(txn, &state) == OK &&
	    state.version == SEARCH_VERSION && !state.clearing;
}

/* Is this post to stand in this scope, as things are now? */
static enum err
belongs(struct txn *txn, struct batch *b, const struct post *post, bool *yes)
{
	size_t n = post->room % ROOMS_KNOWN;
	struct room room;
	enum err e;

	if (b->known[n].room != post->room) {
		e = load_room(txn, post->room, b->arena, &room);
		if (e != OK)
			return e;
		b->known[n].room = post->room;
		b->known[n].scope = search_scope(&room);
	}
	*yes = post->state == POST_LIVE && b->known[n].scope == b->scope;
	return OK;
}

static enum err
item_read(struct store *store, struct txn *txn, struct batch *b,
    struct item *item)
{
	struct str fields[SEARCH_FIELDS];
	enum err e = load_post(txn, item->post, b->arena, &item->head);

	if (e != OK || (e = belongs(txn, b, &item->head, &item->here)) !=
	    OK || !item->here)
		return e;
	/* Numbers that the index has no room for: 64 GiB hold no so many. */
	if (item->post >= UINT32_MAX)
		return OK;
	e = search_fields(txn, &item->head, b->arena, fields);
	if (e != OK)
		return e;
	build_post(b->build, search_words(store), &item->head, fields);
	b->bytes += fields[1].len + fields[2].len + fields[3].len;
	return OK;
}

static enum err
item_take(struct store *store, struct txn *txn, struct batch *b,
    struct item *item)
{
	enum err e = item_read(store, txn, b, item);

	if (search_unreadable(e)) {
		item->head = (struct post){ 0 };
		item->here = false;
		e = OK;
	}
	return e;
}

/* The first posts to do, all of one scope. */
static enum err
batch_list(struct txn *txn, struct batch *b)
{
	struct cursor *cursor;
	struct str key, val;
	enum err e = db_cursor_open(txn, DB_SEARCH_TODO, &cursor);

	if (e != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val);
	    e == OK && b->count < SEARCH_BATCH;
	    e = db_next(cursor, &key, &val)) {
		if (b->count > 0 && key_get_u64(key, 0) != b->scope)
			break;
		b->scope = key_get_u64(key, 0);
		b->items[b->count++] = (struct item){
		    .post = key_get_u64(key, 1) };
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
batch_read(struct store *store, struct batch *b)
{
	struct txn *txn;
	enum err e = db_begin_read(store_db(store), &txn);

	if (e != OK)
		return e;
	if (ready(txn))
		e = batch_list(txn, b);
	for (size_t i = 0; i < b->count && e == OK; i++) {
		e = item_take(store, txn, b, &b->items[i]);
		/* Long texts: fewer of them in a transaction. */
		if (b->bytes > BATCH_BYTES)
			b->count = i + 1;
	}
	db_abort(txn);
	return e;
}

/* Nothing of the batch changed since it was read. */
static enum err
batch_same(struct txn *txn, struct batch *b, bool *same)
{
	*same = ready(txn);
	for (size_t i = 0; i < b->count && *same; i++) {
		struct post *was = &b->items[i].head, now = { 0 };
		struct key todo = key_u64_u64(b->scope, b->items[i].post);
		bool here = false;
		struct str val;
		enum err e = db_get(txn, DB_SEARCH_TODO, key_str(&todo), &val);

		/* A writer, or another keeper, was first. */
		*same = e == OK;
		if (e == ERR_NOT_FOUND)
			return OK;
		if (e == OK)
			e = load_post(txn, b->items[i].post, b->arena, &now);

		if (e == OK)
			e = belongs(txn, b, &now, &here);
		if (e != OK && !search_unreadable(e))
			return e;
		if (e != OK || was->id == 0)
			now.id = 0;
		*same = was->id == now.id && (now.id == 0 ||
		    (was->room == now.room && was->revision == now.revision &&
		    was->state == now.state && here == b->items[i].here));
	}
	return OK;
}

static enum err
batch_apply(struct txn *txn, struct batch *b)
{
	struct segment *segments;
	size_t count;
	enum err e;

	e = segments_load(txn, b->scope, SEGMENT_LIVE, b->arena, &segments,
	    &count);
	for (size_t i = 0; i < b->count && e == OK; i++) {
		struct key key = key_u64_u64(b->scope, b->items[i].post);

		e = segment_kill(txn, segments, count, b->items[i].post);
		if (e == OK)
			e = db_del(txn, DB_SEARCH_TODO, key_str(&key));
		if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e == OK ? build_write(b->build, txn, b->scope) : e;
}

static enum err
batch_write(struct store *store, struct batch *b)
{
	struct txn *txn;
	bool same = false;
	enum err e = db_begin_write(store_db(store), &txn);

	if (e != OK)
		return e;
	memset(b->known, 0, sizeof(b->known));
	if ((e = batch_same(txn, b, &same)) == OK && same)
		e = batch_apply(txn, b);
	if (e == OK && same)
		return db_commit(txn);
	db_abort(txn);
	return e;
}

enum err
search_index_batch(struct store *store, bool *did)
{
	struct batch *b = xcalloc(1, sizeof(*b));
	enum err e;

	b->arena = arena_new();
	b->build = build_new();
	if ((e = batch_read(store, b)) == OK && b->count > 0) {
		*did = true;
		e = batch_write(store, b);
	}
	build_free(b->build);
	arena_free(b->arena);
	free(b);
	words_trim(search_words(store));
	return e;
}

/* --- rebuilding, and rooms that moved --- */

/* Puts up to `most` posts from state->next on among those to be indexed. */
static enum err
rebuild_some(struct txn *txn, struct search_state *state, size_t most,
    struct arena *arena)
{
	struct key from = key_u64(state->next);
	struct cursor *cursor;
	struct str key, val;
	struct post post;
	struct room room;
	size_t n = 0;
	enum err e = db_cursor_open(txn, DB_POST, &cursor);

	if (e != OK)
		return e;
	for (e = db_seek(cursor, key_str(&from), &key, &val);
	    e == OK && n < most; e = db_next(cursor, &key, &val), n++) {
		state->next = key_get_u64(key, 0) + 1;
		e = record_read(txn, &record_types[RECORD_POST], key, val,
		    arena, &post);
		if (e == OK)
			e = load_room(txn, post.room, arena, &room);
		if (search_unreadable(e))
			continue;
		if (e != OK || (post.state == POST_LIVE &&
		    (e = search_touch(txn, &room, post.id)) != OK))
			break;
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND) {
		state->next = 0;
		e = OK;
	}
	return e == OK ? search_state_save(txn, state) : e;
}

static enum err
rebuild_step(struct store *store, bool *did)
{
	struct arena *arena = arena_new();
	struct search_state state;
	struct txn *txn;
	uint64_t waiting;
	enum err e;

	if ((e = db_begin_write(store_db(store), &txn)) != OK)
		goto out;
	waiting = db_count(txn, DB_SEARCH_TODO);
	if ((e = search_state_load(txn, &state)) == OK && state.next != 0 &&
	    waiting < SEARCH_PENDING) {
		*did = true;
		e = rebuild_some(txn, &state, SEARCH_PENDING - waiting, arena);
	}
	if (e == OK)
		e = db_commit(txn);
	else
		db_abort(txn);
out:
	arena_free(arena);
	return e;
}

/* The posts of a room from ordinal *next on, for both scopes. */
static enum err
move_some(struct txn *txn, uint64_t room, uint64_t left, uint64_t entered,
    uint64_t *next)
{
	uint64_t post, thread, end = *next + MOVE_POSTS;
	enum err e = OK;

	for (; *next < end && e == OK; ++*next) {
		struct key from, to;

		e = ordinal_post(txn, room, *next, &post, &thread);
		if (e != OK)
			break;
		from = key_u64_u64(left, post);
		to = key_u64_u64(entered, post);
		if ((e = db_put(txn, DB_SEARCH_TODO, key_str(&from),
		    str_of(""))) == OK)
			e = db_put(txn, DB_SEARCH_TODO, key_str(&to),
			    str_of(""));
	}
	return e;
}

static enum err
move_first(struct txn *txn, bool *did)
{
	struct key key, next;
	struct cursor *cursor;
	struct str k, v;
	uint64_t at;
	enum err e = db_cursor_open(txn, DB_SEARCH_MOVE, &cursor);

	if (e != OK)
		return e;
	e = db_seek(cursor, str_of(""), &k, &v);
	if (e == OK) {
		key = key_bytes(k.p, k.len);
		at = key_get_u64(v, 0);
	}
	db_cursor_close(cursor);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	*did = true;
	e = move_some(txn, key_get_u64(key_str(&key), 0),
	    key_get_u64(key_str(&key), 1), key_get_u64(key_str(&key), 2), &at);
	if (e == ERR_NOT_FOUND)
		return db_del(txn, DB_SEARCH_MOVE, key_str(&key));
	next = key_u64(at);
	return e == OK ? db_put(txn, DB_SEARCH_MOVE, key_str(&key),
	    key_str(&next)) : e;
}

static enum err
move_step(struct store *store, bool *did)
{
	struct txn *txn;
	enum err e = db_begin_write(store_db(store), &txn);

	if (e != OK)
		return e;
	if (db_count(txn, DB_SEARCH_TODO) < SEARCH_PENDING)
		e = move_first(txn, did);
	if (e == OK)
		return db_commit(txn);
	db_abort(txn);
	return e;
}

enum err
search_lose(struct store *store)
{
	struct search_state lost = { 0 };
	struct txn *txn;
	enum err e = db_begin_write(store_db(store), &txn);

	if (e != OK)
		return e;
	if ((e = search_state_save(txn, &lost)) == OK)
		return db_commit(txn);
	db_abort(txn);
	return e;
}

/* --- all of it --- */

/* What there is to do, from one look; so that a quiet store is not written. */
struct due_work { bool clear, rebuild, move, index; };

static enum err
look(struct store *store, struct due_work *due)
{
	struct search_state state;
	struct txn *txn;
	enum err e = db_begin_read(store_db(store), &txn);

	*due = (struct due_work){ 0 };
	if (e != OK)
		return e;
	if ((e = search_state_load(txn, &state)) == OK) {
		due->clear = state.clearing || (state.version !=
		    SEARCH_VERSION && db_count(txn, DB_POST) > 0);
		due->rebuild = !due->clear && state.next != 0;
		due->move = !due->clear && db_count(txn, DB_SEARCH_MOVE) > 0;
		due->index = !due->clear && db_count(txn, DB_SEARCH_TODO) > 0;
	}
	db_abort(txn);
	return e;
}

static enum err
round_of_work(struct store *store, bool *did)
{
	struct due_work due;
	enum err e = look(store, &due);

	if (e == OK && due.clear)
		return search_clear_step(store, did);
	if (e == OK && due.rebuild)
		e = rebuild_step(store, did);
	if (e == OK && due.move)
		e = move_step(store, did);
	if (e == OK && (due.index || due.move || due.rebuild))
		e = search_index_batch(store, did);
	return e == OK ? search_merge_step(store, did) : e;
}

enum err
search_work(struct store *store, int ms, bool *more)
{
	int64_t end = clock_ticks() + ms;
	enum err e;

	do {
		*more = false;
		e = round_of_work(store, more);
		/* What is damaged is made anew, from the posts. */
		if (e == ERR_DAMAGED && (e = search_lose(store)) == OK) {
			log_line(LOG_LEVEL_ERROR, "search: the index is "
			    "damaged; it is made again");
			*more = true;
		}
	} while (e == OK && *more && clock_ticks() < end);
	return e;
}

static uint64_t
waiting_posts(struct store *store)
{
	struct txn *txn;
	uint64_t waiting;

	if (db_begin_read(store_db(store), &txn) != OK)
		return 0;
	waiting = db_count(txn, DB_SEARCH_TODO);
	db_abort(txn);
	return waiting;
}

bool
search_waits(struct store *store)
{
	return waiting_posts(store) > SEARCH_PENDING / 4;
}

void
search_help(struct store *store)
{
	bool did = true;
	enum err e;

	for (int turns = 0; did && turns < 8; turns++) {
		if (waiting_posts(store) <= SEARCH_PENDING)
			return;
		did = false;
		if ((e = search_index_batch(store, &did)) == OK)
			e = search_merge_step(store, &(bool){ false });
		/* The post itself is kept; the keeper goes on with this. */
		if (e != OK)
			log_line(LOG_LEVEL_ERROR, "search: the index cannot be"
			    " written: %s", err_name(e));
		if (e != OK)
			return;
	}
}
