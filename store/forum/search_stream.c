/* Entries of a segment, for a merge.  See search_stream.h. */
#include "store/forum/search_stream.h"

#include <stdlib.h>
#include <string.h>

enum err
stream_open(struct stream *s, struct txn *txn, uint64_t segment, bool frozen)
{
	*s = (struct stream){ .txn = txn, .segment = segment,
	    .frozen = frozen };
	return db_cursor_open(txn, DB_SEARCH, &s->cursor);
}

void
stream_close(struct stream *s)
{
	db_cursor_close(s->cursor);
	free(s->copy);
}

static bool
row_load(struct stream *s, enum err e, struct str key, struct str val)
{
	uint64_t segment;
	struct str term;
	uint32_t post;

	if (e != OK || !block_key_parts(key, &segment, &term, &post) ||
	    segment != s->segment || term.len == 0) {
		s->over = true;
		return false;
	}
	if (!block_sum_holds(db_checksum_key(s->txn), val)) {
		s->damaged = true;
		s->over = true;
		return false;
	}
	if (val.len > s->room) {
		s->room = val.len + BLOCK_BYTES;
		s->copy = xrealloc(s->copy, s->room);
	}
	memcpy(s->copy, val.p, val.len);
	block_read(&s->row, (struct str){ s->copy, val.len });
	return true;
}

struct str
stream_term(const struct stream *s)
{
	return (struct str){ s->row.term, s->row.term_len };
}

bool
stream_next(struct stream *s)
{
	struct str key, val;

	while (!s->over && !block_next(&s->row)) {
		if (s->row.damaged)
			s->damaged = true;
		row_load(s, db_next(s->cursor, &key, &val), key, val);
	}
	if (s->over)
		return false;
	s->at = 0;
	if (!chunk_open(s->row.entry, &s->chunk) || (s->chunk.count > 0 &&
	    !chunk_posts(&s->chunk, s->posts, s->times))) {
		s->damaged = true;
		s->over = true;
	}
	s->place = s->chunk.places;
	return !s->over;
}

/* Passes over postings that were written before. */
static void
skip_written(struct stream *s, uint32_t post)
{
	while (s->at < s->chunk.count && s->posts[s->at] <= post)
		s->place = chunk_places_end(&s->chunk, s->place,
		    s->times[s->at++]);
}

void
stream_begin(struct stream *s, struct str term, uint32_t post)
{
	struct block_key k = block_key(s->segment, term, post);
	struct str key, val;
	int c;

	/* The row where the term stands may begin with an earlier one. */
	if (!row_load(s, db_seek_before(s->cursor, block_key_str(&k), &key,
	    &val), key, val)) {
		k = block_key(s->segment, str_of("\1"), 0);
		s->over = false;
		if (!row_load(s, db_seek(s->cursor, block_key_str(&k), &key,
		    &val), key, val))
			return;
	}
	while (stream_next(s)) {
		if ((c = term_compare(stream_term(s), term)) > 0)
			return;
		if (c < 0 || s->chunk.count == 0 || s->chunk.last <= post)
			continue;
		skip_written(s, post);
		return;
	}
}

bool
stream_drops(struct stream *s, uint32_t post)
{
	uint64_t n = post / DEAD_POSTS;
	struct key key;
	struct str val;

	if (!s->frozen)
		return false;
	if (s->bits_of != n + 1) {
		key = key_u64_u64(s->segment | SEARCH_FROZEN, n);
		s->bits_of = n + 1;
		s->bits = db_get(s->txn, DB_SEARCH_DEAD, key_str(&key),
		    &val) == OK && val.len == DEAD_BYTES ?
		    (const uint8_t *)val.p : NULL;
	}
	return s->bits != NULL &&
	    (s->bits[post % DEAD_POSTS / 8] >> post % 8 & 1) != 0;
}

bool
stream_on(const struct stream *s, struct str term)
{
	return !s->over && str_equal(stream_term(s), term);
}
