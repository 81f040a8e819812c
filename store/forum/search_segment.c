/* Segments, what is dead in them, and how far the index is.  See search.h. */
#include "store/forum/search.h"

#include <string.h>

uint64_t
search_scope(const struct room *room)
{
	switch ((enum visibility)room->visibility) {
	case VISIBILITY_PUBLIC:
		return SCOPE_PUBLIC;
	case VISIBILITY_MEMBERS:
		return SCOPE_MEMBERS;
	default:
		return SCOPE_ROOMS + room->id;
	}
}

/* --- the state --- */

static const char state_key[] = "search";

enum err
search_state_load(struct txn *txn, struct search_state *out)
{
	struct str val;
	enum err e = db_get(txn, DB_META, str_of(state_key), &val);

	*out = (struct search_state){ 0 };
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK || val.len != 24)
		return e != OK ? e : ERR_DAMAGED;
	out->version = key_get_u64(val, 0);
	out->clearing = key_get_u64(val, 1) != 0;
	out->next = key_get_u64(val, 2);
	return OK;
}

enum err
search_state_save(struct txn *txn, const struct search_state *state)
{
	struct key val = key_u64_u64_u64(state->version, state->clearing,
	    state->next);

	return db_put(txn, DB_META, str_of(state_key), key_str(&val));
}

bool
search_whole(const struct search_state *state)
{
	return state->version == SEARCH_VERSION && !state->clearing &&
	    state->next == 0;
}

/* --- what writers leave --- */

enum err
search_touch(struct txn *txn, const struct room *room, uint64_t post)
{
	struct key key = key_u64_u64(search_scope(room), post);

	return db_put(txn, DB_SEARCH_TODO, key_str(&key), str_of(""));
}

enum err
search_begin(struct txn *txn)
{
	return search_state_save(txn,
	    &(struct search_state){ .version = SEARCH_VERSION });
}

enum err
search_room_moved(struct txn *txn, const struct room *before,
    const struct room *after)
{
	uint64_t left = search_scope(before), entered = search_scope(after);
	struct key key = key_u64_u64_u64(after->id, left, entered);
	struct key next = key_u64(1);

	if (left == entered)
		return OK;
	return db_put(txn, DB_SEARCH_MOVE, key_str(&key), key_str(&next));
}

/* --- segments --- */

static enum err
load(struct txn *txn, struct str prefix, int state, struct arena *arena,
    struct segment **out, size_t *count)
{
	struct segment s;
	struct cursor *cursor;
	struct str key, val;
	enum err e = db_cursor_open(txn, DB_SEARCH_SEGMENT, &cursor);

	*out = NULL;
	*count = 0;
	if (e != OK)
		return e;
	for (e = db_seek(cursor, prefix, &key, &val);
	    e == OK && key_has_prefix(key, prefix);
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_SEGMENT], key, val,
		    arena, &s);
		if (e != OK)
			break;
		if (state < 0 || s.state == state)
			*ARENA_PUSH(arena, *out, *count) = s;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
segments_load(struct txn *txn, uint64_t scope, enum segment_state state,
    struct arena *arena, struct segment **out, size_t *count)
{
	struct key prefix = key_u64(scope);

	return load(txn, key_str(&prefix), (int)state, arena, out, count);
}

enum err
segments_all(struct txn *txn, struct arena *arena, struct segment **out,
    size_t *count)
{
	return load(txn, str_of(""), -1, arena, out, count);
}

enum err
segment_put(struct txn *txn, const struct segment *s)
{
	struct key key = key_u64_u64(s->scope, s->id);

	return record_put(txn, &record_types[RECORD_SEGMENT], key_str(&key),
	    s);
}

/* --- the dead --- */

bool
dead_has(struct txn *txn, uint64_t segment, uint32_t post)
{
	struct key key = key_u64_u64(segment, post / DEAD_POSTS);
	struct str val;

	if (db_get(txn, DB_SEARCH_DEAD, key_str(&key), &val) != OK ||
	    val.len != DEAD_BYTES)
		return false;
	return (uint8_t)val.p[post % DEAD_POSTS / 8] >> post % 8 & 1;
}

static enum err
dead_add(struct txn *txn, uint64_t segment, uint32_t post)
{
	struct key key = key_u64_u64(segment, post / DEAD_POSTS);
	uint8_t bits[DEAD_BYTES] = { 0 };
	struct str val;
	enum err e = db_get(txn, DB_SEARCH_DEAD, key_str(&key), &val);

	if (e == OK && val.len == DEAD_BYTES)
		memcpy(bits, val.p, DEAD_BYTES);
	else if (e != ERR_NOT_FOUND)
		return e != OK ? e : ERR_DAMAGED;
	bits[post % DEAD_POSTS / 8] |= (uint8_t)(1 << post % 8);
	return db_put(txn, DB_SEARCH_DEAD, key_str(&key),
	    (struct str){ (const char *)bits, DEAD_BYTES });
}

enum err
dead_freeze(struct txn *txn, uint64_t segment)
{
	struct key at = key_u64_u64(segment, 0), copy;
	struct cursor *cursor;
	struct str key, val;
	uint8_t bits[DEAD_BYTES];
	enum err e;

	for (;;) {
		if ((e = db_cursor_open(txn, DB_SEARCH_DEAD, &cursor)) != OK)
			return e;
		e = db_seek(cursor, key_str(&at), &key, &val);
		if (e == OK && (key_get_u64(key, 0) != segment ||
		    val.len != DEAD_BYTES))
			e = ERR_NOT_FOUND;
		if (e == OK) {
			memcpy(bits, val.p, DEAD_BYTES);
			copy = key_u64_u64(segment | SEARCH_FROZEN,
			    key_get_u64(key, 1));
			at = key_u64_u64(segment, key_get_u64(key, 1) + 1);
		}
		db_cursor_close(cursor);
		if (e != OK)
			return e == ERR_NOT_FOUND ? OK : e;
		e = db_put(txn, DB_SEARCH_DEAD, key_str(&copy),
		    (struct str){ (const char *)bits, DEAD_BYTES });
		if (e != OK)
			return e;
	}
}

static enum err
kill(struct txn *txn, struct segment *s, const struct doc *doc)
{
	enum err e;

	if ((e = dead_add(txn, s->id, doc->post)) != OK)
		return e;
	/* The segment that is being made of it may have passed the post. */
	if (s->into != 0 && (e = dead_add(txn, s->into, doc->post)) != OK)
		return e;
	s->posts--;
	s->dead++;
	s->words -= doc->words;
	return segment_put(txn, s);
}

enum err
segment_kill(struct txn *txn, struct segment *segments, size_t count,
    uint64_t post)
{
	struct cursor *cursor;
	struct doc_reader docs;
	struct doc doc;
	enum err e = OK;

	for (size_t i = 0; i < count && e == OK; i++) {
		bool there;

		if (post < segments[i].first || post > segments[i].last)
			continue;
		if ((e = db_cursor_open(txn, DB_SEARCH, &cursor)) != OK)
			break;
		docs_read(&docs, cursor, segments[i].id);
		there = docs_find(&docs, (uint32_t)post, &doc);
		db_cursor_close(cursor);
		if (there && !dead_has(txn, segments[i].id, (uint32_t)post))
			e = kill(txn, &segments[i], &doc);
	}
	return e;
}
